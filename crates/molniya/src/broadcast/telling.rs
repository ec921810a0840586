//! When whoever began a broadcast is told of it: a machine without I/O or a clock.

use std::time::Duration;

use super::{BroadcastState, Report};
use crate::store::Time;

/// Counts are told this long after what was told last. Telegram takes about one message a second in a chat, and edits
/// count too.
const EVERY: Duration = Duration::from_secs(2);

/// The parts of a report that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) state: BroadcastState,
    /// Sent, failed, blocked, opted out.
    pub(super) ended: [u64; 4],
    /// Whether nothing can change any more.
    pub(super) is_final: bool,
}

impl Tally {
    /// Of so many ended messages, while so many wait in the outbox.
    pub(super) fn new(state: BroadcastState, ended: [u64; 4], waiting: u64) -> Tally {
        let is_final = match state {
            BroadcastState::Done => true,
            BroadcastState::Stopped => waiting == 0,
            BroadcastState::Running | BroadcastState::Paused => false,
        };
        Tally { state, ended, is_final }
    }

    pub(super) fn of(report: &Report) -> Tally {
        let Report { state, sent, failed, blocked, opted_out, waiting, .. } = *report;
        Tally::new(state, [sent, failed, blocked, opted_out], waiting)
    }
}

/// What is known of the telling.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Telling {
    /// What was told last since the start of the process, or given up.
    told: Option<Tally>,
    /// Counts are not told before.
    counts_at: Time,
    /// Nothing is told before.
    not_before: Time,
    /// Whether an event is on its way.
    under_way: bool,
}

impl Telling {
    /// When this is to be told. `None`: it needs not be, or an event is on its way.
    pub(super) fn due(&self, now_is: &Tally) -> Option<Time> {
        if self.under_way || self.told.as_ref() == Some(now_is) {
            return None;
        }
        let same_state = self.told.is_some_and(|told| told.state == now_is.state);
        let counts_only = same_state && !now_is.is_final;
        Some(if counts_only { self.counts_at.max(self.not_before) } else { self.not_before })
    }

    /// An event is on its way.
    pub(super) fn begun(&mut self) {
        self.under_way = true;
    }

    /// There was no room for the event, or none for another.
    pub(super) fn postponed(&mut self, now: Time) {
        self.under_way = false;
        self.not_before = now.after(EVERY);
    }

    /// This was told, or given up.
    pub(super) fn told(&mut self, tally: Tally, now: Time) {
        *self = Telling {
            told: Some(tally),
            counts_at: now.after(EVERY),
            not_before: Time(0),
            under_way: false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(state: BroadcastState, sent: u64, waiting: u64) -> Tally {
        Tally::new(state, [sent, 0, 0, 0], waiting)
    }

    #[test]
    fn states_are_told_at_once_and_counts_every_two_seconds() {
        use BroadcastState::{Done, Paused, Running, Stopped};
        let mut telling = Telling::default();
        let first = tally(Running, 0, 0);
        assert_eq!(telling.due(&first), Some(Time(0)), "it begins");
        telling.begun();
        assert_eq!(telling.due(&tally(Paused, 1, 9)), None, "one at a time");
        telling.told(first, Time(10_000));
        assert_eq!(telling.due(&first), None, "nothing new");
        assert_eq!(telling.due(&tally(Running, 0, 9)), None, "what only waits is no news");
        assert_eq!(telling.due(&tally(Running, 1, 9)), Some(Time(12_000)));
        assert_eq!(telling.due(&tally(Paused, 1, 9)), Some(Time(0)));
        assert_eq!(telling.due(&tally(Done, 1, 0)), Some(Time(0)));
        telling.told(tally(Stopped, 1, 9), Time(13_000));
        assert_eq!(telling.due(&tally(Stopped, 2, 8)), Some(Time(15_000)));
        assert_eq!(telling.due(&tally(Stopped, 10, 0)), Some(Time(0)), "the last always");
        telling.postponed(Time(14_000));
        assert_eq!(telling.due(&tally(Stopped, 10, 0)), Some(Time(16_000)), "no room");
    }
}
