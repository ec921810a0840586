//! The Markdown from before MarkdownV2 to text and entities: nothing nests, and little is escaped.
//!
//! See <https://core.telegram.org/bots/api#markdown-style>.

use super::written::Written;
use super::{Parsed, link};
use crate::model::Entity;

/// What begins an entity, and what a backslash before it makes plain.
const MARKS: [char; 4] = ['_', '*', '`', '['];
/// What begins and ends a block of code.
const FENCE: &str = "```";

/// Text without markup, and what the markup said. The error is the text after `can't parse entities: `.
pub(crate) fn parse(source: &str) -> Parsed {
    let mut reader = Reader { source, at: 0, written: Written::default() };
    while let Some(c) = reader.rest().chars().next() {
        let escaped = reader.rest().strip_prefix('\\').and_then(|rest| rest.chars().next());
        match (c, escaped) {
            (_, Some(mark)) if MARKS.contains(&mark) => {
                reader.at += 2;
                reader.written.put(mark);
            }
            (mark, _) if MARKS.contains(&mark) => reader.entity(mark)?,
            (plain, _) => {
                reader.at += plain.len_utf8();
                reader.written.put(plain);
            }
        }
    }
    Ok(reader.written.end())
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    written: Written,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Reads an entity from its first mark to its last.
    fn entity(&mut self, mark: char) -> Result<(), String> {
        let (at, begin) = (self.at, self.written.here());
        let is_block = self.rest().starts_with(FENCE);
        let language = match is_block {
            true => self.fence(),
            false => {
                self.at += 1;
                None
            }
        };
        let end = match mark {
            _ if is_block => FENCE,
            '_' => "_",
            '*' => "*",
            '`' => "`",
            _ => "]",
        };
        let Some(length) = self.rest().find(end) else {
            return Err(format!("Can't find end of the entity starting at byte offset {at}"));
        };
        let inner = &self.rest()[..length];
        inner.chars().for_each(|c| self.written.put(c));
        self.at += length + end.len();
        let url = if mark == '[' { self.url().unwrap_or(inner) } else { "" };
        let units = self.written.length_since(begin);
        if units > 0 {
            let entity = made(mark, is_block, begin.utf16, units, language, url);
            self.written.entities.extend(entity);
        }
        Ok(())
    }

    /// Reads the beginning of a block of code; gives the language, if one is named.
    fn fence(&mut self) -> Option<&'a str> {
        self.at += FENCE.len();
        let rest = self.rest();
        let word = rest.find(|c: char| c.is_ascii_whitespace() || c == '`').unwrap_or(rest.len());
        let is_language = word > 0 && rest[word..].chars().next().is_some_and(|c| c != '`');
        if is_language {
            self.at += word;
        }
        // The end of the line, in either order of its two characters, is no part of the code.
        let mut ends = self.rest().chars().take_while(|c| matches!(c, '\r' | '\n'));
        let (first, second) = (ends.next(), ends.next());
        self.at += usize::from(first.is_some());
        self.at += usize::from(second.is_some() && second != first);
        is_language.then(|| &rest[..word])
    }

    /// Reads the address behind a link; without its end it goes on to the end of the text.
    fn url(&mut self) -> Option<&'a str> {
        let rest = self.rest().strip_prefix('(')?;
        let url = rest.split(')').next().unwrap_or_default();
        let closed = usize::from(url.len() < rest.len());
        self.at += "(".len() + url.len() + closed;
        Some(url)
    }
}

fn made(
    mark: char,
    is_block: bool,
    offset: usize,
    length: usize,
    language: Option<&str>,
    url: &str,
) -> Option<Entity> {
    let entity = |kind| Some(Entity::new(kind, offset, length));
    match mark {
        '_' => entity("italic"),
        '*' => entity("bold"),
        '`' if !is_block => entity("code"),
        '`' => match language {
            Some(language) => entity("pre").map(|pre| pre.with("language", language)),
            None => entity("pre"),
        },
        // What is no address makes no link; the text stays.
        _ => link(url, offset, length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> (String, Vec<(String, usize, usize)>) {
        crate::markup::kinds(parse(source))
    }

    fn one(kind: &str, offset: usize, length: usize) -> Vec<(String, usize, usize)> {
        vec![(kind.to_owned(), offset, length)]
    }

    #[test]
    fn each_mark_makes_its_entity_and_none_nests() {
        assert_eq!(kinds("a *b_c*"), ("a b_c".into(), one("bold", 2, 3)));
        assert_eq!(kinds("_\u{1f600}_"), ("\u{1f600}".into(), one("italic", 0, 2)));
        assert_eq!(kinds("`*x*`"), ("*x*".into(), one("code", 0, 3)));
        assert_eq!(kinds(r"\*a\_\[\`\b"), (r"*a_[`\b".into(), vec![]));
        assert_eq!(kinds("a ** b"), ("a  b".into(), vec![]));
    }

    #[test]
    fn blocks_may_name_their_language() {
        let (text, entities) = parse("```rust\nfn\n```").unwrap();
        assert_eq!((text.as_str(), &entities[0].rest["language"]), ("fn\n", &"rust".into()));
        assert_eq!(kinds("```\r\nx```"), ("x".into(), one("pre", 0, 1)));
        assert_eq!(kinds("```x```"), ("x".into(), one("pre", 0, 1)));
    }

    #[test]
    fn links_have_an_address_of_their_own_or_are_one() {
        let (text, entities) = parse("[here](https://e.org/?a=1) [e.org] [x](y)").unwrap();
        assert_eq!(text, "here e.org x");
        let urls: Vec<_> = entities.iter().map(|entity| &entity.rest["url"]).collect();
        assert_eq!(urls, ["https://e.org/?a=1", "e.org"]);
        assert_eq!(kinds("[a](e.org"), ("a".into(), one("text_link", 0, 1)));
    }

    #[test]
    fn what_does_not_end_is_named_by_its_offset() {
        for (source, at) in [("\u{e9} *x", 3), ("```x``", 0), ("a [b", 2), ("_", 0)] {
            let text = format!("Can't find end of the entity starting at byte offset {at}");
            assert_eq!(parse(source), Err(text), "{source}");
        }
    }

    proptest::proptest! {
        /// Whatever is written, entities lie inside the text.
        #[test]
        fn entities_lie_inside_the_text(source in "[_*`\\[\\]()\\\\a\u{1f600}\r\n .]{0,40}") {
            if let Ok((text, entities)) = parse(&source) {
                let total: usize = text.chars().map(char::len_utf16).sum();
                for entity in entities {
                    proptest::prop_assert!(entity.offset + entity.length <= total);
                }
            }
        }
    }
}
