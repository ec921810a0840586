//! One order, step by step: what the person does, and how the bot's answer is known.

use std::ops::Range;

use molniya_emulator::testkit::{Message, Person};
use serde_json::Value;

/// What a person does.
enum Act {
    Say(String),
    /// A press on the last answer.
    Press(&'static str),
}

/// One step of an order. Its answer answers no other step of the same order.
pub(crate) struct Step {
    act: Act,
    /// All of them are in the answer, in whatever case.
    words: Vec<String>,
    /// The callback data of a button under the answer.
    button: &'static str,
}

/// Words of the questions in one language.
pub(crate) struct Words {
    pub(crate) language: &'static str,
    product: &'static str,
    quantity: &'static str,
    address: &'static str,
}

/// The languages that people speak.
pub(crate) const WORDS: [Words; 2] = [
    Words { language: "en", product: "product", quantity: "quantity", address: "address" },
    Words {
        language: "ru", product: "товар", quantity: "количество", address: "адрес"
    },
];

/// How many steps an order has.
pub(crate) const STEPS: usize = 6;
/// The steps that can be typed without waiting for the answers between them.
pub(crate) const TYPED: Range<usize> = 2..5;

/// An order from the first word to the receipt.
pub(crate) fn order(words: &Words, product: &str, quantity: usize) -> [Step; STEPS] {
    let (quantity, address) = (quantity.to_string(), format!("House of {product}"));
    let say = |text: &str| Act::Say(text.to_owned());
    let step = |act, words: &[&str], button| {
        let words = words.iter().map(|word| word.to_lowercase()).collect();
        Step { act, words, button }
    };
    [
        step(say("/start"), &[], "new_order"),
        step(Act::Press("new_order"), &[words.product], "cancel_order"),
        step(say(product), &[words.quantity], "cancel_order"),
        step(say(&quantity), &[words.address], "cancel_order"),
        step(say(&address), &[product, &quantity, &address], "confirm_order"),
        step(Act::Press("confirm_order"), &["#", product, &quantity, &address], "new_order"),
    ]
}

impl Step {
    /// Does it. `last` is the answer to the step before.
    pub(crate) async fn act(&self, person: &Person, last: Option<&Message>) {
        match &self.act {
            Act::Say(text) => drop(person.say(text).await),
            Act::Press(data) => {
                let under = last.expect("something to press on").message_id;
                person.press_on(under, data).await;
            }
        }
    }

    /// Waits for the answer. Repeats of earlier ones may come first.
    pub(crate) async fn answer(&self, person: &Person) -> Message {
        loop {
            let message = person.expect("").await;
            if self.is_answered_by(&message.text, &message.json["reply_markup"]) {
                return message;
            }
        }
    }

    /// Whether a message with this text and these buttons answers it.
    pub(crate) fn is_answered_by(&self, text: &str, markup: &Value) -> bool {
        let text = text.to_lowercase();
        let rows = markup["inline_keyboard"].as_array().into_iter().flatten();
        let mut buttons = rows.filter_map(Value::as_array).flatten();
        self.words.iter().all(|word| text.contains(word))
            && buttons.any(|button| button["callback_data"] == self.button)
    }

    pub(crate) fn is_press(&self) -> bool {
        matches!(self.act, Act::Press(_))
    }
}

/// The number behind the `#` of a receipt.
pub(crate) fn number(receipt: &str) -> u64 {
    let behind = receipt.split_once('#').expect("a receipt has a number").1;
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("the number has digits")
}

/// Plays steps one after the other, and gives the last answer.
pub(crate) async fn play(person: &Person, steps: &[Step], mut last: Option<Message>) -> Message {
    for step in steps {
        step.act(person, last.as_ref()).await;
        last = Some(step.answer(person).await);
    }
    last.expect("steps")
}
