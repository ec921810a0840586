//! Forwarding and copying.
//!
//! <https://core.telegram.org/bots/api#forwardmessage>, <https://core.telegram.org/bots/api#copymessage>

use serde_json::{Value, json};

use super::Act;
use super::access::chat_named;
use super::message::post_all;
use super::{message_ids, message_param, refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal, Success};
use crate::chats::Stored;
use crate::model::Message;
use crate::params::{Params, leading_integer};
use crate::text;
use crate::world::World;

/// Parameters that would send something else, or somewhere else.
const UNMODELLED: [&str; 2] = ["direct_messages_topic_id", "suggested_post_parameters"];
/// What is not taken along from one message to another.
const OWN: [&str; 5] = ["media_group_id", "external_reply", "quote", "forward_origin", "effect_id"];

/// The messages a call names, and how it is called itself.
struct Named {
    method: &'static str,
    ids: Vec<i64>,
}

impl Named {
    fn one(method: &'static str, params: &Params) -> Result<Self, Refusal> {
        refuse_unmodelled(params, &UNMODELLED)?;
        Ok(Self { method, ids: vec![message_param(params)] })
    }

    fn many(method: &'static str, params: &Params) -> Result<Self, Refusal> {
        refuse_unmodelled(params, &UNMODELLED)?;
        Ok(Self { method, ids: message_ids(params)? })
    }
}

/// What has been sent in their place.
type Sent = Result<Vec<Message>, Refusal>;

pub(super) fn one(world: &mut World, act: Act<'_>) -> Outcome {
    let named = Named::one("forwardMessage", act.params)?;
    let sent = forward(world, act, &named)?;
    sent.first()
        .map_or_else(|| Err(Refusal::bad_request("message to forward not found")), Success::of)
}

pub(super) fn many(world: &mut World, act: Act<'_>) -> Outcome {
    let named = Named::many("forwardMessages", act.params)?;
    ids_of(&forward(world, act, &named)?, "forward")
}

pub(super) fn copy_one(world: &mut World, act: Act<'_>) -> Outcome {
    let named = Named::one("copyMessage", act.params)?;
    let sent = copy(world, act, &named)?;
    let id = sent.first().map(|message| json!({ "message_id": message.message_id }));
    id.map_or_else(|| Err(Refusal::bad_request("message to copy not found")), |id| Success::of(&id))
}

pub(super) fn copy_many(world: &mut World, act: Act<'_>) -> Outcome {
    let named = Named::many("copyMessages", act.params)?;
    ids_of(&copy(world, act, &named)?, "copy")
}

fn ids_of(sent: &[Message], verb: &str) -> Outcome {
    match sent.is_empty() {
        true => Err(Refusal::bad_request(&format!("there are no messages to {verb}"))),
        false => {
            let id = |message: &Message| json!({ "message_id": message.message_id });
            Success::of(&sent.iter().map(id).collect::<Vec<_>>())
        }
    }
}

fn forward(world: &mut World, act: Act<'_>, named: &Named) -> Sent {
    let sources = sources(world, act, &named.ids, "forwarded")?;
    let fills = sources.into_iter().map(|source| {
        move |_: &mut World, message: &mut Message| {
            fill(&source, message);
            begin_at(act.params, message);
        }
    });
    post_all(world, act, named.method, fills.collect())
}

