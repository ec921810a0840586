//! Names the handlers that block their thread: whose code runs on and on without waiting for anything.
//!
//! While one blocks the dispatcher's own thread nobody is served, and no task could tell of it; so a thread beside the
//! runtime looks. Knows neither routes nor answers.

use std::future::Future;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::telemetry;

/// How often it looks. What it sees twice has blocked its thread for so long at least.
const EVERY: Duration = Duration::from_millis(250);
/// Handlers whose code can run at the same moment: the dispatcher's, and one on each thread that can be asked for.
const PLACES: usize = 65;
/// It only counts and writes a line.
const STACK: usize = 256 << 10;

/// A handler at work on an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Work {
    pub(crate) update: i64,
    pub(crate) handler: &'static str,
}

/// Where the code of one handler at a time runs.
#[derive(Debug, Default)]
struct Place {
    /// Grows with each work, so that two looks can tell one long work from two short ones.
    turn: u64,
    work: Option<Work>,
}

type Places = Arc<[Mutex<Place>]>;

fn places() -> Places {
    (0..PLACES).map(|_| Mutex::default()).collect()
}

/// The thread that looks, as long as this exists.
#[derive(Debug)]
pub(crate) struct Watchdog {
    watch: ThreadWatch,
    _alive: Sender<()>,
}

impl Watchdog {
    /// Begins to look. What it finds is told to whom the caller's events are told.
    pub(crate) fn start() -> Watchdog {
        let (alive, ended) = channel();
        let places = places();
        let looks = Looks::new(places.clone());
        let subscriber = tracing::dispatcher::get_default(Clone::clone);
        let look = move || tracing::dispatcher::with_default(&subscriber, || run(looks, &ended));
        let thread = thread::Builder::new().name("watchdog".into()).stack_size(STACK);
        if let Err(error) = thread.spawn(look) {
            telemetry::no_watchdog(&error);
        }
        Watchdog { watch: ThreadWatch(places), _alive: alive }
    }

    /// Notes whose code runs.
    pub(crate) fn watch(&self) -> &ThreadWatch {
        &self.watch
    }
}

fn run(mut looks: Looks, ended: &Receiver<()>) {
    while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
        for (work, times) in looks.look() {
            telemetry::handler_blocks(work, EVERY * times);
        }
    }
}

/// Notes whose code runs.
#[derive(Debug, Clone)]
pub(crate) struct ThreadWatch(Places);

impl ThreadWatch {
    /// Runs code of a handler. Where too many run at once it is not watched.
    pub(crate) fn over<T>(&self, work: Work, code: impl FnOnce() -> T) -> T {
        let _noted = self.0.iter().find_map(|place| Noted::at(place, work));
        code()
    }

    /// Watches each poll of a future.
    pub(crate) async fn polls<F: Future>(self, work: Work, future: F) -> F::Output {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|cx| self.over(work, || future.as_mut().poll(cx))).await
    }
}

/// A place that is taken, until the code has ended, be it by a panic.
struct Noted<'a>(&'a Mutex<Place>);

impl Noted<'_> {
    fn at(place: &Mutex<Place>, work: Work) -> Option<Noted<'_>> {
        // One that somebody is looking at is as good as taken.
        let mut free = place.try_lock().ok().filter(|place| place.work.is_none())?;
        free.turn += 1;
        free.work = Some(work);
        Some(Noted(place))
    }
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).work = None;
    }
}

/// What was seen at each place, and how often since it came there.
struct Looks {
    places: Places,
    seen: Vec<(u64, u32)>,
}

impl Looks {
    fn new(places: Places) -> Looks {
        let seen = vec![(0, 0); places.len()];
        Looks { places, seen }
    }

    /// Looks once more. Gives what to tell of: a work that is seen again, and then each time it has lasted twice as
    /// long, with the looks since the first.
    fn look(&mut self) -> Vec<(Work, u32)> {
        let mut found = Vec::new();
        for (place, (turn, times)) in self.places.iter().zip(&mut self.seen) {
            let place = place.lock().unwrap_or_else(PoisonError::into_inner);
            match place.work {
                Some(work) if place.turn == *turn => {
                    *times = times.saturating_add(1);
                    found.extend(times.is_power_of_two().then_some((work, *times)));
                }
                _ => (*turn, *times) = (place.turn, 0),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    const SLOW: Work = Work { update: 7, handler: "slow" };
    const OTHER: Work = Work { update: 8, handler: "other" };

    fn watched() -> (ThreadWatch, Looks) {
        let places = places();
        (ThreadWatch(places.clone()), Looks::new(places))
    }

    #[test]
    fn what_runs_on_is_told_of_at_1_2_4_and_8_looks() {
        let (watch, mut looks) = watched();
        let told = watch.over(SLOW, || (0..10).flat_map(|_| looks.look()).collect::<Vec<_>>());
        assert_eq!(told, [(SLOW, 1), (SLOW, 2), (SLOW, 4), (SLOW, 8)]);
        assert_eq!(looks.look(), [], "it has ended");
    }

    #[test]
    fn many_short_polls_of_the_same_work_are_no_long_one() {
        let (watch, mut looks) = watched();
        for _ in 0..5 {
            assert_eq!(watch.over(SLOW, || looks.look()), []);
        }
    }

    #[test]
    fn each_of_two_at_once_is_seen() {
        let (watch, mut looks) = watched();
        let told = watch.over(SLOW, || {
            looks.look();
            watch.over(OTHER, || {
                assert_eq!(looks.look(), [(SLOW, 1)]);
                looks.look()
            })
        });
        assert_eq!(told, [(SLOW, 2), (OTHER, 1)]);
    }

    #[test]
    fn a_panic_leaves_its_place() {
        let (watch, mut looks) = watched();
        let panicking = AssertUnwindSafe(|| watch.over(SLOW, || panic!("on purpose")));
        assert!(catch_unwind(panicking).is_err());
        assert_eq!([looks.look(), looks.look()], [vec![], vec![]]);
    }

    #[test]
    fn more_than_there_are_places_run_unwatched() {
        fn nested(watch: &ThreadWatch, depth: usize, innermost: &mut dyn FnMut()) {
            match depth {
                0 => innermost(),
                _ => watch.over(SLOW, || nested(watch, depth - 1, innermost)),
            }
        }
        let (watch, mut looks) = watched();
        nested(&watch, PLACES + 1, &mut || {
            looks.look();
            assert_eq!(looks.look().len(), PLACES);
        });
    }
}
