//! What people are to a chat and to the bot: their emoji, boosts, tags.
//!
//! <https://core.telegram.org/bots/api#setuseremojistatus>, <https://core.telegram.org/bots/api#getuserchatboosts>,
//! <https://core.telegram.org/bots/api#setchatmembertag>

use serde_json::json;

use super::Act;
use super::access::{known_chat, need, user_param};
use super::chat::{done, many_people};
use crate::answer::{Outcome, Refusal, Success};
use crate::emoji_status::EmojiStatus;
use crate::groups::Change;
use crate::ledger::Entry;
use crate::members::Status;
use crate::params::leading_integer;
use crate::world::World;

/// Characters of a tag.
const MAX_TAG: usize = 16;

pub(super) fn set_emoji_status(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let id = leading_integer(act.get("emoji_status_custom_emoji_id"));
    let until = act.params.integer("emoji_status_expiration_date", 0, 0, i64::from(i32::MAX));
    let status = (id != 0).then(|| EmojiStatus { custom_emoji_id: id.to_string(), until });
    if !world.set_emoji_status(act.bot, user, status) {
        return Err(Refusal::bad_request("USER_PERMISSION_DENIED"));
    }
    let method = "setUserEmojiStatus".to_owned();
    world.accept(act.now, act.bot, Entry { method, chat: Some(user), ..Entry::default() });
    Success::done()
}

pub(super) fn boosts(world: &World, act: Act<'_>) -> Outcome {
    let chat = known_chat(world, act)?;
    let user = user_param(world, act)?;
    if !world.bots_status(act.now, act.bot, chat).manages() {
        return Err(Refusal::bad_request("CHAT_ADMIN_REQUIRED"));
    }
    Success::of(&json!({ "boosts": world.boosts_of(act.now, chat, user) }))
}

/// Calls a member something. What Telegram says of tags that are too long, and whether it tells of a new tag by an update,
/// is not known.
pub(super) fn set_tag(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = many_people(world, act, "CHAT_ID_INVALID")?;
    let user = user_param(world, act)?;
    let tag = act.get("tag").trim().to_owned();
    need(world, act, chat, "can_manage_tags", "CHAT_ADMIN_REQUIRED")?;
    if tag.chars().count() > MAX_TAG {
        return Err(Refusal::bad_request("TAG_INVALID"));
    }
    match world.status_of(act.now, chat, user) {
        Status::Member | Status::Restricted { is_member: true, .. } => {}
        Status::Creator | Status::Administrator { .. } => {
            return Err(Refusal::bad_request("user is an administrator of the chat"));
        }
        _ => return Err(Refusal::bad_request("USER_NOT_PARTICIPANT")),
    }
    if let Some(group) = world.chats.group_mut(chat) {
        match tag.is_empty() {
            true => drop(group.tags.remove(&user)),
            false => drop(group.tags.insert(user, tag)),
        }
    }
    world.save_chat(chat);
    let status = world.status_of(act.now, chat, user);
    world.show_member(act.now, &Change::new(chat, act.bot.get(), user, status));
    done(world, act, "setChatMemberTag", chat)
}
