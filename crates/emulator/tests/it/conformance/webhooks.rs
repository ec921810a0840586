//! Webhooks over real connections; the machine behind them has tests of its own beside it.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::select;
use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Config, WebhookRule};
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::hook::{Hook, Visit};

/// A bot whose webhook is set, and somebody who can write to it.
async fn hooked(more: Value) -> (Telegram, Person, Bot, Hook) {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    let mut params = more;
    params["url"] = json!(format!("{}/hook?x=1", hook.url()));
    bot.ok("setWebhook", params).await;
    (telegram, ann, bot, hook)
}

/// Waits until the webhook's last error is this.
async fn error(bot: &mut Bot, wanted: &str) -> Value {
    loop {
        let info = bot.ok("getWebhookInfo", json!({})).await;
        if info["last_error_message"] == wanted {
            return info;
        }
        tokio::task::yield_now().await;
    }
}

/// Waits until so many updates are left.
async fn pending(bot: &mut Bot, count: u64) {
    while bot.ok("getWebhookInfo", json!({})).await["pending_update_count"] != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_update_is_posted_with_these_headers_and_confirmed_by_any_2xx() {
    let (telegram, ann, mut bot, hook) = hooked(json!({"secret_token": "s-e_C9"})).await;
    ann.say("\u{e9}").await;
    let mut visit = hook.visit().await;
    let asked = visit.asked().await;
    assert_eq!(asked.line, "POST /hook?x=1 HTTP/1.1");
    let host = hook.url().replace("http://", "");
    let length = asked.body.len().to_string();
    let expected = [
        ("Host", host.as_str()),
        ("X-Telegram-Bot-Api-Secret-Token", "s-e_C9"),
        ("Content-Type", "application/json"),
        ("Content-Length", length.as_str()),
        ("Connection", "keep-alive"),
        ("Accept-Encoding", "gzip, deflate"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(asked.headers, expected);
    let id = asked.update()["update_id"].as_i64().unwrap();
    assert!(asked.body.starts_with(&format!("{{\"update_id\":{id},\n\"message\":{{")));
    assert!(asked.body.contains(r#""text":"\u00e9""#));
    visit.answer("299 Fine", "", "").await;
    pending(&mut bot, 0).await;
    assert_eq!(telegram.ledger().await.confirmed, id + 1);
    ann.say("again").await;
    assert_eq!(visit.take().await, "again", "on the same connection");
}

#[tokio::test]
async fn a_user_in_the_url_becomes_a_header() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    let url = hook.url().replace("http://", "http://me:pw@");
    bot.ok("setWebhook", json!({"url": url})).await;
    ann.say("hi").await;
    let asked = hook.visit().await.asked().await;
    let expected = ("Authorization".to_owned(), "Basic bWU6cHc=".to_owned());
    assert_eq!(asked.headers[1], expected);
}

#[tokio::test]
async fn updates_that_wait_are_delivered_when_a_webhook_is_set_and_polled_when_it_is_gone() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    ann.say("one").await;
    ann.say("two").await;
    bot.ok("setWebhook", json!({"url": hook.url()})).await;
    let mut visit = hook.visit().await;
    assert_eq!(visit.take().await, "one");
    assert_eq!(visit.asked().await.text(), "two");
    let gone = bot.call("deleteWebhook", json!({})).await;
    assert_eq!(gone.description(), "Webhook was deleted");
    assert!(visit.try_asked().await.is_none(), "the connection is closed");
    let left = bot.updates(0).await;
    assert_eq!(left[0]["message"]["text"], "two");
    ann.say("three").await;
    telegram.skip(Duration::from_secs(1)).await;
    bot.ok("setWebhook", json!({"url": hook.url(), "drop_pending_updates": true})).await;
    ann.say("four").await;
    assert_eq!(hook.visit().await.take().await, "four");
}

#[tokio::test]
async fn a_failed_update_blocks_its_chat_and_nobody_else() {
    let (telegram, ann, mut bot, hook) = hooked(json!({})).await;
    let bob = telegram.person("Bob").await;
    ann.say("a1").await;
    let mut visit = hook.visit().await;
    for _ in 0..2 {
        assert_eq!(visit.asked().await.text(), "a1");
        visit.answer("503 Out of order", "", "").await;
    }
    error(&mut bot, "Wrong response from the webhook: 503 Out of order").await;
    ann.say("a2").await;
    bob.say("b1").await;
    assert_eq!(visit.take().await, "b1");
    telegram.skip(Duration::from_secs(2)).await;
    assert_eq!((visit.take().await, visit.take().await), ("a1".to_owned(), "a2".to_owned()));
    pending(&mut bot, 0).await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 503 Out of order");
}

#[tokio::test]
async fn the_answer_may_say_when_to_try_again() {
    let (telegram, ann, mut bot, hook) = hooked(json!({})).await;
    let bob = telegram.person("Bob").await;
    ann.say("late").await;
    let mut visit = hook.visit().await;
    visit.asked().await;
    visit.answer("500 No", "Retry-After: 30\r\n", "").await;
    error(&mut bot, "Wrong response from the webhook: 500 No").await;
    telegram.skip(Duration::from_secs(29)).await;
    bob.say("first").await;
    assert_eq!(visit.take().await, "first");
    telegram.skip(Duration::from_secs(1)).await;
    assert_eq!(visit.take().await, "late");
}

#[tokio::test]
async fn an_update_that_cannot_be_delivered_in_its_lifetime_is_dropped() {
    let (telegram, ann, mut bot, hook) = hooked(json!({})).await;
    ann.say("old").await;
    let mut visit = hook.visit().await;
    visit.asked().await;
    // It lives for 24 hours, of which the test takes less than these minutes.
    let minutes = |count: u64| Duration::from_secs(60 * count);
    telegram.skip(minutes(24 * 60 - 10)).await;
    let mut visit = hook.visit().await;
    visit.asked().await;
    visit.answer("500 No", "Retry-After: 30\r\n", "").await;
    error(&mut bot, "Wrong response from the webhook: 500 No").await;
    telegram.skip(Duration::from_secs(30)).await;
    visit.asked().await;
    pending(&mut bot, 1).await;
    // The next try would come too late.
    visit.answer("500 No", "Retry-After: 600\r\n", "").await;
    pending(&mut bot, 0).await;
}

#[tokio::test]
async fn a_webhook_that_hangs_or_hangs_up_is_told_of() {
    let (telegram, ann, mut bot, hook) = hooked(json!({})).await;
    ann.say("hi").await;
    let mut visit = hook.visit().await;
    visit.asked().await;
    telegram.skip(Duration::from_secs(60)).await;
    error(&mut bot, "Read timeout expired").await;
    assert!(visit.try_asked().await.is_none());
    let mut visit = hook.visit().await;
    visit.asked().await;
    drop(visit);
    error(&mut bot, "Webhook connection closed").await;
    let address = hook.url();
    drop(hook);
    telegram.skip(Duration::from_secs(2)).await;
    let info = error(&mut bot, "Connection refused").await;
    assert_eq!(info["url"], format!("{address}/hook?x=1"));
}

#[tokio::test]
async fn a_call_in_the_answer_is_carried_out_and_its_failure_is_nobodys() {
    let (telegram, ann, mut bot, hook) = hooked(json!({})).await;
    ann.say("one").await;
    let mut visit = hook.visit().await;
    let chat = ann.chat_id();
    let answer = async |visit: &mut Visit, kind: &str, body: &str| {
        visit.asked().await;
        visit.answer("200 OK", &format!("Content-Type: {kind}\r\n"), body).await;
    };
    let call = json!({"method": "sendMessage", "chat_id": chat, "text": "json"}).to_string();
    answer(&mut visit, "application/json", &call).await;
    ann.expect("json").await;
    ann.say("two").await;
    let call = format!("method=sendmessage&chat_id={chat}&text=form");
    answer(&mut visit, "application/x-www-form-urlencoded", &call).await;
    ann.expect("form").await;
    for refused in ["getMe", "setWebhook", "DELETEWEBHOOK", "close", "logOut", "nonsense"] {
        ann.say(refused).await;
        let call = json!({"method": refused, "url": ""}).to_string();
        answer(&mut visit, "application/json", &call).await;
    }
    pending(&mut bot, 0).await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert!(info["url"] != "" && info.get("last_error_message").is_none(), "{info}");
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn polling_and_webhooks_exclude_each_other() {
    let telegram = Telegram::start().await;
    let (mut first, mut second) = (Bot::of(&telegram).await, Bot::of(&telegram).await);
    let mut bot = Bot::of(&telegram).await;
    let hook = Hook::start().await;
    // A second poll ends the first, so the first is parked when the second is, and only the second is left.
    let (ended, parked) = {
        let poll = json!({"timeout": 50, "offset": -1});
        let calls = (
            Box::pin(first.call("getUpdates", poll.clone())),
            Box::pin(second.call("getUpdates", poll)),
        );
        select(calls.0, calls.1).await.factor_first()
    };
    assert_eq!(ended.status, 409);
    // Conflicts are paced: the next one is told three seconds after this one.
    let set = bot.call("setWebhook", json!({"url": hook.url()})).await;
    assert_eq!(set.description(), "Webhook was set");
    telegram.skip(Duration::from_secs(3)).await;
    let text = "Conflict: terminated by setWebhook request";
    let parked = parked.await;
    assert_eq!((parked.status, parked.description().as_str()), (409, text));
    telegram.skip(Duration::from_secs(3)).await;
    let text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    assert_eq!(bot.refused("getUpdates", json!({})).await, (409, text.to_owned()));
}

#[tokio::test]
async fn setting_answers_as_the_server_does() {
    let (telegram, _, mut bot, hook) = hooked(json!({"max_connections": 7})).await;
    let url = format!("{}/hook?x=1", hook.url());
    let fast = bot.call("setWebhook", json!({"url": url})).await;
    assert_eq!(fast.status, 429);
    assert_eq!(fast.json()["parameters"]["retry_after"], 1);
    let info = bot.call("getWebhookInfo", json!({})).await;
    assert_eq!(
        info.body,
        format!(
            r#"{{"ok":true,"result":{{"url":"{url}","has_custom_certificate":false,"pending_update_count":0,"max_connections":7,"ip_address":"127.0.0.1"}}}}"#
        )
    );
    let mut again = async |params: Value| {
        telegram.skip(Duration::from_secs(1)).await;
        let answer = bot.call("setWebhook", params).await;
        (answer.status, answer.description())
    };
    let same = json!({"url": url, "max_connections": 7, "allowed_updates": ["message"]});
    assert_eq!(again(same).await, (200, "Webhook is already set".into()));
    let other = json!({"url": url, "secret_token": "new"});
    assert_eq!(again(other).await, (200, "Webhook was set".into()));
    let bad = json!({"url": "https://x:0"});
    assert_eq!(again(bad).await, (400, "Bad Request: invalid webhook URL specified".into()));
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["url"], "", "a bad webhook leaves none");
    assert_eq!(info["allowed_updates"], json!(["message"]));
    assert!(bot.updates(0).await.is_empty());
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn bad_parameters_are_refused() {
    let telegram = Telegram::start().await;
    let mut bot = Bot::of(&telegram).await;
    let url = "http://127.0.0.1:1";
    let cases = [
        (json!({"url": "ftp://a"}), "invalid webhook URL specified"),
        (json!({"url": url, "secret_token": "x".repeat(257)}), "secret token is too long"),
        (json!({"url": url, "secret_token": "a b"}), "secret token contains unallowed characters"),
        (json!({"url": url, "ip_address": "nowhere"}), "bad webhook: Invalid IP address specified"),
    ];
    for (params, text) in cases {
        telegram.skip(Duration::from_secs(1)).await;
        let refused = bot.refused("setWebhook", params).await;
        assert_eq!(refused, (400, format!("Bad Request: {text}")));
    }
    telegram.skip(Duration::from_secs(1)).await;
    let (code, text) = bot.refused("setWebhook", json!({"url": "http://no.invalid"})).await;
    assert_eq!(code, 400);
    assert!(text.starts_with("Bad Request: bad webhook: Failed to resolve host: "), "{text}");
    drop(telegram.allow_violations());
}

#[tokio::test]
async fn the_hosted_rule_refuses_what_is_not_public() {
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let webhooks = WebhookRule::Hosted;
    let config = Config { bot_api: any, person: any, webhooks, ..Config::default() };
    let telegram = Telegram::start_with(config).await;
    let mut bot = Bot::of(&telegram).await;
    let cases = [
        ("http://127.0.0.1", "An HTTPS URL must be provided for webhook"),
        ("https://127.0.0.1:444", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("127.0.0.1:8443", "IP address 127.0.0.1 is reserved"),
        ("https://[::1]", "IPv6-only addresses are not allowed"),
    ];
    for (url, text) in cases {
        telegram.skip(Duration::from_secs(1)).await;
        let refused = bot.refused("setWebhook", json!({"url": url})).await;
        assert_eq!(refused, (400, format!("Bad Request: bad webhook: {text}")), "{url}");
    }
}

/// Sets a webhook with a certificate of its own.
async fn set_with_certificate(bot: &mut Bot, url: &str, pem: &str) -> (u16, String) {
    let path = bot.path("setWebhook");
    let body = format!(
        "--zz\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\n{url}\r\n--zz\r\nContent-Disposition: form-data; name=\"certificate\"; filename=\"c.pem\"\r\n\r\n{pem}\r\n--zz--\r\n"
    );
    let kind = "multipart/form-data; boundary=zz";
    let answer = bot.http.send("POST", &path, kind, body.as_bytes()).await;
    (answer.status, answer.description())
}

#[tokio::test]
async fn a_certificate_of_ones_own_is_trusted_when_it_was_uploaded() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    let (hook, pem) = Hook::start_tls("127.0.0.1").await;
    let set = set_with_certificate(&mut bot, &hook.url(), &pem).await;
    assert_eq!(set, (200, "Webhook was set".into()));
    assert_eq!(bot.ok("getWebhookInfo", json!({})).await["has_custom_certificate"], true);
    ann.say("secret").await;
    assert_eq!(hook.visit().await.take().await, "secret");
    telegram.skip(Duration::from_secs(1)).await;
    let huge = "x".repeat((3 << 20) + 1);
    let refused = set_with_certificate(&mut bot, &hook.url(), &huge).await;
    let text = "Bad Request: certificate size is too big (3145729 bytes)";
    assert_eq!(refused, (400, text.into()));
}

#[tokio::test]
async fn a_certificate_nobody_knows_or_of_somebody_else_is_not_trusted() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let mut bot = Bot::of(&telegram).await;
    let (hook, _) = Hook::start_tls("127.0.0.1").await;
    bot.ok("setWebhook", json!({"url": hook.url()})).await;
    ann.say("secret").await;
    assert!(hook.try_visit().await.is_none());
    let unknown = "SSL error {certificate verify failed: unable to get issuer certificate}";
    error(&mut bot, unknown).await;
    let (other, pem) = Hook::start_tls("other.example").await;
    telegram.skip(Duration::from_secs(1)).await;
    set_with_certificate(&mut bot, &other.url(), &pem).await;
    assert!(other.try_visit().await.is_none());
    while !bot.ok("getWebhookInfo", json!({})).await["last_error_message"]
        .as_str()
        .is_some_and(|text| text.starts_with("SSL error {certificate verify failed"))
    {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_webhook_outlives_its_server() {
    let folder = tempfile::tempdir().unwrap();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    let data = Some(folder.path().join("telegram.db"));
    let config = Config { bot_api: any, person: any, data, ..Config::default() };
    let telegram = Telegram::start_with(config.clone()).await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    bot.ok("setWebhook", json!({"url": hook.url(), "secret_token": "s"})).await;
    let visit = async {
        ann.say("hi").await;
        let mut visit = hook.visit().await;
        visit.asked().await
    };
    visit.await;
    telegram.stop().await;
    let telegram = Telegram::start_with(config).await;
    let asked = hook.visit().await.asked().await;
    assert_eq!(asked.text(), "hi");
    assert_eq!(asked.headers[1].1, "s");
    drop(telegram);
}

#[tokio::test]
async fn a_given_address_is_never_looked_up() {
    let telegram = Telegram::start().await;
    let ann = telegram.person("Ann").await;
    let (mut bot, hook) = (Bot::of(&telegram).await, Hook::start().await);
    let url = hook.url().replace("127.0.0.1", "no.invalid");
    bot.ok("setWebhook", json!({"url": url, "ip_address": "127.0.0.1"})).await;
    ann.say("hi").await;
    let asked = hook.visit().await.asked().await;
    assert_eq!(asked.headers[0].1, url.replace("http://", ""));
}

#[tokio::test]
async fn connections_are_one_to_a_hundred_and_forty_if_nothing_is_said() {
    let telegram = Telegram::start().await.allow_violations();
    let mut bot = Bot::of(&telegram).await;
    for (asked, given) in [(json!(null), 1), (json!(0), 1), (json!(1_000), 100), (json!(""), 40)] {
        let url = format!("http://127.0.0.1:1/{asked}");
        bot.ok("setWebhook", json!({"url": url, "max_connections": asked})).await;
        let info = bot.ok("getWebhookInfo", json!({})).await;
        assert_eq!(info["max_connections"], given, "{asked}");
        telegram.skip(Duration::from_secs(1)).await;
    }
}

#[tokio::test]
async fn a_press_does_not_wait_for_a_message_that_fails() {
    let (_telegram, ann, mut bot, hook) = hooked(json!({})).await;
    ann.say("stuck").await;
    let mut visit = hook.visit().await;
    for _ in 0..2 {
        visit.asked().await;
        visit.answer("500 No", "", "").await;
    }
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]});
    let call = json!({"chat_id": ann.chat_id(), "text": "sure?", "reply_markup": markup});
    bot.ok("sendMessage", call).await;
    ann.press("yes").await;
    assert_eq!(visit.asked().await.update()["callback_query"]["data"], "yes");
}

#[tokio::test]
async fn a_connection_that_says_close_is_used_no_more() {
    let (_telegram, ann, mut bot, hook) = hooked(json!({})).await;
    for text in ["one", "two", "three"] {
        ann.say(text).await;
        let mut visit = hook.visit().await;
        assert_eq!(visit.asked().await.text(), text);
        visit.answer("200 OK", "Connection: close\r\n", "").await;
        assert!(visit.try_asked().await.is_none());
    }
    pending(&mut bot, 0).await;
    let info = bot.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info.get("last_error_message"), None);
}

#[tokio::test]
async fn allowed_updates_of_a_webhook_outlive_it() {
    let (telegram, ann, mut bot, _hook) = hooked(json!({"allowed_updates": ["poll"]})).await;
    bot.ok("deleteWebhook", json!({})).await;
    ann.say("not made").await;
    assert!(bot.updates(0).await.is_empty());
    assert!(telegram.ledger().await.updates.is_empty());
}
