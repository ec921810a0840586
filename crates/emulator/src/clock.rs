//! The time a decision is made at, read once at the edge and handed inwards.
//!
//! Nothing below the edges reads a clock, so every rule can be tried at any moment.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// One moment, on both clocks the rules speak about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    /// For pacing, parking and time-outs.
    pub(crate) instant: Instant,
    /// Seconds since 1970, for dates on the wire and for lifetimes that outlive a restart.
    pub(crate) unix: i64,
}

impl Now {
    /// The moment that is so much later.
    pub(crate) fn later(self, by: Duration) -> Self {
        let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        Self { instant: self.instant + by, unix: self.unix.saturating_add(seconds) }
    }

    /// Reads both clocks. The instant is Tokio's, so paused time pauses it too.
    pub(crate) fn read() -> Self {
        let instant = tokio::time::Instant::now().into_std();
        let unix = wall(instant)
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        Self { instant, unix }
    }
}

/// What the wall clock shows now. An instant does not count the sleep of the whole machine, so it is no help.
#[cfg(not(feature = "paused-time"))]
fn wall(_: Instant) -> SystemTime {
    SystemTime::now()
}

/// What the wall clock would show at an instant of any runtime: in a test time may stand, or be ahead by hours.
#[cfg(feature = "paused-time")]
fn wall(instant: Instant) -> SystemTime {
    use std::sync::LazyLock;

    /// The same moment on both clocks: all that is needed to read one on the other.
    static BOTH: LazyLock<(Instant, SystemTime)> =
        LazyLock::new(|| (Instant::now(), SystemTime::now()));
    let (read, wall) = *BOTH;
    match instant.checked_duration_since(read) {
        Some(since) => wall + since,
        None => wall - read.saturating_duration_since(instant),
    }
}
