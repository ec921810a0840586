//! Tests in which time stands, except when they let it pass.
//!
//! What is quiet and how the clock moves is the matter of `stillness`.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::Telegram;
use super::stillness::{Passing, Stillness};
use crate::emulator::Config;

/// How long a person waits for the bot where time stands, unless told otherwise: longer than `getUpdates` gathers.
const PATIENCE: Duration = Duration::from_millis(10);

/// Runs a test in which time stands except when the test lets it pass, in a runtime of its own.
///
/// Every timer that goes off costs a fraction of a millisecond: an hour of a bot that looks around once a second takes about
/// a second, and seconds take milliseconds.
///
/// The bot must run in this runtime, for example by `tokio::spawn`, and tell the time by Tokio's clock. The local Telegram
/// does, with the dates it writes into messages. Needs the feature `paused-time`.
///
/// ```
/// use std::time::Duration;
///
/// use molniya_emulator::testkit::paused;
///
/// # fn main() {
/// paused(async |time| {
///     let telegram = time.telegram().await;
///     // Start your bot here: `tokio::spawn(…)`.
///     let ann = telegram.person("Ann").await;
///     ann.say("/remind").await;
///     time.pass(Duration::from_secs(3600)).await;
///     // Then `ann.expect("are you still there").await` …
///     ann.say("/stop").await;
///     let dates: Vec<_> =
///         ann.messages().await.iter().map(|message| message.json["date"].as_i64()).collect();
///     assert_eq!(dates[1], dates[0].map(|date| date + 3600));
///     telegram.stop().await;
/// });
/// # }
/// ```
///
/// # What holds
///
/// Before time moves, all must be quiet: no task can run, nothing wakes one for a few rounds, and Tokio knows of no blocking
/// task. Then time moves to the next timer and no further, until all is quiet again. So timers go off in their order, and
/// what they cause, calls between the bot and this Telegram included, is done before the next one goes off. No time-out
/// ends a call that is only under way.
///
/// # What does not
///
/// - Threads that Tokio does not know are not waited for. A bot that keeps its state in SQLite, with threads of its own, may
///   find that time has passed while it wrote: keep it in memory in such tests.
/// - What other processes send is not waited for.
/// - Code that asks the system for the time sees the real one.
/// - Time is counted in whole milliseconds, and a person who [expects](super::Person::expect) something lets up to 10 of
///   them pass, because `getUpdates` gathers for one or two: leave that much room around what you measure.
///
/// # Panics
///
/// If the test does, or if it waits for a minute of real time without letting any pass.
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
            () = still.stuck() => panic!("the test waits, but time stands: let it pass"),
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
    /// Lets so much time pass, then waits until all is quiet. It begins where time stands now.
    ///
    /// If the future is dropped, time stops where it is.
    ///
    /// # Panics
    ///
    /// If it is so long that no clock can show it.
    pub async fn pass(&self, time: Duration) {
        let end = Instant::now() + time;
        {
            let _passing = self.passing();
            sleep_until(end).await;
        }
        self.still.settled().await;
    }

    /// Starts a Telegram like [`Telegram::start`]. Its people wait for the bot only until all is quiet and 10 milliseconds
    /// of this time have passed, so what does not come fails the test at once; [`Telegram::patience`] lets them wait longer.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub async fn telegram(&self) -> Telegram {
        self.join(Telegram::start().await)
    }

    /// The same as `config` says, as [`Telegram::start_with`].
    ///
    /// # Panics
    ///
    /// If it does not start.
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
