//! The connections to a webhook: how many, when new ones are made, and when they are given up.
//!
//! It reads no clock and does no I/O, and knows of updates only their ids.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

/// A webhook that took an update within this time is active.
const ACTIVE: Duration = Duration::from_secs(10);
/// New connections to an active webhook: so many within so long.
const ACTIVE_PACE: (usize, Duration) = (10, Duration::from_millis(500));
/// To one that is not active a single connection is tried this often.
const QUIET_PACE: Duration = Duration::from_secs(2);
/// An idle connection is closed after this time.
const MAX_IDLE: Duration = Duration::from_secs(60);
/// A connection must be made, and a request answered, within this time.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The name of a connection; none is used twice.
pub(crate) type Line = u64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Opening,
    Idle,
    /// It carries this update.
    Busy(i64),
}

/// What became of connections that were given up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Late {
    /// It was idle for too long.
    Idle(Line),
    /// It could not be made in time.
    Unmade(Line),
    /// This update was not answered in time.
    Unanswered(Line, i64),
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Lines {
    max: usize,
    lines: BTreeMap<Line, (State, Instant)>,
    last_success: Option<Instant>,
    /// When the last connections were begun, oldest first.
    begun: VecDeque<Instant>,
    /// Connections below this name lead to an address that is not the webhook's any more.
    young: Line,
}

impl Lines {
    /// A machine without connections that makes at most `max`.
    pub(crate) fn new(max: usize) -> Self {
        Self { max, lines: BTreeMap::new(), last_success: None, begun: VecDeque::new(), young: 0 }
    }

    /// Whether to begin a connection now, if so many sub-queues have something to send. Call it again until it says no;
    /// the second value is when to ask again although nothing happens.
    pub(crate) fn wants_one(&self, now: Instant, subqueues: usize) -> (bool, Option<Instant>) {
        let active = self.last_success.is_some_and(|success| now <= success + ACTIVE);
        let wanted = match active {
            true => subqueues.max(1),
            false => subqueues.min(1),
        };
        if self.lines.len() >= wanted.min(self.max) {
            return (false, None);
        }
        let free = match active {
            true => self.begun.iter().rev().nth(ACTIVE_PACE.0 - 1).map(|at| *at + ACTIVE_PACE.1),
            false => self.begun.back().map(|at| *at + QUIET_PACE),
        };
        match free {
            Some(at) if at > now => (false, Some(at)),
            _ => (true, None),
        }
    }

    /// A connection is being made.
    pub(crate) fn begin(&mut self, now: Instant, line: Line) {
        if self.begun.len() == ACTIVE_PACE.0 {
            self.begun.pop_front();
        }
        self.begun.push_back(now);
        self.lines.insert(line, (State::Opening, now));
    }

    /// It can carry an update now. `false` if nobody waits for it any more.
    pub(crate) fn rest(&mut self, now: Instant, line: Line) -> bool {
        match self.lines.get_mut(&line).filter(|_| line >= self.young) {
            Some(state) => *state = (State::Idle, now),
            None => return false,
        }
        true
    }

    /// No connection that stands now is used again; gives those that carry nothing, which are gone at once.
    pub(crate) fn retire(&mut self) -> Vec<Line> {
        self.young = self.lines.last_key_value().map_or(self.young, |(line, _)| line + 1);
        let free = |(_, (state, _)): &(&Line, &(State, Instant))| !matches!(state, State::Busy(_));
        let free: Vec<Line> = self.lines.iter().filter(free).map(|(line, _)| *line).collect();
        for line in &free {
            self.lines.remove(line);
        }
        free
    }

    /// Whether it carries nothing and waits for something to carry.
    pub(crate) fn is_idle(&self, line: Line) -> bool {
        self.lines.get(&line).is_some_and(|(state, _)| *state == State::Idle)
    }

    /// A connection that is free; that which was used last, so that the others may end.
    pub(crate) fn idle(&self) -> Option<Line> {
        let idle = self.lines.iter().filter(|(_, (state, _))| *state == State::Idle);
        idle.max_by_key(|(_, (_, since))| *since).map(|(line, _)| *line)
    }

