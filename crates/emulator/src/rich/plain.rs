//! The text of a rich message without anything else: for previews, logs and scripts.

use super::{Block, Caption, Cell, Item, Mark, Text};

/// One block on each line. The cells of a row have bars between them, an item of a list has its label before it, and a file is
/// nothing but its caption.
pub(crate) fn of<M>(blocks: &[Block<M>]) -> String {
    let mut lines = Vec::new();
    blocks.iter().for_each(|block| add(block, &mut lines));
    lines.join("\n")
}

/// Adds the lines of a block; what has no text has no line.
fn add<M>(block: &Block<M>, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph { text }
        | Block::Heading { text, .. }
        | Block::Pre { text, .. }
        | Block::Footer { text }
        | Block::Thinking { text } => lines.extend(line(text)),
        Block::MathematicalExpression { expression } => lines.push(expression.clone()),
        Block::Divider | Block::Anchor { .. } => {}
        Block::List { items } => items.iter().for_each(|item| add_item(item, lines)),
        Block::Blockquote { blocks, credit } => {
            blocks.iter().for_each(|block| add(block, lines));
            lines.extend(credit.as_ref().and_then(line));
        }
        Block::ExpandableBlockquote { text, credit } | Block::Pullquote { text, credit } => {
            lines.extend(line(text));
            lines.extend(credit.as_ref().and_then(line));
        }
        Block::Collage { blocks, caption } | Block::Slideshow { blocks, caption } => {
            blocks.iter().for_each(|block| add(block, lines));
            add_caption(caption.as_ref(), lines);
        }
        Block::Table { cells, caption, .. } => {
            lines.extend(caption.as_ref().and_then(line));
            lines.extend(cells.iter().filter(|row| !row.is_empty()).map(|row| row_line(row)));
        }
        Block::Details { summary, blocks, .. } => {
            lines.extend(line(summary));
            blocks.iter().for_each(|block| add(block, lines));
        }
        Block::Buttons { buttons, .. } => {
            let texts = buttons.iter().map(|button| text(&button.text));
            lines.push(texts.collect::<Vec<_>>().join(" | "));
        }
        Block::Map { caption, .. } | Block::File { caption, .. } => {
            add_caption(caption.as_ref(), lines);
        }
    }
}

fn add_item<M>(item: &Item<M>, lines: &mut Vec<String>) {
    let blocks = of(&item.blocks);
    lines.push(format!("{} {blocks}", item.label).trim_end().to_owned());
}

fn add_caption(caption: Option<&Caption>, lines: &mut Vec<String>) {
    if let Some(Caption { text, credit }) = caption {
        lines.extend(line(text));
        lines.extend(credit.as_ref().and_then(line));
    }
}

fn row_line(row: &[Cell]) -> String {
    let cells = row.iter().map(|cell| cell.text.as_ref().map(text).unwrap_or_default());
    cells.collect::<Vec<_>>().join(" | ")
}

/// A text that is not empty.
fn line(marked: &Text) -> Option<String> {
    Some(text(marked)).filter(|text| !text.is_empty())
}

/// The words of one text.
pub(crate) fn text(marked: &Text) -> String {
    let mut plain = String::new();
    write(marked, &mut plain);
    plain
}

fn write(text: &Text, plain: &mut String) {
    match text {
        Text::Plain(text) => plain.push_str(text),
        Text::Many(pieces) => pieces.iter().for_each(|piece| write(piece, plain)),
        Text::Marked(mark) => match &**mark {
            Mark::CustomEmoji { alternative_text: sign, .. }
            | Mark::MathematicalExpression { expression: sign } => plain.push_str(sign),
            mark => mark.text().into_iter().for_each(|text| write(text, plain)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rich::html;

    #[test]
    fn a_message_is_told_in_lines() {
        let source = "<h1>Head</h1><p>a <b>bold <i>word</i></b></p><hr><a name=\"x\"></a>\
            <ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol>\
            <table><caption>T</caption><tr><th>a</th><td></td><td>c</td></tr></table>\
            <blockquote>q<cite>who</cite></blockquote><aside>p</aside>\
            <details><summary>s</summary>d</details><img src=\"https://e.org/a\"/>\
            <figure><img src=\"https://e.org/a\"/><figcaption>cap<cite>c</cite></figcaption></figure>\
            <tg-math-block>y</tg-math-block><p><tg-emoji emoji-id=\"1\">E</tg-emoji><tg-math>x</tg-math></p>\
            <tg-button-row><tg-button type=\"disabled\">l</tg-button><tg-button type=\"disabled\">r</tg-button>\
            </tg-button-row><pre>1\n2</pre><footer>end</footer>";
        assert_eq!(
            of(&html::parse(source).unwrap()),
            "Head\na bold word\n1. one\n2. two\n\u{2022} deep\nT\na |  | c\nq\nwho\np\ns\nd\ncap\nc\ny\nEx\nl | r\n1\n2\nend"
        );
    }

    #[test]
    fn nothing_is_told_of_nothing() {
        assert_eq!(of(&html::parse("<hr><img src=\"https://e.org/a\"/>").unwrap()), "");
    }
}
