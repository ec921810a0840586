//! Remembers the addresses of the server, so that nothing waits for a name server once one has answered.
//!
//! Must not know what the addresses are used for.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, timeout};

/// How long a name server may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How old an answer may be before the name is asked for again.
const LIFE: Duration = Duration::from_secs(60);
/// The most addresses of one name that are kept.
const MOST: usize = 16;

/// A question under way.
type Asking = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// The addresses of one name.
#[derive(Clone)]
pub(super) struct Names(Arc<Inner>);

struct Inner {
    ask: Box<dyn Fn() -> Asking + Send + Sync>,
    /// The lock is never held across an await.
    known: Mutex<Known>,
    /// Held while the first answer is awaited: a dozen connections that are opened at once ask once.
    first: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    /// The last answer, with the address that last worked in front.
    addresses: Vec<SocketAddr>,
    /// From then on the answer is old.
    good_until: Option<Instant>,
    best: Option<SocketAddr>,
    asking: bool,
}

impl Names {
    /// Names that `ask` is asked for.
    pub(super) fn new<F, Fut>(ask: F) -> Names
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'static,
    {
        let ask = Box::new(move || Box::pin(ask()) as Asking);
        Names(Arc::new(Inner { ask, known: Mutex::default(), first: Default::default() }))
    }

    /// The addresses. Only while none is known this waits; an old answer is used and asked for anew in the background.
    pub(super) async fn addresses(&self) -> io::Result<Vec<SocketAddr>> {
        let (known, is_old) = {
            let mut known = self.known();
            let is_old = known.good_until.is_none_or(|until| until <= Instant::now());
            let ask = is_old && !known.asking && !known.addresses.is_empty();
            known.asking |= ask;
            (known.addresses.clone(), ask)
        };
        if known.is_empty() {
            let _one_asks = self.0.first.lock().await;
            let answered = self.known().addresses.clone();
            return if answered.is_empty() { self.ask().await } else { Ok(answered) };
        }
        if is_old {
            let names = self.clone();
            tokio::spawn(async move {
                let answer = names.ask().await;
                names.known().asking = false;
                if let Err(error) = answer {
                    tracing::debug!(%error, "name not resolved, the old addresses stay");
                }
            });
        }
        Ok(known)
    }

    /// Puts the address that worked in front, now and in later answers.
    pub(super) fn note_best(&self, address: SocketAddr) {
        let mut known = self.known();
        known.best = Some(address);
        known.sort();
    }

    /// Asks anew next time: no address worked, so the server may have moved.
    pub(super) fn note_failure(&self) {
        self.known().good_until = None;
    }

    async fn ask(&self) -> io::Result<Vec<SocketAddr>> {
        let answer = timeout(PATIENCE, (self.0.ask)()).await;
        let mut addresses = answer.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
        if addresses.is_empty() {
            return Err(io::ErrorKind::AddrNotAvailable.into());
        }
        addresses.truncate(MOST);
        let mut known = self.known();
        known.addresses = addresses;
        known.good_until = Some(Instant::now() + LIFE);
        known.sort();
        Ok(known.addresses.clone())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Keeps the order of the answer otherwise: the system has sorted it.
    fn sort(&mut self) {
        self.addresses.sort_by_key(|&address| Some(address) != self.best);
    }
}

#[cfg(test)]
mod tests;
