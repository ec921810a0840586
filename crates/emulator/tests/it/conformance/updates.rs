//! getUpdates over HTTP; the machine behind it has tests of its own beside it.

use futures_util::future::select;
use molniya_emulator::testkit::Telegram;
use serde_json::json;

use crate::bot::Bot;

#[tokio::test]
async fn a_message_becomes_an_update_with_a_newline_after_its_id() {
    let telegram = Telegram::start().await;
    let ann = telegram.person_speaking("Ann \u{1f600}", "ru").await;
    let message_id = ann.say("/start now").await;
    let mut bot = Bot::of(&telegram).await;
    let answer = bot.call("getUpdates", json!({})).await;
    assert!(answer.body.is_ascii());
    let update = answer.result()[0].clone();
    let id = update["update_id"].as_i64().unwrap();
    assert!((2_000_001..=1_000_000_000).contains(&id), "{id}");
    let start = format!(
        "{{\"ok\":true,\"result\":[{{\"update_id\":{id},\n\"message\":{{\"message_id\":{message_id},"
    );
    assert!(answer.body.starts_with(&start), "{}", answer.body);
    assert_eq!(
        update["message"]["from"],
        json!({"id": ann.user_id(), "is_bot": false, "first_name": "Ann \u{1f600}", "language_code": "ru"})
    );
    assert_eq!(
        update["message"]["chat"],
        json!({"id": ann.chat_id(), "first_name": "Ann \u{1f600}", "type": "private"})
    );
    assert_eq!(
        update["message"]["entities"],
        json!([{"offset": 0, "length": 6, "type": "bot_command"}])
    );
    assert!(answer.body.contains(r"Ann \ud83d\ude00"), "{}", answer.body);
}

#[tokio::test]
async fn an_offset_confirms_and_a_parked_call_is_woken() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("one").await;
    let mut bot = Bot::of(&telegram).await;
    let first = bot.updates(0).await;
    let id = first[0]["update_id"].as_i64().unwrap();
    assert_eq!(telegram.ledger().await.confirmed, 0);
    let (second, _) = tokio::join!(bot.wait(id + 1), ann.say("two"));
    assert_eq!(second[0]["message"]["text"], "two");
    assert_eq!(second[0]["update_id"], id + 1);
    let ledger = telegram.ledger().await;
    assert_eq!(ledger.confirmed, id + 1);
    let issued: Vec<i64> = ledger.updates.iter().map(|update| update.update_id).collect();
    assert_eq!(issued, [id, id + 1]);
}

#[tokio::test]
async fn a_second_poller_ends_the_first() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut first, mut second) = (Bot::of(&telegram).await, Bot::of(&telegram).await);
    let poll = json!({"timeout": 50, "offset": -1});
    let calls = (
        Box::pin(first.call("getUpdates", poll.clone())),
        Box::pin(second.call("getUpdates", poll)),
    );
    // Whichever comes first is parked, and ended by the other.
    let (ended, parked) = select(calls.0, calls.1).await.factor_first();
    assert_eq!(ended.status, 409);
    assert_eq!(
        ended.description(),
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
    ann.say("hi").await;
    assert_eq!(parked.await.result()[0]["message"]["text"], "hi");
}

#[tokio::test]
async fn allowed_updates_decide_when_an_update_is_made() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    ann.say("kept").await;
    bot.ok("getUpdates", json!({"allowed_updates": ["callback_query"]})).await;
    ann.say("not made").await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        info,
        json!({"url": "", "has_custom_certificate": false, "pending_update_count": 1, "allowed_updates": ["callback_query"]})
    );
    bot.ok("getUpdates", json!({"allowed_updates": "not json"})).await;
    bot.ok("getUpdates", json!({"allowed_updates": []})).await;
    ann.say("made").await;
    let updates = bot.ok("getUpdates", json!({"offset": -9})).await;
    let texts: Vec<&str> = updates
        .as_array()
        .unwrap()
        .iter()
        .map(|update| update["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["kept", "made"]);
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn webhook_info_keeps_its_key_order_and_deleting_drops_if_asked() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    ann.say("hi").await;
    let answer = bot.call("getWebhookInfo", json!({})).await;
    assert_eq!(
        answer.body,
        r#"{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":1}}"#
    );
    let answer = bot.call("deleteWebhook", json!({})).await;
    assert_eq!(
        answer.body,
        r#"{"ok":true,"result":true,"description":"Webhook is already deleted"}"#
    );
    let answer = bot.call("setWebhook", json!({"url": "", "drop_pending_updates": true})).await;
    assert_eq!(answer.body, r#"{"ok":true,"result":true,"description":"Webhook was deleted"}"#);
    assert!(bot.updates(0).await.is_empty());
}

#[tokio::test]
async fn anything_can_be_put_into_the_queue() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let id = telegram.inject(r#"{"brand_new_kind": {"x": "é"}}"#).await;
    telegram.inject("{}").await;
    telegram.inject("\"no object\"").await;
    let answer = bot.call("getUpdates", json!({})).await;
    let expected = format!(
        "{{\"ok\":true,\"result\":[{{\"update_id\":{id},\n\"brand_new_kind\": {{\"x\": \"\\u00e9\"}}}},{{\"update_id\":{}}},\"no object\"]}}",
        id + 1
    );
    assert_eq!(answer.body, expected);
}
