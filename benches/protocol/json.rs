//! Updates and messages as Telegram writes them. Strings come in as JSON and are spliced in unread.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::script::Act;

/// A message of the bot: text and keyboard as the bot sent them.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its id.
    pub message: i64,
    /// Its text, as it stands in JSON.
    pub text: String,
    /// Its keyboard as JSON.
    pub markup: Option<String>,
}

/// Both names in Cyrillic, as Telegram escapes them.
const FIRST_NAME: &str = "\\u0410\\u043b\\u0435\\u043a\\u0441\\u0430\\u043d\\u0434\\u0440\\u0430";
const LAST_NAME: &str = "\\u0411\\u0435\\u0441\\u0442\\u0443\\u0436\\u0435\\u0432\\u0430-\\u0420\\u044e\\u043c\\u0438\\u043d\\u0430";
const BOT: &str =
    r#"{"id":123456,"is_bot":true,"first_name":"Order bot","username":"molniya_bench_bot"}"#;

/// The answer of `getMe`.
pub const ME: &str = r#"{"id":123456,"is_bot":true,"first_name":"Order bot","username":"molniya_bench_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}"#;

// Every function below writes to memory, which does not fail: results of `write!` are dropped.

fn person(out: &mut Vec<u8>, id: i64) {
    let _ = write!(
        out,
        r#"{{"id":{id},"is_bot":false,"first_name":"{FIRST_NAME}","last_name":"{LAST_NAME}","username":"person_{id}","language_code":"en","is_premium":true}}"#
    );
}

fn chat(out: &mut Vec<u8>, id: i64) {
    let _ = write!(
        out,
        r#"{{"id":{id},"first_name":"{FIRST_NAME}","last_name":"{LAST_NAME}","username":"person_{id}","type":"private"}}"#
    );
}

/// An update with a text or a command.
pub fn message_update(update: i64, message: i64, from: i64, act: &Act) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    let _ = write!(out, r#"{{"update_id":{update},"message":{{"message_id":{message},"from":"#);
    person(&mut out, from);
    out.extend_from_slice(b",\"chat\":");
    chat(&mut out, from);
    let _ = write!(out, r#","date":{}"#, now());
    match act {
        Act::Command(text) => {
            let length = text.len();
            let _ = write!(
                out,
                r#","text":"{text}","entities":[{{"offset":0,"length":{length},"type":"bot_command"}}]"#
            );
        }
        Act::Say(text) | Act::Press(text) => {
            let _ = write!(out, r#","text":"{text}""#);
        }
    }
    out.extend_from_slice(b"}}");
    out
}

/// An update with a pressed button; the message it is under comes with it.
pub fn press_update(update: i64, query: u64, from: i64, card: &Card, data: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(2048);
    let _ = write!(out, r#"{{"update_id":{update},"callback_query":{{"id":"{query}","from":"#);
    person(&mut out, from);
    out.extend_from_slice(b",\"message\":");
    bot_message(&mut out, from, card, false);
    let _ = write!(out, r#","chat_instance":"-{query}","data":"{data}"}}}}"#);
    out
}

/// A message of the bot, as `sendMessage` and the edits answer it.
pub fn bot_message(out: &mut Vec<u8>, chat_id: i64, card: &Card, edited: bool) {
    let _ = write!(out, r#"{{"message_id":{},"from":{BOT},"chat":"#, card.message);
    chat(out, chat_id);
    let _ = write!(out, r#","date":{}"#, now());
    if edited {
        let _ = write!(out, r#","edit_date":{}"#, now());
    }
    let _ = write!(out, r#","text":{}"#, card.text);
    if let Some(markup) = &card.markup {
        let _ = write!(out, r#","reply_markup":{markup}"#);
    }
    out.push(b'}');
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
