//! The machine against pretended connections.

mod seeds;

use std::{cell::Cell, collections::VecDeque, rc::Rc};

use super::*;

/// A pretended connection, whose two ends can go away.
#[derive(Clone, Default)]
struct Wire {
    closed: Rc<Cell<bool>>,
    dropped: Rc<Cell<bool>>,
}

struct Held(Wire);

impl Link for Held {
    fn is_closed(&self) -> bool {
        self.0.closed.get()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dropped.set(true);
    }
}

struct Caller {
    number: u32,
    gone: Rc<Cell<bool>>,
}

impl Waiter for Caller {
    fn is_gone(&self) -> bool {
        self.gone.get()
    }
}

/// The pool with everything around it: a clock, a network, callers.
struct World {
    now: Instant,
    pool: State<Held, Caller>,
    opening: Vec<Ticket>,
    wires: Vec<(Ticket, Wire)>,
    /// Checked out for calls, and for polls.
    busy: Vec<Conn<Held>>,
    polling: Vec<Conn<Held>>,
    /// Who waits, as they came.
    queue: VecDeque<(u32, Rc<Cell<bool>>)>,
    last_caller: u32,
}

impl World {
    fn new(floor: usize) -> World {
        let now = Instant::now();
        World {
            now,
            pool: State::new(floor, now),
            opening: Vec::new(),
            wires: Vec::new(),
            busy: Vec::new(),
            polling: Vec::new(),
            queue: VecDeque::new(),
            last_caller: 0,
        }
    }

    /// A pool whose floor is open.
    fn warm(floor: usize) -> World {
        let mut world = World::new(floor);
        world.round();
        world
    }

    fn tend(&mut self) -> usize {
        let (wanted, serving) = (self.pool.wanted, self.serving());
        let missing = self.pool.tend(self.now);
        assert!(self.pool.wanted + 1 >= wanted, "wanted falls by one at most");
        assert!(
            self.serving() >= serving.min(self.pool.wanted),
            "what serves is let go of too early"
        );
        for _ in 0..missing {
            self.opening.push(self.pool.register(false, self.now));
        }
        missing
    }

    /// How many are open for calls and of use to them.
    fn serving(&self) -> usize {
        let free = self.pool.idle.iter().filter(|conn| conn.is_usable(self.now)).count();
        free + self.pool.at(Stage::Busy)
    }

    /// Every attempt to open succeeds; what was let go of ends; the pool is tended.
    fn round(&mut self) -> usize {
        let missing = self.tend();
        while !self.opening.is_empty() {
            self.open(0);
        }
        self.reap();
        missing
    }

    fn open(&mut self, place: usize) {
        let ticket = self.opening.remove(place);
        let wire = Wire::default();
        self.wires.push((ticket, wire.clone()));
        let conn = self.pool.opened(ticket, Held(wire), self.now);
        self.hand_out(conn);
    }

    fn hand_out(&mut self, conn: Conn<Held>) {
        let Some((caller, conn)) = self.pool.hand_out(conn, self.now) else { return };
        self.assert_good(&conn, OLD);
        while let Some((number, gone)) = self.queue.pop_front() {
            if !gone.get() {
                assert_eq!(number, caller.number, "first come, first served");
                return self.busy.push(conn);
            }
        }
        panic!("{} did not wait", caller.number);
    }

    fn call(&mut self) -> bool {
        if let Some(conn) = self.pool.take(self.now) {
            self.assert_good(&conn, OLD);
            self.busy.push(conn);
            return true;
        }
        self.last_caller += 1;
        let gone = Rc::new(Cell::new(false));
        self.queue.push_back((self.last_caller, gone.clone()));
        if self.pool.wait(Caller { number: self.last_caller, gone }, self.now) {
            self.opening.push(self.pool.register(false, self.now));
        }
        false
    }

    fn poll(&mut self, length: Duration) -> bool {
        let Some(conn) = self.pool.take_for_poll(length, self.now) else { return false };
        self.assert_good(&conn, POLL_END - length);
        self.polling.push(conn);
        true
    }

    fn assert_good(&self, conn: &Conn<Held>, age: Duration) {
        assert!(!conn.link.is_closed() && self.now < conn.born + age, "old or ended");
    }

    fn put_all(&mut self) {
        for conn in self.busy.drain(..).chain(self.polling.drain(..)).collect::<Vec<_>>() {
            self.pool.note_exchange();
            self.hand_out(conn);
        }
    }

    /// The pool hears of every end.
    fn reap(&mut self) {
        let ended = |wire: &Wire| wire.closed.get() || wire.dropped.get();
        for (ticket, wire) in self.wires.extract_if(.., |(_, wire)| ended(wire)) {
            wire.closed.set(true);
            self.pool.forget(ticket, self.now);
        }
    }

