//! When walks are meant to begin; knows no clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::{Pace, Plan, Until};

/// Gives out beginnings, to whoever is free.
#[derive(Debug)]
pub(super) struct Starts {
    begin: Instant,
    pace: Pace,
    people: usize,
    until: Until,
    given: AtomicU64,
}

impl Starts {
    pub(super) fn new(plan: &Plan, begin: Instant) -> Self {
        Self {
            begin,
            pace: plan.pace,
            people: plan.people,
            until: plan.until,
            given: AtomicU64::new(0),
        }
    }

    /// When somebody is meant to begin next: in an open loop maybe long ago, if nobody was free. `None` when it is over.
    pub(super) fn next(&self, number: usize, is_first: bool, now: Instant) -> Option<Instant> {
        // It is counted even if it is too late for it; `begun` corrects that.
        let count = self.given.fetch_add(1, Ordering::Relaxed);
        let due = match self.pace {
            Pace::Open { rate } => self.begin + Duration::from_secs_f64(count as f64 / rate),
            // Not all at once, but within the time that they think.
            Pace::Closed { think } if is_first => {
                self.begin + think.mul_f64((number - 1) as f64 / self.people as f64)
            }
            Pace::Closed { think } => now + think,
        };
        let goes_on = match self.until {
            Until::Walks(walks) => count < walks,
            Until::Time(time) => due < self.begin + time,
        };
        if !goes_on {
            self.given.fetch_sub(1, Ordering::Relaxed);
        }
        goes_on.then_some(due)
    }

    /// How many walks were to begin.
    pub(super) fn begun(&self) -> u64 {
        self.given.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(pace: Pace, until: Until) -> Starts {
        let plan = Plan { people: 4, pace, until, ..Plan::default() };
        Starts::new(&plan, Instant::now())
    }

    #[test]
    fn in_an_open_loop_beginnings_do_not_wait_for_anybody() {
        let starts = starts(Pace::Open { rate: 10.0 }, Until::Time(Duration::from_millis(350)));
        let begin = starts.begin;
        assert_eq!(starts.next(1, true, begin), Some(begin));
        let late = begin + Duration::from_secs(5);
        let due = || starts.next(1, false, late).map(|due| due.duration_since(begin).as_millis());
        assert_eq!([due(), due(), due()], [Some(100), Some(200), Some(300)]);
        assert_eq!((due(), starts.begun()), (None, 4));
    }

    #[test]
    fn in_a_closed_loop_people_think_before_they_begin_again() {
        let think = Duration::from_secs(4);
        let starts = starts(Pace::Closed { think }, Until::Walks(3));
        let begin = starts.begin;
        assert_eq!(starts.next(3, true, begin), Some(begin + Duration::from_secs(2)));
        let later = begin + Duration::from_secs(5);
        assert_eq!(starts.next(3, false, later), Some(begin + Duration::from_secs(9)));
        assert!(starts.next(1, true, later).is_some());
        assert_eq!((starts.next(2, true, later), starts.begun()), (None, 3));
    }
}
