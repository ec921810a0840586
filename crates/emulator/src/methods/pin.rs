//! Pinned messages.
//!
//! <https://core.telegram.org/bots/api#pinchatmessage> and the methods after it.

use super::Act;
use super::access::{known_chat, need, need_permission};
use super::chat::done;
use super::{message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal};
use crate::room::Room;
use crate::world::World;

/// What stands against a bot without the right.
const NO_RIGHT: &str = "not enough rights to manage pinned messages in the chat";

pub(super) fn pin(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["business_connection_id"])?;
    let chat = chat(world, act)?;
    let id = message_param(act.params);
    if world.chats.message(chat, id).is_some_and(|stored| stored.message.is_service()) {
        return Err(Refusal::bad_request("message can't be pinned"));
    }
    match world.pin(act.now, chat, act.bot.get(), id) {
        true => done(world, act, "pinChatMessage", chat),
        false => Err(Refusal::bad_request("message to pin not found")),
    }
}

pub(super) fn unpin(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["business_connection_id"])?;
    let chat = chat(world, act)?;
    let id = Some(message_param(act.params)).filter(|id| *id != 0);
    match world.unpin(chat, id) {
        true => done(world, act, "unpinChatMessage", chat),
        false => Err(Refusal::bad_request("message to unpin not found")),
    }
}

pub(super) fn unpin_all(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = chat(world, act)?;
    world.unpin_all(chat, None);
    done(world, act, "unpinAllChatMessages", chat)
}

/// A chat in which the bot may pin.
fn chat(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    let id = known_chat(world, act)?;
    let Some(chat) = world.chats.by_room.get(&id) else {
        return Err(Refusal::bad_request("chat not found"));
    };
    match chat.info.is_channel() {
        true => need(world, act, id, "can_edit_messages", NO_RIGHT)?,
        false => need_permission(world, act, chat, "can_pin_messages", NO_RIGHT)?,
    }
    Ok(id)
}
