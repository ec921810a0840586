//! Finds out how long the peer lets connections be idle. Must not know connections, only how long they were idle.

use std::time::Duration;

use tokio::time::Instant;

use super::state::LIFE;

/// Below this, keeping connections open against the peer's will costs more than it brings.
const LEAST: Duration = Duration::from_secs(2);
/// How long what was found out is believed.
const MEMORY: Duration = Duration::from_secs(3600);
/// A server that goes away closes all its connections, whatever their age: within this time that is one event.
const EVENT: Duration = Duration::from_secs(10);

/// How long a connection may be idle until it should be replaced: the peer closes idle ones a little later.
pub(super) struct IdleLimit {
    life: Duration,
    learned_at: Option<Instant>,
    /// The longest that one was idle among those the peer has closed since the last look.
    closed_after: Option<Duration>,
}

impl IdleLimit {
    pub(super) fn new() -> IdleLimit {
        IdleLimit { life: LIFE, learned_at: None, closed_after: None }
    }

    /// How long a connection may be idle.
    pub(super) fn life(&self) -> Duration {
        self.life
    }

    /// Notes that the peer closed a connection that was idle for this long.
    pub(super) fn note_closed(&mut self, idle: Duration) {
        self.closed_after = self.closed_after.max(Some(idle));
    }

    /// Draws the conclusion, given how long those that are open have been idle.
    pub(super) fn learn(&mut self, open: impl Iterator<Item = Duration>, now: Instant) {
        if self.learned_at.is_some_and(|at| now >= at + MEMORY) {
            *self = IdleLimit { closed_after: self.closed_after, ..IdleLimit::new() };
        }
        let Some(closed) = self.closed_after.take() else { return };
        // One that is still open after a longer time shows that the limit is not so low.
        let limit = open.fold(closed, Duration::max);
        // A third is left for noticing and for opening the next.
        let life = limit * 2 / 3;
        let known = self.learned_at.is_some_and(|at| now < at + EVENT);
        if limit >= LEAST && life < self.life && !known {
            self.life = life;
            self.learned_at = Some(now);
        }
    }
}
