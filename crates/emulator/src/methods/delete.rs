//! Deleting messages.
//!
//! <https://core.telegram.org/bots/api#deletemessage>

use super::access::known_chat;
use super::{message_ids, message_param};
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::ledger::Entry;
use crate::params::Params;
use crate::world::World;

/// Seconds after which a message can no longer be deleted.
const DELETABLE: i64 = 48 * 60 * 60;

pub(super) fn one(world: &mut World, now: Now, params: &Params) -> Outcome {
    let chat = known_chat(world, params)?;
    let id = message_param(params);
    if world.chats.message(chat, id).is_none() {
        return Err(Refusal::bad_request("message to delete not found"));
    }
    match delete(world, now, "deleteMessage", chat, id) {
        true => Success::done(),
        false => Err(Refusal::bad_request("message can't be deleted")),
    }
}

/// What cannot be deleted stays without a word.
pub(super) fn many(world: &mut World, now: Now, params: &Params) -> Outcome {
    let chat = known_chat(world, params)?;
    for id in message_ids(params)? {
        delete(world, now, "deleteMessages", chat, id);
    }
    Success::done()
}

/// Deletes a message if the bot may; tells whether it did.
fn delete(world: &mut World, now: Now, method: &str, chat: i64, id: i64) -> bool {
    let Some(stored) = world.chats.message(chat, id) else {
        return false;
    };
    let others = !stored.is_bots() && !stored.message.chat.is_private();
    let forbidden = others && !world.bots_status(now, chat).has("can_delete_messages");
    if forbidden || now.unix - stored.message.date > DELETABLE {
        return false;
    }
    world.remove_message(chat, id, world.bot.id);
    let entry = Entry {
        method: method.to_owned(),
        chat: Some(chat),
        message_id: Some(id),
        ..Entry::default()
    };
    world.accept(now, entry);
    true
}
