//! A scope that Telegram asked to leave alone, until then and for a while after.

use std::time::Duration;

use super::SPACING;
use crate::store::Time;

/// How long after a freeze its scope is treated with care.
const CAUTION: Duration = Duration::from_secs(30);
/// Waits after the second and later refusals in a row are at least these: a scope that refuses its
/// probe again and again, each time for a second, is asked less often.
const AGAIN: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// One frozen scope.
#[derive(Debug, Default)]
pub(super) struct Freeze {
    until: Time,
    /// Freezes in a row, without a call that was accepted between them.
    refusals: usize,
    /// When the last call left after the freeze had passed.
    left: Time,
}

impl Freeze {
    /// A call was refused. Gives the end of the freeze.
    pub(super) fn refused(&mut self, wait: Duration, now: Time) -> Time {
        let mut end = now.after(wait);
        // Several calls that were on the wire together are one refusal.
        if now >= self.until {
            let least = AGAIN[self.refusals.min(AGAIN.len() - 1)];
            if self.refusals > 0 {
                end = end.max(now.after(least));
            }
            self.refusals += 1;
        }
        self.until = self.until.max(end);
        self.until
    }

    pub(super) fn accepted(&mut self) {
        self.refusals = 0;
    }

    pub(super) fn leaves(&mut self, now: Time) {
        self.left = now;
    }

    /// When the next call may leave: after the freeze, and one at a time while it is not known to be
    /// over. `careful`: one at a time for a while longer.
    pub(super) fn open_at(&self, careful: bool) -> Time {
        if (careful || self.refusals > 0) && self.left >= self.until {
            self.left.after(SPACING)
        } else {
            self.until
        }
    }

    pub(super) fn is_frozen(&self, now: Time) -> bool {
        self.until > now
    }

    /// Whether nothing of it is left to be remembered.
    pub(super) fn is_over(&self, now: Time) -> bool {
        self.until.after(CAUTION) <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_storm_of_short_waits_is_asked_less_and_less_often() {
        let (mut freeze, mut now, mut refusals) = (Freeze::default(), Time(100_000), 0);
        while now < Time(160_000) {
            freeze.leaves(now);
            now = freeze.refused(SECOND, now);
            refusals += 1;
        }
        assert!((10..=17).contains(&refusals), "{refusals} in a minute");
        freeze.accepted();
        assert_eq!(freeze.refused(SECOND, now), now.after(SECOND), "then from the beginning");
    }

    #[test]
    fn calls_that_were_on_the_wire_together_are_refused_once() {
        let mut freeze = Freeze::default();
        (0..50).for_each(|_| _ = freeze.refused(SECOND, Time(100_000)));
        assert_eq!(freeze.refusals, 1);
        assert_eq!(freeze.open_at(false), Time(101_000));
    }
}
