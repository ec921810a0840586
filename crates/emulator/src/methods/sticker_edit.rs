//! Stickers of sets: moved, taken away, given other emoji, keywords and places.
//!
//! <https://core.telegram.org/bots/api#setstickerpositioninset> and the methods after it.

use serde_json::Value;

use super::Act;
use super::sticker::note;
use super::sticker_input as input;
use crate::answer::{Outcome, Refusal, Success};
use crate::params::{Params, leading_integer};
use crate::sticker_sets::{Purpose, StickerSet};
use crate::world::World;

pub(super) fn set_position(world: &mut World, act: Act<'_>) -> Outcome {
    let position = usize::try_from(leading_integer(act.get("position")));
    change(world, act, "setStickerPositionInSet", |set, at| {
        // What Telegram says of a negative one is not known.
        let position = position.map_err(|_| Refusal::bad_request("STICKER_POSITION_INVALID"))?;
        let moved = set.stickers.remove(at);
        set.stickers.insert(position.min(set.stickers.len()), moved);
        Ok(())
    })
}

pub(super) fn remove(world: &mut World, act: Act<'_>) -> Outcome {
    change(world, act, "deleteStickerFromSet", |set, at| {
        set.stickers.remove(at);
        Ok(())
    })
}

pub(super) fn set_emoji(world: &mut World, act: Act<'_>) -> Outcome {
    sticker_param(act.params, "sticker")?;
    let list: Value = serde_json::from_str(act.get("emoji_list"))
        .map_err(|_| Refusal::bad_request("can't parse emoji list JSON array"))?;
    let emoji = input::emoji(&list).map_err(|one| prefixed(one, "can't parse emoji list"))?;
    change(world, act, "setStickerEmojiList", |set, at| {
        set.stickers[at].sticker.emoji = Some(emoji);
        Ok(())
    })
}

pub(super) fn set_keywords(world: &mut World, act: Act<'_>) -> Outcome {
    sticker_param(act.params, "sticker")?;
    let list = match act.get("keywords") {
        "" => Value::Null,
        text => serde_json::from_str(text)
            .map_err(|_| Refusal::bad_request("can't parse keywords JSON object"))?,
    };
    let keywords = input::keywords(&list)?;
    change(world, act, "setStickerKeywords", |set, at| {
        set.stickers[at].keywords = keywords;
        Ok(())
    })
}

pub(super) fn set_mask_position(world: &mut World, act: Act<'_>) -> Outcome {
    sticker_param(act.params, "sticker")?;
    let position = match act.get("mask_position") {
        "" => Value::Null,
        text => serde_json::from_str(text)
            .map_err(|_| Refusal::bad_request("can't parse mask position JSON object"))?,
    };
    let position = input::mask_position(&position)
        .map_err(|one| prefixed(one, "can't parse mask position"))?;
    change(world, act, "setStickerMaskPosition", |set, at| {
        if set.purpose != Purpose::Mask {
            return Err(Refusal::bad_request("STICKER_MASK_COORDS_NOT_SUPPORTED"));
        }
        set.stickers[at].sticker.mask_position = position;
        Ok(())
    })
}

/// Changes the set in which a sticker is.
fn change(
    world: &mut World,
    act: Act<'_>,
    method: &str,
    change: impl FnOnce(&mut StickerSet, usize) -> Result<(), Refusal>,
) -> Outcome {
    let file_id = sticker_param(act.params, "sticker")?;
    let place = world.sticker_sets.place(file_id);
    let (set, at) = place.ok_or_else(|| Refusal::bad_request("STICKERSET_NOT_MODIFIED"))?;
    let mut set = set.clone();
    change(&mut set, at)?;
    world.keep_sticker_set(set);
    note(world, act, method, None);
    Success::done()
}

/// The same refusal, with what was read before it.
pub(super) fn prefixed(refusal: Refusal, what: &str) -> Refusal {
    let said = refusal.description.strip_prefix("Bad Request: ").unwrap_or(&refusal.description);
    Refusal::bad_request(&format!("{what}: {said}"))
}

pub(super) fn sticker_param<'a>(params: &'a Params, name: &str) -> Result<&'a str, Refusal> {
    match params.get(name).trim() {
        "" => Err(Refusal::bad_request("sticker is not specified")),
        file_id => Ok(file_id),
    }
}
