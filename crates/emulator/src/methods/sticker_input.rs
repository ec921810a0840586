//! Stickers as calls describe them. See <https://core.telegram.org/bots/api#inputsticker>.

use serde_json::{Value, json};

use super::shown;
use crate::answer::Refusal;
use crate::files::{File, Kind};
use crate::params::{Params, Upload};
use crate::picture;
use crate::sticker_sets::Purpose;
use crate::world::World;

/// Emoji of one sticker.
const MAX_EMOJI: usize = 20;
/// Keywords of one sticker, and the characters of all of them.
const MAX_KEYWORDS: (usize, usize) = (20, 64);
/// Where a mask can be put.
const POINTS: [&str; 4] = ["forehead", "eyes", "mouth", "chin"];

/// What the file of a sticker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Static,
    Animated,
    Video,
    /// Whatever the file says it is.
    Auto,
}

impl Format {
    pub(super) fn named(name: &str) -> Result<Self, Refusal> {
        match name {
            "static" => Ok(Self::Static),
            "animated" => Ok(Self::Animated),
            "video" => Ok(Self::Video),
            "auto" => Ok(Self::Auto),
            _ => Err(Refusal::bad_request("invalid sticker format specified")),
        }
    }

    /// What a file is that says so by its first bytes.
    pub(super) fn of(content: &[u8]) -> Self {
        match content {
            [0x1f, 0x8b, ..] => Self::Animated,
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Self::Video,
            _ => Self::Static,
        }
    }

    /// Bytes that a sticker may have, and one that stands for its set.
    fn most(self, thumbnail: bool) -> usize {
        match (self, thumbnail) {
            (Self::Static | Self::Auto, false) => 1 << 19,
            (Self::Animated, false) => 1 << 16,
            (Self::Video, false) => 1 << 18,
            (Self::Static | Self::Auto, true) => 1 << 17,
            (Self::Animated | Self::Video, true) => 1 << 15,
        }
    }
}

/// Where a file that makes a sticker came from.
pub(super) enum Source<'a> {
    Upload(Upload<'a>),
    Named(String),
}

/// A sticker that is to be put into a set.
pub(super) struct Input<'a> {
    source: Source<'a>,
    pub(super) format: Format,
    pub(super) emoji: String,
    pub(super) mask_position: Option<Value>,
    pub(super) keywords: Vec<String>,
}

impl<'a> Input<'a> {
    /// Reads it; `by_default` is what it is if nothing is said of that.
    pub(super) fn read(
        params: &'a Params,
        value: &Value,
        by_default: Option<&str>,
    ) -> Result<Self, Refusal> {
        let bad = |what: &str| Refusal::bad_request(what);
        if !value.is_object() {
            return Err(bad("InputSticker must be an Object"));
        }
        let named = value["sticker"].as_str().unwrap_or_default();
        let source = source(params, named).ok_or_else(|| bad("sticker not found"))?;
        let format = match value["format"].as_str().or(by_default) {
            Some(name) => Format::named(name)?,
            None => return Err(bad("Can't find field \"format\"")),
        };
        if value.get("emoji_list").is_none() {
            return Err(bad("Can't find field \"emoji_list\""));
        }
        Ok(Self {
            source,
            format,
            emoji: emoji(&value["emoji_list"])?,
            mask_position: mask_position(&value["mask_position"])?,
            keywords: keywords(&value["keywords"])?,
        })
    }

    /// Keeps the file if it was uploaded and can be one; gives it, and what it is.
    pub(super) fn file(
        &self,
        world: &mut World,
        purpose: Purpose,
    ) -> Result<(File, Format), Refusal> {
        match &self.source {
            Source::Upload(upload) => {
                check(self.format, purpose, upload.content)?;
                let format = Format::of(upload.content);
                Ok((world.add_file(Kind::Sticker, upload.name, upload.content), format))
            }
            Source::Named(name) => {
                let content = world.files.content(name).cloned();
                if let Some(content) = &content {
                    check(self.format, purpose, content)?;
                }
                let format = content.map_or(self.format, |content| Format::of(&content));
                Ok((shown::known(world, Kind::Sticker, name), format))
            }
        }
    }
}

/// The file that a value means: a part of the call, an address, or the id of a file.
pub(super) fn source<'a>(params: &'a Params, named: &str) -> Option<Source<'a>> {
    match named.strip_prefix(crate::params::ATTACHED) {
        Some(part) => params.part(part).map(Source::Upload),
        None if named.is_empty() => None,
        None => Some(Source::Named(named.to_owned())),
    }
}

