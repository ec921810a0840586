//! Broadcasts as an operator sends them: beside the running bot, and before it starts.

use std::time::Duration;

use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Entry, Fault, FaultError};
use serde_json::Value;
use tokio::task::block_in_place;

use crate::bot::Bot;

/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);
/// Those who have written to the bot: more than go into the outbox at once.
const PEOPLE: usize = 70;

/// People who have each written to the bot; every second speaks Russian.
async fn scene() -> (Telegram, Vec<Person>, Bot) {
    scene_at("1000").await
}

/// The same, with so many messages of broadcasts in a second.
async fn scene_at(rate: &str) -> (Telegram, Vec<Person>, Bot) {
    let telegram = Telegram::start().await.patience(PATIENCE);
    let bot = Bot::start_with(&telegram, "warn", |_| vec![("BROADCAST_RATE", rate.into())]);
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let language = if n % 2 == 0 { "en" } else { "ru" };
        let person = telegram.person_speaking(&format!("Person {n}"), language).await;
        person.say("/start").await;
        people.push(person);
    }
    for person in &people {
        person.expect("").await;
    }
    (telegram, people, bot)
}

fn ask(bot: &Bot, arguments: &[&str]) -> Result<String, String> {
    let arguments: Vec<&str> = ["broadcast"].iter().chain(arguments).copied().collect();
    block_in_place(|| bot.operator(&arguments))
}

