//! The text of a message from its parameters: markup, entities, trimming and the rules for length.
//!
//! See <https://core.telegram.org/bots/api#formatting-options>.

use std::cmp::Reverse;

use serde_json::{Value, json};

use crate::address::problem;
use crate::answer::Refusal;
use crate::markup::{found, html, markdown, old_markdown, utf16_len};
use crate::model::Entity;
use crate::params::Params;

/// Bytes of a text before its markup is read.
const MAX_BYTES: usize = 32_768;
/// Unicode code points of a text after its markup was read.
pub(crate) const MAX_CHARACTERS: usize = 4096;
/// Unicode code points of a caption after its markup was read.
const MAX_CAPTION: usize = 1024;

/// What stays whole; nothing is found where one of these stands, except inside a quote.
const WHOLE: [&str; 8] = [
    "blockquote",
    "expandable_blockquote",
    "pre",
    "code",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];
/// How text looks: these are cut where something that is found begins or ends inside them.
const LOOKS: [&str; 5] = ["bold", "italic", "underline", "strikethrough", "spoiler"];
/// What Telegram finds by itself; in the list of a bot it means nothing.
const FOUND: [&str; 8] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
];

/// Text with its entities.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
}

impl Formatted {
    /// What a person writes: only what Telegram finds is marked.
    pub(crate) fn plain(text: String) -> Self {
        Self { entities: found::entities(&text), text }
    }

    /// Puts the text into an object under these names; an empty one takes it away.
    pub(crate) fn put(self, object: &mut Value, text: &str, entities: &str) {
        let Value::Object(object) = object else {
            return;
        };
        object.remove(text);
        object.remove(entities);
        if !self.text.is_empty() {
            object.insert(text.to_owned(), self.text.into());
        }
        if !self.entities.is_empty() {
            object.insert(entities.to_owned(), json!(self.entities));
        }
    }
}

/// The names of the parameters of one text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names {
    pub(crate) text: &'static str,
    pub(crate) mode: &'static str,
    pub(crate) entities: &'static str,
}

/// Reads `text`, `parse_mode` and `entities`.
pub(crate) fn from_params(params: &Params) -> Result<Formatted, Refusal> {
    if params.get("text").is_empty() {
        return Err(Refusal::bad_request("message text is empty"));
    }
    let names = Names { text: "text", mode: "parse_mode", entities: "entities" };
    let formatted = named(params, names)?;
    if formatted.text.is_empty() {
        return Err(Refusal::bad_request("text must be non-empty"));
    }
    if formatted.text.chars().count() > MAX_CHARACTERS {
        return Err(Refusal::bad_request("message is too long"));
    }
    Ok(formatted)
}

/// Reads `caption`, `parse_mode` and `caption_entities`; the caption may be empty.
pub(crate) fn caption_from_params(params: &Params) -> Result<Formatted, Refusal> {
    let names = Names { text: "caption", mode: "parse_mode", entities: "caption_entities" };
    let formatted = named(params, names)?;
    if formatted.text.chars().count() > MAX_CAPTION {
        return Err(Refusal::bad_request("message caption is too long"));
    }
    Ok(formatted)
}

/// Reads a text that may be empty, its mode and its entities, whatever the parameters are called.
pub(crate) fn named(params: &Params, names: Names) -> Result<Formatted, Refusal> {
    let text = params.get(names.text);
    if text.len() > MAX_BYTES {
        return Err(Refusal::bad_request("text is too long"));
    }
    let mode = if text.is_empty() { "" } else { params.get(names.mode) };
    let (text, entities) = match mode.to_ascii_lowercase().as_str() {
        "" | "none" => (text.to_owned(), given(params.get(names.entities), text)?),
        "html" => html::parse(text).map_err(unparsed)?,
        "markdownv2" => markdown::parse(text).map_err(unparsed)?,
        "markdown" => old_markdown::parse(text).map_err(unparsed)?,
        _ => return Err(Refusal::bad_request("unsupported parse_mode")),
    };
    let Formatted { text, entities } = trimmed(&text, entities);
    let entities = with_found(entities, found::entities(&text));
    Ok(Formatted { text, entities })
}

