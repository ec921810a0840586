//! Carries out what an operator asks, one request after the other.
//!
//! One after the other, because what was given up is taken up again by nobody else: so what a request
//! finds on a shelf is still there when it changes it.

use std::collections::BTreeSet;
use std::time::Duration;

use molniya_botapi::Envelope;
use tokio::sync::mpsc;

use super::desk::{Change, Desk, NotChanged};
use super::{Action, News, Request, Shelf, Told, Totals, Which, kept};
use crate::broadcast::{self, BroadcastError, BroadcastState};
use crate::store::{Entry, Fault, Journaled, LaneKey, Pending, Queue, Seq, Shard, read_all};

/// Rows read at once, and things changed at once.
const PAGE: u16 = 500;
/// Whoever takes no answers for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("{0}")]
    Line(String),
    #[error(transparent)]
    Broadcast(#[from] BroadcastError),
    #[error(transparent)]
    Change(#[from] NotChanged),
    #[error(transparent)]
    Store(#[from] Fault),
    #[error("nobody takes the answers")]
    Gone,
}

/// Carries out one request; all answers go to `out`.
pub(super) async fn carry_out(desk: &Desk, request: Request, out: mpsc::Sender<Told>) {
    let last = match answer(desk, request, &out).await {
        Ok(last) => last,
        Err(refusal) => Told::Refused(refusal.to_string()),
    };
    // Whoever asked may have gone.
    let _ = tell(&out, last).await;
}

async fn tell(out: &mpsc::Sender<Told>, answer: Told) -> Result<(), Refusal> {
    out.send_timeout(answer, PATIENCE).await.map_err(|_| Refusal::Gone)
}

async fn answer(desk: &Desk, request: Request, out: &mpsc::Sender<Told>) -> Result<Told, Refusal> {
    use broadcast::Request::{Report, Start, Turn};
    let (name, request) = match request {
        Request::List(shelf) => return list(desk, shelf, out).await,
        Request::Change(shelf, action, which) => {
            return change(desk, shelf, action, which).await.map(Told::Changed);
        }
        Request::Count(news) => {
            let audience = sound(&news)?.broadcast().audience;
            let people = broadcast::count(&*desk.store, &desk.scope, &audience).await?;
            return Ok(Told::Audience(people));
        }
        Request::Preview(news, chat) => {
            let shown = desk.preview(chat, &sound(&news)?.broadcast()).await;
            return shown.map(|()| Told::Done).map_err(Refusal::Line);
        }
        Request::Reports => return broadcasts(desk, out).await,
        Request::Start(name, news) => {
            let broadcast = sound(&news)?.broadcast();
            // An operator at a terminal has no chat to be told in.
            (name, Start(Box::new(broadcast::Start { broadcast, owner: None })))
        }
        Request::Report(name) => (name, Report),
        Request::Pause(name) => (name, Turn(BroadcastState::Paused)),
        Request::Resume(name) => (name, Turn(BroadcastState::Running)),
        Request::Stop(name) => (name, Turn(BroadcastState::Stopped)),
    };
    Ok(Told::Report(desk.broadcast(&name, request).await?))
}

fn sound(news: &News) -> Result<&News, Refusal> {
    news.problem().map_or(Ok(news), |problem| Err(Refusal::Line(problem)))
}

async fn broadcasts(desk: &Desk, out: &mpsc::Sender<Told>) -> Result<Told, Refusal> {
    let stored = read_all(&*desk.store, desk.scope.broadcasts()).await?;
    for name in broadcast::names(&stored, &desk.scope) {
        let report = desk.broadcast(&name, broadcast::Request::Report).await?;
        tell(out, Told::Report(report)).await?;
    }
    Ok(Told::Done)
}

/// The rows of a queue, page by page.
struct Pages<'a> {
    desk: &'a Desk,
    queue: Queue,
    after: Seq,
}

impl<'a> Pages<'a> {
    fn of(desk: &'a Desk, shelf: Shelf) -> Self {
        let queue = match shelf {
            Shelf::Calls => Queue::Outbox,
            Shelf::Updates => Queue::DeadLetters,
            Shelf::Rows => Queue::Damaged,
        };
        Pages { desk, queue, after: Seq(0) }
    }

    async fn next(&mut self) -> Result<Option<Vec<Pending>>, Fault> {
        let rows = self.desk.store.pending(self.queue, Shard(0), self.after, PAGE).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        self.after = last.cursor();
        Ok(Some(rows))
    }
}

async fn list(desk: &Desk, wanted: Shelf, out: &mpsc::Sender<Told>) -> Result<Told, Refusal> {
    let mut totals = Totals::default();
    for shelf in [Shelf::Calls, Shelf::Updates, Shelf::Rows] {
        let mut pages = Pages::of(desk, shelf);
        while let Some(rows) = pages.next().await? {
            let mut found = Vec::new();
            for row in &rows {
                match row {
                    Pending::Outbox(row) => {
                        for entry in &row.entries {
                            match kept::given_up(entry, desk.epoch) {
                                Some(state) => found.push(kept::call(entry, &state)),
                                None => totals.waiting += 1,
                            }
                        }
                    }
                    Pending::DeadLetter(letter) => found.push(kept::update(letter)),
                    Pending::Damaged(row) => found.push(kept::row(row)),
                    Pending::Journaled(_) | Pending::Timer(_) | Pending::Done(..) => {}
                }
            }
            let count = found.len() as u64;
            match shelf {
                Shelf::Calls => totals.calls += count,
                Shelf::Updates => totals.updates += count,
                Shelf::Rows => totals.rows += count,
            }
            if shelf == wanted {
                for kept in found {
                    tell(out, Told::Kept(kept)).await?;
                }
            }
        }
    }
    Ok(Told::Totals(totals))
}

/// What is found on a shelf, and is to be changed.
enum Found {
    Call(Entry),
    Update(Journaled),
    Row(Seq),
}

async fn change(desk: &Desk, shelf: Shelf, action: Action, which: Which) -> Result<u64, Refusal> {
    if (shelf, action) == (Shelf::Rows, Action::Retry) {
        let why = "a damaged row cannot be tried again: what is in it cannot be trusted; drop it";
        return Err(Refusal::Line(why.into()));
    }
    let mut missing: BTreeSet<String> = match &which {
        Which::All => BTreeSet::new(),
        Which::Ids(ids) => ids.iter().cloned().collect(),
    };
    let (mut chosen, mut changed) = (Vec::new(), 0);
    let mut pages = Pages::of(desk, shelf);
    while let Some(rows) = pages.next().await? {
        for (id, found) in rows.into_iter().flat_map(|row| on_shelf(row, desk, action)) {
            if which == Which::All || missing.remove(&id) {
                chosen.push(found);
            }
        }
        // Of named ones nothing is changed before all are found.
        if which == Which::All {
            changed += make(desk, action, std::mem::take(&mut chosen)).await?;
        }
    }
    if let Some(id) = missing.first() {
        return Err(Refusal::Line(format!("there is no {id} in the list; nothing was changed")));
    }
    Ok(changed + make(desk, action, chosen).await?)
}

/// What of a row can be changed, with its ids.
fn on_shelf(row: Pending, desk: &Desk, action: Action) -> Vec<(String, Found)> {
    match row {
        Pending::Outbox(row) => {
            let calls = row.entries.into_iter().filter_map(|mut entry| {
                let state = kept::given_up(&entry, desk.epoch)?;
                if action == Action::Retry {
                    entry.state = state.retried()?;
                }
                Some((kept::call_id(&entry), Found::Call(entry)))
            });
            calls.collect()
        }
        Pending::DeadLetter(letter) => {
            // A running bot puts it into the lane it has for it.
            let read = Envelope::read(&letter.raw).ok();
            let lane = read.map_or(LaneKey::default(), |read| LaneKey {
                chat: read.chat.map_or(0, |chat| chat.0),
                user: read.user.map_or(0, |user| user.0),
                topic: read.topic.map_or(0, |topic| topic.0),
            });
            let row = Journaled { update: letter.update, lane, attempt: 0, raw: letter.raw };
            vec![(letter.update.to_string(), Found::Update(row))]
        }
        Pending::Damaged(row) => vec![(row.seq.0.to_string(), Found::Row(row.seq))],
        Pending::Journaled(_) | Pending::Timer(_) | Pending::Done(..) => Vec::new(),
    }
}

async fn make(desk: &Desk, action: Action, chosen: Vec<Found>) -> Result<u64, NotChanged> {
    let (mut calls, mut updates, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let count = chosen.len() as u64;
    for found in chosen {
        match found {
            Found::Call(entry) => calls.push(entry),
            Found::Update(row) => updates.push(row),
            Found::Row(seq) => rows.push(seq),
        }
    }
    let changes = match action {
        Action::Retry => [Change::Retry(calls), Change::Revive(updates), Change::DropRows(rows)],
        Action::Drop => [
            Change::Drop(calls.iter().map(|entry| entry.id).collect()),
            Change::DropUpdates(updates.iter().map(|row| row.update).collect()),
            Change::DropRows(rows),
        ],
    };
    for change in changes {
        if !change.ops().is_empty() {
            desk.change(change).await?;
        }
    }
    Ok(count)
}
