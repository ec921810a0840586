//! Sending files: uploaded, by the id of a file, or by an address, from which nothing is fetched here.
//!
//! <https://core.telegram.org/bots/api#sendphoto>, <https://core.telegram.org/bots/api#senddocument> and their kin.

use serde_json::{Map, Value, json};

use super::message::{UNMODELLED, post};
use super::refuse_unmodelled;
use crate::answer::{Outcome, Refusal};
use crate::clock::Now;
use crate::files::{File, Kind};
use crate::model::{Message, PhotoSize, Sticker};
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
/// What a photo is taken to be that is not here: width, height and bytes of each size.
const SIZES: [(u32, u32, usize); 2] = [(90, 60, 1_500), (1_280, 853, 150_000)];
/// Numbers and texts that the sender tells of a file, by kind.
const TOLD: [(Kind, &[&str]); 6] = [
    (Kind::Video, &["duration", "width", "height"]),
    (Kind::Animation, &["duration", "width", "height"]),
    (Kind::Audio, &["duration", "performer", "title"]),
    (Kind::Voice, &["duration"]),
    (Kind::VideoNote, &["length", "duration"]),
    (Kind::LivePhoto, &["duration", "width", "height"]),
];

/// Those of them that are texts.
const TEXTS: [&str; 2] = ["performer", "title"];

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

pub(super) fn send(
    world: &mut World,
    now: Now,
    params: &Params,
    method: &str,
    kind: Kind,
) -> Outcome {
    refuse_unmodelled(params, &UNMODELLED)?;
    let piece = Piece::read(world, params, kind)?;
    post(world, now, params, method, |world, message| piece.put(world, message))
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

/// A flag that has the same name in the call and in the message.
pub(super) const SAME: &str = "show_caption_above_media";

/// Puts a file into a message, with what the sender told of it.
pub(crate) fn attach(message: &mut Message, kind: Kind, file: &File, told: Map<String, Value>) {
    let (flags, told): (Map<_, _>, Map<_, _>) =
        told.into_iter().partition(|(name, _)| name.starts_with("has_") || name == SAME);
    message.attachment.extend(flags);
    match kind {
        Kind::Photo => {
            message.photo = photo_sizes(file);
            return;
        }
        Kind::Sticker => {
            message.sticker = Some(Box::new(sticker(file)));
            return;
        }
        _ => {}
    }
    let object = object(kind, file, told);
    // An animation is a document as well, and a live photo a photo, for programs that know nothing else.
    if kind == Kind::Animation {
        let mut document = object.clone();
        document.retain(|name, _| !names_told(kind).contains(&name.as_str()));
        message.attachment.insert(Kind::Document.name().to_owned(), document.into());
    }
    if kind == Kind::LivePhoto {
        let sizes = object.get("photo").cloned().unwrap_or_default();
        message.photo = serde_json::from_value(sizes).unwrap_or_default();
    }
    message.attachment.insert(kind.name().to_owned(), object.into());
}

/// A file that is no photo as the Bot API writes it, with what the sender told of it.
fn object(kind: Kind, file: &File, told: Map<String, Value>) -> Map<String, Value> {
    let mut object = told;
    // Numbers are never missing, even if nobody has told them.
    for name in names_told(kind).iter().filter(|name| !TEXTS.contains(name)) {
        object.entry(*name).or_insert_with(|| 0.into());
    }
    let nameless = [Kind::Voice, Kind::VideoNote, Kind::LivePhoto].contains(&kind);
    if !file.name.is_empty() && !nameless {
        object.insert("file_name".to_owned(), file.name.clone().into());
    }
    if kind != Kind::VideoNote {
        object.insert("mime_type".to_owned(), file.mime_type().into());
    }
    object.insert("file_id".to_owned(), file.file_id.clone().into());
    object.insert("file_unique_id".to_owned(), file.file_unique_id.clone().into());
    object.insert("file_size".to_owned(), file.file_size.into());
    object
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

fn names_told(kind: Kind) -> &'static [&'static str] {
    TOLD.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, names)| names)
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

/// The file with this id, or one that Telegram is taken to have.
pub(super) fn known(world: &World, kind: Kind, name: &str) -> File {
    if let Some(file) = world.files.get(name) {
        return file.clone();
    }
    let address = is_address(name);
    let file_id = if address {
        format!("{}_{:016x}", kind.name(), fingerprint(name))
    } else {
        name.to_owned()
    };
    let last = name.split(['?', '#']).next().and_then(|path| path.rsplit('/').next());
    File {
        number: 0,
        kind,
        file_unique_id: format!("{:016x}", fingerprint(&file_id)),
        file_id,
        file_size: SIZES[1].2,
        name: last.filter(|_| address).unwrap_or_default().to_owned(),
        size: None,
        path: String::new(),
    }
}

/// The sizes of a photo that only Telegram is taken to have under this name.
pub(super) fn photo_of(world: &World, name: &str) -> Vec<PhotoSize> {
    photo_sizes(&known(world, Kind::Photo, name))
}

/// The sizes of a photo. One that is here has its own size only, because nothing is made smaller.
fn photo_sizes(file: &File) -> Vec<PhotoSize> {
    if file.size.is_some() {
        return vec![photo_size(file)];
    }
    let size = |(width, height, file_size)| PhotoSize {
        file_id: file.file_id.clone(),
        file_unique_id: format!("{}_{width}", file.file_unique_id),
        width,
        height,
        file_size,
    };
    SIZES.map(size).into()
}

pub(super) fn photo_size(file: &File) -> PhotoSize {
    let (width, height) = file.size.unwrap_or((SIZES[0].0, SIZES[0].1));
    PhotoSize {
        file_id: file.file_id.clone(),
        file_unique_id: file.file_unique_id.clone(),
        width,
        height,
        file_size: file.file_size,
    }
}

/// A sticker that is in no set.
fn sticker(file: &File) -> Sticker {
    let (width, height) = file.size.unwrap_or((512, 512));
    let side = |pixels| u16::try_from(pixels).unwrap_or(u16::MAX);
    Sticker {
        width: side(width),
        height: side(height),
        emoji: None,
        set_name: None,
        file_id: file.file_id.clone(),
        file_unique_id: file.file_unique_id.clone(),
        file_size: u32::try_from(file.file_size).unwrap_or(u32::MAX),
        ..Sticker::of("")
    }
}

fn is_address(name: &str) -> bool {
    name.starts_with("https://") || name.starts_with("http://")
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// FNV-1a: the same in every run, which the standard library's hashes are not.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
