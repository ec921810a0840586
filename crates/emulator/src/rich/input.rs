//! Blocks as bots tell them in JSON, see <https://core.telegram.org/bots/api#inputrichblock>.
//!
//! The words of refusals are those with which the official server tells of other JSON; only `Unsupported rich text type` is
//! known of rich messages, from <https://github.com/rubenlagus/TelegramBots/issues/1599>.

use serde_json::{Map, Value};

use super::html::label;
use super::map::{HEIGHT, WIDTH, ZOOM, is_size, is_zoom};
use super::{Block, Button, Caption, Cell, Item, Mark, Text};

/// Types of blocks with a file.
const FILES: [&str; 6] = ["animation", "audio", "document", "photo", "video", "voice_note"];

type Fields = Map<String, Value>;

/// What takes the file of a block: the type of the block, and the file as an object.
pub(crate) trait Take<M>: FnMut(&str, &Fields) -> Result<M, String> {}

impl<M, F: FnMut(&str, &Fields) -> Result<M, String>> Take<M> for F {}

/// Reads a list of blocks.
pub(crate) fn blocks<M>(list: &[Value], take: &mut impl Take<M>) -> Result<Vec<Block<M>>, String> {
    list.iter().map(|value| block(object(value, "RichBlock")?, take)).collect()
}

fn block<M>(fields: &Fields, take: &mut impl Take<M>) -> Result<Block<M>, String> {
    Ok(match string(fields, "type")? {
        "paragraph" => Block::Paragraph { text: text(fields, "text")? },
        "heading" => Block::Heading { text: text(fields, "text")?, size: size(fields)? },
        "pre" => {
            Block::Pre { text: text(fields, "text")?, language: some_string(fields, "language")? }
        }
        "footer" => Block::Footer { text: text(fields, "text")? },
        "divider" => Block::Divider,
        "mathematical_expression" => {
            Block::MathematicalExpression { expression: string(fields, "expression")?.to_owned() }
        }
        "anchor" => Block::Anchor { name: string(fields, "name")?.to_owned() },
        "list" => Block::List { items: items(list(fields, "items")?, take)? },
        "blockquote" => Block::Blockquote {
            blocks: blocks(list(fields, "blocks")?, take)?,
            credit: some_text(fields, "credit")?,
        },
        "expandable_blockquote" => Block::ExpandableBlockquote {
            text: text(fields, "text")?,
            credit: some_text(fields, "credit")?,
        },
        "pullquote" => {
            Block::Pullquote { text: text(fields, "text")?, credit: some_text(fields, "credit")? }
        }
        "collage" => Block::Collage { blocks: files(fields, take)?, caption: caption(fields)? },
        "slideshow" => Block::Slideshow { blocks: files(fields, take)?, caption: caption(fields)? },
        "table" => Block::Table {
            cells: list(fields, "cells")?.iter().map(row).collect::<Result<_, _>>()?,
            is_bordered: flag(fields, "is_bordered")?,
            is_striped: flag(fields, "is_striped")?,
            is_compact: flag(fields, "is_compact")?,
            caption: some_text(fields, "caption")?,
        },
        "details" => Block::Details {
            summary: text(fields, "summary")?,
            blocks: blocks(list(fields, "blocks")?, take)?,
            is_open: flag(fields, "is_open")?,
        },
        "map" => map(fields)?,
        "buttons" => buttons(fields)?,
        "thinking" => Block::Thinking { text: text(fields, "text")? },
        kind if FILES.contains(&kind) => {
            let file = take(kind, object(field(fields, kind)?, kind)?)?;
            Block::File { file, caption: caption(fields)? }
        }
        _ => return Err("Unsupported rich block type".to_owned()),
    })
}

fn size(fields: &Fields) -> Result<u8, String> {
    let size = number(fields, "size")?.ok_or_else(|| missing("size"))?;
    let size = u8::try_from(size).ok().filter(|size| (1..=6).contains(size));
    size.ok_or_else(|| "Invalid heading size specified".to_owned())
}

fn items<M>(list: &[Value], take: &mut impl Take<M>) -> Result<Vec<Item<M>>, String> {
    let mut next = 1;
    list.iter()
        .map(|value| {
            let fields = object(value, "RichBlockListItem")?;
            let (value, kind) = (number(fields, "value")?, some_string(fields, "type")?);
            let numbered = value.is_some() || kind.is_some();
            let value = numbered.then(|| value.unwrap_or(next));
            next = value.unwrap_or(next).saturating_add(1);
            Ok(Item {
                label: label(kind.as_deref(), value),
                blocks: blocks(self::list(fields, "blocks")?, take)?,
                has_checkbox: flag(fields, "has_checkbox")?,
                is_checked: flag(fields, "is_checked")?,
                value,
                kind,
            })
        })
        .collect()
}

