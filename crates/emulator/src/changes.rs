//! What changed in the world since it was last written down, newest value per row.
//!
//! Bounded by the world itself: a row that changes ten times is kept once.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Serialize;

/// The tables of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// Single values: ids, the token, the allowed updates.
    Facts,
    /// People by user id.
    People,
    /// Chats by chat id.
    Chats,
    /// Messages by message id.
    Messages,
    /// Waiting updates by update id.
    Queue,
    /// Presses without an answer by callback query id.
    Presses,
    /// Command lists by scope and language.
    Commands,
    /// Files by file id.
    Files,
    /// What is in them.
    Contents,
}

impl Table {
    /// Every table.
    pub(crate) const ALL: [Self; 9] = [
        Self::Facts,
        Self::People,
        Self::Chats,
        Self::Messages,
        Self::Queue,
        Self::Presses,
        Self::Commands,
        Self::Files,
        Self::Contents,
    ];

    /// Its name in the file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::People => "people",
            Self::Chats => "chats",
            Self::Messages => "messages",
            Self::Queue => "queue",
            Self::Presses => "presses",
            Self::Commands => "commands",
            Self::Files => "files",
            Self::Contents => "contents",
        }
    }
}

/// What stands in a row.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Json(String),
    Bytes(Bytes),
}

/// Rows to write: a value, or `None` for a row that is gone.
pub(crate) type Rows = BTreeMap<(Table, String), Option<Cell>>;

/// Collects rows, if anybody writes them down.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    wanted: bool,
    rows: Rows,
}

impl Changes {
    /// Collects only if `wanted`.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { wanted, rows: Rows::new() }
    }

    pub(crate) fn put(&mut self, table: Table, key: impl ToString, value: &impl Serialize) {
        if self.wanted
            && let Ok(json) = serde_json::to_string(value)
        {
            self.rows.insert((table, key.to_string()), Some(Cell::Json(json)));
        }
    }

    pub(crate) fn put_bytes(&mut self, table: Table, key: impl ToString, value: Bytes) {
        if self.wanted {
            self.rows.insert((table, key.to_string()), Some(Cell::Bytes(value)));
        }
    }

    pub(crate) fn delete(&mut self, table: Table, key: impl ToString) {
        if self.wanted {
            self.rows.insert((table, key.to_string()), None);
        }
    }

    /// The rows since the last call.
    pub(crate) fn take(&mut self) -> Rows {
        std::mem::take(&mut self.rows)
    }
}
