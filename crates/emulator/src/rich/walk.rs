//! What is inside of what: the blocks inside a block, its texts, and the text inside a mark.

use super::{Block, Button, Caption, Cell, Item, Mark, Text};

/// The text that a mark is about, to be looked at or to be changed.
macro_rules! inner {
    ($mark:expr) => {
        match $mark {
            Self::Bold { text }
            | Self::Italic { text }
            | Self::Underline { text }
            | Self::Strikethrough { text }
            | Self::Spoiler { text }
            | Self::Subscript { text }
            | Self::Superscript { text }
            | Self::Marked { text }
            | Self::Code { text }
            | Self::DateTime { text, .. }
            | Self::TextMention { text, .. }
            | Self::Url { text, .. }
            | Self::EmailAddress { text, .. }
            | Self::PhoneNumber { text, .. }
            | Self::BankCardNumber { text, .. }
            | Self::Mention { text, .. }
            | Self::Hashtag { text, .. }
            | Self::Cashtag { text, .. }
            | Self::BotCommand { text, .. }
            | Self::Button { button: Button { text, .. } }
            | Self::AnchorLink { text, .. }
            | Self::Reference { text, .. }
            | Self::ReferenceLink { text, .. } => Some(text),
            Self::CustomEmoji { .. }
            | Self::MathematicalExpression { .. }
            | Self::Anchor { .. } => None,
        }
    };
}

impl Mark {
    /// The text that means something, unless this is a sign that has none.
    pub(super) fn text(&self) -> Option<&Text> {
        inner!(self)
    }

    pub(super) fn text_mut(&mut self) -> Option<&mut Text> {
        inner!(self)
    }
}

/// The texts and the blocks of a block, to be looked at or to be changed.
macro_rules! parts {
    ($block:expr) => {{
        let (mut texts, mut blocks) = (Vec::new(), Vec::new());
        match $block {
            Self::Paragraph { text }
            | Self::Heading { text, .. }
            | Self::Pre { text, .. }
            | Self::Footer { text }
            | Self::Thinking { text } => texts.push(text),
            Self::Divider | Self::MathematicalExpression { .. } | Self::Anchor { .. } => {}
            Self::List { items } => {
                for Item { blocks: inner, .. } in items {
                    blocks.extend(inner);
                }
            }
            Self::Blockquote { blocks: inner, credit } => {
                blocks.extend(inner);
                texts.extend(credit);
            }
            Self::ExpandableBlockquote { text, credit } | Self::Pullquote { text, credit } => {
                texts.push(text);
                texts.extend(credit);
            }
            Self::Collage { blocks: inner, caption }
            | Self::Slideshow { blocks: inner, caption } => {
                blocks.extend(inner);
                if let Some(Caption { text, credit }) = caption {
                    texts.push(text);
                    texts.extend(credit);
                }
            }
            Self::Table { cells, caption, .. } => {
                texts.extend(caption);
                for Cell { text, .. } in cells.into_iter().flatten() {
                    texts.extend(text);
                }
            }
            Self::Details { summary, blocks: inner, .. } => {
                texts.push(summary);
                blocks.extend(inner);
            }
            Self::Buttons { buttons, .. } => {
                for Button { text, .. } in buttons {
                    texts.push(text);
                }
            }
            Self::Map { caption, .. } | Self::File { caption, .. } => {
                if let Some(Caption { text, credit }) = caption {
                    texts.push(text);
                    texts.extend(credit);
                }
            }
        }
        (texts, blocks)
    }};
}

impl<M> Block<M> {
    /// The texts of a block, and the blocks in it, which are one level deeper.
    pub(crate) fn parts(&self) -> (Vec<&Text>, Vec<&Self>) {
        parts!(self)
    }

    pub(super) fn parts_mut(&mut self) -> (Vec<&mut Text>, Vec<&mut Self>) {
        parts!(self)
    }
}

/// Does something to every text, the inner ones first.
pub(crate) fn each_text<M>(blocks: &mut [Block<M>], act: &mut dyn FnMut(&mut Text)) {
    for block in blocks {
        each_text_of(block, act);
    }
}

fn each_text_of<M>(block: &mut Block<M>, act: &mut dyn FnMut(&mut Text)) {
    let (texts, blocks) = block.parts_mut();
    texts.into_iter().for_each(|text| each_text_in(text, act));
    blocks.into_iter().for_each(|block| each_text_of(block, act));
}

fn each_text_in(text: &mut Text, act: &mut dyn FnMut(&mut Text)) {
    match text {
        Text::Plain(_) => {}
        Text::Many(pieces) => pieces.iter_mut().for_each(|piece| each_text_in(piece, act)),
        Text::Marked(mark) => mark.text_mut().into_iter().for_each(|text| each_text_in(text, act)),
    }
    act(text);
}

/// Looks at every button, those in rows and those in texts.
pub(super) fn each_button<'a, M>(blocks: &'a [Block<M>], look: &mut dyn FnMut(&'a Button)) {
    blocks.iter().for_each(|block| buttons_of(block, look));
}

fn buttons_of<'a, M>(block: &'a Block<M>, look: &mut dyn FnMut(&'a Button)) {
    if let Block::Buttons { buttons, .. } = block {
        return buttons.iter().for_each(look);
    }
    let (texts, blocks) = block.parts();
    texts.into_iter().for_each(|text| buttons_in(text, look));
    blocks.into_iter().for_each(|block| buttons_of(block, look));
}

fn buttons_in<'a>(text: &'a Text, look: &mut dyn FnMut(&'a Button)) {
    match text {
        Text::Plain(_) => {}
        Text::Many(pieces) => pieces.iter().for_each(|piece| buttons_in(piece, look)),
        Text::Marked(mark) => match &**mark {
            Mark::Button { button } => look(button),
            mark => mark.text().into_iter().for_each(|text| buttons_in(text, look)),
        },
    }
}
