//! What an operator does about calls and updates that were given up, beside the running bot and without
//! it, with the real program on a real file.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::Duration;

use molniya::store::{
    DeadLetter, Entry, EntryId, EntryState, Op, OpenOptions, OutboxRow, ProcessId, Scope, Seq,
    Shard, StoreUrl, Time, Unit, UnitId,
};
use molniya::{ChatId, Class, Policy};
use molniya_emulator::Fault;
use molniya_emulator::testkit::{Person, Telegram};
use serde_json::Value;
use tokio::task::block_in_place;

use crate::bot::{Bot, operator};

/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);
/// Places in the queue before all that a bot gives: its first is 2^40.
const EARLY: u64 = 7;

/// A bot that has answered Ann once, so that it runs.
async fn scene() -> (Telegram, Person, Bot) {
    let telegram = Telegram::start().await.patience(PATIENCE);
    let ann = telegram.person("Ann").await;
    let bot = Bot::start(&telegram, "warn");
    ann.say("/start").await;
    ann.expect("").await;
    (telegram, ann, bot)
}

fn ask(bot: &Bot, arguments: &[&str]) -> Result<String, String> {
    block_in_place(|| bot.operator(arguments))
}

/// What `--json` lists.
fn listed(bot: &Bot, shelf: &str) -> Vec<Value> {
    let lines = ask(bot, &[shelf, "--json"]).expect("a list");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let asking = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect(what);
}

