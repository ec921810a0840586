//! Flood waits, broken connections and the end of the process: what is sent again, when, and what
//! is never.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::store::{Entry, EntryState};
use molniya::{Reply, Router, State, Text, say, text};
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Ledger, Reset};

use crate::promises_kit::{Door, Home, acknowledged, crowd, said, until};

/// Answers twice; "once" is rather lost than repeated.
async fn echo(Text(text): Text) -> Reply {
    match text.strip_prefix("once ") {
        Some(text) => say(text).at_most_once(),
        None => say(text),
    }
}

fn echoing() -> Router<()> {
    Router::new().on(text(), echo)
}

/// When the first update of a chat was issued and when something was sent there first, in
/// microseconds.
fn wait_of(ledger: &Ledger, person: &Person) -> u64 {
    let chat = person.chat_id();
    let issued = ledger.updates.iter().find(|update| update.chat == Some(chat)).unwrap().at_micros;
    ledger.chat(chat).next().unwrap().at_micros - issued
}

#[tokio::test]
async fn a_flood_wait_holds_its_chat_as_long_as_it_says_and_no_other() {
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
        telegram.fault(Fault::flood("sendMessage", 1).in_chat(ann.chat_id())).await;
        let bot = home.run(&telegram, echoing(), ());
        let texts: Vec<String> = (1..=5).map(|n| n.to_string()).collect();
        for text in &texts {
            ann.say(text).await;
            ben.say(text).await;
        }
        ben.expect("5").await;
        assert!(said(&telegram, &ann).await.is_empty(), "{}", ann.transcript());
        ann.expect("5").await;
        let log = bot.stop().await;
        for person in [&ann, &ben] {
            assert_eq!(said(&telegram, person).await, texts);
        }
        let ledger = telegram.ledger().await;
        assert!(wait_of(&ledger, &ann) >= 1_000_000, "{ledger:?}");
        assert_eq!(log.lines("flood wait").len(), 1, "one refusal is enough: {log:?}");
    }
}

async fn typing(Text(text): Text) -> Reply {
    say(text).typing()
}

#[tokio::test]
async fn a_flood_wait_holds_what_is_not_worth_keeping_too() {
    let [home, _] = Home::each();
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    telegram.fault(Fault::flood("sendMessage", 1).in_chat(ann.chat_id())).await;
    let bot = home.run(&telegram, Router::<()>::new().on(text(), typing), ());
    let typed = || ann.transcript().matches("bot is typing").count();
    ann.say("one").await;
    bot.log.tells("flood wait").await;
    until("it types", async || typed() == 1).await;
    ann.say("two").await;
    ann.expect("two").await;
    bot.stop().await;
    assert_eq!(typed(), 1, "{}", ann.transcript());
}

#[tokio::test]
async fn a_flood_wait_is_remembered_across_a_restart() {
    for killed in [false, true] {
        let (telegram, home) = (Telegram::start().await, Home::file());
        let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
        telegram.fault(Fault::flood("sendMessage", 2).in_chat(ann.chat_id())).await;
        let bot = home.run(&telegram, echoing(), ());
        ann.say("one").await;
        bot.log.tells("flood wait").await;
        // What is answered to Ben after it was stored after what became of Ann's.
        ben.say("hello").await;
        ben.expect("hello").await;
        let _ = if killed { bot.kill().await } else { bot.stop().await };

        let bot = home.run(&telegram, echoing(), ());
        ann.say("two").await;
        ann.expect("two").await;
        bot.stop().await;
        assert_eq!(said(&telegram, &ann).await, ["one", "two"]);
        assert!(wait_of(&telegram.ledger().await, &ann) >= 2_000_000);
    }
}

#[tokio::test]
async fn what_may_have_arrived_is_sent_again_and_told_of() {
    let faults = [
        (Fault::error("sendMessage", 502, "Bad Gateway"), 1),
        (Fault::reset("sendMessage", Reset::Before), 1),
        (Fault::reset("sendMessage", Reset::After), 2),
    ];
    for (fault, arrivals) in faults {
        for home in Home::each() {
            let telegram = Telegram::start().await;
            let ann = telegram.person("Ann").await;
            telegram.fault(fault.clone()).await;
            let bot = home.run(&telegram, echoing(), ());
            ann.say("one").await;
            ann.say("two").await;
            ann.expect("two").await;
            let log = bot.stop().await;
            let mut expected = vec!["one"; arrivals];
            expected.push("two");
            assert_eq!(said(&telegram, &ann).await, expected);
            let unknown = log.lines("unknown");
            assert_eq!(unknown.len(), 1, "{fault:?}: {unknown:?}");
            assert!(unknown[0].contains("repeat=true"), "{unknown:?}");
        }
    }
}

fn is_unknown(entry: &Entry) -> bool {
    entry.state == EntryState::Unknown && entry.params.contains("\"one\"")
}

