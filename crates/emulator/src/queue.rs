//! The updates that wait for the bot: ids, bounds, lifetimes and the filter on kinds.
//!
//! Knows nothing of calls or of who asks; the caller says what time it is.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Updates kept; when full, new ones are dropped.
const MAX_EVENTS: usize = 100_000;
/// Bytes of text kept in all.
const MAX_BYTES: usize = 128 << 20;
/// Bytes of one update.
const MAX_EVENT_BYTES: usize = 512 << 10;
/// One answer stops at about this many bytes.
const MAX_LIST_BYTES: usize = 4 << 20;
/// What each update counts beyond its text in an answer.
const EVENT_OVERHEAD: usize = 50;
/// An offset further beyond the next id than this is not believed.
const MAX_AHEAD: i64 = 10;
/// An offset further below the head than this is not believed.
const MAX_BEHIND: i64 = 100_000;

/// One waiting update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) id: i64,
    /// Seconds since 1970 after which it is gone.
    pub(crate) expires: i64,
    /// The whole update as JSON.
    pub(crate) text: String,
}

/// The queue of one bot.
#[derive(Debug)]
pub(crate) struct Queue {
    events: VecDeque<Event>,
    bytes: usize,
    next_id: i64,
    /// Ids that left since the last [`Queue::take_gone`].
    gone: Vec<i64>,
}

impl Queue {
    /// An empty queue whose first update gets `next_id`.
    pub(crate) fn new(next_id: i64) -> Self {
        Self::restored(next_id, Vec::new())
    }

    /// The queue as it was before a restart; `events` in order of id.
    pub(crate) fn restored(next_id: i64, events: Vec<Event>) -> Self {
        Self {
            bytes: events.iter().map(|event| event.text.len()).sum(),
            events: events.into(),
            next_id,
            gone: Vec::new(),
        }
    }

    /// The id the next update gets.
    pub(crate) fn next_id(&self) -> i64 {
        self.next_id
    }

    /// The id of the oldest update, or the next id if there is none.
    pub(crate) fn head(&self) -> i64 {
        self.events.front().map_or(self.next_id, |event| event.id)
    }

    /// How many updates wait.
    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// Adds an update; `None` means it was dropped because a bound is reached.
    pub(crate) fn push(&mut self, expires: i64, text: String) -> Option<&Event> {
        let full = self.events.len() >= MAX_EVENTS
            || text.len() > MAX_EVENT_BYTES
            || self.bytes + text.len() > MAX_BYTES;
        if full {
            return None;
        }
        self.bytes += text.len();
        let id = self.next_id;
        self.next_id += 1;
        self.events.push_back(Event { id, expires, text });
        self.events.back()
    }

    /// Forgets all but the newest `count`.
    pub(crate) fn keep_last(&mut self, count: usize) {
        while self.events.len() > count {
            self.drop_front();
        }
    }

    /// Whether `offset` is near enough to the queue to be meant.
    pub(crate) fn believes(&self, offset: i64) -> bool {
        offset <= self.next_id + MAX_AHEAD && offset >= self.head() - MAX_BEHIND
    }

    /// Forgets every update below `offset`.
    pub(crate) fn forget_below(&mut self, offset: i64) {
        while self.events.front().is_some_and(|event| event.id < offset) {
            self.drop_front();
        }
    }

    /// Forgets every update whose lifetime is over.
    pub(crate) fn expire(&mut self, unix: i64) {
        let Self { events, bytes, gone, .. } = self;
        events.retain(|event| {
            let lives = event.expires > unix;
            if !lives {
                *bytes -= event.text.len();
                gone.push(event.id);
            }
            lives
        });
    }

    /// Up to `limit` updates from `offset` on.
    pub(crate) fn list(&self, offset: i64, limit: usize) -> Vec<&str> {
        let start = self.events.partition_point(|event| event.id < offset);
        let mut total = 0;
        self.events
            .range(start..)
            .take(limit)
            .take_while(|event| {
                total += event.text.len() + EVENT_OVERHEAD;
                total <= MAX_LIST_BYTES
            })
            .map(|event| event.text.as_str())
            .collect()
    }

    /// The oldest update from `id` on.
    pub(crate) fn first_from(&self, id: i64) -> Option<&Event> {
        self.events.get(self.events.partition_point(|event| event.id < id))
    }

    /// The text of one update.
    pub(crate) fn text(&self, id: i64) -> Option<&str> {
        self.first_from(id).filter(|event| event.id == id).map(|event| event.text.as_str())
    }

    /// Forgets one update, wherever it stands.
    pub(crate) fn remove(&mut self, id: i64) {
        let at = self.events.partition_point(|event| event.id < id);
        if self.events.get(at).is_some_and(|event| event.id == id)
            && let Some(event) = self.events.remove(at)
        {
            self.bytes -= event.text.len();
            self.gone.push(id);
        }
    }

    /// The ids that left since the last call.
    pub(crate) fn take_gone(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.gone)
    }

    fn drop_front(&mut self) {
        if let Some(event) = self.events.pop_front() {
            self.bytes -= event.text.len();
            self.gone.push(event.id);
        }
    }
}

/// Seconds an update of `kind` lives, counted from its date.
pub(crate) fn lifetime(kind: &str) -> i64 {
    match kind {
        "inline_query" => 30,
        "chosen_inline_result" => 600,
        "callback_query" | "shipping_query" | "pre_checkout_query" => 150,
        _ => 24 * 60 * 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_drops_what_is_new() {
        let mut queue = Queue::new(7);
        for _ in 0..MAX_EVENTS {
            assert!(queue.push(1, "{}".to_owned()).is_some());
        }
        assert!(queue.push(1, "{}".to_owned()).is_none());
        assert_eq!((queue.head(), queue.next_id()), (7, 7 + 100_000));
        queue.remove(50);
        assert_eq!(queue.push(1, "{}".to_owned()).map(|event| event.id), Some(100_007));
    }

    #[test]
    fn the_bytes_of_all_updates_are_bounded_and_counted_right() {
        let mut queue = Queue::new(1);
        let text = " ".repeat(MAX_EVENT_BYTES);
        assert!(queue.push(1, format!("{text} ")).is_none());
        while queue.push(9, text.clone()).is_some() {}
        assert_eq!(queue.len(), MAX_BYTES / MAX_EVENT_BYTES);
        queue.remove(3);
        queue.remove(3);
        assert!(queue.push(1, text.clone()).is_some() && queue.push(1, text.clone()).is_none());
        queue.expire(1);
        assert!(queue.push(1, text).is_some());
        queue.keep_last(0);
        assert_eq!((queue.bytes, queue.len()), (0, 0));
    }
}
