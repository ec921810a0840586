//! What a bot was given and what was accepted from it, for judging a bot from outside.
//!
//! The public types are what `GET /ledger` answers; they are the same for the server and for its readers.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::faults::Fault;

/// Entries, issued updates and blows kept of each; the oldest go first and are counted.
const MAX_KEPT: usize = 200_000;
/// Violations kept; the first ones matter most, so the newest go.
const MAX_VIOLATIONS: usize = 1_000;

/// An update that was put into the bot's queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// Its id.
    pub update_id: i64,
    /// Which field of the update is set, for example `message`.
    pub kind: String,
    /// The chat it belongs to, if known.
    pub chat: Option<i64>,
    /// Microseconds since the emulator started.
    pub at_micros: u64,
}

/// A call that was accepted and changed something.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts all entries of all chats, without gaps, from 1.
    pub index: u64,
    /// Microseconds since the emulator started.
    pub at_micros: u64,
    /// The method as the Bot API spells it.
    pub method: String,
    /// The chat it went to; for a callback answer the chat of the press.
    pub chat: Option<i64>,
    /// The message that was sent, edited or deleted, or whose button was pressed.
    pub message_id: Option<i64>,
    /// The text of the message or of the toast.
    pub text: Option<String>,
    /// The markup the call carried, as the message shows it.
    pub reply_markup: Option<Value>,
    /// The press that was answered.
    pub callback_query_id: Option<String>,
}

/// Parameters that break the schema although the server has no refusal for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// The method as it was called.
    pub method: String,
    /// What is wrong, one line each.
    pub violations: Vec<String>,
}

/// A call or an update that an ordered fault has met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// Microseconds since the emulator started.
    pub at_micros: u64,
    /// The method as it was called, or the kind of the update.
    pub method: String,
    /// The chat the call named, or that of the update.
    pub chat: Option<i64>,
    /// The fault, for this once.
    pub fault: Fault,
}

/// Everything, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// The bot whose ledger it is.
    #[serde(default)]
    pub bot_id: i64,
    /// Every update below this id is confirmed; 0 before the first confirmation.
    pub confirmed: i64,
    /// The updates put into the queue, in order.
    pub updates: Vec<Issued>,
    /// The accepted calls, in order.
    pub entries: Vec<Entry>,
    /// The calls and updates that faults have met, in order.
    #[serde(default)]
    pub struck: Vec<Struck>,
    /// Updates, entries and struck calls that are too old to be listed.
    pub forgotten: u64,
    /// What `assert_clean` of the test kit fails on.
    pub violations: Vec<Violation>,
}

impl Ledger {
    /// The accepted calls of one chat, in order.
    pub fn chat(&self, chat: i64) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.chat == Some(chat))
    }
}

/// The running ledger.
#[derive(Debug, Default)]
pub(crate) struct Books {
    updates: VecDeque<Issued>,
    entries: VecDeque<Entry>,
    struck: VecDeque<Struck>,
    forgotten: u64,
    last_index: u64,
    violations: Vec<Violation>,
}

impl Books {
    pub(crate) fn issue(&mut self, issued: Issued) {
        if self.updates.len() == MAX_KEPT {
            self.updates.pop_front();
            self.forgotten += 1;
        }
        self.updates.push_back(issued);
    }

    /// Adds an accepted call; its index is given here.
    pub(crate) fn accept(&mut self, entry: Entry) {
        if self.entries.len() == MAX_KEPT {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.last_index += 1;
        self.entries.push_back(Entry { index: self.last_index, ..entry });
    }

    pub(crate) fn strike(&mut self, struck: Struck) {
        if self.struck.len() == MAX_KEPT {
            self.struck.pop_front();
            self.forgotten += 1;
        }
        self.struck.push_back(struck);
    }

    pub(crate) fn flag(&mut self, violation: Violation) {
        if self.violations.len() < MAX_VIOLATIONS {
            self.violations.push(violation);
        }
    }

    pub(crate) fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// The books after entry `after`, of one chat or of all.
    pub(crate) fn extract(&self, confirmed: i64, chat: Option<i64>, after: u64) -> Ledger {
        let here = |of: Option<i64>| chat.is_none() || of == chat;
        let entries = self.entries.range(self.entries.partition_point(|one| one.index <= after)..);
        Ledger {
            bot_id: 0,
            confirmed,
            updates: self.updates.iter().filter(|u| here(u.chat)).cloned().collect(),
            entries: entries.filter(|e| here(e.chat)).cloned().collect(),
            struck: self.struck.iter().filter(|s| here(s.chat)).cloned().collect(),
            forgotten: self.forgotten,
            violations: self.violations.clone(),
        }
    }
}
