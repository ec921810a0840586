//! What a chat is and who is in it: asking, naming, leaving.
//!
//! <https://core.telegram.org/bots/api#getchat> and the methods after it.

use serde_json::{Value, json};

use super::access::{known_chat, need_permission, user_param};
use super::{media, shown};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Chat;
use crate::clock::Now;
use crate::files::Kind;
use crate::ledger::Entry;
use crate::members::{Status, permissions_json};
use crate::params::Params;
use crate::world::World;

/// Characters of a title.
const MAX_TITLE: usize = 128;
/// Characters of a description.
const MAX_DESCRIPTION: usize = 255;
/// Reactions that a message can carry from one user: what the server tells of chats without a rule of their own.
const MAX_REACTIONS: u8 = 11;

pub(super) fn get(world: &World, now: Now, params: &Params) -> Outcome {
    let chat = chat(world, params)?;
    let mut json = json!(chat.info);
    world.emoji_statuses.tell(now.unix, chat.info.id, &mut json);
    json["accent_color_id"] = chat.info.id.rem_euclid(7).into();
    json["max_reaction_count"] = MAX_REACTIONS.into();
    let gifts = chat.info.is_private();
    json["accepted_gift_types"] = json!({
        "unlimited_gifts": gifts,
        "limited_gifts": gifts,
        "unique_gifts": gifts,
        "premium_subscription": gifts,
        "gifts_from_channels": gifts,
    });
    if let Some(username) = &chat.info.username {
        json["active_usernames"] = json!([username]);
    }
    if let Some(group) = &chat.group {
        if !group.description.is_empty() {
            json["description"] = group.description.clone().into();
        }
        if let Some(photo) = &group.photo {
            json["photo"] = photo.clone();
        }
        if let Some(primary) = group.invites.iter().find(|invite| invite.primary) {
            json["invite_link"] = primary.link.clone().into();
        }
        if let Some(set) = &group.sticker_set {
            json["sticker_set_name"] = set.clone().into();
        }
        if chat.info.is_supergroup() {
            json["can_set_sticker_set"] = true.into();
        }
        if !chat.info.is_channel() {
            json["permissions"] = permissions_json(&group.permissions);
        }
    }
    let pinned = chat.pinned.iter().rev().find_map(|id| world.chats.replied(chat.info.id, *id));
    if let Some(pinned) = pinned {
        json["pinned_message"] = json!(pinned);
    }
    Success::of(&json)
}

/// Gives a supergroup a set of stickers, or takes it away.
pub(super) fn set_sticker_set(
    world: &mut World,
    now: Now,
    params: &Params,
    method: &str,
) -> Outcome {
    let id = known_chat(world, params)?;
    let supergroup = world.chats.by_id.get(&id).is_some_and(|chat| chat.info.is_supergroup());
    if !supergroup {
        return Err(Refusal::bad_request("method is available only in supergroups"));
    }
    let name = if method == "setChatStickerSet" { params.get("sticker_set_name") } else { "" };
    let set = world.sticker_sets.get(name).map(|set| set.name.clone());
    if !name.is_empty() && set.is_none() {
        return Err(Refusal::bad_request("STICKERSET_INVALID"));
    }
    let words = "not enough rights to change supergroup sticker set";
    super::access::need(world, now, id, "can_change_info", words)?;
    if let Some(group) = world.chats.group_mut(id) {
        group.sticker_set = set;
    }
    world.save_chat(id);
    done(world, now, method, id)
}

pub(super) fn get_member(world: &World, now: Now, params: &Params) -> Outcome {
    let chat = chat(world, params)?;
    let user = user_param(world, params)?;
    Success::of(&member(world, now, chat, user))
}

pub(super) fn get_member_count(world: &World, now: Now, params: &Params) -> Outcome {
    let chat = chat(world, params)?;
    Success::of(&chat.group.as_ref().map_or(2, |group| group.inside(now.unix).count()))
}

pub(super) fn get_administrators(world: &World, now: Now, params: &Params) -> Outcome {
    let chat = chat(world, params)?;
    let Some(group) = &chat.group else {
        let text = "there are no administrators in the private chat";
        return Err(Refusal::bad_request(text));
    };
    // Other bots are left out unless they are asked for; there are none here.
    let managing = group.inside(now.unix).filter(|(_, status)| status.manages());
    Success::of(&managing.map(|(id, _)| member(world, now, chat, id)).collect::<Vec<_>>())
}

