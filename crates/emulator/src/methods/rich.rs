//! Rich messages. See <https://core.telegram.org/bots/api#sendrichmessage>.
//!
//! The documentation names the limits and says what is not possible, but not in which words it is refused; the words here are
//! its own.

use std::collections::HashMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::Act;
use super::access::{chat_to_write_to, may_send};
use super::item::Item;
use super::media::Piece;
use super::message::{UNMODELLED, post};
use super::shown::is_address;
use super::{refuse_unmodelled, required};
use crate::answer::{Outcome, Refusal};
use crate::files::Kind;
use crate::params::{ATTACHED, Params};
use crate::rich::{
    Block, Mark, Read, Rich, Shown, Source, Tag, Text, buttons, found, html, input, limits,
    markdown, walk,
};
use crate::world::World;

/// What a file can be, as the type of its block, and the method that sends one alone.
const TYPES: [(Kind, &str, &str); 6] = [
    (Kind::Animation, "animation", "sendAnimation"),
    (Kind::Audio, "audio", "sendAudio"),
    (Kind::Document, "document", "sendDocument"),
    (Kind::Photo, "photo", "sendPhoto"),
    (Kind::Video, "video", "sendVideo"),
    (Kind::Voice, "voice_note", "sendVoice"),
];
/// What a file says of its caption.
const CAPTION: [&str; 3] = ["caption", "parse_mode", "caption_entities"];
/// Bytes of the id of a file in `media`.
const MAX_ID: usize = 64;
/// Links in HTML and Markdown to what is in `media`, and what can be there.
const LINKS: [(&str, &[&str]); 4] = [
    ("tg://photo?id=", &["photo"]),
    ("tg://video?id=", &["video", "animation"]),
    ("tg://audio?id=", &["audio", "voice_note"]),
    ("tg://document?id=", &["document"]),
];

type Fields = Map<String, Value>;

pub(super) fn send(world: &mut World, act: Act<'_>) -> Outcome {
    refuse_unmodelled(act.params, &UNMODELLED)?;
    let told = Told::from_params(act.params)?.lasting()?;
    let pieces = told.pieces(world)?;
    told.may_be_sent(world, act)?;
    post(world, act, "sendRichMessage", |world, message| {
        message.rich_message = Some(Box::new(told.put(world, pieces)));
    })
}

/// A rich message as it was told.
pub(crate) struct Told {
    blocks: Vec<Block<Placed>>,
    is_rtl: bool,
    files: Vec<Item>,
}

impl Told {
    /// Reads the parameter of a call.
    pub(super) fn from_params(params: &Params) -> Result<Self, Refusal> {
        let value = serde_json::from_str(required(params, "rich_message")?)
            .map_err(|_| Refusal::bad_request("can't parse rich message JSON object"))?;
        Self::read(params, &value)
    }

    /// Reads it where it stands in something else; what is uploaded came with a call.
    pub(crate) fn read(params: &Params, value: &Value) -> Result<Self, Refusal> {
        let bad = |what: String| Refusal::bad_request(&format!("can't parse rich message: {what}"));
        let Value::Object(fields) = value else {
            return Err(bad("expected an Object".to_owned()));
        };
        let mut files = Files { params, list: Vec::new(), media: HashMap::new() };
        let media = fields.get("media").and_then(Value::as_array);
        files.offer(media.map(Vec::as_slice).unwrap_or_default()).map_err(bad)?;
        let flag = |name: &str| fields.get(name) == Some(&Value::Bool(true));
        let is_there = |name: &&str| fields.get(*name).is_some_and(|value| !value.is_null());
        let told: Vec<&str> = ["blocks", "html", "markdown"].into_iter().filter(is_there).collect();
        let mut place = |read: Read| {
            let blocks = read?.into_iter();
            blocks.map(|block| block.map(&mut |source| files.find(&source))).collect()
        };
        let blocks = match (told.as_slice(), told.first().map(|name| &fields[*name])) {
            (["blocks"], Some(Value::Array(list))) => {
                input::blocks(list, &mut |kind: &str, file: &Fields| files.add(kind, file))
            }
            (["html"], Some(Value::String(text))) => place(html::parse(text)),
            (["markdown"], Some(Value::String(text))) => place(markdown::parse(text)),
            ([name], _) => Err(format!("Field \"{name}\" has a wrong type")),
            _ => Err("exactly one of blocks, html and markdown must be specified".to_owned()),
        };
        let mut blocks = blocks.map_err(bad)?;
        if blocks.is_empty() {
            return Err(Refusal::bad_request("rich message must be non-empty"));
        }
        limits::check(&blocks).map_err(|excess| Refusal::bad_request(&excess.to_string()))?;
        buttons::check(&blocks).map_err(bad)?;
        if !flag("skip_entity_detection") {
            blocks = found::mark(blocks);
        }
        Ok(Self { blocks, is_rtl: flag("is_rtl"), files: files.list })
    }

