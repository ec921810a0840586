//! What is stored: a Unit, its changes, and the outgoing calls among them.

use std::borrow::Cow;
use std::sync::Arc;

use molniya_botapi::{ChatId, MessageId, ThreadId};
use serde::{Deserialize, Serialize};

use super::{Epoch, Fault, Key, LaneKey, Seq, Shard, Time, Version, raw};
use crate::answer::{Class, Handle, Json, Policy};

/// All effects of one update, committed together.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What this Unit is the outcome of.
    pub id: UnitId,
    /// Refused with [`Verdict::Fenced`] if this is not the shard's present epoch.
    pub fence: (Shard, Epoch),
    /// Everything it read; checked before anything is written.
    pub reads: Vec<(Key, Version)>,
    /// What it changes.
    pub ops: Vec<Op>,
    /// Whether it must reach the disk before it is answered.
    pub durable: bool,
}

/// What makes a Unit recognisable when it is applied again. Ids are remembered for 48 h.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnitId {
    /// The outcome of an update. Applying it marks the update done and removes its journal row.
    Update(i64),
    /// The outcome of a timer or an outside event.
    Named(Box<str>),
    /// Harmless to apply again by its content (journal rows, settled entries, checked writes).
    Plain,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Writes a value.
    Put(Key, Json),
    /// Removes a value.
    Delete(Key),
    /// Wakes the bot at a time. Replaces an older timer of the same key.
    Timer(Key, Time, Json),
    /// Removes a timer; with a time only if it is still set for that time, so that the outcome of a
    /// timer does not remove the one that was set while it ran.
    Cancel(Key, Option<Time>),
    /// Keeps an update that is not done yet. Replaces an older row of the same update; ignored if
    /// the update is done.
    Journal(Journaled),
    /// Sets an update aside that cannot be handled.
    DeadLetter(DeadLetter),
    /// Puts an update that was set aside back into the journal; it is not done any more. Ignored if it
    /// is not among the dead letters.
    Revive(Journaled),
    /// Removes an update that was set aside, for good.
    DropLetter(i64),
    /// Removes a row that was set aside because it was damaged, for good.
    DropDamaged(Seq),
    /// Adds outgoing calls. Ignored if the row is there.
    Append(OutboxRow),
    /// Changes what is known of one outgoing call. Ignored if the call is over.
    Settle(EntryId, Settled),
}

/// An update that is kept until it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journaled {
    /// Update id, positive (<https://core.telegram.org/bots/api#update>).
    pub update: i64,
    /// Its lane.
    pub lane: LaneKey,
    /// How often its handler has failed.
    pub attempt: u32,
    /// The update as it came.
    pub raw: Arc<str>,
}

/// An update that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Update id.
    pub update: i64,
    /// When it was set aside.
    pub at: Time,
    /// Why, one line.
    pub reason: Box<str>,
    /// The update as it came.
    pub raw: Arc<str>,
}

/// A row whose checksum was wrong. What is in it cannot be trusted; it is kept for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedRow {
    /// Its place in the queue, given by the store.
    pub seq: Seq,
    /// The table it was in.
    pub table: Box<str>,
    /// Its key there.
    pub key: Box<str>,
    /// Its main column.
    pub content: Box<str>,
    /// When it was found.
    pub at: Time,
}

/// A timer that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// Its place in the queue, given by the store.
    pub seq: Seq,
    /// Its name.
    pub key: Key,
    /// When it is due.
    pub at: Time,
    /// What it says, as JSON text.
    pub value: Json,
}

/// Names an outgoing call: its Unit's row and its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryId {
    /// The row.
    pub seq: Seq,
    /// The place in the row, below [`MAX_ENTRIES`].
    pub n: u8,
}

/// At most this many outgoing calls in one Unit: what is settled is kept as bits of one integer.
pub const MAX_ENTRIES: usize = 60;

/// All outgoing calls of one Unit: one row.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    /// Its place in the queue.
    pub seq: Seq,
    /// The calls that are not over, in order. Their ids name this row and increase.
    pub entries: Vec<Entry>,
}

