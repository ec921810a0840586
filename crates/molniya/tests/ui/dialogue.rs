use molniya::Dialogue;
use serde::{Deserialize, Serialize};

#[derive(Dialogue)]
struct NotAnEnum;

#[derive(Dialogue)]
enum NoDefault {
    Idle,
}

#[derive(Dialogue, Default)]
enum TwoFields {
    #[default]
    Idle,
    Address(String, u32),
}

#[derive(Dialogue, Default)]
enum SameType {
    #[default]
    Idle,
    Street(String),
    City(String),
}

#[derive(Dialogue, Default)]
enum NoType {
    #[default]
    Idle,
    Waiting,
}

#[derive(Dialogue, Default, Serialize, Deserialize)]
#[serde(tag = "step")]
enum OtherForm {
    #[default]
    Idle,
}

fn main() {}
