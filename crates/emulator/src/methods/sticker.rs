//! Sets of stickers: made, filled, changed, looked up.
//!
//! <https://core.telegram.org/bots/api#createnewstickerset> and the methods around it. A set that is not there, and a
//! sticker that is in none, are refused in the words of <https://core.telegram.org/api/errors>.

use serde_json::{Value, json};

use super::Act;
use super::access::user_param;
use super::required;
use super::shown::{known as file_named, photo_size};
use super::sticker_edit::{prefixed, sticker_param};
use super::sticker_input::{self as input, Format, Input};
use crate::answer::{Outcome, Refusal, Success};
use crate::files::{File, Kind};
use crate::identity;
use crate::ledger::Entry;
use crate::model::Sticker;
use crate::params::{ATTACHED, Params};
use crate::sticker_sets::{InSet, MAX_SETS, Purpose, StickerSet, icons};
use crate::world::World;

/// Characters of a name and of a title.
const MAX_NAME: usize = 64;
/// Stickers with which a set can begin.
const MAX_AT_FIRST: usize = 50;
/// Custom emoji asked for at once.
const MAX_ASKED: usize = 200;

pub(super) fn upload(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let format = Format::named(act.get("sticker_format"))?;
    let upload = act.params.upload("sticker");
    let upload = upload.ok_or_else(|| Refusal::bad_request("InputFile is not specified"))?;
    // Which kind of set it is for is not said yet; the size of a picture is checked when it is put into one.
    match input::check(format, Purpose::Regular, upload.content) {
        Err(refusal) if !refusal.description.ends_with("STICKER_PNG_DIMENSIONS") => {
            return Err(refusal);
        }
        _ => {}
    }
    let file = world.add_file(Kind::Sticker, upload.name, upload.content);
    note(world, act, "uploadStickerFile", Some(user));
    Success::of(&json!({
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.file_size,
    }))
}

pub(super) fn create(world: &mut World, act: Act<'_>) -> Outcome {
    let owner = user_param(world, act)?;
    let list = parsed(act.params, "stickers", "stickers")?;
    let Value::Array(list) = list else {
        return Err(Refusal::bad_request("expected an Array of InputSticker"));
    };
    let bad = |refusal| prefixed(refusal, "can't parse InputSticker");
    let format = Some(act.get("sticker_format")).filter(|format| !format.is_empty());
    let inputs = list.iter().map(|one| Input::read(act.params, one, format).map_err(bad));
    let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
    let purpose = match act.get("sticker_type") {
        "" => Purpose::Regular,
        name => Purpose::named(name)
            .ok_or_else(|| Refusal::bad_request("unsupported sticker type specified"))?,
    };
    let title = title(act.params)?;
    let name = new_name(world, act)?;
    match inputs.len() {
        0 => return Err(Refusal::bad_request("STICKERS_EMPTY")),
        1..=MAX_AT_FIRST => {}
        _ => return Err(Refusal::bad_request("STICKERS_TOO_MUCH")),
    }
    let needs_repainting =
        act.params.boolean("needs_repainting") && purpose == Purpose::CustomEmoji;
    let (stickers, thumbnail) = (Vec::new(), None);
    let mut set = StickerSet { name, title, purpose, owner, needs_repainting, stickers, thumbnail };
    for input in inputs {
        let made = make(world, &set, input)?;
        set.stickers.push(made);
    }
    world.keep_sticker_set(set);
    note(world, act, "createNewStickerSet", Some(owner));
    Success::done()
}

pub(super) fn add(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let input = one_input(act.params)?;
    let mut set = owned(world, act, user)?;
    if set.stickers.len() >= set.purpose.most() {
        return Err(Refusal::bad_request("STICKERS_TOO_MUCH"));
    }
    let made = make(world, &set, input)?;
    set.stickers.push(made);
    world.keep_sticker_set(set);
    note(world, act, "addStickerToSet", Some(user));
    Success::done()
}