/// Refuses a file that cannot be such a sticker.
pub(super) fn check(format: Format, purpose: Purpose, content: &[u8]) -> Result<(), Refusal> {
    let real = Format::of(content);
    let format = if format == Format::Auto { real } else { format };
    let problem = match format {
        _ if content.is_empty() => "file must be non-empty",
        format if content.len() > format.most(false) => "file is too big",
        Format::Animated if real != format => "STICKER_TGS_NOTGS",
        Format::Video if real != format => "STICKER_VIDEO_NOWEBM",
        Format::Animated | Format::Video => return Ok(()),
        Format::Static | Format::Auto => match picture::size(content) {
            None => "STICKER_PNG_NOPNG",
            _ if picture::is_jpeg(content) => "STICKER_PNG_NOPNG",
            Some(size) if fits(purpose, size) => return Ok(()),
            Some(_) => "STICKER_PNG_DIMENSIONS",
        },
    };
    Err(Refusal::bad_request(problem))
}

/// Refuses a file that cannot stand for a set of stickers.
pub(super) fn check_thumbnail(format: Format, content: &[u8]) -> Result<(), Refusal> {
    let real = Format::of(content);
    let format = if format == Format::Auto { real } else { format };
    let problem = match format {
        _ if content.is_empty() => "file must be non-empty",
        format if content.len() > format.most(true) => "file is too big",
        Format::Animated if real != format => "STICKER_THUMB_TGS_NOTGS",
        Format::Static if picture::size(content).is_none() => "STICKER_THUMB_PNG_NOPNG",
        Format::Static if picture::size(content) != Some((100, 100)) => "STICKER_PNG_DIMENSIONS",
        _ => return Ok(()),
    };
    Err(Refusal::bad_request(problem))
}

/// Whether a picture has the size of a sticker.
fn fits(purpose: Purpose, (width, height): (u32, u32)) -> bool {
    match purpose {
        Purpose::CustomEmoji => (width, height) == (100, 100),
        Purpose::Regular | Purpose::Mask => width.max(height) == 512,
    }
}

/// A list of emoji, in one text.
pub(super) fn emoji(value: &Value) -> Result<String, Refusal> {
    let Value::Array(list) = value else {
        return Err(Refusal::bad_request("expected an Array of string"));
    };
    match list.len() {
        0 => return Err(Refusal::bad_request("emoji list must be non-empty")),
        1..=MAX_EMOJI => {}
        _ => return Err(Refusal::bad_request("too many emoji specified")),
    }
    let mut all = String::new();
    for one in list {
        let one = one.as_str().ok_or_else(|| Refusal::bad_request("emoji must be a string"))?;
        if !is_emoji(one) {
            return Err(Refusal::bad_request("expected a Unicode emoji"));
        }
        all += one;
    }
    Ok(all)
}

/// Whether a text may be one emoji: the real server has a list, and this knows only what is none.
fn is_emoji(text: &str) -> bool {
    let keycap = text.contains('\u{20e3}');
    let fits = |c: char| !c.is_alphabetic() && !c.is_whitespace() && !c.is_control();
    let shown = text.chars().any(|c| matches!(c, '©' | '®') || c >= '\u{203c}');
    let ascii = text.chars().any(|c| c.is_ascii());
    shown && text.chars().count() <= 20 && text.chars().all(fits) && (keycap || !ascii)
}

/// Words by which a sticker is found.
pub(super) fn keywords(value: &Value) -> Result<Vec<String>, Refusal> {
    let list = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        _ => return Err(Refusal::bad_request("field \"keywords\" must be an Array")),
    };
    let mut words = Vec::with_capacity(list.len());
    for word in list {
        let word = word.as_str().ok_or_else(|| Refusal::bad_request("keyword must be a string"))?;
        words.push(word.to_owned());
    }
    let characters: usize = words.iter().map(|word| word.chars().count()).sum();
    // What Telegram says of too many is not known.
    match words.len() > MAX_KEYWORDS.0 || characters > MAX_KEYWORDS.1 {
        true => Err(Refusal::bad_request("STICKER_KEYWORDS_INVALID")),
        false => Ok(words),
    }
}

/// Where a mask is put, see <https://core.telegram.org/bots/api#maskposition>.
pub(super) fn mask_position(value: &Value) -> Result<Option<Value>, Refusal> {
    if value.is_null() {
        return Ok(None);
    }
    let bad = |what: &str| Refusal::bad_request(what);
    if !value.is_object() {
        return Err(bad("MaskPosition must be an Object"));
    }
    let point = value["point"].as_str().ok_or_else(|| bad("Can't find field \"point\""))?;
    let point = point.trim().to_ascii_lowercase();
    if !POINTS.contains(&point.as_str()) {
        return Err(bad("wrong point specified in MaskPosition"));
    }
    let mut position = json!({ "point": point });
    for name in ["x_shift", "y_shift", "scale"] {
        let number = value[name].as_f64();
        let number = number.ok_or_else(|| bad(&format!("Can't find field \"{name}\"")))?;
        position[name] = number.into();
    }
    Ok(Some(position))
}
