use std::rc::Rc;

use molniya::{HandlerError, Numbers, Reply, Router, say, text};

async fn count(numbers: Numbers) -> Result<Reply, HandlerError> {
    let series = Rc::new("visits");
    let number = numbers.next("visits").await?;
    Ok(say(format!("{series}: {number}")))
}

fn main() {
    let _: Router<()> = Router::new().on(text(), count);
}
