//! Changing messages that were sent: in a chat, or by the id of a message that was sent by way of the bot.
//!
//! <https://core.telegram.org/bots/api#updating-messages>

use super::Act;
use super::access::known_chat;
use super::item::Item;
use super::media::Piece;
use super::message::{UNMODELLED, introduce, link_preview, note};
use super::place::{self, Live};
use super::rich::Told;
use super::{message_param, refuse_unmodelled};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::files::Kind;
use crate::keyboard::{self, Carried, Markup, default_buttons};
use crate::model::Message;
use crate::room::Room;
use crate::text;
use crate::world::World;

/// What a message may be changed into.
const MEDIA: [Kind; 6] =
    [Kind::Animation, Kind::Document, Kind::Audio, Kind::Photo, Kind::LivePhoto, Kind::Video];

/// The message an edit names.
pub(super) struct Target {
    pub(super) room: Room,
    pub(super) stored: Stored,
    /// Whether it was named by the id of an inline message; then the answer is only `true`.
    pub(super) inline: bool,
}

pub(super) fn text(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    if !act.get("rich_message").is_empty() {
        return rich(world, act);
    }
    let formatted = text::from_params(act.params)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let target = target(world, act)?;
    let mut message = target.stored.message.clone();
    let written = message.is_written();
    match message.attachment.get_mut("game") {
        // What stands below a game can be written by the bot as well as by its scores.
        Some(game) => formatted.put(game, "text", "text_entities"),
        None if !written => {
            return Err(Refusal::bad_request("there is no text in the message to edit"));
        }
        None => {
            message.rich_message = None;
            message.text = Some(formatted.text);
            message.entities = formatted.entities;
            message.link_preview_options = link_preview(act.params);
        }
    }
    finish(world, act, "editMessageText", &target, message, markup)
}

/// Puts blocks in the place of a text or of other blocks.
fn rich(world: &mut World, act: Act<'_>) -> Outcome {
    let told = Told::from_params(act.params)?.lasting()?;
    let pieces = told.pieces(world)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let target = target(world, act)?;
    let mut message = target.stored.message.clone();
    if !message.is_written() {
        return Err(Refusal::bad_request("there is no text in the message to edit"));
    }
    if target.inline {
        told.need_known()?;
    }
    message.clear();
    message.rich_message = Some(Box::new(told.put(world, pieces)));
    finish(world, act, "editMessageText", &target, message, markup)
}

pub(super) fn caption(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let caption = text::caption_from_params(act.params)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let target = target(world, act)?;
    if !target.stored.message.has_caption_place() {
        return Err(Refusal::bad_request("there is no caption in the message to edit"));
    }
    let mut message = target.stored.message.clone();
    message.caption = (!caption.text.is_empty()).then_some(caption.text);
    message.caption_entities = caption.entities;
    finish(world, act, "editMessageCaption", &target, message, markup)
}

/// Puts another file into a message, or one into a message that was a text.
pub(super) fn media(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let item = Item::one(act.params, &MEDIA)?;
    let piece = Piece::read(world, &item.params, item.kind)?;
    let target = target(world, act)?;
    let mut message = target.stored.message.clone();
    let sold = message.attachment.contains_key("paid_media");
    if sold || !(message.is_written() || message.has_caption_place()) {
        return Err(Refusal::bad_request("there is no media in the message to edit"));
    }
    if target.inline && piece.is_uploaded() {
        return Err(Refusal::not_modelled("an upload into an inline message"));
    }
    message.clear();
    piece.put(world, &mut message);
    finish(world, act, "editMessageMedia", &target, message, markup)
}

pub(super) fn reply_markup(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let target = target(world, act)?;
    let message = target.stored.message.clone();
    finish(world, act, "editMessageReplyMarkup", &target, message, markup)
}

pub(super) fn live_location(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let (place, live) = (place::place(act.params)?, Live::read(act.params)?);
    let markup = keyboard::inline_from_params(act.params)?;
    let target = moving(world, act)?;
    let mut message = target.stored.message.clone();
    place::move_to(&mut message, place, &live);
    finish(world, act, "editMessageLiveLocation", &target, message, markup)
}

pub(super) fn stop_live_location(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let markup = keyboard::inline_from_params(act.params)?;
    let target = moving(world, act)?;
    let mut message = target.stored.message.clone();
    place::stop(&mut message);
    finish(world, act, "stopMessageLiveLocation", &target, message, markup)
}

/// The message an edit names, if there is a place in it that still moves.
fn moving(world: &World, act: Act<'_>) -> Result<Target, Refusal> {
    let target = target(world, act)?;
    match place::moves_until(&target.stored.message) {
        None => Err(Refusal::bad_request("there is no live location in the message to edit")),
        Some(until) if until <= act.now.unix => {
            Err(Refusal::bad_request("message can't be edited"))
        }
        Some(_) => Ok(target),
    }
}

/// The message an edit names, if the bot may change it.
fn target(world: &World, act: Act<'_>) -> Result<Target, Refusal> {
    let target = named(world, act, "message to edit")?;
    if target.inline {
        return Ok(target);
    }
    let message = &target.stored.message;
    let any_post = message.chat.is_channel()
        && world.bots_status(act.now, act.bot, target.room).has("can_edit_messages");
    match (target.stored.is_by(act.bot) || any_post) && !message.is_service() {
        true => Ok(target),
        false => Err(Refusal::bad_request("message can't be edited")),
    }
}

/// The message a call names: by its chat and number, or by the id of a message that was sent by way of the bot.
pub(super) fn named(world: &World, act: Act<'_>, what: &str) -> Result<Target, Refusal> {
    if act.get("chat_id").is_empty() && message_param(act.params) <= 0 {
        return match act.get("inline_message_id") {
            "" => Err(Refusal::bad_request("message identifier is not specified")),
            id => inline_target(world, act, id),
        };
    }
    let chat = known_chat(world, act)?;
    let stored = world.chats.message(chat, message_param(act.params));
    let stored = stored.ok_or_else(|| Refusal::bad_request(&format!("{what} not found")))?;
    Ok(Target { room: chat, stored: stored.clone(), inline: false })
}

fn inline_target(world: &World, act: Act<'_>, id: &str) -> Result<Target, Refusal> {
    let spot = crate::inline::place_of(id)
        .ok_or_else(|| Refusal::bad_request("invalid inline message identifier specified"))?;
    let host = spot.host.and_then(|id| world.bots.find(id)).unwrap_or(act.bot);
    let room = Room::of(host, spot.chat_id);
    let own = |stored: &&Stored| stored.inline && stored.via() == Some(act.bot.get());
    let stored = world.chats.message(room, spot.message_id).filter(own);
    let stored = stored.ok_or_else(|| Refusal::bad_request("MESSAGE_ID_INVALID"))?;
    Ok(Target { room, stored: stored.clone(), inline: true })
}

fn finish(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    target: &Target,
    mut message: Message,
    markup: Markup,
) -> Outcome {
    introduce(world, &mut message);
    markup.check(Carried::by(&message))?;
    message.reply_markup = markup.inline().cloned().or(default_buttons(&message));
    if message == target.stored.message {
        return Err(Refusal::bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        ));
    }
    message.edit_date = Some(act.now.unix);
    let stored = Stored { message, ..target.stored.clone() };
    note(world, act, method, &stored);
    let answer = match target.inline {
        true => Success::done(),
        false => Success::of(&stored.message),
    };
    world.replace_message(target.room, stored);
    answer
}
