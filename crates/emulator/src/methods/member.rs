//! Banning, restricting and promoting.
//!
//! <https://core.telegram.org/bots/api#banchatmember> and the methods after it.

use serde_json::Value;

use super::Act;
use super::access::{need, user_param};
use super::chat::{done, many_people};
use crate::answer::{Outcome, Refusal};
use crate::clock::Now;
use crate::groups::Change;
use crate::members::{Names, Status, permissions, rights};
use crate::params::Params;
use crate::room::Room;
use crate::world::World;

/// A ban that is shorter or longer than this is for ever.
const TIME_LIMITS: std::ops::RangeInclusive<i64> = 30..=366 * 24 * 60 * 60;
/// What a call needs that keeps somebody out.
const RESTRICT: (&str, &str) =
    ("can_restrict_members", "not enough rights to restrict/unrestrict chat member");
/// Permissions that go with older names of them, unless each is to stand for itself.
const MEDIA: [&str; 6] = [
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
];
/// Characters of a title beside a name.
const MAX_CUSTOM_TITLE: usize = 16;

pub(super) fn ban(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = many_people(world, act, "can't ban members in private chats")?;
    let user = user_param(world, act)?;
    need(world, act, chat, RESTRICT.0, RESTRICT.1)?;
    not_above(world, act, chat, user)?;
    // Everybody can come back into a small group at once.
    let until = match world.chats.is_small(chat) {
        true => 0,
        false => until(act.now, act.params),
    };
    set_status(world, act, chat, user, Status::Kicked { until });
    done(world, act, "banChatMember", chat)
}

pub(super) fn unban(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = large(world, act)?;
    let user = user_param(world, act)?;
    need(world, act, chat, RESTRICT.0, RESTRICT.1)?;
    let banned = matches!(world.status_of(act.now, chat, user), Status::Kicked { .. });
    if banned || !act.params.boolean("only_if_banned") {
        not_above(world, act, chat, user)?;
        set_status(world, act, chat, user, Status::Left);
    }
    done(world, act, "unbanChatMember", chat)
}

pub(super) fn restrict(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = many_people(world, act, ONLY_SUPERGROUPS)?;
    if !world.chats.by_room.get(&chat).is_some_and(|chat| chat.info.is_supergroup()) {
        return Err(Refusal::bad_request(ONLY_SUPERGROUPS));
    }
    let user = user_param(world, act)?;
    let permitted = permitted(act.params)?;
    need(world, act, chat, RESTRICT.0, RESTRICT.1)?;
    not_above(world, act, chat, user)?;
    let is_member = world.status_of(act.now, chat, user).is_in();
    let status = match (permitted == permissions(), is_member) {
        (true, true) => Status::Member,
        (true, false) => Status::Left,
        (false, _) => Status::Restricted {
            permissions: permitted,
            until: until(act.now, act.params),
            is_member,
        },
    };
    set_status(world, act, chat, user, status);
    done(world, act, "restrictChatMember", chat)
}

/// What some methods say of every other kind of chat.
const ONLY_SUPERGROUPS: &str = "method is available only for supergroups";

pub(super) fn promote(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = large(world, act)?;
    let user = user_param(world, act)?;
    let possible =
        world.chats.by_room.get(&chat).map(|chat| rights(&chat.info)).unwrap_or_default();
    let asked: Names = possible.into_iter().filter(|right| act.params.boolean(right)).collect();
    let own = world.bots_status(act.now, act.bot, chat);
    if user == act.bot.get() {
        return Err(Refusal::bad_request("can't promote self"));
    }
    if !own.has("can_promote_members") || asked.iter().any(|right| !own.has(right)) {
        return Err(Refusal::bad_request("not enough rights"));
    }
    let old = world.status_of(act.now, chat, user);
    match &old {
        Status::Creator => return Err(Refusal::bad_request("can't remove chat owner")),
        Status::Administrator { by_bot, .. } if *by_bot != Some(act.bot.get()) => {
            return Err(Refusal::bad_request("CHAT_ADMIN_REQUIRED"));
        }
        Status::Kicked { .. } | Status::Left => {
            return Err(Refusal::bad_request("USER_NOT_MUTUAL_CONTACT"));
        }
        _ => {}
    }
    let custom_title = match old {
        Status::Administrator { custom_title, .. } => custom_title,
        _ => None,
    };
    let status = match asked.is_empty() {
        true => Status::Member,
        false => Status::Administrator { rights: asked, custom_title, by_bot: Some(act.bot.get()) },
    };
    set_status(world, act, chat, user, status);
    done(world, act, "promoteChatMember", chat)
}

pub(super) fn set_custom_title(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = many_people(world, act, ONLY_SUPERGROUPS)?;
    let user = user_param(world, act)?;
    let title = act.get("custom_title");
    if title.chars().count() > MAX_CUSTOM_TITLE {
        return Err(Refusal::bad_request("ADMIN_RANK_INVALID"));
    }
    match world.status_of(act.now, chat, user) {
        Status::Administrator { rights, by_bot, .. } if by_bot == Some(act.bot.get()) => {
            let custom_title = (!title.is_empty()).then(|| title.to_owned());
            let status = Status::Administrator { rights, custom_title, by_bot };
            set_status(world, act, chat, user, status);
        }
        Status::Administrator { .. } => {
            let text = "not enough rights to change custom title of the user";
            return Err(Refusal::bad_request(text));
        }
        Status::Creator => {
            return Err(Refusal::bad_request("only creator can edit their custom title"));
        }
        _ => return Err(Refusal::bad_request("user is not an administrator")),
    }
    done(world, act, "setChatAdministratorCustomTitle", chat)
}

