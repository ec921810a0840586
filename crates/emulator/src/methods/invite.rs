//! Links into a chat: the primary one, and others.
//!
//! <https://core.telegram.org/bots/api#exportchatinvitelink> and the methods after it.

use super::Act;
use super::access::need;
use super::chat::{done, many_people};
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::invites::Invite;
use crate::params::Params;
use crate::room::Room;
use crate::world::World;

/// Characters of a name.
const MAX_NAME: usize = 32;
/// Seconds after which a place in a channel is paid again: there is no other period.
const MONTH: i64 = 2_592_000;
/// Stars that a place may cost.
const PRICES: std::ops::RangeInclusive<i64> = 1..=10_000;
/// People whom one link may let in.
const MAX_MEMBERS: i64 = 100_000;

pub(super) fn export(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let link = renew_primary(world, act, chat);
    done(world, act, "exportChatInviteLink", chat)?;
    Success::of(&link)
}

pub(super) fn create(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let creator = act.bot.get();
    let invite = Invite { creator, ..wanted(act.now, act.params)? }.addressed();
    let json = world.invite_json(act.bot, chat, &invite);
    world.add_invite(chat, invite);
    done(world, act, "createChatInviteLink", chat)?;
    Success::of(&json)
}

pub(super) fn edit(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let wanted = wanted(act.now, act.params)?;
    let link = own_link(world, act, chat)?;
    let edited = world.change_invite(chat, link, |invite| {
        if !invite.primary && !invite.revoked {
            invite.name = wanted.name;
            invite.expires = wanted.expires;
            invite.member_limit = wanted.member_limit;
            invite.by_request = wanted.by_request;
        }
    });
    match edited {
        None => Err(Refusal::bad_request("INVITE_HASH_EXPIRED")),
        Some(invite) if invite.primary => Err(Refusal::bad_request("CHAT_INVITE_PERMANENT")),
        Some(invite) if invite.revoked => Err(Refusal::bad_request("INVITE_HASH_EXPIRED")),
        Some(invite) => {
            done(world, act, "editChatInviteLink", chat)?;
            Success::of(&world.invite_json(act.bot, chat, &invite))
        }
    }
}

/// A link into a channel for which whoever comes by it pays every month. The Stars are the channel's.
pub(super) fn create_paid(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let number = |name| act.params.integer(name, 0, 0, i64::from(i32::MAX));
    let subscription = (number("subscription_period"), number("subscription_price"));
    let channel = world.chats.by_room.get(&chat).is_some_and(|chat| chat.info.is_channel());
    if subscription.0 != MONTH {
        return Err(Refusal::bad_request("SUBSCRIPTION_PERIOD_INVALID"));
    }
    if !channel || !PRICES.contains(&subscription.1) {
        return Err(Refusal::bad_request("PRICING_CHAT_INVALID"));
    }
    let invite = Invite {
        creator: act.bot.get(),
        name: name(act.params),
        subscription,
        ..Invite::default()
    }
    .addressed();
    let json = world.invite_json(act.bot, chat, &invite);
    world.add_invite(chat, invite);
    done(world, act, "createChatSubscriptionInviteLink", chat)?;
    Success::of(&json)
}

/// Only what the link is called can be changed. What Telegram says of a link that costs nothing is not known.
pub(super) fn edit_paid(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let name = name(act.params);
    let link = own_link(world, act, chat)?;
    let edited = world.change_invite(chat, link, |invite| {
        if invite.subscription.0 != 0 && !invite.revoked {
            invite.name = name;
        }
    });
    match edited.filter(|invite| invite.subscription.0 != 0 && !invite.revoked) {
        None => Err(Refusal::bad_request("INVITE_HASH_EXPIRED")),
        Some(invite) => {
            done(world, act, "editChatSubscriptionInviteLink", chat)?;
            Success::of(&world.invite_json(act.bot, chat, &invite))
        }
    }
}

/// What administrators call a link.
fn name(params: &Params) -> String {
    params.get("name").trim().chars().take(MAX_NAME).collect()
}

/// A primary link that is revoked is replaced by a new one at once.
pub(super) fn revoke(world: &mut World, act: Act<'_>) -> Outcome {
    let chat = manageable(world, act)?;
    let link = own_link(world, act, chat)?;
    let revoked = world.change_invite(chat, link, |invite| invite.revoked = true);
    let revoked = revoked.ok_or_else(|| Refusal::bad_request("INVITE_HASH_EXPIRED"))?;
    let json = world.invite_json(act.bot, chat, &revoked);
    if revoked.primary {
        renew_primary(world, act, chat);
    }
    done(world, act, "revokeChatInviteLink", chat)?;
    Success::of(&json)
}

/// The chat a call names, if the bot may make links into it. The words are those of the official client library, see
/// <https://github.com/tdlib/td/blob/master/td/telegram/DialogInviteLinkManager.cpp>.
fn manageable(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    let chat = many_people(world, act, "can't invite members to a private chat")?;
    need(world, act, chat, "can_invite_users", "not enough rights to manage chat invite link")?;
    Ok(chat)
}

/// The link that a call names, if the bot made it: those of others it can neither change nor revoke.
fn own_link<'a>(world: &World, act: Act<'a>, chat: Room) -> Result<&'a str, Refusal> {
    let link = link(act.params)?;
    let group = world.chats.by_room.get(&chat).and_then(|chat| chat.group.as_ref());
    let made = |invite: &Invite| invite.link == link && invite.creator == act.bot.get();
    match group.is_some_and(|group| group.invites.iter().any(made)) {
        true => Ok(link),
        false => Err(Refusal::bad_request("INVITE_HASH_EXPIRED")),
    }
}

/// Replaces the bot's primary link; gives the address of the new one.
fn renew_primary(world: &mut World, act: Act<'_>, chat: Room) -> String {
    let old = world.chats.group_mut(chat).and_then(|group| {
        let own = |one: &&Invite| one.primary && one.creator == act.bot.get();
        group.invites.iter().find(own).map(|invite| invite.link.clone())
    });
    if let Some(old) = old {
        world.change_invite(chat, &old, |invite| (invite.primary, invite.revoked) = (false, true));
    }
    let invite = Invite { primary: true, creator: act.bot.get(), ..Invite::default() }.addressed();
    let link = invite.link.clone();
    world.add_invite(chat, invite);
    link
}

fn link(params: &Params) -> Result<&str, Refusal> {
    match params.get("invite_link").trim() {
        "" => Err(Refusal::bad_request("invite link must be non-empty")),
        link => Ok(link),
    }
}

/// What a call says of a link.
fn wanted(now: Now, params: &Params) -> Result<Invite, Refusal> {
    let expires = params.integer("expire_date", 0, 0, i64::from(i32::MAX));
    let member_limit = params.integer("member_limit", 0, 0, MAX_MEMBERS);
    let by_request = params.boolean("creates_join_request");
    if by_request && member_limit != 0 {
        return Err(Refusal::bad_request(
            "member limit can't be specified for links requiring administrator approval",
        ));
    }
    if member_limit == MAX_MEMBERS {
        return Err(Refusal::bad_request("USAGE_LIMIT_INVALID"));
    }
    if expires != 0 && expires <= now.unix {
        return Err(Refusal::bad_request("EXPIRE_DATE_INVALID"));
    }
    let name = name(params);
    Ok(Invite { name, expires, member_limit, by_request, ..Invite::default() })
}
