//! Rich messages in HTML.
//!
//! The tags and what they mean: <https://core.telegram.org/bots/api#rich-html-style>. What stands nowhere there is as in a
//! browser: blanks are one blank, and text between two blocks is a paragraph. The texts of the errors are in the style of those
//! for the older HTML, because those for this one are not published.

mod button;
mod element;
mod list;
mod media;
mod table;
mod text;
mod tree;

use std::collections::HashSet;
use std::mem::take;

use self::element::{Element, Node, Wrong};
pub(crate) use self::list::label;
use self::text::is_inline;
use super::limits::MAX_LEVELS;
use super::{Block, Mark, Read, Source, Text};

/// The blocks of a message; the error is the text after `can't parse rich message: `.
pub(crate) fn parse(source: &str) -> Read {
    read(source).map_err(|wrong| wrong.to_string())
}

/// The same, with an error that knows its place.
pub(super) fn read(source: &str) -> Result<Vec<Block<Source>>, Wrong> {
    let tree = tree::read(source)?;
    Reader { references: tree.references }.flow(tree.nodes, 1)
}

/// Makes blocks of elements. The level of a block counts from 1; a mark is one level below what it stands in.
struct Reader {
    /// The names of the references in the message: a link to one is not one to an anchor.
    references: HashSet<String>,
}

impl Reader {
    /// Blocks, and between them text, which becomes paragraphs.
    fn flow(&self, nodes: Vec<Node>, level: usize) -> Result<Vec<Block<Source>>, Wrong> {
        let (mut blocks, mut line) = (Vec::new(), Vec::new());
        for node in nodes {
            match node {
                Node::Element(element) if !is_inline(&element) => {
                    blocks.extend(self.paragraph(take(&mut line), level)?);
                    // A paragraph ends where a block begins, so that it may seem to have one inside.
                    match element.name {
                        "p" => blocks.extend(self.flow(element.inside, level)?),
                        _ => blocks.extend(self.block(element, level)?),
                    }
                }
                node => line.push(node),
            }
        }
        blocks.extend(self.paragraph(line, level)?);
        Ok(blocks)
    }

    /// One paragraph, if the text is not blank; anchors alone are blocks of their own.
    fn paragraph(&self, line: Vec<Node>, level: usize) -> Result<Vec<Block<Source>>, Wrong> {
        let Some(text) = self.text(line, level)? else {
            return Ok(Vec::new());
        };
        let anchor = |text: &Text| match text {
            Text::Marked(mark) => match &**mark {
                Mark::Anchor { name } => Some(Block::Anchor { name: name.clone() }),
                _ => None,
            },
            _ => None,
        };
        let anchors = match &text {
            Text::Many(pieces) => pieces.iter().map(anchor).collect(),
            text => anchor(text).map(|anchor| vec![anchor]),
        };
        Ok(anchors.unwrap_or_else(|| vec![Block::Paragraph { text }]))
    }

    /// One block; nothing if nothing would be seen of it.
    fn block(&self, mut element: Element, level: usize) -> Result<Option<Block<Source>>, Wrong> {
        let inside = take(&mut element.inside);
        Ok(match element.name {
            "h1" => self.heading(inside, 1, level)?,
            "h2" => self.heading(inside, 2, level)?,
            "h3" => self.heading(inside, 3, level)?,
            "h4" => self.heading(inside, 4, level)?,
            "h5" => self.heading(inside, 5, level)?,
            "h6" => self.heading(inside, 6, level)?,
            "pre" => self.pre(inside, level)?,
            "footer" => self.text(inside, level)?.map(|text| Block::Footer { text }),
            "tg-thinking" => self.text(inside, level)?.map(|text| Block::Thinking { text }),
            "hr" => Some(Block::Divider),
            "tg-math-block" => {
                let expression = element.words(inside)?;
                (!expression.is_empty()).then_some(Block::MathematicalExpression { expression })
            }
            "ul" | "ol" => Some(self.list(&element, inside, level)?),
            "blockquote" | "aside" => self.quote(&element, inside, level)?,
            "details" => Some(self.details(&element, inside, level)?),
            "table" => Some(self.table(&element, inside, level)?),
            "img" | "video" | "audio" | "tg-document" => Some(media::file(&element, &inside)?),
            "figure" => Some(self.figure(&element, inside, level)?),
            "tg-collage" | "tg-slideshow" => Some(self.gallery(&element, inside, level)?),
            "tg-map" => Some(media::map(&element)?),
            "tg-button-row" => Some(self.buttons(&element, inside, level)?),
            _ => return Err(element.misplaced()),
        })
    }

