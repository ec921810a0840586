//! Which connection serves whom: the pool as a machine without I/O or a clock of its own.
//!
//! It must not know what a connection is; seeds and property tests drive it with pretended ones.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

use super::limit::IdleLimit;

/// The most connections that are open for calls at once: more calls wait for one that comes free.
pub(in crate::client) const MOST: usize = 64;
/// How many more may be open while they take the place of old ones, so that a full pool too opens before it closes.
const SPARE: usize = 8;
/// From this age on a connection is not used for calls any more: hosted ones are cut at about 39 s.
const OLD: Duration = Duration::from_secs(30);
/// The age at which a connection should be replaced.
pub(super) const LIFE: Duration = Duration::from_secs(24);
/// The age no connection may reach while a poll is parked on it.
const POLL_END: Duration = Duration::from_secs(35);
/// How often connections are looked after at least, besides whenever one ends.
pub(super) const ROUND: Duration = Duration::from_secs(1);
/// How long a burst is remembered in full: the next one like it within this time meets no handshake.
const MEMORY: Duration = Duration::from_secs(300);
/// How often a burst that is no longer remembered in full is forgotten by one connection.
const STEP: Duration = Duration::from_secs(10);
/// How long after a poll another is expected.
const POLL_MEMORY: Duration = Duration::from_secs(60);
/// What a connection is to the pool.
pub(in crate::client) trait Link {
    /// Whether it has ended.
    fn is_closed(&self) -> bool;
}

/// Who waits for a connection.
pub(super) trait Waiter {
    /// Whether it has given up.
    fn is_gone(&self) -> bool;
}

/// A connection that is free or checked out. Dropping it closes it.
pub(in crate::client) struct Conn<L> {
    pub(in crate::client) link: L,
    /// Whether it has been free before, so that the peer may have closed it in between.
    pub(in crate::client) kept: bool,
    id: u64,
    born: Instant,
    /// When it came free.
    free_since: Instant,
}

/// A place among the members, to be given back by [`State::forget`].
#[derive(Clone, Copy)]
pub(super) struct Ticket {
    id: u64,
    born: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Free,
    Busy,
    /// Parked in a poll, so no help to calls.
    Polling,
    /// Let go of by us; it ends soon.
    Leaving,
}

struct Member {
    id: u64,
    born: Instant,
    stage: Stage,
}

/// The last poll.
struct Poll {
    at: Instant,
    /// A connection must be younger than this to be given to one.
    young: Duration,
}

pub(super) struct State<L, W> {
    floor: usize,
    /// How many should be open for calls: the floor, or what a burst needed that is still remembered.
    wanted: usize,
    /// When that many were last needed, or the last of them was forgotten.
    needed_at: Instant,
    shrunk_at: Instant,
    /// Every connection, oldest first: ids only grow.
    members: Vec<Member>,
    /// How many members are at each stage.
    count: [usize; 5],
    /// Free connections, the one used last on top.
    idle: Vec<Conn<L>>,
    /// Who waits for one that comes free, first come first served. Its length is bounded by the callers, who each have
    /// a deadline.
    waiting: VecDeque<W>,
    poll: Option<Poll>,
    /// Up to when the replacement of connections, spread evenly over their life, has been done.
    renewed_to: Instant,
    limit: IdleLimit,
    /// When a connection last failed to open or ended at birth; then the upkeep tries one a round.
    failed_at: Option<Instant>,
    last_id: u64,
    pub(super) opened: u64,
    pub(super) waited: u64,
}

impl<L: Link> Conn<L> {
    fn is_usable(&self, now: Instant) -> bool {
        !self.link.is_closed() && now < self.born + OLD
    }
}

impl<L: Link, W: Waiter> State<L, W> {
    pub(super) fn new(floor: usize, now: Instant) -> State<L, W> {
        let floor = floor.clamp(1, MOST);
        State {
            floor,
            wanted: floor,
            needed_at: now,
            shrunk_at: now,
            members: Vec::new(),
            count: [0; 5],
            idle: Vec::new(),
            waiting: VecDeque::new(),
            poll: None,
            renewed_to: now,
            limit: IdleLimit::new(),
            failed_at: None,
            last_id: 0,
            opened: 0,
            waited: 0,
        }
    }

    /// Takes a free connection for a call. Who gets none may [`wait`](State::wait).
    pub(super) fn take(&mut self, now: Instant) -> Option<Conn<L>> {
        while let Some(conn) = self.idle.pop() {
            if conn.is_usable(now) {
                self.set_stage(conn.id, Stage::Busy);
                self.note_need(now);
                return Some(conn);
            }
            self.let_go(conn, now);
        }
        None
    }

