//! Texts and what is marked in them: the three languages of markup, and what Telegram marks by itself.
//!
//! See <https://core.telegram.org/bots/api#formatting-options>. Knows no parameters and no lengths.

pub(crate) mod found;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod old_markdown;
mod written;

use crate::model::Entity;

/// Text without markup, and what the markup said; or the text after `can't parse entities: `.
pub(crate) type Parsed = Result<(String, Vec<Entity>), String>;

/// Addresses that mean a user instead.
const USER: &str = "tg://user?id=";

/// A link from marked text; nothing if it leads nowhere. One to a user is a mention of theirs, whoever that is.
fn link(url: &str, offset: usize, length: usize) -> Option<Entity> {
    if let Some(id) = user(url) {
        let mut mention = Entity::new("text_mention", offset, length);
        mention.rest.insert("user".to_owned(), serde_json::json!({ "id": id }));
        return Some(mention);
    }
    leads(url).then(|| Entity::new("text_link", offset, length).with("url", url))
}

/// The user whom an address means.
pub(crate) fn user(url: &str) -> Option<i64> {
    url.strip_prefix(USER)?.parse().ok()
}

/// Whether an address leads anywhere.
pub(crate) fn leads(url: &str) -> bool {
    url.contains("://") || url.contains('.')
}

/// UTF-16 units of a text, in which offsets and lengths of entities are told.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// What tests of markup compare.
#[cfg(test)]
fn kinds(parsed: Parsed) -> (String, Vec<(String, usize, usize)>) {
    let (text, entities) = parsed.unwrap();
    let kinds = entities.into_iter().map(|entity| (entity.kind, entity.offset, entity.length));
    (text, kinds.collect())
}
