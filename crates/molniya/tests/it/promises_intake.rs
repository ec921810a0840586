//! A malformed update is set aside at once, a kind that is not known goes to the fallback, and the
//! rest of their batch flows.

use std::sync::{Arc, Mutex};

use molniya::botapi::types::Message;
use molniya::botapi::{Update, UpdateContent};
use molniya::{Reply, Router, State, Text, command_named, say, text};
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Home, acknowledged, said, until};

/// The kinds that came to the fallback.
#[derive(Default)]
struct Kinds(Mutex<Vec<String>>);

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

/// Asks for more than the envelope holds.
async fn whole(message: Message) -> Reply {
    say(format!("whole {}", message.date))
}

async fn note(update: Update, State(kinds): State<Arc<Kinds>>) {
    let kind = match update.content {
        UpdateContent::Unknown { kind, .. } => kind.into(),
        other => format!("{:?}", other.kind()),
    };
    kinds.0.lock().unwrap().push(kind);
}

#[tokio::test]
async fn a_batch_with_malformed_and_unknown_updates_loses_nothing_else() {
    const MALFORMED: [&str; 4] = [
        r#"{"message":5}"#,
        r#"{"message":{"message_id":1,"date":1,"text":"x","chat":{"id":"five"}}}"#,
        r#"{"callback_query":[]}"#,
        r#"{"message":{"message_id":1,"date":1,"text":7,"chat":{"id":5,"type":"private"}}}"#,
    ];
    for home in Home::each() {
        let telegram = Telegram::start().await;
        let ann = telegram.person("Ann").await;
        let mut texts = Vec::new();
        for n in 0..25 {
            let text = n.to_string();
            ann.say(&text).await;
            telegram.inject(MALFORMED[n % MALFORMED.len()]).await;
            telegram.inject(&format!(r#"{{"telepathy_{n}":{{"thought":"blue"}}}}"#)).await;
            ann.sticker("\u{1f600}").await;
            texts.push(text);
        }
        assert_eq!(telegram.ledger().await.updates.len(), 100);
        let kinds = Arc::new(Kinds::default());
        let router = Router::new().on(text(), echo).fallback(note);
        let bot = home.run(&telegram, router, kinds.clone());
        ann.expect("24").await;
        acknowledged(&telegram).await;
        let noted = || kinds.0.lock().unwrap().clone();
        until("the stickers are noted, too", async || noted().len() == 50).await;
        let log = bot.stop().await;
        assert_eq!(said(&telegram, &ann).await, texts);
        let mut noted = noted();
        noted.retain(|kind| kind.starts_with("telepathy"));
        assert_eq!(noted, (0..25).map(|n| format!("telepathy_{n}")).collect::<Vec<_>>());
        assert_eq!(log.lines("set aside").len(), 25, "{log:?}");
        assert!(log.lines("attempt failed").is_empty(), "{log:?}");
    }
}

#[tokio::test]
async fn malformed_updates_are_kept_for_a_person_to_look_at() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let broken = format!(
        r#"{{"message":{{"message_id":1,"date":"today","text":"/whole","chat":{{"id":{0},"type":"private"}},"from":{{"id":{0}}}}}}}"#,
        ann.chat_id()
    );
    // Not to be read at all; and not to be read by its handler, in a lane that others wait in.
    let outside = telegram.inject(r#"{"message":5}"#).await;
    let inside = telegram.inject(&broken).await;
    ann.say("/whole").await;
    let router = Router::<()>::new().on(command_named("whole"), whole).on(text(), echo);
    let bot = home.run(&telegram, router, ());
    ann.expect("whole").await;
    let log = bot.stop().await;
    assert!(log.lines("attempt failed").is_empty(), "{log:?}");
    let letters = home.dead_letters(&telegram).await;
    let kept: Vec<i64> = letters.iter().map(|letter| letter.update).collect();
    assert_eq!(kept, [outside, inside]);
    assert!(letters[1].raw.contains("today"), "{letters:?}");
}
