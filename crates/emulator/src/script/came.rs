//! What an event means to a person: what the bot has done, in the words of scripts.

use std::borrow::Cow;

use serde_json::Value;

use super::line::{self, Deed, Keyboard, Message, Way};
use super::memory::{Called, some};
use super::pattern::Pattern;
use crate::rich::{Button, Rich};

/// Fields of a message that are no content of their own.
const COMMON: [&str; 28] = [
    "message_id",
    "bot_id",
    "message_thread_id",
    "from",
    "sender_chat",
    "chat",
    "date",
    "is_topic_message",
    "edit_date",
    "reply_to_message",
    "external_reply",
    "quote",
    "has_protected_content",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "media_group_id",
    "reply_markup",
    "reactions",
    "votes",
    "via_bot",
    "forward_origin",
    "effect_id",
    "author_signature",
    "sender_boost_count",
];
/// Of a message with several contents the first of these is meant: an animation is also a document, a venue has a place.
const FIRST: [&str; 2] = ["animation", "venue"];

/// Messages of the bot that tell nothing which is not told otherwise.
const TOLD: [&str; 2] = ["new_chat_members", "left_chat_member"];

/// What the bot has done, if it was the bot, and a person sees it.
pub(super) fn deed(kind: &str, data: &Value, bot: i64, called: &mut Called<'_>) -> Option<Deed> {
    match kind {
        "message" | "edited" => told(data, kind == "edited"),
        "deleted" => (data["by"] == bot).then_some(Deed::Deletes),
        "toast" => toast(data),
        "reaction" if data["user_id"] == bot => {
            let emoji = list(&data["reactions"]).filter_map(|one| one["emoji"].as_str());
            let emoji: Vec<String> = emoji.map(str::to_owned).collect();
            (!emoji.is_empty()).then_some(Deed::Reacts(emoji))
        }
        "payment" => Some(match data["error"].as_str() {
            None => Deed::AcceptsPayment,
            Some(why) => Deed::RefusesPayment(Pattern::exactly(why)),
        }),
        "shipping" => Some(match data["error"].as_str() {
            None => Deed::OffersDeliveries(titles(&data["options"])),
            Some(why) => Deed::RefusesDelivery(Pattern::exactly(why)),
        }),
        "results" => Some(Deed::Offers(titles(&data["results"]))),
        "member" if data["by"] == bot => made(&data["member"], bot, called),
        "admission" => {
            let whom = called(data["user_id"].as_i64()?).unwrap_or_default();
            Some(if data["admitted"] == true { Deed::Admits(whom) } else { Deed::Declines(whom) })
        }
        "action" => Some(Deed::Shows(data["action"].as_str()?.to_owned())),
        _ => None,
    }
}

/// What a message is that the bot has sent or changed.
fn told(data: &Value, is_edit: bool) -> Option<Deed> {
    // Money comes back in the name of who has paid it; what was sent by way of the bot is changed by it alone.
    let is_its = is_bots(data)
        || data["refunded_payment"].is_object()
        || (is_edit && data["via_bot"].is_object());
    // Votes change a poll, and that is no doing of the bot; ending it is.
    let by_votes = is_edit && data["poll"]["is_closed"] == false;
    if !is_its || by_votes || TOLD.iter().any(|name| !data[*name].is_null()) {
        return None;
    }
    if let Some(name) = data["forum_topic_created"]["name"].as_str() {
        return Some(Deed::BeginsTopic(Pattern::exactly(name)));
    }
    if data["pinned_message"].is_object() {
        return Some(Deed::Pins(some(&said(&data["pinned_message"]))));
    }
    Some(Deed::Message(message(data, if is_edit { Way::Edit } else { Way::New })))
}

fn toast(data: &Value) -> Option<Deed> {
    let text = |name: &str| data[name].as_str().filter(|text| !text.is_empty());
    match (text("url"), text("text").map(Pattern::exactly)) {
        (Some(url), _) => Some(Deed::Opens(Pattern::exactly(url))),
        (None, Some(text)) if data["show_alert"] == true => Some(Deed::Alerts(text)),
        (None, text) => text.map(Deed::Answers),
    }
}

/// What the bot has made of somebody.
fn made(member: &Value, bot: i64, called: &mut Called<'_>) -> Option<Deed> {
    let (who, status) = (member["user"]["id"].as_i64()?, member["status"].as_str()?);
    if who == bot {
        return (status == "left").then_some(Deed::Leaves);
    }
    let name = || member["user"]["first_name"].as_str().unwrap_or_default().to_owned();
    let whom = called(who).unwrap_or_else(name);
    Some(Deed::Makes { whom, status: status.to_owned() })
}

