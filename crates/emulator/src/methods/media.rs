//! Sending files: uploaded, by the id of a file, or by an address, from which nothing is fetched here.
//!
//! <https://core.telegram.org/bots/api#sendphoto>, <https://core.telegram.org/bots/api#senddocument> and their kin.

use serde_json::{Map, Value, json};

use super::Act;
use super::message::{UNMODELLED, post};
use super::refuse_unmodelled;
use super::shown::{
    SAME, TEXTS, attach, is_address, known, names_told, object, photo_size, photo_sizes, sticker,
};
use crate::answer::{Outcome, Refusal};
use crate::files::{File, Kind};
use crate::model::Message;
use crate::params::{ATTACHED, Params, Upload};
use crate::picture;
use crate::text::{self, Formatted};
use crate::world::World;

/// Bytes of an uploaded photo.
const MAX_PHOTO: usize = 10 << 20;
/// Pixels of width and height of a photo together.
const MAX_SIDES: u32 = 10_000;
/// How many times longer than the other one a side of a photo may be.
const MAX_RATIO: u32 = 20;
/// What was named to be sent.
enum Named<'a> {
    Upload(Upload<'a>),
    /// An id, or an address, which is one file ever after.
    Elsewhere(&'a str),
}

/// A file to be sent, with everything that goes with it.
pub(crate) struct Piece<'a> {
    kind: Kind,
    named: Named<'a>,
    caption: Formatted,
    told: Map<String, Value>,
    thumbnail: Option<Upload<'a>>,
    /// What a sticker means that is in no set.
    emoji: Option<String>,
    /// The picture before a film begins: under which name the film tells it, and the file.
    still: Option<(&'static str, Named<'a>)>,
}

pub(super) fn send(world: &mut World, act: Act<'_>, method: &str, kind: Kind) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let piece = Piece::read(world, act.params, kind)?;
    post(world, act, method, |world, message| piece.put(world, message))
}

impl<'a> Piece<'a> {
    /// Reads it from the parameters of a call.
    pub(crate) fn read(world: &World, params: &'a Params, kind: Kind) -> Result<Self, Refusal> {
        let file = named(world, params, kind)?;
        let still = still(world, params, kind)?;
        let caption = text::caption_from_params(params)?;
        let mut told = told(params, kind);
        for (shown, name) in [("has_media_spoiler", "has_spoiler"), (SAME, SAME)] {
            if params.boolean(name) {
                told.insert(shown.to_owned(), true.into());
            }
        }
        let start = params.integer("start_timestamp", 0, 0, i64::from(i32::MAX));
        if kind == Kind::Video && start != 0 {
            told.insert("start_timestamp".to_owned(), start.into());
        }
        let emoji = (kind == Kind::Sticker).then(|| params.get("emoji").to_owned());
        let thumbnail = params.upload("thumbnail");
        Ok(Self { kind, named: file, caption, told, thumbnail, emoji, still })
    }

    /// Whether it came with the call.
    pub(super) fn is_uploaded(&self) -> bool {
        let is_upload = |named: &Named<'_>| matches!(named, Named::Upload(_));
        let still = self.still.as_ref().is_some_and(|(_, named)| is_upload(named));
        is_upload(&self.named) || self.thumbnail.is_some() || still
    }

    /// Puts it into a message.
    pub(crate) fn put(mut self, world: &mut World, message: &mut Message) {
        let caption = std::mem::replace(&mut self.caption, Formatted::plain(String::new()));
        let emoji = self.emoji.take();
        let (kind, (file, told)) = (self.kind, self.filed(world));
        attach(message, kind, &file, told);
        if let Some(sticker) = &mut message.sticker {
            match world.sticker_sets.sticker(&file.file_id) {
                Some(known) => **sticker = known.clone(),
                None => sticker.emoji = emoji.filter(|emoji| !emoji.is_empty()),
            }
        }
        message.caption = (!caption.text.is_empty()).then_some(caption.text);
        message.caption_entities = caption.entities;
    }

    /// What it is and how it is told of where it is only a part of something, for example of a poll.
    pub(super) fn told(self, world: &mut World) -> (Kind, Value) {
        let (kind, (file, told)) = (self.kind, self.filed(world));
        let shown = match kind {
            Kind::Photo => json!(photo_sizes(&file)),
            Kind::Sticker => match world.sticker_sets.sticker(&file.file_id) {
                Some(known) => json!(known),
                None => json!(sticker(&file)),
            },
            _ => object(kind, &file, told).into(),
        };
        (kind, shown)
    }

