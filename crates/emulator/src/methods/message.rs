//! Sending, editing and deleting messages.
//!
//! <https://core.telegram.org/bots/api#sendmessage>, <https://core.telegram.org/bots/api#updating-messages>.

use serde_json::Value;

use super::{known_chat, message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::clock::Now;
use crate::keyboard::{self, Markup};
use crate::ledger::Entry;
use crate::model::Message;
use crate::params::Params;
use crate::text;
use crate::world::World;

/// Seconds after which a message can no longer be deleted.
const DELETABLE: i64 = 48 * 60 * 60;

/// Parameters that would send something else, or somewhere else.
const UNMODELLED: [&str; 7] = [
    "business_connection_id",
    "message_thread_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "message_effect_id",
    "suggested_post_parameters",
    "rich_message",
];

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let formatted = text::from_params(params)?;
    let markup = keyboard::from_params(params)?;
    let chat_id = known_chat(world, params)?;
    let replied = replied(world, chat_id, params)?;
    markup.check_data()?;
    let chat = world.chats.known_to_bot(chat_id).map(|chat| chat.info.clone());
    let message = Message {
        message_id: world.next_message_id(),
        from: world.bot.clone(),
        chat: chat.ok_or_else(|| Refusal::bad_request("chat not found"))?,
        date: now.unix,
        edit_date: None,
        reply_to_message: replied.map(Box::new),
        has_protected_content: params.boolean("protect_content").then_some(true),
        text: Some(formatted.text),
        entities: formatted.entities,
        link_preview_options: object(params, "link_preview_options"),
        sticker: None,
        reply_markup: None,
    };
    let stored = Stored::new(message, markup);
    note(world, now, "sendMessage", &stored);
    let answer = Success::of(&stored.message);
    world.add_message(stored);
    answer
}

pub(super) fn edit_text(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let formatted = text::from_params(params)?;
    let markup = keyboard::inline_from_params(params)?;
    let old = editable(world, params)?;
    if old.message.text.is_none() {
        return Err(Refusal::bad_request("there is no text in the message to edit"));
    }
    markup.check_data()?;
    let mut message = old.message.clone();
    message.text = Some(formatted.text);
    message.entities = formatted.entities;
    message.link_preview_options = object(params, "link_preview_options");
    finish_edit(world, now, "editMessageText", &old, message, markup)
}

pub(super) fn edit_reply_markup(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let markup = keyboard::inline_from_params(params)?;
    let old = editable(world, params)?;
    markup.check_data()?;
    let message = old.message.clone();
    finish_edit(world, now, "editMessageReplyMarkup", &old, message, markup)
}

pub(super) fn delete(world: &mut World, now: Now, params: &Params) -> Outcome {
    let chat = known_chat(world, params)?;
    let message_id = message_param(params);
    let Some(stored) = world.chats.message(chat, message_id) else {
        return Err(Refusal::bad_request("message to delete not found"));
    };
    if now.unix - stored.message.date > DELETABLE {
        return Err(Refusal::bad_request("message can't be deleted"));
    }
    world.remove_message(chat, message_id);
    world.accept(
        now,
        Entry {
            method: "deleteMessage".to_owned(),
            chat: Some(chat),
            message_id: Some(message_id),
            ..Entry::default()
        },
    );
    Success::done()
}

/// The message an edit names, if the bot may change it.
fn editable(world: &World, params: &Params) -> Result<Stored, Refusal> {
    if params.get("chat_id").is_empty() && params.get("message_id").is_empty() {
        return match params.get("inline_message_id") {
            "" => Err(Refusal::bad_request("message identifier is not specified")),
            _ => Err(Refusal::not_modelled("parameter inline_message_id")),
        };
    }
    let chat = known_chat(world, params)?;
    let stored = world
        .chats
        .message(chat, message_param(params))
        .ok_or_else(|| Refusal::bad_request("message to edit not found"))?;
    match stored.message.from.is_bot {
        true => Ok(stored.clone()),
        false => Err(Refusal::bad_request("message can't be edited")),
    }
}

fn finish_edit(
    world: &mut World,
    now: Now,
    method: &str,
    old: &Stored,
    mut message: Message,
    markup: Markup,
) -> Outcome {
    message.reply_markup = markup.inline().cloned();
    if message == old.message {
        return Err(Refusal::bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        ));
    }
    message.edit_date = Some(now.unix);
    let stored = Stored { message, keyboard: old.keyboard.clone() };
    note(world, now, method, &stored);
    let answer = Success::of(&stored.message);
    world.replace_message(stored);
    answer
}

/// The message that is replied to, without the one it replies to in its turn.
fn replied(world: &World, chat: i64, params: &Params) -> Result<Option<Message>, Refusal> {
    let Some(reply) = object(params, "reply_parameters") else {
        return Ok(None);
    };
    let target = reply.get("message_id").and_then(Value::as_i64).unwrap_or(0);
    match world.chats.replied(chat, target) {
        Some(message) => Ok(Some(message)),
        None if reply.get("allow_sending_without_reply") == Some(&Value::Bool(true)) => Ok(None),
        None => Err(Refusal::bad_request("message to be replied not found")),
    }
}

/// A parameter that is a JSON object.
fn object(params: &Params, name: &str) -> Option<Value> {
    serde_json::from_str(params.get(name)).ok().filter(Value::is_object)
}

fn note(world: &mut World, now: Now, method: &str, stored: &Stored) {
    let entry = Entry {
        method: method.to_owned(),
        chat: Some(stored.message.chat.id),
        message_id: Some(stored.message.message_id),
        text: stored.message.text.clone(),
        reply_markup: stored.shown().get("reply_markup").cloned(),
        ..Entry::default()
    };
    world.accept(now, entry);
}
