//! Time as stored (milliseconds since 1970) that never jumps while the process runs.

use tokio::time::Instant;

use crate::store::Time;

/// Reads the wall clock once and goes on from it monotonically, so that a clock that is set
/// during the run moves no deadline. Nor does one that was set back between two runs: time goes on
/// from the last that is on record. Follows tokio's paused time in tests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    started: Instant,
    wall: Time,
}

impl Clock {
    /// A clock that begins now, and not before `noted`.
    pub(crate) fn start(noted: Time) -> Self {
        let started = Instant::now();
        // In a test with paused time, hours may have passed that the wall clock knows nothing of.
        let passed = started.into_std().saturating_duration_since(std::time::Instant::now());
        Clock { started, wall: Time::now().after(passed).max(noted) }
    }

    pub(crate) fn now(&self) -> Time {
        self.wall.after(self.started.elapsed())
    }

    /// The moment at which [`Clock::now`] reaches `time`.
    pub(crate) fn instant(&self, time: Time) -> Instant {
        // One millisecond more, because `now` rounds down.
        self.started + time.since(self.wall) + std::time::Duration::from_millis(1)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn time_goes_on_from_the_last_that_is_on_record() {
        let day = Duration::from_secs(86_400);
        let ahead = Time::now().after(day);
        let clock = Clock::start(ahead);
        let first = clock.now();
        assert!(first >= ahead && clock.now() >= first);
        assert!(Clock::start(Time(0)).now() < ahead);
    }
}
