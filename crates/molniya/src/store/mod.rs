//! Where state lives: five methods, and one contract that every backend passes.
//!
//! A backend applies groups of [`Unit`]s and answers reads. Grouping and retrying live above it.
//! This module knows nothing of handlers, lanes or the wire.

pub(crate) mod intervals;
mod memory;
mod open;
mod raw;
mod sqlite;
mod unit;
mod url;

#[cfg(test)]
pub(crate) mod faulty;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use molniya_botapi::{ChatId, UserId};
use serde::{Deserialize, Serialize};

use crate::answer::{Handle, Json};
use unit::check;

pub use memory::MemoryStore;
pub use open::{OpenError, OpenOptions, open};
pub use sqlite::SqliteStore;
pub(crate) use sqlite::scope_of;
pub use unit::{
    DamagedRow, DeadLetter, Edited, Entry, EntryId, EntryState, FloodScope, Journaled, MAX_ENTRIES,
    Op, OutboxRow, Settled, Timer, Unit, UnitId, Verdict,
};
pub(crate) use url::beside;
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

    /// The scope of this name, as it stands in a store.
    pub(crate) fn named(name: &str) -> Self {
        Scope(name.into())
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

    /// Keys of the people who have written to the bot begin so; the rest is the chat's id.
    pub fn people(&self) -> Key {
        Key(format!("{}/person/", self.0).into())
    }

    /// Key of what is kept of a person, by their private chat.
    pub fn person(&self, chat: ChatId) -> Key {
        Key(format!("{}{chat}", self.people().0).into())
    }

    /// Key of the note that a chat cannot be reached, and why.
    pub fn unreachable(&self, chat: ChatId) -> Key {
        Key(format!("{}/unreachable/{chat}", self.0).into())
    }

    /// Keys of flood waits begin so that are stored with no call; the rest is the chat's id.
    pub fn flood_waits(&self) -> Key {
        Key(format!("{}/flood/", self.0).into())
    }

    /// Key of the end of a flood wait that holds a chat.
    pub fn flood_wait(&self, chat: ChatId) -> Key {
        Key(format!("{}{chat}", self.flood_waits().0).into())
    }

    /// Keys of broadcasts begin so; the rest is the name.
    pub fn broadcasts(&self) -> Key {
        Key(format!("{}/broadcast/", self.0).into())
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
    /// Rows that were damaged, in the order they were found.
    Damaged,
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
    /// Of [`Queue::Damaged`].
    Damaged(DamagedRow),
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
            Pending::Damaged(row) => row.seq,
        }
    }
}

/// Everything whose key begins with `prefix`.
pub(crate) async fn read_all(store: &dyn Store, prefix: Key) -> Result<Vec<(Key, Json)>, Fault> {
    const ROWS: u16 = 1_000;
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = store.range(prefix.clone(), after, ROWS).await?;
        let Some((last, _)) = page.last() else { return Ok(all) };
        after = Some(last.clone());
        all.extend(page.into_iter().map(|(key, row)| (key, row.value)));
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
