//! A process that is killed at any moment loses no update that was acknowledged and no answer that
//! was committed; what is repeated was unknown, and is told of.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::{HandlerError, Numbers, Record, Records, Reply, Router, State, Text, say, text};
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Ledger, Reset};
use serde::{Deserialize, Serialize};

use crate::promises_kit::{Door, Home, acknowledged, crowd, said, until};

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

fn echoing() -> Router<()> {
    Router::new().on(text(), echo)
}

async fn echo_behind(Text(text): Text, State(door): State<Door>) -> Reply {
    door.pass().await;
    say(text)
}

#[tokio::test]
async fn an_acknowledged_update_survives_while_its_handler_waits() {
    let (telegram, home, door) = (Telegram::start().await, Home::file(), Door::shut());
    let router = || Router::new().on(text(), echo_behind);
    let ann = telegram.person("Ann").await;
    let bot = home.run(&telegram, router(), door.clone());
    for text in ["one", "two"] {
        ann.say(text).await;
    }
    acknowledged(&telegram).await;
    bot.kill().await;
    assert!(said(&telegram, &ann).await.is_empty());

    door.open();
    let bot = home.run(&telegram, router(), door);
    ann.expect("two").await;
    let log = bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["one", "two"]);
    assert!(log.lines("unknown").is_empty(), "{log:?}");
    assert!(home.journal(&telegram).await.is_empty());
}

#[tokio::test]
async fn a_committed_answer_that_had_to_wait_survives_and_is_sent_once() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    telegram.fault(Fault::flood("sendMessage", 1).in_chat(ann.chat_id())).await;
    let bot = home.run(&telegram, echoing(), ());
    ann.say("one").await;
    bot.log.tells("flood wait").await;
    for text in ["two", "three"] {
        ann.say(text).await;
    }
    // What is answered to Ben after it was stored after what became of Ann's.
    ben.say("hello").await;
    ben.expect("hello").await;
    acknowledged(&telegram).await;
    bot.kill().await;
    assert!(said(&telegram, &ann).await.is_empty());

    let bot = home.run(&telegram, echoing(), ());
    ann.expect("three").await;
    let log = bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["one", "two", "three"]);
    let unknown = log.lines("unknown");
    let of_ann = format!("chat={}", ann.chat_id());
    assert!(!unknown.iter().any(|line| line.contains(&of_ann)), "{unknown:?}");
}

#[tokio::test]
async fn an_answer_that_was_on_the_wire_is_sent_again_and_told_of() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    telegram.fault(Fault::delay("sendMessage", Duration::from_secs(300))).await;
    let bot = home.run(&telegram, echoing(), ());
    ann.say("one").await;
    acknowledged(&telegram).await;
    bot.kill().await;

    let bot = home.run(&telegram, echoing(), ());
    ann.expect("one").await;
    let log = bot.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["one"]);
    let unknown = log.lines("unknown");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(unknown[0].contains("repeat=true"), "{unknown:?}");
}

async fn echo_counted(Text(text): Text, State(handled): State<Arc<AtomicU32>>) -> Reply {
    handled.fetch_add(1, Ordering::Relaxed);
    say(text)
}

#[tokio::test]
async fn an_update_that_is_done_and_delivered_again_does_nothing() {
    for killed in [false, true] {
        let (telegram, home) = (Telegram::start().await, Home::file());
        let ann = telegram.person("Ann").await;
        let handled = Arc::new(AtomicU32::new(0));
        let router = || Router::new().on(text(), echo_counted);
        let bot = home.run(&telegram, router(), handled.clone());
        ann.say("one").await;
        ann.expect("one").await;
        acknowledged(&telegram).await;
        // The next poll waits already; those after it, which would acknowledge, fail.
        telegram.fault(Fault::reset("getUpdates", Reset::Before).times(u32::MAX)).await;
        ann.say("two").await;
        ann.expect("two").await;
        let _ = if killed { bot.kill().await } else { bot.stop().await };
        let ledger = telegram.ledger().await;
        assert!(ledger.confirmed <= ledger.updates[1].update_id, "it was not acknowledged");
        let before = said(&telegram, &ann).await;

        telegram.clear_faults().await;
        let bot = home.run(&telegram, router(), handled.clone());
        acknowledged(&telegram).await;
        ann.say("three").await;
        ann.expect("three").await;
        let log = bot.stop().await;
        assert_eq!(handled.load(Ordering::Relaxed), 3, "each is handled once");
        // Killed at once after it was answered, the answer of "two" may be unknown.
        let repeats = log.lines("unknown").len();
        assert!(killed || repeats == 0, "{log:?}");
        let after = said(&telegram, &ann).await;
        assert_eq!(after.len(), before.len() + repeats + 1, "{after:?}");
    }
}

