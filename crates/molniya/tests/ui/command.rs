use molniya::Command;

#[derive(Command)]
enum Name {
    #[command(rename = "Start")]
    Start,
}

#[derive(Command)]
enum Key {
    #[command(help = "Begin")]
    Start,
}

#[derive(Command)]
enum Argument {
    Order(Vec<u32>),
}

fn main() {}
