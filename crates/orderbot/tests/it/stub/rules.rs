//! What the page says of a request, by hand.

use serde_json::{Map, Value};

/// A method: its name, the parameters it must have, and those it may have.
type Known = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Read from the page <https://core.telegram.org/bots/api>, by eye. What only business accounts, topics,
/// inline messages or paid messages need is left out: the order bot has no business with them.
const METHODS: [Known; 8] = [
    ("getMe", &[], &[]),
    ("getWebhookInfo", &[], &[]),
    ("getUpdates", &[], &["offset", "limit", "timeout", "allowed_updates"]),
    ("setMyCommands", &["commands"], &["scope", "language_code"]),
    (
        "sendMessage",
        &["chat_id", "text"],
        &[
            "parse_mode",
            "entities",
            "link_preview_options",
            "disable_notification",
            "protect_content",
            "reply_parameters",
            "reply_markup",
        ],
    ),
    (
        "editMessageText",
        &["chat_id", "message_id", "text"],
        &["parse_mode", "entities", "link_preview_options", "reply_markup"],
    ),
    ("editMessageReplyMarkup", &["chat_id", "message_id"], &["reply_markup"]),
    ("answerCallbackQuery", &["callback_query_id"], &["text", "show_alert", "url", "cache_time"]),
];

/// The parameters, if the request is one that the page describes.
pub(super) fn check(method: &str, body: &[u8]) -> Result<Map<String, Value>, String> {
    let (_, required, optional) = METHODS
        .iter()
        .find(|(name, _, _)| *name == method)
        .ok_or("the bot needs no such method")?;
    let params = match serde_json::from_slice(body) {
        Ok(Value::Object(params)) => params,
        _ => return Err("the body is no JSON object".to_owned()),
    };
    let names: Vec<&str> = params.keys().map(String::as_str).collect();
    if let Some(name) = required.iter().find(|name| !names.contains(*name)) {
        return Err(format!("{name} is missing"));
    }
    if let Some(name) = names.iter().find(|n| !required.contains(n) && !optional.contains(n)) {
        return Err(format!("{name} is not a parameter"));
    }
    if params.values().any(has_null) {
        return Err("something is null".to_owned());
    }
    if let Some(text) = params.get("text") {
        let most = if method == "answerCallbackQuery" { 200 } else { 4096 };
        let length = text.as_str().ok_or("text is no text")?.trim().chars().count();
        if !(1..=most).contains(&length) {
            return Err(format!("text has {length} characters"));
        }
    }
    params.get("reply_markup").map_or(Ok(()), check_markup)?;
    Ok(params)
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.iter().any(has_null),
        Value::Object(object) => object.values().any(has_null),
        _ => false,
    }
}

/// The bot shows buttons with a text and callback data, and nothing else.
fn check_markup(markup: &Value) -> Result<(), String> {
    let is_button = |button: &Value| {
        let text = |name: &str| button[name].as_str().map_or(0, str::len);
        button.as_object().is_some_and(|button| button.len() == 2)
            && text("text") > 0
            && (1..=64).contains(&text("callback_data"))
    };
    let is_row = |row: &Value| row.as_array().is_some_and(|row| row.iter().all(is_button));
    let rows = markup["inline_keyboard"].as_array().filter(|rows| rows.iter().all(is_row));
    let is_alone = markup.as_object().is_some_and(|markup| markup.len() == 1);
    rows.filter(|_| is_alone).map(|_| ()).ok_or(format!("not a keyboard: {markup}"))
}

#[test]
fn what_the_page_does_not_describe_is_found() {
    let wrong = [
        ("sendMessage", "[]", "no JSON object"),
        ("sendMessage", r#"{"text":"x"}"#, "chat_id is missing"),
        ("sendMessage", r#"{"chat_id":1,"text":"x","show_alert":true}"#, "show_alert is not"),
        ("sendMessage", r#"{"chat_id":1,"text":"x","entities":[{"url":null}]}"#, "null"),
        ("sendMessage", r#"{"chat_id":1,"text":" "}"#, "0 characters"),
        ("editMessageReplyMarkup", r#"{"chat_id":1,"message_id":2,"reply_markup":{}}"#, "keyboard"),
        ("sendmessage", r#"{"chat_id":1,"text":"x"}"#, "no such method"),
    ];
    for (method, body, fault) in wrong {
        let found = check(method, body.as_bytes()).expect_err(body);
        assert!(found.contains(fault), "{found}");
    }
    let right = r#"{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"y","callback_data":"z"}]]}}"#;
    assert!(check("sendMessage", right.as_bytes()).is_ok());
}
