//! The dispatcher: takes updates, puts them in lanes, runs the router, commits, sends.
//!
//! One task owns every machine (lanes, outbox, group commit), so nothing here is locked. Handlers
//! that wait, calls on the wire and reads from the store are tasks that report back as
//! [`Event`]s; the loop in [`Dispatcher::run`] carries them out one after the other.
//! Each step of an update's way has a file of its own:
//! `intake` (batch to lane), `handling` (lane to answer), `committing` (answer to stored Unit),
//! `sending` (stored call to Telegram), `refilling` (calls that are in the store alone),
//! `flooding` (flood waits of calls that are not stored), `broadcasting` (people to pages of calls), `outside` (what enters
//! lanes like an update), `operating` (what a person takes up again), `recovery` (what an earlier process left), `backlog` (as much of its journal at
//! once as there is room for).

mod backlog;
mod broadcasting;
mod committing;
mod flight;
mod flooding;
mod handling;
mod intake;
mod marks;
mod operating;
mod outside;
mod recovery;
mod refilling;
mod sending;

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use foldhash::HashMap;
use molniya_botapi::{CallError, ChatId, RawResult};
use tokio::sync::{mpsc, oneshot};

use self::backlog::Backlog;
pub(crate) use self::broadcasting::News;
use self::flight::{Batches, Flight};
use self::marks::Marks;
pub(crate) use self::operating::Done;
pub(crate) use self::recovery::last_time;
use crate::answer::{Answer, HandlerError};
use crate::broadcast::{Broadcasts, Jobs};
use crate::cache::Cache;
use crate::clock::Clock;
use crate::commit::Committer;
use crate::control::Change;
use crate::failpoint::{self, Failpoint};
use crate::gate::{Direct, SharedGate};
use crate::lanes::Lanes;
use crate::numbers::Numbers;
use crate::outbox::{MAX_CALLS, Outbox};
use crate::outgoing::Outgoing;
use crate::people::People;
use crate::router::Table;
use crate::run::RunError;
use crate::source::Batch;
use crate::store::intervals::Intervals;
use crate::store::{
    EntryId, Epoch, Fault, Journaled, Key, LaneKey, Pending, Scope, Seq, Store, Time, Version,
    Versioned,
};
use crate::telemetry;
use crate::undeliverable::Listener;
use crate::unit::HandleKey;
use crate::watchdog::Watchdog;

/// Updates in memory at most; above it no more are fetched.
const MAX_FLIGHTS: usize = 20_000;
/// Intervals of done updates remembered at most. Ids are nearly consecutive, so there are few.
const MAX_DONE: usize = 10_000;
/// Sessions remembered: twice this many lanes at most.
const SESSIONS: usize = 2_048;
/// Message ids of handles remembered: twice this many at most.
const HANDLES: usize = 2_048;
/// How long a stop may take: lanes finish and calls that are under way are settled.
const STOP: Duration = Duration::from_secs(4);
/// How long the last group of a stop may take.
const LAST_WRITE: Duration = Duration::from_millis(800);

/// What the dispatcher is made of; nothing here changes while it runs.
pub(crate) struct Setup<S> {
    pub(crate) table: Table<S>,
    pub(crate) state: Arc<S>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) outgoing: Outgoing,
    pub(crate) scope: Scope,
    pub(crate) epoch: Epoch,
    pub(crate) clock: Clock,
    /// The file that tells the next process what was under way when this one was cut off. Nothing
    /// where state does not outlive the process.
    pub(crate) marks: Option<PathBuf>,
    /// Messages of broadcasts in a second.
    pub(crate) broadcast_rate: u16,
    pub(crate) undeliverable: Listener,
    pub(crate) broadcasts: Broadcasts,
}

/// Something that happened outside the dispatcher.
///
/// The channel has no bound of its own: each sender has at most one event under way for each
/// running handler, flying call, pending read or batch, and those are bounded.
pub(crate) enum Event {
    /// Updates came. They are safe when the sender is answered with the room for more.
    Batch(Batch, oneshot::Sender<usize>),
    /// No more updates will come.
    SourceFailed(RunError),
    /// A handler that waited has ended.
    Handled(i64, Result<Answer, HandlerError>),
    /// The sessions of updates were read.
    Sessions(Vec<i64>, Result<Vec<Option<Versioned>>, Fault>),
    /// The oldest updates of a lane were read back, and these were known to be there.
    Reloaded(LaneKey, Vec<i64>, Result<Vec<Journaled>, Fault>),
    /// Calls after this row were read back.
    Calls(Seq, Result<Vec<Pending>, Fault>),
    /// The next page of the journal that an earlier process left was read.
    Backlog(Result<Vec<Pending>, Fault>),
    /// The message of a handle was looked up.
    Message(EntryId, Option<i64>),
    /// Something about broadcasts.
    Broadcast(News),
    /// An operator changes what was given up.
    Change(Change, Done),
    /// A call that is not stored met a flood wait that holds a chat until then.
    FloodWait(ChatId, Time),
    /// A call has ended.
    Sent(EntryId, Result<RawResult, CallError>),
}

