//! What a message is a reply to: a message of the chat, of another chat, or a part of it.
//!
//! <https://core.telegram.org/bots/api#replyparameters>

use serde_json::{Map, Value, json};

use super::Act;
use super::access::chat_named;
use super::forward::{content_names, origin};
use super::object;
use crate::answer::Refusal;
use crate::chats::Stored;
use crate::model::Message;
use crate::params::leading_integer;
use crate::room::Room;
use crate::world::World;

/// Members of `reply_parameters` that would reply to something else.
const UNMODELLED: [&str; 3] = ["ephemeral_message_id", "checklist_task_id", "poll_option_id"];
/// Members that say how a quote is formatted. Without a quote they mean nothing, and some libraries always send them.
const OF_QUOTES: [&str; 2] = ["quote_parse_mode", "quote_entities"];

/// What a message is a reply to, if it is one.
#[derive(Debug, Default, Clone)]
pub(super) struct Answering {
    replied: Option<Message>,
    /// `external_reply` and `quote`.
    rest: Map<String, Value>,
}

impl Answering {
    pub(super) fn put(&self, message: &mut Message) {
        message.reply_to_message = self.replied.clone().map(Box::new);
        message.attachment.extend(self.rest.clone());
    }
}

/// Reads the parameters; `chat` is the one the message goes to.
pub(super) fn read(world: &World, act: Act<'_>, chat: Room) -> Result<Answering, Refusal> {
    let Some(reply) = object(act.params, "reply_parameters") else {
        // The names from before there were reply parameters; the server still reads them.
        return match leading_integer(act.get("reply_to_message_id")) {
            0 => Ok(Answering::default()),
            id => target(world, chat, id, act.params.boolean("allow_sending_without_reply"))
                .map(|found| Answering { replied: found.map(bare), ..Answering::default() }),
        };
    };
    let quote = reply.get("quote").and_then(Value::as_str).filter(|quote| !quote.is_empty());
    let of_quotes = if quote.is_some() { &OF_QUOTES[..] } else { &[] };
    if let Some(name) = UNMODELLED.iter().chain(of_quotes).find(|name| reply.get(**name).is_some())
    {
        return Err(Refusal::not_modelled(&format!("reply_parameters with {name}")));
    }
    let elsewhere = match reply.get("chat_id") {
        None => chat,
        Some(Value::String(name)) => chat_named(world, act, name)?,
        Some(id) => chat_named(world, act, &id.to_string())?,
    };
    let id = match reply.get("message_id") {
        None => return Err(Refusal::bad_request("can't find field \"message_id\"")),
        Some(id) => id.as_i64().unwrap_or(0),
    };
    let without = reply.get("allow_sending_without_reply") == Some(&Value::Bool(true));
    let Some(found) = target(world, elsewhere, id, without)? else {
        return Ok(Answering::default());
    };
    let mut answering = Answering::default();
    if let Some(quote) = quote {
        answering.rest.insert("quote".to_owned(), quoted(found, quote)?);
    }
    match elsewhere == chat {
        true => answering.replied = Some(bare(found)),
        false => {
            answering.rest.insert("external_reply".to_owned(), external(found));
        }
    }
    Ok(answering)
}

fn target(world: &World, chat: Room, id: i64, without: bool) -> Result<Option<&Stored>, Refusal> {
    match world.chats.message(chat, id) {
        None if !without => Err(Refusal::bad_request("message to be replied not found")),
        found => Ok(found),
    }
}

/// Without the message it replies to in its turn.
fn bare(stored: &Stored) -> Message {
    Message { reply_to_message: None, ..stored.message.clone() }
}

fn quoted(stored: &Stored, quote: &str) -> Result<Value, Refusal> {
    let text = stored.message.text.as_deref().or(stored.message.caption.as_deref());
    let at = text.and_then(|text| Some(text[..text.find(quote)?].encode_utf16().count()));
    let position = at.ok_or_else(|| Refusal::bad_request("QUOTE_TEXT_INVALID"))?;
    Ok(json!({ "text": quote, "position": position, "is_manual": true }))
}

/// A message of another chat, as far as a reply shows it.
fn external(stored: &Stored) -> Value {
    let message = &stored.message;
    let mut json = json!({ "origin": origin(stored) });
    if !message.chat.is_private() {
        json["chat"] = json!(message.chat);
        json["message_id"] = message.message_id.into();
    }
    let shown = json!(message);
    for name in content_names() {
        if let Some(content) = shown.get(name) {
            json[name] = content.clone();
        }
    }
    json
}