async fn is_told(bot: &Bot, name: &str, words: &str) -> String {
    let asking = async {
        loop {
            match ask(bot, &["status", name]) {
                Ok(told) if told.contains(words) => return told,
                Err(why) if !why.contains("ask again in a moment") => panic!("{why}"),
                _ => {} // Not yet, or the bot is just starting.
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("never {words}"))
}

async fn got(telegram: &Telegram, person: &Person, news: &str) -> usize {
    let ledger = telegram.ledger().await;
    ledger.chat(person.chat_id()).filter(|entry| entry.text.as_deref() == Some(news)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_is_shown_first_confirmed_sent_and_reported() {
    let (telegram, people, mut bot) = scene().await;
    let first = people[0].chat_id().to_string();
    assert_eq!(
        ask(&bot, &["status"]).expect("nothing"),
        "There are no broadcasts: molniya broadcast start --help\n"
    );
    let start = ["start", "--name", "spring", "--text", "Spring is here"];
    let unconfirmed = ask(&bot, &[&start[..], &["--preview-to", &first]].concat());
    assert!(unconfirmed.expect_err("nobody said yes").contains("add --yes"));
    assert_eq!(got(&telegram, &people[0], "Spring is here").await, 1, "the preview");
    assert!(ask(&bot, &["status", "spring"]).is_err(), "it was not begun");
    let nowhere = ask(&bot, &[&start[..], &["--preview-to", "999"]].concat()).expect_err("no chat");
    assert!(nowhere.contains("no preview: ") && nowhere.contains("chat not found"), "{nowhere}");

    let blocked = Fault::error("sendMessage", 403, "Forbidden: bot was blocked by the user");
    telegram.fault(blocked.in_chat(people[66].chat_id())).await;
    people[64].say("/news").await;
    people[64].expect("something new").await;
    people[64].press("news:off").await;
    people[64].expect("No more news").await;
    let english = [&start[..], &["--language", "en", "--yes"]].concat();
    let begun = ask(&bot, &english).expect("begun");
    assert!(begun.contains("of 34") && begun.contains("status spring --watch"), "{begun}");
    let done = block_in_place(|| bot.operator(&["broadcast", "status", "spring", "--watch"]));
    let all = "spring: done, 34 of 34: 33 arrived, 1 blocked, 0 failed, 1 opted out\n";
    assert_eq!(done.expect("done"), all);
    for (n, person) in people.iter().enumerate() {
        let expected = match n {
            0 => 2,
            64 | 66 => 0, // wants none, has blocked the bot
            n if n % 2 == 1 => 0,
            _ => 1,
        };
        assert_eq!(got(&telegram, person, "Spring is here").await, expected, "person {n}");
    }
    let again = ask(&bot, &english).expect_err("it is there");
    assert_eq!(again, "molniya: there is a broadcast of this name already\n");
    let json = block_in_place(|| bot.operator(&["broadcast", "status", "--json"])).expect("JSON");
    let report: Value = serde_json::from_str(&json).expect("one line");
    assert_eq!((&report["name"], &report["sent"]), (&"spring".into(), &33.into()));
    block_in_place(|| bot.stop());
    assert_eq!(is_told(&bot, "spring", "done").await, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_is_paused_resumed_and_stopped_beside_the_bot_and_without_it() {
    let (telegram, people, mut bot) = scene().await;
    block_in_place(|| bot.stop());
    let begun =
        ask(&bot, &["start", "--name", "later", "--text", "Later", "--yes"]).expect("stored");
    assert!(
        begun.contains("0 of 70") && begun.contains("it begins when the bot starts"),
        "{begun}"
    );
    assert!(ask(&bot, &["pause", "later"]).expect("paused").starts_with("later: paused"));
    bot.restart();
    people[0].say("/start").await;
    people[0].expect("").await;
    assert!(ask(&bot, &["status", "later"]).expect("a report").contains("paused, 0 of 70"));
    // Whoever it meets first has to wait, and the rest of the page with them.
    let wait = FaultError {
        code: 429,
        description: "Too Many Requests: retry after 1".into(),
        retry_after: Some(1),
    };
    telegram
        .fault(Fault { error: Some(wait), method: Some("sendMessage".into()), ..Fault::default() })
        .await;
    assert!(ask(&bot, &["resume", "later"]).expect("resumed").starts_with("later: running"));
    let stopped = ask(&bot, &["stop", "later"]).expect("stopped");
    assert!(stopped.starts_with("later: stopped"), "{stopped}");
    let over = ask(&bot, &["resume", "later"]).expect_err("over");
    assert_eq!(over, "molniya: the broadcast is over\n");
    block_in_place(|| bot.stop());
    let mut sent = 0;
    for person in &people {
        sent += got(&telegram, person, "Later").await;
    }
    assert!(sent <= 60, "{sent} were sent: only a page may leave");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_goes_on_where_the_bot_was_killed() {
    let (telegram, people, mut bot) = scene_at("100").await;
    ask(&bot, &["start", "--name", "spring", "--text", "Spring is here", "--yes"]).expect("begun");
    for goal in [20, 62] {
        let enough = async || {
            let ledger = telegram.ledger().await;
            let got = |entry: &&Entry| entry.text.as_deref() == Some("Spring is here");
            ledger.entries.iter().filter(got).count() >= goal
        };
        until(enough).await;
        block_in_place(|| bot.kill());
        bot.restart();
    }
    is_told(&bot, "spring", "done").await;
    block_in_place(|| bot.stop());
    let told = is_told(&bot, "spring", "done").await;
    assert_eq!(told, "spring: done, 70 of 70: 70 arrived, 0 blocked, 0 failed\n");
    let repeated: usize =
        bot.logs().iter().map(|log| log.matches(" molniya: unknown ").count()).sum();
    let mut doubled = 0;
    for (n, person) in people.iter().enumerate() {
        let times = got(&telegram, person, "Spring is here").await;
        assert!(times >= 1, "person {n} was forgotten");
        doubled += times - 1;
    }
    assert!(doubled <= repeated, "{doubled} doubled, {repeated} may have left before a kill");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_comes_from_a_file_and_a_photo_by_its_address() {
    let (telegram, people, mut bot) = scene().await;
    let file = bot.file("news.txt");
    std::fs::write(&file, "Dear friends,\n\nspring <b>is</b> here.\n").expect("a file");
    let file = file.to_str().expect("a path");
    ask(&bot, &["start", "--name", "text", "--text-file", file, "--yes"]).expect("begun");
    is_told(&bot, "text", "done").await;
    let photo = "https://example.org/tea.jpg";
    let begin = ["start", "--name", "photo", "--photo", photo, "--yes"];
    ask(&bot, &[&begin[..], &["--text", "New tea"]].concat()).expect("begun");
    is_told(&bot, "photo", "done").await;
    block_in_place(|| bot.stop());
    let ledger = telegram.ledger().await;
    for person in &people {
        let last: Vec<_> = ledger.chat(person.chat_id()).collect();
        let last = last.iter().rev().take(2).map(|call| (&*call.method, call.text.as_deref()));
        let last: Vec<_> = last.collect();
        assert_eq!(last[0].0, "sendPhoto");
        let text = "Dear friends,\n\nspring <b>is</b> here.";
        assert_eq!(last[1], ("sendMessage", Some(text)), "as it was written");
    }
    telegram.assert_clean().await;

    let missing = ["start", "--name", "none", "--text-file", "no-such-file", "--yes"];
    let refused = ask(&bot, &missing).expect_err("no file");
    assert!(refused.contains("cannot read the text in no-such-file"), "{refused}");
    assert!(refused.contains("--text-file"), "{refused}");
}

/// Waits for something that is asked again and again, because nobody tells of it.
async fn until(holds: impl AsyncFn() -> bool) {
    let asking = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("in vain");
}
