//! What ends the start with one line that says what to do: a webhook that is set, a file that
//! another process has.

use molniya::{Reply, Router, Settings, Text, say, text};
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Bot, Home, said, until};
use crate::promises_stub::Stub;

const TOKEN: &str = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

fn echoing() -> Router<()> {
    Router::new().on(text(), echo)
}

fn settings(stub: &Stub) -> Settings {
    Settings::local(&stub.url, TOKEN).unwrap()
}

const ME: (&str, u16, &str) =
    ("getMe", 200, r#"{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"B"}}"#);
const TRUE: &str = r#"{"ok":true,"result":true}"#;
const NO_WEBHOOK: (&str, u16, &str) = ("getWebhookInfo", 200, r#"{"ok":true,"result":{"url":""}}"#);
const WEBHOOK: (&str, u16, &str) =
    ("getWebhookInfo", 200, r#"{"ok":true,"result":{"url":"https://example.org/bot"}}"#);

#[tokio::test]
async fn a_webhook_that_is_set_ends_the_start_and_is_left_alone() {
    let stub = Stub::start(&[ME, WEBHOOK, ("deleteWebhook", 200, TRUE)]).await;
    let error = Bot::start(settings(&stub), echoing(), ()).fails().await.to_string();
    assert!(error.contains("webhook") && error.contains("BOT_TAKE_OVER=1"), "{error}");
    assert!(!error.contains('\n'), "{error}");
    assert!(stub.calls("deleteWebhook").is_empty());
    assert!(stub.calls("getUpdates").is_empty());
}

#[tokio::test]
async fn a_webhook_that_is_set_is_removed_when_the_bot_takes_over() {
    let stub = Stub::start(&[ME, WEBHOOK, ("deleteWebhook", 200, TRUE)]).await;
    let mut settings = settings(&stub);
    settings.take_over = true;
    let bot = Bot::start(settings, echoing(), ());
    until("it polls", async || !stub.calls("getUpdates").is_empty()).await;
    assert_eq!(stub.calls("deleteWebhook").len(), 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_webhook_that_is_set_while_it_polls_ends_it() {
    let taken = r#"{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}"#;
    let stub = Stub::start(&[ME, NO_WEBHOOK, ("getUpdates", 409, taken)]).await;
    let error = Bot::start(settings(&stub), echoing(), ()).fails().await.to_string();
    assert!(error.contains("webhook") && !error.contains('\n'), "{error}");
}

#[tokio::test]
async fn a_token_that_is_refused_ends_the_start_without_being_told() {
    let refused = r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#;
    let methods = ["getMe", "getWebhookInfo", "getUpdates"];
    let stub = Stub::start(&methods.map(|method| (method, 401, refused))).await;
    let error = Bot::start(settings(&stub), echoing(), ()).fails().await;
    let told = format!("{error} {error:?}");
    assert!(told.contains("BOT_TOKEN") && !told.contains("AAAAAA"), "{told}");
}

/// A proxy's page is no answer, and an element without an id is not what the others wait for.
#[tokio::test]
async fn a_page_of_a_proxy_and_a_broken_batch_stop_nothing() {
    let batch = r#"{"ok":true,"result":[5,{"update_id":"x"},{"update_id":7,"message":{"message_id":1,"date":1,
        "chat":{"id":3,"type":"private","first_name":"A"},"from":{"id":3,"is_bot":false,"first_name":"A"},"text":"hi"}}]}"#;
    let sent = r#"{"ok":true,"result":{"message_id":2,"date":1,"chat":{"id":3,"type":"private"},"text":"hi"}}"#;
    let page = "<html>\n<title>502 Bad Gateway</title>\n</html>";
    let stub = Stub::start(&[
        ME,
        NO_WEBHOOK,
        ("getUpdates", 502, page),
        ("getUpdates", 200, page),
        ("getUpdates", 200, batch),
        ("getUpdates", 200, r#"{"ok":true,"result":[]}"#),
        ("sendMessage", 502, page),
        ("sendMessage", 200, page),
        ("sendMessage", 200, sent),
    ])
    .await;
    let bot = Bot::start(settings(&stub), echoing(), ());
    until("it is sent", async || stub.calls("sendMessage").len() == 3).await;
    until("it goes on polling", async || {
        stub.calls("getUpdates").last().unwrap().contains("\"offset\":8")
    })
    .await;
    let log = bot.stop().await;
    assert_eq!(stub.calls("sendMessage"), [r#"{"chat_id":3,"text":"hi"}"#; 3]);
    assert_eq!(log.lines("unknown").len(), 2, "{log:?}");
    assert_eq!(log.lines("set aside").len(), 2, "{log:?}");
}

#[tokio::test]
async fn a_second_process_on_the_same_file_is_refused_and_the_first_goes_on() {
    let (telegram, home) = (Telegram::start().await, Home::file());
    let ann = telegram.person("Ann").await;
    let first = home.run(&telegram, echoing(), ());
    ann.say("one").await;
    ann.expect("one").await;
    let error = home.run(&telegram, echoing(), ()).fails().await.to_string();
    assert!(error.contains("another bot uses") && !error.contains('\n'), "{error}");
    ann.say("two").await;
    ann.expect("two").await;
    first.stop().await;

    let second = home.run(&telegram, echoing(), ());
    ann.say("three").await;
    ann.expect("three").await;
    second.stop().await;
    assert_eq!(said(&telegram, &ann).await, ["one", "two", "three"]);
}
