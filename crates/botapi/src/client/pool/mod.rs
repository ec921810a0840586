//! Keeps connections warm.
//!
//! A floor of connections is open before anybody asks. Each is replaced long before the age at which hosted connections
//! are cut, and before the peer closes it for being idle; the new one is open before the old one is dropped. When all
//! are busy the pool grows, up to a bound, and forgets the burst slowly. [`state`] decides, this module opens and wakes.
//! The pool must not know what is sent on its connections.

mod limit;
mod state;

use std::{
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
pub(super) use state::MOST;
use state::{Link, State, Ticket, Waiter};

/// A connection that is checked out. Dropping it closes it.
pub(super) type Conn = state::Conn<Sender>;

/// What somebody who waits is told.
type Told = oneshot::Sender<Result<Conn, NetworkError>>;

impl Link for Sender {
    fn is_closed(&self) -> bool {
        Sender::is_closed(self)
    }
}

impl Waiter for Told {
    fn is_gone(&self) -> bool {
        self.is_closed()
    }
}

/// The connections of a client at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// How many are open, being opened or being closed.
    pub open: usize,
    /// How many of them are open and free.
    pub free: usize,
    /// How many have been opened since the client was made.
    pub opened: u64,
    /// How many calls and polls have waited for one to be opened. A warm client adds none, but for a burst larger than
    /// those of the last minutes.
    pub waited: u64,
}

/// All connections to one server.
pub(super) struct Pool {
    connector: Connector,
    /// Held for a few instructions at a time, never across an await.
    state: Mutex<State<Sender, Told>>,
    /// Wakes the upkeep when a connection has ended.
    wake: Notify,
}

/// A place among the members, held by whatever opens or drives the connection.
struct Place {
    pool: Weak<Pool>,
    ticket: Ticket,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.upgrade() {
            pool.state().forget(self.ticket, Instant::now());
            pool.wake.notify_one();
        }
    }
}

impl Pool {
    pub(super) fn new(connector: Connector, floor: usize) -> Arc<Pool> {
        let state = Mutex::new(State::new(floor, Instant::now()));
        Arc::new(Pool { connector, state, wake: Notify::new() })
    }

    fn state(&self) -> MutexGuard<'_, State<Sender, Told>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn connections(&self) -> Connections {
        let state = self.state();
        let (open, free) = state.sizes();
        Connections { open, free, opened: state.opened, waited: state.waited }
    }

    /// Takes a free connection, or the first that comes free or open.
    pub(super) async fn take(self: &Arc<Pool>) -> Result<Conn, NetworkError> {
        let (waiter, may_open) = {
            let now = Instant::now();
            let mut state = self.state();
            if let Some(conn) = state.take(now) {
                return Ok(conn);
            }
            let (told, waiter) = oneshot::channel();
            (waiter, state.wait(told, now))
        };
        if may_open {
            self.open_one();
        }
        // The other side is dropped unused only when the runtime stops.
        let stopped = || Err(NetworkError::Connect(io::ErrorKind::NotConnected.into()));
        let conn = waiter.await.unwrap_or_else(|_| stopped())?;
        if !conn.kept {
            self.state().waited += 1;
        }
        Ok(conn)
    }

    /// Takes a connection that will be young enough when a poll of this length ends, or opens one.
    pub(super) async fn take_for_poll(
        self: &Arc<Pool>,
        poll: Duration,
    ) -> Result<Conn, NetworkError> {
        let now = Instant::now();
        let (first, young) = {
            let mut state = self.state();
            (!state.is_polled(now), state.take_for_poll(poll, now))
        };
        if first {
            // The one it takes is to be replaced at once.
            self.wake.notify_one();
        }
        if let Some(conn) = young {
            return Ok(conn);
        }
        let place = self.register(true);
        self.state().waited += 1;
        self.connect(place).await
    }

    /// Gives a connection back after a complete exchange. One that is not given back is closed.
    pub(super) fn put(&self, mut conn: Conn) {
        conn.kept = true;
        let mut state = self.state();
        state.note_exchange();
        hand_out(&mut state, conn);
    }

    /// Opens what is missing and lets go of what is old or too much. The handles end when the new ones are open.
    pub(super) fn tend(self: &Arc<Pool>) -> Vec<JoinHandle<()>> {
        let missing = self.state().tend(Instant::now());
        (0..missing).map(|_| self.open_one()).collect()
    }

    /// Tends the pool until it is gone.
    pub(super) async fn upkeep(pool: Weak<Pool>) {
        while let Some(pool) = pool.upgrade() {
            pool.tend();
            let (pause, failing) = {
                let state = pool.state();
                (state.pause(), state.is_failing())
            };
            tokio::select! {
                () = sleep(pause) => {}
                () = pool.wake.notified(), if !failing => {}
            }
        }
    }

    /// Opens one connection in the background; it goes to whoever waits first.
    fn open_one(self: &Arc<Pool>) -> JoinHandle<()> {
        let pool = self.clone();
        let place = self.register(false);
        tokio::spawn(async move {
            match pool.connect(place).await {
                Ok(conn) => hand_out(&mut pool.state(), conn),
                Err(error) => {
                    tracing::debug!(%error, "connection not opened");
                    pool.fail(error);
                }
            }
        })
    }

    /// Takes a place among the members before anything is awaited, so that the bound holds.
    fn register(self: &Arc<Pool>, for_poll: bool) -> Place {
        let ticket = self.state().register(for_poll, Instant::now());
        Place { pool: Arc::downgrade(self), ticket }
    }

    async fn connect(&self, place: Place) -> Result<Conn, NetworkError> {
        let ticket = place.ticket;
        let sender = self.connector.open(place).await?;
        Ok(self.state().opened(ticket, sender, Instant::now()))
    }

    /// Tells whoever waits first that no connection could be opened, unless one that is open may come free.
    fn fail(&self, error: NetworkError) {
        let mut state = self.state();
        let mut answer = Err(error);
        while let Some(waiter) = state.note_failure(Instant::now()) {
            match waiter.send(answer) {
                Ok(()) => return,
                Err(back) => answer = back,
            }
        }
    }
}

/// Gives a connection to whoever waits first, or keeps it.
fn hand_out(state: &mut State<Sender, Told>, mut conn: Conn) {
    let now = Instant::now();
    while let Some((waiter, offered)) = state.hand_out(conn, now) {
        // Who gave up a moment ago gives it back.
        match waiter.send(Ok(offered)) {
            Err(Ok(back)) => conn = back,
            Ok(()) | Err(Err(_)) => return,
        }
    }
}
