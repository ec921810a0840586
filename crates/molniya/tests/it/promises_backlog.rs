//! More is left in the journal than fits into memory: all of it is handled once and in order, and
//! before what comes meanwhile.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use molniya::store::{
    Epoch, Journaled, LaneKey, Op, OpenOptions, Scope, Shard, Unit, UnitId, open,
};
use molniya::{Router, State, Text, text};
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Home, acknowledged, until};

/// Rows in the journal, more than are taken in at once.
const LEFT: i64 = 9_000;
/// How many conversations they are of.
const CHATS: i64 = 1_500;
/// No update of the local Telegram has such an id.
const FIRST: i64 = 10_000_000_000;

/// What was handled of each chat, in order.
type Handled = Arc<Mutex<HashMap<i64, Vec<String>>>>;

async fn note(Text(text): Text, person: molniya::Person, State(handled): State<Handled>) {
    handled.lock().unwrap().entry(person.id.0).or_default().push(text);
}

fn left(n: i64, chats: &[i64]) -> Op {
    let (id, chat) = (FIRST + n, chats[usize::try_from(n % CHATS).unwrap()]);
    let raw = format!(
        r#"{{"update_id":{id},"message":{{"message_id":1,"date":1,"text":"{}",
        "from":{{"id":{chat},"is_bot":false,"first_name":"A"}},"chat":{{"id":{chat},"type":"private","first_name":"A"}}}}}}"#,
        n / CHATS
    );
    let lane = LaneKey { chat, user: chat, topic: 0 };
    Op::Journal(Journaled { update: id, lane, attempt: 0, raw: raw.into() })
}

#[tokio::test]
async fn a_journal_larger_than_memory_is_handled_once_in_order_and_before_what_is_new() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let settings = home.settings(&telegram);
    let scope = Scope::new(settings.token.bot_id(), settings.server.as_deref().unwrap());
    let store = open(&settings.store_url, OpenOptions { scope, collections: vec![] }).unwrap();
    // Ann's are the last of each round.
    let mut chats: Vec<i64> = (1..CHATS).collect();
    chats.push(ann.chat_id());
    let ops = (0..LEFT).map(|n| left(n, &chats)).collect();
    let fence = (Shard(0), Epoch(0));
    let unit = Unit { id: UnitId::Plain, fence, reads: vec![], ops, durable: true };
    store.apply(Arc::new(vec![unit])).await.unwrap();
    drop(store);

    ann.say("new").await;
    let handled = Handled::default();
    let bot = home.run(&telegram, Router::new().on(text(), note), handled.clone());
    let all = usize::try_from(LEFT).unwrap() + 1;
    let count = || handled.lock().unwrap().values().map(Vec::len).sum::<usize>();
    until("everything is handled", async || count() >= all).await;
    acknowledged(&telegram).await;
    bot.stop().await;
    let old: Vec<String> = (0..LEFT / CHATS).map(|n| n.to_string()).collect();
    let mut handled = std::mem::take(&mut *handled.lock().unwrap());
    let anns = handled.remove(&ann.chat_id()).unwrap();
    assert_eq!(anns, [&old[..], &["new".to_owned()]].concat());
    assert_eq!(handled.len() as i64, CHATS - 1);
    assert!(handled.values().all(|texts| *texts == old));
    assert!(home.journal(&telegram).await.is_empty());
}
