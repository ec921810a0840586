//! Sending, editing and deleting messages.
//!
//! <https://core.telegram.org/bots/api#sendmessage>, <https://core.telegram.org/bots/api#updating-messages>.

use serde_json::Value;

use super::access::{known_chat, may_send};
use super::reply;
use super::{message_param, object, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::clock::Now;
use crate::keyboard::{self, Markup};
use crate::ledger::Entry;
use crate::model::Message;
use crate::params::Params;
use crate::text;
use crate::world::World;

/// Parameters that would send something else, or somewhere else.
pub(super) const UNMODELLED: [&str; 6] = [
    "business_connection_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "message_effect_id",
    "suggested_post_parameters",
    "rich_message",
];

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let formatted = text::from_params(params)?;
    post(world, now, params, "sendMessage", |_, message| {
        message.text = Some(formatted.text);
        message.entities = formatted.entities;
        message.link_preview_options = link_preview(params);
    })
}

/// Checks what all messages have in common, lets `fill` put something into the message, and adds it to its chat.
pub(super) fn post(
    world: &mut World,
    now: Now,
    params: &Params,
    method: &str,
    fill: impl FnOnce(&mut World, &mut Message),
) -> Outcome {
    let sent = post_all(world, now, params, method, vec![fill])?;
    sent.first().map_or_else(|| Err(Refusal::internal("nothing was sent")), Success::of)
}

/// The same for several messages, of which all are sent or none.
pub(super) fn post_all<F: FnOnce(&mut World, &mut Message)>(
    world: &mut World,
    now: Now,
    params: &Params,
    method: &str,
    fills: Vec<F>,
) -> Result<Vec<Message>, Refusal> {
    let markup = keyboard::from_params(params)?;
    let chat_id = known_chat(world, params)?;
    let thread = may_send(world, now, chat_id, params, method)?;
    let answering = reply::read(world, chat_id, params)?;
    markup.check_data()?;
    world.gauge.admit(now.instant, chat_id, u32::try_from(fills.len()).unwrap_or(u32::MAX))?;
    let chat = world.chats.known_to_bot(chat_id).map(|chat| chat.info.clone());
    let chat = chat.ok_or_else(|| Refusal::bad_request("chat not found"))?;
    let mut sent = Vec::with_capacity(fills.len());
    for fill in fills {
        let id = world.next_message_id();
        let mut message = Message::empty(id, world.bot.clone(), chat.clone(), now.unix);
        message.message_thread_id = thread;
        message.is_topic_message = thread.map(|_| true);
        answering.put(&mut message);
        message.has_protected_content = params.boolean("protect_content").then_some(true);
        fill(world, &mut message);
        let stored = Stored::new(message, markup.clone()).by(&world.bot);
        note(world, now, method, &stored);
        sent.push(stored.message.clone());
        world.add_message(stored);
    }
    Ok(sent)
}

pub(super) fn edit_text(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let formatted = text::from_params(params)?;
    let markup = keyboard::inline_from_params(params)?;
    let old = editable(world, now, params)?;
    if old.message.text.is_none() {
        return Err(Refusal::bad_request("there is no text in the message to edit"));
    }
    markup.check_data()?;
    let mut message = old.message.clone();
    message.text = Some(formatted.text);
    message.entities = formatted.entities;
    message.link_preview_options = link_preview(params);
    finish_edit(world, now, "editMessageText", &old, message, markup)
}

pub(super) fn edit_caption(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let caption = text::caption_from_params(params)?;
    let markup = keyboard::inline_from_params(params)?;
    let old = editable(world, now, params)?;
    if !old.message.has_caption_place() {
        return Err(Refusal::bad_request("there is no caption in the message to edit"));
    }
    markup.check_data()?;
    let mut message = old.message.clone();
    message.caption = (!caption.text.is_empty()).then_some(caption.text);
    message.caption_entities = caption.entities;
    finish_edit(world, now, "editMessageCaption", &old, message, markup)
}

pub(super) fn edit_reply_markup(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let markup = keyboard::inline_from_params(params)?;
    let old = editable(world, now, params)?;
    markup.check_data()?;
    let message = old.message.clone();
    finish_edit(world, now, "editMessageReplyMarkup", &old, message, markup)
}

/// The message an edit names, if the bot may change it.
pub(super) fn editable(world: &World, now: Now, params: &Params) -> Result<Stored, Refusal> {
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
    let any_post =
        stored.message.chat.is_channel() && world.bots_status(now, chat).has("can_edit_messages");
    match (stored.is_bots() || any_post) && !stored.message.is_service() {
        true => Ok(stored.clone()),
        false => Err(Refusal::bad_request("message can't be edited")),
    }
}

pub(super) fn finish_edit(
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
    let stored = Stored { message, ..old.clone() };
    note(world, now, method, &stored);
    let answer = Success::of(&stored.message);
    world.replace_message(stored);
    answer
}

/// How links are shown; the server still reads the name from before there were options.
fn link_preview(params: &Params) -> Option<Value> {
    object(params, "link_preview_options").or_else(|| {
        let disabled = params.boolean("disable_web_page_preview");
        disabled.then(|| serde_json::json!({ "is_disabled": true }))
    })
}

fn note(world: &mut World, now: Now, method: &str, stored: &Stored) {
    let entry = Entry {
        method: method.to_owned(),
        chat: Some(stored.message.chat.id),
        message_id: Some(stored.message.message_id),
        text: stored.message.text.as_ref().or(stored.message.caption.as_ref()).cloned(),
        reply_markup: stored.shown().get("reply_markup").cloned(),
        ..Entry::default()
    };
    world.accept(now, entry);
}
