//! The store that forgets: for tests and throw-away bots.
//!
//! It gives the same answers as the others, and is the model they are tested against.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::intervals::Intervals;
use super::*;

/// Ids are looked through for old ones once per this many applied Units.
const FORGET_EVERY: u64 = 4096;

/// Keeps everything in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    // Held for a group or a page of rows, never across an await.
    state: Mutex<State>,
}

impl MemoryStore {
    /// An empty store. Says in the log that it forgets.
    pub fn open() -> MemoryStore {
        tracing::warn!(
            "the store is in memory: every order, dialogue and message in it is LOST when the bot stops; \
             use sqlite:PATH to keep them"
        );
        MemoryStore::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the lock was held left at most one Unit half applied; nothing here outlives it anyway.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn apply(&self, group: Arc<Vec<Unit>>) -> BoxFuture<'_, Result<Vec<Verdict>, Fault>> {
        Box::pin(async move {
            check(&group)?;
            let mut state = self.state();
            let now = Time::now();
            Ok(group.iter().map(|unit| state.unit(unit, now)).collect())
        })
    }

    fn get(&self, keys: Vec<Key>) -> BoxFuture<'_, Result<Vec<Option<Versioned>>, Fault>> {
        Box::pin(async move {
            let state = self.state();
            Ok(keys.iter().map(|key| state.values.get(key).cloned()).collect())
        })
    }

    fn range(
        &self,
        prefix: Key,
        after: Option<Key>,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<(Key, Versioned)>, Fault>> {
        Box::pin(async move {
            let state = self.state();
            let begin = match after {
                Some(after) if after >= prefix => Bound::Excluded(after),
                _ => Bound::Included(prefix.clone()),
            };
            let found = state.values.range((begin, Bound::Unbounded));
            Ok(found
                .take_while(|(key, _)| key.0.starts_with(&*prefix.0))
                .take(usize::from(limit))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect())
        })
    }

    fn pending(
        &self,
        queue: Queue,
        shard: Shard,
        after: Seq,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<Pending>, Fault>> {
        Box::pin(async move {
            if shard != Shard(0) {
                return Ok(Vec::new());
            }
            Ok(self.state().pending(queue, after, usize::from(limit)))
        })
    }

    fn lease(
        &self,
        shard: Shard,
        me: ProcessId,
        ttl: Duration,
    ) -> BoxFuture<'_, Result<Option<Epoch>, Fault>> {
        Box::pin(async move {
            if shard != Shard(0) {
                return Ok(None);
            }
            let mut state = self.state();
            let epoch = state.lease.next(&me, state.epoch);
            if let Some(epoch) = epoch {
                state.epoch = epoch;
                state.lease.hold(me, ttl);
            }
            Ok(epoch)
        })
    }
}

/// Who owns shard 0 and until when.
#[derive(Debug, Default)]
pub(super) struct Lease(Option<(ProcessId, Instant)>);

impl Lease {
    /// The epoch `me` would own the shard in; `None` while somebody else owns it.
    pub(super) fn next(&self, me: &ProcessId, present: Epoch) -> Option<Epoch> {
        match &self.0 {
            Some((owner, _)) if owner == me => Some(present),
            Some((_, until)) if Instant::now() < *until => None,
            _ => Some(Epoch(present.0.saturating_add(1))),
        }
    }

    /// Makes `me` the owner for `ttl`.
    pub(super) fn hold(&mut self, me: ProcessId, ttl: Duration) {
        // Nothing is leased for longer than an hour; a longer one could overflow the clock.
        self.0 = Some((me, Instant::now() + ttl.min(Duration::from_secs(3600))));
    }
}

#[derive(Debug, Default)]
struct State {
    values: BTreeMap<Key, Versioned>,
    journal: BTreeMap<i64, Journaled>,
    dead_letters: BTreeMap<i64, DeadLetter>,
    outbox: BTreeMap<Seq, OutboxRow>,
    timers: BTreeMap<Seq, Timer>,
    timer_names: HashMap<Key, Seq>,
    done: Intervals,
    named: HashMap<Box<str>, Time>,
    /// Named ids from the oldest to the newest.
    named_order: VecDeque<Box<str>>,
    /// How many Units were applied.
    commits: u64,
    epoch: Epoch,
    lease: Lease,
}

impl State {
    fn unit(&mut self, unit: &Unit, now: Time) -> Verdict {
        if unit.fence != (Shard(0), self.epoch) {
            return Verdict::Fenced;
        }
        if self.knows(&unit.id) {
            return Verdict::Already;
        }
        for (key, version) in &unit.reads {
            if self.values.get(key).map_or(Version(0), |found| found.version) != *version {
                return Verdict::Conflict(key.clone());
            }
        }
        self.commits += 1;
        self.remember(&unit.id, now);
        for op in &unit.ops {
            self.op(op);
        }
        Verdict::Applied(Version(self.commits))
    }

    fn knows(&self, id: &UnitId) -> bool {
        match id {
            UnitId::Update(update) => self.done.contains(*update),
            UnitId::Named(name) => self.named.contains_key(name),
            UnitId::Plain => false,
        }
    }

