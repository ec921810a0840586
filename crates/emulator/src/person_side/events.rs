//! What happens, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use futures_util::Stream;
use serde::Deserialize;
use tokio::sync::watch;

use super::Side;

/// A comment is sent on a quiet stream this often, so that both ends notice a dead one.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub(super) fn routes() -> Router<Side> {
    Router::new().route("/events", get(events))
}

#[derive(Deserialize)]
struct EventsQuery {
    after: Option<u64>,
}

/// The events after `Last-Event-ID` (or `after`), without them those from now on.
async fn events(
    State(side): State<Side>,
    Query(query): Query<EventsQuery>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let resumed = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let (last, news) = side.shared.with(|world, _| (world.feed.last_id(), world.feed.watch()));
    // A number that was not given out yet is from an earlier run: everything is new to that watcher.
    let asked = resumed.or(query.after).map(|id| if id > last { 0 } else { id });
    let watcher =
        Watcher { side, news, after: asked.unwrap_or(last), ready: Vec::new().into_iter() };
    let stream = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok(event), watcher))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

/// One stream of events.
struct Watcher {
    side: Side,
    news: watch::Receiver<u64>,
    after: u64,
    ready: std::vec::IntoIter<Event>,
}

impl Watcher {
    /// The next event; `None` when the emulator stops.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.next() {
                return Some(event);
            }
            self.news.borrow_and_update();
            self.read();
            if self.ready.len() == 0 {
                tokio::select! {
                    changed = self.news.changed() => changed.ok()?,
                    _ = self.side.stop.wait_for(|stop| *stop) => return None,
                }
            }
        }
    }

    fn read(&mut self) {
        let (batch, lost) = self.side.shared.with(|world, _| world.feed.after(self.after));
        let mut ready = Vec::with_capacity(batch.len() + 1);
        if lost > 0 {
            ready.push(Event::default().event("lost").data(format!("{{\"count\":{lost}}}")));
        }
        for event in batch {
            self.after = event.id;
            ready
                .push(Event::default().id(event.id.to_string()).event(event.kind).data(event.json));
        }
        self.ready = ready.into_iter();
    }
}
