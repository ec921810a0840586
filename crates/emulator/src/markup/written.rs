//! A text on its way out of its markup.

use std::cmp::Reverse;

use crate::model::Entity;

/// The text so far, and what is marked in it.
#[derive(Debug, Default)]
pub(super) struct Written {
    text: String,
    utf16: usize,
    pub(super) entities: Vec<Entity>,
}

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// In the units of entities.
    pub(super) utf16: usize,
    byte: usize,
}

impl Written {
    pub(super) fn put(&mut self, c: char) {
        self.text.push(c);
        self.utf16 += c.len_utf16();
    }

    /// Its end.
    pub(super) fn here(&self) -> Spot {
        Spot { utf16: self.utf16, byte: self.text.len() }
    }

    /// What was written behind a place.
    pub(super) fn since(&self, begin: Spot) -> &str {
        &self.text[begin.byte..]
    }

    /// How long that is, in the units of entities.
    pub(super) fn length_since(&self, begin: Spot) -> usize {
        self.utf16 - begin.utf16
    }

    /// The text and what is marked in it, what begins first and is longer coming first.
    pub(super) fn end(mut self) -> (String, Vec<Entity>) {
        self.entities.sort_by_key(|entity| (entity.offset, Reverse(entity.length)));
        (self.text, self.entities)
    }
}
