//! A row of the journal becomes damaged while its update waits there: it is told of and listed, and the others go on.

use molniya::{Reply, Router, State, Text, say, text};
use molniya_emulator::testkit::Telegram;
use rusqlite::Connection;

use crate::promises_kit::{Door, Home, acknowledged, said, until};

/// Far more than wait in memory for one person.
const TEXTS: usize = 40;

async fn echo(Text(text): Text, State(door): State<Door>) -> Reply {
    door.pass().await;
    say(text)
}

#[tokio::test]
async fn a_lane_goes_on_when_rows_of_it_are_damaged_while_they_wait() {
    let (telegram, folder) = (Telegram::start().await, tempfile::tempdir().unwrap());
    let path = folder.path().join("bot.db");
    let (home, door) = (Home::at(&path), Door::shut());
    let ann = telegram.person("Ann").await;
    for n in 0..TEXTS {
        ann.say(&format!("text {n}")).await;
    }
    let bot = home.run(&telegram, Router::new().on(text(), echo), door.clone());
    acknowledged(&telegram).await;
    // One in the middle of those that are in the journal only, and the last.
    let damage = "UPDATE journal SET raw = replace(raw, 'text 25', 'text 52') WHERE raw LIKE '%text 25%'; \
                  UPDATE journal SET chat = chat + 1 WHERE update_id = (SELECT max(update_id) FROM journal);";
    Connection::open(&path).unwrap().execute_batch(damage).unwrap();
    door.open();
    until("both are told of", async || bot.log.lines("lost: its row").len() == 2).await;
    // Whoever writes now is answered at once, and behind what was written before.
    ann.say("after").await;
    ann.expect("after").await;
    let log = bot.stop().await;
    let mut answers: Vec<_> = (0..TEXTS - 1).map(|n| format!("text {n}")).collect();
    answers.retain(|text| text != "text 25");
    answers.push("after".into());
    assert_eq!(said(&telegram, &ann).await, answers);
    assert_eq!(log.lines("lost: its row").len(), 2, "{log:?}");
}
