use molniya::{Answer, HandlerError, Next, Person, Router};

async fn log(person: Person, next: Next) -> Result<Answer, HandlerError> {
    println!("{}", person.first_name);
    next.run().await
}

fn main() {
    let _: Router<()> = Router::new().layer(log);
}
