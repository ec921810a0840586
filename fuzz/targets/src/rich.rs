//! Rich messages in HTML and in Markdown, sent to the local Telegram.

use serde_json::json;

use crate::front::{ask, chat};

/// Any text is read without a panic, in HTML or in Markdown, which the first byte chooses: it becomes a message with blocks, or
/// it is refused with a reason.
pub fn rich(data: &[u8]) {
    let Some((first, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let language = ["html", "markdown"][usize::from(first % 2)];
    let body = json!({"chat_id": chat(), "rich_message": {language: text}}).to_string();
    let (status, answer) = ask("sendRichMessage", "application/json", body.into_bytes())
        .expect("a message is sent at once");
    match status {
        200 => {
            let blocks = answer["result"]["rich_message"]["blocks"].as_array();
            assert!(blocks.is_some_and(|blocks| !blocks.is_empty()), "{answer}");
        }
        400 => {
            let description = answer["description"].as_str();
            assert!(description.is_some_and(|reason| !reason.is_empty()), "{answer}");
        }
        _ => panic!("{status} {answer}"),
    }
}
