//! Keeps connections warm.
//!
//! A floor of connections is open before anybody asks. Each is replaced before it is 30 s old, the new one open before
//! the old one is dropped, because hosted connections are cut at about 39 s. When all are busy the pool grows, up to a
//! bound, and shrinks again by one a second. The pool must not know what is sent on its connections.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use tokio::{
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::{Instant, sleep},
};

use super::connect::{Connector, Sender};
use crate::NetworkError;

/// The most connections that are open for calls at once: more calls wait for one that comes free.
pub(super) const MOST: usize = 64;
/// From this age on a connection is not used for calls any more.
const OLD: Duration = Duration::from_secs(30);
/// From this age on a connection is replaced, or up to [`STAGGER`] later, so that not all are replaced at once.
const AGEING: Duration = Duration::from_secs(18);
/// Over how many seconds the replacement of connections of one age is spread.
const STAGGER: u64 = 8;
/// The age no connection may reach while a poll is parked on it.
const POLL_END: Duration = Duration::from_secs(35);
/// How often connections are looked after, besides whenever one ends.
const ROUND: Duration = Duration::from_secs(1);

/// A connection that is checked out. Dropping it closes it.
pub(super) struct Conn {
    pub(super) sender: Sender,
    /// Whether it has carried an exchange before, so that the peer may have closed it in between.
    pub(super) reused: bool,
    id: u64,
    born: Instant,
}

/// All connections to one server.
pub(super) struct Pool {
    connector: Connector,
    floor: usize,
    /// Held for a few instructions at a time, never across an await.
    state: Mutex<State>,
    /// Wakes the upkeep when a connection has ended.
    ended: Notify,
}

#[derive(Default)]
struct State {
    /// Free connections, the one used last on top.
    idle: Vec<Conn>,
    /// Every connection: being opened, free or checked out.
    members: Vec<Member>,
    /// Who waits for one that comes free, first come first served. Its length is bounded by the callers, who each have
    /// a deadline.
    waiting: VecDeque<oneshot::Sender<Result<Conn, NetworkError>>>,
    /// The most that were busy at once since the last round.
    peak: usize,
    /// How many should be open: the floor, or what a recent burst needed.
    wanted: usize,
    /// Whether connections fail to open or end at birth; then the upkeep tries one a round.
    failing: bool,
    last_id: u64,
}

struct Member {
    id: u64,
    born: Instant,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Open,
    /// Parked in a poll, so no help to calls.
    Polling,
}

/// A place among the members, held by whatever opens or drives the connection.
struct Place {
    pool: Weak<Pool>,
    id: u64,
    born: Instant,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.upgrade() {
            pool.state().forget(self.id);
            pool.ended.notify_one();
        }
    }
}

