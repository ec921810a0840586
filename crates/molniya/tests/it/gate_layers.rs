//! Layers around outgoing calls, with a bot at work.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use molniya::botapi::{CallError, RawResult};
use molniya::{Api, ApiError, Call, GateLayer, Reply, Router, Text, say, text};
use molniya_emulator::Fault;
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Bot, Home, said, until};

/// Adds its word to every message, and notes what it sees.
struct Word {
    word: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Word {
    fn new(word: &'static str, seen: &Seen) -> Word {
        Word { word, seen: seen.0.clone() }
    }
}

impl GateLayer for Word {
    fn before(&self, call: &mut Call) {
        self.seen.lock().unwrap().push(format!("{} before {}", self.word, call.method()));
        if let Some(text) = call.get::<String>("text") {
            call.set("text", format!("{text} {}", self.word));
        }
    }

    fn after(&self, call: &Call, result: Result<&RawResult, &CallError>, _: Duration) {
        let result = if result.is_ok() { "done" } else { "failed" };
        let text = call.get::<String>("text").unwrap_or_default();
        let method = call.method();
        self.seen.lock().unwrap().push(format!("{} after {method} {text}: {result}", self.word));
    }
}

/// What layers have noted.
#[derive(Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    async fn are(&self, count: usize) -> Vec<String> {
        until("the calls have ended", async || self.lines().len() >= count).await;
        self.lines()
    }
}

fn echo() -> Router<()> {
    Router::new().on(text(), async |Text(text): Text| say(text))
}

#[tokio::test]
async fn every_call_passes_however_it_is_made() {
    async fn three(Text(text): Text, api: Api) -> Result<Reply, ApiError> {
        api.call_json("getMe", "{}".into()).await?;
        Ok(say(text).typing())
    }
    let (telegram, home, seen) = (Telegram::start().await, Home::file(), Seen::default());
    let ann = telegram.person("Ann").await;
    let bot = molniya::Bot::new(home.settings(&telegram), Router::new().on(text(), three), ());
    let bot = Bot::serve(bot.gate(Word::new("gently", &seen)));
    ann.say("I speak").await;
    ann.expect("I speak gently").await;
    let mut lines = seen.are(6).await;
    bot.stop().await;
    lines.sort();
    let expected = [
        "gently after getMe : done",
        "gently after sendChatAction : done",
        "gently after sendMessage I speak gently: done",
        "gently before getMe",
        "gently before sendChatAction",
        "gently before sendMessage",
    ];
    assert_eq!(lines, expected);
    telegram.assert_clean().await;
}

#[tokio::test]
async fn the_first_layer_around_calls_is_the_outermost() {
    let (telegram, home, seen) = (Telegram::start().await, Home::file(), Seen::default());
    let ann = telegram.person("Ann").await;
    let bot = molniya::Bot::new(home.settings(&telegram), echo(), ());
    let bot = Bot::serve(bot.gate(Word::new("one", &seen)).gate(Arc::new(Word::new("two", &seen))));
    ann.say("count").await;
    ann.expect("count one two").await;
    let lines = seen.are(4).await;
    bot.stop().await;
    let expected = [
        "one before sendMessage",
        "two before sendMessage",
        "two after sendMessage count one two: done",
        "one after sendMessage count one two: done",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn each_attempt_begins_with_what_was_stored() {
    let (telegram, home, seen) = (Telegram::start().await, Home::file(), Seen::default());
    let ann = telegram.person("Ann").await;
    telegram.fault(Fault::error("sendMessage", 500, "Internal Server Error")).await;
    let bot = molniya::Bot::new(home.settings(&telegram), echo(), ());
    let bot = Bot::serve(bot.gate(Word::new("once", &seen)));
    ann.say("only").await;
    ann.expect("only once").await;
    let lines = seen.are(4).await;
    bot.stop().await;
    let expected = [
        "once before sendMessage",
        "once after sendMessage only once: failed",
        "once before sendMessage",
        "once after sendMessage only once: done",
    ];
    assert_eq!(lines, expected);
    assert_eq!(said(&telegram, &ann).await, ["only once"]);
}

#[tokio::test]
async fn a_layer_that_panics_is_left_out_and_the_call_is_made() {
    struct Clumsy;

    impl GateLayer for Clumsy {
        fn before(&self, call: &mut Call) {
            call.set("text", "half");
            panic!("before");
        }

        fn after(&self, _: &Call, _: Result<&RawResult, &CallError>, _: Duration) {
            panic!("after");
        }
    }

    let (telegram, home, seen) = (Telegram::start().await, Home::file(), Seen::default());
    let ann = telegram.person("Ann").await;
    let bot = molniya::Bot::new(home.settings(&telegram), echo(), ());
    let bot = Bot::serve(bot.gate(Clumsy).gate(Word::new("too", &seen)));
    for text in ["all", "and more"] {
        ann.say(text).await;
        ann.expect(&format!("{text} too")).await;
    }
    bot.stop().await;
    let lines = seen.lines();
    assert_eq!(lines.last().unwrap(), "too after sendMessage and more too: done");
    assert_eq!(said(&telegram, &ann).await, ["all too", "and more too"]);
    assert!(home.outbox(&telegram).await.is_empty());
}
