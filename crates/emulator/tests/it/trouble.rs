//! What is broken on purpose: the link, restarts, faults that last, updates that are not as they should be.

use std::time::{Duration, Instant};

use molniya_emulator::testkit::Telegram;
use molniya_emulator::{BadUpdate, Config, Emulator, Fault, Garble, Link, Reset, StartError};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::bot::Bot;
use crate::hook::Hook;
use crate::raw::Raw;

/// The data of the first event of a call of this method.
async fn call_event(telegram: &Telegram, method: &str) -> Value {
    let mut http = Raw::connect(&telegram.page_url()).await;
    http.write(b"GET /events?after=0 HTTP/1.1\r\nHost: local\r\n\r\n").await;
    let begin = format!("data:{{\"method\":\"{method}\",\"params\"");
    let alternative = begin.replace("data:", "data: ");
    let found = |text: &str| text.find(&begin).or_else(|| text.find(&alternative));
    let text =
        http.read_until(|text| found(text).is_some_and(|at| text[at..].contains('\n'))).await;
    let line = text[found(&text).unwrap()..].lines().next().unwrap();
    serde_json::from_str(line.trim_start_matches("data:").trim()).unwrap()
}

async fn send(telegram: &Telegram, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let mut http = Raw::connect(&telegram.page_url()).await;
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = http.send(method, path, "application/json", body.as_bytes()).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

/// Whether the address takes connections.
async fn is_up(telegram: &Telegram) -> bool {
    TcpStream::connect(telegram.api_url().strip_prefix("http://").unwrap()).await.is_ok()
}

#[tokio::test]
async fn the_log_tells_of_calls_that_are_not_answered() {
    let telegram = Telegram::start().await;
    let cases = [
        (Fault::reset("getMe", Reset::Before), "getMe", 0, "cut off before it was carried out"),
        (Fault::reset("close", Reset::After), "close", 200, "carried out, the answer cut off"),
        (Fault::garble("logOut", Garble::Page), "logOut", 502, "answered by a proxy's page"),
    ];
    for (fault, method, status, what) in cases {
        telegram.fault(fault).await;
        let address = telegram.api_url();
        let mut bot = TcpStream::connect(address.strip_prefix("http://").unwrap()).await.unwrap();
        let call = format!(
            "GET /bot{}/{method} HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n",
            telegram.token()
        );
        bot.write_all(call.as_bytes()).await.unwrap();
        // It may be reset, which is what was ordered.
        let _ = bot.read_to_end(&mut Vec::new()).await;
        let event = call_event(&telegram, method).await;
        assert_eq!((&event["status"], &event["fault"]), (&json!(status), &json!(what)));
    }
}

#[tokio::test]
async fn a_far_bot_waits_and_the_log_says_for_what() {
    let telegram = Telegram::start().await;
    telegram.link(Link { server_ms: 3, ..Link::rtt(10) }).await;
    let began = Instant::now();
    let mut bot = Bot::of(&telegram).await;
    bot.ok("getMe", json!({})).await;
    assert!(began.elapsed() >= Duration::from_millis(33));
    let warm = Instant::now();
    bot.ok("getMyCommands", json!({})).await;
    assert!(warm.elapsed() >= Duration::from_millis(13));
    let (first, second) =
        (call_event(&telegram, "getMe").await, call_event(&telegram, "getMyCommands").await);
    let connection = |event: &Value| event["spent"]["connection"].as_u64().unwrap();
    assert!(connection(&first) <= 20_000, "{first}");
    assert_eq!(connection(&second), 0);
    for event in [&first, &second] {
        assert_eq!(
            (&event["spent"]["way"], &event["spent"]["server"]),
            (&json!(10_000), &json!(3_000))
        );
        let parts: u64 =
            event["spent"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
        assert_eq!(event["microseconds"], parts);
    }
}

#[tokio::test]
async fn connections_that_are_idle_or_old_are_closed_also_those_that_stand() {
    let telegram = Telegram::start().await;
    let mut bots = [Bot::of(&telegram).await, Bot::of(&telegram).await, Bot::of(&telegram).await];
    bots[0].ok("getMe", json!({})).await;
    telegram.link(Link { idle_ms: Some(20), ..Link::default() }).await;
    assert!(bots[0].http.is_closed().await && bots[1].http.is_closed().await);
    // A poll is answered before the connection that has become too old for it is closed.
    telegram.link(Link { age_ms: Some(20), ..Link::default() }).await;
    let mut bot = Bot::of(&telegram).await;
    assert_eq!(bot.ok("getUpdates", json!({"timeout": 1})).await, json!([]));
    assert!(bot.http.is_closed().await);
    telegram.link(Link::default()).await;
    let mut bot = Bot::of(&telegram).await;
    bot.ok("getMe", json!({})).await;
}

#[tokio::test]
async fn the_link_is_set_shown_and_switched_off_over_http() {
    let telegram = Telegram::start().await;
    let off = json!({"rtt_ms": 0, "jitter_ms": 0, "tls": 1, "server_ms": 0, "seed": 0});
    assert_eq!(send(&telegram, "GET", "/link", &Value::Null).await, (200, off.clone()));
    assert_eq!(send(&telegram, "PUT", "/link", &json!({"rtt_ms": 80, "idle_ms": 81})).await.0, 200);
    let shown = send(&telegram, "GET", "/link", &Value::Null).await.1;
    assert_eq!((&shown["rtt_ms"], &shown["idle_ms"]), (&json!(80), &json!(81)));
    let bad = [json!({"rtt_ms": 60_001}), json!({"rtt_ms": 5, "idle_ms": 5}), json!({"tls": 11})];
    for bad in bad {
        let (status, answer) = send(&telegram, "PUT", "/link", &bad).await;
        assert!(status == 400 && answer["error"].is_string(), "{bad}: {answer}");
    }
    assert_eq!(send(&telegram, "PUT", "/link", &json!({"speed": 1})).await.0, 422);
    assert_eq!(send(&telegram, "GET", "/link", &Value::Null).await.1, shown);
    send(&telegram, "DELETE", "/link", &Value::Null).await;
    assert_eq!(send(&telegram, "GET", "/link", &Value::Null).await.1, off);
    let any = "127.0.0.1:0".parse().unwrap();
    let link = Link::rtt(60_001);
    let config = Config { bot_api: any, person: any, link, ..Config::default() };
    assert!(matches!(Emulator::start(config).await, Err(StartError::Link(_))));
}

#[tokio::test]
async fn a_restart_cuts_connections_refuses_new_ones_and_forgets_nothing() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    let path = bot.path("getUpdates?timeout=50");
    bot.http.write(format!("GET {path} HTTP/1.1\r\nHost: local\r\n\r\n").as_bytes()).await;
    telegram.restart(Duration::from_secs(300)).await;
    assert!(bot.http.answer().await.is_none());
    assert!(!is_up(&telegram).await);
    ann.say("while it is down").await;
    telegram.restart(Duration::ZERO).await;
    while !is_up(&telegram).await {
        tokio::task::yield_now().await;
    }
    let mut bot = Bot::of(&telegram).await;
    assert_eq!(bot.updates(0).await[0]["message"]["text"], "while it is down");
    let (status, answer) = send(&telegram, "POST", "/restart", &json!({"down_ms": 300_001})).await;
    assert!(status == 400 && answer["error"].is_string(), "{answer}");
}

#[tokio::test]
async fn a_restart_cuts_the_connections_to_a_webhook_and_posts_again_what_was_on_them() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    bot.ok("setWebhook", json!({"url": hook.url()})).await;
    ann.say("hi").await;
    let mut visit = hook.visit().await;
    assert_eq!(visit.asked().await.text(), "hi");
    telegram.restart(Duration::ZERO).await;
    assert!(visit.try_asked().await.is_none());
    // A quiet webhook is tried every two seconds.
    telegram.skip(Duration::from_secs(2)).await;
    assert_eq!(hook.visit().await.take().await, "hi");
}

