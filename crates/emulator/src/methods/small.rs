//! Small things to send: dice, places, contacts.
//!
//! <https://core.telegram.org/bots/api#senddice>, <https://core.telegram.org/bots/api#sendlocation> and their kin.

use serde_json::{Map, Value, json};

use super::message::{UNMODELLED, post};
use super::refuse_unmodelled;
use crate::answer::{Outcome, Refusal};
use crate::clock::Now;
use crate::identity;
use crate::params::Params;
use crate::world::World;

/// The emoji that have a value, and the highest one.
const DICE: [(&str, u64); 6] = [("🎲", 6), ("🎯", 6), ("🎳", 6), ("🏀", 5), ("⚽", 5), ("🎰", 64)];
/// Parameters of a place that moves.
const LIVE: [&str; 3] = ["live_period", "heading", "proximity_alert_radius"];

/// Dice of this emoji; `None` if it has no value.
pub(crate) fn thrown(emoji: &str) -> Option<Value> {
    let emoji = emoji.trim_end_matches('\u{fe0f}');
    let (_, highest) = DICE.iter().find(|(one, _)| *one == emoji)?;
    Some(json!({ "emoji": emoji, "value": identity::random() % highest + 1 }))
}

pub(super) fn dice(world: &mut World, now: Now, params: &Params) -> Outcome {
    let emoji = Some(params.get("emoji")).filter(|emoji| !emoji.is_empty()).unwrap_or("🎲");
    let dice = thrown(emoji).ok_or_else(|| Refusal::bad_request("EMOTICON_INVALID"));
    send(world, now, params, "sendDice", "dice", dice)
}

pub(super) fn location(world: &mut World, now: Now, params: &Params) -> Outcome {
    refuse_unmodelled(params, &LIVE)?;
    send(world, now, params, "sendLocation", "location", place(params))
}

pub(super) fn venue(world: &mut World, now: Now, params: &Params) -> Outcome {
    let venue = place(params).and_then(|place| {
        let mut venue = texts(params, &["title", "address"])?;
        venue.insert("location".to_owned(), place);
        let ids = ["foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
        venue.extend(given(params, &ids));
        Ok(venue.into())
    });
    send(world, now, params, "sendVenue", "venue", venue)
}

pub(super) fn contact(world: &mut World, now: Now, params: &Params) -> Outcome {
    let contact = texts(params, &["phone_number", "first_name"]).map(|mut contact| {
        contact.extend(given(params, &["last_name", "vcard"]));
        contact.into()
    });
    send(world, now, params, "sendContact", "contact", contact)
}

/// Sends an object under its name. What is not modelled is refused before what is wrong with the object.
fn send(
    world: &mut World,
    now: Now,
    params: &Params,
    method: &str,
    name: &str,
    object: Result<Value, Refusal>,
) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let object = object?;
    post(world, now, params, method, |_, message| {
        // A place with a name is a place as well.
        if let Some(place) = object.get("location") {
            message.attachment.insert("location".to_owned(), place.clone());
        }
        message.attachment.insert(name.to_owned(), object);
    })
}

fn place(params: &Params) -> Result<Value, Refusal> {
    let number = |name: &str, most: f64| match params.get(name).trim() {
        "" => Err(Refusal::bad_request(&format!("{name} is empty"))),
        text => match text.parse::<f64>() {
            Ok(number) if number.abs() <= most => Ok(number),
            _ => Err(Refusal::bad_request("wrong location specified")),
        },
    };
    let mut place =
        json!({ "latitude": number("latitude", 90.0)?, "longitude": number("longitude", 180.0)? });
    if let Ok(accuracy) = params.get("horizontal_accuracy").parse::<f64>() {
        place["horizontal_accuracy"] = accuracy.clamp(0.0, 1500.0).into();
    }
    Ok(place)
}

/// Texts that must be there.
fn texts(params: &Params, names: &[&str]) -> Result<Map<String, Value>, Refusal> {
    let empty = names.iter().find(|name| params.get(name).trim().is_empty());
    match empty {
        Some(name) => Err(Refusal::bad_request(&format!("{name} is empty"))),
        None => Ok(given(params, names).collect()),
    }
}

/// Those of the texts that are there.
fn given<'a>(params: &'a Params, names: &'a [&str]) -> impl Iterator<Item = (String, Value)> + 'a {
    let named = names.iter().map(|name| (*name, params.get(name)));
    named.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text.into()))
}
