use molniya::{Router, Text, text};

async fn echo(Text(text): Text) -> usize {
    text.len()
}

fn main() {
    let _: Router<()> = Router::new().on(text(), echo);
}