#[tokio::test]
async fn what_must_not_arrive_twice_is_never_sent_again_and_stays_listed() {
    let faults = [
        (Fault::error("sendMessage", 502, "Bad Gateway"), false),
        (Fault::reset("sendMessage", Reset::Before), false),
        (Fault::reset("sendMessage", Reset::After), true),
    ];
    for (fault, arrives) in faults {
        let (telegram, home) = (Telegram::start().await, Home::file());
        let ann = telegram.person("Ann").await;
        telegram.fault(fault.clone()).await;
        let bot = home.run(&telegram, echoing(), ());
        ann.say("once one").await;
        ann.say("two").await;
        ann.expect("two").await;
        let log = bot.stop().await;
        let expected: &[&str] = if arrives { &["one", "two"] } else { &["two"] };
        assert_eq!(said(&telegram, &ann).await, expected, "{fault:?}");
        let unknown = log.lines("unknown");
        assert!(unknown.len() == 1 && unknown[0].contains("repeat=false"), "{unknown:?}");
        let outbox = home.outbox(&telegram).await;
        assert!(outbox.len() == 1 && is_unknown(&outbox[0]), "{outbox:?}");

        // The next start leaves it alone, too.
        let bot = home.run(&telegram, echoing(), ());
        ann.say("three").await;
        ann.expect("three").await;
        bot.stop().await;
        assert_eq!(said(&telegram, &ann).await, [expected, &["three"]].concat());
        let outbox = home.outbox(&telegram).await;
        assert!(outbox.len() == 1 && is_unknown(&outbox[0]), "{outbox:?}");
    }
}

#[tokio::test]
async fn what_must_not_arrive_twice_is_not_repeated_after_a_kill_either() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    telegram.fault(Fault::delay("sendMessage", Duration::from_secs(300))).await;
    let bot = home.run(&telegram, echoing(), ());
    ann.say("once one").await;
    acknowledged(&telegram).await;
    bot.kill().await;
    let bot = home.run(&telegram, echoing(), ());
    ann.say("two").await;
    ann.expect("two").await;
    let log = bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["two"]);
    let unknown = log.lines("unknown");
    assert!(unknown.len() == 1 && unknown[0].contains("repeat=false"), "{unknown:?}");
    let outbox = home.outbox(&telegram).await;
    assert!(outbox.len() == 1 && is_unknown(&outbox[0]), "{outbox:?}");
}

/// Refused for good is no reason to hold up the chat.
#[tokio::test]
async fn what_is_refused_for_good_stays_listed_and_the_chat_goes_on() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    telegram.fault(Fault::error("sendMessage", 400, "Bad Request: no")).await;
    let bot = home.run(&telegram, echoing(), ());
    ann.say("one").await;
    ann.say("two").await;
    ann.expect("two").await;
    let log = bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["two"]);
    assert_eq!(log.lines("refused").len(), 1, "{log:?}");
    let outbox = home.outbox(&telegram).await;
    assert_eq!(outbox.len(), 1, "{outbox:?}");
    assert!(matches!(&outbox[0].state, EntryState::Dead(why) if why.contains("no")), "{outbox:?}");
}

/// Some answers come at once, some a little later.
async fn busy(Text(text): Text, State(count): State<AtomicU32>) -> Reply {
    match count.fetch_add(1, Ordering::Relaxed) % 3 {
        0 => {}
        n => tokio::time::sleep(Duration::from_millis(n.into())).await,
    }
    say(text)
}

#[tokio::test]
async fn a_stop_under_load_loses_nothing_repeats_nothing_and_leaves_nothing_unknown() {
    const PEOPLE: usize = 20;
    const MESSAGES: usize = 20;
    let (telegram, home) = (Telegram::start().await, Home::file());
    let router = || Router::new().on(text(), busy);
    let people = crowd(&telegram, PEOPLE).await;
    let texts: Vec<String> = (0..MESSAGES).map(|n| n.to_string()).collect();
    let mut bot = home.run(&telegram, router(), AtomicU32::new(0));
    for (n, text) in texts.iter().enumerate() {
        for person in &people {
            person.say(text).await;
        }
        if n % 6 == 5 {
            let log = bot.stop().await;
            assert!(log.lines("unknown").is_empty(), "{log:?}");
            bot = home.run(&telegram, router(), AtomicU32::new(0));
        }
    }
    until("everybody is answered", async || {
        telegram.ledger().await.entries.len() >= PEOPLE * MESSAGES
    })
    .await;
    let log = bot.stop().await;
    assert!(log.lines("unknown").is_empty(), "{log:?}");
    for person in &people {
        assert_eq!(said(&telegram, person).await, texts);
    }
    assert!(home.journal(&telegram).await.is_empty());
    assert!(home.outbox(&telegram).await.is_empty());
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_handler_that_hangs_and_its_update_is_kept() {
    let (telegram, home, door) = (Telegram::start().await, Home::file(), Door::shut());
    let router = || Router::new().on(text(), behind).deadline(Duration::from_secs(300));
    let ann = telegram.person("Ann").await;
    let bot = home.run(&telegram, router(), door.clone());
    ann.say("one").await;
    ann.say("two").await;
    acknowledged(&telegram).await;
    bot.stop().await;
    door.open();
    let bot = home.run(&telegram, router(), door);
    ann.expect("two").await;
    bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["one", "two"]);
}

async fn behind(Text(text): Text, State(door): State<Door>) -> Reply {
    door.pass().await;
    say(text)
}
