//! Sending messages.
//!
//! <https://core.telegram.org/bots/api#sendmessage>

use std::borrow::Cow;

use serde_json::Value;

use super::Act;
use super::access::{chat_to_write_to, may_send};
use super::reply;
use super::{object, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::keyboard::{self, Carried, Markup, default_buttons};
use crate::ledger::Entry;
use crate::model::Message;
use crate::params::{Params, leading_integer};
use crate::room::Room;
use crate::text;
use crate::world::World;

/// Parameters that would send something else, or somewhere else.
pub(super) const UNMODELLED: [&str; 4] = [
    "business_connection_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "suggested_post_parameters",
];

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let formatted = text::from_params(act.params)?;
    post(world, act, "sendMessage", |_, message| {
        message.text = Some(formatted.text);
        message.entities = formatted.entities;
        message.link_preview_options = link_preview(act.params);
    })
}

/// Checks what all messages have in common, lets `fill` put something into the message, and adds it to its chat.
pub(super) fn post(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    fill: impl FnOnce(&mut World, &mut Message),
) -> Outcome {
    let sent = post_all(world, act, method, vec![fill])?;
    sent.first().map_or_else(|| Err(Refusal::internal("nothing was sent")), Success::of)
}

/// The same for several messages, of which all are sent or none.
pub(super) fn post_all<F: FnOnce(&mut World, &mut Message)>(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    fills: Vec<F>,
) -> Result<Vec<Message>, Refusal> {
    let markup = keyboard::from_params(act.params)?;
    let room = chat_to_write_to(world, act)?;
    let thread = may_send(world, act, room, method)?;
    let effect = effect(act, room)?;
    let answering = reply::read(world, act, room)?;
    markup.check(Carried::of_method(method))?;
    let count = u32::try_from(fills.len()).unwrap_or(u32::MAX);
    world.bots[act.bot].gauge.admit(act.now.instant, room.chat_id(), count)?;
    let chat = world.chats.known_to(act.bot, room).map(|chat| chat.info.clone());
    let chat = chat.ok_or_else(|| Refusal::bad_request("chat not found"))?;
    let bot = world.bots[act.bot].user.clone();
    let mut sent = Vec::with_capacity(fills.len());
    for fill in fills {
        let id = world.next_message_id();
        let mut message = Message::empty(id, bot.clone(), chat.clone(), act.now.unix);
        message.message_thread_id = thread;
        message.is_topic_message = thread.map(|_| true);
        answering.put(&mut message);
        if let Some(effect) = &effect {
            message.attachment.insert("effect_id".to_owned(), effect.to_string().into());
        }
        message.has_protected_content = act.params.boolean("protect_content").then_some(true);
        fill(world, &mut message);
        introduce(world, &mut message);
        let mut stored = Stored::new(message, markup.clone()).by(&bot);
        if matches!(markup, Markup::None) {
            stored.message.reply_markup = default_buttons(&stored.message);
        }
        note(world, act, method, &stored);
        sent.push(stored.message.clone());
        world.add_message(room, stored);
    }
    if let Some(group) = world.chats.group_mut(room)
        && group.last_bot.replace(act.bot.get()) != Some(act.bot.get())
    {
        world.save_chat(room);
    }
    Ok(sent)
}

/// The effect with which a message appears, if any. Which effects there are, only Telegram knows.
fn effect(act: Act<'_>, room: Room) -> Result<Option<i64>, Refusal> {
    let id = leading_integer(act.get("message_effect_id"));
    let private = room.bot().is_some();
    match id {
        0 => Ok(None),
        _ if private => Ok(Some(id)),
        _ => Err(Refusal::bad_request("can't use message effects in the chat")),
    }
}

/// Says who the users are that the message mentions without a username; nobody is mentioned whom no bot can know.
pub(crate) fn introduce(world: &World, message: &mut Message) {
    for entities in [&mut message.entities, &mut message.caption_entities] {
        entities.retain_mut(|entity| {
            if entity.kind != "text_mention" {
                return true;
            }
            let user = entity.rest.get("user").and_then(|user| world.user(user["id"].as_i64()?));
            let user = user.map(|user| serde_json::json!(user));
            let known = user.is_some();
            entity.rest.extend(user.map(|user| ("user".to_owned(), user)));
            known
        });
    }
}

/// How links are shown; the server still reads the name from before there were options.
pub(super) fn link_preview(params: &Params) -> Option<Value> {
    object(params, "link_preview_options").or_else(|| {
        let disabled = params.boolean("disable_web_page_preview");
        disabled.then(|| serde_json::json!({ "is_disabled": true }))
    })
}

pub(super) fn note(world: &mut World, act: Act<'_>, method: &str, stored: &Stored) {
    let entry = Entry {
        method: method.to_owned(),
        chat: Some(stored.message.chat.id),
        message_id: Some(stored.message.message_id),
        text: stored.message.words().map(Cow::into_owned),
        reply_markup: stored.shown().get("reply_markup").cloned(),
        ..Entry::default()
    };
    world.accept(act.now, act.bot, entry);
}
