//! MarkdownV2 markup to text and entities, with the error texts of the server.
//!
//! See <https://core.telegram.org/bots/api#markdownv2-style>.

use super::written::{Spot, Written};
use super::{Parsed, link};
use crate::model::Entity;

/// Characters that must be escaped where they mean nothing.
const RESERVED: &str = "_*[]()~`>#+-=|{}.!";

/// Text without markup, and what the markup said. The error is the text after `can't parse entities: `.
pub(crate) fn parse(source: &str) -> Parsed {
    let mut reader =
        Reader { source, at: 0, written: Written::default(), line_start: true, open: Vec::new() };
    while let Some(c) = reader.rest().chars().next() {
        reader.step(c)?;
    }
    reader.end_quote();
    if let Some(open) = reader.open.last() {
        return Err(format!(
            "Can't find end of {} entity at byte offset {}",
            open.style.name(),
            open.at
        ));
    }
    Ok(reader.written.end())
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Style {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    /// With the language, if one is named.
    Pre(Option<String>),
    Link,
    Emoji,
    Quote {
        expandable: bool,
    },
}

impl Style {
    /// As the error texts call it.
    fn name(&self) -> &'static str {
        match self {
            Self::Bold => "Bold",
            Self::Italic => "Italic",
            Self::Underline => "Underline",
            Self::Strikethrough => "Strikethrough",
            Self::Spoiler => "Spoiler",
            Self::Code => "Code",
            Self::Pre(None) => "Pre",
            Self::Pre(Some(_)) => "PreCode",
            Self::Link => "TextUrl",
            Self::Emoji => "CustomEmoji",
            Self::Quote { .. } => "BlockQuote",
        }
    }

    /// What ends it; quotes end with their lines.
    fn end(&self) -> Option<&'static str> {
        Some(match self {
            Self::Bold => "*",
            Self::Italic => "_",
            Self::Underline => "__",
            Self::Strikethrough => "~",
            Self::Spoiler => "||",
            Self::Code => "`",
            Self::Pre(_) => "```",
            Self::Link | Self::Emoji => "]",
            Self::Quote { .. } => return None,
        })
    }
}

/// Something that was begun and not ended yet.
struct Open {
    style: Style,
    /// Where it began in the source, in bytes.
    at: usize,
    /// Where it began in the text.
    begin: Spot,
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    written: Written,
    /// Whether nothing was written on this line yet, so that a quote may begin.
    line_start: bool,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn put(&mut self, c: char) {
        self.written.put(c);
        self.line_start = c == '\n';
    }

    fn style(&self) -> Option<&Style> {
        self.open.last().map(|open| &open.style)
    }

    /// Reads one character and what it begins or ends.
    fn step(&mut self, c: char) -> Result<(), String> {
        if c == '\\'
            && let Some(escaped) =
                self.rest()[1..].chars().next().filter(|c| ('\x01'..='\x7e').contains(c))
        {
            self.at += 2;
            self.put(escaped);
            self.line_start = false;
            return Ok(());
        }
        let in_code = matches!(self.style(), Some(Style::Code | Style::Pre(_)));
        let plain = if in_code { c != '`' } else { !RESERVED.contains(c) };
        if plain {
            if c == '\n' && !self.rest()[1..].starts_with('>') {
                self.end_quote();
            }
            self.at += c.len_utf8();
            self.put(c);
            return Ok(());
        }
        match self.ended() {
            true => self.end(),
            false => self.begin(c),
        }
    }

    /// Whether the innermost thing ends here. A double underscore never ends an italic text.
    fn ended(&self) -> bool {
        let Some(style) = self.style() else {
            return false;
        };
        let ends = style.end().is_some_and(|end| self.rest().starts_with(end));
        ends && !(*style == Style::Italic && self.rest().starts_with("__"))
    }

    fn begin(&mut self, c: char) -> Result<(), String> {
        let at = self.at;
        let quoted = self.open.iter().any(|open| matches!(open.style, Style::Quote { .. }));
        let (style, length) = match c {
            '_' if self.rest().starts_with("__") => (Style::Underline, 2),
            '_' => (Style::Italic, 1),
            '*' => (Style::Bold, 1),
            '~' => (Style::Strikethrough, 1),
            '|' if self.ends_expandable_quote() => {
                if let Some(open) = self.open.last_mut() {
                    open.style = Style::Quote { expandable: true };
                }
                self.at += 2;
                return Ok(());
            }
            '|' if self.rest().starts_with("||") => (Style::Spoiler, 2),
            '[' => (Style::Link, 1),
            '!' if self.rest().starts_with("![") => (Style::Emoji, 2),
            '`' if self.rest().starts_with("```") => self.code_block(),
            '`' => (Style::Code, 1),
            '>' if self.line_start && quoted => {
                self.at += 1;
                return Ok(());
            }
            '>' if self.line_start => (Style::Quote { expandable: false }, 1),
            _ => {
                return Err(format!(
                    "Character '{c}' is reserved and must be escaped with the preceding '\\'"
                ));
            }
        };
        self.at += length;
        self.open.push(Open { style, at, begin: self.written.here() });
        Ok(())
    }

    /// Two bars at the end of a quote make it expandable.
    fn ends_expandable_quote(&self) -> bool {
        let Some(after) = self.rest().strip_prefix("||") else {
            return false;
        };
        let at_end = after.is_empty() || (after.starts_with('\n') && !after.starts_with("\n>"));
        at_end && matches!(self.style(), Some(Style::Quote { .. }))
    }