    fn remember(&mut self, id: &UnitId, now: Time) {
        match id {
            UnitId::Update(update) => {
                self.done.insert(*update, now);
                self.journal.remove(update);
            }
            UnitId::Named(name) => {
                self.named.insert(name.clone(), now);
                self.named_order.push_back(name.clone());
            }
            UnitId::Plain => {}
        }
        if self.commits.is_multiple_of(FORGET_EVERY) {
            self.forget(forgotten_before(now));
        }
    }

    fn forget(&mut self, before: Time) {
        self.done.forget(before);
        while let Some(name) = self.named_order.front() {
            if self.named.get(name).is_some_and(|at| *at >= before) {
                break;
            }
            self.named.remove(name);
            self.named_order.pop_front();
        }
    }

    fn op(&mut self, op: &Op) {
        match op {
            Op::Put(key, value) => {
                let version = Version(self.commits);
                self.values.insert(key.clone(), Versioned { value: value.clone(), version });
            }
            Op::Delete(key) => {
                self.values.remove(key);
            }
            Op::Timer(key, at, value) => self.set_timer(key, *at, value),
            Op::Cancel(key, at) => {
                let set = self.timer_of(key).filter(|timer| at.is_none_or(|at| timer.at == at));
                if let Some(seq) = set.map(|timer| timer.seq) {
                    self.remove_timer(seq);
                }
            }
            Op::Journal(row) => {
                if !self.done.contains(row.update) {
                    self.journal.insert(row.update, row.clone());
                }
            }
            Op::DeadLetter(letter) => {
                self.dead_letters.insert(letter.update, letter.clone());
            }
            Op::Revive(row) => {
                if self.dead_letters.remove(&row.update).is_some() {
                    self.done.remove(row.update);
                    self.journal.insert(row.update, row.clone());
                }
            }
            Op::DropLetter(update) => {
                self.dead_letters.remove(update);
            }
            Op::DropDamaged(_) => {} // What is in memory is never damaged.
            Op::Append(row) => {
                if !row.entries.is_empty() {
                    self.outbox.entry(row.seq).or_insert_with(|| row.clone());
                }
            }
            Op::Settle(id, settled) => self.settle(*id, settled),
        }
    }

    fn set_timer(&mut self, key: &Key, at: Time, value: &Json) {
        if let Some(seq) = self.timer_of(key).map(|timer| timer.seq) {
            self.remove_timer(seq);
        }
        let (first, last) = timer_places(at);
        let taken = self.timers.range(first..=last).next_back().map(|(seq, _)| *seq);
        let seq = taken.map_or(first, |seq| Seq(seq.0 + 1));
        self.timers.insert(seq, Timer { seq, key: key.clone(), at, value: value.clone() });
        self.timer_names.insert(key.clone(), seq);
    }

    fn timer_of(&self, key: &Key) -> Option<&Timer> {
        self.timers.get(self.timer_names.get(key)?)
    }

    fn remove_timer(&mut self, seq: Seq) {
        if let Some(timer) = self.timers.remove(&seq) {
            self.timer_names.remove(&timer.key);
        }
    }

    fn settle(&mut self, id: EntryId, settled: &Settled) {
        let Some(row) = self.outbox.get_mut(&id.seq) else { return };
        match settled {
            Settled::Over => row.entries.retain(|entry| entry.id != id),
            Settled::Now(state, chat) => {
                if let Some(entry) = row.entries.iter_mut().find(|entry| entry.id == id) {
                    entry.set(state, *chat);
                }
            }
        }
        if row.entries.is_empty() {
            self.outbox.remove(&id.seq);
        }
    }

    fn pending(&self, queue: Queue, after: Seq, limit: usize) -> Vec<Pending> {
        let id = i64::try_from(after.0).unwrap_or(i64::MAX);
        let ids = (Bound::Excluded(id), Bound::Unbounded);
        let seqs = (Bound::Excluded(after), Bound::Unbounded);
        match queue {
            Queue::Outbox => {
                page(self.outbox.range(seqs).map(|(_, row)| Pending::Outbox(row.clone())), limit)
            }
            Queue::Journal => {
                page(self.journal.range(ids).map(|(_, row)| Pending::Journaled(row.clone())), limit)
            }
            Queue::Lane(lane) => {
                let rows = self.journal.range(ids).filter(|(_, row)| row.lane == lane);
                page(rows.map(|(_, row)| Pending::Journaled(row.clone())), limit)
            }
            Queue::DeadLetters => {
                let rows = self.dead_letters.range(ids);
                page(rows.map(|(_, row)| Pending::DeadLetter(row.clone())), limit)
            }
            Queue::Timers => {
                page(self.timers.range(seqs).map(|(_, row)| Pending::Timer(row.clone())), limit)
            }
            Queue::Done => {
                page(self.done.after(id).map(|(first, last)| Pending::Done(first, last)), limit)
            }
            Queue::Damaged => Vec::new(),
        }
    }
}

fn page(rows: impl Iterator<Item = Pending>, limit: usize) -> Vec<Pending> {
    rows.take(limit).collect()
}
