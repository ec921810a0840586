//! Time as stored (milliseconds since 1970) that never jumps while the process runs.

use tokio::time::Instant;

use crate::store::Time;

/// Reads the wall clock once and goes on from it monotonically, so that a clock that is set
/// during the run moves no deadline. Follows tokio's paused time in tests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    started: Instant,
    wall: Time,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let wall = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(Time(0), |since| Time(0).after(since));
        Clock { started: Instant::now(), wall }
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
