//! Keeps Tokio's paused clock still, and lets it move one step when all is quiet.
//!
//! Tokio moves a paused clock to the next timer as soon as no task can run, unless a blocking task does. So one blocking
//! task, the keeper, waits on a thread of its own for as long as time must stand.
//!
//! That no task can run does not mean that nothing is under way: a call may be between two sockets. When the runtime falls
//! asleep, it says so to the keeper over loopback too, and that word comes after all that the runtime has sent. A keeper
//! that gets it while the runtime still sleeps wakes it, by ending. If nothing else has woken the runtime, the round was
//! quiet. After some quiet rounds no new keeper takes the place of the last one, and Tokio moves the clock: to the next
//! timer, and only if it still finds nothing to do, and no blocking task. Then the next keeper is there before any task
//! runs.

use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::Notify;
use tokio::time::Instant;

/// Quiet rounds before time moves. The second one is for a word that overtakes what it ought to follow, because the runtime
/// changed its processor, and for a runtime that was held up before it noticed what had come.
const ROUNDS: u32 = 2;
/// A test in which time stands and nobody lets it pass for so long waits for something that never comes.
const STUCK: Duration = Duration::from_secs(60);

/// The stillness of one runtime.
#[derive(Debug)]
pub(super) struct Stillness {
    state: Mutex<State>,
    /// Where the runtime says that it falls asleep.
    words: TcpStream,
    /// Where the keeper hears it.
    heard: TcpStream,
    quiet: Notify,
    stuck: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// How many wait for time to pass.
    passing: usize,
    /// How many wait until all is quiet.
    settling: usize,
    /// How often the runtime has fallen asleep.
    sleeps: u64,
    sleep: Sleep,
    rounds: u32,
    /// While the clock may move: where it stood, and whether the runtime has woken up meanwhile.
    step: Option<(Instant, bool)>,
    is_over: bool,
}

/// How the runtime sleeps.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Sleep {
    #[default]
    Awake,
    Asleep,
    /// The keeper wakes it.
    Called,
}

impl Stillness {
    /// Builds a runtime in which time stands; a keeper is missing until [`Stillness::begin`].
    pub(super) fn runtime() -> Result<(Runtime, Arc<Self>)> {
        let (words, heard) = loopback()?;
        heard.set_read_timeout(Some(STUCK))?;
        let still = Arc::new(Self {
            state: Mutex::default(),
            words,
            heard,
            quiet: Notify::new(),
            stuck: Notify::new(),
        });
        let (sleeping, waking) = (still.clone(), still.clone());
        let runtime = Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .on_thread_park(move || sleeping.falls_asleep())
            .on_thread_unpark(move || waking.wakes_up())
            .build()?;
        Ok((runtime, still))
    }

    /// Sets the first keeper, on the runtime.
    pub(super) fn begin(self: &Arc<Self>) {
        self.keep();
    }

    /// Lets the keeper go, so that the runtime can end.
    pub(super) fn end(&self) {
        self.state().is_over = true;
        // It fails only if it is closed already.
        let _ = self.words.shutdown(std::net::Shutdown::Both);
    }

    /// Time passes while this is held, whenever all is quiet.
    pub(super) fn passing(self: Arc<Self>) -> Passing {
        self.state().passing += 1;
        Passing(self)
    }

    /// Waits until all is quiet.
    pub(super) async fn settled(&self) {
        let quiet = self.quiet.notified();
        self.state().settling += 1;
        let _settling = Settling(self);
        quiet.await;
    }

    /// Waits until time has stood for so long that the test must be stuck.
    pub(super) async fn stuck(&self) {
        self.stuck.notified().await;
    }

    /// The runtime has nothing to do.
    fn falls_asleep(&self) {
        let word = {
            let mut state = self.state();
            state.sleeps += 1;
            state.sleep = Sleep::Asleep;
            let is_heard = state.step.is_none() && !state.is_over;
            (is_heard && state.is_wanted()).then_some(state.sleeps)
        };
        if let Some(word) = word {
            // It fails only if the keeper may go.
            let _ = (&self.words).write_all(&word.to_le_bytes());
        }
    }

    /// The runtime has something to do, or was called, or the clock has moved; no task has run yet.
    fn wakes_up(self: &Arc<Self>) {
        let mut state = self.state();
        let called = std::mem::take(&mut state.sleep) == Sleep::Called;
        if state.is_over {
            return;
        }
        let is_clean = Handle::current().metrics().global_queue_depth() == 0;
        match state.step {
            // The keeper's going has woken it, which stops the clock once.
            Some((before, false)) if is_clean && Instant::now() == before => {
                state.step = Some((before, true));
                return;
            }
            // The clock has moved, or something has happened that nobody expected.
            Some(_) => state.step = None,
            None if !called => {
                // There is a keeper.
                state.rounds = 0;
                return;
            }
            None if !is_clean || state.rounds + 1 < ROUNDS => {
                state.rounds = if is_clean { state.rounds + 1 } else { 0 };
                drop(state);
                return self.keep();
            }
            None if state.settling > 0 => self.quiet.notify_waiters(),
            None if state.passing > 0 => {
                state.rounds = 0;
                state.step = Some((Instant::now(), false));
                return;
            }
            None => {}
        }
        state.rounds = 0;
        drop(state);
        self.keep();
    }

    /// Sets a keeper: from now on the clock stands.
    fn keep(self: &Arc<Self>) {
        let still = self.clone();
        tokio::task::spawn_blocking(move || still.listen());
    }

    /// Waits until the runtime sleeps although it is wanted, or all is over.
    fn listen(&self) {
        let mut word = [0; size_of::<u64>()];
        loop {
            match (&self.heard).read_exact(&mut word) {
                Ok(()) => {}
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    self.stuck.notify_one();
                    continue;
                }
                Err(_) => return,
            }
            let mut state = self.state();
            if state.sleep == Sleep::Asleep && state.sleeps == u64::from_le_bytes(word) {
                state.sleep = Sleep::Called;
                return;
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_wanted(&self) -> bool {
        self.passing > 0 || self.settling > 0
    }
}

/// While it is held, time passes whenever all is quiet.
#[derive(Debug)]
pub(crate) struct Passing(Arc<Stillness>);

impl Drop for Passing {
    fn drop(&mut self) {
        self.0.state().passing -= 1;
    }
}

struct Settling<'a>(&'a Stillness);

impl Drop for Settling<'_> {
    fn drop(&mut self) {
        self.0.state().settling -= 1;
    }
}

/// Both ends of a connection to oneself.
fn loopback() -> Result<(TcpStream, TcpStream)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let near = TcpStream::connect(listener.local_addr()?)?;
    near.set_nodelay(true)?;
    loop {
        let (far, from) = listener.accept()?;
        // Anybody may have found the port meanwhile.
        if from == near.local_addr()? {
            return Ok((near, far));
        }
    }
}