    /// The same if it can stay: what a bot thinks is only shown in drafts.
    pub(crate) fn lasting(self) -> Result<Self, Refusal> {
        fn thinks(block: &Block<Placed>) -> bool {
            matches!(block, Block::Thinking { .. }) || block.parts().1.into_iter().any(thinks)
        }
        match self.blocks.iter().any(thinks) {
            true => Err(Refusal::bad_request("thinking blocks can be used only in drafts")),
            false => Ok(self),
        }
    }

    /// Refuses a bot that may not send one of the files alone.
    fn may_be_sent(&self, world: &World, act: Act<'_>) -> Result<(), Refusal> {
        let room = chat_to_write_to(world, act)?;
        for file in &self.files {
            let (_, _, method) = type_of(file.kind);
            may_send(world, act, room, method)?;
        }
        Ok(())
    }

    /// Refuses files that Telegram does not have yet: drafts and messages that were sent by way of a bot can hold no others.
    pub(super) fn need_known(&self) -> Result<(), Refusal> {
        let is_new = |file: &Item| {
            let name = file.params.get(file.kind.name());
            name.starts_with(ATTACHED) || is_address(name)
        };
        match self.files.iter().any(is_new) {
            true => Err(Refusal::bad_request("new files can't be used here")),
            false => Ok(()),
        }
    }

    /// The files that are to be in it.
    pub(crate) fn pieces(&self, world: &World) -> Result<Vec<Piece<'_>>, Refusal> {
        self.files.iter().map(|file| Piece::read(world, &file.params, file.kind)).collect()
    }

    /// What is told of it, with its files kept.
    pub(crate) fn put(&self, world: &mut World, pieces: Vec<Piece<'_>>) -> Rich {
        let files: Vec<(Kind, Value)> = pieces.into_iter().map(|piece| piece.told(world)).collect();
        let mut file = |placed: Placed| {
            let (kind, told) = &files[placed.at];
            Ok(shown(*kind, told.clone(), placed.has_spoiler))
        };
        let blocks = self.blocks.iter().cloned().map(|block| block.map(&mut file));
        let Ok(mut blocks) = blocks.collect::<Result<Vec<_>, std::convert::Infallible>>();
        walk::each_text(&mut blocks, &mut |text| introduce(world, text));
        Rich { blocks, is_rtl: self.is_rtl }
    }
}

/// Whether a file of `media` can be called so.
fn is_id(id: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=MAX_ID).contains(&id.len()) && id.bytes().all(known)
}

/// The row of the table for a kind.
fn type_of(kind: Kind) -> (Kind, &'static str, &'static str) {
    let row = TYPES.into_iter().find(|(of, ..)| *of == kind);
    row.unwrap_or((kind, kind.name(), "sendDocument"))
}

fn shown(kind: Kind, told: Value, has_spoiler: bool) -> Shown {
    let (_, name, _) = type_of(kind);
    let mut shown = Shown::new();
    shown.insert("type".to_owned(), name.into());
    shown.insert(name.to_owned(), told);
    if has_spoiler {
        shown.insert("has_spoiler".to_owned(), true.into());
    }
    shown
}