pub(super) fn leave(world: &mut World, now: Now, params: &Params) -> Outcome {
    let id = many_people(world, params, "chat member status can't be changed in private chats")?;
    world.set_by_bot(now, id, world.bot.id, Status::Left);
    done(world, now, "leaveChat", id)
}

pub(super) fn set_title(world: &mut World, now: Now, params: &Params) -> Outcome {
    let id = many_people(world, params, "can't change private chat title")?;
    let title = params.get("title").trim();
    if !(1..=MAX_TITLE).contains(&title.chars().count()) {
        return Err(Refusal::bad_request("title must be non-empty"));
    }
    let words = "not enough rights to change chat title";
    need_permission(world, now, chat(world, params)?, "can_change_info", words)?;
    if chat(world, params)?.info.title.as_deref() == Some(title) {
        return Err(Refusal::bad_request("chat title is not modified"));
    }
    world.set_title(now, id, world.bot.id, title);
    done(world, now, "setChatTitle", id)
}

pub(super) fn set_description(world: &mut World, now: Now, params: &Params) -> Outcome {
    let id = many_people(world, params, "can't change private chat description")?;
    let text: String = params.get("description").trim().chars().take(MAX_DESCRIPTION).collect();
    let words = "not enough rights to set chat description";
    need_permission(world, now, chat(world, params)?, "can_change_info", words)?;
    if let Some(group) = world.chats.group_mut(id) {
        if group.description == text {
            return Err(Refusal::bad_request("chat description is not modified"));
        }
        group.description = text;
    }
    world.save_chat(id);
    done(world, now, "setChatDescription", id)
}

pub(super) fn set_photo(world: &mut World, now: Now, params: &Params) -> Outcome {
    let Some(upload) = params.upload("photo") else {
        return Err(Refusal::bad_request(match params.get("photo") {
            "" => "there is no photo in the request",
            _ => "photo must be uploaded as an InputFile",
        }));
    };
    let id = picture_place(world, now, params)?;
    media::check(Kind::Photo, upload)?;
    let file = world.add_file(Kind::Photo, upload.name, upload.content);
    // Nothing is made smaller here, so both sizes are the same file.
    let photo = json!({
        "small_file_id": file.file_id,
        "small_file_unique_id": file.file_unique_id,
        "big_file_id": file.file_id,
        "big_file_unique_id": file.file_unique_id,
    });
    world.set_photo(id, Some(photo));
    world.service(now, id, world.bot.id, "new_chat_photo", json!([shown::photo_size(&file)]));
    done(world, now, "setChatPhoto", id)
}

pub(super) fn delete_photo(world: &mut World, now: Now, params: &Params) -> Outcome {
    let id = picture_place(world, now, params)?;
    if chat(world, params)?.group.as_ref().is_some_and(|group| group.photo.is_none()) {
        return Err(Refusal::bad_request("CHAT_NOT_MODIFIED"));
    }
    world.set_photo(id, None);
    world.service(now, id, world.bot.id, "delete_chat_photo", true.into());
    done(world, now, "deleteChatPhoto", id)
}

/// The chat a call names, if the bot may give it another picture.
fn picture_place(world: &World, now: Now, params: &Params) -> Result<i64, Refusal> {
    let id = many_people(world, params, "can't change private chat photo")?;
    let words = "not enough rights to change chat photo";
    need_permission(world, now, chat(world, params)?, "can_change_info", words)?;
    Ok(id)
}

/// The chat a call names.
fn chat<'a>(world: &'a World, params: &Params) -> Result<&'a Chat, Refusal> {
    let id = known_chat(world, params)?;
    world.chats.by_id.get(&id).ok_or_else(|| Refusal::bad_request("chat not found"))
}

/// The chat a call names, if it is one of many people.
pub(super) fn many_people(world: &World, params: &Params, words: &str) -> Result<i64, Refusal> {
    let chat = chat(world, params)?;
    match chat.info.is_private() {
        true => Err(Refusal::bad_request(words)),
        false => Ok(chat.info.id),
    }
}

fn member(world: &World, now: Now, chat: &Chat, user: i64) -> Value {
    let status = world.status_of(now, chat.info.id, user);
    let mut json = world.user(user).map(|user| status.json(user, &chat.info)).unwrap_or_default();
    if let Some(group) = &chat.group {
        group.complete(user, now.unix, &mut json);
    }
    json
}

/// Notes that a call changed its chat.
pub(super) fn done(world: &mut World, now: Now, method: &str, chat: i64) -> Outcome {
    let method = method.to_owned();
    world.accept(now, Entry { method, chat: Some(chat), ..Entry::default() });
    Success::done()
}
