//! <https://core.telegram.org/bots/api#sendpaidmedia>

use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Act;
use super::item::Item;
use super::media::Piece;
use super::message::{UNMODELLED, post_all};
use super::shown::SAME;
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal, Success};
use crate::files::Kind;
use crate::model::Message;
use crate::paid_media::Sale;
use crate::params::Params;
use crate::text;
use crate::world::World;

/// Stars that may be asked for.
const PRICES: std::ops::RangeInclusive<i64> = 1..=25_000;
/// Files of one message.
const MAX_FILES: usize = 10;
/// Bytes of a payload. What Telegram says of a longer one is not known.
const MAX_PAYLOAD: usize = 128;
/// How the error texts begin of a file that cannot be read.
const FAILED: &str = "can't parse InputPaidMedia";
/// What can be sold.
const SOLD: [Kind; 3] = [Kind::Photo, Kind::Video, Kind::LivePhoto];

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let price = act.params.integer("star_count", 0, 0, 1_000_000_000);
    let items = items(act.params)?;
    let caption = text::caption_from_params(act.params)?;
    if !PRICES.contains(&price) {
        return Err(Refusal::bad_request("invalid media price specified"));
    }
    if items.is_empty() || items.len() > MAX_FILES {
        return Err(Refusal::bad_request("invalid number of paid media specified"));
    }
    let payload = act.get("payload").to_owned();
    if payload.len() > MAX_PAYLOAD {
        // What Telegram says of it is not known.
        return Err(Refusal::bad_request("PAYLOAD_INVALID"));
    }
    let mut pieces = Vec::with_capacity(items.len());
    for item in &items {
        pieces.push(Piece::read(world, &item.params, item.kind)?);
    }
    let above = act.params.boolean(SAME);
    let sale = Sale { payload, ..Sale::default() };
    let fill = |world: &mut World, message: &mut Message| {
        let sold = |piece: Piece<'_>| {
            let (kind, shown) = piece.told(world);
            json!({ "type": kind.name(), kind.name(): shown })
        };
        let media: Vec<Value> = pieces.into_iter().map(sold).collect();
        let info = json!({ "star_count": price, "paid_media": media });
        message.attachment.insert("paid_media".to_owned(), info);
        if above {
            message.attachment.insert(SAME.to_owned(), true.into());
        }
        message.caption = (!caption.text.is_empty()).then_some(caption.text);
        message.caption_entities = caption.entities;
    };
    let sent = post_all(world, act, "sendPaidMedia", vec![fill])?;
    let message = sent.first().ok_or_else(|| Refusal::internal("nothing was sent"))?;
    world.put_up_for_sale(act.room(message.chat.id), message.message_id, sale);
    Success::of(message)
}

fn items(params: &Params) -> Result<Vec<Item>, Refusal> {
    let media: Box<RawValue> = serde_json::from_str(required(params, "media")?)
        .map_err(|_| Refusal::bad_request("can't parse paid media JSON object"))?;
    let list: Vec<Box<RawValue>> = serde_json::from_str(media.get())
        .map_err(|_| Refusal::bad_request("expected an Array of InputPaidMedia"))?;
    list.iter().map(|json| Item::read_as(params, json, &SOLD, FAILED)).collect()
}