/// Something that is due at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// What is left of a batch goes to the journal.
    Journal(u64),
    /// An update is tried again.
    Retry(i64),
    /// A lane is read back from the journal.
    Reload(LaneKey),
    /// Calls after a row are read back from the outbox.
    Refill(Seq),
}

type Session = (Version, Option<crate::answer::Json>);

pub(crate) struct Dispatcher<S> {
    setup: Setup<S>,
    events: mpsc::UnboundedSender<Event>,
    inbox: mpsc::UnboundedReceiver<Event>,
    flights: HashMap<i64, Flight>,
    batches: Batches,
    backlog: Backlog,
    /// Batches that are safe and wait for room before more are fetched.
    held_back: Vec<oneshot::Sender<usize>>,
    /// Updates that are done, so that one that is delivered again is not handled again.
    done: Intervals,
    lanes: Lanes,
    /// Until then what is under way is marked, because an update may have ended the process before.
    careful_until: Time,
    marks: Marks,
    watchdog: Watchdog,
    sessions: Cache<LaneKey, Vec<Session>>,
    /// Updates whose turn has come while there is no room for more calls.
    crowded: VecDeque<i64>,
    /// Updates whose sessions are to be read at the end of this turn.
    unread: Vec<(i64, Vec<Key>)>,
    numbers: Numbers,
    committer: Committer,
    outbox: Outbox,
    gate: SharedGate,
    /// Makes the calls that are not stored.
    direct: Direct,
    jobs: Jobs,
    people: People,
    handles: Cache<HandleKey, i64>,
    due: BTreeSet<(Time, Due)>,
    next_seq: u64,
    /// Set when the bot is to stop: the moment by which it must have.
    stop_by: Option<Time>,
}

