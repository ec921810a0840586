//! Group commit: Units that are ready while a group is being applied form the next group.
//!
//! This is the only place that applies Units of updates, and where a store that does not answer
//! is asked again. It does not know what a Unit means: [`Then`] is carried along.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use crate::broadcast::Asker;
use crate::control::Change;
use crate::dispatcher::Done;
use crate::failpoint::{self, Failpoint};
use crate::source::Backoff;
use crate::store::{
    BoxFuture, EntryId, Epoch, Fault, Op, Shard, Store, Time, Unit, UnitId, Verdict,
};
use crate::telemetry;

/// Units in one group at most: a group is held in memory twice while it is written.
const LARGEST_GROUP: usize = 1_000;

/// How long what became of a call may wait for a group to ride on. Everything that is answered
/// longer than 20 ms before a crash must be known after it; the rest of these is for the write.
const SETTLE_DELAY: Duration = Duration::from_millis(5);

/// First and longest wait before a store that did not answer is asked again.
const RETRY: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(1));

/// What follows when a Unit was applied.
#[derive(Debug)]
pub(crate) enum Then {
    /// The update is done.
    Update(i64),
    /// One update of this batch was set aside.
    SetAside(u64),
    /// These updates are in the journal.
    Journaled(Vec<i64>),
    /// These calls may leave.
    Claimed(Vec<EntryId>),
    /// A page of a broadcast is stored, with these calls.
    Posted(Box<str>, Vec<EntryId>),
    /// What was asked of a broadcast is stored.
    Answer(Box<str>, Asker),
    /// What an operator changed is stored.
    Changed(Change, Done),
    /// Nothing.
    Nothing,
}

/// A group that was applied.
pub(crate) type Applied = Vec<(Verdict, Then)>;

type Flight = BoxFuture<'static, Result<Vec<Verdict>, Fault>>;

/// Collects Units and applies them group by group.
pub(crate) struct Committer {
    store: Arc<dyn Store>,
    epoch: Epoch,
    queue: Vec<(Unit, Then)>,
    /// Changes that need no sync and are written with the next group, or soon.
    settled: Vec<Op>,
    settled_since: Option<Time>,
    flight: Option<Flight>,
    flying: Vec<Then>,
}

impl Committer {
    pub(crate) fn new(store: Arc<dyn Store>, epoch: Epoch) -> Self {
        Committer {
            store,
            epoch,
            queue: Vec::new(),
            settled: Vec::new(),
            settled_since: None,
            flight: None,
            flying: Vec::new(),
        }
    }

    /// Queues a Unit with an id. It must reach the disk.
    pub(crate) fn offer(&mut self, unit: Unit, then: Then) {
        self.queue.push((unit, then));
    }

    /// Queues changes that are harmless to apply twice.
    pub(crate) fn offer_plain(&mut self, ops: Vec<Op>, durable: bool, then: Then) {
        let unit = self.unit(UnitId::Plain, Vec::new(), ops, durable);
        self.queue.push((unit, then));
    }

    /// Queues what became of a call.
    pub(crate) fn settle(&mut self, op: Op, now: Time) {
        self.settled_since.get_or_insert(now);
        self.settled.push(op);
    }

    /// Queues what became of a call, and lets nothing that is settled wait for company: what is lost
    /// with the process would be paid for.
    pub(crate) fn settle_at_once(&mut self, op: Op) {
        self.settled_since = Some(Time(0));
        self.settled.push(op);
    }

    pub(crate) fn unit(
        &self,
        id: UnitId,
        reads: Vec<(crate::store::Key, crate::store::Version)>,
        ops: Vec<Op>,
        durable: bool,
    ) -> Unit {
        Unit { id, fence: (Shard(0), self.epoch), reads, ops, durable }
    }

    /// When settled calls must be written although nothing else is. While a group is being
    /// applied they wait for it.
    pub(crate) fn due(&self) -> Option<Time> {
        let since = self.settled_since.filter(|_| self.flight.is_none())?;
        Some(since.after(SETTLE_DELAY))
    }

