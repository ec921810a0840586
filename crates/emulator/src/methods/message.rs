//! Sending messages.
//!
//! <https://core.telegram.org/bots/api#sendmessage>

use serde_json::Value;

use super::access::{known_chat, may_send};
use super::reply;
use super::{object, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::clock::Now;
use crate::keyboard::{self, Carried, Markup, default_buttons};
use crate::ledger::Entry;
use crate::model::Message;
use crate::params::{Params, leading_integer};
use crate::text;
use crate::world::World;

/// Parameters that would send something else, or somewhere else.
pub(super) const UNMODELLED: [&str; 5] = [
    "business_connection_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
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
    let effect = effect(world, chat_id, params)?;
    let answering = reply::read(world, chat_id, params)?;
    markup.check(Carried::of_method(method))?;
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
        if let Some(effect) = &effect {
            message.attachment.insert("effect_id".to_owned(), effect.to_string().into());
        }
        message.has_protected_content = params.boolean("protect_content").then_some(true);
        fill(world, &mut message);
        introduce(world, &mut message);
        let mut stored = Stored::new(message, markup.clone()).by(&world.bot);
        if matches!(markup, Markup::None) {
            stored.message.reply_markup = default_buttons(&stored.message);
        }
        note(world, now, method, &stored);
        sent.push(stored.message.clone());
        world.add_message(stored);
    }
    Ok(sent)
}

/// The effect with which a message appears, if any. Which effects there are, only Telegram knows.
fn effect(world: &World, chat_id: i64, params: &Params) -> Result<Option<i64>, Refusal> {
    let id = leading_integer(params.get("message_effect_id"));
    let private = world.chats.by_id.get(&chat_id).is_some_and(|chat| chat.info.is_private());
    match id {
        0 => Ok(None),
        _ if private => Ok(Some(id)),
        _ => Err(Refusal::bad_request("can't use message effects in the chat")),
    }
}

/// Says who the users are that the message mentions without a username; nobody is mentioned whom the bot cannot know.
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

pub(super) fn note(world: &mut World, now: Now, method: &str, stored: &Stored) {
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
