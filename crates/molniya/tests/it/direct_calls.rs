//! Calls made by a handler itself, in a chat that is in a flood wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::botapi::methods::SendMessage;
use molniya::botapi::{CallError, RawResult};
use molniya::store::Op;
use molniya::{
    Api, ApiError, Call, ChatId, GateLayer, HandlerError, Reply, Router, State, Text, say, text,
};
use molniya_emulator::Fault;
use molniya_emulator::testkit::{Person, Telegram};

use crate::promises_kit::{Bot, Home, said, until};

/// "direct": says so to Ann by itself. Anything else is said to her by what is returned.
async fn to_ann(
    Text(text): Text,
    api: Api,
    State(ann): State<ChatId>,
) -> Result<Reply, HandlerError> {
    if text != "direct" {
        return Ok(Reply::new().say(text).to(*ann));
    }
    match api.call(&SendMessage::new(*ann, "direct")).await {
        Ok(_) => Ok(Reply::new()),
        Err(ApiError::Call(error)) => match &*error {
            CallError::FloodWait { retry_after } => {
                assert!(*retry_after > Duration::from_secs(1), "{retry_after:?}");
                Ok(say("later"))
            }
            other => Err(HandlerError::Failed(other.to_string())),
        },
        Err(error) => Err(error.into()),
    }
}

/// Counts flood waits.
#[derive(Clone, Default)]
struct Refusals(Arc<AtomicU32>);

impl Refusals {
    fn count(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl GateLayer for Refusals {
    fn after(&self, _: &Call, result: Result<&RawResult, &CallError>, _: Duration) {
        if let Err(CallError::FloodWait { .. }) = result {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn start(home: &Home, telegram: &Telegram, ann: &Person, refusals: &Refusals) -> Bot {
    let router = Router::new().on(text(), to_ann);
    let bot = molniya::Bot::new(home.settings(telegram), router, ChatId(ann.chat_id()));
    Bot::serve(bot.gate(refusals.clone()))
}

/// Ann knows the bot, and the next that is said to her is refused with a flood wait.
async fn flood(telegram: &Telegram, ann: &Person, seconds: u32) {
    ann.say("hello").await;
    ann.expect("hello").await;
    telegram.fault(Fault::flood("sendMessage", seconds).in_chat(ann.chat_id())).await;
}

#[tokio::test]
async fn a_direct_call_waits_for_a_flood_wait_and_so_does_everything_else_in_its_chat() {
    // Who meets the flood wait first must not matter.
    for order in [["direct", "stored"], ["stored", "direct"]] {
        let [home, _] = Home::each();
        let telegram = Telegram::start().await;
        let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
        let cid = telegram.person("Cid").await;
        let refusals = Refusals::default();
        let bot = start(&home, &telegram, &ann, &refusals);
        flood(&telegram, &ann, 2).await;
        ben.say(order[0]).await;
        until("it is refused", async || refusals.count() == 1).await;
        cid.say(order[1]).await;
        until("both are said", async || said(&telegram, &ann).await.len() == 3).await;
        let ledger = telegram.ledger().await;
        let asked = ledger.updates[1].at_micros;
        let held = ledger.entries.iter().skip(1).all(|e| e.at_micros - asked >= 2_000_000);
        assert!(held, "{ledger:?}");
        bot.stop().await;
        assert_eq!(refusals.count(), 1, "one is enough");
    }
}

#[tokio::test]
async fn a_direct_call_that_would_wait_beyond_the_deadline_fails_at_once() {
    let [home, _] = Home::each();
    let telegram = Telegram::start().await;
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    let refusals = Refusals::default();
    let bot = start(&home, &telegram, &ann, &refusals);
    flood(&telegram, &ann, 20).await;
    ben.say("direct").await;
    ben.expect("later").await;
    // It is known now that the chat must wait, so nobody asks again.
    ben.say("direct").await;
    until("it is answered", async || said(&telegram, &ben).await.len() == 2).await;
    bot.stop().await;
    assert_eq!(refusals.count(), 1);
    assert_eq!(said(&telegram, &ann).await, ["hello"]);
}

#[tokio::test]
async fn a_flood_wait_that_a_direct_call_met_is_remembered_across_a_restart() {
    for killed in [false, true] {
        let (telegram, home) = (Telegram::start().await, Home::file());
        let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
        let refusals = Refusals::default();
        let bot = start(&home, &telegram, &ann, &refusals);
        flood(&telegram, &ann, 20).await;
        ben.say("direct").await;
        // What is answered to Ben is stored after it.
        ben.expect("later").await;
        let _ = if killed { bot.kill().await } else { bot.stop().await };

        let bot = start(&home, &telegram, &ann, &refusals);
        let cid = telegram.person("Cid").await;
        cid.say("direct").await;
        cid.expect("later").await;
        bot.stop().await;
        assert_eq!(said(&telegram, &ann).await, ["hello"]);
        assert_eq!(refusals.count(), 1, "nobody asks again");

        // As if it had passed.
        let key = home.scope(&telegram).flood_wait(ChatId(ann.chat_id()));
        home.leave(&telegram, vec![Op::Put(key, "1".into())]).await;
        let bot = start(&home, &telegram, &ann, &refusals);
        ben.say("direct").await;
        ann.expect("direct").await;
        bot.stop().await;
    }
}
