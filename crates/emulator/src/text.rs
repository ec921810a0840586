//! The text of a message from its parameters: markup, entities, trimming and the rules for length.
//!
//! See <https://core.telegram.org/bots/api#formatting-options>.

use crate::answer::Refusal;
use crate::html;
use crate::markdown;
use crate::model::Entity;
use crate::old_markdown;
use crate::params::Params;

/// Bytes of a text before its markup is read.
const MAX_BYTES: usize = 32_768;
/// Unicode code points of a text after its markup was read.
const MAX_CHARACTERS: usize = 4096;
/// Unicode code points of a caption after its markup was read.
const MAX_CAPTION: usize = 1024;

/// Kinds a bot may name in `entities`.
const KINDS: [&str; 20] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
];

/// Text with its entities.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
}

/// Reads `text`, `parse_mode` and `entities`.
pub(crate) fn from_params(params: &Params) -> Result<Formatted, Refusal> {
    if params.get("text").is_empty() {
        return Err(Refusal::bad_request("message text is empty"));
    }
    let formatted = formatted(params, "text", "entities")?;
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
    let formatted = formatted(params, "caption", "caption_entities")?;
    if formatted.text.chars().count() > MAX_CAPTION {
        return Err(Refusal::bad_request("message caption is too long"));
    }
    Ok(formatted)
}

/// Reads a text, `parse_mode` and the text's entities.
fn formatted(params: &Params, text: &str, list: &str) -> Result<Formatted, Refusal> {
    let text = params.get(text);
    if text.len() > MAX_BYTES {
        return Err(Refusal::bad_request("text is too long"));
    }
    let mode = params.get("parse_mode");
    let (text, entities) = match mode.to_ascii_lowercase().as_str() {
        "" | "none" => (text.to_owned(), entities(params.get(list), text)?),
        "html" => html::parse(text).map_err(unparsed)?,
        "markdownv2" => markdown::parse(text).map_err(unparsed)?,
        "markdown" => old_markdown::parse(text).map_err(unparsed)?,
        _ => return Err(Refusal::bad_request("unsupported parse_mode")),
    };
    Ok(trimmed(&text, entities))
}

fn unparsed(error: String) -> Refusal {
    Refusal::bad_request(&format!("can't parse entities: {error}"))
}

/// Reads the parameter `entities`. Those outside the text and those of no known kind are left out.
fn entities(json: &str, text: &str) -> Result<Vec<Entity>, Refusal> {
    if json.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<serde_json::Value> = serde_json::from_str(json)
        .map_err(|_| Refusal::bad_request("can't parse entities JSON object"))?;
    let total = utf16_len(text);
    let mut entities = Vec::with_capacity(list.len());
    for value in list {
        let entity: Entity = serde_json::from_value(value).map_err(|error| {
            Refusal::bad_request(&format!("can't parse MessageEntity: {error}"))
        })?;
        let fits = entity.length > 0 && entity.offset.saturating_add(entity.length) <= total;
        if fits && KINDS.contains(&entity.kind.as_str()) {
            entities.push(entity);
        }
    }
    entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    Ok(entities)
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

/// What Telegram marks by itself in the text of a person: a command at the start, and usernames.
pub(crate) fn marked(text: &str) -> Vec<Entity> {
    let mut entities: Vec<Entity> = leading_command(text).into_iter().collect();
    let after_command = entities.first().map_or(0, |command| command.length);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    for (at, _) in text.match_indices('@').filter(|(at, _)| *at >= after_command) {
        let name = text[at + 1..].bytes();
        let length = name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let stands_alone =
            !text[..at].ends_with(is_word) && !text[at + 1 + length..].starts_with(is_word);
        if stands_alone && (4..=32).contains(&length) {
            entities.push(Entity::new("mention", utf16_len(&text[..at]), length + 1));
        }
    }
    entities
}

/// The entity of a command at the start of what a person wrote, if there is one.
fn leading_command(text: &str) -> Option<Entity> {
    let word = text.split(|c: char| c.is_ascii_whitespace()).next()?;
    let (name, bot) = match word.strip_prefix('/')?.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word.strip_prefix('/')?, None),
    };
    let is_word = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let fits = (1..=64).contains(&name.len())
        && is_word(name)
        && bot.is_none_or(|bot| (3..=32).contains(&bot.len()) && is_word(bot));
    fits.then(|| Entity::new("bot_command", 0, word.len()))
}

fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_before_an_entity_stay() {
        let bold = |offset, length| Entity::new("bold", offset, length);
        let out = trimmed(" \n  a ", vec![bold(2, 4)]);
        assert_eq!((out.text.as_str(), &out.entities), ("  a", &vec![bold(0, 3)]));
        let out = trimmed("  a", vec![]);
        assert_eq!(out.text, "a");
    }

    #[test]
    fn commands_at_the_start_are_marked() {
        assert_eq!(leading_command("/start now"), Some(Entity::new("bot_command", 0, 6)));
        assert_eq!(leading_command("/start@a_bot"), Some(Entity::new("bot_command", 0, 12)));
        assert_eq!(leading_command("/"), None);
        assert_eq!(leading_command("/a-b"), None);
        assert_eq!(leading_command("start"), None);
    }

    #[test]
    fn usernames_are_marked() {
        let mention = |offset, length| Entity::new("mention", offset, length);
        assert_eq!(marked("\u{1f600} @some_bot!"), [mention(3, 9)]);
        assert_eq!(marked("a@some_bot @abc"), []);
        assert_eq!(
            marked("/start@a_bot @some_bot"),
            [Entity::new("bot_command", 0, 12), mention(13, 9)]
        );
    }

    proptest::proptest! {
        /// Whatever a bot sends, entities lie inside the text and nothing panics.
        #[test]
        fn entities_lie_inside_the_text(source in "[<>/abi &;#x\"='*_~|`\\[\\]()!\\\\\n\u{e9}\u{1f600}]{0,40}") {
            for parsed in [html::parse(&source), markdown::parse(&source)].into_iter().flatten() {
                let formatted = trimmed(&parsed.0, parsed.1);
                let total = utf16_len(&formatted.text);
                for entity in formatted.entities {
                    proptest::prop_assert!(entity.length > 0 && entity.offset + entity.length <= total);
                }
            }
        }
    }
}
