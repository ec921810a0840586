//! Places: where something is, also while it moves, and venues.
//!
//! <https://core.telegram.org/bots/api#sendlocation>, <https://core.telegram.org/bots/api#sendvenue>

use serde_json::{Value, json};

use super::Act;
use super::small::{given, send, texts};
use crate::answer::{Outcome, Refusal};
use crate::model::Message;
use crate::params::Params;
use crate::world::World;

/// Seconds for which a place may move.
const PERIODS: std::ops::RangeInclusive<i64> = 60..=86_400;
/// The period of a place that moves until it is stopped.
const FOR_EVER: i64 = 0x7FFF_FFFF;
/// Degrees in which something moves.
const HEADINGS: std::ops::RangeInclusive<i64> = 1..=360;
/// Metres at which somebody who comes near is told of.
const RADII: std::ops::RangeInclusive<i64> = 1..=100_000;

/// What a place has that moves; 0 is absent.
pub(super) struct Live {
    period: i64,
    heading: i64,
    radius: i64,
}

impl Live {
    /// Reads the parameters. The words are those of the official client library, see
    /// <https://github.com/tdlib/td/blob/master/td/telegram/Location.cpp>.
    pub(super) fn read(params: &Params) -> Result<Self, Refusal> {
        let number = |name| params.integer(name, 0, i64::from(i32::MIN), i64::from(i32::MAX));
        let (period, heading, radius) =
            (number("live_period"), number("heading"), number("proximity_alert_radius"));
        let wrong = [
            (period, period == FOR_EVER || PERIODS.contains(&period), "period"),
            (heading, HEADINGS.contains(&heading), "heading"),
            (radius, RADII.contains(&radius), "proximity alert radius"),
        ];
        match wrong.iter().find(|(number, fits, _)| *number != 0 && !fits) {
            Some((.., what)) => {
                Err(Refusal::bad_request(&format!("wrong live location {what} specified")))
            }
            None => Ok(Self { period, heading, radius }),
        }
    }

    /// Adds what a place says of its moving.
    fn put(&self, place: &mut Value) {
        let fields = [
            ("live_period", self.period),
            ("heading", self.heading),
            ("proximity_alert_radius", self.radius),
        ];
        for (name, number) in fields.into_iter().filter(|(_, number)| *number != 0) {
            place[name] = number.into();
        }
    }
}

pub(super) fn location(world: &mut World, act: Act<'_>) -> Outcome {
    let place = place(act.params).and_then(|mut place| {
        let live = Live::read(act.params)?;
        if live.period != 0 {
            live.put(&mut place);
        }
        Ok(place)
    });
    send(world, act, "sendLocation", "location", place)
}

pub(super) fn venue(world: &mut World, act: Act<'_>) -> Outcome {
    let venue = place(act.params).and_then(|place| {
        let mut venue = texts(act.params, &["title", "address"])?;
        venue.insert("location".to_owned(), place);
        let ids = ["foursquare_id", "foursquare_type", "google_place_id", "google_place_type"];
        venue.extend(given(act.params, &ids));
        Ok(venue.into())
    });
    send(world, act, "sendVenue", "venue", venue)
}

pub(super) fn place(params: &Params) -> Result<Value, Refusal> {
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

/// Until when the place in a message moves, in seconds since 1970, if it is one that does.
pub(crate) fn moves_until(message: &Message) -> Option<i64> {
    match message.attachment.get("location")?.get("live_period")?.as_i64()? {
        FOR_EVER => Some(i64::MAX),
        period => Some(message.date.saturating_add(period)),
    }
}

/// Moves the place in a message; what is not said of its moving stays, but for the direction.
pub(super) fn move_to(message: &mut Message, mut place: Value, live: &Live) {
    if let Some(old) = message.attachment.get("location") {
        place["live_period"] = old["live_period"].clone();
    }
    live.put(&mut place);
    message.attachment.insert("location".to_owned(), place);
}

/// The place in a message stays where it is now.
pub(super) fn stop(message: &mut Message) {
    if let Some(Value::Object(place)) = message.attachment.get_mut("location") {
        for name in ["live_period", "heading", "proximity_alert_radius"] {
            place.remove(name);
        }
    }
}
