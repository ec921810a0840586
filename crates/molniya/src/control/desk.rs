//! Where changes are made: by the dispatcher of the running bot, or in the store itself.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::ChatId;
use tokio::sync::{mpsc, oneshot};

use crate::broadcast::{self, Broadcast, BroadcastError, Broadcasts, Jobs, Report};
use crate::clock::Clock;
use crate::dispatcher::Event;
use crate::gate::Direct;
use crate::outgoing::Call;
use crate::store::{
    Entry, EntryId, Epoch, Fault, Journaled, Op, Pending, Queue, Scope, Seq, Settled, Shard, Store,
    Time, Unit, UnitId, read_all,
};
use crate::unit;

/// How long a preview may wait for a flood wait to end.
const PREVIEW: Duration = Duration::from_secs(20);

/// What a person changes. Harmless to apply twice.
#[derive(Debug)]
pub(crate) enum Change {
    /// Calls, in the state they are in from now on.
    Retry(Vec<Entry>),
    /// Calls.
    Drop(Vec<EntryId>),
    /// Updates that were set aside.
    Revive(Vec<Journaled>),
    /// Updates that were set aside.
    DropUpdates(Vec<i64>),
    /// Damaged rows.
    DropRows(Vec<Seq>),
}

impl Change {
    pub(crate) fn ops(&self) -> Vec<Op> {
        match self {
            Change::Retry(entries) => {
                let queued = |entry: &Entry| Settled::Now(entry.state.clone(), entry.chat);
                entries.iter().map(|entry| Op::Settle(entry.id, queued(entry))).collect()
            }
            Change::Drop(ids) => ids.iter().map(|id| Op::Settle(*id, Settled::Over)).collect(),
            Change::Revive(rows) => rows.iter().cloned().map(Op::Revive).collect(),
            Change::DropUpdates(ids) => ids.iter().map(|id| Op::DropLetter(*id)).collect(),
            Change::DropRows(rows) => rows.iter().map(|row| Op::DropDamaged(*row)).collect(),
        }
    }
}

/// The bot has no room for what it is to take up again.
#[derive(Debug)]
pub(crate) struct Busy;

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotChanged {
    #[error("the bot has too much to do now: ask again in a moment")]
    Busy,
    #[error("the bot is stopping: ask again when it has ended")]
    Stopping,
    #[error(transparent)]
    Store(#[from] Fault),
}

/// A store, and what changes it.
pub(crate) struct Desk {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) scope: Scope,
    pub(crate) epoch: Epoch,
    pub(crate) hands: Hands,
}

/// Who changes the store.
pub(crate) enum Hands {
    /// The running bot.
    Running {
        events: mpsc::UnboundedSender<Event>,
        broadcasts: Broadcasts,
        direct: Direct,
        clock: Clock,
    },
    /// This process, as long as it has the file; no bot runs.
    Alone,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl Desk {
    /// Makes a change; it is on the disk when this returns.
    pub(super) async fn change(&self, change: Change) -> Result<(), NotChanged> {
        match &self.hands {
            Hands::Alone => self.apply(change.ops()).await.map_err(Into::into),
            Hands::Running { events, .. } => {
                let (done, made) = oneshot::channel();
                let asked = events.send(Event::Change(change, done));
                asked.map_err(|_| NotChanged::Stopping)?;
                match made.await {
                    Ok(made) => made.map_err(|Busy| NotChanged::Busy),
                    Err(_) => Err(NotChanged::Stopping),
                }
            }
        }
    }

    async fn apply(&self, ops: Vec<Op>) -> Result<(), Fault> {
        let fence = (Shard(0), self.epoch);
        let unit = Unit { id: UnitId::Plain, fence, reads: Vec::new(), ops, durable: true };
        self.store.apply(Arc::new(vec![unit])).await.map(drop)
    }

    /// Shows a broadcast in a chat.
    pub(super) async fn preview(&self, chat: ChatId, news: &Broadcast) -> Result<(), String> {
        let Hands::Running { direct, clock, .. } = &self.hands else {
            return Err("a preview needs the running bot: start it first".into());
        };
        let body = unit::with_chat(chat, &news.params);
        let call =
            Call::new(String::from(news.method.clone()).into(), Bytes::from(String::from(body)));
        let sent = direct.make(call, clock.now().after(PREVIEW)).await;
        sent.map(drop).map_err(|error| format!("no preview: {error}"))
    }

    /// Asks something of the broadcast of a name.
    pub(super) async fn broadcast(
        &self,
        name: &str,
        request: broadcast::Request,
    ) -> Result<Report, BroadcastError> {
        match &self.hands {
            Hands::Running { broadcasts, .. } => broadcasts.ask(name, request).await,
            Hands::Alone => self.broadcast_alone(name, request).await,
        }
    }

    async fn broadcast_alone(
        &self,
        name: &str,
        request: broadcast::Request,
    ) -> Result<Report, BroadcastError> {
        let unavailable = |_: Fault| BroadcastError::Unavailable;
        let mut jobs = self.jobs().await.map_err(unavailable)?;
        let ops = match request {
            broadcast::Request::Report => return jobs.report(name),
            broadcast::Request::Turn(state) => {
                jobs.turn(name, state, Time::now())?;
                jobs.job_op(name, &self.scope).into_iter().collect()
            }
            broadcast::Request::Start(start) => {
                jobs.may_start(name)?;
                let audience = &start.broadcast.audience;
                let people = broadcast::count(&*self.store, &self.scope, audience).await;
                let people = people.map_err(unavailable)?;
                jobs.start(name, *start, people, Time::now(), &self.scope)?
            }
        };
        self.apply(ops).await.map_err(unavailable)?;
        jobs.report(name)
    }

    /// All broadcasts as they are stored.
    async fn jobs(&self) -> Result<Jobs, Fault> {
        let stored = read_all(&*self.store, self.scope.broadcasts()).await?;
        let mut jobs = Jobs::recovered(&stored, &self.scope);
        let mut after = Seq(0);
        loop {
            let rows = self.store.pending(Queue::Outbox, Shard(0), after, 1_000).await?;
            let Some(last) = rows.last() else { return Ok(jobs) };
            after = last.cursor();
            for row in rows {
                let Pending::Outbox(row) = row else { continue };
                row.entries.iter().filter_map(|entry| entry.job.as_deref()).for_each(|name| {
                    jobs.waits(name);
                });
            }
        }
    }
}
