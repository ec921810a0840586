//! What an earlier process left in the journal, taken in as there is room for it.
//!
//! Only as much as a burst is in memory at once. Updates that come meanwhile wait behind all of it,
//! so that every conversation keeps its order.

use std::mem::take;

use tokio::sync::oneshot;

use super::{Dispatcher, Event, MAX_FLIGHTS};
use crate::failpoint::{self, Failpoint};
use crate::run::RunError;
use crate::source::Batch;
use crate::store::{Fault, Pending, Queue, Seq, Shard, Time};
use crate::telemetry;

/// Rows read at once.
pub(super) const PAGE: u16 = 1_000;
/// Updates in memory, with what they say, above which no more are taken from the journal; and calls
/// beyond those that an earlier process left.
const ROOM: usize = 2_000;
/// Wait before a store that did not answer is read again.
const READ_AGAIN: std::time::Duration = std::time::Duration::from_millis(100);

/// How far the journal has been taken in.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// Everything after this row has not; `None` = all has.
    rest: Option<Seq>,
    /// Calls that an earlier process left.
    calls: usize,
    /// Whether a page is being read.
    reading: bool,
    /// A store that did not answer is left alone until then.
    not_before: Time,
    /// What came meanwhile, and who waits for it: at most one batch for each source.
    late: Vec<(Batch, oneshot::Sender<usize>)>,
}

impl Backlog {
    /// All rows after this one are still to be taken in, beside so many calls.
    pub(super) fn after(rest: Seq, calls: usize) -> Self {
        Backlog { rest: Some(rest), calls, ..Backlog::default() }
    }

    /// When the store is to be asked again, if it did not answer.
    pub(super) fn due(&self) -> Option<Time> {
        (self.rest.is_some() && !self.reading && self.not_before > Time(0))
            .then_some(self.not_before)
    }
}

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Takes a batch in, or keeps it until everything older is in its lane.
    pub(super) fn on_new_batch(&mut self, batch: Batch, ack: oneshot::Sender<usize>) {
        if self.backlog.rest.is_some() {
            self.backlog.late.push((batch, ack));
        } else {
            self.on_batch(batch, ack);
        }
    }

    /// Whether there is room for another page of the journal.
    pub(super) fn has_room(&self) -> bool {
        let present = || self.flights.values().filter(|flight| flight.body.is_some()).count();
        self.outbox.len() < ROOM + self.backlog.calls
            && (self.flights.len() < ROOM || self.flights.len() < MAX_FLIGHTS && present() < ROOM)
    }

    /// Reads the next page of the journal if there is one and room for it.
    pub(super) fn read_backlog(&mut self, now: Time) {
        let Some(after) = self.backlog.rest else { return };
        let waits = self.backlog.reading || self.backlog.not_before > now;
        if waits || self.stop_by.is_some() || !self.has_room() {
            return;
        }
        self.backlog.reading = true;
        let (store, events) = (self.setup.store.clone(), self.events.clone());
        tokio::spawn(async move {
            let rows = store.pending(Queue::Journal, Shard(0), after, PAGE).await;
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Backlog(rows));
        });
    }

    pub(super) fn on_backlog(
        &mut self,
        found: Result<Vec<Pending>, Fault>,
    ) -> Result<(), RunError> {
        self.backlog.reading = false;
        self.backlog.not_before = Time(0);
        let rows = match found {
            Ok(rows) => rows,
            Err(Fault::Unavailable(why)) => {
                telemetry::store_unavailable(&why, READ_AGAIN);
                self.backlog.not_before = self.now().after(READ_AGAIN);
                return Ok(());
            }
            Err(fault) => return Err(fault.into()),
        };
        failpoint::reach(Failpoint::BacklogRead);
        self.backlog.rest = rows.last().map(Pending::cursor);
        self.take_in(rows);
        if self.backlog.rest.is_none() {
            for (batch, ack) in take(&mut self.backlog.late) {
                self.on_batch(batch, ack);
            }
        }
        Ok(())
    }

    /// Puts journaled updates into their lanes. Gives how many there were.
    pub(super) fn take_in(&mut self, rows: Vec<Pending>) -> usize {
        let mut count = 0;
        for row in rows {
            if let Pending::Journaled(row) = row
                && !self.flights.contains_key(&row.update)
                && !self.done.contains(row.update)
                && let Some(update) = self.recover_update(row)
            {
                self.enter_lane(update);
                count += 1;
            }
        }
        count
    }
}
