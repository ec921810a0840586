//! <https://core.telegram.org/bots/api#sendmediagroup>

use serde_json::value::RawValue;

use super::Act;
use super::item::Item;
use super::media::Piece;
use super::message::{UNMODELLED, post_all};
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal, Success};
use crate::files::Kind;
use crate::identity;
use crate::model::Message;
use crate::params::Params;
use crate::world::World;

/// Files of one album.
const MAX_ALBUM: usize = 10;
/// What an album may hold.
const IN_ALBUMS: [Kind; 5] =
    [Kind::Photo, Kind::LivePhoto, Kind::Video, Kind::Document, Kind::Audio];

/// Several files as one album.
pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let items = album(act.params)?;
    let mut pieces = Vec::with_capacity(items.len());
    for item in &items {
        pieces.push(Piece::read(world, &item.params, item.kind)?);
    }
    let group = (identity::random() >> 1).to_string();
    let mut fills = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let group = group.clone();
        fills.push(move |world: &mut World, message: &mut Message| {
            message.attachment.insert("media_group_id".to_owned(), group.into());
            piece.put(world, message);
        });
    }
    Success::of(&post_all(world, act, "sendMediaGroup", fills)?)
}

/// What each file of an album is.
fn album(params: &Params) -> Result<Vec<Item>, Refusal> {
    let media: Box<RawValue> = serde_json::from_str(required(params, "media")?)
        .map_err(|_| Refusal::bad_request("can't parse media JSON object"))?;
    let list: Vec<Box<RawValue>> = serde_json::from_str(media.get())
        .map_err(|_| Refusal::bad_request("expected an Array of InputMedia"))?;
    match list.len() {
        0 => return Err(Refusal::bad_request("there are no messages to send")),
        1..=MAX_ALBUM => {}
        _ => return Err(Refusal::bad_request("too many messages to send as an album")),
    }
    let items = list.iter().map(|json| Item::read(params, json, &IN_ALBUMS));
    let items = items.collect::<Result<Vec<Item>, Refusal>>()?;
    // Photos and videos stand together, the others only with their own kind.
    let place = |kind: Kind| match kind {
        Kind::Video | Kind::LivePhoto => Kind::Photo,
        kind => kind,
    };
    let mut places = items.iter().map(|item| place(item.kind));
    let first = places.next();
    match places.all(|place| Some(place) == first) {
        true => Ok(items),
        false => Err(Refusal::not_modelled("an album of files that cannot stand together")),
    }
}
