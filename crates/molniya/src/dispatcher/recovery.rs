//! What an earlier process left: done updates, calls, the journal.

use std::sync::Arc;
use std::time::Duration;

use molniya_botapi::Envelope;

use super::Dispatcher;
use super::backlog::{Backlog, PAGE};
use super::flight::{Body, Flight};
use super::marks::Marks;
use crate::broadcast::Jobs;
use crate::commit::Then;
use crate::failpoint::{self, Failpoint};
use crate::outbox::Fate;
use crate::run::RunError;
use crate::store::{
    DeadLetter, Entry, EntryState, Fault, Journaled, Op, Pending, Queue, Scope, Seq, Settled,
    Shard, Store, Time, read_all,
};
use crate::telemetry;

/// How long after a crash what is under way is marked.
const CAREFUL: Duration = Duration::from_secs(60);
/// Whether the process that had the store before stopped by itself.
const CLEAN: &str = "clean";
/// The last time that is on record.
const TIME: &str = "time";

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Takes over what is stored. Must be called once, before [`Dispatcher::run`].
    pub(crate) async fn recover(&mut self, username: Option<&str>) -> Result<(), RunError> {
        failpoint::reach(Failpoint::RecoveryBegun);
        let store = self.setup.store.clone();
        let clean = was_clean(&*store, &self.setup.scope).await?;
        self.mark_running(true);
        // Before anything is handled: the first update may end the process.
        self.write_rest().await?;
        failpoint::reach(Failpoint::RunNoted);
        self.marks = Marks::open(self.setup.marks.as_deref(), clean);
        if !clean {
            self.careful_until = self.now().after(CAREFUL);
        }
        let now = self.now();
        let mut after = Seq(0);
        while let Some((rows, last)) = page(&*store, Queue::Done, after).await? {
            after = last;
            for row in rows {
                if let Pending::Done(first, last) = row {
                    self.done.insert_span(first, last, now);
                }
            }
        }
        self.marks.forget(|update| self.done.contains(update));
        let broadcasts = read_all(&*store, self.setup.scope.broadcasts()).await?;
        self.jobs = Jobs::recovered(&broadcasts, &self.setup.scope);
        let waits = read_all(&*store, self.setup.scope.flood_waits()).await?;
        self.recover_flood_waits(waits);
        let (mut calls, mut after) = (0, Seq(0));
        while let Some((rows, last)) = page(&*store, Queue::Outbox, after).await? {
            after = last;
            for row in rows {
                if let Pending::Outbox(row) = row {
                    calls += row.entries.len();
                    row.entries.into_iter().for_each(|entry| self.recover_call(entry));
                }
            }
        }
        self.end_finished();
        let journal = self.recover_journal(&*store).await?;
        failpoint::reach(Failpoint::RecoveryDone);
        telemetry::started(&self.setup.scope, username, self.setup.epoch, clean, (calls, journal));
        Ok(())
    }

    /// Notes whether something would be cut off if the process ended now.
    pub(super) fn mark_running(&mut self, running: bool) {
        let key = self.setup.scope.meta(CLEAN);
        let value = if running { "false" } else { "true" };
        let ops = vec![Op::Put(key, value.into()), self.time_op()];
        self.committer.offer_plain(ops, true, Then::Nothing);
    }

    /// Puts the present time on record, beside a deadline that is stored: whatever the clock says at
    /// the next start, the deadline is no further away than it is now.
    pub(super) fn time_op(&self) -> Op {
        Op::Put(self.setup.scope.meta(TIME), self.now().0.to_string().into())
    }

    /// A call that was claimed may have been carried out; its rule says what happens.
    fn recover_call(&mut self, entry: Entry) {
        let now = self.now();
        let fate = self.outbox.recover(entry.clone(), now);
        failpoint::reach(Failpoint::CallRecovered);
        self.on_recovered(entry, fate, now);
    }

    /// A call of an earlier process was taken in.
    pub(super) fn on_recovered(&mut self, entry: Entry, fate: Fate, now: Time) {
        if let Some(job) = &entry.job {
            self.jobs.waits(job);
            if matches!(fate, Fate::Unknown | Fate::Over) {
                return self.settle_broadcast(&entry, job, &fate, now);
            }
        }
        match fate {
            Fate::Repeat => telemetry::unknown(&entry, true),
            Fate::Unknown => {
                telemetry::unknown(&entry, false);
                let settled = Settled::Now(EntryState::Unknown, entry.chat);
                self.committer.settle(Op::Settle(entry.id, settled), now);
            }
            Fate::Over => self.committer.settle(Op::Settle(entry.id, Settled::Over), now),
            Fate::Kept | Fate::Retry { .. } | Fate::Moved { .. } | Fate::Dead(_) => {}
        }
    }

    /// Takes in as much of the journal as there is room for; the rest follows while the bot works.
    async fn recover_journal(&mut self, store: &dyn Store) -> Result<usize, Fault> {
        let (mut count, mut after) = (0, Seq(0));
        let calls = self.outbox.len_soon();
        self.backlog = Backlog::after(after, calls);
        while let Some((rows, last)) = page(store, Queue::Journal, after).await? {
            after = last;
            count += self.take_in(rows);
            if !self.has_room() {
                self.backlog = Backlog::after(after, calls);
                return Ok(count);
            }
        }
        self.backlog = Backlog::default();
        Ok(count)
    }

    pub(super) fn recover_update(&mut self, row: Journaled) -> Option<i64> {
        let Journaled { update, attempt, raw, lane: stored } = row;
        let reason = match Envelope::read(&raw) {
            Ok(envelope) => {
                let lane = self.setup.table.lane_key(&envelope);
                let body = Body { raw, envelope: Arc::new(envelope) };
                let mut flight = Flight::new(lane, body, 0);
                flight.failed = attempt;
                flight.durable = true;
                self.flights.insert(update, flight);
                if lane != stored {
                    // The router has other lanes now, and a lane is read back by its key.
                    self.journal(update, Then::Nothing);
                }
                return Some(update);
            }
            Err(error) => error.to_string(),
        };
        telemetry::dead_letter(update, &reason);
        let letter = DeadLetter { update, at: self.now(), reason: reason.into(), raw };
        self.note_done(update);
        self.offer_dead_letter(letter, Then::Nothing);
        None
    }
}

// The futures of these must not hold the dispatcher, which no two threads may look at: a bot's
// future can be spawned.

async fn was_clean(store: &dyn Store, scope: &Scope) -> Result<bool, Fault> {
    let found = store.get(vec![scope.meta(CLEAN)]).await?;
    // A new store was never cut off.
    Ok(found.into_iter().flatten().next().is_none_or(|found| &*found.value == "true"))
}

/// The last time that an earlier process put on record.
pub(crate) async fn last_time(store: &dyn Store, scope: &Scope) -> Result<Time, Fault> {
    let found = store.get(vec![scope.meta(TIME)]).await?;
    let noted = found.into_iter().flatten().next().and_then(|found| found.value.parse().ok());
    Ok(Time(noted.unwrap_or(0)))
}

/// The rows of a queue after a place, and the place of the last; nothing if there are none.
async fn page(
    store: &dyn Store,
    queue: Queue,
    after: Seq,
) -> Result<Option<(Vec<Pending>, Seq)>, Fault> {
    let rows = store.pending(queue, Shard(0), after, PAGE).await?;
    let last = rows.last().map(Pending::cursor);
    Ok(last.map(|last| (rows, last)))
}
