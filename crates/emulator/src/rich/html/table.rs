//! Tables.

use super::element::{Element, Node, Wrong};
use super::{Reader, elements};
use crate::rich::{Block, Cell, Source};

const ALIGN: [&str; 3] = ["left", "center", "right"];
const VALIGN: [&str; 3] = ["top", "middle", "bottom"];

impl Reader {
    pub(super) fn table(
        &self,
        table: &Element,
        mut inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let caption = self.taken(&mut inside, "caption", level)?;
        let mut cells = Vec::new();
        for part in elements(table, inside)? {
            match part.name {
                "tr" => cells.push(self.row(part, level)?),
                "thead" | "tbody" | "tfoot" => cells.extend(self.rows(part, level)?),
                _ => return Err(part.misplaced()),
            }
        }
        Ok(Block::Table {
            cells,
            is_bordered: table.has("bordered"),
            is_striped: table.has("striped"),
            is_compact: table.has("compact"),
            caption,
        })
    }

    fn rows(&self, mut part: Element, level: usize) -> Result<Vec<Vec<Cell>>, Wrong> {
        let inside = std::mem::take(&mut part.inside);
        let row = |row: Element| match row.name {
            "tr" => self.row(row, level),
            _ => Err(row.misplaced()),
        };
        elements(&part, inside)?.into_iter().map(row).collect()
    }

    fn row(&self, mut row: Element, level: usize) -> Result<Vec<Cell>, Wrong> {
        let inside = std::mem::take(&mut row.inside);
        elements(&row, inside)?.into_iter().map(|cell| self.cell(cell, level)).collect()
    }

    fn cell(&self, mut cell: Element, level: usize) -> Result<Cell, Wrong> {
        let is_header = match cell.name {
            "th" => true,
            "td" => false,
            _ => return Err(cell.misplaced()),
        };
        let inside = std::mem::take(&mut cell.inside);
        Ok(Cell {
            text: self.text(inside, level)?,
            is_header,
            colspan: span(&cell, "colspan")?,
            rowspan: span(&cell, "rowspan")?,
            align: cell.word("align", &ALIGN)?.unwrap_or_else(|| "left".to_owned()),
            valign: cell.word("valign", &VALIGN)?.unwrap_or_else(|| "middle".to_owned()),
        })
    }
}

/// How many columns or rows a cell takes, if more than one.
fn span(cell: &Element, name: &str) -> Result<Option<i64>, Wrong> {
    match cell.number(name)? {
        Some(span) if span < 1 => Err(cell.bad(name)),
        span => Ok(span.filter(|span| *span > 1)),
    }
}
