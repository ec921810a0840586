//! From the batch to the lane, and into the journal for what is not done soon.

use std::sync::Arc;
use std::time::Duration;

use foldhash::HashSet;
use molniya_botapi::Envelope;
use tokio::sync::oneshot;

use super::flight::{Body, Flight, Stage};
use super::{Dispatcher, Due, Event};
use crate::commit::Then;
use crate::failpoint::{self, Failpoint};
use crate::lanes::{Next, Offer, WINDOW};
use crate::run::RunError;
use crate::source::Batch;
use crate::store::{DeadLetter, Fault, Journaled, LaneKey, Op, Pending, Queue, Seq, Shard, UnitId};
use crate::telemetry;

/// What is not committed this long after the handlers of its batch were begun is journaled, so that
/// the next batch can be fetched.
const JOURNAL_AFTER: Duration = Duration::from_millis(2);
/// Wait before a lane is read back again when its updates were not in the journal yet.
const RELOAD_AFTER: Duration = Duration::from_millis(5);

/// What became of an update on its way into its lane.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// It runs or waits in memory, or the journal has it.
    Kept,
    /// It is to wait in the journal, which does not have it yet.
    Spilled,
}

impl<S: Send + Sync + 'static> Dispatcher<S> {
    pub(super) fn on_batch(&mut self, batch: Batch, ack: oneshot::Sender<usize>) {
        let number = self.batches.number();
        let (mut admitted, mut set_aside) = (Vec::with_capacity(batch.len()), 0);
        for raw in batch {
            match Envelope::read(&raw) {
                Ok(envelope) => admitted.extend(self.admit(raw, envelope, number)),
                Err(error) => {
                    let reason = error.to_string();
                    set_aside += usize::from(self.set_aside_malformed(
                        error.update_id,
                        raw,
                        &reason,
                        number,
                    ));
                }
            }
        }
        failpoint::reach(Failpoint::BatchTaken);
        if let Some(ack) = self.batches.open(number, admitted.clone(), set_aside, ack) {
            self.held_back.push(ack);
            return;
        }
        let mut spilled = Vec::new();
        for update in admitted {
            if self.enter_lane(update) == Entered::Spilled {
                spilled.push(update);
            }
        }
        if spilled.is_empty() {
            self.due.insert((self.now().after(JOURNAL_AFTER), Due::Journal(number)));
            return;
        }
        // With all that is before them in their lanes: what is in the journal is handled first after a kill.
        self.journal_rest(number);
        for update in spilled {
            self.forget_body(update);
        }
    }

    /// Gives the id of an update that is to be handled: one that a route wants and that is not
    /// done or under way already.
    fn admit(&mut self, raw: Arc<str>, envelope: Envelope, batch: u64) -> Option<i64> {
        let update = envelope.update_id;
        if self.done.contains(update)
            || self.flights.contains_key(&update)
            || !self.setup.table.wants(envelope.kind)
        {
            return None;
        }
        let lane = self.setup.table.lane_key(&envelope);
        let body = Body { raw, envelope: Arc::new(envelope) };
        self.flights.insert(update, Flight::new(lane, body, batch));
        Some(update)
    }

    /// A malformed update is kept for a person to look at, and the others go on. Without a
    /// readable id there is nothing to keep it under: then it is only told of.
    fn set_aside_malformed(
        &mut self,
        update: Option<i64>,
        raw: Arc<str>,
        reason: &str,
        batch: u64,
    ) -> bool {
        failpoint::reach(Failpoint::UpdateSetAside);
        telemetry::dead_letter(update.unwrap_or(0), reason);
        let Some(update) = update.filter(|update| !self.done.contains(*update)) else {
            return false;
        };
        self.note_done(update);
        let letter = DeadLetter { update, at: self.now(), reason: reason.into(), raw };
        self.offer_dead_letter(letter, Then::SetAside(batch));
        true
    }

    pub(super) fn offer_dead_letter(&mut self, letter: DeadLetter, then: Then) {
        let id = UnitId::Update(letter.update);
        let unit = self.committer.unit(id, Vec::new(), vec![Op::DeadLetter(letter)], true);
        self.committer.offer(unit, then);
    }

    /// Puts an update into its lane. One that spills is forgotten if the journal has it.
    pub(super) fn enter_lane(&mut self, update: i64) -> Entered {
        let Some(flight) = self.flights.get(&update) else { return Entered::Kept };
        match self.lanes.offer(flight.lane, update) {
            Offer::Run => self.begin(update),
            Offer::Wait => {}
            Offer::Spill => {
                failpoint::reach(Failpoint::LaneSpilled);
                if !flight.durable {
                    return Entered::Spilled;
                }
                self.forget_body(update);
            }
        }
        Entered::Kept
    }

    fn forget_body(&mut self, update: i64) {
        if let Some(flight) = self.flights.get_mut(&update) {
            flight.body = None;
        }
    }

    /// Keeps an update, with the number of its failures, until it is done. Without a sync if it is
    /// kept already: the number needs to survive what the update can do, and that is no power cut.
    pub(super) fn journal(&mut self, update: i64, then: Then) {
        let is_kept = self.flights.get(&update).is_some_and(|flight| flight.durable);
        if let Some(op) = self.journal_op(update) {
            self.committer.offer_plain(vec![op], !is_kept, then);
        }
    }

    fn journal_op(&self, update: i64) -> Option<Op> {
        let flight = self.flights.get(&update)?;
        if flight.outside.is_some() {
            return None; // Whoever made it makes it again.
        }
        let raw = flight.body.as_ref()?.raw.clone();
        Some(Op::Journal(Journaled { update, lane: flight.lane, attempt: flight.failed, raw }))
    }

    /// The batch has waited long enough: what is not being written goes to the journal, and what is being
    /// written goes before it if it is of the same lane. If that is refused because something has changed, and
    /// the process ends, it would otherwise come again behind what it came before.
    pub(super) fn journal_rest(&mut self, batch: u64) {
        let open = self.batches.updates(batch).iter().filter_map(|update| {
            let flight = self.flights.get(update)?;
            (flight.batch == batch && !flight.durable).then_some((*update, flight))
        });
        let (written, rest): (Vec<_>, Vec<_>) =
            open.partition(|(_, flight)| flight.stage == Stage::Committing);
        if rest.is_empty() {
            return;
        }
        let lanes: HashSet<LaneKey> = rest.iter().map(|(_, flight)| flight.lane).collect();
        let before = written.iter().filter(|(_, flight)| lanes.contains(&flight.lane));
        let ops = before.chain(&rest).filter_map(|(update, _)| self.journal_op(*update)).collect();
        let rest = rest.iter().map(|(update, _)| *update).collect();
        self.committer.offer_plain(ops, true, Then::Journaled(rest));
    }

    /// The update survives this process now; its batch waits for it no longer.
    pub(super) fn mark_durable(&mut self, update: i64) {
        let Some(flight) = self.flights.get_mut(&update) else { return };
        let batch = flight.batch;
        if !std::mem::replace(&mut flight.durable, true) {
            self.count_durable(batch);
        }
    }

    /// One more of a batch is durable; with the last the batch is acknowledged.
    pub(super) fn count_durable(&mut self, batch: u64) {
        self.held_back.extend(self.batches.durable(batch));
    }

    /// The lane's running update is done.
    pub(super) fn leave_lane(&mut self, lane: LaneKey) {
        let next = self.lanes.finished(lane);
        self.go_on(lane, next);
    }

    fn go_on(&mut self, lane: LaneKey, next: Next) {
        match next {
            Next::Idle => {}
            Next::Run(update) => self.begin(update),
            Next::Reload => self.reload(lane, Vec::new()),
        }
    }

    /// The lane is read back once more. What the journal surely has by now it must give back.
    pub(super) fn reload_again(&mut self, lane: LaneKey) {
        let kept = self
            .flights
            .iter()
            .filter(|(_, flight)| flight.lane == lane && flight.durable && flight.body.is_none());
        let kept = kept.map(|(update, _)| *update).collect();
        self.reload(lane, kept);
    }

    /// Reads the oldest updates of a lane back from the journal; these are known to be there.
    fn reload(&self, lane: LaneKey, kept: Vec<i64>) {
        let (store, events) = (self.setup.store.clone(), self.events.clone());
        tokio::spawn(async move {
            let limit = WINDOW as u16;
            let rows = store.pending(Queue::Lane(lane), Shard(0), Seq(0), limit).await;
            let found = rows.map(|rows| {
                let journaled = rows.into_iter().filter_map(|row| match row {
                    Pending::Journaled(journaled) => Some(journaled),
                    _ => None,
                });
                journaled.collect()
            });
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Reloaded(lane, kept, found));
        });
    }

    pub(super) fn on_reloaded(
        &mut self,
        lane: LaneKey,
        mut kept: Vec<i64>,
        found: Result<Vec<Journaled>, Fault>,
    ) -> Result<(), RunError> {
        let rows = match found {
            Ok(rows) => rows,
            Err(Fault::Unavailable(why)) => {
                telemetry::store_unavailable(&why, RELOAD_AFTER);
                kept.clear();
                Vec::new()
            }
            Err(fault) => return Err(fault.into()),
        };
        failpoint::reach(Failpoint::LaneReloaded);
        if rows.len() >= WINDOW {
            kept.clear(); // They may be behind these.
        }
        let mut updates = Vec::with_capacity(rows.len());
        for row in rows {
            let Ok(envelope) = Envelope::read(&row.raw) else { continue };
            let Some(flight) = self.flights.get_mut(&row.update) else { continue };
            flight.body = Some(Body { raw: row.raw, envelope: Arc::new(envelope) });
            updates.push(row.update);
        }
        kept.retain(|update| !updates.contains(update));
        for update in &kept {
            // The store has set its row aside for a person to look at; if it comes once more it is handled.
            telemetry::unreadable(*update);
            self.flights.remove(update);
        }
        match self.lanes.reloaded(lane, &updates, kept.len()) {
            Next::Reload => {
                let at = self.now().after(RELOAD_AFTER);
                self.due.insert((at, Due::Reload(lane)));
            }
            next => self.go_on(lane, next),
        }
        Ok(())
    }
}