/// The blocks of a collage or a slideshow, which are files.
fn files<M>(fields: &Fields, take: &mut impl Take<M>) -> Result<Vec<Block<M>>, String> {
    let all = blocks(list(fields, "blocks")?, take)?;
    match all.iter().all(|block| matches!(block, Block::File { .. })) {
        true => Ok(all),
        false => Err("Only media blocks can be in a collage or a slideshow".to_owned()),
    }
}

fn row(row: &Value) -> Result<Vec<Cell>, String> {
    let Value::Array(cells) = row else {
        return Err("Field \"cells\" must be an Array of Arrays".to_owned());
    };
    let of_cell = |error| format!("can't parse PageBlockTableCell: {error}");
    cells.iter().map(|value| cell(value).map_err(of_cell)).collect()
}

fn cell(value: &Value) -> Result<Cell, String> {
    let fields = object(value, "RichBlockTableCell")?;
    Ok(Cell {
        text: some_text(fields, "text")?,
        is_header: flag(fields, "is_header")?,
        colspan: span(fields, "colspan")?,
        rowspan: span(fields, "rowspan")?,
        align: one_of(fields, "align", ["left", "center", "right"])?,
        valign: one_of(fields, "valign", ["middle", "top", "bottom"])?,
    })
}

/// Over how many columns or rows a cell reaches, if it is more than its own.
fn span(fields: &Fields, name: &str) -> Result<Option<i64>, String> {
    Ok(number(fields, name)?.filter(|count| *count > 1))
}

/// One of three words; the first if none is given.
fn one_of(fields: &Fields, name: &str, words: [&str; 3]) -> Result<String, String> {
    let given = some_string(fields, name)?.unwrap_or_else(|| words[0].to_owned());
    match words.contains(&given.as_str()) {
        true => Ok(given),
        false => Err(format!("Invalid {name} specified")),
    }
}

fn map<M>(fields: &Fields) -> Result<Block<M>, String> {
    let location = field(fields, "location")?;
    let place = object(location, "Location")?;
    let degrees = |name: &str, most: f64| {
        let given = place.get(name).ok_or_else(|| missing(name))?.as_f64();
        let given = given.ok_or_else(|| format!("Field \"{name}\" must be of type Number"))?;
        match given.abs() <= most {
            true => Ok(given),
            false => Err("Invalid location specified".to_owned()),
        }
    };
    let location = serde_json::json!({
        "latitude": degrees("latitude", 90.0)?,
        "longitude": degrees("longitude", 180.0)?,
    });
    let given = |name: &str, usual: i64| {
        Ok::<_, String>(match number(fields, name)? {
            None | Some(0) => usual,
            Some(number) => number,
        })
    };
    let (zoom, width, height) =
        (given("zoom", ZOOM)?, given("width", WIDTH)?, given("height", HEIGHT)?);
    if !is_zoom(zoom) {
        return Err("Invalid map zoom specified".to_owned());
    }
    match is_size(width, height) {
        true => Ok(Block::Map { location, zoom, width, height, caption: caption(fields)? }),
        false => Err("Invalid map size specified".to_owned()),
    }
}

fn buttons<M>(fields: &Fields) -> Result<Block<M>, String> {
    let buttons = list(fields, "buttons")?;
    let align = match fields.contains_key("align") {
        true => Some(one_of(fields, "align", ["left", "center", "right"])?),
        false => None,
    };
    let buttons = buttons.iter().map(|value| button(object(value, "RichMessageButton")?));
    Ok(Block::Buttons { buttons: buttons.collect::<Result<_, _>>()?, align })
}

fn button(fields: &Fields) -> Result<Button, String> {
    let known = molniya_schema::ty("RichMessageButton");
    let mut rest = fields.clone();
    rest.retain(|name, _| name != "text" && known.is_none_or(|ty| ty.field(name).is_some()));
    Ok(Button { text: text(fields, "text")?, rest })
}

fn caption(fields: &Fields) -> Result<Option<Caption>, String> {
    let Some(value) = given(fields, "caption") else {
        return Ok(None);
    };
    let fields = object(value, "RichBlockCaption")?;
    Ok(Some(Caption { text: text(fields, "text")?, credit: some_text(fields, "credit")? }))
}

fn text(fields: &Fields, name: &str) -> Result<Text, String> {
    read_text(field(fields, name)?)
}

fn some_text(fields: &Fields, name: &str) -> Result<Option<Text>, String> {
    given(fields, name).map(read_text).transpose()
}

