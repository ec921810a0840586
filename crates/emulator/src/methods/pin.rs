//! Pinned messages.
//!
//! <https://core.telegram.org/bots/api#pinchatmessage> and the methods after it.

use super::access::{known_chat, need, need_permission};
use super::chat::done;
use super::{message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal};
use crate::clock::Now;
use crate::params::Params;
use crate::world::World;

/// What stands against a bot without the right.
const NO_RIGHT: &str = "not enough rights to manage pinned messages in the chat";

pub(super) fn pin(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &["business_connection_id"])?;
    let chat = chat(world, now, params)?;
    let id = message_param(params);
    if world.chats.message(chat, id).is_some_and(|stored| stored.message.is_service()) {
        return Err(Refusal::bad_request("message can't be pinned"));
    }
    match world.pin(now, chat, world.bot.id, id) {
        true => done(world, now, "pinChatMessage", chat),
        false => Err(Refusal::bad_request("message to pin not found")),
    }
}

pub(super) fn unpin(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &["business_connection_id"])?;
    let chat = chat(world, now, params)?;
    let id = Some(message_param(params)).filter(|id| *id != 0);
    match world.unpin(chat, id) {
        true => done(world, now, "unpinChatMessage", chat),
        false => Err(Refusal::bad_request("message to unpin not found")),
    }
}

pub(super) fn unpin_all(world: &mut World, now: Now, params: &Params) -> Outcome {
    let chat = chat(world, now, params)?;
    world.unpin_all(chat, None);
    done(world, now, "unpinAllChatMessages", chat)
}

/// A chat in which the bot may pin.
fn chat(world: &World, now: Now, params: &Params) -> Result<i64, Refusal> {
    let id = known_chat(world, params)?;
    let Some(chat) = world.chats.by_id.get(&id) else {
        return Err(Refusal::bad_request("chat not found"));
    };
    match chat.info.is_channel() {
        true => need(world, now, id, "can_edit_messages", NO_RIGHT)?,
        false => need_permission(world, now, chat, "can_pin_messages", NO_RIGHT)?,
    }
    Ok(id)
}