    fn close_all(&mut self) {
        self.wires.iter().for_each(|(_, wire)| wire.closed.set(true));
        self.reap();
    }

    fn check(&self) {
        assert!(self.pool.for_calls() <= MOST + SPARE, "bound");
        assert!((self.pool.floor..=MOST).contains(&self.pool.wanted), "wanted");
        assert_eq!(self.pool.count.iter().sum::<usize>(), self.pool.members.len());
        assert_eq!(self.pool.idle.len(), self.pool.at(Stage::Free));
        let waits = self.queue.iter().any(|(_, gone)| !gone.get());
        let free = self.pool.idle.iter().any(|conn| conn.is_usable(self.now));
        assert!(!(waits && free), "one waits although another connection is free");
    }
}

#[test]
fn a_burst_is_remembered_for_minutes_and_then_forgotten_one_by_one() {
    let mut world = World::warm(12);
    for _ in 0..30 {
        world.call();
    }
    world.round();
    world.put_all();
    for second in 0..300 + 18 * 10 {
        world.now += ROUND;
        world.round();
        let forgotten = (second as usize).saturating_sub(289) / 10;
        assert!(world.serving() >= 30 - forgotten, "after {second} s: {}", world.serving());
    }
    // One more may be about to take the place of an old one.
    assert!((12..=13).contains(&world.serving()), "{}", world.serving());
}

#[test]
fn connections_opened_together_are_replaced_one_after_another() {
    let mut world = World::warm(12);
    let mut opened = 0;
    for second in 1..=240 {
        world.now += ROUND;
        let missing = world.round();
        assert!(missing <= 1, "{missing} after {second} s");
        opened += missing;
        let oldest = world.pool.idle.iter().map(|conn| conn.born).min().unwrap();
        assert!(world.now - oldest <= LIFE + ROUND * 2, "after {second} s");
    }
    // One in two seconds: no more than their life asks for.
    assert_eq!(opened, 120);
}

#[test]
fn a_full_pool_too_opens_before_it_closes() {
    let mut world = World::warm(MOST);
    for _ in 0..120 {
        world.now += ROUND;
        world.tend();
        assert!(world.serving() >= MOST);
        world.round();
    }
}

#[test]
fn the_limit_of_a_peer_that_closes_idle_connections_is_found_out() {
    let mut world = World::warm(12);
    let mut ended_busy = 0;
    for tick in 1..4 * 600 {
        world.now += ROUND / 4;
        let now = world.now;
        for conn in &world.pool.idle {
            if now >= conn.free_since + Duration::from_secs(5) {
                conn.link.0.closed.set(true);
                ended_busy += usize::from(tick > 4 * 10);
            }
        }
        world.reap();
        // At no time, not even before anything is known, is nothing left.
        assert!(world.serving() >= 2, "after {tick} quarters");
        world.round();
    }
    assert_eq!(ended_busy, 0, "some were not replaced in time");
}

#[test]
fn a_server_that_goes_away_teaches_no_limit() {
    let mut world = World::warm(12);
    for _ in 0..60 {
        world.now += ROUND;
        world.round();
    }
    world.close_all();
    world.round();
    assert!(world.pool.limit.life() > LIFE / 2, "{:?}", world.pool.limit.life());
}

#[test]
fn the_next_poll_finds_a_connection_that_is_young_enough() {
    // Some end early, because updates come.
    for (floor, lasts) in [(1, 25), (1, 13), (2, 17), (12, 25)] {
        let mut world = World::warm(floor);
        for second in 0..300 {
            if second % lasts == 0 {
                let length = Duration::from_secs(25);
                world.put_all();
                assert!(world.poll(length), "{floor}, {lasts} s: after {second} s");
            }
            world.round();
            assert!(world.serving() >= floor, "a parked poll is no help to calls");
            world.now += ROUND;
        }
    }
}

#[test]
fn polls_that_end_at_once_open_no_connections() {
    let mut world = World::warm(3);
    world.poll(Duration::from_secs(25));
    world.round();
    let before = world.pool.opened;
    for _ in 0..1000 {
        world.put_all();
        world.round();
        assert!(world.poll(Duration::from_secs(25)));
        world.round();
    }
    assert_eq!(world.pool.opened, before);
}

#[test]
fn a_pool_that_recovers_opens_more_than_one_a_round_again() {
    let mut world = World::warm(12);
    world.close_all();
    assert_eq!(world.tend(), 1, "they ended at birth");
    world.open(0);
    world.now += ROUND;
    world.round();
    world.now += ROUND;
    world.round();
    assert_eq!(world.serving(), 12);
}
