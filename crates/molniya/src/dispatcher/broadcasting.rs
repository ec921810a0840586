//! Broadcasts: what is asked of them, and their pages from the people on record to the outbox.

use std::time::Duration;

use tokio::sync::oneshot;

use super::{Dispatcher, Event};
use crate::answer::Json;
use crate::broadcast::{
    self, Asker, Audience, BroadcastError, Command, Ended, PAGE, Page, Request, Start,
};
use crate::commit::Then;
use crate::failpoint::{self, Failpoint};
use crate::outbox::Fate;
use crate::run::RunError;
use crate::store::{Entry, EntryId, Fault, Op, OutboxRow, Scope, Settled, Store, Time};
use crate::telemetry;
use crate::undeliverable::Unreachable;

/// Wait before a store that did not answer is read again.
const READ_AGAIN: Duration = Duration::from_secs(1);

/// Something that happened to a broadcast.
pub(crate) enum News {
    /// Somebody asks.
    Asked(Command),
    /// The people of a new broadcast were counted.
    Counted(Box<str>, Box<Start>, Result<u64, Fault>, Asker),
    /// A page of people was read.
    Page(Box<str>, Result<Page, Fault>),
}

impl<S: Send + Sync + 'static> Dispatcher<S> {
    pub(super) fn on_broadcast(&mut self, news: News) -> Result<(), RunError> {
        match news {
            News::Asked(command) => self.on_asked(command),
            News::Counted(name, start, Ok(total), asker) => {
                let begun = self.jobs.start(&name, *start, total, self.now(), &self.setup.scope);
                self.store_job(name, begun, asker);
            }
            News::Counted(_, _, Err(_), asker) => answer(asker, Err(BroadcastError::Unavailable)),
            News::Page(name, page) => self.post(&name, page?),
        }
        Ok(())
    }

    fn on_asked(&mut self, command: Command) {
        let (name, request, asker) = match command {
            Command::About(name, request, asker) => (name, request, asker),
            Command::Count(audience, asker) => {
                return self.count(audience, |total| {
                    answer(asker, total.map_err(|_| BroadcastError::Unavailable));
                });
            }
            Command::Unfinished(asker) => return answer(asker, self.jobs.unfinished()),
        };
        let turned = match request {
            Request::Start(start) => return self.count_and_start(name, start, asker),
            Request::Report => return answer(asker, self.jobs.report(&name)),
            Request::Turn(state) => self.jobs.turn(&name, state, self.now()),
        };
        let ops = turned.map(|()| self.jobs.job_op(&name, &self.setup.scope).into_iter().collect());
        self.store_job(name, ops, asker);
    }

    /// Counts the people of a broadcast before it begins.
    fn count_and_start(&mut self, name: Box<str>, start: Box<Start>, asker: Asker) {
        if let Err(error) = self.jobs.may_start(&name) {
            return answer(asker, Err(error));
        }
        let events = self.events.clone();
        self.count(start.broadcast.audience.clone(), move |total| {
            let counted = News::Counted(name, start, total, asker);
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Broadcast(counted));
        });
    }

    fn count(&self, audience: Audience, then: impl FnOnce(Result<u64, Fault>) + Send + 'static) {
        let (store, scope) = (self.setup.store.clone(), self.setup.scope.clone());
        tokio::spawn(async move { then(broadcast::count(&*store, &scope, &audience).await) });
    }

    /// Stores what was changed about a broadcast; then its asker is answered.
    fn store_job(
        &mut self,
        name: Box<str>,
        changed: Result<Vec<Op>, BroadcastError>,
        asker: Asker,
    ) {
        let ops = match changed {
            Ok(ops) => ops,
            Err(error) => return answer(asker, Err(error)),
        };
        self.committer.offer_plain(ops, true, Then::Answer(name, asker));
    }

    /// The change that was asked for is stored.
    pub(super) fn on_answerable(&mut self, name: &str, asker: Asker) {
        failpoint::reach(Failpoint::BroadcastStored);
        answer(asker, self.jobs.report(name));
    }

    /// Reads the next page of people if there is room for their messages.
    pub(super) fn read_people(&mut self) {
        if self.stop_by.is_some() {
            return;
        }
        let Some(posting) = self.jobs.next() else { return };
        let (store, scope) = (self.setup.store.clone(), self.setup.scope.clone());
        let events = self.events.clone();
        tokio::spawn(async move {
            let (audience, after) = (&posting.audience, &posting.after);
            let page = read_page(&*store, &scope, audience, after, PAGE).await;
            // Without a dispatcher the cursor has not moved.
            let _ = events.send(Event::Broadcast(News::Page(posting.name, page)));
        });
    }

    /// Puts the messages of a page into the outbox and moves the cursor, in one commit.
    fn post(&mut self, name: &str, page: Page) {
        let (now, seq) = (self.now(), self.next_seq());
        let Some(mut entries) = self.jobs.post(name, page, seq) else { return };
        self.outbox.plan(&mut entries, now);
        let calls = entries.iter().map(|entry| entry.id).collect();
        let mut ops: Vec<Op> = self.jobs.job_op(name, &self.setup.scope).into_iter().collect();
        if !entries.is_empty() {
            ops.push(Op::Append(OutboxRow { seq, entries }));
        }
        self.committer.offer_plain(ops, true, Then::Posted(name.into(), calls));
    }

    /// A page is stored.
    pub(super) fn on_posted(&mut self, name: &str, calls: Vec<EntryId>) {
        failpoint::reach(Failpoint::PageStored);
        let now = self.now();
        self.outbox.committed(calls, now);
        if self.jobs.posted(name, now) {
            self.broadcast_changed(name);
        }
    }

    /// A message of a broadcast is over: it is counted, and nothing else is kept of it.
    pub(super) fn settle_broadcast(&mut self, entry: &Entry, name: &str, fate: &Fate, now: Time) {
        let ended = match fate {
            Fate::Dead(why) if Unreachable::of(why).is_some() => Ended::Blocked,
            Fate::Dead(why) => Ended::Failed(why.to_string()),
            Fate::Unknown => Ended::Failed("nobody knows whether it arrived".into()),
            _ => Ended::Sent,
        };
        failpoint::reach(Failpoint::MessageCounted);
        let has_changed = self.jobs.ended(name, ended, now);
        self.committer.settle(Op::Settle(entry.id, Settled::Over), now);
        if let Some(op) = self.jobs.counts_op(name, &self.setup.scope) {
            self.committer.settle(op, now);
        }
        if has_changed {
            self.broadcast_changed(name);
        }
    }

    /// Ends the broadcasts of which an earlier process has sent the last message, and no more.
    pub(super) fn end_finished(&mut self) {
        for name in self.jobs.end_finished(self.now()) {
            self.broadcast_changed(&name);
        }
    }

    fn broadcast_changed(&mut self, name: &str) {
        if let Ok(report) = self.jobs.report(name) {
            telemetry::broadcast(&report);
        }
        let ops = self.jobs.job_op(name, &self.setup.scope).into_iter().collect();
        self.committer.offer_plain(ops, true, Then::Nothing);
    }

    /// Notes that a chat cannot be reached, until its person writes again.
    pub(super) fn mark_unreachable(&mut self, entry: &Entry, refusal: &str, now: Time) {
        let Some(chat) = entry.chat.filter(|_| Unreachable::of(refusal).is_some()) else { return };
        self.people.forget(chat);
        let reason: Json = serde_json::Value::from(refusal).to_string().into();
        self.committer.settle(Op::Put(self.setup.scope.unreachable(chat), reason), now);
    }
}

fn answer<T>(asker: oneshot::Sender<T>, told: T) {
    // Whoever asked may have gone.
    let _ = asker.send(told);
}

/// Reads a page, as often as it takes.
async fn read_page(
    store: &dyn Store,
    scope: &Scope,
    audience: &Audience,
    after: &Option<Box<str>>,
    limit: u16,
) -> Result<Page, Fault> {
    loop {
        match broadcast::read(store, scope, audience, after.clone(), limit).await {
            Err(Fault::Unavailable(why)) => {
                telemetry::store_unavailable(&why, READ_AGAIN);
                tokio::time::sleep(READ_AGAIN).await;
            }
            page => return page,
        }
    }
}