#[tokio::test]
async fn a_fault_lasts_for_a_time() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    let mut bot = Bot::of(&telegram).await;
    let fault = Fault::error("sendMessage", 502, "Bad Gateway").lasting(Duration::from_secs(60));
    telegram.fault(fault).await;
    let message = json!({"chat_id": ann.chat_id(), "text": "hi"});
    for _ in 0..3 {
        assert_eq!(bot.refused("sendMessage", message.clone()).await.0, 502);
    }
    telegram.skip(Duration::from_secs(60)).await;
    bot.ok("sendMessage", message).await;
    assert_eq!(send(&telegram, "GET", "/faults", &Value::Null).await.1, json!([]));
    let wrong = [
        json!({"update": "late", "method": "getMe"}),
        json!({"update": "late", "delay_ms": 1}),
        json!({"delay_ms": 1, "for_ms": 0}),
        json!({"delay_ms": 1, "for_ms": 86_400_001}),
        json!({"delay_ms": 1, "times": 0}),
    ];
    for wrong in wrong {
        assert_eq!(send(&telegram, "POST", "/faults", &wrong).await.0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn an_update_comes_malformed_or_of_an_unknown_kind() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    telegram.fault(Fault::update(BadUpdate::Malformed).in_chat(ann.chat_id())).await;
    telegram.fault(Fault::update(BadUpdate::Unknown)).await;
    for text in ["one", "two", "three"] {
        ann.say(text).await;
    }
    let updates = bot.updates(0).await;
    assert_eq!(updates[0]["message"], json!({"malformed": true}));
    assert_eq!(updates[1]["update_of_the_future"]["text"], "two");
    assert!(updates[1].get("message").is_none());
    assert_eq!(updates[2]["message"]["text"], "three");
    let ids: Vec<i64> = updates.iter().map(|one| one["update_id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [ids[0], ids[0] + 1, ids[0] + 2]);
    let struck = telegram.ledger().await.struck;
    assert!(struck.len() == 2 && struck.iter().all(|one| one.method == "message"), "{struck:?}");
}

#[tokio::test]
async fn a_webhook_gets_an_update_twice_or_behind_the_next() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    // These wait until there is a webhook.
    telegram.fault(Fault::update(BadUpdate::Twice)).await;
    ann.say("before").await;
    assert_eq!(bot.updates(0).await.len(), 1);
    bot.ok("setWebhook", json!({"url": hook.url(), "drop_pending_updates": true})).await;
    ann.say("one").await;
    let mut visit = hook.visit().await;
    assert_eq!([visit.take().await, visit.take().await], ["one", "one"]);
    telegram.fault(Fault::update(BadUpdate::Late)).await;
    ann.say("two").await;
    ann.say("three").await;
    ann.say("four").await;
    let texts = [visit.take().await, visit.take().await, visit.take().await];
    assert_eq!(texts, ["three", "two", "four"]);
    telegram.fault(Fault::update(BadUpdate::Late)).await;
    ann.say("five").await;
    telegram.clear_faults().await;
    assert_eq!(visit.take().await, "five");
}
