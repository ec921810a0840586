//! A chat that Telegram has frozen for hours, for which more and more waits to be said.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use molniya::store::{Entry, EntryState, Op, Settled, Time};
use molniya::{ChatId, Person, Reply, Router, State, Text, say, text};
use molniya_emulator::Fault;
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Bot, Home, crowd, said, until};

/// What one answer to the frozen chat says at most.
const EACH: usize = 60;
/// Texts of that chat: what is said there is more than may wait in memory for all chats together.
const TEXTS: usize = 340;
const OTHERS: usize = 1_000;
/// Longer than the test.
const HOURS: u32 = 3 * 60 * 60;

/// The frozen chat, and how much was to be said there.
#[derive(Clone)]
struct Frozen(ChatId, Arc<AtomicUsize>);

impl Frozen {
    fn count(&self) -> usize {
        self.1.load(SeqCst)
    }
}

/// Says much to the one chat, one after the other, and to others what they said: but the one hears of them, too.
async fn tell(Text(text): Text, person: Person, State(frozen): State<Frozen>) -> Reply {
    let next = || frozen.1.fetch_add(1, SeqCst).to_string();
    if person.id.0 == frozen.0.0 {
        return (0..EACH).fold(Reply::new(), |reply, _| reply.say(next()));
    }
    say(text).say(next()).to(frozen.0)
}

fn text_of(entry: &Entry) -> String {
    let params: serde_json::Value = serde_json::from_str(&entry.params).unwrap();
    params["text"].as_str().unwrap().to_owned()
}

/// As if the hours had passed.
fn thawed(entry: &Entry) -> Option<Op> {
    let EntryState::Retrying { tries, .. } = entry.state else { return None };
    let now = EntryState::Retrying { at: Time(1), tries, flood: None };
    Some(Op::Settle(entry.id, Settled::Now(now, None)))
}

#[tokio::test]
async fn a_chat_frozen_for_hours_with_more_calls_than_all_may_have_in_memory_delays_no_other() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let hot = telegram.person("Hot").await;
    let others = crowd(&telegram, OTHERS).await;
    let frozen = Frozen(ChatId(hot.chat_id()), Arc::default());
    let run = || -> Bot { home.run(&telegram, Router::new().on(text(), tell), frozen.clone()) };
    let answered = async |count: usize| {
        until("all others are answered", async || telegram.ledger().await.entries.len() == count)
            .await;
    };
    telegram.fault(Fault::flood("sendMessage", HOURS).in_chat(hot.chat_id())).await;
    let bot = run();
    for n in 0..TEXTS {
        hot.say(&n.to_string()).await;
    }
    until("all of it waits", async || frozen.count() == TEXTS * EACH).await;
    for other in &others {
        other.say("hello").await;
    }
    answered(OTHERS).await;
    bot.kill().await;

    let bot = run();
    for other in &others[..100] {
        other.say("again").await;
    }
    answered(OTHERS + 100).await;
    bot.stop().await;
    assert!(said(&telegram, &hot).await.is_empty());
    let outbox = home.outbox(&telegram).await;
    assert_eq!(outbox.len(), frozen.count());
    home.leave(&telegram, outbox.iter().filter_map(thawed).collect()).await;

    for least in [300, 600] {
        let bot = run();
        until("much is said", async || said(&telegram, &hot).await.len() >= least).await;
        bot.stop().await;
    }
    let said = said(&telegram, &hot).await;
    assert!(said.len() < frozen.count(), "the bot was stopped in between");
    let rest = home.outbox(&telegram).await;
    let all: Vec<String> = said.into_iter().chain(rest.iter().map(text_of)).collect();
    let expected: Vec<String> = (0..frozen.count()).map(|n| n.to_string()).collect();
    assert!(all == expected, "each once, and in order");
}
