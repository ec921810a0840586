//! Tests in which time stands, except when they let it pass.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::stillness::{Passing, Stillness};
use super::{PersonSide, Telegram};
use crate::emulator::Config;

/// How long a person waits for the bot where time stands, unless told otherwise.
const PATIENCE: Duration = Duration::from_millis(10);

pub fn paused<T>(test: impl AsyncFnOnce(Time) -> T) -> T {
    let (runtime, still) = match Stillness::runtime() {
        Ok(made) => made,
        Err(error) => panic!("time cannot be stopped: {error}"),
    };
    let _end = End(still.clone());
    let time = Time { still: still.clone() };
    runtime.block_on(async {
        still.begin();
        tokio::select! {
            biased;
            done = test(time) => done,
            () = still.stuck() => panic!("the test waits, and time stands: let it pass with `Time::pass`"),
        }
    })
}

/// Lets the runtime end, however the test does. Dropped before it is.
struct End(Arc<Stillness>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The time of one test: it stands, except when the test lets it pass.
#[derive(Debug, Clone)]
pub struct Time {
    still: Arc<Stillness>,
}

impl Time {
    pub async fn pass(&self, time: Duration) {
        let end = Instant::now() + time;
        {
            let _passing = self.passing();
            sleep_until(end).await;
        }
        self.still.settled().await;
    }

    pub async fn telegram(&self) -> Telegram {
        self.join(Telegram::start().await)
    }

    pub async fn telegram_with(&self, config: Config) -> Telegram {
        self.join(Telegram::start_with(config).await)
    }

    fn join(&self, mut telegram: Telegram) -> Telegram {
        if let Some(side) = Arc::get_mut(&mut telegram.side) {
            side.time = Some(self.clone());
            side.patience = PATIENCE;
        }
        telegram
    }

    /// Time passes while this is held, whenever all is quiet.
    pub(super) fn passing(&self) -> Passing {
        self.still.clone().passing()
    }
}