pub(super) fn set_permissions(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = many_people(world, act, "can't change private chat permissions")?;
    let permitted = permitted(act.params)?;
    need(world, act, chat, RESTRICT.0, "not enough rights to change chat permissions")?;
    if let Some(group) = world.chats.group_mut(chat) {
        if group.permissions == permitted {
            return Err(Refusal::bad_request("CHAT_NOT_MODIFIED"));
        }
        group.permissions = permitted;
    }
    world.save_chat(chat);
    done(world, act, "setChatPermissions", chat)
}

/// Lets somebody in who asked for it, or not.
pub(super) fn settle_request(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    admitted: bool,
) -> Outcome {
    let chat = many_people(world, act, "can't manage join requests in a private chat")?;
    let user = user_param(world, act)?;
    need(world, act, chat, "can_invite_users", "not enough rights to manage chat join requests")?;
    if world.status_of(act.now, chat, user).is_in() {
        return Err(Refusal::bad_request("USER_ALREADY_PARTICIPANT"));
    }
    match world.settle_request(act.now, chat, user, admitted) {
        true => done(world, act, method, chat),
        false => Err(Refusal::bad_request("HIDE_REQUESTER_MISSING")),
    }
}

/// Lets nobody write in the name of a channel any more, or again.
pub(super) fn turn_sender_chat(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    banned: bool,
) -> Outcome {
    let chat = many_people(world, act, "can't ban chats in private chats")?;
    let sender = act.get("sender_chat_id").trim().parse().ok();
    let known = |id: &i64| world.chats.by_room.contains_key(&act.room(*id));
    let sender = sender.filter(known);
    let sender: i64 = sender.ok_or_else(|| Refusal::bad_request("PARTICIPANT_ID_INVALID"))?;
    if world.chats.is_small(chat) {
        return Err(Refusal::bad_request("can't ban chats in basic groups"));
    }
    need(world, act, chat, RESTRICT.0, RESTRICT.1)?;
    if let Some(group) = world.chats.group_mut(chat) {
        if banned {
            group.banned_chats.insert(sender);
        } else {
            group.banned_chats.remove(&sender);
        }
    }
    world.save_chat(chat);
    done(world, act, method, chat)
}

/// The bot makes somebody something else.
pub(super) fn set_status(world: &mut World, act: Act<'_>, room: Room, user: i64, status: Status) {
    world.set_status(act.now, &Change::new(room, act.bot.get(), user, status));
}

/// A chat that is no small group.
fn large(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    let text = "method is available for supergroup and channel chats only";
    let chat = many_people(world, act, text)?;
    match world.chats.is_small(chat) {
        true => Err(Refusal::bad_request(text)),
        false => Ok(chat),
    }
}

/// Refuses to do something to those who stand above the bot, and to itself.
fn not_above(world: &World, act: Act<'_>, chat: Room, user: i64) -> Result<(), Refusal> {
    if user == act.bot.get() {
        return Err(Refusal::bad_request("can't restrict self"));
    }
    match world.status_of(act.now, chat, user) {
        Status::Creator => Err(Refusal::bad_request("can't remove chat owner")),
        Status::Administrator { by_bot, .. } if by_bot != Some(act.bot.get()) => {
            Err(Refusal::bad_request("user is an administrator of the chat"))
        }
        _ => Ok(()),
    }
}

/// Until when; 0 is for ever.
fn until(now: Now, params: &Params) -> i64 {
    let until = params.integer("until_date", 0, 0, i64::MAX);
    if TIME_LIMITS.contains(&until.saturating_sub(now.unix)) { until } else { 0 }
}

/// The permissions a call gives. Those that belong together are given together, unless each stands for itself.
fn permitted(params: &Params) -> Result<Names, Refusal> {
    let parsed = serde_json::from_str(params.get("permissions"))
        .map_err(|_| Refusal::bad_request("can't parse permissions JSON object"))?;
    let Value::Object(object) = parsed else {
        return Err(Refusal::bad_request("object expected as permissions"));
    };
    let given = |name: &str| object.get(name) == Some(&Value::Bool(true));
    let mut names: Names = permissions().into_iter().filter(|name| given(name)).collect();
    // Names from before there were these.
    if !object.contains_key("can_manage_topics") && given("can_pin_messages") {
        names.insert("can_manage_topics".to_owned());
    }
    if !MEDIA.iter().any(|name| object.contains_key(*name)) && given("can_send_media_messages") {
        names.extend(MEDIA.iter().map(|name| (*name).to_owned()));
    }
    if !params.boolean("use_independent_chat_permissions") {
        let mut imply = |one: &[&str], others: &[&str]| {
            if one.iter().any(|name| given(name)) {
                names.extend(others.iter().map(|name| (*name).to_owned()));
            }
        };
        let others = ["can_send_other_messages", "can_add_web_page_previews"];
        imply(&others, &MEDIA);
        imply(&[others[0], others[1], "can_send_polls"], &["can_send_messages"]);
        imply(&["can_send_media_messages"], &["can_send_messages"]);
    }
    Ok(names)
}
