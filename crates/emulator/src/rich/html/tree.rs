//! The HTML of rich messages as a tree of elements, before anything is known of what they mean.

use std::collections::HashSet;

use super::element::{Element, Node, Wrong};
use crate::markup::html::{self, escape};

/// Elements inside each other while they are read: more than a message with all its levels needs, few enough for the stack.
const MAX_OPEN: usize = 64;

/// Tags that have nothing inside and no end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];
/// Tags whose text is a formula, in which `<` is only a sign.
const RAW: [&str; 2] = ["tg-math", "tg-math-block"];

const TAGS: [&str; 61] = [
    "a",
    "aside",
    "audio",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "del",
    "details",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "tg-button",
    "tg-button-row",
    "tg-collage",
    "tg-document",
    "tg-emoji",
    "tg-map",
    "tg-math",
    "tg-math-block",
    "tg-reference",
    "tg-slideshow",
    "tg-spoiler",
    "tg-thinking",
    "tg-time",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "video",
];

/// A message as elements, and the names that its references have.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) references: HashSet<String>,
}

pub(super) fn read(source: &str) -> Result<Tree, Wrong> {
    let mut reader = Reader { source, at: 0, tree: Tree::default(), open: Vec::new() };
    while !reader.rest().is_empty() {
        let text = reader.rest().find('<').unwrap_or(reader.rest().len());
        reader.text(text);
        if !reader.rest().is_empty() {
            reader.tag()?;
        }
    }
    match reader.open.last() {
        Some(element) => Err(element
            .wrong(format!("Can't find end tag corresponding to start tag \"{}\"", element.name))),
        None => Ok(reader.tree),
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    tree: Tree,
    /// Elements that were begun and not ended yet.
    open: Vec<Element>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !test(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_blanks(&mut self) {
        self.take_while(|c| c.is_ascii_whitespace());
    }

    /// Takes what stands next, if it does.
    fn skip(&mut self, next: &str) -> bool {
        let there = self.rest().starts_with(next);
        self.at += if there { next.len() } else { 0 };
        there
    }

    fn put(&mut self, node: Node) {
        let nodes = self.open.last_mut().map_or(&mut self.tree.nodes, |open| &mut open.inside);
        nodes.push(node);
    }

    /// Takes this many bytes as text.
    fn text(&mut self, length: usize) {
        let text = &self.rest()[..length];
        self.at += length;
        if !text.is_empty() {
            self.put(Node::Text(unescaped(text)));
        }
    }

    fn tag(&mut self) -> Result<(), Wrong> {
        let begin = self.at;
        self.at += 1;
        match self.skip("/") {
            true => self.end_tag(begin),
            false => self.start_tag(begin),
        }
    }

    fn name(&mut self) -> String {
        self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '>' | '/'))
            .to_ascii_lowercase()
    }

    fn start_tag(&mut self, at: usize) -> Result<(), Wrong> {
        let wrong = |what: String| Wrong { what, at };
        let name = self.name();
        if self.rest().is_empty() {
            return Err(wrong("Unclosed start tag".to_owned()));
        }
        let known = TAGS.iter().find(|known| **known == name);
        let name = known.ok_or_else(|| wrong(format!("Unsupported start tag \"{name}\"")))?;
        let mut element = Element { name, attributes: Vec::new(), inside: Vec::new(), at };
        let ended = self.attributes(&mut element)?;
        if *name == "tg-reference" {
            self.tree.references.insert(element.need("name")?.to_owned());
        }
        if ended || VOID.contains(name) {
            self.put(Node::Element(element));
            return Ok(());
        }
        if self.open.len() == MAX_OPEN {
            return Err(element.wrong(format!("There are more than {MAX_OPEN} nested tags")));
        }
        self.open.push(element);
        if RAW.contains(name) {
            // Without an end, the rest of the message is the formula, and then its end is missed.
            let end = self.rest().find(&format!("</{name}")).unwrap_or(self.rest().len());
            self.text(end);
        }
        Ok(())
    }

    /// Takes everything up to the end of a start tag; says whether that ends the element, too.
    fn attributes(&mut self, element: &mut Element) -> Result<bool, Wrong> {
        loop {
            self.skip_blanks();
            if self.skip(">") {
                return Ok(false);
            }
            if self.skip("/>") {
                return Ok(true);
            }
            if self.rest().is_empty() {
                return Err(element.wrong("Unclosed start tag"));
            }
            let attribute = self.attribute(element)?;
            element.attributes.push(attribute);
        }
    }

    fn attribute(&mut self, element: &Element) -> Result<(String, String), Wrong> {
        let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '=' | '>' | '/'));
        if name.is_empty() {
            let what = format!("Empty attribute name in the tag \"{}\"", element.name);
            return Err(element.wrong(what));
        }
        self.skip_blanks();
        let value = match self.skip("=") {
            true => self.value(),
            false => Some(String::new()),
        };
        let value = value.ok_or_else(|| element.wrong("Unclosed start tag"))?;
        Ok((name.to_ascii_lowercase(), value))
    }

    /// The value of an attribute; nothing if its quotation mark is never closed.
    fn value(&mut self) -> Option<String> {
        self.skip_blanks();
        for quote in ['"', '\''] {
            if self.rest().starts_with(quote) {
                let (value, _) = self.rest()[1..].split_once(quote)?;
                self.at += value.len() + 2;
                return Some(unescaped(value));
            }
        }
        let value = self.take_while(|c| !c.is_ascii_whitespace() && c != '>');
        Some(unescaped(value))
    }

    fn end_tag(&mut self, at: usize) -> Result<(), Wrong> {
        let wrong = |what: String| Err(Wrong { what, at });
        let Some(element) = self.open.pop() else {
            return wrong("Unexpected end tag".to_owned());
        };
        let name = self.name();
        self.skip_blanks();
        if !self.skip(">") {
            return wrong("Unclosed end tag".to_owned());
        }
        if name != element.name {
            return wrong(format!(
                "Unmatched end tag, expected \"</{}>\", found \"</{name}>\"",
                element.name
            ));
        }
        self.put(Node::Element(element));
        Ok(())
    }
}

