use molniya::{Reply, Router, say, text};

async fn echo(words: Vec<String>) -> Reply {
    say(words.join(" "))
}

fn main() {
    let _: Router<()> = Router::new().on(text(), echo);
}
