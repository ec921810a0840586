//! Two hundred people at once: everybody gets their own answers, in order, and one order each.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use molniya_emulator::testkit::{Message, Person};

use crate::bot::{Bot, on_every_store};

const PEOPLE: usize = 200;

struct Words {
    language: &'static str,
    product: &'static str,
    quantity: &'static str,
    address: &'static str,
}

const WORDS: [Words; 2] = [
    Words { language: "en", product: "product", quantity: "quantity", address: "address" },
    Words {
        language: "ru", product: "товар", quantity: "количество", address: "адрес"
    },
];

/// Orders once by typing, and gives the number.
async fn order(person: &Person, words: &Words, product: &str, quantity: usize) -> u64 {
    person.say("/start").await;
    assert!(person.expect("").await.has_button("new_order"));
    person.press("new_order").await;
    answers(person, &[words.product]).await;
    person.say(product).await;
    answers(person, &[words.quantity]).await;
    person.say(&quantity.to_string()).await;
    answers(person, &[words.address]).await;
    let address = format!("House of {product}");
    person.say(&address).await;
    let summary = answers(person, &[product, &quantity.to_string(), &address]).await;
    assert!(summary.has_button("confirm_order") && summary.has_button("cancel_order"));
    person.press("confirm_order").await;
    let receipt = answers(person, &["#", product, &quantity.to_string(), &address]).await;
    let number = receipt.text.split('#').nth(1).and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).expect(&receipt.text)
}

/// The next thing the bot says, which has all these words.
async fn answers(person: &Person, words: &[&str]) -> Message {
    let message = person.expect("").await;
    let text = message.text.to_lowercase();
    for word in words {
        assert!(text.contains(&word.to_lowercase()), "no {word:?} in\n{}", person.transcript());
    }
    message
}

on_every_store! {
    async fn everybody_orders_once(bot: Bot) {
        let mut bot = bot;
        let mut talks = Vec::new();
        for n in 0..PEOPLE {
            let words = &WORDS[n % WORDS.len()];
            let person = bot.telegram.person_speaking(&format!("Person {n}"), words.language).await;
            talks.push(async move {
                let number = order(&person, words, &format!("Widget {n}"), n + 1).await;
                let messages = person.messages().await;
                assert!(!messages.iter().any(|message| message.has_button("confirm_order")));
                (person, number)
            });
        }
        let ended = join_all(talks).await;
        let numbers: BTreeSet<u64> = ended.iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers.len(), PEOPLE, "a number was given out twice");
        bot.stop().await;
        let ledger = bot.telegram.ledger().await;
        for (person, _) in &ended {
            let calls: Vec<&str> = ledger.chat(person.chat_id()).map(|call| call.method.as_str()).collect();
            let count = |name: &str| calls.iter().filter(|call| **call == name).count();
            let made = (count("sendMessage"), count("editMessageText"), count("answerCallbackQuery"));
            assert_eq!((made, calls.len()), ((5, 1, 2), 8), "{}", person.transcript());
        }
    }
}

#[tokio::test]
async fn every_order_is_a_record() {
    let mut bot = Bot::on_sqlite().await;
    let ann = bot.telegram.person("Ann").await;
    let boris = bot.telegram.person_speaking("Борис", "ru").await;
    let (first, second) = tokio::join!(
        order(&ann, &WORDS[0], "Cake", 1),
        order(&boris, &WORDS[1], "зелёный чай", 3),
    );
    let orders = bot.orders().await;
    assert_eq!(orders.len(), 2);
    for (person, number, id, tag) in
        [(&ann, first, None, "en"), (&boris, second, Some("green"), "ru")]
    {
        let order = orders.iter().find(|order| order.number == number).expect("recorded");
        assert_eq!((order.person.0, order.product_id.as_deref()), (person.user_id(), id));
        assert_eq!(order.language.tag(), tag);
    }
}
