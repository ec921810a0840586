//! Order inside a conversation is kept, and a conversation that is slow or hangs delays no other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use molniya::{HandlerError, Reply, Router, State, Text, say, text};
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Door, Home, acknowledged, crowd, said};

/// Handlers take between nothing and 6 ms, later ones often less than earlier ones.
async fn echo(Text(text): Text, State(door): State<Door>) -> Reply {
    let n: u64 = text.trim_start_matches("hung ").parse().unwrap();
    match n * 7 % 5 {
        0 => {}
        n => tokio::time::sleep(Duration::from_micros(n * 1_500)).await,
    }
    if text.starts_with("hung") {
        door.pass().await;
    }
    say(text)
}

fn router() -> Router<Door> {
    Router::new().on(text(), echo).deadline(Duration::from_secs(300))
}

/// More messages than a lane keeps in memory, faster than they can be answered.
#[tokio::test]
async fn many_messages_of_one_person_are_answered_in_order() {
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let ann = telegram.person("Ann").await;
        let bot = home.run(&telegram, router(), Door::shut());
        let texts: Vec<String> = (0..50).map(|n| n.to_string()).collect();
        for text in &texts {
            ann.say(text).await;
        }
        ann.expect("49").await;
        bot.stop().await;
        assert_eq!(said(&telegram, &ann).await, texts);
    }
}

#[tokio::test]
async fn a_hung_conversation_delays_no_other_and_loses_nothing() {
    for home in Home::each() {
        let (telegram, door) = (Telegram::start().await, Door::shut());
        let hung = telegram.person("Hung").await;
        let others = crowd(&telegram, 5).await;
        let bot = home.run(&telegram, router(), door.clone());
        for n in 0..40 {
            hung.say(&format!("hung {n}")).await;
            for person in &others {
                person.say(&n.to_string()).await;
            }
        }
        let texts: Vec<String> = (0..40).map(|n| n.to_string()).collect();
        for person in &others {
            person.expect("39").await;
            assert_eq!(said(&telegram, person).await, texts);
        }
        // What waits in the hung lane is in the journal, so Telegram may forget it.
        acknowledged(&telegram).await;
        assert!(said(&telegram, &hung).await.is_empty());

        door.open();
        hung.expect("hung 39").await;
        bot.stop().await;
        let texts: Vec<String> = (0..40).map(|n| format!("hung {n}")).collect();
        assert_eq!(said(&telegram, &hung).await, texts);
    }
}

#[tokio::test]
async fn order_is_kept_across_a_restart() {
    let (telegram, home, door) = (Telegram::start().await, Home::file(), Door::shut());
    let ann = telegram.person("Ann").await;
    let bot = home.run(&telegram, router(), door.clone());
    for n in 0..30 {
        ann.say(&format!("hung {n}")).await;
    }
    acknowledged(&telegram).await;
    bot.kill().await;
    // These come over the network while the others are read from the journal.
    for n in 30..60 {
        ann.say(&format!("hung {n}")).await;
    }
    door.open();
    let bot = home.run(&telegram, router(), door);
    ann.expect("hung 59").await;
    bot.stop().await;
    let texts: Vec<String> = (0..60).map(|n| format!("hung {n}")).collect();
    assert_eq!(said(&telegram, &ann).await, texts);
}

/// After a crash every attempt is put on record before it is made, while the lane overflows.
#[tokio::test]
async fn a_flood_after_a_crash_is_answered_in_order() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let bot = home.run(&telegram, router(), Door::shut());
    ann.say("0").await;
    ann.expect("0").await;
    bot.kill().await;
    let bot = home.run(&telegram, router(), Door::shut());
    let before = said(&telegram, &ann).await.len();
    let texts: Vec<String> = (1..=200).map(|n| n.to_string()).collect();
    for text in &texts {
        ann.say(text).await;
    }
    ann.expect("200").await;
    bot.stop().await;
    let said = said(&telegram, &ann).await;
    // The first answer may have been repeated.
    let first = said.iter().position(|text| text == "1").unwrap();
    assert!(first <= before + 1, "{said:?}");
    assert_eq!(said[first..], texts);
}

/// Fails the first time.
async fn fail_first(
    Text(text): Text,
    State(failed): State<AtomicBool>,
) -> Result<Reply, HandlerError> {
    match text == "0" && !failed.swap(true, Ordering::Relaxed) {
        true => Err(HandlerError::Failed("the first time".to_owned())),
        false => Ok(say(text)),
    }
}

#[tokio::test]
async fn order_is_kept_across_a_clean_restart() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let router = || Router::new().on(text(), fail_first);
    let bot = home.run(&telegram, router(), AtomicBool::new(false));
    for n in 0..30 {
        ann.say(&n.to_string()).await;
    }
    bot.log.tells("attempt failed").await;
    acknowledged(&telegram).await;
    bot.stop().await;
    for n in 30..60 {
        ann.say(&n.to_string()).await;
    }
    let bot = home.run(&telegram, router(), AtomicBool::new(true));
    ann.expect("59").await;
    bot.stop().await;
    let texts: Vec<String> = (0..60).map(|n| n.to_string()).collect();
    assert_eq!(said(&telegram, &ann).await, texts);
}
