//! <https://core.telegram.org/bots/api#sendchataction>

use super::access::{known_chat, may_send};
use super::refuse_unmodelled;
use crate::answer::{Outcome, Refusal, Success};
use crate::clock::Now;
use crate::feed::Happening;
use crate::params::Params;
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

pub(super) fn send(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &["business_connection_id"])?;
    let chat_id = known_chat(world, params)?;
    let action = params.get("action").to_ascii_lowercase();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Refusal::bad_request("wrong parameter action in request"));
    }
    may_send(world, now, chat_id, params, "sendChatAction")?;
    world.feed.publish(&Happening::Action { chat_id, action });
    Success::done()
}