/// A text with its escapes read.
fn unescaped(mut text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    while let Some(at) = text.find('&') {
        read.push_str(&text[..at]);
        text = &text[at..];
        let (c, length) = escape(text, named).unwrap_or(('&', 1));
        read.push(c);
        text = &text[length..];
    }
    read + text
}

/// The character that an escape has a name for, see
/// <https://core.telegram.org/bots/api#rich-html-style>.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '\u{2026}',
        "mdash" => '\u{2014}',
        "ndash" => '\u{2013}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        _ => return html::named(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(source: &str) -> String {
        read(source).err().map(|wrong| wrong.to_string()).unwrap_or_default()
    }

    fn first(source: &str) -> Element {
        let mut tree = read(source).unwrap();
        match tree.nodes.remove(0) {
            Node::Element(element) => element,
            Node::Text(text) => panic!("{text}"),
        }
    }

    #[test]
    fn attributes_have_quotes_or_none_or_no_value() {
        let list = first("<OL start='3' Type=a reversed></ol>");
        assert_eq!(list.name, "ol");
        assert_eq!(list.number("start").unwrap(), Some(3));
        assert_eq!(list.get("type"), Some("a"));
        assert!(list.has("reversed") && !list.has("value"));
        assert_eq!(first("<a href=\"?a=1&amp;b='2'\"></a>").get("href"), Some("?a=1&b='2'"));
        assert_eq!(first("<video src=\"x\"/>").get("src"), Some("x"));
    }

    #[test]
    fn escapes_are_those_that_are_documented() {
        let text = unescaped("&lt;&apos;&#33;&#x21;&hellip; &nbsp; &copy; &amp;lt; & &");
        assert_eq!(text, "<'!!\u{2026} \u{a0} &copy; &lt; & &");
    }

    #[test]
    fn formulas_are_read_as_they_stand() {
        let formula = first("<tg-math>a<b & c &lt; d</tg-math>");
        assert!(matches!(&formula.inside[..], [Node::Text(text)] if text == "a<b & c < d"));
        assert!(error("<tg-math>a").starts_with("Can't find end tag"));
    }

    #[test]
    fn broken_markup_names_the_byte() {
        assert_eq!(error("\u{e9}<x>"), "Unsupported start tag \"x\" at byte offset 2");
        assert_eq!(error("5 < 6"), "Unsupported start tag \"\" at byte offset 2");
        assert_eq!(error("a<b"), "Unclosed start tag at byte offset 1");
        assert_eq!(error("<b c=\"d"), "Unclosed start tag at byte offset 0");
        assert_eq!(error("<b =d>"), "Empty attribute name in the tag \"b\" at byte offset 0");
        assert_eq!(error("a</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(error("<b></b"), "Unclosed end tag at byte offset 3");
        assert_eq!(
            error("<b>a</i>"),
            "Unmatched end tag, expected \"</b>\", found \"</i>\" at byte offset 4"
        );
        assert_eq!(
            error("<p><b>a"),
            "Can't find end tag corresponding to start tag \"b\" at byte offset 3"
        );
        assert_eq!(
            error("<tg-reference>"),
            "Tag \"tg-reference\" must have attribute \"name\" at byte offset 0"
        );
    }

    #[test]
    fn nesting_has_an_end_before_the_stack_has() {
        assert!(read(&("<b>".repeat(64) + &"</b>".repeat(64))).is_ok());
        assert_eq!(
            error(&"<b>".repeat(300_000)),
            "There are more than 64 nested tags at byte offset 192"
        );
    }
}
