//! <https://core.telegram.org/bots/api#sendchataction>

use super::Act;
use super::access::{chat_to_write_to, may_send};
use super::refuse_unmodelled;
use crate::answer::{Outcome, Refusal, Success};
use crate::feed::Happening;
use crate::world::World;

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &["business_connection_id"])?;
    let room = chat_to_write_to(world, act)?;
    let action = act.get("action").to_ascii_lowercase();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad_request("wrong parameter action in request"));
    }
    may_send(world, act, room, "sendChatAction")?;
    world.feed.publish(&Happening::Action { at: room.by(act.bot), action });
    Success::done()
}