    /// Queues for a connection that comes free; answers whether another may be opened.
    pub(super) fn wait(&mut self, waiter: W, now: Instant) -> bool {
        // Those in front who gave up need not pile up behind a connection that never comes.
        while self.waiting.front().is_some_and(W::is_gone) {
            self.waiting.pop_front();
        }
        self.waiting.push_back(waiter);
        self.note_need(now);
        self.for_calls() < MOST
    }

    /// Takes a free connection that will not be too old when a poll of this length ends.
    pub(super) fn take_for_poll(&mut self, poll: Duration, now: Instant) -> Option<Conn<L>> {
        let young = POLL_END.saturating_sub(poll);
        self.poll = Some(Poll { at: now, young });
        let fits = |conn: &Conn<L>| conn.is_usable(now) && now < conn.born + young;
        let place = self.idle.iter().rposition(fits)?;
        let conn = self.idle.remove(place);
        self.set_stage(conn.id, Stage::Polling);
        Some(conn)
    }

    /// Whether connections for polls are kept besides those for calls.
    pub(super) fn is_polled(&self, now: Instant) -> bool {
        self.at(Stage::Polling) > 0
            || self.poll.as_ref().is_some_and(|poll| now < poll.at + POLL_MEMORY)
    }

    /// Takes a place for a connection that is going to be opened, for calls or for one poll.
    pub(super) fn register(&mut self, for_poll: bool, now: Instant) -> Ticket {
        self.last_id += 1;
        let stage = if for_poll { Stage::Polling } else { Stage::Opening };
        self.members.push(Member { id: self.last_id, born: now, stage });
        self.count[stage as usize] += 1;
        Ticket { id: self.last_id, born: now }
    }

    /// Makes an open link a connection.
    pub(super) fn opened(&mut self, ticket: Ticket, link: L, now: Instant) -> Conn<L> {
        self.opened += 1;
        Conn { link, kept: false, id: ticket.id, born: ticket.born, free_since: now }
    }

    /// Takes a new connection, or one back after a complete exchange, and answers who gets it; nobody: it is free.
    pub(super) fn hand_out(&mut self, mut conn: Conn<L>, now: Instant) -> Option<(W, Conn<L>)> {
        if !conn.is_usable(now) {
            self.set_stage(conn.id, Stage::Leaving);
            return None;
        }
        while let Some(waiter) = self.waiting.pop_front() {
            if !waiter.is_gone() {
                self.set_stage(conn.id, Stage::Busy);
                return Some((waiter, conn));
            }
        }
        conn.kept = true;
        conn.free_since = now;
        self.set_stage(conn.id, Stage::Free);
        self.idle.push(conn);
        None
    }

    /// Notes that a connection brought an answer: the server is there.
    pub(super) fn note_exchange(&mut self) {
        self.failed_at = None;
    }

    /// Notes that none could be opened; answers who is told, unless one that is open may come free.
    pub(super) fn note_failure(&mut self, now: Instant) -> Option<W> {
        self.failed_at = Some(now);
        if self.at(Stage::Free) + self.at(Stage::Busy) > 0 {
            return None;
        }
        std::iter::from_fn(|| self.waiting.pop_front()).find(|waiter| !waiter.is_gone())
    }

    /// Gives a place back: its connection has ended, or was never opened.
    pub(super) fn forget(&mut self, ticket: Ticket, now: Instant) {
        if let Some(place) = self.idle.iter().position(|conn| conn.id == ticket.id) {
            let conn = self.idle.remove(place);
            self.limit.note_closed(now - conn.free_since);
        }
        if let Some(place) = self.place(ticket.id) {
            let member = self.members.remove(place);
            self.count[member.stage as usize] -= 1;
            // Without this a server that accepts and closes at once would be called on without pause.
            if member.stage != Stage::Leaving && now < member.born + ROUND {
                self.failed_at = Some(now);
            }
        }
    }

    pub(super) fn is_failing(&self) -> bool {
        self.failed_at.is_some()
    }

    /// How long the pool may be left alone.
    pub(super) fn pause(&self) -> Duration {
        if self.is_failing() { ROUND } else { ROUND.min(self.limit.life() / 4) }
    }

    /// How many are open or being opened, and how many of them are free.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.members.len(), self.idle.len())
    }

    /// Lets go of what has ended, is too old or too much; answers how many to open.
    pub(super) fn tend(&mut self, now: Instant) -> usize {
        for conn in self.idle.extract_if(.., |conn| !conn.is_usable(now)).collect::<Vec<_>>() {
            self.let_go(conn, now);
        }
        let open = self.idle.iter().map(|conn| now - conn.free_since);
        self.limit.learn(open, now);
        self.shrink(now);
        let polled = usize::from(self.is_polled(now));
        let target = self.wanted + polled;
        self.let_go_of_surplus(target, polled, now);
        let coming = self.fresh(polled, now) + self.at(Stage::Opening);
        let missing = target.max(self.waiting.len().min(MOST)).saturating_sub(coming);
        let room = (MOST + SPARE).saturating_sub(self.for_calls());
        let renewals = self.renewals(now);
        if self.recovered(now) {
            self.failed_at = None;
        }
        missing.max(renewals).min(room).min(if self.is_failing() { 1 } else { MOST })
    }
}