    /// It carries an update from now on.
    pub(crate) fn carry(&mut self, now: Instant, line: Line, update: i64) {
        self.lines.insert(line, (State::Busy(update), now));
    }

    /// The update it carries.
    pub(crate) fn carries(&self, line: Line) -> Option<i64> {
        match self.lines.get(&line)?.0 {
            State::Busy(update) => Some(update),
            State::Opening | State::Idle => None,
        }
    }

    /// Whether there is such a connection.
    pub(crate) fn has(&self, line: Line) -> bool {
        self.lines.contains_key(&line)
    }

    /// It is gone.
    pub(crate) fn end(&mut self, line: Line) {
        self.lines.remove(&line);
    }

    /// The webhook took an update.
    pub(crate) fn succeeded(&mut self, now: Instant) {
        self.last_success = Some(now);
    }

    /// Every connection.
    pub(crate) fn all(&self) -> impl Iterator<Item = Line> {
        self.lines.keys().copied()
    }

    /// Gives up what has lasted too long.
    pub(crate) fn expire(&mut self, now: Instant) -> Vec<Late> {
        let mut late = Vec::new();
        self.lines.retain(|line, (state, since)| {
            if *since + limit(*state) > now {
                return true;
            }
            late.push(match state {
                State::Idle => Late::Idle(*line),
                State::Opening => Late::Unmade(*line),
                State::Busy(update) => Late::Unanswered(*line, *update),
            });
            false
        });
        late
    }

    /// When [`Lines::expire`] has something to do.
    pub(crate) fn next_end(&self) -> Option<Instant> {
        self.lines.values().map(|(state, since)| *since + limit(*state)).min()
    }
}

fn limit(state: State) -> Duration {
    match state {
        State::Idle => MAX_IDLE,
        State::Opening | State::Busy(_) => MAX_WAIT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Begins as many connections as are wanted.
    fn open(lines: &mut Lines, now: Instant, subqueues: usize) -> usize {
        let before = lines.lines.len();
        while lines.wants_one(now, subqueues).0 {
            let line = lines.begun.len() as u64 + lines.lines.len() as u64 * 1_000 + 1;
            lines.begin(now, line);
        }
        lines.lines.len() - before
    }

    #[test]
    fn a_quiet_webhook_gets_one_connection_and_one_try_in_two_seconds() {
        let start = Instant::now();
        let mut lines = Lines::new(40);
        assert_eq!(open(&mut lines, start, 0), 0);
        assert_eq!(open(&mut lines, start, 30), 1);
        let line = lines.all().next().unwrap();
        lines.end(line);
        let again = start + Duration::from_secs(2);
        assert_eq!(lines.wants_one(start + Duration::from_millis(1_999), 1), (false, Some(again)));
        assert_eq!(open(&mut lines, again, 1), 1);
    }

    #[test]
    fn an_active_webhook_gets_ten_connections_in_half_a_second() {
        let start = Instant::now();
        let mut lines = Lines::new(25);
        lines.succeeded(start);
        assert_eq!(open(&mut lines, start, 0), 1, "one is kept open");
        assert_eq!(open(&mut lines, start, 100), 9);
        let half = start + Duration::from_millis(500);
        assert_eq!(lines.wants_one(start, 100), (false, Some(half)));
        assert_eq!(open(&mut lines, half, 100), 10);
        assert_eq!(open(&mut lines, half + Duration::from_millis(500), 100), 5, "25 are the most");
    }

    #[test]
    fn connections_end_when_they_are_idle_or_silent_for_a_minute() {
        let start = Instant::now();
        let mut lines = Lines::new(40);
        for line in 1..=3 {
            lines.begin(start, line);
        }
        assert!(lines.rest(start, 1) && lines.rest(start, 2) && !lines.rest(start, 9));
        lines.carry(start, 2, 77);
        assert_eq!((lines.carries(2), lines.idle()), (Some(77), Some(1)));
        let end = start + Duration::from_secs(60);
        assert_eq!(lines.next_end(), Some(end));
        assert_eq!(lines.expire(end), [Late::Idle(1), Late::Unanswered(2, 77), Late::Unmade(3)]);
        assert_eq!(lines.all().count(), 0);
    }
}