fn titles(options: &Value) -> Vec<Pattern> {
    list(options).map(|one| Pattern::exactly(&title(one))).collect()
}

/// The topic that a message is in.
pub(super) fn thread(message: &Value) -> Option<i64> {
    message["message_thread_id"].as_i64().filter(|_| message["is_topic_message"] == true)
}

/// The text or the caption of a message, or the words of all its blocks.
pub(crate) fn said(message: &Value) -> Cow<'_, str> {
    let text = message["text"].as_str().or(message["caption"].as_str());
    let rich = || Rich::of(message).map(|rich| rich.plain().into());
    text.map(Cow::from).or_else(rich).unwrap_or_default()
}

/// The buttons below a message, and those inside it.
pub(crate) fn buttons(message: &Value) -> Vec<Value> {
    let below = list(&message["reply_markup"]["inline_keyboard"]).flat_map(list).cloned();
    let rich = Rich::of(message);
    let inside = rich.iter().flat_map(Rich::buttons).map(Button::plain);
    below.chain(inside).collect()
}

/// Whether a message is the bot's. A post of a channel without an author is.
pub(super) fn is_bots(message: &Value) -> bool {
    message["from"]["is_bot"] != false
}

/// What is written on an inline result.
pub(super) fn title(result: &Value) -> String {
    let words = ["title", "first_name", "address", "id"].map(|name| result[name].as_str());
    words.into_iter().flatten().next().unwrap_or_default().to_owned()
}

pub(super) fn message(data: &Value, way: Way) -> Message {
    let (text, carries) = match data["text"].as_str() {
        Some(text) => (text.into(), None),
        None => (said(data), carried(data)),
    };
    Message {
        way,
        carries,
        text: Pattern::exactly(&text),
        keyboard: keyboard(&data["reply_markup"]),
    }
}

/// What a message is that is no text, and what tells it from others of the kind.
pub(super) fn carried(data: &Value) -> Option<(String, Option<Pattern>)> {
    let fields = data.as_object()?;
    let first = FIRST.into_iter().find(|name| fields.contains_key(*name));
    let any = || fields.keys().map(String::as_str).find(|name| !COMMON.contains(name));
    let kind = first.or_else(any)?;
    let content = &fields[kind];
    let name = match kind {
        "sticker" | "dice" => "emoji",
        "document" | "audio" | "video" | "animation" => "file_name",
        "invoice" | "venue" => "title",
        "poll" => "question",
        "contact" => "first_name",
        "forum_topic_edited" => "name",
        "refunded_payment" => "invoice_payload",
        _ => "",
    };
    let detail = content[name].as_str().or(content.as_str().filter(|text| !text.is_empty()));
    Some((kind.to_owned(), detail.map(Pattern::exactly)))
}

fn keyboard(markup: &Value) -> Keyboard {
    if let Some(rows) = rows(markup, "inline_keyboard") {
        return Keyboard::Inline(rows);
    }
    if let Some(rows) = rows(markup, "keyboard") {
        return Keyboard::Reply(rows);
    }
    if markup["remove_keyboard"] == true {
        return Keyboard::Removed;
    }
    if markup["force_reply"] == true { Keyboard::ForceReply } else { Keyboard::None }
}

fn rows(markup: &Value, name: &str) -> Option<Vec<Vec<line::Button>>> {
    let rows: Vec<Vec<line::Button>> =
        markup[name].as_array()?.iter().map(|row| list(row).map(button).collect()).collect();
    (!rows.is_empty()).then_some(rows)
}

/// A button with all it carries.
fn button(button: &Value) -> line::Button {
    line::Button {
        label: Pattern::exactly(label(button)),
        data: data_of(button).map(|data| Pattern::exactly(&data)),
    }
}

/// What is written on a button.
pub(super) fn label(button: &Value) -> &str {
    button["text"].as_str().or(button.as_str()).unwrap_or_default()
}

/// What a button carries: the data of a press, an address, a text to copy.
fn data_of(button: &Value) -> Option<String> {
    let texts = ["callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat"];
    let text = texts.into_iter().find_map(|name| button[name].as_str());
    let inner = || button["web_app"]["url"].as_str().or(button["copy_text"]["text"].as_str());
    text.or_else(inner).map(str::to_owned)
}

pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
