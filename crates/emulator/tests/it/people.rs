//! The person's side: events, faults, violations, and the test kit over it.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Fault, Garble, Reset};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::raw::Raw;

async fn greeted(telegram: &Telegram) -> (Person, Bot) {
    let ann = telegram.person("Ann").await;
    ann.say("hi").await;
    (ann, Bot::of(telegram).await)
}

fn hello(chat: i64) -> Value {
    json!({"chat_id": chat, "text": "hello"})
}

/// Reads events until there are `count` with an id; gives ids and names.
async fn events(telegram: &Telegram, header: &str, count: usize) -> Vec<(u64, String)> {
    let mut http = Raw::connect(&telegram.page_url()).await;
    http.write(format!("GET /events HTTP/1.1\r\nHost: a\r\n{header}\r\n").as_bytes()).await;
    let text = http.read_until(|text| text.matches("\n\n").count() >= count).await;
    let line = |block: &str, name: &str| {
        block.lines().find_map(|line| Some(line.strip_prefix(name)?.to_owned()))
    };
    text.split("\n\n")
        .filter_map(|block| Some((line(block, "id: ")?.parse().ok()?, line(block, "event: ")?)))
        .take(count)
        .collect()
}

#[tokio::test]
async fn events_are_resumed_after_the_last_id() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    bot.ok("sendMessage", hello(ann.chat_id())).await;
    let all = events(&telegram, "Last-Event-ID: 0\r\n", 4).await;
    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["person", "message", "message", "call"]);
    let second = format!("Last-Event-ID: {}\r\n", all[1].0);
    assert_eq!(events(&telegram, &second, 2).await, all[2..]);
    // A number from an earlier run: everything is new.
    assert_eq!(events(&telegram, "Last-Event-ID: 999999\r\n", 4).await, all);
}

#[tokio::test]
async fn a_call_is_logged_with_its_parameters_and_without_the_token() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    bot.ok("sendmessage", hello(ann.chat_id())).await;
    let mut http = Raw::connect(&telegram.page_url()).await;
    http.write(b"GET /events?after=3 HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let text = http.read_until(|text| text.contains("\n\n")).await;
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let mut call: Value = serde_json::from_str(data).unwrap();
    let handler = call["spent"]["handler"].take();
    assert!(handler.is_u64() && call["microseconds"].take() == handler);
    let spent = json!({"connection": 0, "way": 0, "server": 0, "handler": null});
    let id = bot.ok("getMe", json!({})).await["id"].clone();
    assert_eq!(
        call,
        json!({"method": "sendMessage", "params": hello(ann.chat_id()), "status": 200, "microseconds": null, "spent": spent, "violations": [], "bot_id": id})
    );
    assert!(!text.contains(&telegram.token()));
}

#[tokio::test]
async fn an_ordered_error_is_answered_and_nothing_is_done() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    let chat = ann.chat_id();
    telegram.fault(Fault::flood("sendMessage", 3).in_chat(chat).times(2)).await;
    bot.ok("getMe", json!({})).await;
    for _ in 0..2 {
        let answer = bot.call("sendMessage", hello(chat)).await;
        assert_eq!(
            answer.body,
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}"#
        );
        let names: Vec<&str> = answer.headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Connection", "Content-Type", "Retry-After", "Content-Length"]);
        assert_eq!((answer.status, answer.headers[2].1.as_str()), (429, "3"));
    }
    assert!(telegram.ledger().await.entries.is_empty());
    bot.ok("sendMessage", hello(chat)).await;
    telegram.fault(Fault::error("getMe", 500, "Internal Server Error: restart")).await;
    telegram.clear_faults().await;
    bot.ok("getMe", json!({})).await;
}

#[tokio::test]
async fn a_dropped_connection_comes_before_or_after_the_call() {
    let telegram = Telegram::start().await;
    let (ann, bot) = greeted(&telegram).await;
    let path = bot.path("sendMessage");
    let body = hello(ann.chat_id()).to_string();
    for (reset, sent) in [(Reset::Before, 0), (Reset::After, 1)] {
        telegram.fault(Fault::reset("sendMessage", reset)).await;
        let mut http = Raw::connect(&telegram.api_url()).await;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        http.write(head.as_bytes()).await;
        assert!(http.answer().await.is_none());
        assert_eq!(telegram.ledger().await.entries.len(), sent, "{reset:?}");
    }
}