impl Pool {
    pub(super) fn new(connector: Connector, floor: usize) -> Arc<Pool> {
        let floor = floor.clamp(1, MOST);
        let state = State { wanted: floor, ..State::default() };
        Arc::new(Pool { connector, floor, state: Mutex::new(state), ended: Notify::new() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a free connection, or the first that comes free or open.
    pub(super) async fn take(self: &Arc<Pool>) -> Result<Conn, NetworkError> {
        let (waiter, may_open) = {
            let mut state = self.state();
            let free = state.pop_usable();
            state.note_peak();
            if let Some(conn) = free {
                return Ok(conn);
            }
            (state.wait(), state.for_calls() < MOST)
        };
        if may_open {
            self.open_one();
        }
        // The other side is dropped unused only when the runtime stops.
        waiter
            .await
            .unwrap_or_else(|_| Err(NetworkError::Connect(io::ErrorKind::NotConnected.into())))
    }

    /// Takes a connection that will be young enough when a poll of this length ends, or opens one.
    pub(super) async fn take_for_poll(
        self: &Arc<Pool>,
        poll: Duration,
    ) -> Result<Conn, NetworkError> {
        let young = self.state().pop_young(POLL_END.saturating_sub(poll));
        let conn = match young {
            Some(conn) => conn,
            None => self.connect(self.register()).await?,
        };
        self.state().set_stage(conn.id, Stage::Polling);
        Ok(conn)
    }

    /// Gives a connection back after a complete exchange. One that is not given back is closed.
    pub(super) fn put(&self, mut conn: Conn) {
        conn.reused = true;
        let mut state = self.state();
        state.failing = false;
        state.set_stage(conn.id, Stage::Open);
        state.hand_out(conn);
    }

    /// Opens what is missing and lets go of what is old or too much. The handles end when the new ones are open.
    pub(super) fn tend(self: &Arc<Pool>) -> Vec<JoinHandle<()>> {
        let missing = self.state().tend();
        (0..missing).map(|_| self.open_one()).collect()
    }

    /// Tends the pool until it is gone.
    pub(super) async fn upkeep(pool: Weak<Pool>) {
        while let Some(pool) = pool.upgrade() {
            pool.tend();
            let failing = pool.state().failing;
            let next_round = async {
                sleep(ROUND).await;
                pool.state().shrink(pool.floor);
            };
            if failing {
                next_round.await;
            } else {
                tokio::select! {
                    () = next_round => {}
                    () = pool.ended.notified() => {}
                }
            }
        }
    }

    /// Opens one connection in the background; it goes to whoever waits first.
    fn open_one(self: &Arc<Pool>) -> JoinHandle<()> {
        let pool = self.clone();
        let place = self.register();
        tokio::spawn(async move {
            match pool.connect(place).await {
                Ok(conn) => pool.state().hand_out(conn),
                Err(error) => {
                    tracing::debug!(%error, "connection not opened");
                    pool.state().fail(error);
                }
            }
        })
    }

    /// Takes a place among the members before anything is awaited, so that the bound holds.
    fn register(self: &Arc<Pool>) -> Place {
        let (id, born) = self.state().register();
        Place { pool: Arc::downgrade(self), id, born }
    }

    async fn connect(&self, place: Place) -> Result<Conn, NetworkError> {
        let (id, born) = (place.id, place.born);
        let sender = self.connector.open(place).await?;
        self.state().set_stage(id, Stage::Open);
        Ok(Conn { sender, reused: false, id, born })
    }
}

impl Conn {
    fn is_usable(&self) -> bool {
        !self.sender.is_closed() && self.born.elapsed() < OLD
    }
}

impl Member {
    /// Whether it is too young to be replaced.
    fn is_fresh(&self) -> bool {
        self.born.elapsed() < AGEING + Duration::from_secs(self.id % STAGGER)
    }
}

impl State {
    fn register(&mut self) -> (u64, Instant) {
        self.last_id += 1;
        let member = Member { id: self.last_id, born: Instant::now(), stage: Stage::Opening };
        let ids = (member.id, member.born);
        self.members.push(member);
        ids
    }

    fn forget(&mut self, id: u64) {
        self.idle.retain(|conn| conn.id != id);
        if let Some(place) = self.members.iter().position(|member| member.id == id) {
            let member = self.members.swap_remove(place);
            // Without this a server that accepts and closes at once would be called on without pause.
            self.failing |= member.born.elapsed() < ROUND;
        }
    }

    fn set_stage(&mut self, id: u64, stage: Stage) {
        if let Some(member) = self.members.iter_mut().find(|member| member.id == id) {
            member.stage = stage;
        }
    }

    fn pop_usable(&mut self) -> Option<Conn> {
        while let Some(conn) = self.idle.pop() {
            if conn.is_usable() {
                return Some(conn);
            }
        }
        None
    }

    /// Takes a free connection younger than this.
    fn pop_young(&mut self, age: Duration) -> Option<Conn> {
        let fits = |conn: &Conn| conn.is_usable() && conn.born.elapsed() < age;
        self.idle.iter().rposition(fits).map(|place| self.idle.remove(place))
    }

    fn wait(&mut self) -> oneshot::Receiver<Result<Conn, NetworkError>> {
        let (sender, waiter) = oneshot::channel();
        // Those in front who gave up need not pile up behind a connection that never comes.
        while self.waiting.front().is_some_and(oneshot::Sender::is_closed) {
            self.waiting.pop_front();
        }
        self.waiting.push_back(sender);
        waiter
    }

    /// Gives a connection to whoever waits first, or keeps it.
    fn hand_out(&mut self, mut conn: Conn) {
        if !conn.is_usable() {
            return;
        }
        while let Some(waiter) = self.waiting.pop_front() {
            match waiter.send(Ok(conn)) {
                Ok(()) => return,
                Err(Ok(back)) => conn = back,
                Err(Err(_)) => return,
            }
        }
        self.idle.push(conn);
    }

    /// Tells whoever waits first that no connection could be opened, unless one that is open may come free.
    fn fail(&mut self, error: NetworkError) {
        self.failing = true;
        if self.members.iter().any(|member| member.stage == Stage::Open) {
            return;
        }
        let mut answer = Err(error);
        while let Some(waiter) = self.waiting.pop_front() {
            match waiter.send(answer) {
                Ok(()) => return,
                Err(back) => answer = back,
            }
        }
    }

    /// How many connections serve calls.
    fn for_calls(&self) -> usize {
        self.members.iter().filter(|member| member.stage != Stage::Polling).count()
    }

    fn note_peak(&mut self) {
        let open = self.members.iter().filter(|member| member.stage == Stage::Open).count();
        let busy = (open + self.waiting.len()).saturating_sub(self.idle.len());
        self.peak = self.peak.max(busy.min(MOST));
    }

    /// Forgets a burst, one connection a round.
    fn shrink(&mut self, floor: usize) {
        self.wanted = self.peak.max(self.wanted.saturating_sub(1)).max(floor);
        self.peak = 0;
    }

    /// Lets go of what is old or too much; answers how many to open.
    fn tend(&mut self) -> usize {
        self.idle.retain(Conn::is_usable);
        let fresh = |stage| {
            self.members.iter().filter(|member| member.stage == stage && member.is_fresh()).count()
        };
        let (open, opening) = (fresh(Stage::Open), fresh(Stage::Opening));
        if open >= self.wanted {
            let old = |conn: &Conn| {
                self.members.iter().any(|member| member.id == conn.id && !member.is_fresh())
            };
            self.idle.retain(|conn| !old(conn));
            // The bottom of the stack has been idle longest.
            if open > self.wanted && !self.idle.is_empty() {
                self.idle.remove(0);
            }
        }
        let missing = self.wanted.max(self.waiting.len().min(MOST)).saturating_sub(open + opening);
        let room = MOST.saturating_sub(self.for_calls());
        missing.min(room).min(if self.failing { 1 } else { MOST })
    }
}