fn read_text(value: &Value) -> Result<Text, String> {
    match value {
        Value::String(text) => Ok(Text::Plain(text.clone())),
        Value::Array(list) => Ok(Text::of(list.iter().map(read_text).collect::<Result<_, _>>()?)),
        Value::Object(fields) => Ok(Text::Marked(Box::new(mark(fields)?))),
        _ => Err("Unsupported rich text type".to_owned()),
    }
}

fn mark(fields: &Fields) -> Result<Mark, String> {
    let inner = || text(fields, "text");
    let named = |name| string(fields, name).map(str::to_owned);
    Ok(match string(fields, "type")? {
        "bold" => Mark::Bold { text: inner()? },
        "italic" => Mark::Italic { text: inner()? },
        "underline" => Mark::Underline { text: inner()? },
        "strikethrough" => Mark::Strikethrough { text: inner()? },
        "spoiler" => Mark::Spoiler { text: inner()? },
        "subscript" => Mark::Subscript { text: inner()? },
        "superscript" => Mark::Superscript { text: inner()? },
        "marked" => Mark::Marked { text: inner()? },
        "code" => Mark::Code { text: inner()? },
        "date_time" => Mark::DateTime {
            text: inner()?,
            unix_time: number(fields, "unix_time")?.ok_or_else(|| missing("unix_time"))?,
            date_time_format: named("date_time_format")?,
        },
        "text_mention" => {
            Mark::TextMention { text: inner()?, user: field(fields, "user")?.clone() }
        }
        "custom_emoji" => Mark::CustomEmoji {
            custom_emoji_id: named("custom_emoji_id")?,
            alternative_text: named("alternative_text")?,
        },
        "mathematical_expression" => {
            Mark::MathematicalExpression { expression: named("expression")? }
        }
        "url" => Mark::Url { text: inner()?, url: named("url")? },
        "email_address" => {
            Mark::EmailAddress { text: inner()?, email_address: named("email_address")? }
        }
        "phone_number" => {
            Mark::PhoneNumber { text: inner()?, phone_number: named("phone_number")? }
        }
        "bank_card_number" => {
            Mark::BankCardNumber { text: inner()?, bank_card_number: named("bank_card_number")? }
        }
        "mention" => Mark::Mention { text: inner()?, username: named("username")? },
        "hashtag" => Mark::Hashtag { text: inner()?, hashtag: named("hashtag")? },
        "cashtag" => Mark::Cashtag { text: inner()?, cashtag: named("cashtag")? },
        "bot_command" => Mark::BotCommand { text: inner()?, bot_command: named("bot_command")? },
        "button" => {
            Mark::Button { button: button(object(field(fields, "button")?, "RichMessageButton")?)? }
        }
        "anchor" => Mark::Anchor { name: named("name")? },
        "anchor_link" => Mark::AnchorLink { text: inner()?, anchor_name: named("anchor_name")? },
        "reference" => Mark::Reference { text: inner()?, name: named("name")? },
        "reference_link" => {
            Mark::ReferenceLink { text: inner()?, reference_name: named("reference_name")? }
        }
        _ => return Err("Unsupported rich text type".to_owned()),
    })
}

fn missing(name: &str) -> String {
    format!("Can't find field \"{name}\"")
}

fn object<'a>(value: &'a Value, what: &str) -> Result<&'a Fields, String> {
    value.as_object().ok_or_else(|| format!("{what} must be an Object"))
}

/// A field that is there, and is not null.
fn given<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

fn field<'a>(fields: &'a Fields, name: &str) -> Result<&'a Value, String> {
    given(fields, name).ok_or_else(|| missing(name))
}

fn list<'a>(fields: &'a Fields, name: &str) -> Result<&'a [Value], String> {
    let list = field(fields, name)?.as_array();
    list.map(Vec::as_slice).ok_or_else(|| format!("Field \"{name}\" must be of type Array"))
}

fn string<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, String> {
    let text = field(fields, name)?.as_str();
    text.ok_or_else(|| format!("Field \"{name}\" must be of type String"))
}

fn some_string(fields: &Fields, name: &str) -> Result<Option<String>, String> {
    given(fields, name).map(|_| string(fields, name).map(str::to_owned)).transpose()
}

fn flag(fields: &Fields, name: &str) -> Result<bool, String> {
    match given(fields, name) {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(format!("Field \"{name}\" must be of type Boolean")),
    }
}

/// A number, which may be written as a text.
fn number(fields: &Fields, name: &str) -> Result<Option<i64>, String> {
    let number = match given(fields, name) {
        None => return Ok(None),
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value.as_i64(),
    };
    number.map(Some).ok_or_else(|| format!("Field \"{name}\" must be of type Number"))
}
