//! Places where a test lets the process end as `kill -9` ends it.
//!
//! Only with the feature `failpoints`, which tests of the program switch on: without it `reach` is empty and nothing of
//! this is in the program. With it the variable `MOLNIYA_FAILPOINT` arms one of them, written `NAME@n`: the process kills itself
//! when it comes there for the n-th time. No more than one is armed, so that a run can be had again.

#[cfg(feature = "failpoints")]
pub use armed::VARIABLE;
#[cfg(feature = "failpoints")]
pub(crate) use armed::{reach, reach_if};

/// Declares the places and the list of all of them, which so cannot differ.
macro_rules! failpoints {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A transition of the framework's state.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Failpoint {
            $($(#[$doc])* $name,)*
        }

        impl Failpoint {
            /// Every one, in the order of an update's way.
            pub const ALL: &[Failpoint] = &[$(Failpoint::$name),*];
        }
    };
}

failpoints! {
    /// The store has its new schema, in a transaction that is not committed.
    SchemaUpgraded,
    /// The store is this bot's, and its file is ready.
    FileOpened,
    /// The process owns the bot's state by a new epoch.
    EpochTaken,
    /// What an earlier process left is about to be read.
    RecoveryBegun,
    /// The store knows that the process may be cut off from now on.
    RunNoted,
    /// A call that an earlier process may have made is known again.
    CallRecovered,
    /// A flood wait that an earlier process met holds again.
    FloodWaitRestored,
    /// Everything is recovered, and nothing is asked of Telegram yet.
    RecoveryDone,
    /// One more page of the journal that an earlier process left was read.
    BacklogRead,
    /// Updates came, and nobody has looked at them.
    PollAnswered,
    /// The updates of a batch are known, and none is in its lane.
    BatchTaken,
    /// A malformed update was found, and is about to be set aside.
    UpdateSetAside,
    /// An update is to wait in the journal only.
    LaneSpilled,
    /// The mark of an update that is begun was written.
    MarkWritten,
    /// A handler is about to be called.
    HandlerBegun,
    /// A handler has ended, and its answer is not looked at.
    HandlerEnded,
    /// An attempt has failed, and the next is planned.
    RetryPlanned,
    /// A group of Units is about to be given to the store.
    GroupHanded,
    /// The store has begun a transaction, and written nothing.
    TransactionBegun,
    /// The store has written everything of a transaction, and not committed it.
    TransactionWritten,
    /// A group is on the disk.
    GroupSynced,
    /// A group is with the system, without a sync.
    GroupWritten,
    /// The number of commits is in its file.
    CommitsCounted,
    /// The WAL is about to be copied into the file.
    CheckpointBegun,
    /// The WAL was copied into the file.
    CheckpointDone,
    /// The dispatcher hears that a Unit was applied.
    AppliedTold,
    /// Something that a handler read has changed, and it is to run again.
    ConflictFound,
    /// Updates are in the journal.
    JournalWritten,
    /// An update is done, and its lane goes on.
    UpdateDone,
    /// What waited in the journal only was read back for its lane.
    LaneReloaded,
    /// All of a batch is safe, and Telegram does not know it.
    BatchSafe,
    /// A block of numbers is reserved, and none of them given.
    NumbersReserved,
    /// Calls that had to wait are stored as claimed.
    CallsClaimed,
    /// A call is about to go on the wire.
    CallLeaves,
    /// A call was answered, and the dispatcher does not know it.
    CallAnswered,
    /// What a call's answer means is known, and not written.
    CallSettled,
    /// Telegram asked to wait, and that is not written.
    FloodWaitMet,
    /// A flood wait is stored.
    FloodWaitStored,
    /// A broadcast that was begun or turned is stored.
    BroadcastStored,
    /// The messages of a page of a broadcast are stored.
    PageStored,
    /// A message of a broadcast is over, and that is not written.
    MessageCounted,
    /// The number of a broadcast's messages that are over is stored.
    CountStored,
    /// An operator's change is about to be stored.
    ChangeAsked,
    /// An operator's change is stored, and nothing follows from it yet.
    ChangeStored,
    /// The process was told to stop.
    StopBegun,
    /// Everything is written, and the store knows that nothing was cut off.
    StopWritten,
}

/// Ends the process if this place is armed.
#[cfg(not(feature = "failpoints"))]
#[inline(always)]
pub(crate) fn reach(_: Failpoint) {}

/// The same at a place that is this one only sometimes.
#[cfg(not(feature = "failpoints"))]
#[inline(always)]
pub(crate) fn reach_if(_: Failpoint, _: impl FnOnce() -> bool) {}

#[cfg(feature = "failpoints")]
mod armed {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    use rustix::process::{Signal, getpid, kill_process};

    use super::Failpoint;

    /// The variable that arms a place. Settings do not know it: it is for tests alone.
    pub const VARIABLE: &str = "MOLNIYA_FAILPOINT";

    /// The place that is armed, and how often it is still to be passed.
    static ARMED: LazyLock<Option<(Failpoint, AtomicU32)>> = LazyLock::new(|| {
        let value = std::env::var(VARIABLE).ok()?;
        let (name, n) = value.split_once('@')?;
        let point = Failpoint::ALL.iter().find(|point| format!("{point:?}") == name)?;
        Some((*point, AtomicU32::new(n.parse().ok()?)))
    });

    /// Ends the process if this place is armed, and this is the time.
    pub(crate) fn reach(point: Failpoint) {
        reach_if(point, || true);
    }

    /// The same at a place that is this one only sometimes.
    pub(crate) fn reach_if(point: Failpoint, is_here: impl FnOnce() -> bool) {
        let Some((armed, left)) = &*ARMED else { return };
        if *armed != point || !is_here() || left.fetch_sub(1, Ordering::Relaxed) != 1 {
            return;
        }
        // A process may always signal itself.
        let _ = kill_process(getpid(), Signal::KILL);
        loop {
            std::thread::park(); // Nothing more is done until the signal arrives.
        }
    }
}