    /// Keeps what was uploaded; gives the file, and everything that is told of it.
    fn filed(self, world: &mut World) -> (File, Map<String, Value>) {
        let file = self.named.file(world, self.kind);
        let mut told = self.told;
        if let Some(upload) = self.thumbnail {
            let thumbnail = world.add_file(Kind::Photo, upload.name, upload.content);
            told.insert("thumbnail".to_owned(), json!(photo_size(&thumbnail)));
        }
        if let Some((name, still)) = self.still {
            let sizes = photo_sizes(&still.file(world, Kind::Photo));
            told.insert(name.to_owned(), json!(sizes));
        }
        (file, told)
    }
}

impl Named<'_> {
    /// Keeps it if it was uploaded.
    fn file(self, world: &mut World, kind: Kind) -> File {
        match self {
            Self::Upload(upload) => world.add_file(kind, upload.name, upload.content),
            Self::Elsewhere(name) => known(world, kind, name),
        }
    }
}

/// The picture that goes with a film: a live photo has one, and a video may have one as its cover.
fn still<'a>(
    world: &World,
    params: &'a Params,
    kind: Kind,
) -> Result<Option<(&'static str, Named<'a>)>, Refusal> {
    let name = match kind {
        Kind::LivePhoto => "photo",
        Kind::Video if params.upload("cover").is_some() || !params.get("cover").is_empty() => {
            "cover"
        }
        _ => return Ok(None),
    };
    Ok(Some((name, named_as(world, params, Kind::Photo, name)?)))
}

fn named<'a>(world: &World, params: &'a Params, kind: Kind) -> Result<Named<'a>, Refusal> {
    named_as(world, params, kind, kind.name())
}

/// The file of a kind that the parameter of this name tells.
fn named_as<'a>(
    world: &World,
    params: &'a Params,
    kind: Kind,
    name: &str,
) -> Result<Named<'a>, Refusal> {
    if let Some(upload) = params.upload(name) {
        check(kind, upload)?;
        return Ok(Named::Upload(upload));
    }
    let value = params.get(name);
    if value.is_empty() || value.starts_with(ATTACHED) {
        let name = name.replace('_', " ");
        return Err(Refusal::bad_request(&format!("there is no {name} in the request")));
    }
    if !is_address(value) && !value.bytes().all(is_id_byte) {
        return Err(Refusal::bad_request(
            "wrong remote file identifier specified: Wrong character in the string",
        ));
    }
    match world.files.get(value) {
        Some(file) if file.kind != kind => {
            let (is, wanted) = (file.kind.title(), kind.title());
            Err(Refusal::bad_request(&format!("can't use file of type {is} as {wanted}")))
        }
        _ => Ok(Named::Elsewhere(value)),
    }
}

/// What is uploaded must be something, and a photo must be one.
pub(super) fn check(kind: Kind, upload: Upload<'_>) -> Result<(), Refusal> {
    let size = upload.content.len();
    if size == 0 {
        return Err(Refusal::bad_request("file must be non-empty"));
    }
    if kind != Kind::Photo {
        return Ok(());
    }
    if size > MAX_PHOTO {
        return Err(Refusal::bad_request(&format!(
            "file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )));
    }
    let Some((width, height)) = picture::size(upload.content) else {
        return Err(Refusal::bad_request("IMAGE_PROCESS_FAILED"));
    };
    let ratio = width.max(height) / width.min(height);
    match width.saturating_add(height) > MAX_SIDES || ratio > MAX_RATIO {
        true => Err(Refusal::bad_request("PHOTO_INVALID_DIMENSIONS")),
        false => Ok(()),
    }
}

/// What the call tells of the file.
fn told(params: &Params, kind: Kind) -> Map<String, Value> {
    let value = |name: &str| match params.get(name) {
        text if !TEXTS.contains(&name) => {
            (!text.is_empty()).then(|| params.integer(name, 0, 0, i64::from(i32::MAX)).into())
        }
        "" => None,
        text => Some(Value::from(text)),
    };
    names_told(kind).iter().filter_map(|name| Some(((*name).to_owned(), value(name)?))).collect()
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
