//! How fast broadcasts go: at a set rate, slower after refusals, and never so that replies would be refused.

use std::collections::VecDeque;
use std::time::Duration;

use super::freeze::Freeze;
use crate::store::Time;

/// Messages of broadcasts in a second. Telegram allows about 30 of all kinds.
///
/// Source: <https://core.telegram.org/bots/faq#how-can-i-message-all-of-my-bot-39s-subscribers-at-once>
pub(crate) const DEFAULT_RATE: u16 = 28;
/// How far behind its schedule a broadcast may catch up, in microseconds: timers are not exact.
const CATCH_UP: u64 = 100_000;
/// Telegram's second, with what the network adds: calls that leave a second apart arrive closer.
const WINDOW: Duration = Duration::from_millis(1_025);
/// How long a lowered rate stays before it is raised by a step.
const RAISE_AFTER: Duration = Duration::from_secs(3);

/// All broadcasts together.
#[derive(Debug)]
pub(super) struct Bulk {
    /// Messages in a second: as set, and as it is now.
    set: f64,
    rate: f64,
    /// Not raised before.
    raise_at: Time,
    /// When the next message may leave, in microseconds.
    next: u64,
    freeze: Freeze,
    /// When the last messages of all classes left; as many as may leave in [`WINDOW`].
    recent: VecDeque<Time>,
    most: usize,
}

impl Bulk {
    pub(super) fn new(rate: u16) -> Bulk {
        let set = rate.max(1);
        Bulk {
            set: f64::from(set),
            rate: f64::from(set),
            raise_at: Time(0),
            next: 0,
            freeze: Freeze::default(),
            recent: VecDeque::new(),
            // Replies find this room beside a broadcast, and take more by slowing it down.
            most: usize::from(set) + usize::from(set / 28).max(1),
        }
    }

    /// When one more may leave.
    pub(super) fn open_at(&self) -> Time {
        Time(self.next.div_ceil(1_000)).max(self.crowded()).max(self.freeze.open_at(false))
    }

    /// Until when so many messages of all classes have left within a second that one more could be refused.
    pub(super) fn crowded(&self) -> Time {
        match self.recent.front() {
            Some(first) if self.recent.len() >= self.most => first.after(WINDOW),
            _ => Time(0),
        }
    }

    pub(super) fn is_frozen(&self, now: Time) -> bool {
        self.freeze.is_frozen(now)
    }

    /// One leaves.
    pub(super) fn take(&mut self, now: Time) {
        if self.rate < self.set && self.raise_at <= now {
            self.rate = (self.rate + self.set / 20.0).min(self.set);
            self.raise_at = now.after(RAISE_AFTER);
        }
        let micros = now.0.saturating_mul(1_000);
        let step = (1_000_000.0 / self.rate) as u64;
        self.next = self.next.max(micros.saturating_sub(CATCH_UP)) + step;
        self.freeze.leaves(now);
    }

    /// A message of any class leaves.
    pub(super) fn count(&mut self, now: Time) {
        if self.recent.len() >= self.most {
            self.recent.pop_front();
        }
        self.recent.push_back(now);
    }

    pub(super) fn accepted(&mut self) {
        self.freeze.accepted();
    }

    /// Gives the end of the freeze.
    pub(super) fn refused(&mut self, wait: Duration, now: Time) -> Time {
        if !self.freeze.is_frozen(now) {
            self.rate = (self.rate * 0.85).max(1.0);
        }
        let end = self.freeze.refused(wait, now);
        self.raise_at = end.after(RAISE_AFTER);
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many leave from one time to another, each accepted.
    fn leave(bulk: &mut Bulk, from: u64, to: u64) -> usize {
        let mut count = 0;
        for now in (from..to).map(Time) {
            while bulk.open_at() <= now {
                bulk.take(now);
                bulk.count(now);
                bulk.accepted();
                count += 1;
            }
        }
        count
    }

    #[test]
    fn the_set_rate_is_kept_lowered_by_a_refusal_and_raised_slowly() {
        let mut bulk = Bulk::new(28);
        assert!((280..=284).contains(&leave(&mut bulk, 100_000, 110_000)));
        bulk.refused(Duration::from_secs(5), Time(110_000));
        assert_eq!(leave(&mut bulk, 110_000, 115_000), 0, "frozen");
        let slow = leave(&mut bulk, 115_000, 118_000);
        assert!((68..=75).contains(&slow), "{slow}");
        let raised = leave(&mut bulk, 118_000, 121_000);
        assert!((slow + 1..=80).contains(&raised), "{raised}");
        let _ = leave(&mut bulk, 121_000, 195_000);
        assert!((278..=282).contains(&leave(&mut bulk, 195_000, 205_000)), "as before");
    }

    #[test]
    fn after_a_freeze_one_probe_leaves_and_the_rest_waits_for_its_answer() {
        let mut bulk = Bulk::new(28);
        bulk.refused(Duration::from_secs(5), Time(100_000));
        assert_eq!(bulk.open_at(), Time(105_000));
        bulk.take(Time(105_000));
        assert_eq!(bulk.open_at(), Time(106_050), "not answered yet");
        bulk.accepted();
        assert!(bulk.open_at() < Time(105_060));
    }

    #[test]
    fn broadcasts_make_room_for_replies() {
        let mut bulk = Bulk::new(28);
        (0..29).for_each(|_| bulk.count(Time(100_000)));
        assert_eq!((bulk.open_at(), bulk.crowded()), (Time(101_025), Time(101_025)));
    }
}