impl<S: Send + Sync + 'static> Dispatcher<S> {
    pub(crate) fn new(setup: Setup<S>) -> Self {
        let (events, inbox) = mpsc::unbounded_channel();
        let gate = SharedGate::new(setup.broadcast_rate);
        let direct = Direct::new(setup.outgoing.clone(), gate.clone(), setup.clock);
        let told = events.clone();
        Dispatcher {
            events,
            inbox,
            flights: HashMap::default(),
            batches: Batches::default(),
            backlog: Backlog::default(),
            held_back: Vec::new(),
            done: Intervals::default(),
            lanes: Lanes::default(),
            careful_until: Time(0),
            marks: Marks::default(),
            watchdog: Watchdog::start(),
            sessions: Cache::new(SESSIONS),
            crowded: VecDeque::new(),
            unread: Vec::new(),
            numbers: Numbers::new(setup.store.clone(), setup.scope.clone(), setup.epoch),
            committer: Committer::new(setup.store.clone(), setup.epoch),
            outbox: Outbox::new(setup.epoch, gate.clone()),
            jobs: Jobs::default(),
            people: People::default(),
            direct: direct.telling(move |chat, until| {
                // Without a dispatcher nobody keeps it: the process ends.
                let _ = told.send(Event::FloodWait(chat, until));
            }),
            gate,
            handles: Cache::new(HANDLES),
            due: BTreeSet::new(),
            // Larger than every number of an earlier epoch.
            next_seq: setup.epoch.0 << 40,
            stop_by: None,
            setup,
        }
    }

    /// Makes the calls that are not stored.
    pub(crate) fn direct(&self) -> Direct {
        self.direct.clone()
    }

    /// Where events are reported.
    pub(crate) fn events(&self) -> mpsc::UnboundedSender<Event> {
        self.events.clone()
    }

    /// Works until told to stop or until nothing can be acknowledged any more.
    ///
    /// Stopping is three steps: take no more updates (the caller stops the source), let lanes and
    /// calls under way finish, write what is left. What may not leave any more stays stored.
    pub(crate) async fn run(&mut self, stop: crate::Shutdown) -> Result<(), RunError> {
        let requested = stop.requested();
        tokio::pin!(requested);
        loop {
            self.turn();
            if self.has_stopped() {
                return self.close().await;
            }
            let wake = self.next_due().map(|at| self.setup.clock.instant(at));
            let stopping = self.stop_by.is_some();
            tokio::select! {
                biased;
                applied = self.committer.applied() => {
                    for (verdict, then) in applied? {
                        self.on_applied(verdict, then)?;
                    }
                }
                Some(event) = self.inbox.recv() => self.on_event(event)?,
                () = sleep_until(wake), if wake.is_some() => {}
                () = &mut requested, if !stopping => {
                    failpoint::reach(Failpoint::StopBegun);
                    self.stop_by = Some(self.now().after(STOP));
                    self.held_back.clear();
                }
            }
        }
    }

    fn now(&self) -> Time {
        self.setup.clock.now()
    }

    /// Everything that follows from what has happened: due work, sends, the next group.
    fn turn(&mut self) {
        while let Ok(event) = self.inbox.try_recv() {
            if let Err(error) = self.on_event(event) {
                // Told again to the loop, which ends with it.
                let _ = self.events.send(Event::SourceFailed(error));
                return;
            }
        }
        let now = self.now();
        while let Some((at, due)) = self.due.first().copied()
            && at <= now
        {
            self.due.pop_first();
            match due {
                Due::Journal(batch) => self.journal_rest(batch),
                Due::Retry(update) => self.begin(update),
                Due::Reload(lane) => self.reload_again(lane),
                Due::Refill(after) => self.read_calls(after),
            }
        }
        self.begin_crowded();
        self.read_backlog(now);
        self.tell_owners(now);
        while let Some(update) = self.marks.next_alone() {
            self.attempt(update);
        }
        self.read_sessions();
        self.refill();
        self.pump(now);
        self.read_people();
        self.committer.start(now);
        self.release_held_back();
    }

    fn on_event(&mut self, event: Event) -> Result<(), RunError> {
        match event {
            Event::Batch(..) if self.stop_by.is_some() => {} // Not acknowledged: it comes again.
            Event::Batch(batch, ack) => self.on_new_batch(batch, ack),
            Event::SourceFailed(error) => return Err(error),
            Event::Handled(update, result) => self.on_handled(update, result),
            Event::Sessions(updates, found) => self.on_sessions(updates, found)?,
            Event::Reloaded(lane, kept, found) => self.on_reloaded(lane, kept, found)?,
            Event::Calls(after, found) => self.on_calls(after, found)?,
            Event::Backlog(found) => self.on_backlog(found)?,
            Event::Message(entry, message) => self.on_message(entry, message),
            Event::Broadcast(news) => self.on_broadcast(news)?,
            Event::Change(change, done) => self.on_change(change, done),
            Event::FloodWait(chat, until) => self.keep_flood_wait(chat, until),
            Event::Sent(entry, result) => self.on_sent(entry, result),
        }
        Ok(())
    }

    fn next_due(&self) -> Option<Time> {
        let timers = self.due.first().map(|(at, _)| *at);
        let rest = [self.outbox.due(), self.backlog.due(), self.tell_at(), self.stop_by];
        [timers, self.committer.due()].into_iter().chain(rest).flatten().min()
    }

    /// Fetches more only while there is room for it.
    fn release_held_back(&mut self) {
        if self.flights.len() < MAX_FLIGHTS && self.has_room_for_calls() {
            let room = MAX_FLIGHTS - self.flights.len();
            for ack in self.held_back.drain(..) {
                // A source that has gone needs no room.
                let _ = ack.send(room);
            }
        }
    }

    /// Whether more handlers are begun and more updates fetched. Those whose handlers are already waiting for something
    /// may bring calls above it, one for each chat that has none in memory.
    fn has_room_for_calls(&self) -> bool {
        self.outbox.len() < MAX_CALLS
    }

    fn has_stopped(&self) -> bool {
        let Some(by) = self.stop_by else { return false };
        let working = self.flights.values().any(Flight::is_under_way)
            || self.outbox.is_under_way()
            || !self.committer.is_idle();
        !working || self.now() >= by
    }

    /// The third step of a stop: the last group, and the note that nothing was cut off.
    async fn close(&mut self) -> Result<(), RunError> {
        self.numbers.give_back().await;
        let clean = !self.flights.values().any(Flight::is_under_way);
        self.mark_running(!clean);
        // A store that does not answer must not keep the process: then the next start is careful.
        let written = tokio::time::timeout(LAST_WRITE, self.write_rest()).await;
        failpoint::reach(Failpoint::StopWritten);
        telemetry::stopped(self.outbox.len(), self.flights.len());
        Ok(written.unwrap_or(Ok(()))?)
    }

    /// Applies everything that is queued.
    async fn write_rest(&mut self) -> Result<(), Fault> {
        while !self.committer.is_idle() {
            // At this time whatever is settled is due.
            self.committer.start(self.now().after(STOP));
            self.committer.applied().await?;
        }
        Ok(())
    }

    fn next_seq(&mut self) -> Seq {
        self.next_seq += 1;
        Seq(self.next_seq)
    }
}

async fn sleep_until(wake: Option<tokio::time::Instant>) {
    match wake {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
