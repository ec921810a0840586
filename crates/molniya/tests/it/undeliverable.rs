//! People who cannot be reached any more.

use std::sync::{Arc, Mutex};

use molniya::store::EntryState;
use molniya::{Router, Text, Undeliverable, Unreachable, say, text};
use molniya_emulator::Fault;
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Bot, Home, said};

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_told_of_and_not_called_again() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let blocked = "Forbidden: bot was blocked by the user";
    telegram.fault(Fault::error("sendMessage", 403, blocked)).await;
    let told: Arc<Mutex<Vec<Undeliverable>>> = Arc::default();
    let tell = told.clone();
    let router = Router::new().on(text(), async |Text(text): Text| say(text));
    let bot = molniya::Bot::new(home.settings(&telegram), router, ());
    let bot = Bot::serve(bot.undeliverable(move |event| {
        tell.lock().unwrap().push(event.clone());
        panic!("which must not matter");
    }));
    ann.say("one").await;
    ann.say("two").await;
    ann.expect("two").await;
    bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["two"]);
    let told = told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    let told: Vec<_> = told.iter().map(|event| (event.chat.0, event.reason)).collect();
    assert_eq!(told, [(ann.chat_id(), Unreachable::Blocked)]);
    let outbox = home.outbox(&telegram).await;
    assert!(matches!(&outbox[0].state, EntryState::Dead(_)), "{outbox:?}");
}
