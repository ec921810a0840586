//! Flood limits, set from the person's side and met by a bot.

use molniya_emulator::testkit::Telegram;
use molniya_emulator::{Config, Emulator, Flooded, Limits, StartError};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::raw::Raw;

fn limits() -> Limits {
    Limits { chat_per_second: Some(1), chat_burst: Some(2), ..Limits::default() }
}

#[tokio::test]
async fn a_message_too_many_is_answered_with_429_and_the_time_to_wait() {
    let telegram = Telegram::start().await;
    let (ann, bob) = (telegram.person("Ann").await, telegram.person("Bob").await);
    ann.say("hi").await;
    bob.say("hi").await;
    telegram.limit(limits()).await;
    let mut bot = Bot::of(&telegram).await;
    let first = bot.say(ann.chat_id(), "one").await;
    bot.say(ann.chat_id(), "two").await;
    let three = json!({"chat_id": ann.chat_id(), "text": "three"});
    let answer = bot.call("sendMessage", three.clone()).await;
    assert_eq!(answer.status, 429);
    assert_eq!(
        answer.body,
        r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}"#
    );
    assert_eq!(answer.headers[2], ("Retry-After".to_owned(), "1".to_owned()));
    // Neither other chats nor calls that send nothing are meant, nor what is refused for another reason.
    bot.say(bob.chat_id(), "one").await;
    let edit = json!({"chat_id": ann.chat_id(), "message_id": first, "text": "changed"});
    bot.ok("editMessageText", edit).await;
    assert_eq!(bot.refused("sendMessage", json!({"chat_id": ann.chat_id()})).await.0, 400);
    assert_eq!(ann.messages().await.len(), 3);
    assert_eq!(telegram.flooded().await, Flooded { chat: 1, ..Flooded::default() });
    telegram.limit(Limits::default()).await;
    bot.ok("sendMessage", three).await;
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn limits_are_set_shown_and_switched_off_over_http() {
    let telegram = Telegram::start().await;
    let mut http = Raw::connect(&telegram.page_url()).await;
    let none = json!({"limits": {}, "flooded": {"bot": 0, "chat": 0, "group": 0}});
    assert_eq!(http.get("/limits").await.json(), none);
    let numbers = json!({"bot_per_second": 30, "group_per_minute": 20});
    let put = async |http: &mut Raw, body: &Value| {
        let body = body.to_string();
        http.send("PUT", "/limits", "application/json", body.as_bytes()).await.status
    };
    assert_eq!(put(&mut http, &numbers).await, 200);
    for bad in [json!({"chat_per_second": 0}), json!({"chat_burst": 100_001})] {
        assert_eq!(put(&mut http, &bad).await, 400, "{bad}");
    }
    assert_eq!(put(&mut http, &json!({"per_second": 1})).await, 422);
    assert_eq!(http.get("/limits").await.json()["limits"], numbers);
    http.send("DELETE", "/limits", "application/json", b"").await;
    assert_eq!(http.get("/limits").await.json(), none);
}

#[tokio::test]
async fn an_emulator_may_begin_with_limits() {
    let any = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let config = |limits| Config { bot_api: any, person: any, limits, ..Config::default() };
    let telegram = Telegram::start_with(config(Limits::published())).await;
    let mut http = Raw::connect(&telegram.page_url()).await;
    assert_eq!(
        http.get("/limits").await.json()["limits"],
        json!({"bot_per_second": 30, "chat_per_second": 1, "chat_burst": 3, "group_per_minute": 20})
    );
    let wrong = Limits { bot_per_second: Some(0), ..Limits::default() };
    assert!(matches!(Emulator::start(config(wrong)).await, Err(StartError::Limits(_))));
}
