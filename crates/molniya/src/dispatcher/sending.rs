//! From the stored call to Telegram, and what its answer means.

use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::{CallError, RawResult};

use super::{Dispatcher, Event};
use crate::answer::Policy;
use crate::commit::Then;
use crate::failpoint::{self, Failpoint};
use crate::outbox::{Fate, Next, Outcome};
use crate::outgoing::Call;
use crate::store::{Entry, EntryId, EntryState, Op, Settled, Time};
use crate::telemetry;
use crate::unit::{self, VolatileCall};

/// How long one call may take. Longer than Telegram holds a request before it answers 429.
const CALL_DEADLINE: Duration = Duration::from_secs(30);

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Sends what may leave, and has claimed what may leave next.
    pub(super) fn pump(&mut self, now: Time) {
        loop {
            match self.outbox.next(now) {
                Next::Send(call) => self.send(call),
                Next::Expired(call) => self.committer.settle(Op::Settle(call, Settled::Over), now),
                Next::Idle => break,
            }
        }
        self.claim();
    }

    fn claim(&mut self) {
        let calls = self.outbox.take_unclaimed();
        if calls.is_empty() {
            return;
        }
        let claimed = self.outbox.claim();
        // A lost claim may repeat a call, which only some calls must not be.
        let mut durable = false;
        let mut ops = Vec::with_capacity(calls.len());
        for call in &calls {
            let Some(entry) = self.outbox.entry(*call) else { continue };
            durable |= entry.policy == Policy::AtMostOnce;
            ops.push(Op::Settle(*call, Settled::Now(claimed.clone(), entry.chat)));
        }
        self.committer.offer_plain(ops, durable, Then::Claimed(calls));
    }

    fn send(&mut self, call: EntryId) {
        let Some(entry) = self.outbox.entry(call) else { return };
        if !entry.is_named() {
            return self.put_on_wire(call, None);
        }
        let (Some(chat), Some(handle)) = (entry.chat, entry.handle.clone()) else {
            return self.put_on_wire(call, None);
        };
        let key = self.setup.scope.handle(chat, &handle);
        if let Some(message) = self.handles.get(&(chat, handle)) {
            let message = *message;
            return self.put_on_wire(call, Some(message));
        }
        let (store, events) = (self.setup.store.clone(), self.events.clone());
        tokio::spawn(async move {
            // A store that does not answer counts as a handle that is not known.
            let found = store.get(vec![key]).await.unwrap_or_default();
            let message = found.into_iter().next().flatten();
            let message = message.and_then(|message| message.value.parse().ok());
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Message(call, message));
        });
    }

    /// The message that an edit's handle names, or that there is none.
    pub(super) fn on_message(&mut self, call: EntryId, message: Option<i64>) {
        self.put_on_wire(call, message);
    }

    fn put_on_wire(&self, call: EntryId, message: Option<i64>) {
        let Some(entry) = self.outbox.entry(call) else { return };
        let (method, body) = unit::on_the_wire(entry, message);
        let body = Bytes::from(String::from(body));
        let (outgoing, events) = (self.setup.outgoing.clone(), self.events.clone());
        // Boxed, because a future of this size is moved several times on its way into a task.
        tokio::spawn(Box::pin(async move {
            failpoint::reach(Failpoint::CallLeaves);
            let result = outgoing.make(Call::new(method, body), CALL_DEADLINE).await;
            failpoint::reach(Failpoint::CallAnswered);
            // Without a dispatcher the call is claimed in the store and found there.
            let _ = events.send(Event::Sent(call, result));
        }));
    }

    /// A call that is worth making once and not worth storing.
    pub(super) fn send_volatile(&mut self, call: VolatileCall, now: Time) {
        let direct = self.direct.clone();
        tokio::spawn(async move {
            let body = match call.chat {
                Some(chat) => unit::with_chat(chat, &call.params),
                None => call.params,
            };
            let call = Call::new(call.method, String::from(body).into());
            // In a flood wait nobody misses it, nor if it fails.
            let _ = direct.make(call, now).await;
        });
    }

    pub(super) fn on_sent(&mut self, call: EntryId, result: Result<RawResult, CallError>) {
        let now = self.now();
        let Some(entry) = self.outbox.entry(call).cloned() else { return };
        telemetry::call_ended(&entry);
        let outcome = match &result {
            Ok(answer) => {
                self.remember_message(&entry, answer.get(), now);
                Outcome::Done
            }
            Err(error) => {
                telemetry::call_failed(&entry, error);
                Outcome::of(error)
            }
        };
        let fate = self.outbox.settled(call, &outcome, now);
        self.carry_out(&entry, fate, &outcome, now);
        failpoint::reach(Failpoint::CallSettled);
    }

    /// Stores what became of a call, and tells of what a person may want to know.
    fn carry_out(&mut self, entry: &Entry, fate: Fate, outcome: &Outcome, now: Time) {
        if let Fate::Dead(reason) = &fate {
            self.mark_unreachable(entry, reason, now);
        }
        if let Some(job) = &entry.job
            && matches!(fate, Fate::Over | Fate::Unknown | Fate::Dead(_))
        {
            return self.settle_broadcast(entry, job, &fate, now);
        }
        let settled = match fate {
            Fate::Kept | Fate::Repeat => return,
            Fate::Over => Settled::Over,
            Fate::Retry { unknown, .. } => {
                if unknown {
                    telemetry::unknown(entry, true);
                }
                if let Outcome::FloodWait(wait) = outcome {
                    telemetry::flood_wait(&entry.method, entry.chat, *wait);
                    return self.store_flood_wait(entry.id);
                }
                return self.store_state(entry.id, now);
            }
            Fate::Moved { to } => {
                for call in self.outbox.of_chat(to) {
                    self.store_state(call, now);
                }
                return;
            }
            Fate::Unknown => {
                telemetry::unknown(entry, false);
                Settled::Now(EntryState::Unknown, entry.chat)
            }
            Fate::Dead(reason) => {
                telemetry::dead_call(entry, &reason);
                self.setup.undeliverable.tell(entry, &reason);
                Settled::Now(EntryState::Dead(reason), entry.chat)
            }
        };
        self.committer.settle(Op::Settle(entry.id, settled), now);
    }

    fn store_state(&mut self, call: EntryId, now: Time) {
        let Some(entry) = self.outbox.entry(call) else { return };
        let settled = Settled::Now(entry.state.clone(), entry.chat);
        self.committer.settle(Op::Settle(call, settled), now);
    }

    /// The next process must wait as long as this one would, however soon it follows.
    fn store_flood_wait(&mut self, call: EntryId) {
        let Some(entry) = self.outbox.entry(call) else { return };
        failpoint::reach(Failpoint::FloodWaitMet);
        let settled = Settled::Now(entry.state.clone(), entry.chat);
        let time = self.time_op();
        self.committer.settle_at_once(time);
        self.committer.settle_at_once(Op::Settle(call, settled));
    }

    /// Keeps the message id of a call that has a handle.
    fn remember_message(&mut self, entry: &Entry, result: &str, now: Time) {
        let (Some(chat), Some(handle)) = (entry.chat, &entry.handle) else { return };
        let Some(message) = unit::message_id(result) else { return };
        self.handles.insert((chat, handle.clone()), message);
        let key = self.setup.scope.handle(chat, handle);
        self.committer.settle(Op::Put(key, message.to_string().into()), now);
    }
}
