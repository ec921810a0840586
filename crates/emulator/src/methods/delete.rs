//! Deleting messages.
//!
//! <https://core.telegram.org/bots/api#deletemessage>

use super::Act;
use super::access::known_chat;
use super::{message_ids, message_param};
use crate::answer::{Outcome, Refusal, Success};
use crate::ledger::Entry;
use crate::room::Room;
use crate::world::World;

/// Seconds after which a message can no longer be deleted.
const DELETABLE: i64 = 48 * 60 * 60;

pub(super) fn one(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = known_chat(world, act)?;
    let id = message_param(act.params);
    if world.chats.message(chat, id).is_none() {
        return Err(Refusal::bad_request("message to delete not found"));
    }
    match delete(world, act, "deleteMessage", chat, id) {
        true => Success::done(),
        false => Err(Refusal::bad_request("message can't be deleted")),
    }
}

/// What cannot be deleted stays without a word.
pub(super) fn many(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = known_chat(world, act)?;
    for id in message_ids(act.params)? {
        delete(world, act, "deleteMessages", chat, id);
    }
    Success::done()
}

/// Deletes a message if the bot may; tells whether it did.
fn delete(world: &mut World, act: Act<'_>, method: &str, chat: Room, id: i64) -> bool {
    let Some(stored) = world.chats.message(chat, id) else {
        return false;
    };
    let others = !stored.is_by(act.bot) && !stored.message.chat.is_private();
    let forbidden = others && !world.bots_status(act.now, act.bot, chat).has("can_delete_messages");
    if forbidden || act.now.unix - stored.message.date > DELETABLE {
        return false;
    }
    world.remove_message(chat, id, act.bot.get());
    let entry = Entry {
        method: method.to_owned(),
        chat: Some(chat.chat_id()),
        message_id: Some(id),
        ..Entry::default()
    };
    world.accept(act.now, act.bot, entry);
    true
}