#[tokio::test]
async fn what_is_no_answer_comes_before_or_after_the_call_and_is_on_record() {
    let telegram = Telegram::start().await;
    let (ann, bot) = greeted(&telegram).await;
    let path = bot.path("sendMessage");
    let body = hello(ann.chat_id()).to_string();
    for (garble, status, sent) in [(Garble::Page, 502, 0), (Garble::Noise, 200, 1)] {
        telegram.fault(Fault::garble("sendMessage", garble)).await;
        let mut http = Raw::connect(&telegram.api_url()).await;
        let answer = http.send("POST", &path, "application/json", body.as_bytes()).await;
        assert_eq!(answer.status, status);
        assert!(serde_json::from_str::<Value>(&answer.body).is_err(), "{}", answer.body);
        assert_eq!(telegram.ledger().await.entries.len(), sent, "{garble:?}");
    }
    telegram.fault(Fault::garble("sendMessage", Garble::Half)).await;
    let mut http = Raw::connect(&telegram.api_url()).await;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    http.write(request.as_bytes()).await;
    http.read_until(|text| text.contains(r#"{"ok":true,"result":{"message_id""#)).await;
    assert!(http.answer().await.is_none(), "the rest never comes");
    let ledger = telegram.ledger().await;
    let met = ledger.struck.iter().map(|struck| (struck.chat, struck.fault.garble.unwrap()));
    let chat = Some(ann.chat_id());
    let garbles = [Garble::Page, Garble::Noise, Garble::Half].map(|garble| (chat, garble));
    assert_eq!((ledger.entries.len(), met.collect::<Vec<_>>()), (2, garbles.to_vec()));
}

#[tokio::test]
async fn a_delay_comes_before_the_call_is_done() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    telegram.fault(Fault::delay("sendMessage", Duration::from_millis(30))).await;
    let began = Instant::now();
    bot.ok("sendMessage", hello(ann.chat_id())).await;
    assert!(began.elapsed() >= Duration::from_millis(30));
}

#[tokio::test]
async fn breaking_the_schema_is_flagged_though_it_succeeds() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    let chat = ann.chat_id();
    let calls = [
        ("sendMessage", json!({"chat_id": chat, "text": "a", "txt": "b"}), "txt: no such name"),
        ("sendMessage", json!({"chat_id": chat, "text": 5}), "text: not a string"),
        ("getUpdates", json!({"limit": 101}), "limit: 101 is not in 1..=100"),
        ("getUpdates", json!({"offset": 1.5}), "offset: not an integer"),
        ("getMyCommands", json!({"scope": {"type": "default", "of": 1}}), "scope.of: no such name"),
        (
            "sendMessage",
            json!({"chat_id": chat, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y", "stile": "z"}]]}}),
            "reply_markup.inline_keyboard[0][0].stile: no such name",
        ),
    ];
    for (method, params, _) in &calls {
        bot.ok(method, params.clone()).await;
    }
    let found: Vec<String> = telegram
        .ledger()
        .await
        .violations
        .into_iter()
        .flat_map(|violation| violation.violations)
        .collect();
    let expected: Vec<&str> = calls.iter().map(|(_, _, problem)| *problem).collect();
    assert_eq!(found, expected);
    let clean = AssertUnwindSafe(telegram.assert_clean()).catch_unwind().await;
    assert!(clean.is_err());
    let dropped = std::panic::catch_unwind(AssertUnwindSafe(|| drop(telegram)));
    assert!(dropped.is_err());
}

#[tokio::test]
async fn what_is_refused_is_not_flagged_but_an_unknown_name_is() {
    let telegram = Telegram::start().await;
    let (ann, mut bot) = greeted(&telegram).await;
    bot.refused("sendMessage", json!({"chat_id": ann.chat_id()})).await;
    telegram.assert_clean().await;
    bot.refused("sendMessage", json!({"chat_id": ann.chat_id(), "txt": "x"})).await;
    assert_eq!(telegram.ledger().await.violations[0].violations, ["txt: no such name"]);
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn a_failed_expectation_prints_the_transcript() {
    let telegram = Telegram::start().await.patience(Duration::from_millis(200));
    let (ann, mut bot) = greeted(&telegram).await;
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]});
    let call = json!({"chat_id": ann.chat_id(), "text": "Hello there", "reply_markup": markup});
    bot.ok("sendMessage", call).await;
    assert_eq!(ann.expect("hello").await.buttons(), [("Yes".to_owned(), "yes".to_owned())]);
    let id = ann.press("yes").await;
    bot.ok("answerCallbackQuery", json!({"callback_query_id": id, "text": "fine"})).await;
    ann.toast().await;
    let failure = AssertUnwindSafe(ann.expect("hello")).catch_unwind().await.unwrap_err();
    let text = failure.downcast_ref::<String>().unwrap();
    let expected = "Ann waited in vain for the bot to say \"hello\"\nAnn: hi\nbot: Hello there [Yes|yes]\nAnn presses \"yes\" on 2\nbot answers the press: fine\n";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn the_test_kit_works_from_another_place_too() {
    let telegram = Telegram::start().await;
    let far = Telegram::connect(&telegram.page_url()).await;
    assert_eq!((far.api_url(), far.token()), (telegram.api_url(), telegram.token()));
    let bob = far.person_speaking("Bob", "ru").await;
    bob.say("привет").await;
    let mut bot = Bot::of(&telegram).await;
    bot.say(bob.chat_id(), "Привет, Боб").await;
    bob.expect("ПРИВЕТ").await;
    far.assert_clean().await;
}

#[tokio::test]
async fn people_cannot_do_what_makes_no_sense() {
    let telegram = Telegram::start().await;
    let (ann, bot) = greeted(&telegram).await;
    drop(bot);
    let (chat, user) = (ann.chat_id(), ann.user_id());
    let mut http = Raw::connect(&telegram.page_url()).await;
    let cases = [
        ("/people".to_owned(), json!({"name": " "}), 400),
        ("/chats/1/messages".to_owned(), json!({"user_id": user, "text": "x"}), 404),
        (format!("/chats/{chat}/messages"), json!({"user_id": 1, "text": "x"}), 404),
        (format!("/chats/{chat}/messages"), json!({"user_id": user}), 400),
        (format!("/chats/{chat}/messages"), json!({"user_id": user, "text": ""}), 400),
        (
            format!("/chats/{chat}/presses"),
            json!({"user_id": user, "message_id": 1, "data": "x"}),
            404,
        ),
        ("/faults".to_owned(), json!({"delay_ms": 1, "reset": "before"}), 400),
        ("/faults".to_owned(), json!({"nonsense": 1}), 422),
        ("/updates".to_owned(), json!("{"), 200),
    ];
    for (path, body, status) in cases {
        let answer =
            http.send("POST", &path, "application/json", body.to_string().as_bytes()).await;
        assert_eq!(answer.status, status, "{path} {body} {}", answer.body);
    }
}

#[tokio::test]
async fn the_page_is_served() {
    let telegram = Telegram::start().await;
    let mut http = Raw::connect(&telegram.page_url()).await;
    let page = http.get("/").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<script"), "{}", page.body);
    assert_eq!(http.get("/nothing.js").await.status, 404);
}

#[tokio::test]
async fn many_people_at_once_are_each_answered_in_order() {
    const PEOPLE: usize = 60;
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let echo = tokio::spawn(async move {
        let mut offset = 0;
        loop {
            for update in bot.wait(offset).await {
                offset = update["update_id"].as_i64().unwrap() + 1;
                let message = &update["message"];
                let text = format!("echo {}", message["text"].as_str().unwrap());
                bot.say(message["chat"]["id"].as_i64().unwrap(), &text).await;
            }
        }
    });
    let talks = (0..PEOPLE).map(|number| {
        let telegram = &telegram;
        async move {
            let person = telegram.person(&format!("Person {number}")).await;
            for turn in 0..3 {
                let text = format!("{number}/{turn}");
                person.say(&text).await;
                let answer = person.expect("echo").await;
                assert_eq!(answer.text, format!("echo {text}"));
            }
        }
    });
    futures_util::future::join_all(talks).await;
    echo.abort();
    let ledger = telegram.ledger().await;
    assert_eq!((ledger.updates.len(), ledger.entries.len()), (PEOPLE * 3, PEOPLE * 3));
    let indexes: Vec<u64> = ledger.entries.iter().map(|entry| entry.index).collect();
    assert!(indexes.iter().copied().eq(1..=indexes.len() as u64));
    telegram.stop().await;
}
