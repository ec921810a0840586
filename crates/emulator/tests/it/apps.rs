//! Web apps: at which address they are opened, and what they are told of who opens them.

use std::collections::BTreeMap;

use molniya_emulator::testkit::Telegram;
use serde_json::{Value, json};

use crate::news::News;
use crate::raw::Raw;

/// What an app finds behind the `#` of its address.
fn launched(url: &str) -> BTreeMap<String, String> {
    let (_, fragment) = url.split_once('#').unwrap();
    fields(fragment.rsplit('?').next().unwrap())
}

/// The fields of a query.
fn fields(query: &str) -> BTreeMap<String, String> {
    let field =
        |pair: &str| pair.split_once('=').map(|(name, value)| (name.into(), decoded(value)));
    query.split('&').filter_map(field).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next().unwrap()).to_digit(16).unwrap();
        decoded.push(if byte == b'%' { (digit() * 16 + digit()) as u8 } else { byte });
    }
    String::from_utf8(decoded).unwrap()
}

/// Whether data is signed with a token, as the official guide says how to find out.
fn is_signed(data: &BTreeMap<String, String>, token: &str) -> bool {
    use ring::hmac::{HMAC_SHA256, Key, sign};
    let lines: Vec<String> = data
        .iter()
        .filter(|(name, _)| *name != "hash")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let secret = sign(&Key::new(HMAC_SHA256, b"WebAppData"), token.as_bytes());
    let hash = sign(&Key::new(HMAC_SHA256, secret.as_ref()), lines.join("\n").as_bytes());
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    data["hash"] == hex
}

#[tokio::test]
async fn a_web_app_is_told_who_opens_it() {
    let telegram = Telegram::start().await;
    let (ann, mut news) = News::scene(&telegram).await;
    let url = ann.open_web_app_at("https://e.org/shop?lang=en#/tea").await;
    assert!(url.starts_with("https://e.org/shop?lang=en#/tea?tgWebAppData="), "{url}");
    let opened = launched(&url);
    assert_eq!((&*opened["tgWebAppVersion"], &*opened["tgWebAppPlatform"]), ("6.9", "web"));
    let theme: Value = serde_json::from_str(&opened["tgWebAppThemeParams"]).unwrap();
    assert_eq!(theme["bg_color"], "#ffffff");
    let data = fields(&opened["tgWebAppData"]);
    assert!(is_signed(&data, &telegram.token()) && !is_signed(&data, "1:AAAAAAAAAAAAAAAAAAAAAAAA"));
    let user: Value = serde_json::from_str(&data["user"]).unwrap();
    let told = json!({"id": ann.user_id(), "first_name": "Ann", "language_code": "en", "allows_write_to_pm": true});
    assert_eq!(user, told);
    let names: Vec<&str> = data.keys().map(String::as_str).collect();
    assert_eq!(names, ["auth_date", "hash", "query_id", "user"]);
    let result = json!({"type": "article", "id": "1", "title": "Tea", "input_message_content": {"message_text": "One tea"}});
    let answer = json!({"web_app_query_id": data["query_id"], "result": result});
    news.bot.ok("answerWebAppQuery", answer).await;
}

#[tokio::test]
async fn what_a_web_app_is_told_depends_on_what_opens_it() {
    let telegram = Telegram::start().await;
    let (ann, _news) = News::scene(&telegram).await;
    let path = format!("/chats/{}/web_apps", ann.chat_id());
    let mut page = Raw::connect(&telegram.page_url()).await;
    let mut open = async |mut what: Value| {
        what["user_id"] = ann.user_id().into();
        let body = what.to_string();
        let answer = page.send("POST", &path, "application/json", body.as_bytes()).await;
        (answer.status, answer.json())
    };
    // A button of the keyboard tells nothing, and there is no query to answer.
    let theme = json!({"bg_color": "#101010"});
    let (_, opened) =
        open(json!({"url": "http://127.0.0.1:9000/", "from": "keyboard", "theme_params": theme}))
            .await;
    let keyboard = launched(opened["url"].as_str().unwrap());
    assert_eq!((opened.get("web_app_query_id"), keyboard.get("tgWebAppData")), (None, None));
    assert_eq!(keyboard["tgWebAppThemeParams"], theme.to_string());
    // A link has a parameter, and says where it was.
    let (_, opened) =
        open(json!({"url": "https://e.org/", "from": "link", "start_param": "tea"})).await;
    let url = opened["url"].as_str().unwrap();
    assert!(url.starts_with("https://e.org/?tgWebAppStartParam=tea#tgWebAppData="), "{url}");
    let data = fields(&launched(url)["tgWebAppData"]);
    assert!(is_signed(&data, &telegram.token()));
    assert_eq!((&*data["start_param"], &*data["chat_type"]), ("tea", "sender"));
    assert!(data["chat_instance"].parse::<i64>().is_ok() && !data.contains_key("query_id"));
    for (wrong, expected) in [
        (
            json!({"url": "http://e.org/"}),
            "url must be an https address, or http at 127.0.0.1 or [::1]",
        ),
        (
            json!({"url": "https://e.org/", "start_param": "x"}),
            "only a link has a start_param: set from to link",
        ),
    ] {
        let (status, answer) = open(wrong).await;
        assert_eq!(status, 400, "{answer}");
        assert!(answer["error"].as_str().unwrap().contains(expected), "{answer}");
    }
}
