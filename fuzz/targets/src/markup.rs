//! Texts in HTML and in Markdown, sent to the local Telegram.

use serde_json::{Value, json};

use crate::front::{ask, chat, check_entities};

/// What ends a part of a multipart body.
const BOUNDARY: &str = "7d1f";

/// Any text is read without a panic, in HTML, in Markdown and as it is, which the first byte chooses. Its entities lie
/// inside it, and whether it was sent as JSON, as a form or in parts makes no difference.
pub fn markup(data: &[u8]) {
    let Some((first, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mode = ["HTML", "MarkdownV2", ""][usize::from(first % 3)];
    let chat = chat();
    let json = json!({"chat_id": chat, "text": text, "parse_mode": mode}).to_string();
    let sent = send("application/json", json);
    let form = format!("chat_id={chat}&parse_mode={mode}&text={}", escaped(text));
    assert_eq!(send("application/x-www-form-urlencoded", form), sent);
    if !text.contains(BOUNDARY) {
        let fields =
            [("chat_id", chat.to_string()), ("text", text.into()), ("parse_mode", mode.into())];
        let parts = fields.map(|(name, value)| {
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
        });
        let parts = format!("{}--{BOUNDARY}--\r\n", parts.concat());
        assert_eq!(send(&format!("multipart/form-data; boundary={BOUNDARY}"), parts), sent);
    }
}

/// The text and the entities that came of it, or the reason why nothing did.
fn send(content_type: &str, body: String) -> (Value, Value) {
    let (status, mut answer) =
        ask("sendMessage", content_type, body.into_bytes()).expect("a message is sent at once");
    if status != 200 {
        return (status.into(), answer);
    }
    check_entities(&answer["result"]);
    (answer["result"]["text"].take(), answer["result"]["entities"].take())
}

/// The text as a value of a form.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