/// Says who is mentioned without a username; whom no bot can know is not mentioned.
fn introduce(world: &World, text: &mut Text) {
    let Text::Marked(mark) = text else {
        return;
    };
    if let Mark::TextMention { text: inner, user } = mark.as_mut() {
        match user["id"].as_i64().and_then(|id| world.user(id)) {
            Some(known) => *user = json!(known),
            None => *text = std::mem::replace(inner, Text::Plain(String::new())),
        }
    }
}

/// A file in its block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    /// Its place in the list of files.
    at: usize,
    has_spoiler: bool,
}

/// One of `media`: the type, and the file as JSON tells it.
struct Medium<'a> {
    kind: &'a str,
    file: &'a Fields,
    /// What became of it, once it has been named.
    placed: Option<Placed>,
}

/// The files of a message while it is read.
struct Files<'a> {
    params: &'a Params,
    list: Vec<Item>,
    media: HashMap<&'a str, Medium<'a>>,
}

impl<'a> Files<'a> {
    /// Takes a file as JSON tells it.
    fn add(&mut self, kind: &str, file: &Fields) -> Result<Placed, String> {
        let mut file = file.clone();
        let kind = TYPES.into_iter().find(|(_, name, _)| *name == kind).map(|(kind, ..)| kind);
        let kind = kind.ok_or("Unsupported media type")?;
        file.insert("type".to_owned(), kind.name().into());
        // The block has a caption; one of the file is ignored, whatever is wrong with it.
        CAPTION.iter().for_each(|name| drop(file.remove(*name)));
        let json = RawValue::from_string(Value::Object(file).to_string());
        let json = json.map_err(|error| error.to_string())?;
        let kinds = TYPES.map(|(kind, ..)| kind);
        let item = Item::read(self.params, &json, &kinds).map_err(|refusal| refusal.description);
        let item = item.map_err(|words| words.trim_start_matches("Bad Request: ").to_owned())?;
        let placed =
            Placed { at: self.list.len(), has_spoiler: item.params.boolean("has_spoiler") };
        self.list.push(item);
        Ok(placed)
    }

    /// Takes what is in `media`, to be named by HTML and Markdown.
    fn offer(&mut self, media: &'a [Value]) -> Result<(), String> {
        for one in media {
            let id = one["id"].as_str().ok_or("Can't find field \"id\"")?;
            if !is_id(id) {
                return Err("Invalid media identifier specified".to_owned());
            }
            let file = one["media"].as_object().ok_or("Can't find field \"media\"")?;
            let kind = file.get("type").and_then(Value::as_str).unwrap_or_default();
            self.media.insert(id, Medium { kind, file, placed: None });
        }
        Ok(())
    }

    /// The file that a tag names.
    fn find(&mut self, source: &Source) -> Result<Placed, String> {
        let Source { tag, address, has_spoiler } = source;
        let link =
            LINKS.iter().find_map(|(begin, kinds)| Some((address.strip_prefix(begin)?, kinds)));
        let placed = match link {
            Some((id, kinds)) => {
                let medium = self.media.get(id).filter(|medium| kinds.contains(&medium.kind));
                let medium = medium.ok_or_else(|| format!("there is no such media: {address}"))?;
                match medium.placed {
                    Some(placed) => placed,
                    None => {
                        let placed = self.add(medium.kind, medium.file)?;
                        if let Some(medium) = self.media.get_mut(id) {
                            medium.placed = Some(placed);
                        }
                        placed
                    }
                }
            }
            None => {
                let kind = match tag {
                    Tag::Image | Tag::Video if address.ends_with(".gif") => "animation",
                    Tag::Image => "photo",
                    Tag::Video => "video",
                    Tag::Audio if address.ends_with(".ogg") => "voice_note",
                    Tag::Audio => "audio",
                    Tag::Document => "document",
                };
                self.add(kind, &Fields::from_iter([("media".to_owned(), address.as_str().into())]))?
            }
        };
        Ok(Placed { has_spoiler: placed.has_spoiler || *has_spoiler, ..placed })
    }
}
