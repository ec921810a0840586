//! From the lane to the handler's answer: sessions, routing, running, attempts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;

use super::flight::{ATTEMPTS, Run, Stage};
use super::marks::{Begin, SuspectWatch};
use super::{Dispatcher, Due, Event, Session};
use crate::answer::{Answer, HandlerError};
use crate::api::Api;
use crate::commit::Then;
use crate::cx::{Cx, Parts, Records};
use crate::extract::Rejection;
use crate::failpoint::{self, Failpoint};
use crate::router::Routed;
use crate::run::RunError;
use crate::store::{Fault, Key, Version, Versioned};
use crate::telemetry;
use crate::watchdog::Work;

/// Waits between attempts, with the lane held.
const RETRY_AFTER: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(5)];
/// Wait before sessions are read again from a store that did not answer.
const READ_AGAIN: Duration = Duration::from_millis(100);

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Begins an update whose turn in its lane has come, or begins it again.
    pub(super) fn begin(&mut self, update: i64) {
        let careful = self.now() < self.careful_until;
        let is_crowded = !self.has_room_for_calls();
        let Some(flight) = self.flights.get_mut(&update) else { return };
        if is_crowded {
            flight.stage = Stage::Waiting;
            return self.crowded.push_back(update);
        }
        if careful && matches!(flight.stage, Stage::Held | Stage::Waiting) {
            flight.stage = Stage::Waiting;
            match self.marks.begin(update) {
                Begin::Now => {}
                Begin::Alone => return,
                Begin::Never => {
                    self.silence(update);
                    return self.set_aside(update, "the process ended each time it was handled");
                }
            }
        }
        self.attempt(update);
    }

    /// Begins those that waited for room for their calls, as long as there is some.
    pub(super) fn begin_crowded(&mut self) {
        while self.has_room_for_calls()
            && let Some(update) = self.crowded.pop_front()
        {
            self.begin(update);
        }
    }

    /// Reads what the handler needs, then runs it.
    pub(super) fn attempt(&mut self, update: i64) {
        let Some(flight) = self.flights.get_mut(&update) else { return };
        flight.run = Run::default();
        let lane = flight.lane;
        let dialogues = self.setup.table.dialogues();
        if dialogues.is_empty() {
            return self.handle(update);
        }
        if let Some(sessions) = self.sessions.get(&lane) {
            flight.run.sessions = sessions.clone();
            return self.handle(update);
        }
        flight.stage = Stage::Reading;
        let keys = dialogues.iter().map(|name| self.setup.scope.session(lane, name)).collect();
        self.unread.push((update, keys));
    }

    /// Reads, in one go, the sessions of all updates that need them.
    pub(super) fn read_sessions(&mut self) {
        if self.unread.is_empty() {
            return;
        }
        let (updates, keys): (Vec<i64>, Vec<Vec<Key>>) = self.unread.drain(..).unzip();
        let (store, events) = (self.setup.store.clone(), self.events.clone());
        tokio::spawn(async move {
            let found = store.get(keys.into_iter().flatten().collect()).await;
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Sessions(updates, found));
        });
    }

    pub(super) fn on_sessions(
        &mut self,
        updates: Vec<i64>,
        found: Result<Vec<Option<Versioned>>, Fault>,
    ) -> Result<(), RunError> {
        let found = match found {
            Ok(found) => found,
            Err(Fault::Unavailable(why)) => {
                telemetry::store_unavailable(&why, READ_AGAIN);
                let at = self.now().after(READ_AGAIN);
                self.due.extend(updates.into_iter().map(|update| (at, Due::Retry(update))));
                return Ok(());
            }
            Err(fault) => return Err(fault.into()),
        };
        let mut found = found.into_iter();
        let dialogues = self.setup.table.dialogues().len();
        for update in updates {
            let sessions: Vec<Session> = found
                .by_ref()
                .take(dialogues)
                .map(|found| found.map_or((Version(0), None), |f| (f.version, Some(f.value))))
                .collect();
            let Some(flight) = self.flights.get_mut(&update) else { continue };
            flight.run.sessions.clone_from(&sessions);
            self.sessions.insert(flight.lane, sessions);
            self.handle(update);
        }
        Ok(())
    }

    /// Routes the update and polls its handler once; a handler that waits becomes a task.
    fn handle(&mut self, update: i64) {
        let Some(flight) = self.flights.get_mut(&update) else { return };
        flight.stage = Stage::Running;
        failpoint::reach(Failpoint::HandlerBegun);
        let watch = self.marks.watch(update);
        let seen = self.watchdog.watch().clone();
        let routing = Work { update, handler: "the router" };
        let route = || catch_unwind(AssertUnwindSafe(|| self.route(update)));
        let routed = match seen.over(routing, || SuspectWatch::over(watch.as_ref(), route)) {
            Ok(routed) => routed,
            Err(panic) => return self.on_handled(update, Err(panicked(&*panic))),
        };
        let (future, handler) = match routed {
            Some(Routed::Run(future, handler)) => (future, handler),
            Some(Routed::NoRoute) | None => {
                return self.on_handled(update, Ok(Answer::default()));
            }
            Some(Routed::StaleStep(dialogue)) => {
                let why = format!("the step of {dialogue} cannot be read, nor its default");
                return self.on_handled(update, Err(HandlerError::Failed(why)));
            }
            Some(Routed::Rejected(rejection)) => return self.on_rejected(update, &rejection),
        };
        let future = match watch {
            Some(watch) => Box::pin(watch.polls(future)),
            None => future,
        };
        let mut future = AssertUnwindSafe(future).catch_unwind();
        let work = Work { update, handler };
        if let Some(result) = seen.over(work, || (&mut future).now_or_never()) {
            return self.on_handled(update, flatten(result));
        }
        let (deadline, events) = (self.setup.table.deadline(), self.events.clone());
        let in_time = async move {
            let result = tokio::time::timeout(deadline, seen.polls(work, future)).await;
            result.map_or(Err(HandlerError::Deadline), flatten)
        };
        tokio::spawn(async move {
            // At its deadline the handler is dropped, which may panic too.
            let result = flatten(AssertUnwindSafe(in_time).catch_unwind().await);
            // Without a dispatcher the update is in the journal or comes again.
            let _ = events.send(Event::Handled(update, result));
        });
    }

    /// Finds the route. A stored step that cannot be read is put back to the start, and the
    /// update is routed again.
    fn route(&mut self, update: i64) -> Option<Routed> {
        let dialogues = self.setup.table.dialogues();
        // Each round puts one more dialogue back, so this ends.
        for _ in 0..=dialogues.len() {
            let flight = self.flights.get_mut(&update)?;
            let body = flight.body.as_ref()?;
            let kind = flight.kind(body);
            let run = &mut flight.run;
            run.reads = Arc::default();
            let end = self.setup.clock.now().after(self.setup.table.deadline());
            let sessions = dialogues.iter().zip(&run.sessions);
            let cx = Cx::from(Parts {
                envelope: body.envelope.clone(),
                raw: body.raw.clone(),
                sessions: sessions
                    .map(|(name, (_, json))| {
                        (*name, json.clone().filter(|_| !run.stale.contains(name)))
                    })
                    .collect(),
                state: self.setup.state.clone(),
                api: Api::new(self.direct.clone(), flight.memory.clone(), end),
                records: Records {
                    store: self.setup.store.clone(),
                    scope: self.setup.scope.clone(),
                    reads: run.reads.clone(),
                },
                numbers: self.numbers.clone(),
                broadcasts: self.setup.broadcasts.clone(),
                kind,
            });
            match self.setup.table.route(&cx) {
                Routed::StaleStep(dialogue) if !run.stale.contains(&dialogue) => {
                    telemetry::stale_step(update, dialogue);
                    run.stale.push(dialogue);
                }
                routed => return Some(routed),
            }
        }
        None
    }

    fn on_rejected(&mut self, update: i64, rejection: &Rejection) {
        match rejection {
            Rejection::NotMine | Rejection::StaleStep(_) => {
                self.on_handled(update, Ok(Answer::default()));
            }
            Rejection::Malformed(what) => self.set_aside(update, &format!("malformed: {what}")),
            Rejection::Unavailable => {
                let why = HandlerError::Failed("an extractor had no access to its data".into());
                self.on_handled(update, Err(why));
            }
        }
    }

    /// A handler has ended: its answer is committed, or its update is tried again.
    pub(super) fn on_handled(&mut self, update: i64, result: Result<Answer, HandlerError>) {
        failpoint::reach(Failpoint::HandlerEnded);
        self.marks.handled(update);
        let error = match result.and_then(|answer| self.offer_unit(update, answer)) {
            Ok(()) => return,
            Err(error) => error,
        };
        let Some(flight) = self.flights.get_mut(&update) else { return };
        flight.failed += 1;
        let failed = flight.failed;
        telemetry::attempt_failed(update, failed, &error);
        if failed >= ATTEMPTS {
            return self.set_aside(update, &error.to_string());
        }
        flight.stage = Stage::Held;
        let wait = RETRY_AFTER[(failed as usize - 1).min(RETRY_AFTER.len() - 1)];
        self.due.insert((self.now().after(wait), Due::Retry(update)));
        failpoint::reach(Failpoint::RetryPlanned);
        // The attempt is on record, and the batch need not wait for the next one.
        self.journal(update, Then::Journaled(vec![update]));
    }
}

fn flatten(
    result: Result<Result<Answer, HandlerError>, Box<dyn std::any::Any + Send>>,
) -> Result<Answer, HandlerError> {
    result.unwrap_or_else(|panic| Err(panicked(&*panic)))
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> HandlerError {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| {
        panic.downcast_ref::<String>().map(String::as_str) // the two types `panic!` makes
    });
    HandlerError::Panicked(text.unwrap_or("without a message").to_owned())
}
