//! What the bot promises, on a Bot API that shares nothing with the emulator.

use serde_json::json;

use molniya::store::StoreUrl;

use crate::bot::{Running, SHOP, shop};
use crate::stub::{Call, Person, Stub, TOKEN};

/// Words of the bot in one language.
struct Words {
    product: &'static str,
    quantity: &'static str,
    address: &'static str,
    cancelled: &'static str,
}

const ENGLISH: Words =
    Words { product: "product", quantity: "quantity", address: "address", cancelled: "cancel" };
const RUSSIAN: Words =
    Words {
        product: "товар", quantity: "количество", address: "адрес", cancelled: "отмен"
    };

const ANN: Person = Person { id: 5_000_000_001, language: "en" };
const BORIS: Person = Person { id: 5_000_000_002, language: "ru" };

/// A person who talks to the bot.
struct Talk<'a> {
    stub: &'a mut Stub,
    person: Person,
    words: Words,
}

impl Talk<'_> {
    /// Writes a text; gives the one message that comes of it, in small letters.
    async fn says(&mut self, text: &str) -> String {
        self.writes(json!({ "text": text })).await
    }

    async fn writes(&mut self, content: serde_json::Value) -> String {
        self.stub.write(self.person, content);
        let calls = self.stub.next_calls(1).await;
        self.message(&calls[0])
    }

    /// Presses the newest button with this data; gives the one message that comes of it.
    async fn presses(&mut self, data: &str) -> String {
        let press = self.press(data);
        let mut calls = self.stub.next_calls(2).await;
        let answer = calls.iter().position(|call| call.method == "answerCallbackQuery");
        let answer = calls.remove(answer.unwrap_or_else(|| panic!("no answer: {calls:?}")));
        assert_eq!(answer.params["callback_query_id"], press);
        self.message(&calls[0])
    }

    /// Presses a button of this message, which makes nothing but an answer; gives the answer.
    async fn taps(&mut self, message_id: i64, data: &str) -> String {
        let press = self.stub.press(self.person, message_id, data);
        let [answer] = self.stub.next_calls(1).await.try_into().expect("one call");
        assert_eq!(answer.method, "answerCallbackQuery");
        assert_eq!(answer.params["callback_query_id"], press);
        answer.params.get("text").and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    }

    fn press(&mut self, data: &str) -> String {
        self.stub.press(self.person, self.newest(data), data)
    }

    fn newest(&self, data: &str) -> i64 {
        let shown = self.stub.with_button(self.person.id, data);
        *shown.last().unwrap_or_else(|| panic!("no button {data}"))
    }

    fn message(&self, call: &Call) -> String {
        assert!(["sendMessage", "editMessageText"].contains(&call.method.as_str()), "{call:?}");
        assert_eq!(call.params["chat_id"], self.person.id);
        call.params["text"].as_str().expect("a text").to_lowercase()
    }

    async fn starts(&mut self) {
        self.says("/start").await;
        assert_has(&self.presses("new_order").await, &[self.words.product]);
    }

    /// From the question for the product to the summary.
    async fn orders(&mut self, product: &str, quantity: &str, address: &str) {
        assert_has(&self.says(product).await, &[self.words.quantity]);
        assert_has(&self.says(quantity).await, &[self.words.address]);
        assert_has(&self.says(address).await, &[product, quantity, address]);
        assert_eq!(self.newest("confirm_order"), self.newest("cancel_order"));
    }

    /// Confirms; gives the number of the order.
    async fn confirms(&mut self, product: &str, quantity: &str, address: &str) -> String {
        let receipt = self.presses("confirm_order").await;
        assert_has(&receipt, &["#", product, quantity, address]);
        assert_eq!(self.stub.with_button(self.person.id, "confirm_order"), [0; 0]);
        let number = receipt.split('#').nth(1).and_then(|rest| rest.split_whitespace().next());
        let number = number.expect("a number after #");
        assert!(number.bytes().all(|byte| byte.is_ascii_digit()), "{receipt}");
        number.to_owned()
    }

    async fn cancels(&mut self) {
        assert_has(&self.presses("cancel_order").await, &[self.words.cancelled]);
        assert_eq!(self.stub.with_button(self.person.id, "confirm_order"), [0; 0]);
    }

    /// Sends what is no answer here; each is answered by one message that has the word.
    async fn is_refused(&mut self, texts: &[&str], word: &str) {
        for text in texts {
            assert_has(&self.says(text).await, &[word]);
        }
        let sticker = json!({"sticker": {
            "file_id": "x", "file_unique_id": "y", "type": "regular", "width": 512, "height": 512,
            "is_animated": false, "is_video": false, "emoji": "🍵",
        }});
        assert_has(&self.writes(sticker).await, &[word]);
    }
}