fn copy(world: &mut World, act: Act<'_>, named: &Named) -> Sent {
    let mut sources = sources(world, act, &named.ids, "copied")?;
    let asked = sources.len();
    sources.retain(|source| !source.message.attachment.contains_key("paid_media"));
    if asked == 1 && sources.is_empty() {
        return Err(Refusal::bad_request("the message can't be copied"));
    }
    let other = act.params.iter().any(|param| param.name == "caption");
    let caption = match other {
        true => Some(text::caption_from_params(act.params)?),
        false => None,
    };
    let bare = act.params.boolean("remove_caption");
    let fills = sources.into_iter().map(|source| {
        let caption = caption.clone();
        move |_: &mut World, message: &mut Message| {
            take_over(&source.message, message);
            begin_at(act.params, message);
            if (caption.is_some() || bare) && message.has_caption_place() {
                message.caption = None;
                message.caption_entities = Vec::new();
            }
            if let Some(caption) = caption.filter(|_| message.has_caption_place()) {
                message.caption = (!caption.text.is_empty()).then_some(caption.text);
                message.caption_entities = caption.entities;
            }
        }
    });
    post_all(world, act, named.method, fills.collect())
}

/// Lets a video begin at the second that a call names; a negative one is the beginning.
fn begin_at(params: &Params, message: &mut Message) {
    let named = params.iter().any(|param| param.name == "video_start_timestamp");
    let video = message.attachment.get_mut("video").filter(|_| named);
    if let Some(Value::Object(video)) = video {
        match leading_integer(params.get("video_start_timestamp")) {
            ..=0 => drop(video.remove("start_timestamp")),
            second => drop(video.insert("start_timestamp".to_owned(), second.into())),
        }
    }
}

/// The messages that are there and may be taken along.
fn sources(
    world: &World,
    act: Act<'_>,
    ids: &[i64],
    participle: &str,
) -> Result<Vec<Stored>, Refusal> {
    let from = chat_named(world, act, required(act.params, "from_chat_id")?)?;
    let found = ids.iter().filter_map(|id| world.chats.message(from, *id));
    let found: Vec<Stored> = found.cloned().collect();
    if let [only] = found.as_slice()
        && stays(only)
    {
        let text = match only.message.has_protected_content {
            Some(_) => format!("message has protected content and can't be {participle}"),
            None => format!("the message can't be {participle}"),
        };
        return Err(Refusal::bad_request(&text));
    }
    Ok(found.into_iter().filter(|stored| !stays(stored)).collect())
}

/// Whether a message cannot be taken along.
pub(crate) fn stays(stored: &Stored) -> bool {
    stored.message.is_service() || stored.message.has_protected_content.is_some()
}

/// Makes a message one that is forwarded from another.
pub(crate) fn fill(source: &Stored, message: &mut Message) {
    take_over(&source.message, message);
    let origin = match source.message.attachment.get("forward_origin") {
        Some(first) => first.clone(),
        None => origin(source),
    };
    message.attachment.insert("forward_origin".to_owned(), origin);
}

/// Takes over what a message says.
fn take_over(source: &Message, message: &mut Message) {
    message.text.clone_from(&source.text);
    message.entities.clone_from(&source.entities);
    message.link_preview_options.clone_from(&source.link_preview_options);
    message.rich_message.clone_from(&source.rich_message);
    message.photo.clone_from(&source.photo);
    message.caption.clone_from(&source.caption);
    message.caption_entities.clone_from(&source.caption_entities);
    message.sticker.clone_from(&source.sticker);
    let attachment = source.attachment.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    message.attachment.extend(attachment.map(|(name, value)| (name.clone(), value.clone())));
}

/// Where a message comes from, see <https://core.telegram.org/bots/api#messageorigin>.
pub(crate) fn origin(stored: &Stored) -> Value {
    let message = &stored.message;
    match &message.from {
        Some(user) => json!({ "type": "user", "date": message.date, "sender_user": user }),
        None => json!({
            "type": "channel",
            "date": message.date,
            "chat": message.chat,
            "message_id": message.message_id,
        }),
    }
}

/// The names of what a message carries, as a reply in another chat shows it.
pub(super) fn content_names() -> impl Iterator<Item = &'static str> {
    let fields = molniya_schema::ty("ExternalReplyInfo").map(|ty| ty.fields.as_slice());
    let names = fields.unwrap_or_default().iter().map(|field| field.name);
    names.filter(|name| !["origin", "chat", "message_id"].contains(name))
}
