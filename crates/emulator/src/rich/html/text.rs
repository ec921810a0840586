//! Texts of rich messages and the marks in them.

use std::mem::{replace, take};

use serde_json::json;

use super::element::{Element, Node, Wrong};
use super::{Reader, deeper};
use crate::markup::{leads, user};
use crate::rich::{Mark, Text};

/// Images with such an address are custom emoji.
const EMOJI: &str = "tg://emoji?id=";

/// Whether an element is part of a text.
pub(super) fn is_inline(element: &Element) -> bool {
    look(element.name).is_some()
        || is_emoji(element)
        || matches!(
            element.name,
            "a" | "br" | "span" | "tg-button" | "tg-math" | "tg-reference" | "tg-time"
        )
}

fn is_emoji(element: &Element) -> bool {
    let image =
        element.name == "img" && element.get("src").is_some_and(|src| src.starts_with(EMOJI));
    image || element.name == "tg-emoji"
}

/// The mark of a tag that says only how a text looks.
fn look(name: &str) -> Option<fn(Text) -> Mark> {
    Some(match name {
        "b" | "strong" => |text| Mark::Bold { text },
        "i" | "em" => |text| Mark::Italic { text },
        "u" | "ins" => |text| Mark::Underline { text },
        "s" | "strike" | "del" => |text| Mark::Strikethrough { text },
        "code" => |text| Mark::Code { text },
        "mark" => |text| Mark::Marked { text },
        "sub" => |text| Mark::Subscript { text },
        "sup" => |text| Mark::Superscript { text },
        "tg-spoiler" => |text| Mark::Spoiler { text },
        _ => return None,
    })
}

impl Reader {
    /// A text without blanks around it, if anything is left.
    pub(super) fn text(&self, nodes: Vec<Node>, level: usize) -> Result<Option<Text>, Wrong> {
        let mut line = Line { verbatim: false, after_blank: true };
        Ok(self.pieces(nodes, level, &mut line)?.and_then(trimmed))
    }

    /// A text with its blanks; a line break right at the beginning is none.
    pub(super) fn verbatim(
        &self,
        mut nodes: Vec<Node>,
        level: usize,
    ) -> Result<Option<Text>, Wrong> {
        if let Some(Node::Text(text)) = nodes.first_mut()
            && text.starts_with('\n')
        {
            text.remove(0);
        }
        self.pieces(nodes, level, &mut Line { verbatim: true, after_blank: true })
    }

    fn pieces(
        &self,
        nodes: Vec<Node>,
        level: usize,
        line: &mut Line,
    ) -> Result<Option<Text>, Wrong> {
        let mut pieces = Pieces::default();
        for node in nodes {
            match node {
                Node::Text(text) => pieces.plain(&line.collapsed(&text)),
                Node::Element(element) => self.inline(element, level, line, &mut pieces)?,
            }
        }
        Ok(pieces.joined())
    }

    /// One element of a text.
    fn inline(
        &self,
        mut element: Element,
        level: usize,
        line: &mut Line,
        pieces: &mut Pieces,
    ) -> Result<(), Wrong> {
        if !is_inline(&element) {
            return Err(element.misplaced());
        }
        if element.name == "br" {
            pieces.line_break();
            line.after_blank = true;
            return Ok(());
        }
        let inside = take(&mut element.inside);
        let level = deeper(&element, level)?;
        let sign = match element.name {
            "tg-emoji" | "img" if is_emoji(&element) => Some(emoji(&element, inside)?),
            "tg-math" => formula(&element, inside)?,
            "tg-button" => Some(Mark::Button { button: self.button(&element, inside, level)? }),
            _ => {
                // Nobody sees an anchor, so blanks before and after it are next to each other.
                if let Some(name) = anchor(&element) {
                    pieces.mark(Mark::Anchor { name: name.to_owned() });
                }
                if let Some(text) = self.pieces(inside, level, line)? {
                    pieces.add(self.marked(&element, text)?);
                }
                return Ok(());
            }
        };
        if let Some(sign) = sign {
            pieces.mark(sign);
            line.after_blank = false;
        }
        Ok(())
    }

    /// A text with the mark of the element that it stands in.
    fn marked(&self, element: &Element, text: Text) -> Result<Text, Wrong> {
        let mark = match element.name {
            "a" => match element.get("href") {
                Some(href) => match self.link(href, text) {
                    Ok(mark) => mark,
                    Err(text) => return Ok(text),
                },
                None if anchor(element).is_some() => return Ok(text),
                None => {
                    return Err(element.wrong("Tag \"a\" must have attribute \"href\" or \"name\""));
                }
            },
            "span" if element.get("class") == Some("tg-spoiler") => Mark::Spoiler { text },
            "span" => return Err(element.wrong("Tag \"span\" must have class \"tg-spoiler\"")),
            "tg-reference" => Mark::Reference { text, name: element.need("name")?.to_owned() },
            "tg-time" => Mark::DateTime {
                text,
                unix_time: element.need("unix")?.parse().map_err(|_| element.bad("unix"))?,
                date_time_format: element.get("format").unwrap_or_default().to_owned(),
            },
            name => match look(name) {
                Some(look) => look(text),
                None => return Err(element.misplaced()),
            },
        };
        Ok(Text::Marked(Box::new(mark)))
    }

