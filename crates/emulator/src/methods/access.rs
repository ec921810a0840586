//! What a bot may do in the chat that a call names.

use super::Act;
use super::leading_integer;
use crate::answer::Refusal;
use crate::chats::{Chat, Shut};
use crate::members::Status;
use crate::room::Room;
use crate::world::World;

/// The chat a call names, if the bot knows it and is in it.
pub(super) fn known_chat(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    chat_named(world, act, act.get("chat_id"))
}

/// The same for a call that sends something, which a bot cannot do to bots.
pub(super) fn chat_to_write_to(world: &World, act: Act<'_>) -> Result<Room, Refusal> {
    let name = act.get("chat_id");
    let bot = match name.strip_prefix('@') {
        Some(username) => world.bots.called(username),
        None => name.trim().parse().ok().and_then(|id| world.bots.find(id)),
    };
    match bot {
        Some(_) => Err(Refusal::forbidden("bots can't send messages to bots")),
        None => known_chat(world, act),
    }
}

/// The chat that a number or `@username` names.
pub(super) fn chat_named(world: &World, act: Act<'_>, name: &str) -> Result<Room, Refusal> {
    if name.is_empty() {
        return Err(Refusal::bad_request("chat_id is empty"));
    }
    let id = match name.strip_prefix('@') {
        Some(username) => world.chats.called(username),
        None => name.trim().parse().ok(),
    };
    let room = id.map(|id| act.room(id));
    let known = room.and_then(|room| Some((room, world.chats.known_to(act.bot, room)?)));
    let (room, chat) = known.ok_or_else(|| Refusal::bad_request("chat not found"))?;
    is_in(act, chat)?;
    Ok(room)
}

/// Refuses a bot that is not in the chat any more.
fn is_in(act: Act<'_>, chat: &Chat) -> Result<(), Refusal> {
    let Some(group) = &chat.group else {
        return Ok(());
    };
    if let Some(to) = group.migrated_to {
        return Err(Refusal::migrated(to));
    }
    match group.members.get(&act.bot.get()) {
        Some(Status::Kicked { .. }) => {
            Err(Refusal::forbidden(&format!("bot was kicked from the {}", chat.info.noun())))
        }
        Some(status) if status.is_in() => Ok(()),
        _ => Err(Refusal::forbidden(&format!("bot is not a member of the {}", chat.info.noun()))),
    }
}

/// Refuses a bot that may not send this to the chat and the topic, which is given if it is one.
pub(super) fn may_send(
    world: &World,
    act: Act<'_>,
    room: Room,
    method: &str,
) -> Result<Option<i64>, Refusal> {
    let Some(chat) = world.chats.by_room.get(&room) else {
        return Err(Refusal::bad_request("chat not found"));
    };
    match chat.shut {
        Some(Shut::Blocked) => return Err(Refusal::forbidden("bot was blocked by the user")),
        Some(Shut::Deactivated) => return Err(Refusal::forbidden("user is deactivated")),
        None => {}
    }
    let status = world.bots_status(act.now, act.bot, room);
    if chat.info.is_channel() && !status.has("can_post_messages") {
        return Err(Refusal::bad_request("need administrator rights in the channel chat"));
    }
    let everybody = chat.group.as_ref().map(|group| &group.permissions);
    let (permission, what) = permission(method);
    if everybody.is_some_and(|everybody| !status.may(permission, everybody)) {
        let text = format!("not enough rights to send {what} to the chat");
        return Err(Refusal::bad_request(&text));
    }
    thread(world, act, room, &status)
}

/// The topic that a call names.
fn thread(
    world: &World,
    act: Act<'_>,
    room: Room,
    status: &Status,
) -> Result<Option<i64>, Refusal> {
    let thread = match leading_integer(act.get("message_thread_id")) {
        0 => None,
        id => Some(id),
    };
    let topic = match world.topics(room) {
        Some(topics) => topics.get(thread),
        None if thread.is_none() => return Ok(None),
        None => None,
    };
    match topic {
        None => Err(Refusal::bad_request("message thread not found")),
        Some(topic) if topic.closed && !status.has("can_manage_topics") => {
            Err(Refusal::bad_request("TOPIC_CLOSED"))
        }
        Some(_) => Ok(thread),
    }
}

/// What everybody must be allowed for a method to send something, and how the error texts call that.
fn permission(method: &str) -> (&'static str, &'static str) {
    match method {
        "sendPhoto" | "sendLivePhoto" => ("can_send_photos", "photos"),
        // The words are not known.
        "sendPaidMedia" => ("can_send_photos", "paid media"),
        "sendVideo" => ("can_send_videos", "videos"),
        "sendAudio" => ("can_send_audios", "music"),
        "sendDocument" => ("can_send_documents", "documents"),
        "sendVoice" => ("can_send_voice_notes", "voice notes"),
        "sendVideoNote" => ("can_send_video_notes", "video notes"),
        "sendPoll" => ("can_send_polls", "polls"),
        "sendSticker" => ("can_send_other_messages", "stickers"),
        "sendAnimation" => ("can_send_other_messages", "animations"),
        "sendDice" => ("can_send_other_messages", "dice"),
        "sendGame" => ("can_send_other_messages", "games"),
        _ => ("can_send_messages", "text messages"),
    }
}

/// Refuses a bot without a right of administrators, in these words.
pub(super) fn need(
    world: &World,
    act: Act<'_>,
    room: Room,
    right: &str,
    words: &str,
) -> Result<(), Refusal> {
    match world.bots_status(act.now, act.bot, room).has(right) {
        true => Ok(()),
        false => Err(Refusal::bad_request(words)),
    }
}

/// Refuses a bot that may not do what everybody else may, as long as nobody forbade it.
pub(super) fn need_permission(
    world: &World,
    act: Act<'_>,
    chat: &Chat,
    permission: &str,
    words: &str,
) -> Result<(), Refusal> {
    let status = world.bots_status(act.now, act.bot, act.room(chat.info.id));
    let may = match &chat.group {
        None => true,
        Some(_) if status.manages() => status.has(permission),
        Some(group) => status.may(permission, &group.permissions),
    };
    if may { Ok(()) } else { Err(Refusal::bad_request(words)) }
}

/// The user a call names, if anybody knows them.
pub(super) fn user_param(world: &World, act: Act<'_>) -> Result<i64, Refusal> {
    let id = leading_integer(act.get("user_id"));
    if id <= 0 {
        return Err(Refusal::bad_request("invalid user_id specified"));
    }
    match world.user(id) {
        Some(_) => Ok(id),
        None => Err(Refusal::bad_request("user not found")),
    }
}
