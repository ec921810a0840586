use molniya::{Dialogue, Step, goto};
use serde::{Deserialize, Serialize};

#[derive(Dialogue, Serialize, Deserialize, Default)]
enum Order {
    #[default]
    Idle,
    Quantity(Quantity),
}

#[derive(Serialize, Deserialize)]
struct Quantity;

#[derive(Dialogue, Serialize, Deserialize, Default)]
enum Feedback {
    #[default]
    Idle,
}

async fn begin() -> Step<Feedback> {
    goto(Quantity)
}

fn main() {}