    fn heading(
        &self,
        inside: Vec<Node>,
        size: u8,
        level: usize,
    ) -> Result<Option<Block<Source>>, Wrong> {
        Ok(self.text(inside, level)?.map(|text| Block::Heading { text, size }))
    }

    /// `<pre><code class=…>` names a language.
    fn pre(&self, mut inside: Vec<Node>, level: usize) -> Result<Option<Block<Source>>, Wrong> {
        let mut language = None;
        if let [Node::Element(code)] = &mut inside[..]
            && code.name == "code"
        {
            let class = code.get("class").and_then(|class| class.strip_prefix("language-"));
            language = class.map(str::to_owned);
            inside = take(&mut code.inside);
        }
        Ok(self.verbatim(inside, level)?.map(|text| Block::Pre { text, language }))
    }

    fn quote(
        &self,
        element: &Element,
        mut inside: Vec<Node>,
        level: usize,
    ) -> Result<Option<Block<Source>>, Wrong> {
        let credit = self.taken(&mut inside, "cite", level)?;
        if element.name == "blockquote" && !is_folded(element) {
            let blocks = self.flow(inside, deeper(element, level)?)?;
            let empty = blocks.is_empty() && credit.is_none();
            return Ok((!empty).then_some(Block::Blockquote { blocks, credit }));
        }
        Ok(self.text(inside, level)?.map(|text| match element.name {
            "aside" => Block::Pullquote { text, credit },
            _ => Block::ExpandableBlockquote { text, credit },
        }))
    }

    fn details(
        &self,
        element: &Element,
        mut inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let summary = self.taken(&mut inside, "summary", level)?;
        let missing = || element.wrong("Tag \"details\" must have a tag \"summary\"");
        Ok(Block::Details {
            summary: summary.ok_or_else(missing)?,
            blocks: self.flow(inside, deeper(element, level)?)?,
            is_open: element.has("open"),
        })
    }

    /// Takes the first element of this name away, and reads its text. Another one is misplaced where it stays.
    fn taken(
        &self,
        nodes: &mut Vec<Node>,
        name: &str,
        level: usize,
    ) -> Result<Option<Text>, Wrong> {
        match first(nodes, name) {
            Some(element) => self.text(element.inside, level),
            None => Ok(None),
        }
    }
}

/// Takes the first element of this name away.
fn first(nodes: &mut Vec<Node>, name: &str) -> Option<Element> {
    let at = nodes.iter().position(|node| node.is(name))?;
    match nodes.remove(at) {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

/// The elements among nodes between which only blanks may be.
fn elements(owner: &Element, nodes: Vec<Node>) -> Result<Vec<Element>, Wrong> {
    let mut elements = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) => elements.push(element),
            node if node.is_blank() => {}
            Node::Text(_) => {
                let what = format!("Text can't stand directly in the tag \"{}\"", owner.name);
                return Err(owner.wrong(what));
            }
        }
    }
    Ok(elements)
}

/// The level of what is inside an element.
/// Whether a quotation is shown whole only on demand; the documentation calls the attribute by both names.
fn is_folded(quote: &Element) -> bool {
    quote.has("expandable") || quote.has("collapsed")
}

fn deeper(element: &Element, level: usize) -> Result<usize, Wrong> {
    match level < MAX_LEVELS {
        true => Ok(level + 1),
        false => Err(element.wrong(format!("There are more than {MAX_LEVELS} nested levels"))),
    }
}

/// Blocks as JSON, with what their files are told to be.
#[cfg(test)]
pub(super) fn told(blocks: Vec<Block<Source>>) -> serde_json::Value {
    let told = |source: Source| {
        let Source { tag, address, has_spoiler } = source;
        let file = serde_json::json!({"tag": format!("{tag:?}"), "address": address, "has_spoiler": has_spoiler});
        serde_json::from_value::<super::Shown>(file)
    };
    let blocks = blocks.into_iter().map(|block| block.map(&mut { told }));
    let blocks: Vec<Block> = blocks.collect::<Result<_, _>>().unwrap();
    let json = serde_json::to_value(&blocks).unwrap();
    assert_eq!(serde_json::from_value::<Vec<Block>>(json.clone()).unwrap(), blocks);
    json
}

/// The text of blocks of which there is one, a paragraph.
#[cfg(test)]
pub(super) fn text_of(mut blocks: serde_json::Value) -> serde_json::Value {
    assert_eq!(blocks.as_array().map(Vec::len), Some(1), "{blocks}");
    assert_eq!(blocks[0]["type"], "paragraph");
    blocks[0]["text"].take()
}

#[cfg(test)]
mod refused;
#[cfg(test)]
mod tests;