fn assert_has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(&word.to_lowercase()), "no {word:?} in {text:?}");
    }
}

/// Runs a talk with a new bot; afterwards nothing may be open, wrong or too much.
async fn talk(person: Person, words: Words, talk: impl AsyncFnOnce(&mut Talk<'_>)) {
    let mut stub = Stub::start().await;
    let bot = Running::start(&stub.api_url(), TOKEN, StoreUrl::Memory, shop(SHOP));
    talk(&mut Talk { stub: &mut stub, person, words }).await;
    bot.stop().await;
    stub.assert_clean();
}

#[tokio::test]
async fn an_order_is_taken() {
    for (person, words) in [(ANN, ENGLISH), (BORIS, RUSSIAN)] {
        talk(person, words, async |talk| {
            talk.starts().await;
            talk.orders("Widget a17", "3", "5 High Street").await;
            talk.confirms("Widget a17", "3", "5 High Street").await;
        })
        .await;
    }
}

#[tokio::test]
async fn an_order_is_taken_by_buttons_alone() {
    talk(ANN, ENGLISH, async |talk| {
        talk.starts().await;
        assert_has(&talk.presses("product:green").await, &["quantity"]);
        assert_has(&talk.presses("quantity:3").await, &["address"]);
        assert_has(&talk.presses("place:shop").await, &["green tea", "3", "pick up here"]);
        talk.confirms("Green tea", "3", "Pick up here").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_tap_on_confirm_is_answered_and_orders_nothing() {
    talk(ANN, ENGLISH, async |talk| {
        talk.starts().await;
        talk.orders("Cake", "2", "Here").await;
        let summary = talk.newest("confirm_order");
        // Both taps are made before the bot has answered the first.
        let presses = [(); 2].map(|()| talk.stub.press(ANN, summary, "confirm_order"));
        let calls = talk.stub.next_calls(3).await;
        let (answers, messages): (Vec<Call>, Vec<Call>) =
            calls.into_iter().partition(|call| call.method == "answerCallbackQuery");
        let answered = answers.iter().map(|call| &call.params["callback_query_id"]);
        // Answers to presses have no order.
        assert!(presses.iter().all(|press| answered.clone().any(|id| id == press)), "{answers:?}");
        assert_has(&talk.message(&messages[0]), &["#1", "cake"]);

        talk.presses("new_order").await;
        talk.orders("Bread", "1", "There").await;
        assert_eq!(talk.confirms("Bread", "1", "There").await, "2");
    })
    .await;
}

#[tokio::test]
async fn an_order_is_cancelled_at_every_step() {
    talk(ANN, ENGLISH, async |talk| {
        let answers = ["Cake", "2", "Here"];
        talk.starts().await;
        for step in 0..=answers.len() {
            for answer in &answers[..step] {
                talk.says(answer).await;
            }
            talk.cancels().await;
            // An earlier question may still have the button, now that there is nothing to cancel.
            if !talk.stub.with_button(ANN.id, "cancel_order").is_empty() {
                talk.cancels().await;
            }
            assert_has(&talk.says("/cancel").await, &["cancel"]);
            talk.presses("new_order").await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_answer_changes_nothing() {
    talk(ANN, ENGLISH, async |talk| {
        talk.is_refused(&["hello", "3", "<b>"], "order").await;
        talk.starts().await;
        talk.is_refused(&["   ", "\n\t"], "product").await;
        let name = "<b>*_[`Tea`](x)&amp;";
        assert_has(&talk.says(name).await, &[name, "quantity"]);
        let bad = ["   ", "0", "-1", "99999999999", "1000", "two", "<b>3</b>"];
        talk.is_refused(&bad, "number").await;
        assert_has(&talk.says("999").await, &["address"]);
        let long = "x".repeat(4_000);
        talk.is_refused(&["   ", &long], "address").await;
        let address = "*_[1 & <i>Street</i>";
        assert_has(&talk.says(address).await, &[name, "999", address]);
        talk.is_refused(&["yes", "3"], "confirm").await;
        talk.confirms(name, "999", address).await;
    })
    .await;
}

#[tokio::test]
async fn old_buttons_are_answered_and_change_nothing() {
    talk(ANN, ENGLISH, async |talk| {
        talk.starts().await;
        let question = talk.newest("product:green");
        talk.says("Cake").await;
        assert_ne!(talk.taps(question, "product:green").await, "");
        assert_has(&talk.says("2").await, &["address"]);
        assert_ne!(talk.taps(question, "product:green").await, "");
        assert_has(&talk.says("Here").await, &["cake", "2", "here"]);
        talk.confirms("Cake", "2", "Here").await;
        assert_ne!(talk.taps(question, "product:green").await, "");
    })
    .await;
}
