//! What a chat is and who is in it: asking, naming, leaving.
//!
//! <https://core.telegram.org/bots/api#getchat> and the methods after it.

use serde_json::{Value, json};

use super::Act;
use super::access::{known_chat, need_permission, user_param};
use super::member::set_status;
use super::{media, shown};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Chat;
use crate::files::Kind;
use crate::ledger::Entry;
use crate::members::{Status, permissions_json};
use crate::room::Room;
use crate::world::World;

/// Characters of a title.
const MAX_TITLE: usize = 128;
/// Characters of a description.
const MAX_DESCRIPTION: usize = 255;
/// Reactions that a message can carry from one user: what the server tells of chats without a rule of their own.
const MAX_REACTIONS: u8 = 11;

pub(super) fn get(world: &World, act: Act<'_>) -> Outcome {
    let chat = chat(world, act)?;
    let mut json = json!(chat.info);
    world.emoji_statuses.tell(act.now.unix, chat.info.id, &mut json);
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
        if let Some(primary) =
            group.invites.iter().find(|one| one.primary && one.creator == act.bot.get())
        {
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
    let pinned =
        chat.pinned.iter().rev().find_map(|id| world.chats.replied(act.room(chat.info.id), *id));
    if let Some(pinned) = pinned {
        json["pinned_message"] = json!(pinned);
    }
    Success::of(&json)
}

/// Gives a supergroup a set of stickers, or takes it away.
pub(super) fn set_sticker_set(world: &mut World, act: Act<'_>, method: &str) -> Outcome {
    let id = known_chat(world, act)?;
    let supergroup = world.chats.by_room.get(&id).is_some_and(|chat| chat.info.is_supergroup());
    if !supergroup {
        return Err(Refusal::bad_request("method is available only in supergroups"));
    }
    let name = if method == "setChatStickerSet" { act.get("sticker_set_name") } else { "" };
    let set = world.sticker_sets.get(name).map(|set| set.name.clone());
    if !name.is_empty() && set.is_none() {
        return Err(Refusal::bad_request("STICKERSET_INVALID"));
    }
    let words = "not enough rights to change supergroup sticker set";
    super::access::need(world, act, id, "can_change_info", words)?;
    if let Some(group) = world.chats.group_mut(id) {
        group.sticker_set = set;
    }
    world.save_chat(id);
    done(world, act, method, id)
}

pub(super) fn get_member(world: &World, act: Act<'_>) -> Outcome {
    let chat = chat(world, act)?;
    let user = user_param(world, act)?;
    Success::of(&member(world, act, chat, user))
}

pub(super) fn get_member_count(world: &World, act: Act<'_>) -> Outcome {
    let chat = chat(world, act)?;
    Success::of(&chat.group.as_ref().map_or(2, |group| group.inside(act.now.unix).count()))
}

pub(super) fn get_administrators(world: &World, act: Act<'_>) -> Outcome {
    let chat = chat(world, act)?;
    let Some(group) = &chat.group else {
        let text = "there are no administrators in the private chat";
        return Err(Refusal::bad_request(text));
    };
    // Other bots are left out unless they are asked for.
    let others = act.params.boolean("return_bots");
    let meant = |id: i64| others || id == act.bot.get() || world.bots.find(id).is_none();
    let managing = group.inside(act.now.unix).filter(|(id, status)| status.manages() && meant(*id));
    Success::of(&managing.map(|(id, _)| member(world, act, chat, id)).collect::<Vec<_>>())
}

pub(super) fn leave(world: &mut World, act: Act<'_>) -> Outcome {
    let id = many_people(world, act, "chat member status can't be changed in private chats")?;
    set_status(world, act, id, act.bot.get(), Status::Left);
    done(world, act, "leaveChat", id)
}

pub(super) fn set_title(world: &mut World, act: Act<'_>) -> Outcome {
    let id = many_people(world, act, "can't change private chat title")?;
    let title = act.get("title").trim();
    if !(1..=MAX_TITLE).contains(&title.chars().count()) {
        return Err(Refusal::bad_request("title must be non-empty"));
    }
    let words = "not enough rights to change chat title";
    need_permission(world, act, chat(world, act)?, "can_change_info", words)?;
    if chat(world, act)?.info.title.as_deref() == Some(title) {
        return Err(Refusal::bad_request("chat title is not modified"));
    }
    world.set_title(act.now, id, act.bot.get(), title);
    done(world, act, "setChatTitle", id)
}

pub(super) fn set_description(world: &mut World, act: Act<'_>) -> Outcome {
    let id = many_people(world, act, "can't change private chat description")?;
    let text: String = act.get("description").trim().chars().take(MAX_DESCRIPTION).collect();
    let words = "not enough rights to set chat description";
    need_permission(world, act, chat(world, act)?, "can_change_info", words)?;
    if let Some(group) = world.chats.group_mut(id) {
        if group.description == text {
            return Err(Refusal::bad_request("chat description is not modified"));
        }
        group.description = text;
    }
    world.save_chat(id);
    done(world, act, "setChatDescription", id)
}

pub(super) fn set_photo(world: &mut World, act: Act<'_>) -> Outcome {
    let Some(upload) = act.params.upload("photo") else {
        return Err(Refusal::bad_request(match act.get("photo") {
            "" => "there is no photo in the request",
            _ => "photo must be uploaded as an InputFile",
        }));
    };
    let id = picture_place(world, act)?;
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
    world.service(act.now, id, act.bot.get(), "new_chat_photo", json!([shown::photo_size(&file)]));
    done(world, act, "setChatPhoto", id)
}

pub(super) fn delete_photo(world: &mut World, act: Act<'_>) -> Outcome {
    let id = picture_place(world, act)?;
    if chat(world, act)?.group.as_ref().is_some_and(|group| group.photo.is_none()) {
        return Err(Refusal::bad_request("CHAT_NOT_MODIFIED"));
    }
    world.set_photo(id, None);
    world.service(act.now, id, act.bot.get(), "delete_chat_photo", true.into());
    done(world, act, "deleteChatPhoto", id)
}

/// The chat a call names, if the bot may give it another picture.
fn picture_place(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    let id = many_people(world, act, "can't change private chat photo")?;
    let words = "not enough rights to change chat photo";
    need_permission(world, act, chat(world, act)?, "can_change_info", words)?;
    Ok(id)
}

/// The chat a call names.
fn chat<'a>(world: &'a World, act: Act<'_>) -> Result<&'a Chat, Refusal> {
    let id = known_chat(world, act)?;
    world.chats.by_room.get(&id).ok_or_else(|| Refusal::bad_request("chat not found"))
}

/// The chat a call names, if it is one of many people.
pub(super) fn many_people(world: &World, act: Act<'_>, words: &str) -> Result<Room, Refusal> {
    match known_chat(world, act)? {
        Room::Private { .. } => Err(Refusal::bad_request(words)),
        room => Ok(room),
    }
}

fn member(world: &World, act: Act<'_>, chat: &Chat, user: i64) -> Value {
    let status = world.status_of(act.now, act.room(chat.info.id), user);
    let mut json = world
        .user(user)
        .map(|user| status.json(user, &chat.info, Some(act.bot)))
        .unwrap_or_default();
    if let Some(group) = &chat.group {
        group.complete(user, act.now.unix, &mut json);
    }
    json
}

/// Notes that a call changed its chat.
pub(super) fn done(world: &mut World, act: Act<'_>, method: &str, chat: Room) -> Outcome {
    let method = method.to_owned();
    world.accept(
        act.now,
        act.bot,
        Entry { method, chat: Some(chat.chat_id()), ..Entry::default() },
    );
    Success::done()
}
