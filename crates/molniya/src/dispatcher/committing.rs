//! From the answer to the stored Unit, and what follows when it is stored.

use molniya_botapi::ChatId;

use super::flight::{Run, Stage};
use super::{Dispatcher, Due, MAX_DONE};
use crate::answer::{Answer, HandlerError};
use crate::commit::Then;
use crate::failpoint::{self, Failpoint};
use crate::run::RunError;
use crate::store::intervals::Intervals;
use crate::store::{DeadLetter, EntryId, Key, LaneKey, Op, Settled, UnitId, Verdict, Version};
use crate::telemetry;
use crate::unit::{Effects, Origin, resolve};

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Makes the Unit of an answer and queues it.
    pub(super) fn offer_unit(&mut self, update: i64, answer: Answer) -> Result<(), HandlerError> {
        let (now, seq) = (self.now(), self.next_seq());
        let Some(flight) = self.flights.get_mut(&update) else { return Ok(()) };
        let Some(body) = &flight.body else { return Ok(()) };
        let origin =
            Origin { scope: &self.setup.scope, lane: flight.lane, envelope: &body.envelope };
        let mut answer = answer;
        for dialogue in &flight.run.stale {
            if !answer.steps.iter().any(|(name, _)| name == dialogue) {
                answer.steps.push((dialogue, None));
            }
        }
        let steps = answer.steps.clone();
        let mut effects = resolve(answer, &origin, seq, now)?;
        effects
            .ops
            .extend(self.people.meet(&body.envelope, &self.setup.scope).into_iter().flatten());
        self.outbox.plan(&mut effects.entries, now);
        let run = &mut flight.run;
        run.steps = steps;
        run.seq = seq;
        run.calls = effects.entries.len() as u8; // `resolve` allows no more than MAX_ENTRIES
        run.volatile = effects.volatile;
        let mut ops = effects.ops;
        ops.extend(Effects::append(effects.entries, seq));
        flight.stage = Stage::Committing;
        let id = match &flight.outside {
            None => UnitId::Update(update),
            Some(event) => {
                ops.extend(event.closing_op(&self.jobs, &self.setup.scope));
                event.unit_id()
            }
        };
        let reads = self.reads(update);
        let unit = self.committer.unit(id, reads, ops, true);
        self.committer.offer(unit, Then::Update(update));
        Ok(())
    }

    /// Everything the handler's answer rests on.
    fn reads(&self, update: i64) -> Vec<(Key, Version)> {
        let Some(flight) = self.flights.get(&update) else { return Vec::new() };
        let dialogues = self.setup.table.dialogues().iter();
        let sessions = dialogues
            .zip(&flight.run.sessions)
            .map(|(name, (version, _))| (self.setup.scope.session(flight.lane, name), *version));
        let mut records =
            flight.run.reads.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sessions.chain(records.drain(..)).collect()
    }

    /// Sets an update aside for a person to look at; its lane goes on.
    pub(super) fn set_aside(&mut self, update: i64, reason: &str) {
        self.marks.handled(update);
        telemetry::dead_letter(update, reason);
        let now = self.now();
        let Some(flight) = self.flights.get_mut(&update) else { return };
        if flight.outside.is_some() {
            return self.end_event(update, false);
        }
        let Some(body) = &flight.body else { return };
        let letter = DeadLetter { update, at: now, reason: reason.into(), raw: body.raw.clone() };
        flight.stage = Stage::Committing;
        flight.run = Run::default();
        self.offer_dead_letter(letter, Then::Update(update));
    }

    pub(super) fn on_applied(&mut self, verdict: Verdict, then: Then) -> Result<(), RunError> {
        if verdict == Verdict::Fenced {
            return Err(RunError::Fenced);
        }
        failpoint::reach(Failpoint::AppliedTold);
        match then {
            Then::Update(update) => self.on_committed(update, verdict),
            Then::SetAside(batch) => self.count_durable(batch),
            Then::Journaled(updates) => {
                failpoint::reach(Failpoint::JournalWritten);
                for update in updates {
                    self.mark_durable(update);
                }
            }
            Then::Claimed(calls) => {
                failpoint::reach(Failpoint::CallsClaimed);
                self.outbox.claimed(calls);
            }
            Then::Posted(name, calls) => self.on_posted(&name, calls),
            Then::Answer(name, asker) => self.on_answerable(&name, asker),
            Then::Changed(change, done) => self.on_changed(change, done),
            Then::Nothing => {}
        }
        Ok(())
    }

    fn on_committed(&mut self, update: i64, verdict: Verdict) {
        let now = self.now();
        let Some(flight) = self.flights.get_mut(&update) else { return };
        let seq = flight.run.seq;
        let calls = (0..flight.run.calls).map(|n| EntryId { seq, n });
        let (lane, is_event) = (flight.lane, flight.outside.is_some());
        if !matches!(verdict, Verdict::Applied(_)) {
            self.people.forget(ChatId(lane.chat));
        }
        match verdict {
            Verdict::Applied(version) => {
                for replaced in self.outbox.committed(calls, now) {
                    self.committer.settle(Op::Settle(replaced, Settled::Over), now);
                }
                let run = std::mem::take(&mut flight.run);
                self.follow_up(lane, run, version);
            }
            Verdict::Conflict(key) => {
                failpoint::reach(Failpoint::ConflictFound);
                telemetry::conflict(update, &key.0);
                self.outbox.abandoned(calls, now);
                self.sessions.remove(&lane);
                if !flight.durable {
                    // Its batch counted on this Unit, and has waited long enough.
                    self.due.insert((now, Due::Journal(flight.batch)));
                }
                return self.begin(update);
            }
            Verdict::Already | Verdict::Fenced => {
                self.outbox.abandoned(calls, now);
                self.sessions.remove(&lane);
            }
        }
        if is_event {
            return self.end_event(update, true);
        }
        self.mark_durable(update);
        self.note_done(update);
        self.end_flight(update);
    }

    /// Nothing of it is left to do: its lane goes on.
    pub(super) fn end_flight(&mut self, update: i64) {
        self.marks.done(update);
        failpoint::reach(Failpoint::UpdateDone);
        if let Some(flight) = self.flights.remove(&update) {
            self.leave_lane(flight.lane);
        }
    }

    /// An update that is delivered again is not handled again. What is forgotten here the store
    /// still knows.
    pub(super) fn note_done(&mut self, update: i64) {
        let now = self.now();
        if self.done.len() >= MAX_DONE {
            self.done = Intervals::default();
        }
        self.done.insert(update, now);
    }

    /// Remembers the steps that were committed and makes the calls that are not stored.
    fn follow_up(&mut self, lane: LaneKey, run: Run, version: Version) {
        if !run.steps.is_empty() {
            let mut sessions = run.sessions;
            for (name, step) in run.steps {
                let dialogues = self.setup.table.dialogues();
                if let Some(n) = dialogues.iter().position(|dialogue| *dialogue == name)
                    && let Some(session) = sessions.get_mut(n)
                {
                    *session = match step {
                        Some(json) => (version, Some(json)),
                        None => (Version(0), None),
                    };
                }
            }
            self.sessions.insert(lane, sessions);
        }
        let now = self.now();
        for call in run.volatile {
            self.send_volatile(call, now);
        }
    }
}
