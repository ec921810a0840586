//! What is known of one update between its arrival and its commit, and of the batch it came in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use molniya_botapi::Envelope;
use tokio::sync::oneshot;

use super::outside::Outside;
use crate::answer::Json;
use crate::api::Memory;
use crate::router::Kinds;
use crate::store::{Key, LaneKey, Seq, Version};
use crate::unit::VolatileCall;

/// How often the handler of an update fails before it is set aside.
pub(super) const ATTEMPTS: u32 = 3;

/// Where an update stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// In its lane, behind others; or in the journal only.
    Waiting,
    /// Its sessions are being read.
    Reading,
    /// Its handler runs.
    Running,
    /// Its handler failed and it is tried again later.
    Held,
    /// Its Unit is queued or being applied.
    Committing,
}

/// One update that is not done.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) lane: LaneKey,
    pub(super) stage: Stage,
    /// How often its handler has failed.
    pub(super) failed: u32,
    /// Whether it survives this process: it is in the journal.
    pub(super) durable: bool,
    /// The batch that waits for it to be durable.
    pub(super) batch: u64,
    /// Nothing while it waits in the journal only.
    pub(super) body: Option<Body>,
    /// The calls its handler made directly.
    pub(super) memory: Arc<Memory>,
    pub(super) run: Run,
    /// What it is if it is no update.
    pub(super) outside: Option<Outside>,
}

/// The update itself.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) raw: Arc<str>,
    pub(super) envelope: Arc<Envelope>,
}

/// What belongs to one run of the handler.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Sessions as they were read, in the router's order of dialogues.
    pub(super) sessions: Vec<super::Session>,
    /// Dialogues whose stored step could not be read.
    pub(super) stale: Vec<&'static str>,
    /// Records it read.
    pub(super) reads: Arc<Mutex<Vec<(Key, Version)>>>,
    /// What follows its commit: new steps, calls in the outbox (row and number), other calls.
    pub(super) steps: Vec<(&'static str, Option<Json>)>,
    pub(super) seq: Seq,
    pub(super) calls: u8,
    pub(super) volatile: Vec<VolatileCall>,
}

impl Flight {
    pub(super) fn new(lane: LaneKey, body: Body, batch: u64) -> Self {
        Flight {
            lane,
            stage: Stage::Waiting,
            failed: 0,
            durable: false,
            batch,
            body: Some(body),
            memory: Arc::default(),
            run: Run::default(),
            outside: None,
        }
    }

    /// What it is to the router.
    pub(super) fn kind(&self, body: &Body) -> Kinds {
        self.outside.as_ref().map_or(Kinds::of(body.envelope.kind), Outside::kind)
    }

    /// Whether something of it would be cut off by stopping now. An update that waits is not: it
    /// is in the journal, or it is delivered again.
    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.stage, Stage::Waiting | Stage::Held)
    }
}

/// Batches that are not wholly durable.
#[derive(Debug, Default)]
pub(super) struct Batches {
    open: HashMap<u64, Open>,
    last: u64,
}

#[derive(Debug)]
struct Open {
    left: usize,
    updates: Vec<i64>,
    ack: oneshot::Sender<usize>,
}

impl Batches {
    /// The number of the next batch. No batch has number 0.
    pub(super) fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// A batch waits for these updates and for `others` without a name. Gives the sender back if
    /// there are none.
    pub(super) fn open(
        &mut self,
        number: u64,
        updates: Vec<i64>,
        others: usize,
        ack: oneshot::Sender<usize>,
    ) -> Option<oneshot::Sender<usize>> {
        let left = updates.len() + others;
        if left == 0 {
            return Some(ack);
        }
        self.open.insert(number, Open { left, updates, ack });
        None
    }

    /// The updates of a batch that is still open.
    pub(super) fn updates(&self, number: u64) -> &[i64] {
        self.open.get(&number).map_or(&[], |open| &open.updates)
    }

    /// One update of the batch is durable. Gives the sender back with the last.
    pub(super) fn durable(&mut self, number: u64) -> Option<oneshot::Sender<usize>> {
        let open = self.open.get_mut(&number)?;
        open.left -= 1;
        if open.left > 0 {
            return None;
        }
        self.open.remove(&number).map(|open| open.ack)
    }
}
