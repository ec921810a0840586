//! <https://core.telegram.org/bots/api#setmessagereaction>

use serde_json::{Value, json};

use super::Act;
use super::access::{known_chat, need, user_param};
use super::{message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::ledger::Entry;
use crate::reactions::is_reaction;
use crate::world::World;

/// Reactions that are taken away at once; the newest messages come first.
const MAX_DELETED: usize = 10_000;

pub(super) fn set(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = known_chat(world, act)?;
    let list = match act.get("reaction") {
        "" => Vec::new(),
        text => match serde_json::from_str(text) {
            Ok(Value::Array(list)) => list,
            Ok(_) => return Err(Refusal::bad_request("expected an Array of ReactionType")),
            Err(_) => return Err(Refusal::bad_request("can't parse reaction types JSON object")),
        },
    };
    let mut reactions = Vec::with_capacity(list.len());
    for one in list {
        reactions.push(reaction(&one)?);
    }
    let id = message_param(act.params);
    if world.chats.message(chat, id).is_none() {
        return Err(Refusal::bad_request("message to react not found"));
    }
    if reactions.len() > 1 {
        return Err(Refusal::bad_request("REACTIONS_TOO_MANY"));
    }
    world.react(act.now, chat, act.bot.get(), id, reactions);
    let method = "setMessageReaction".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), message_id: Some(id), ..Entry::default() },
    );
    Success::done()
}

/// Takes away how somebody reacts to a message. What Telegram says to a bot that may not is not known.
pub(super) fn delete(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["actor_chat_id"])?;
    let chat = known_chat(world, act)?;
    let id = message_param(act.params);
    if world.chats.message(chat, id).is_none() {
        return Err(Refusal::bad_request("message to delete reactions not found"));
    }
    let user = user_param(world, act)?;
    need(world, act, chat, "can_delete_messages", "CHAT_ADMIN_REQUIRED")?;
    world.react(act.now, chat, user, id, Vec::new());
    let method = "deleteMessageReaction".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), message_id: Some(id), ..Entry::default() },
    );
    Success::done()
}

/// The same for all messages of a chat.
pub(super) fn delete_all(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["actor_chat_id"])?;
    let chat = known_chat(world, act)?;
    let user = user_param(world, act)?;
    need(world, act, chat, "can_delete_messages", "CHAT_ADMIN_REQUIRED")?;
    let messages = world.chats.by_room.get(&chat).map(|chat| &chat.messages);
    let newest = messages.into_iter().flat_map(|messages| messages.values().rev());
    let reacted = newest.filter(|stored| stored.reactions.contains_key(&user));
    let ids = reacted.take(MAX_DELETED).map(|stored| stored.message.message_id);
    for id in ids.collect::<Vec<_>>() {
        world.react(act.now, chat, user, id, Vec::new());
    }
    let method = "deleteAllMessageReactions".to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), ..Entry::default() },
    );
    Success::done()
}

fn reaction(one: &Value) -> Result<Value, Refusal> {
    match (one["type"].as_str(), one["emoji"].as_str(), one["custom_emoji_id"].as_str()) {
        (Some("emoji"), Some(emoji), _) if is_reaction(emoji) => {
            Ok(json!({ "type": "emoji", "emoji": emoji }))
        }
        (Some("emoji"), Some(_), _) => Err(Refusal::bad_request("REACTION_INVALID")),
        (Some("custom_emoji"), _, Some(id)) => {
            Ok(json!({ "type": "custom_emoji", "custom_emoji_id": id }))
        }
        _ => {
            let problem = match (&one["type"], one["type"].as_str()) {
                _ if !one.is_object() => "expected an Object",
                (Value::Null, _) => "Can't find field \"type\"",
                (_, Some("emoji")) => "Can't find field \"emoji\"",
                (_, Some("custom_emoji")) => "Can't find field \"custom_emoji_id\"",
                _ => "invalid reaction type specified",
            };
            Err(Refusal::bad_request(&format!("can't parse ReactionType: {problem}")))
        }
    }
}
