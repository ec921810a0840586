//! How large a rich message may be, see <https://core.telegram.org/bots/api#rich-message-limits>.

use thiserror::Error;

use super::{Block, Cell, Mark, Text};

/// Unicode code points of all texts, with the alternative texts of custom emoji and the sources of formulas.
const MAX_CHARACTERS: usize = 32_768;
/// Blocks, those inside others, items of lists and rows of tables.
const MAX_BLOCKS: usize = 500;
/// Blocks inside each other, and the marks inside the innermost. That both count together is how the documentation is
/// understood here: it says "levels of nested formatting and blocks".
pub(super) const MAX_LEVELS: usize = 16;
const MAX_FILES: usize = 50;
const MAX_COLUMNS: usize = 20;

/// What a rich message has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum Excess {
    #[error("rich message has more than {MAX_CHARACTERS} characters")]
    Characters,
    #[error("rich message has more than {MAX_BLOCKS} blocks")]
    Blocks,
    #[error("rich message has more than {MAX_LEVELS} nested levels")]
    Levels,
    #[error("rich message has more than {MAX_FILES} files")]
    Files,
    #[error("rich message has a table with more than {MAX_COLUMNS} columns")]
    Columns,
}

/// Whether a message is as large as one may be, before anything is found in its texts.
pub(crate) fn check<M>(blocks: &[Block<M>]) -> Result<(), Excess> {
    let mut size = Size::default();
    for block in blocks {
        size.add(block, 1);
    }
    let limits = [
        (size.levels, MAX_LEVELS, Excess::Levels),
        (size.blocks, MAX_BLOCKS, Excess::Blocks),
        (size.characters, MAX_CHARACTERS, Excess::Characters),
        (size.files, MAX_FILES, Excess::Files),
        (size.columns, MAX_COLUMNS, Excess::Columns),
    ];
    let excess = limits.into_iter().find(|(size, limit, _)| size > limit);
    excess.map_or(Ok(()), |(_, _, excess)| Err(excess))
}

#[derive(Default)]
struct Size {
    characters: usize,
    blocks: usize,
    levels: usize,
    files: usize,
    columns: usize,
}

impl Size {
    /// Adds a block at this level, which counts from 1.
    fn add<M>(&mut self, block: &Block<M>, level: usize) {
        self.blocks += 1;
        self.levels = self.levels.max(level);
        match block {
            Block::List { items } => self.blocks += items.len(),
            Block::Table { cells, .. } => self.table(cells),
            Block::File { .. } => self.files += 1,
            Block::MathematicalExpression { expression } => self.characters(expression),
            _ => {}
        }
        let (texts, blocks) = block.parts();
        texts.into_iter().for_each(|text| self.text(text, level));
        blocks.into_iter().for_each(|block| self.add(block, level + 1));
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        self.blocks += rows.len();
        let width = |cell: &Cell| usize::try_from(cell.colspan.unwrap_or(1)).unwrap_or(1);
        for row in rows {
            let columns = row.iter().map(width).fold(0, usize::saturating_add);
            self.columns = self.columns.max(columns);
        }
    }

    /// Adds a text that stands at this level; a mark in it is one below.
    fn text(&mut self, text: &Text, level: usize) {
        match text {
            Text::Plain(text) => self.characters(text),
            Text::Many(pieces) => pieces.iter().for_each(|piece| self.text(piece, level)),
            Text::Marked(mark) => {
                self.levels = self.levels.max(level + 1);
                match &**mark {
                    Mark::CustomEmoji { alternative_text: sign, .. }
                    | Mark::MathematicalExpression { expression: sign } => self.characters(sign),
                    mark => mark.text().into_iter().for_each(|text| self.text(text, level + 1)),
                }
            }
        }
    }

    fn characters(&mut self, text: &str) {
        self.characters += text.chars().count();
    }
}

#[cfg(test)]
pub(super) fn levels<M>(blocks: &[Block<M>]) -> usize {
    let mut size = Size::default();
    blocks.iter().for_each(|block| size.add(block, 1));
    size.levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rich::{Source, html};

    /// Whether this HTML is as large as a message may be, and one that has `more` is too large.
    fn at_the_limit(most: &str, more: &str, excess: Excess) {
        let check = |source: &str| check(&html::parse(source).unwrap());
        assert_eq!(check(most), Ok(()));
        assert_eq!(check(more), Err(excess));
    }

    #[test]
    fn characters_of_every_text_count() {
        let signs = "<tg-emoji emoji-id=\"1\">\u{1f600}</tg-emoji><tg-math>x</tg-math>\
                     <tg-math-block>y</tg-math-block><details><summary>s</summary></details>";
        let message = |length| signs.to_owned() + &"\u{e9}".repeat(length);
        at_the_limit(&message(32_764), &message(32_765), Excess::Characters);
    }

    #[test]
    fn items_and_rows_count_as_blocks() {
        // A list, two items with a paragraph each, a table and two rows.
        let eight = "<ul><li>a</li><li>b</li></ul><table><tr></tr><tr></tr></table>";
        let message = |rules| eight.to_owned() + &"<hr>".repeat(rules);
        at_the_limit(&message(492), &message(493), Excess::Blocks);
    }

    #[test]
    fn blocks_and_marks_count_together_as_levels() {
        let blocks = |outer: usize, inner: usize| {
            let mut text = Text::Plain("x".to_owned());
            for _ in 0..inner {
                text = Text::Marked(Box::new(Mark::Bold { text }));
            }
            let mut block: Block<Source> = Block::Paragraph { text };
            for _ in 0..outer {
                block = Block::Blockquote { blocks: vec![block], credit: None };
            }
            vec![block]
        };
        for (outer, inner) in [(15, 0), (0, 15), (8, 7)] {
            assert_eq!(check(&blocks(outer, inner)), Ok(()));
            assert_eq!(check(&blocks(outer + 1, inner)), Err(Excess::Levels));
            assert_eq!(check(&blocks(outer, inner + 1)), Err(Excess::Levels));
        }
    }

    #[test]
    fn files_count_wherever_they_are() {
        let image = "<img src=\"https://e.org/a\"/>";
        let message = |files| format!("{image}<tg-collage>{}</tg-collage>", image.repeat(files));
        at_the_limit(&message(49), &message(50), Excess::Files);
    }

    #[test]
    fn columns_count_as_many_as_a_cell_takes() {
        let row = |span| format!("<table><tr><td>a</td><td colspan=\"{span}\">b</td></tr></table>");
        at_the_limit(&row(19), &row(20), Excess::Columns);
        at_the_limit(&row(19), &row(i64::MAX), Excess::Columns);
    }

    #[test]
    fn an_excess_says_what_there_is_too_much_of() {
        assert_eq!(Excess::Blocks.to_string(), "rich message has more than 500 blocks");
        assert_eq!(Excess::Characters.to_string(), "rich message has more than 32768 characters");
    }
}