/// A call that was on the wire, or may have been, when its process was killed.
fn claimed(chat: i64, n: u8, state: EntryState) -> Entry {
    Entry {
        id: EntryId { seq: Seq(EARLY), n },
        chat: Some(ChatId(chat)),
        method: "sendMessage".into(),
        params: format!(r#"{{"text":"Paid.\u001b[2J Part {n}"}}"#).into(),
        files: None,
        class: Class::Reply,
        policy: Policy::AtMostOnce,
        handle: None,
        edits: None,
        job: None,
        expires: None,
        at: Time::now(),
        state,
    }
}

/// Puts something into the store of a bot that does not run, as an earlier process would have.
async fn store(bot: &Bot, telegram: &Telegram, ops: Vec<Op>) {
    let id = telegram.token().split(':').next().and_then(|id| id.parse::<i64>().ok());
    let scope = Scope::new(id.expect("a bot's id").into(), &telegram.api_url());
    let options = OpenOptions { scope, collections: Vec::new() };
    let opened = molniya::store::open(&StoreUrl::Sqlite(bot.file("bot.db")), options);
    let opened = opened.expect("the store is free");
    let lease = opened.lease(Shard(0), ProcessId("test".into()), PATIENCE).await;
    let fence = (Shard(0), lease.expect("a store").expect("a lease"));
    let unit = Unit { id: UnitId::Plain, fence, reads: Vec::new(), ops, durable: true };
    opened.apply(Arc::new(vec![unit])).await.expect("stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_call_is_listed_beside_the_running_bot_and_leaves_when_it_is_retried() {
    let (telegram, ann, mut bot) = scene().await;
    let blocked = "Forbidden: bot was blocked by the user";
    telegram.fault(Fault::error("sendMessage", 403, blocked).times(2)).await;
    ann.say("/help").await;
    ann.say("/orders").await;
    until("both are refused", || listed(&bot, "outbox").len() == 2).await;
    let found = listed(&bot, "outbox");
    for call in &found {
        assert_eq!(
            (call["state"].as_str(), call["chat"].as_i64()),
            (Some("dead"), Some(ann.chat_id()))
        );
        assert_eq!(call["what"], "sendMessage");
        assert_eq!(call["reason"], format!("403 {blocked}"));
    }
    let table = ask(&bot, &["outbox"]).expect("a table");
    assert!(
        table.contains("2 calls: molniya outbox retry|drop") && table.contains("dead"),
        "{table}"
    );

    let ids = [0, 1].map(|n| found[n]["id"].as_str().expect("an id").to_owned());
    let unknown = ask(&bot, &["outbox", "retry", &ids[0], "1.2"]).expect_err("1.2 is not there");
    assert_eq!(unknown, "molniya: there is no 1.2 in the list; nothing was changed\n");
    assert_eq!(listed(&bot, "outbox").len(), 2);

    let before = telegram.ledger().await.chat(ann.chat_id()).count();
    let done = ask(&bot, &["outbox", "retry", &ids[0]]).expect("it is retried");
    assert_eq!(done, "1 call given to the running bot.\n");
    ann.expect("/cancel").await; // the answer to /help names the commands
    assert_eq!(telegram.ledger().await.chat(ann.chat_id()).count(), before + 1);
    assert_eq!(ask(&bot, &["outbox", "drop", "--all"]).expect("dropped"), "1 call dropped.\n");
    until("nothing is left", || bot.stored("SELECT method FROM outbox_entries").is_empty()).await;
    let socket = bot.file("bot.db.control");
    let rights = socket.metadata().expect("a socket").permissions().mode();
    assert_eq!(rights & 0o777, 0o600);
    block_in_place(|| bot.stop());
    assert!(!socket.exists(), "a bot that has ended cannot be asked");
    assert_eq!(telegram.ledger().await.chat(ann.chat_id()).count(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_of_unknown_outcome_is_found_after_a_kill_and_retried_once_in_its_order() {
    let (telegram, ann, mut bot) = scene().await;
    until("everything is settled", || bot.stored("SELECT method FROM outbox_entries").is_empty())
        .await;
    bot.kill();
    let entries =
        (0..3).map(|n| claimed(ann.chat_id(), n, EntryState::Claimed(molniya::store::Epoch(1))));
    let row = OutboxRow { seq: Seq(EARLY), entries: entries.collect() };
    store(&bot, &telegram, vec![Op::Append(row)]).await;

    // Without a bot: the socket that the kill left behind is nobody's.
    assert!(bot.file("bot.db.control").exists());
    let found = listed(&bot, "outbox");
    assert_eq!(found.len(), 3);
    assert_eq!(
        (&found[0]["state"], &found[0]["text"]),
        (&"unknown".into(), &"Paid. [2J Part 0".into())
    );
    assert_eq!(ask(&bot, &["outbox", "drop", "7.1"]).expect("dropped"), "1 call dropped.\n");
    let put = ask(&bot, &["outbox", "retry", "7.2"]).expect("put back");
    assert_eq!(put, "1 call put back: no bot runs, the next takes up what waits.\n");
    let table = ask(&bot, &["outbox"]).expect("a table");
    assert!(table.contains("1 call stays until a bot runs."), "{table}");

    bot.restart();
    ann.expect("Part 2").await;
    // The running bot noted the other as unknown, and it leaves when a person says so.
    let found = listed(&bot, "outbox");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["id"], "7.0");
    ask(&bot, &["outbox", "retry", "--all"]).expect("retried");
    ann.expect("Part 0").await;
    until("nothing is left", || bot.stored("SELECT method FROM outbox_entries").is_empty()).await;
    block_in_place(|| bot.stop());
    let ledger = telegram.ledger().await;
    let parts: Vec<&str> =
        ledger.chat(ann.chat_id()).filter_map(|entry| entry.text.as_deref()).collect();
    let parts: Vec<&&str> = parts.iter().filter(|text| text.contains("Part")).collect();
    assert!(parts[0].ends_with('2') && parts[1].ends_with('0') && parts.len() == 2, "{parts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_was_set_aside_is_handled_when_it_is_retried() {
    let (telegram, ann, mut bot) = scene().await;
    let malformed = telegram.inject(r#"{"message":{"chat":"nobody"}}"#).await.to_string();
    until("it is set aside", || listed(&bot, "letters").len() == 1).await;
    assert_eq!(listed(&bot, "letters")[0]["what"], "malformed");
    block_in_place(|| bot.stop());
    let letter = |update, text: &str| {
        DeadLetter {
        update,
        at: Time::now(),
        reason: "an error of an older program".into(),
        raw: format!(
            r#"{{"update_id":{update},"message":{{"message_id":9,"date":1,"chat":{{"id":{chat},"type":"private"}},
               "from":{{"id":{chat},"is_bot":false,"first_name":"Ann"}},"text":"{text}",
               "entities":[{{"type":"bot_command","offset":0,"length":{}}}]}}}}"#,
            text.len(),
            chat = ann.chat_id(),
        )
        .into(),
    }
    };
    let ops = [letter(900_001, "/help"), letter(900_002, "/orders")].map(Op::DeadLetter);
    store(&bot, &telegram, ops.into()).await;

    assert_eq!(
        ask(&bot, &["letters", "drop", &malformed]).expect("dropped"),
        "1 update dropped.\n"
    );
    ask(&bot, &["letters", "retry", "900002"]).expect("put back");
    bot.restart();
    ann.expect("order").await;
    let left = listed(&bot, "letters");
    assert_eq!((left.len(), &left[0]["text"]), (1, &"/help".into()));
    let outbox = ask(&bot, &["outbox"]).expect("a table");
    assert!(outbox.contains("1 update given up too: molniya letters"), "{outbox}");
    let done = ask(&bot, &["letters", "retry", "--all"]).expect("retried");
    assert_eq!(done, "1 update given to the running bot.\n");
    ann.expect("/cancel").await;
    until("it is done", || bot.stored("SELECT 'a row' FROM journal").is_empty()).await;
    assert!(listed(&bot, "letters").is_empty());
    block_in_place(|| bot.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_one_line_that_says_what_to_do() {
    let (_telegram, _ann, mut bot) = scene().await;
    let folder = bot.file("");
    let wrong = |store: &str, arguments: &[&str], words: &str| {
        let line = block_in_place(|| operator(store, arguments)).expect_err("it is wrong");
        assert!(line.starts_with("molniya: ") && line.contains(words), "{line}");
        assert_eq!(line.lines().count(), 1, "{line}");
    };
    let missing = format!("sqlite:{}", folder.join("none.db").display());
    wrong(&missing, &["outbox"], "there is no store");
    assert!(!folder.join("none.db").exists(), "looking makes no store");
    wrong("memory:", &["letters"], "name a file");
    let foreign = folder.join("foreign.db");
    std::fs::write(&foreign, "no data base at all, but long enough to look at").expect("a file");
    wrong(&format!("sqlite:{}", foreign.display()), &["outbox"], "is not an SQLite data base");
    let mine = format!("sqlite:{}", folder.join("bot.db").display());
    wrong(&mine, &["damaged", "retry", "--all"], "drop it");
    wrong(&mine, &["letters", "retry", "5"], "there is no 5 in the list");
    wrong(&mine, &["broadcast", "pause", "spring"], "there is no broadcast of this name");

    // A bot that has the file and does not answer is no reason to change the file beside it.
    std::fs::remove_file(folder.join("bot.db.control")).expect("a socket");
    wrong(&mine, &["outbox", "drop", "--all"], "does not answer at");
    block_in_place(|| bot.stop());
}
