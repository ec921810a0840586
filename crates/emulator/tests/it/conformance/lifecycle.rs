//! Bots that are closed or logged out.

use std::time::Duration;

use molniya_emulator::testkit::Telegram;
use serde_json::json;

use crate::bot::Bot;

const TEN_MINUTES: Duration = Duration::from_secs(600);

#[tokio::test]
async fn a_bot_is_closed_once_and_not_soon_after_its_start() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    assert_eq!(bot.ok("close", json!({})).await, true, "the server is as young as the bot");
    let again = "Bad Request: the bot has already been closed";
    assert_eq!(bot.refused("close", json!({})).await, (400, again.into()));
    telegram.skip(TEN_MINUTES).await;
    bot.ok("getMe", json!({})).await;
    let refused = bot.call("close", json!({})).await;
    assert_eq!(
        (refused.status, refused.json()["parameters"]["retry_after"].as_u64()),
        (429, Some(600))
    );
    telegram.skip(TEN_MINUTES).await;
    assert_eq!(bot.ok("close", json!({})).await, true);
}

#[tokio::test]
async fn a_bot_that_is_logged_out_is_told_so() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    ann.say("hi").await;
    assert_eq!(bot.ok("logOut", json!({})).await, true);
    let answer = bot.call("getMe", json!({})).await;
    assert_eq!(answer.body, r#"{"ok":false,"error_code":400,"description":"Logged out"}"#);
    assert_eq!(bot.refused("logOut", json!({})).await.1, "Logged out");
}