pub(super) fn replace(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let old = sticker_param(act.params, "old_sticker")?;
    let input = one_input(act.params)?;
    let mut set = owned(world, act, user)?;
    let at = set.stickers.iter().position(|one| one.sticker.file_id == old);
    let at = at.ok_or_else(|| Refusal::bad_request("STICKER_INVALID"))?;
    set.stickers[at] = make(world, &set, input)?;
    world.keep_sticker_set(set);
    note(world, act, "replaceStickerInSet", Some(user));
    Success::done()
}

pub(super) fn get(world: &World, act: Act<'_>) -> Outcome {
    Success::of(&known(world, act)?.json())
}

pub(super) fn delete(world: &mut World, act: Act<'_>) -> Outcome {
    match world.drop_sticker_set(act.get("name")) {
        true => {
            note(world, act, "deleteStickerSet", None);
            Success::done()
        }
        false => Err(Refusal::bad_request("STICKERSET_INVALID")),
    }
}

pub(super) fn set_title(world: &mut World, act: Act<'_>) -> Outcome {
    let title = title(act.params)?;
    let set = known(world, act)?.clone();
    world.keep_sticker_set(StickerSet { title, ..set });
    note(world, act, "setStickerSetTitle", None);
    Success::done()
}

pub(super) fn set_thumbnail(world: &mut World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let format = match act.get("format") {
        "" => Format::Auto,
        name => Format::named(name)?,
    };
    let set = owned(world, act, user)?;
    if set.purpose == Purpose::CustomEmoji {
        return Err(Refusal::bad_request(
            "the method can't be used to set thumbnail of custom emoji sticker sets",
        ));
    }
    let value = act.get("thumbnail");
    let thumbnail = match act.params.upload("thumbnail") {
        Some(upload) => {
            input::check_thumbnail(format, upload.content)?;
            let file = world.add_file(Kind::Sticker, upload.name, upload.content);
            Some(small(&file))
        }
        None if value.is_empty() || value.starts_with(ATTACHED) => None,
        None => Some(small(&file_named(world, Kind::Sticker, value))),
    };
    world.keep_sticker_set(StickerSet { thumbnail, ..set });
    note(world, act, "setStickerSetThumbnail", Some(user));
    Success::done()
}

pub(super) fn set_emoji_thumbnail(world: &mut World, act: Act<'_>) -> Outcome {
    let set = known(world, act)?.clone();
    if set.purpose != Purpose::CustomEmoji {
        return Err(Refusal::bad_request(
            "the method can be used to set thumbnail only for custom emoji sticker sets",
        ));
    }
    let id = act.get("custom_emoji_id");
    let found = set.stickers.iter().find(|one| one.sticker.custom_emoji_id.as_deref() == Some(id));
    let thumbnail = match (id, found) {
        ("" | "0", _) => None,
        (_, Some(found)) => Some(found.sticker.thumbnail()),
        (_, None) => return Err(Refusal::bad_request("STICKER_INVALID")),
    };
    world.keep_sticker_set(StickerSet { thumbnail, ..set });
    note(world, act, "setCustomEmojiStickerSetThumbnail", None);
    Success::done()
}

pub(super) fn custom_emoji(world: &World, act: Act<'_>) -> Outcome {
    let value: Value = serde_json::from_str(required(act.params, "custom_emoji_ids")?)
        .map_err(|_| Refusal::bad_request("can't parse custom emoji identifiers JSON object"))?;
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of custom emoji identifiers"));
    };
    let mut ids = Vec::with_capacity(list.len());
    for id in &list {
        let id = id.as_str();
        let id = id.ok_or_else(|| {
            Refusal::bad_request("custom emoji identifier must be of type String")
        })?;
        if id.parse::<i64>().is_err() {
            return Err(Refusal::bad_request("invalid custom emoji identifier specified"));
        }
        ids.push(id);
    }
    if ids.len() > MAX_ASKED {
        return Err(Refusal::bad_request("too many custom emoji identifiers specified"));
    }
    let found = ids.iter().filter_map(|id| world.sticker_sets.custom_emoji(id));
    Success::of(&found.collect::<Vec<_>>())
}

pub(super) fn topic_icons() -> Outcome {
    Success::of(&icons().collect::<Vec<_>>())
}

