//! Where state lives: five methods, and one contract that every backend passes.
//!
//! A backend applies groups of [`Unit`]s and answers reads. Grouping and retrying live above it.
//! This module knows nothing of handlers, lanes or the wire.

mod intervals;
mod memory;
mod open;
mod raw;
mod sqlite;
mod url;

#[cfg(test)]
pub(crate) mod faulty;

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use molniya_botapi::{ChatId, UserId};
use serde::{Deserialize, Serialize};

use crate::answer::{Class, Handle, Json, Policy};

pub use memory::MemoryStore;
pub use open::{OpenError, OpenOptions, open};
pub use sqlite::SqliteStore;
pub use url::{StoreUrl, StoreUrlError};

/// A boxed future, used only where a store is chosen at run time.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A place to keep state.
///
/// Every method is cancel safe in this sense: a dropped future of [`Store::apply`] may or may not
/// have applied the group, and applying the same group again is harmless.
pub trait Store: Send + Sync + 'static {
    /// Applies each Unit whole or not at all, in order; a Unit that conflicts does not disturb its
    /// neighbours. One sync to the disk for the group if any Unit is `durable`, none otherwise
    /// (written, so that it survives the death of the process). A Unit whose id was applied before
    /// changes nothing and gets [`Verdict::Already`].
    ///
    /// Of each Unit the fence is checked first, then the id, then what it read.
    ///
    /// # Errors
    /// [`Fault::Unavailable`]: the group may have been applied; apply the same group again.
    /// [`Fault::Fatal`]: nothing may be acknowledged any more; stop.
    fn apply(&self, group: Arc<Vec<Unit>>) -> BoxFuture<'_, Result<Vec<Verdict>, Fault>>;

    /// Reads values with their versions, in the order of the keys.
    fn get(&self, keys: Vec<Key>) -> BoxFuture<'_, Result<Vec<Option<Versioned>>, Fault>>;

    /// Reads at most `limit` values whose key begins with `prefix`, in key order, after `after`.
    fn range(
        &self,
        prefix: Key,
        after: Option<Key>,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<(Key, Versioned)>, Fault>>;

    /// Reads at most `limit` rows of a queue in order, after the cursor `after` (0 = from the start).
    fn pending(
        &self,
        queue: Queue,
        shard: Shard,
        after: Seq,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<Pending>, Fault>>;

    /// Makes this process the owner of a shard for `ttl`, or says that another one is (`None`).
    /// Every new ownership gets a larger epoch; an owner that asks again in time, or late but before
    /// anybody else, keeps its epoch. A shard that nobody ever owned has epoch 0.
    fn lease(
        &self,
        shard: Shard,
        me: ProcessId,
        ttl: Duration,
    ) -> BoxFuture<'_, Result<Option<Epoch>, Fault>>;
}

/// The bot at its server: everything stored belongs to one of these.
///
/// Written `123456@https://api.telegram.org`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope(Arc<str>);

impl Scope {
    /// The scope of a bot at a server (the normalised origin of its URL, or `emulator`).
    pub fn new(bot: UserId, server: &str) -> Self {
        Scope(format!("{bot}@{server}").into())
    }

    /// The scope as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Key of a dialogue's state in a lane.
    pub fn session(&self, lane: LaneKey, dialogue: &str) -> Key {
        Key(format!("{}/session/{lane}/{dialogue}", self.0).into())
    }

    /// Key of a record.
    pub fn record(&self, collection: &str, id: &str) -> Key {
        Key(format!("{}/record/{collection}/{id}", self.0).into())
    }

    /// Key of the message id that is remembered for a handle of a chat.
    pub fn handle(&self, chat: ChatId, handle: &Handle) -> Key {
        Key(format!("{}/handle/{chat}/{}", self.0, handle.0).into())
    }

    /// Key of a counter that numbers are reserved from.
    pub fn counter(&self, name: &str) -> Key {
        Key(format!("{}/counter/{name}", self.0).into())
    }

    /// Key of a fact the framework keeps about itself.
    pub fn meta(&self, name: &str) -> Key {
        Key(format!("{}/meta/{name}", self.0).into())
    }
}

/// A readable key. Begins with the [`Scope`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub Box<str>);

/// When a key was last written: the number of the commit. 0 = the key is absent.
///
/// Versions of all keys come from one counter that never goes back, so a key that was deleted and
/// written again never looks unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Version(pub u64);

/// A value and its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    /// JSON text.
    pub value: Json,
    /// Its version, never 0.
    pub version: Version,
}

