//! What an event means to a person: what the bot has done, in the words of scripts.

use serde_json::Value;

use super::line::{Button, Deed, Keyboard, Message};
use super::pattern::Pattern;

/// Fields of a message that are no content of their own.
const COMMON: [&str; 27] = [
    "message_id",
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

/// What the bot has done, if it was the bot, and a person sees it.
pub(super) fn deed(kind: &str, data: &Value, bot: i64) -> Option<Deed> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    match kind {
        "message" | "edited" => {
            let is_edit = kind == "edited";
            // Votes change a poll, and that is no doing of the bot; ending it is.
            let by_votes = is_edit && data["poll"]["is_closed"] == false;
            (is_bots(data) && !by_votes).then(|| Deed::Message(message(data, is_edit)))
        }
        "toast" if !text("url").is_empty() => Some(Deed::Opens(Pattern::exactly(text("url")))),
        "toast" if text("text").is_empty() => None,
        "toast" if data["show_alert"] == true => Some(Deed::Alerts(Pattern::exactly(text("text")))),
        "toast" => Some(Deed::Answers(Pattern::exactly(text("text")))),
        "reaction" if data["user_id"] == bot => {
            let emoji = list(&data["reactions"]).filter_map(|one| one["emoji"].as_str());
            let emoji: Vec<String> = emoji.map(str::to_owned).collect();
            (!emoji.is_empty()).then_some(Deed::Reacts(emoji))
        }
        "payment" => Some(match data["error"].as_str() {
            None => Deed::AcceptsPayment,
            Some(why) => Deed::RefusesPayment(Pattern::exactly(why)),
        }),
        "results" => Some(Deed::Offers(
            list(&data["results"]).map(|one| Pattern::exactly(&title(one))).collect(),
        )),
        _ => None,
    }
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

fn message(data: &Value, is_edit: bool) -> Message {
    let (text, carries) = match data["text"].as_str() {
        Some(text) => (text, None),
        None => (data["caption"].as_str().unwrap_or_default(), carried(data)),
    };
    Message {
        is_edit,
        carries,
        text: Pattern::exactly(text),
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

fn rows(markup: &Value, name: &str) -> Option<Vec<Vec<Button>>> {
    let rows: Vec<Vec<Button>> =
        markup[name].as_array()?.iter().map(|row| list(row).map(button).collect()).collect();
    (!rows.is_empty()).then_some(rows)
}

/// A button with all it carries.
fn button(button: &Value) -> Button {
    Button {
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
