//! What `#[derive(Dialogue)]` makes.

use molniya::{Dialogue, StepOf};
use serde::{Deserialize, Serialize};

#[derive(Dialogue, Serialize, Deserialize, Default, Debug, PartialEq)]
enum TeaOrder {
    #[default]
    #[serde(rename = "nothing")]
    Idle,
    Leaf(Leaf),
    #[serde(alias = "Milk", alias = "Cream")]
    Extras(Extras),
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Leaf;

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Extras {
    sugar: bool,
}

#[derive(Dialogue, Serialize, Deserialize, Default)]
#[dialogue(name = "fb")]
enum Feedback {
    #[default]
    Idle,
}

#[test]
fn names_are_those_serde_writes() {
    assert_eq!((TeaOrder::NAME, Feedback::NAME), ("tea_order", "fb"));
    assert_eq!(TeaOrder::STEPS, ["nothing", "Leaf", "Extras"]);
    assert_eq!(TeaOrder::IDLE, "nothing");
    assert_eq!(TeaOrder::ALIASES, [("Milk", "Extras"), ("Cream", "Extras")]);
    let json = serde_json::to_string(&TeaOrder::default()).unwrap();
    assert_eq!(json, "\"nothing\"");
    let old: TeaOrder = serde_json::from_str(r#"{"Milk":{"sugar":true}}"#).unwrap();
    assert_eq!(old, TeaOrder::Extras(Extras { sugar: true }));
}

#[test]
fn a_step_goes_in_and_comes_out() {
    let dialogue = TeaOrder::from(Extras { sugar: true });
    assert_eq!(Leaf::take(TeaOrder::from(Extras { sugar: true })), None);
    assert_eq!(Extras::take(dialogue), Some(Extras { sugar: true }));
    assert_eq!(Extras::take(TeaOrder::Idle), None);
    assert_eq!((Leaf::STEP, Extras::STEP), (Some("Leaf"), Some("Extras")));
    assert_eq!((TeaOrder::STEP, TeaOrder::take(TeaOrder::Idle)), (None, Some(TeaOrder::Idle)));
}
