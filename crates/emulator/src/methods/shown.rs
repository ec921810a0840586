//! Files as messages show them, also those that only Telegram is taken to have.
//!
//! <https://core.telegram.org/bots/api#photosize>, <https://core.telegram.org/bots/api#document> and their kin.

use serde_json::{Map, Value};

use crate::files::{File, Kind};
use crate::model::{Message, PhotoSize, Sticker};
use crate::world::World;

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
pub(super) const TEXTS: [&str; 2] = ["performer", "title"];

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
pub(super) fn object(kind: Kind, file: &File, told: Map<String, Value>) -> Map<String, Value> {
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

pub(super) fn names_told(kind: Kind) -> &'static [&'static str] {
    TOLD.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, names)| names)
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
pub(super) fn photo_sizes(file: &File) -> Vec<PhotoSize> {
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
pub(super) fn sticker(file: &File) -> Sticker {
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

pub(super) fn is_address(name: &str) -> bool {
    name.starts_with("https://") || name.starts_with("http://")
}

/// FNV-1a: the same in every run, which the standard library's hashes are not.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