    /// The language of a code block, and the length of everything before its text.
    fn code_block(&self) -> (Style, usize) {
        let body = &self.rest()[3..];
        let end = body.find(|c: char| c.is_ascii_whitespace() || c == '`').unwrap_or(body.len());
        let named = end > 0 && end < body.len() && !body[end..].starts_with('`');
        let language = named.then(|| body[..end].to_owned());
        let skipped = language.as_ref().map_or(0, String::len);
        let line_end = match &body.as_bytes()[skipped..] {
            [b'\r', b'\n', ..] | [b'\n', b'\r', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        (Style::Pre(language), 3 + skipped + line_end)
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        self.at += open.style.end().map_or(0, str::len);
        let target = match open.style {
            Style::Link | Style::Emoji => self.target()?,
            _ => None,
        };
        let (offset, length) = (open.begin.utf16, self.written.length_since(open.begin));
        if length == 0 {
            return Ok(());
        }
        let entity = |kind| Entity::new(kind, offset, length);
        let entity = match open.style {
            Style::Bold => entity("bold"),
            Style::Italic => entity("italic"),
            Style::Underline => entity("underline"),
            Style::Strikethrough => entity("strikethrough"),
            Style::Spoiler => entity("spoiler"),
            Style::Code => entity("code"),
            Style::Pre(None) => entity("pre"),
            Style::Pre(Some(language)) => entity("pre").with("language", &language),
            Style::Quote { expandable: false } => entity("blockquote"),
            Style::Quote { expandable: true } => entity("expandable_blockquote"),
            Style::Link => {
                let url = target.unwrap_or_else(|| self.written.since(open.begin).to_owned());
                match link(&url, offset, length) {
                    Some(link) => link,
                    None => return Ok(()),
                }
            }
            Style::Emoji => match target
                .as_deref()
                .and_then(|url| url.strip_prefix("tg://emoji?id="))
            {
                Some(id) => entity("custom_emoji").with("custom_emoji_id", id),
                None => return Err("Custom emoji entity must contain a tg://emoji URL".to_owned()),
            },
        };
        self.written.entities.push(entity);
        Ok(())
    }

    /// The address in brackets after a link, if there are brackets.
    fn target(&mut self) -> Result<Option<String>, String> {
        if !self.rest().starts_with('(') {
            return Ok(None);
        }
        self.at += 1;
        let begin = self.at;
        let mut url = String::new();
        let mut chars = self.source[begin..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match (c, chars.peek()) {
                (')', _) => {
                    self.at = begin + at + 1;
                    return Ok(Some(url));
                }
                ('\\', Some((_, escaped))) if escaped.is_ascii() => {
                    url.push(*escaped);
                    chars.next();
                }
                _ => url.push(c),
            }
        }
        Err(format!("Can't find end of a URL at byte offset {begin}"))
    }

    /// Ends a quote whose last line is over, unless something inside it is still open.
    fn end_quote(&mut self) {
        if matches!(self.style(), Some(Style::Quote { .. })) {
            // Only the target of a link can fail, and a quote has none.
            let _ = self.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> (String, Vec<(String, usize, usize)>) {
        crate::markup::kinds(parse(source))
    }

    fn marked(kind: &str, offset: usize, length: usize) -> (String, usize, usize) {
        (kind.to_owned(), offset, length)
    }

    #[test]
    fn styles_nest_and_count_utf16_units() {
        let (text, entities) = kinds("\u{1f600}*b _i __u__ i_* ~s~ ||p|| `c*` \\*");
        assert_eq!(text, "\u{1f600}b i u i s p c* *");
        assert_eq!(
            entities,
            [
                marked("bold", 2, 7),
                marked("italic", 4, 5),
                marked("underline", 6, 1),
                marked("strikethrough", 10, 1),
                marked("spoiler", 12, 1),
                marked("code", 14, 2),
            ]
        );
    }

    #[test]
    fn code_blocks_and_links_keep_their_arguments() {
        let (text, entities) =
            parse("```rust\na\\`b```[x](https://e.org/\\)) ![y](tg://emoji?id=5)").unwrap();
        assert_eq!(text, "a`bx y");
        assert_eq!(entities[0].rest["language"], "rust");
        assert_eq!(entities[1].rest["url"], "https://e.org/)");
        assert_eq!(entities[2].rest["custom_emoji_id"], "5");
    }

    #[test]
    fn quotes_end_with_their_lines() {
        let (text, entities) = kinds(">a\n>*b*\nc\n>d||\n**>e");
        assert_eq!(text, "a\nb\nc\nd\ne");
        assert_eq!(
            entities,
            [
                marked("blockquote", 0, 3),
                marked("bold", 2, 1),
                marked("expandable_blockquote", 6, 1),
                marked("blockquote", 8, 1),
            ]
        );
    }

    #[test]
    fn broken_markup_names_the_byte() {
        let error = |source| parse(source).unwrap_err();
        assert_eq!(
            error("a."),
            "Character '.' is reserved and must be escaped with the preceding '\\'"
        );
        assert_eq!(error("\u{e9}*a"), "Can't find end of Bold entity at byte offset 2");
        assert_eq!(error("```rust a"), "Can't find end of PreCode entity at byte offset 0");
        assert_eq!(error("[a](b"), "Can't find end of a URL at byte offset 4");
        assert_eq!(error("a\n>*b\nc"), "Can't find end of Bold entity at byte offset 3");
    }
}