    /// Whether nothing is queued or being applied.
    pub(crate) fn is_idle(&self) -> bool {
        self.flight.is_none() && self.queue.is_empty() && self.settled.is_empty()
    }

    /// Begins the next group if none is being applied and there is reason for one.
    pub(crate) fn start(&mut self, now: Time) {
        let settle = self.due().is_some_and(|due| due <= now);
        if self.flight.is_some() || self.queue.is_empty() && !settle {
            return;
        }
        failpoint::reach(Failpoint::GroupHanded);
        let count = self.queue.len().min(LARGEST_GROUP);
        let (mut group, mut thens) = (Vec::with_capacity(count + 1), Vec::with_capacity(count + 1));
        for (unit, then) in self.queue.drain(..count) {
            group.push(unit);
            thens.push(then);
        }
        if !self.settled.is_empty() {
            let ops = std::mem::take(&mut self.settled);
            group.push(self.unit(UnitId::Plain, Vec::new(), ops, false));
            thens.push(Then::Nothing);
            self.settled_since = None;
        }
        self.flying = thens;
        self.flight = Some(Box::pin(apply(self.store.clone(), Arc::new(group))));
    }

    /// Waits for the group that is being applied; for ever if there is none. Cancel safe.
    pub(crate) fn applied(&mut self) -> impl Future<Output = Result<Applied, Fault>> {
        std::future::poll_fn(|cx| {
            let Some(flight) = &mut self.flight else { return std::task::Poll::Pending };
            let verdicts = std::task::ready!(flight.as_mut().poll(cx));
            self.flight = None;
            let thens = std::mem::take(&mut self.flying);
            std::task::Poll::Ready(verdicts.map(|verdicts| {
                telemetry::applied(verdicts.len());
                verdicts.into_iter().zip(thens).collect()
            }))
        })
    }
}

/// Applies a group, as often as it takes: applying it again changes nothing.
async fn apply(store: Arc<dyn Store>, group: Arc<Vec<Unit>>) -> Result<Vec<Verdict>, Fault> {
    let mut retry = Backoff::new(RETRY);
    loop {
        match store.apply(group.clone()).await {
            Err(Fault::Unavailable(why)) => {
                let wait = retry.next();
                telemetry::store_unavailable(&why, wait);
                tokio::time::sleep(wait).await;
            }
            answer => return answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{MemoryStore, Seq, Settled};

    fn over(seq: u64) -> Op {
        Op::Settle(EntryId { seq: Seq(seq), n: 0 }, Settled::Over)
    }

    #[tokio::test]
    async fn what_became_of_a_call_is_written_within_20_ms_or_with_the_next_group() {
        let mut committer = Committer::new(Arc::new(MemoryStore::open()), Epoch(0));
        committer.settle(over(1), Time(1_000));
        committer.settle(over(2), Time(1_003));
        committer.start(Time(1_000));
        assert!(committer.flight.is_none(), "it waits for company");
        let due = committer.due().expect("a time");
        assert!(due <= Time(1_015), "the rest is for the write");
        committer.start(due);
        assert_eq!(committer.applied().await.unwrap().len(), 1);
        assert!(committer.is_idle());

        committer.offer_plain(vec![over(3)], true, Then::Nothing);
        committer.start(Time(2_000));
        committer.settle(over(4), Time(2_000));
        assert_eq!(committer.due(), None, "a group is being applied");
        committer.offer_plain(vec![over(5)], true, Then::Nothing);
        assert_eq!(committer.applied().await.unwrap().len(), 1);
        committer.start(Time(2_001));
        assert_eq!(committer.applied().await.unwrap().len(), 2, "with the next group");
        assert!(committer.is_idle());
    }

    #[tokio::test]
    async fn what_must_not_be_forgotten_is_written_at_once_with_all_that_waits() {
        let mut committer = Committer::new(Arc::new(MemoryStore::open()), Epoch(0));
        committer.settle(over(1), Time(1_000));
        committer.settle_at_once(over(2));
        committer.start(Time(1_000));
        assert_eq!(committer.applied().await.unwrap().len(), 1);
        assert!(committer.is_idle(), "both");
    }
}
