//! HTML markup to text and entities, with the error texts of the server.
//!
//! See <https://core.telegram.org/bots/api#html-style>.

use super::written::{Spot, Written};
use super::{Parsed, link};
use crate::model::Entity;

const TAGS: [&str; 17] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
    "tg-time",
];

/// Text without markup, and what the markup said. The error is the text after `can't parse entities: `.
pub(crate) fn parse(source: &str) -> Parsed {
    let mut reader = Reader { source, at: 0, written: Written::default(), open: Vec::new() };
    while let Some(c) = reader.peek() {
        match c {
            '<' => reader.tag()?,
            _ => {
                let c = reader.character();
                reader.written.put(c);
            }
        }
    }
    if let Some(tag) = reader.open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name));
    }
    Ok(reader.written.end())
}

/// A tag that was opened and not closed yet.
struct Open {
    name: String,
    argument: Option<String>,
    /// Where it began in the text.
    begin: Spot,
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    written: Written,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    /// Takes one character, an escape such as `&lt;` counting as one.
    fn character(&mut self) -> char {
        let rest = &self.source[self.at..];
        if let Some((c, length)) = escape(rest, named) {
            self.at += length;
            return c;
        }
        let c = rest.chars().next().unwrap_or_default();
        self.at += c.len_utf8();
        c
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) -> String {
        let rest = &self.source[self.at..];
        let end = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }

    fn skip_blanks(&mut self) {
        self.take_while(|c| c.is_ascii_whitespace());
    }

    fn tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        if self.peek() == Some('/') {
            self.at += 1;
            self.end_tag(begin)
        } else {
            self.start_tag(begin)
        }
    }

    fn start_tag(&mut self, begin: usize) -> Result<(), String> {
        let unclosed = || format!("Unclosed start tag at byte offset {begin}");
        let name = self.take_while(|c| !c.is_ascii_whitespace() && c != '>').to_ascii_lowercase();
        if self.peek().is_none() {
            return Err(unclosed());
        }
        if !TAGS.contains(&name.as_str()) {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
        }
        let mut argument = None;
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return Err(unclosed()),
                Some('>') => break,
                Some(_) => {}
            }
            let (attribute, value) = self.attribute(&name, begin)?;
            if let Some(value) = argument_of(&name, &attribute, value) {
                argument = Some(value);
            }
        }
        self.at += 1;
        if name == "span" && argument.as_deref() != Some("spoiler") {
            return Err(format!(
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"
            ));
        }
        self.open.push(Open { name, argument, begin: self.written.here() });
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, Option<String>), String> {
        let name = self.take_while(|c| !c.is_ascii_whitespace() && c != '=' && c != '>');
        if name.is_empty() {
            return Err(format!(
                "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        self.skip_blanks();
        if self.peek() != Some('=') {
            return match tag == "blockquote" || self.peek().is_none() {
                true => Ok((name, None)),
                false => Err(format!(
                    "Expected equal sign in declaration of an attribute of the tag \"{tag}\" at byte offset {begin}"
                )),
            };
        }
        self.at += 1;
        self.skip_blanks();
        let value = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let mut value = String::new();
                while let Some(c) = self.peek() {
                    if c == quote {
                        self.at += 1;
                        break;
                    }
                    value.push(self.character());
                }
                value
            }
            _ => {
                let token = self.at;
                let value = self.take_while(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
                if self.peek().is_some_and(|c| !c.is_ascii_whitespace() && c != '>') {
                    return Err(format!("Unexpected end of name token at byte offset {token}"));
                }
                value.to_ascii_lowercase()
            }
        };
        Ok((name.to_ascii_lowercase(), Some(value)))
    }

    fn end_tag(&mut self, begin: usize) -> Result<(), String> {
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        let name = self.take_while(|c| !c.is_ascii_whitespace() && c != '>').to_ascii_lowercase();
        self.skip_blanks();
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !name.is_empty() && name != open.name {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.name
            ));
        }
        if self.written.length_since(open.begin) > 0 {
            self.close(open);
        }
        Ok(())
    }

    /// Turns a finished tag into an entity; `<pre><code class=…>` becomes one.
    fn close(&mut self, open: Open) {
        let (offset, length) = (open.begin.utf16, self.written.length_since(open.begin));
        let entity = |kind| Entity::new(kind, offset, length);
        let same_place = |other: &Entity| other.offset == offset && other.length == length;
        let made = match open.name.as_str() {
            "b" | "strong" => entity("bold"),
            "i" | "em" => entity("italic"),
            "s" | "strike" | "del" => entity("strikethrough"),
            "u" | "ins" => entity("underline"),
            "tg-spoiler" | "span" => entity("spoiler"),
            "blockquote" if open.argument.is_some() => entity("expandable_blockquote"),
            "blockquote" => entity("blockquote"),
            "tg-emoji" => match open.argument {
                Some(id) => entity("custom_emoji").with("custom_emoji_id", &id),
                None => return,
            },
            "a" => {
                let url =
                    open.argument.unwrap_or_else(|| self.written.since(open.begin).to_owned());
                match link(&url, offset, length) {
                    Some(link) => link,
                    None => return,
                }
            }
            "pre" => match self.written.entities.last_mut() {
                Some(code) if code.kind == "code" && same_place(code) => {
                    code.kind = "pre".to_owned();
                    return;
                }
                _ => entity("pre"),
            },
            "code" => match open.argument {
                Some(language) => entity("code").with("language", &language),
                None => entity("code"),
            },
            _ => return,
        };
        self.written.entities.push(made);
    }
}