fn unparsed(error: String) -> Refusal {
    Refusal::bad_request(&format!("can't parse entities: {error}"))
}

/// Reads the list of entities; one that is no list of them at all is ignored.
fn given(json: &str, text: &str) -> Result<Vec<Entity>, Refusal> {
    let Ok(Value::Array(list)) = serde_json::from_str(json) else {
        return Ok(Vec::new());
    };
    let total = utf16_len(text);
    let mut entities = Vec::with_capacity(list.len());
    for value in list {
        let entity = entity(value)
            .map_err(|what| Refusal::bad_request(&format!("can't parse MessageEntity: {what}")))?;
        let Some(entity) = entity else {
            continue;
        };
        let end = entity.offset.saturating_add(entity.length);
        if entity.offset > total {
            let at = entity.offset;
            return Err(Refusal::bad_request(&format!(
                "entity begins after the end of the text at UTF-16 offset {at}"
            )));
        }
        if end > total {
            let at = entity.offset;
            return Err(Refusal::bad_request(&format!(
                "entity beginning at UTF-16 offset {at} ends after the end of the text at UTF-16 offset {end}"
            )));
        }
        if let Some((url, problem)) = entity.url().and_then(|url| Some((url, problem(url)?))) {
            let text = format!("entity URL '{url}' is invalid: {problem}");
            return Err(Refusal::bad_request(&text));
        }
        if entity.length > 0 {
            entities.push(entity);
        }
    }
    sort(&mut entities);
    Ok(entities)
}

/// One entity of a list; nothing if it is of a kind that is found anyway.
fn entity(value: Value) -> Result<Option<Entity>, String> {
    let Value::Object(object) = &value else {
        return Err("expected an Object".to_owned());
    };
    let missing = |name: &str| format!("Can't find field \"{name}\"");
    for name in ["offset", "length", "type"] {
        if !object.contains_key(name) {
            return Err(missing(name));
        }
    }
    let kind = object["type"].as_str().unwrap_or_default();
    if FOUND.contains(&kind) {
        return Ok(None);
    }
    if !WHOLE.contains(&kind) && !LOOKS.contains(&kind) {
        return Err("Unsupported type specified".to_owned());
    }
    let wanted =
        [("text_link", "url"), ("text_mention", "user"), ("custom_emoji", "custom_emoji_id")];
    if let Some((_, name)) =
        wanted.iter().find(|(of, name)| *of == kind && !object.contains_key(*name))
    {
        return Err(missing(name));
    }
    serde_json::from_value(value).map(Some).map_err(|error| error.to_string())
}

/// Cuts blanks at both ends, at the start only up to the first entity, and moves the entities along.
fn trimmed(text: &str, entities: Vec<Entity>) -> Formatted {
    let text = text.trim_end_matches(|c: char| c.is_ascii_whitespace());
    let first = entities.first().map_or(usize::MAX, |entity| entity.offset);
    // A blank is one byte and one UTF-16 unit, so the count serves both.
    let cut = text.bytes().take(first).take_while(u8::is_ascii_whitespace).count();
    let text = &text[cut..];
    let total = utf16_len(text);
    let entities = entities.into_iter().filter_map(|mut entity| {
        entity.offset -= cut;
        entity.length = entity.length.min(total.saturating_sub(entity.offset));
        (entity.length > 0).then_some(entity)
    });
    Formatted { entities: entities.collect(), text: text.to_owned() }
}

