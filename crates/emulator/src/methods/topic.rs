//! The topics of a forum.
//!
//! <https://core.telegram.org/bots/api#createforumtopic> and the methods after it. The words of refusals are those of
//! <https://github.com/tdlib/td/blob/master/td/telegram/ForumTopicManager.cpp>.

use super::Act;
use super::access::{known_chat, need, need_permission};
use super::chat::done;
use super::leading_integer;
use crate::answer::{Outcome, Refusal, Success};
use crate::ledger::Entry;
use crate::room::Room;
use crate::topics::Turn;
use crate::world::World;

/// What everybody may be permitted: to manage topics.
const MANAGE: &str = "can_manage_topics";
/// Characters of a name; the rest is cut off.
const MAX_NAME: usize = 128;
/// The colours a topic can have.
const COLORS: [i64; 6] = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

pub(super) fn create(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = forum(world, act, MANAGE, "create a topic")?;
    let name: String = act.get("name").trim().chars().take(MAX_NAME).collect();
    if name.is_empty() {
        return Err(Refusal::bad_request("title must be non-empty"));
    }
    let color = match act.get("icon_color") {
        "" => None,
        text => Some(leading_integer(text)),
    };
    if color.is_some_and(|color| !COLORS.contains(&color)) {
        return Err(Refusal::bad_request("TOPIC_ICON_COLOR_INVALID"));
    }
    let icon = Some(act.get("icon_custom_emoji_id")).filter(|icon| !icon.is_empty());
    let icon = icon.map(str::to_owned);
    let topic = world.begin_topic(act.now, chat, act.bot.get(), &name, icon, color);
    let topic = topic.ok_or_else(|| Refusal::bad_request("too many topics"))?;
    let method = "createForumTopic".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), ..Entry::default() },
    );
    Success::of(&topic)
}

pub(super) fn edit(world: &mut World, act: Act<'_>, method: &str) -> Outcome {
    let chat = forum(world, act, MANAGE, "edit the topic")?;
    let thread = thread(world, act, chat, method)?;
    let given = act.get("name");
    let name: String = given.trim().chars().take(MAX_NAME).collect();
    if name.is_empty() && !given.is_empty() {
        return Err(Refusal::bad_request("title must be non-empty"));
    }
    let name = Some(name.as_str()).filter(|name| !name.is_empty());
    let icons = act.params.iter().any(|param| param.name == "icon_custom_emoji_id");
    let icon = icons.then(|| act.get("icon_custom_emoji_id"));
    match world.edit_topic(act.now, chat, thread, act.bot.get(), name, icon) {
        true => done(world, act, method, chat),
        false => Err(Refusal::bad_request("TOPIC_NOT_MODIFIED")),
    }
}

pub(super) fn turn(world: &mut World, act: Act<'_>, method: &str, turn: Turn) -> Outcome {
    let chat = forum(world, act, MANAGE, "close or open the topic")?;
    let thread = thread(world, act, chat, method)?;
    match world.turn_topic(act.now, chat, thread, act.bot.get(), turn) {
        true => done(world, act, method, chat),
        false => Err(Refusal::bad_request("TOPIC_NOT_MODIFIED")),
    }
}

pub(super) fn delete(world: &mut World, act: Act<'_>, method: &str) -> Outcome {
    let chat = forum(world, act, "can_delete_messages", "delete the topic")?;
    if let Some(thread) = thread(world, act, chat, method)? {
        world.delete_topic(chat, thread, act.bot.get());
    }
    done(world, act, method, chat)
}

pub(super) fn unpin_all(world: &mut World, act: Act<'_>, method: &str) -> Outcome {
    let chat = forum(world, act, MANAGE, "edit the topic")?;
    let thread = thread(world, act, chat, method)?;
    world.unpin_all(chat, Some(thread));
    done(world, act, method, chat)
}

/// A forum in which the bot has this right, which it needs for `what`.
fn forum(world: &World, act: Act<'_>, right: &str, what: &str) -> Result<Room, Refusal> {
    let id = known_chat(world, act)?;
    let chat = world.chats.by_room.get(&id).filter(|_| world.topics(id).is_some());
    let chat = chat.ok_or_else(|| Refusal::bad_request("the chat is not a forum"))?;
    let words = format!("not enough rights to {what}");
    match right {
        MANAGE => need_permission(world, act, chat, right, &words)?,
        _ => need(world, act, id, right, &words)?,
    }
    Ok(id)
}

/// The topic a call is about: the general one, or the one it names.
fn thread(world: &World, act: Act<'_>, chat: Room, method: &str) -> Result<Option<i64>, Refusal> {
    if method.contains("General") {
        return Ok(None);
    }
    let id = leading_integer(act.get("message_thread_id"));
    if id <= 0 {
        return Err(Refusal::bad_request("invalid message thread identifier specified"));
    }
    match world.topics(chat).is_some_and(|topics| topics.others.contains_key(&id)) {
        true => Ok(Some(id)),
        false => Err(Refusal::bad_request("TOPIC_ID_INVALID")),
    }
}