/// What an attribute means for its tag, if anything.
fn argument_of(tag: &str, attribute: &str, value: Option<String>) -> Option<String> {
    match (tag, attribute, value) {
        ("blockquote", "expandable", _) => Some(String::new()),
        ("a", "href", value) | ("tg-emoji", "emoji-id", value) => value,
        ("code", "class", Some(value)) => value.strip_prefix("language-").map(str::to_owned),
        ("span", "class", Some(value)) => value.strip_prefix("tg-").map(str::to_owned),
        _ => None,
    }
}

/// The character that an escape has a name for.
pub(crate) fn named(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => return None,
    })
}

/// The character an escape at the start of `text` stands for, and its length in bytes; `named` knows those with a name.
pub(crate) fn escape(text: &str, named: fn(&str) -> Option<char>) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, head) = match number.strip_prefix('x') {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let c = char::from_u32(u32::from_str_radix(&digits[..end], radix).ok()?)?;
        let semicolon = usize::from(digits[end..].starts_with(';'));
        return (c != '\0').then_some((c, head + end + semicolon));
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let c = named(&rest[..end])?;
    let semicolon = usize::from(rest[end..].starts_with(';'));
    Some((c, 1 + end + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> (String, Vec<(String, usize, usize)>) {
        crate::markup::kinds(parse(source))
    }

    #[test]
    fn offsets_count_utf16_units() {
        let (text, entities) = kinds("\u{1f600} <b>\u{e9}<i>x</i></b> &lt;&amp;&#33;&nbsp;");
        assert_eq!(text, "\u{1f600} \u{e9}x <&!&nbsp;");
        let bold = ("bold".to_owned(), 3, 2);
        let italic = ("italic".to_owned(), 4, 1);
        assert_eq!(entities, [bold, italic]);
    }

    #[test]
    fn links_and_code_keep_their_arguments() {
        let (_, entities) =
            parse("<a href=\"https://e.org/?a=1&amp;b=2\">x</a><pre><code class=\"language-rust\">y</code></pre>")
                .unwrap();
        assert_eq!(entities[0].rest["url"], "https://e.org/?a=1&b=2");
        assert_eq!(entities[1].kind, "pre");
        assert_eq!(entities[1].rest["language"], "rust");
        assert_eq!(entities.len(), 2);
    }

    #[test]
    fn broken_markup_names_the_byte() {
        let error = |source| parse(source).unwrap_err();
        assert_eq!(error("\u{e9}<x>"), "Unsupported start tag \"x\" at byte offset 2");
        assert_eq!(error("a<b"), "Unclosed start tag at byte offset 1");
        assert_eq!(error("a</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(
            error("<b>a</i>"),
            "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""
        );
        assert_eq!(error("<b>a"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(error("5 < 6"), "Unsupported start tag \"\" at byte offset 2");
    }
}
