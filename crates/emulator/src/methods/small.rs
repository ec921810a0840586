//! Small things to send: dice, contacts, and what all such things have in common.
//!
//! <https://core.telegram.org/bots/api#senddice>, <https://core.telegram.org/bots/api#sendcontact>

use serde_json::{Map, Value, json};

use super::Act;
use super::message::{UNMODELLED, post};
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal};
use crate::identity;
use crate::params::Params;
use crate::world::World;

/// The emoji that have a value, and the highest one.
const DICE: [(&str, u64); 6] = [("🎲", 6), ("🎯", 6), ("🎳", 6), ("🏀", 5), ("⚽", 5), ("🎰", 64)];

/// Dice of this emoji; `None` if it has no value.
pub(crate) fn thrown(emoji: &str) -> Option<Value> {
    let emoji = emoji.trim_end_matches('\u{fe0f}');
    let (_, highest) = DICE.iter().find(|(one, _)| *one == emoji)?;
    Some(json!({ "emoji": emoji, "value": identity::random() % highest + 1 }))
}

pub(super) fn dice(world: &mut World, act: Act<'_>) -> Outcome {
    let emoji = Some(act.get("emoji")).filter(|emoji| !emoji.is_empty()).unwrap_or("🎲");
    let dice = thrown(emoji).ok_or_else(|| Refusal::bad_request("EMOTICON_INVALID"));
    send(world, act, "sendDice", "dice", dice)
}

pub(super) fn contact(world: &mut World, act: Act<'_>) -> Outcome {
    let contact =
        required(act.params, "phone_number").and_then(|_| required(act.params, "first_name"));
    let names = ["phone_number", "first_name", "last_name", "vcard"];
    let contact = contact.map(|_| given(act.params, &names).collect::<Map<_, _>>().into());
    send(world, act, "sendContact", "contact", contact)
}

/// Sends an object under its name. What is not modelled is refused before what is wrong with the object.
pub(super) fn send(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    name: &str,
    object: Result<Value, Refusal>,
) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let object = object?;
    post(world, act, method, |_, message| {
        // A place with a name is a place as well.
        if let Some(place) = object.get("location") {
            message.attachment.insert("location".to_owned(), place.clone());
        }
        message.attachment.insert(name.to_owned(), object);
    })
}

/// Texts that must be there.
pub(super) fn texts(params: &Params, names: &[&str]) -> Result<Map<String, Value>, Refusal> {
    let empty = names.iter().find(|name| params.get(name).trim().is_empty());
    match empty {
        Some(name) => Err(Refusal::bad_request(&format!("{name} is empty"))),
        None => Ok(given(params, names).collect()),
    }
}

/// Those of the texts that are there.
pub(super) fn given<'a>(
    params: &'a Params,
    names: &'a [&str],
) -> impl Iterator<Item = (String, Value)> + 'a {
    let named = names.iter().map(|name| (*name, params.get(name)));
    named.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text.into()))
}