/// Adds what was found to what was given, which goes before it.
fn with_found(given: Vec<Entity>, found: Vec<Entity>) -> Vec<Entity> {
    let crosses = |one: &Entity, other: &Entity| one.meets(other) && !other.contains(one);
    let stays = |found: &Entity| {
        !given.iter().any(|given| match given.kind.as_str() {
            "blockquote" | "expandable_blockquote" => crosses(found, given),
            kind => WHOLE.contains(&kind) && found.meets(given),
        })
    };
    let found: Vec<Entity> = found.into_iter().filter(stays).collect();
    let mut all = Vec::with_capacity(given.len() + found.len());
    for entity in given {
        match LOOKS.contains(&entity.kind.as_str()) {
            true => all.extend(cut_by(entity, &found)),
            false => all.push(entity),
        }
    }
    all.extend(found);
    sort(&mut all);
    all
}

/// The pieces of a look between the borders of what was found that lie inside it, unless it holds that whole.
fn cut_by(look: Entity, found: &[Entity]) -> Vec<Entity> {
    let mut pieces = Vec::new();
    let mut rest = look;
    for entity in found {
        let apart = !rest.meets(entity) || rest.contains(entity) || entity.contains(&rest);
        if apart {
            continue;
        }
        let border = if entity.offset > rest.offset { entity.offset } else { entity.end() };
        let length = border - rest.offset;
        pieces.push(Entity { length, ..rest.clone() });
        rest.length -= length;
        rest.offset = border;
    }
    pieces.push(rest);
    pieces
}

/// Puts entities into the order in which they nest.
fn sort(entities: &mut [Entity]) {
    let depth = |kind: &str| {
        let whole = WHOLE.iter().position(|one| *one == kind);
        let look = LOOKS.iter().position(|one| *one == kind).map(|at| WHOLE.len() + 1 + at);
        whole.or(look).unwrap_or(WHOLE.len())
    };
    entities.sort_by_key(|entity| (entity.offset, Reverse(entity.length), depth(&entity.kind)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(kind: &str, offset: usize, length: usize) -> Entity {
        Entity::new(kind, offset, length)
    }

    #[test]
    fn blanks_before_an_entity_stay() {
        let bold = |offset, length| entity("bold", offset, length);
        let out = trimmed(" \n  a ", vec![bold(2, 4)]);
        assert_eq!((out.text.as_str(), &out.entities), ("  a", &vec![bold(0, 3)]));
        let out = trimmed("  a", vec![]);
        assert_eq!(out.text, "a");
    }

    #[test]
    fn nothing_is_found_in_code_and_links() {
        let url = entity("url", 2, 5);
        for kind in ["pre", "code", "text_link", "custom_emoji"] {
            let given = vec![entity(kind, 0, 3)];
            assert_eq!(with_found(given.clone(), vec![url.clone()]), given);
        }
        let quote = entity("blockquote", 0, 9);
        assert_eq!(with_found(vec![quote.clone()], vec![url.clone()]), [quote, url.clone()]);
        let half = vec![entity("blockquote", 0, 4)];
        assert_eq!(with_found(half.clone(), vec![url]), half);
    }

    #[test]
    fn looks_are_cut_where_they_cross_what_is_found() {
        let url = entity("url", 2, 4);
        let all = with_found(vec![entity("bold", 0, 4), entity("italic", 0, 9)], vec![url.clone()]);
        let italic = entity("italic", 0, 9);
        assert_eq!(all, [italic, entity("bold", 0, 2), url, entity("bold", 2, 2)]);
    }

    proptest::proptest! {
        /// Whatever a bot sends, entities lie inside the text and nothing panics.
        #[test]
        fn entities_lie_inside_the_text(source in "[<>/abi &;#x\"='*_~|`\\[\\]()!\\\\\n\u{e9}\u{1f600}@.]{0,40}") {
            for parsed in [html::parse(&source), markdown::parse(&source)].into_iter().flatten() {
                let formatted = trimmed(&parsed.0, parsed.1);
                let found = found::entities(&formatted.text);
                let total = utf16_len(&formatted.text);
                for entity in with_found(formatted.entities, found) {
                    proptest::prop_assert!(entity.length > 0 && entity.end() <= total);
                }
            }
        }
    }
}
