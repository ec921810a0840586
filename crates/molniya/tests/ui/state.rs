use molniya::{Reply, Router, State, say, text};

struct Shop;
struct Catalogue;

async fn list(State(_): State<Catalogue>) -> Reply {
    say("nothing")
}

fn main() {
    let _: Router<Shop> = Router::<Shop>::new().on(text(), list);
}