/// Makes a sticker of a set.
fn make(world: &mut World, set: &StickerSet, input: Input<'_>) -> Result<InSet, Refusal> {
    if input.mask_position.is_some() && set.purpose != Purpose::Mask {
        return Err(Refusal::bad_request("STICKER_MASK_COORDS_NOT_SUPPORTED"));
    }
    let (file, format) = input.file(world, set.purpose)?;
    let emoji_id = || (identity::random() >> 1).to_string();
    let side = if set.purpose == Purpose::CustomEmoji { 100 } else { 512 };
    let (width, height) = file.size.unwrap_or((side, side));
    let sticker = Sticker {
        width: u16::try_from(width).unwrap_or(u16::MAX),
        height: u16::try_from(height).unwrap_or(u16::MAX),
        emoji: Some(input.emoji),
        set_name: Some(set.name.clone()),
        is_animated: format == Format::Animated,
        is_video: format == Format::Video,
        kind: set.purpose.name().to_owned(),
        mask_position: input.mask_position,
        custom_emoji_id: (set.purpose == Purpose::CustomEmoji).then(emoji_id),
        needs_repainting: set.needs_repainting.then_some(true),
        file_size: u32::try_from(file.file_size).unwrap_or(u32::MAX),
        file_id: file.file_id,
        file_unique_id: file.file_unique_id,
    };
    Ok(InSet { sticker, keywords: input.keywords })
}

fn one_input(params: &Params) -> Result<Input<'_>, Refusal> {
    let value = parsed(params, "sticker", "sticker")?;
    Input::read(params, &value, Some("auto")).map_err(|one| prefixed(one, "can't parse sticker"))
}

fn parsed(params: &Params, name: &str, called: &str) -> Result<Value, Refusal> {
    serde_json::from_str(params.get(name))
        .map_err(|_| Refusal::bad_request(&format!("can't parse {called} JSON object")))
}

fn title(params: &Params) -> Result<String, Refusal> {
    match params.get("title").trim() {
        "" => Err(Refusal::bad_request("sticker set title must be non-empty")),
        title => Ok(title.chars().take(MAX_NAME).collect()),
    }
}

/// The name of a set that is to be made, if it may be called so: it ends in `_by_` and the name of the bot.
fn new_name(world: &World, act: Act<'_>) -> Result<String, Refusal> {
    let name = act.get("name").trim();
    if name.is_empty() {
        return Err(Refusal::bad_request("sticker set name must be non-empty"));
    }
    let ending =
        format!("_by_{}", world.bots[act.bot].user.username.as_deref().unwrap_or_default());
    let spelled = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.contains("__");
    let ends = name.to_ascii_lowercase().ends_with(&ending.to_ascii_lowercase());
    if !spelled || !ends || name.len() > MAX_NAME {
        return Err(Refusal::bad_request("invalid sticker set name is specified"));
    }
    // Telegram has no such bound on sets; this one keeps memory bounded.
    if world.sticker_sets.get(name).is_some() || world.sticker_sets.len() >= MAX_SETS {
        return Err(Refusal::bad_request("sticker set name is already occupied"));
    }
    Ok(name.to_owned())
}

fn known<'a>(world: &'a World, act: Act<'_>) -> Result<&'a StickerSet, Refusal> {
    let set = world.sticker_sets.get(act.get("name"));
    set.ok_or_else(|| Refusal::bad_request("STICKERSET_INVALID"))
}

/// The set a call names, if it belongs to the user. What Telegram says of somebody else's is not known.
fn owned(world: &World, act: Act<'_>, user: i64) -> Result<StickerSet, Refusal> {
    match known(world, act)? {
        set if set.owner == user => Ok(set.clone()),
        _ => Err(Refusal::bad_request("STICKERSET_INVALID")),
    }
}

/// The picture that stands for a set.
fn small(file: &File) -> crate::model::PhotoSize {
    let size = file.size.unwrap_or((100, 100));
    photo_size(&File { size: Some(size), ..file.clone() })
}

pub(super) fn note(world: &mut World, act: Act<'_>, method: &str, chat: Option<i64>) {
    world.accept(act.now, act.bot, Entry { method: method.to_owned(), chat, ..Entry::default() });
}