/// How many there should be.
impl<L: Link, W: Waiter> State<L, W> {
    fn note_need(&mut self, now: Instant) {
        let busy = (self.at(Stage::Busy) + self.waiting.len()).min(MOST);
        if busy >= self.wanted {
            self.wanted = busy;
            self.needed_at = now;
        }
    }

    /// Forgets a burst, long after it, one connection a step.
    fn shrink(&mut self, now: Instant) {
        if self.wanted > self.floor
            && now >= self.needed_at + MEMORY
            && now >= self.shrunk_at + STEP
        {
            self.wanted -= 1;
            self.shrunk_at = now;
        }
    }

    fn let_go_of_surplus(&mut self, target: usize, polled: usize, now: Instant) {
        let serving =
            self.at(Stage::Free) + self.at(Stage::Busy) + self.at(Stage::Polling).min(polled);
        for _ in target..serving {
            let next = (0..self.idle.len()).min_by_key(|&place| self.end(&self.idle[place]));
            let Some(place) = next else { return };
            let conn = self.idle.remove(place);
            self.let_go(conn, now);
        }
    }

    /// When a free connection should have been replaced.
    fn end(&self, conn: &Conn<L>) -> Instant {
        (conn.born + LIFE).min(conn.free_since + self.limit.life())
    }

    /// How many need not be replaced yet.
    fn fresh(&self, polled: usize, now: Instant) -> usize {
        let young = |stage| {
            let fits = |member: &&Member| member.stage == stage && now < member.born + LIFE;
            self.members.iter().filter(fits).count()
        };
        let free = self.idle.iter().filter(|conn| now < self.end(conn)).count();
        free + young(Stage::Busy) + young(Stage::Polling).min(polled)
    }

    /// How many should be opened because it is their turn, so that connections never all end at the same time.
    fn renewals(&mut self, now: Instant) -> usize {
        let spacing = self.limit.life() / (self.wanted as u32).max(1);
        let mut turns = 0;
        while self.renewed_to + spacing <= now && turns < SPARE {
            self.renewed_to += spacing;
            turns += 1;
        }
        if turns == SPARE {
            self.renewed_to = now;
        }
        // What is busy cannot be let go of.
        turns.min(self.idle.len()).max(usize::from(self.lacks_young(now)))
    }

    /// Whether no connection is ready for the poll after the one that is parked.
    fn lacks_young(&self, now: Instant) -> bool {
        let Some(poll) = &self.poll else { return false };
        // It must still be young enough a few rounds later.
        let ready = |conn: &Conn<L>| now < conn.born + poll.young * 2 / 3;
        self.at(Stage::Polling) > 0
            && poll.young > ROUND * 4
            && self.at(Stage::Opening) == 0
            && !self.idle.iter().any(ready)
    }
}

/// What the peer does.
impl<L: Link, W: Waiter> State<L, W> {
    fn let_go(&mut self, conn: Conn<L>, now: Instant) {
        if conn.link.is_closed() {
            self.limit.note_closed(now - conn.free_since);
        }
        self.set_stage(conn.id, Stage::Leaving);
    }

    /// Whether one that was opened after the last failure has lived for a round.
    fn recovered(&self, now: Instant) -> bool {
        self.failed_at.is_some_and(|failed| {
            let open = |stage| !matches!(stage, Stage::Opening | Stage::Leaving);
            let lives = |member: &Member| member.born > failed && now >= member.born + ROUND;
            self.members.iter().any(|member| open(member.stage) && lives(member))
        })
    }
}

/// The members.
impl<L: Link, W: Waiter> State<L, W> {
    fn at(&self, stage: Stage) -> usize {
        self.count[stage as usize]
    }

    /// How many serve calls, or did.
    fn for_calls(&self) -> usize {
        self.members.len() - self.at(Stage::Polling)
    }

    fn place(&self, id: u64) -> Option<usize> {
        self.members.binary_search_by_key(&id, |member| member.id).ok()
    }

    /// One that has ended meanwhile is no member any more.
    fn set_stage(&mut self, id: u64, stage: Stage) {
        if let Some(place) = self.place(id) {
            let member = &mut self.members[place];
            self.count[member.stage as usize] -= 1;
            self.count[stage as usize] += 1;
            member.stage = stage;
        }
    }
}

#[cfg(test)]
mod tests;
