//! How long updates wait, how many, and which of them an offset asks for.

use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::raw::Raw;

/// Bytes of one update that still fit, and more than which do not.
const MAX_UPDATE: usize = 512 << 10;

fn ids(updates: &[Value]) -> Vec<i64> {
    updates.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

/// The kind of each update.
fn kinds(updates: &[Value]) -> Vec<String> {
    let kind = |update: &Value| {
        let names = update.as_object().unwrap().keys();
        names.into_iter().find(|name| *name != "update_id").unwrap().clone()
    };
    updates.iter().map(kind).collect()
}

/// An update of `kind` with so many bytes in it.
fn large(kind: &str, bytes: usize) -> String {
    json!({ kind: "x".repeat(bytes) }).to_string()
}

#[tokio::test]
async fn each_kind_of_update_has_its_lifetime() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let all = [
        "inline_query",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "chosen_inline_result",
        "message",
        "poll",
        "my_chat_member",
    ];
    for kind in all {
        telegram.inject(&json!({ kind: {} }).to_string()).await;
    }
    // A step in time, and how many of the kinds are gone after it.
    let steps = [(28, 0), (2, 1), (118, 1), (2, 4), (448, 4), (2, 5), (85_798, 5), (2, all.len())];
    for ((step, gone), offset) in steps.into_iter().zip(-100..) {
        telegram.skip(Duration::from_secs(step)).await;
        // No offset is repeated, because that is throttled.
        assert_eq!(kinds(&bot.updates(offset).await), all[gone..], "after {step} more seconds");
    }
}

#[tokio::test]
async fn an_update_has_at_most_half_a_mebibyte() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let mut http = Raw::connect(&telegram.page_url()).await;
    let mut inject = async |bytes| {
        let body = large("message", bytes);
        http.send("POST", "/updates", "application/json", body.as_bytes()).await.status
    };
    let frame = large("message", 0).len() + "\"update_id\":1234567890,\n".len();
    assert_eq!(inject(MAX_UPDATE - frame).await, 200);
    assert_eq!(inject(MAX_UPDATE).await, 400);
    assert_eq!(bot.updates(0).await.len(), 1);
}

#[tokio::test]
async fn one_answer_stops_at_four_mebibytes() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    for _ in 0..10 {
        telegram.inject(&large("message", 500 << 10)).await;
    }
    let first = bot.updates(0).await;
    assert_eq!(first.len(), 8);
    assert_eq!(bot.updates(ids(&first)[7] + 1).await.len(), 2);
}

#[tokio::test]
async fn a_negative_offset_forgets_all_but_the_last() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(telegram.inject(r#"{"message":{}}"#).await);
    }
    assert_eq!(ids(&bot.updates(-2).await), made[3..]);
    assert_eq!(ids(&bot.updates(0).await), made[3..]);
    assert_eq!(telegram.ledger().await.confirmed, made[3]);
}

#[tokio::test]
async fn an_offset_far_from_the_queue_is_not_believed() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let id = telegram.inject(r#"{"message":{}}"#).await;
    // The next id is `id + 1`; ten beyond it is still believed, eleven is not.
    for offset in [id + 12, id - 100_001] {
        assert_eq!(ids(&bot.updates(offset).await), [id], "{}", offset - id);
    }
    assert!(bot.updates(id + 11).await.is_empty());
    assert_eq!(telegram.ledger().await.confirmed, id + 11);
}

#[tokio::test]
async fn integers_are_clamped_and_never_refused() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    for _ in 0..102 {
        telegram.inject(r#"{"message":{}}"#).await;
    }
    // Offsets differ, because a repeated one is throttled.
    for (offset, limit, count) in [(-102, "1000", 100), (-101, "-5", 1), (-100, "abc", 1)] {
        let poll = json!({"offset": offset, "limit": limit, "timeout": "x"});
        let updates = bot.ok("getUpdates", poll).await;
        assert_eq!(updates.as_array().unwrap().len(), count, "{limit}");
    }
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_poll_that_finds_updates_leaves_the_parked_one_alone() {
    let telegram = Telegram::start().await;
    let (mut parked, mut other) = (Bot::of(&telegram).await, Bot::of(&telegram).await);
    let id = telegram.inject(r#"{"message":{}}"#).await;
    let later = json!({"offset": id + 1, "timeout": 50});
    let both = async {
        // It confirms nothing, so it finds the update whether or not the other one came first.
        let found = other.updates(id).await;
        telegram.inject(r#"{"poll":{}}"#).await;
        found
    };
    let (parked, found) = tokio::join!(parked.call("getUpdates", later), both);
    assert_eq!(parked.status, 200);
    assert_eq!(kinds(parked.result().as_array().unwrap()), ["poll"]);
    assert!(found.len() <= 1);
}

#[tokio::test]
async fn conflicts_are_told_one_in_three_seconds() {
    let telegram = Telegram::start().await;
    let mut bots = Vec::new();
    for _ in 0..4 {
        bots.push(Bot::of(&telegram).await);
    }
    let polls = bots.iter_mut().enumerate().map(|(index, bot)| {
        let poll = json!({"timeout": 50, "offset": -i64::try_from(index).unwrap() - 1});
        Box::pin(bot.call("getUpdates", poll))
    });
    let (first, _, rest) = futures_util::future::select_all(polls).await;
    assert_eq!(first.status, 409);
    let late = async {
        telegram.skip(Duration::from_secs(3)).await;
        telegram.skip(Duration::from_secs(3)).await;
        telegram.inject(r#"{"message":{}}"#).await;
    };
    let (rest, ()) = tokio::join!(futures_util::future::join_all(rest), late);
    let mut statuses: Vec<u16> = rest.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409]);
}