/// How many messages a person has written.
#[derive(Serialize, Deserialize)]
struct Count {
    person: i64,
    count: u32,
}

impl Record for Count {
    const COLLECTION: &'static str = "counts";

    fn id(&self) -> String {
        self.person.to_string()
    }
}

async fn count(
    Text(text): Text,
    person: molniya::Person,
    records: Records,
    numbers: Numbers,
) -> Result<Reply, HandlerError> {
    let person = person.id.0;
    let before = records.get::<Count>(&person.to_string()).await?;
    let count = before.map_or(0, |before| before.count) + 1;
    // Every third handler is still at work after its update has been written down.
    if count % 3 == 0 {
        tokio::time::sleep(Duration::from_millis(4)).await;
    }
    let number = numbers.next("answers").await?;
    Ok(say(format!("{text}: {count} in all, number {number}")).put(&Count { person, count }))
}

fn counting() -> Router<()> {
    Router::new().on(text(), count).records::<Count>()
}

/// How many different answers each of them has got.
fn answered(ledger: &Ledger, people: &[Person]) -> Vec<usize> {
    let different = |person: &Person| {
        let texts = ledger.chat(person.chat_id()).map(|entry| &entry.text);
        texts.collect::<HashSet<_>>().len()
    };
    people.iter().map(different).collect()
}

#[tokio::test]
async fn state_is_applied_once_and_nothing_is_lost_however_often_it_is_killed() {
    const ROUNDS: usize = 9;
    const MESSAGES: usize = 3; // from each person, in each round
    let (telegram, home) = (Telegram::start().await, Home::file());
    let people = crowd(&telegram, 8).await;
    let mut unknown = Vec::new();
    for round in 0..ROUNDS {
        let bot = home.run(&telegram, counting(), ());
        for n in 0..MESSAGES {
            for person in &people {
                person.say(&format!("{round}.{n}")).await;
            }
        }
        let log = if round + 1 < ROUNDS {
            // In the midst of it, each time at another point.
            until("this round is under way", async || {
                let answered = answered(&telegram.ledger().await, &people);
                answered.iter().sum::<usize>() > people.len() * round * MESSAGES + 2 * round
            })
            .await;
            bot.kill().await
        } else {
            let last = format!("{round}.{}: {} in all", MESSAGES - 1, ROUNDS * MESSAGES);
            for person in &people {
                person.expect(&last).await;
            }
            bot.stop().await
        };
        unknown.extend(log.lines("unknown"));
    }

    let (mut repeats, mut numbers) = (0, HashSet::new());
    for person in &people {
        let mut said = said(&telegram, person).await;
        // What is repeated is repeated in its place.
        let arrived = said.len();
        said.dedup();
        repeats += arrived - said.len();
        assert_eq!(said.len(), ROUNDS * MESSAGES, "{}", person.transcript());
        for (n, text) in said.iter().enumerate() {
            let (counted, number) = text.split_once(", number ").unwrap();
            let expected = format!("{}.{}: {} in all", n / MESSAGES, n % MESSAGES, n + 1);
            assert_eq!(counted, expected, "{}", person.transcript());
            assert!(numbers.insert(number.to_owned()), "number {number} was given out twice");
        }
    }
    assert!(repeats <= unknown.len(), "{repeats} repeats, told of: {unknown:?}");
    assert!(home.journal(&telegram).await.is_empty());
    assert!(home.outbox(&telegram).await.is_empty());
    assert!(home.dead_letters(&telegram).await.is_empty());
}
