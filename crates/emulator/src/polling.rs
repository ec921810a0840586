//! The rules of `getUpdates` as a machine: what is answered, parked, ended or held back, and when.
//!
//! It owns the queue, reads no clock and does no I/O: it is told what happens and when, says when it
//! wants to be asked again ([`Polling::next_wake`]) and hands out verdicts ([`Polling::take_verdicts`]).
//! See <https://core.telegram.org/bots/api#getupdates>.

use std::time::{Duration, Instant};

use crate::clock::Now;
use crate::queue::{Event, Queue};

/// A repeated offset within this time is throttled.
const REPEAT_WINDOW: Duration = Duration::from_secs(3);
/// A repeated offset within this time gets one update only.
const FAST_REPEAT: Duration = Duration::from_millis(500);
/// Silence after a new update before a parked call is answered.
const GATHER_SILENCE: Duration = Duration::from_millis(1);
/// The longest a parked call gathers.
const GATHER_LIMIT: Duration = Duration::from_millis(2);
/// One conflict per this time is told at once; the others are held back for as long.
const CONFLICT_PACE: Duration = Duration::from_secs(3);
/// Held-back conflicts kept; beyond it a conflict is told at once.
const MAX_HELD: usize = 1_000;

/// Why a parked call is ended by another one.
pub(crate) const OTHER_POLL: &str =
    "terminated by other getUpdates request; make sure that only one bot instance is running";

/// The name of a call that waits for its verdict.
pub(crate) type Ticket = u64;

/// A call of `getUpdates`, its parameters already clamped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Poll {
    pub(crate) offset: i64,
    pub(crate) limit: usize,
    pub(crate) timeout: Duration,
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is answered with this JSON array.
    Updates(Ticket, String),
    /// It is ended for this reason.
    Conflict(Ticket, &'static str),
}

#[derive(Debug)]
struct Parked {
    ticket: Ticket,
    offset: i64,
    limit: usize,
    /// When it is answered whatever happens; gathering moves it forward.
    latest: Instant,
    /// When it is answered if nothing more comes.
    wake: Instant,
    gathering: bool,
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Polling {
    queue: Queue,
    previous: Option<(i64, Instant)>,
    parked: Option<Parked>,
    next_free_conflict: Option<Instant>,
    held: Vec<(Instant, Ticket, &'static str)>,
    verdicts: Vec<Verdict>,
    confirmed: i64,
}

impl Polling {
    /// A machine over `queue`, with nobody parked.
    pub(crate) fn new(queue: Queue) -> Self {
        Self {
            queue,
            previous: None,
            parked: None,
            next_free_conflict: None,
            held: Vec::new(),
            verdicts: Vec::new(),
            confirmed: 0,
        }
    }

    /// The waiting updates.
    pub(crate) fn queue(&mut self) -> &mut Queue {
        &mut self.queue
    }

    /// Whether a poll waits for updates.
    pub(crate) fn is_parked(&self) -> bool {
        self.parked.is_some()
    }

    /// The highest offset that was believed: every update below it is confirmed. 0 before the first.
    pub(crate) fn confirmed(&self) -> i64 {
        self.confirmed
    }

    /// A new update. `None` means it was dropped because the queue is full.
    pub(crate) fn push(&mut self, now: Now, expires: i64, text: String) -> Option<Event> {
        let event = self.queue.push(expires, text)?.clone();
        if let Some(parked) = &mut self.parked {
            if !parked.gathering {
                parked.gathering = true;
                parked.latest = parked.latest.min(now.instant + GATHER_LIMIT);
            }
            parked.wake = parked.latest.min(now.instant + GATHER_SILENCE);
        }
        Some(event)
    }

    /// A call of `getUpdates`.
    pub(crate) fn poll(&mut self, now: Now, ticket: Ticket, mut poll: Poll) {
        if let Some((offset, began)) = self.previous
            && offset == poll.offset
        {
            let since = now.instant.saturating_duration_since(began);
            if since < REPEAT_WINDOW {
                poll.timeout = poll.timeout.max(REPEAT_WINDOW);
            }
            if since < FAST_REPEAT {
                poll.limit = 1;
            }
        }
        self.previous = Some((poll.offset, now.instant));
        if poll.offset < 0 {
            let count = usize::try_from(poll.offset.unsigned_abs()).unwrap_or(usize::MAX);
            self.queue.keep_last(count);
            self.confirmed = self.confirmed.max(self.queue.head());
        }
        if poll.offset > 0 && self.queue.believes(poll.offset) {
            self.confirmed = self.confirmed.max(poll.offset);
        }
        let offset = match poll.offset {
            ..=0 => self.queue.head(),
            offset => offset,
        };
        let (json, empty) = self.collect(now, offset, poll.limit);
        if !empty || poll.timeout.is_zero() {
            self.verdicts.push(Verdict::Updates(ticket, json));
            return;
        }
        self.end_parked(now, OTHER_POLL);
        let ends = now.instant + poll.timeout;
        self.parked = Some(Parked {
            ticket,
            offset,
            limit: poll.limit,
            latest: ends,
            wake: ends,
            gathering: false,
        });
    }

    /// Does what is due at `now`.
    pub(crate) fn tick(&mut self, now: Now) {
        if let Some(parked) = self.parked.take_if(|parked| parked.wake <= now.instant) {
            let (json, _) = self.collect(now, parked.offset, parked.limit);
            self.verdicts.push(Verdict::Updates(parked.ticket, json));
        }
        let verdicts = &mut self.verdicts;
        self.held.retain(|(due, ticket, reason)| {
            let waits = *due > now.instant;
            if !waits {
                verdicts.push(Verdict::Conflict(*ticket, reason));
            }
            waits
        });
    }

    /// When [`Polling::tick`] has something to do.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        let parked = self.parked.iter().map(|parked| parked.wake);
        parked.chain(self.held.iter().map(|(due, ..)| *due)).min()
    }

    /// The verdicts since the last call.
    pub(crate) fn take_verdicts(&mut self) -> Vec<Verdict> {
        std::mem::take(&mut self.verdicts)
    }

    /// Confirms what `offset` confirms and lists what it asks for.
    fn collect(&mut self, now: Now, offset: i64, limit: usize) -> (String, bool) {
        let mut from = self.queue.head();
        if self.queue.believes(offset) {
            from = offset;
            self.queue.forget_below(offset);
        }
        self.queue.expire(now.unix);
        let list = self.queue.list(from, limit);
        (format!("[{}]", list.join(",")), list.is_empty())
    }

    /// Ends the parked call, if there is one.
    pub(crate) fn end_parked(&mut self, now: Now, reason: &'static str) {
        if let Some(parked) = self.parked.take() {
            self.conflict(now, parked.ticket, reason);
        }
    }

    /// Ends a call with a conflict, now or when the last conflicts are long enough ago.
    pub(crate) fn conflict(&mut self, now: Now, ticket: Ticket, reason: &'static str) {
        let free = self.next_free_conflict.is_none_or(|at| now.instant >= at);
        if free {
            self.next_free_conflict = Some(now.instant + CONFLICT_PACE);
        }
        if free || self.held.len() >= MAX_HELD {
            self.verdicts.push(Verdict::Conflict(ticket, reason));
        } else {
            self.held.push((now.instant + CONFLICT_PACE, ticket, reason));
        }
    }

    /// Updates were delivered otherwise: everything below the head is confirmed.
    pub(crate) fn note_delivered(&mut self) {
        self.confirmed = self.confirmed.max(self.queue.head());
    }
}

#[cfg(test)]
mod tests;