    /// A link to wherever the address leads; the text alone if it leads nowhere.
    fn link(&self, href: &str, text: Text) -> Result<Mark, Text> {
        let rest = |prefix| href.strip_prefix(prefix).map(str::to_owned);
        if let Some(name) = rest("#") {
            return Ok(match self.references.contains(&name) {
                true => Mark::ReferenceLink { text, reference_name: name },
                false => Mark::AnchorLink { text, anchor_name: name },
            });
        }
        if let Some(email_address) = rest("mailto:") {
            return Ok(Mark::EmailAddress { text, email_address });
        }
        if let Some(phone_number) = rest("tel:") {
            return Ok(Mark::PhoneNumber { text, phone_number });
        }
        if let Some(id) = user(href) {
            return Ok(Mark::TextMention { text, user: json!({ "id": id }) });
        }
        match leads(href) {
            true => Ok(Mark::Url { text, url: href.to_owned() }),
            false => Err(text),
        }
    }
}

/// The name of the place that an element is.
fn anchor(element: &Element) -> Option<&str> {
    let name = element.get("name").or_else(|| element.get("id"));
    name.filter(|name| element.name == "a" && !name.is_empty())
}

/// A custom emoji: `<tg-emoji emoji-id=…>` with an emoji inside, or an image with an address of one.
fn emoji(element: &Element, inside: Vec<Node>) -> Result<Mark, Wrong> {
    let image = element.get("src").and_then(|src| src.strip_prefix(EMOJI));
    let (id, alternative_text) = match image {
        Some(id) => (id, element.get("alt").unwrap_or_default().to_owned()),
        None => (element.need("emoji-id")?, element.words(inside)?),
    };
    if id.parse::<u64>().is_err() {
        return Err(element.wrong("Invalid custom emoji identifier specified"));
    }
    Ok(Mark::CustomEmoji { custom_emoji_id: id.to_owned(), alternative_text })
}

fn formula(element: &Element, inside: Vec<Node>) -> Result<Option<Mark>, Wrong> {
    let expression = element.words(inside)?;
    Ok((!expression.is_empty()).then_some(Mark::MathematicalExpression { expression }))
}

/// How blanks are read where a text goes on.
struct Line {
    /// Whether every blank counts.
    verbatim: bool,
    /// Whether a blank stands just before, or nothing: another blank is nothing then.
    after_blank: bool,
}

impl Line {
    fn collapsed(&mut self, text: &str) -> String {
        if self.verbatim {
            return text.to_owned();
        }
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = c.is_ascii_whitespace();
            if !(blank && self.after_blank) {
                collapsed.push(if blank { ' ' } else { c });
            }
            self.after_blank = blank;
        }
        collapsed
    }
}

/// Pieces of a text, one after the other.
#[derive(Default)]
struct Pieces(Vec<Text>);

impl Pieces {
    fn plain(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Text::Plain(last)) => last.push_str(text),
            _ => self.0.push(Text::Plain(text.to_owned())),
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.0.push(Text::Marked(Box::new(mark)));
    }

    fn add(&mut self, text: Text) {
        match text {
            Text::Plain(text) => self.plain(&text),
            Text::Many(pieces) => pieces.into_iter().for_each(|piece| self.add(piece)),
            marked @ Text::Marked(_) => self.0.push(marked),
        }
    }

    /// Ends a line; a blank before that is nothing.
    fn line_break(&mut self) {
        if let Some(Text::Plain(last)) = self.0.last_mut()
            && last.ends_with(' ')
        {
            last.pop();
        }
        self.plain("\n");
    }

    fn joined(self) -> Option<Text> {
        joined(self.0)
    }
}

/// The pieces as one text, if there are any.
fn joined(pieces: Vec<Text>) -> Option<Text> {
    (!pieces.is_empty()).then(|| Text::of(pieces))
}

/// A text without the blanks at its end, if anything is left.
fn trimmed(text: Text) -> Option<Text> {
    match text {
        Text::Plain(text) => {
            let text = text.trim_ascii_end();
            (!text.is_empty()).then(|| Text::Plain(text.to_owned()))
        }
        Text::Many(mut pieces) => {
            while let Some(last) = pieces.pop() {
                if let Some(last) = trimmed(last) {
                    pieces.push(last);
                    break;
                }
            }
            joined(pieces)
        }
        Text::Marked(mut mark) => {
            if let Some(text) = mark.text_mut() {
                *text = trimmed(replace(text, Text::Plain(String::new())))?;
            }
            Some(Text::Marked(mark))
        }
    }
}
