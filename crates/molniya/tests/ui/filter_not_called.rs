use molniya::{Reply, Router, Text, say, text};

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

fn main() {
    let _: Router<()> = Router::new().on(text, echo);
}
