//! What stands beside the question, an option or the explanation of a poll.
//!
//! <https://core.telegram.org/bots/api#inputpollmedia>, <https://core.telegram.org/bots/api#pollmedia>

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Act;
use super::item::Item;
use super::media::Piece;
use super::place;
use super::small::texts;
use crate::answer::Refusal;
use crate::files::Kind;
use crate::params::Params;
use crate::world::World;

/// Files that can stand beside a question.
const BESIDE: [Kind; 6] =
    [Kind::Photo, Kind::LivePhoto, Kind::Video, Kind::Animation, Kind::Audio, Kind::Document];
/// Files that can stand beside an option.
const BESIDE_OPTIONS: [Kind; 5] =
    [Kind::Photo, Kind::LivePhoto, Kind::Video, Kind::Animation, Kind::Sticker];

/// Reads what a parameter says; nothing if it says nothing.
pub(super) fn of_param(
    world: &mut World,
    act: Act<'_>,
    name: &str,
) -> Result<Option<Value>, Refusal> {
    let json: Box<RawValue> = match act.get(name) {
        "" => return Ok(None),
        text => serde_json::from_str(text)
            .map_err(|_| Refusal::bad_request("can't parse InputPollMedia JSON object"))?,
    };
    read(world, act, &json, (&BESIDE, "failed to parse InputPollMedia"))
}

/// Reads what stands beside an option.
pub(super) fn of_option(
    world: &mut World,
    act: Act<'_>,
    option: &Params,
) -> Result<Option<Value>, Refusal> {
    match serde_json::from_str::<Box<RawValue>>(option.get("media")) {
        Err(_) => Ok(None),
        Ok(json) => read(world, act, &json, (&BESIDE_OPTIONS, "failed to parse poll option media")),
    }
}

/// `allowed` are the kinds of files, and how the error texts begin.
fn read(
    world: &mut World,
    act: Act<'_>,
    json: &RawValue,
    (kinds, failed): (&[Kind], &str),
) -> Result<Option<Value>, Refusal> {
    if json.get() == "null" {
        return Ok(None);
    }
    let mut item = Params::default();
    item.read_json(json.get().as_bytes());
    match item.get("type") {
        "location" => return Ok(Some(json!({ "location": place::place(&item)? }))),
        "venue" => {
            let mut venue = texts(&item, &["title", "address"])?;
            venue.insert("location".to_owned(), place::place(&item)?);
            return Ok(Some(json!({ "venue": venue })));
        }
        "link" if kinds == BESIDE_OPTIONS => {
            return Ok(Some(json!({ "link": { "url": item.get("url") } })));
        }
        _ => {}
    }
    let item = Item::read_as(act.params, json, kinds, failed)?;
    let (kind, shown) = Piece::read(world, &item.params, item.kind)?.told(world);
    Ok(Some(json!({ kind.name(): shown })))
}