/// One outgoing call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// The chat whose order it keeps; `None` = unordered.
    pub chat: Option<ChatId>,
    /// Bot API method.
    pub method: Cow<'static, str>,
    /// Parameters as a JSON object, without `chat_id`.
    #[serde(with = "raw")]
    pub params: Json,
    /// Files to upload, as JSON.
    #[serde(with = "raw::option", default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Json>,
    /// How urgent it is.
    pub class: Class,
    /// What to do when its outcome is unknown.
    pub policy: Policy,
    /// The handle under which the id of its message is stored, or, if it is [`Edited::Named`], the one
    /// that names the message.
    pub handle: Option<Handle>,
    /// The message it changes; `None` = it brings a new one, or is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<Edited>,
    /// The broadcast it is a message of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<Box<str>>,
    /// Worthless after this time.
    pub expires: Option<Time>,
    /// When it came into the outbox; 0 = an older program put it there.
    #[serde(default)]
    pub at: Time,
    /// What is known of it.
    pub state: EntryState,
}

/// Which message a call changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edited {
    /// The one with this id; the parameters have it.
    Message(MessageId),
    /// The one that the entry's handle names. If there is none, the text is sent to this topic.
    Named(Option<ThreadId>),
}

impl EntryState {
    /// The state after a person has asked for another try: only what is given up can be tried again.
    pub(crate) fn retried(&self) -> Option<EntryState> {
        match self {
            EntryState::Unknown | EntryState::Dead(_) => {
                Some(EntryState::Queued { not_before: Time(0) })
            }
            EntryState::Queued { .. } | EntryState::Claimed(_) | EntryState::Retrying { .. } => {
                None
            }
        }
    }
}

impl Entry {
    /// Whether the message it changes is known by its handle alone.
    pub(crate) fn is_named(&self) -> bool {
        matches!(self.edits, Some(Edited::Named(_)))
    }

    /// Notes what became of the call.
    pub(super) fn set(&mut self, state: &EntryState, chat: Option<ChatId>) {
        self.state = state.clone();
        self.chat = chat.or(self.chat);
    }
}

/// What is known of an outgoing call. A sent one has no row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EntryState {
    /// Waits, at least until this time.
    Queued {
        /// Not to be sent before.
        not_before: Time,
    },
    /// Being sent by the owner of this epoch.
    Claimed(Epoch),
    /// To be sent again.
    Retrying {
        /// Not before this time.
        at: Time,
        /// How often it was tried.
        tries: u32,
        /// Whom the wait holds too, if Telegram asked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flood: Option<FloodScope>,
    },
    /// May or may not have been carried out, and its policy forbids to repeat it.
    Unknown,
    /// Refused for good, with the reason.
    Dead(Box<str>),
}

/// Whom a flood wait holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloodScope {
    /// Everything in the call's chat.
    Chat,
    /// Every message of a broadcast.
    Bulk,
}

/// What became of an outgoing call.
#[derive(Debug, Clone, PartialEq)]
pub enum Settled {
    /// Over: carried out, expired or dropped. The row goes with its last entry.
    Over,
    /// Not over: the new state, and the chat it goes to now (`None` = as before).
    Now(EntryState, Option<ChatId>),
}

/// What became of a Unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Applied; every key it wrote has this version now.
    Applied(Version),
    /// A Unit with this id was applied before; nothing was changed.
    Already,
    /// Something it read has changed since; nothing was changed.
    Conflict(Key),
    /// Another process owns the shard; nothing was changed.
    Fenced,
}

/// Refuses a group that no store could keep: a mistake of the caller, not of the store.
pub(super) fn check(group: &[Unit]) -> Result<(), Fault> {
    let rows = group.iter().flat_map(|unit| &unit.ops).filter_map(|op| match op {
        Op::Append(row) => Some(row),
        _ => None,
    });
    for row in rows {
        let named = row.entries.iter().all(|entry| entry.id.seq == row.seq);
        let rising = row.entries.windows(2).all(|pair| pair[0].id.n < pair[1].id.n);
        let few = row.entries.last().is_none_or(|entry| usize::from(entry.id.n) < MAX_ENTRIES);
        if !(named && rising && few && (1..1 << 63).contains(&row.seq.0)) {
            return Err(Fault::Fatal(format!("the outbox row {} is malformed", row.seq.0)));
        }
    }
    Ok(())
}