/// Milliseconds since the Unix epoch.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Hash,
)]
#[serde(transparent)]
pub struct Time(pub u64);

impl Time {
    /// What the system clock says now; 0 if it is set before 1970.
    pub fn now() -> Time {
        Time(0).after(SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default())
    }

    /// This time plus a duration, at millisecond precision.
    #[must_use]
    pub fn after(self, duration: Duration) -> Time {
        Time(self.0.saturating_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }

    /// How long from `earlier` to this time; zero if this time is not later.
    pub fn since(self, earlier: Time) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// Position of a row in a queue, from 1 to 2^63 − 1. Larger is later. The caller gives every outbox
/// row a position that is never used again.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

/// A part of the chats that has one owner. SQLite and memory have shard 0 only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Shard(pub u16);

/// A period of ownership of a shard.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Hash,
)]
#[serde(transparent)]
pub struct Epoch(pub u64);

/// Names a process among those that share a store. Unique for every start of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessId(pub Box<str>);

/// The ordering key: updates with the same key are handled one at a time. Absent parts are 0.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct LaneKey {
    /// Chat id.
    pub chat: i64,
    /// User id.
    pub user: i64,
    /// Topic (message thread) id.
    pub topic: i64,
}

impl fmt::Display for LaneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.chat, self.user, self.topic)
    }
}

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
    /// How often it was begun before.
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
    /// For a send: the handle its message id is stored under. For an edit without `message_id`:
    /// the handle that names the message.
    pub handle: Option<Handle>,
    /// Worthless after this time.
    pub expires: Option<Time>,
    /// What is known of it.
    pub state: EntryState,
}

impl Entry {
    /// Notes what became of the call.
    fn set(&mut self, state: &EntryState, chat: Option<ChatId>) {
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
    },
    /// May or may not have been carried out, and its policy forbids to repeat it.
    Unknown,
    /// Refused for good, with the reason.
    Dead(Box<str>),
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

/// Why a store could not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// It did not answer. What was asked may have happened; ask again.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// It can no longer be trusted. Acknowledge nothing and stop.
    #[error("the store failed: {0}")]
    Fatal(String),
}

/// A queue to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Outgoing calls, by [`Seq`].
    Outbox,
    /// Updates that are not done, by update id.
    Journal,
    /// The same of one lane.
    Lane(LaneKey),
    /// Updates that were set aside, by update id.
    DeadLetters,
    /// Timers, by time; those of one time in the order they were set.
    Timers,
    /// Ids of updates that are done, as intervals, by their first id.
    Done,
}

/// A row of a queue.
#[derive(Debug, Clone, PartialEq)]
pub enum Pending {
    /// Of [`Queue::Outbox`].
    Outbox(OutboxRow),
    /// Of [`Queue::Journal`] and [`Queue::Lane`].
    Journaled(Journaled),
    /// Of [`Queue::DeadLetters`].
    DeadLetter(DeadLetter),
    /// Of [`Queue::Timers`].
    Timer(Timer),
    /// Of [`Queue::Done`]: every id from the first to the last.
    Done(i64, i64),
}

impl Pending {
    /// The cursor that asks for the rows after this one.
    pub fn cursor(&self) -> Seq {
        let id = |id: i64| Seq(u64::try_from(id).unwrap_or(0));
        match self {
            Pending::Outbox(row) => row.seq,
            Pending::Journaled(row) => id(row.update),
            Pending::DeadLetter(row) => id(row.update),
            Pending::Timer(row) => row.seq,
            Pending::Done(first, _) => id(*first),
        }
    }
}

/// How long the ids of applied Units are remembered, at least.
pub const REMEMBERED: Duration = Duration::from_secs(48 * 60 * 60);

/// Ids of Units that were applied before this time may be forgotten.
fn forgotten_before(now: Time) -> Time {
    Time(now.0.saturating_sub(u64::try_from(REMEMBERED.as_millis()).unwrap_or(u64::MAX)))
}

/// The first and the last place in the queue for timers of a time: the time, then 2^20 places.
fn timer_places(at: Time) -> (Seq, Seq) {
    const PLACES: u32 = 20;
    const LAST_TIME: u64 = (1 << (63 - PLACES)) - 1;
    let first = at.0.clamp(1, LAST_TIME) << PLACES;
    (Seq(first), Seq(first | ((1 << PLACES) - 1)))
}

/// Refuses a group that no store could keep: a mistake of the caller, not of the store.
fn check(group: &[Unit]) -> Result<(), Fault> {
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
