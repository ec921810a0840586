//! What changed in the world since it was last written down, newest value per row.
//!
//! Bounded by the world itself: a row that changes ten times is kept once. What is large and changes often is only noted,
//! and written when somebody asks for the rows.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde::Serialize;

use crate::bots::BotId;
use crate::room::Room;

/// The tables of the file. The key of what belongs to one bot has the bot's id and a `:` before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// Single values: ids, the allowed updates.
    Facts,
    /// Bots by user id.
    Bots,
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
    pub(crate) const ALL: [Self; 10] = [
        Self::Facts,
        Self::Bots,
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
            Self::Bots => "bots",
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

/// Something large that is not what its row says any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stale {
    /// A chat with its members.
    Chat(Room),
    /// All payments of a bot.
    Payments(BotId),
    /// All scores in the games of a bot.
    Games(BotId),
    StickerSets,
}

/// Collects rows, if anybody writes them down.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    wanted: bool,
    rows: Rows,
    stale: BTreeSet<Stale>,
}

impl Changes {
    /// Collects only if `wanted`.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// Notes that a row has to be written anew.
    pub(crate) fn touch(&mut self, stale: Stale) {
        if self.wanted {
            self.stale.insert(stale);
        }
    }

    /// What has to be written anew since the last call.
    pub(crate) fn take_stale(&mut self) -> BTreeSet<Stale> {
        std::mem::take(&mut self.stale)
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
