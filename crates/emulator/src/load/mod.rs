//! Virtual people: many at once play a script again and again, and how long the bot takes is counted.
//!
//! In a closed loop everybody begins again when they are through, after thinking a while: a slow bot gets less to do. In
//! an open loop walks begin at a rate, whatever the bot does. Times are counted from when a person meant to do something,
//! not from when they could, so that a bot that stalls cannot hide the queue behind it.
//!
//! Works only through scripts and the person's side. `docs/scripts.md` describes it for people.
//!
//! ```
//! use std::time::Duration;
//!
//! use molniya_emulator::load::{self, Pace, Plan, Until};
//! use molniya_emulator::script::{Script, Stage};
//! use molniya_emulator::testkit::Telegram;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A talk with nobody: start a bot, and expect something of it.
//! let talk = Script::parse("hello.talk", "Ann: I am number $person")?;
//! let telegram = Telegram::start().await;
//! let stage = Stage::join(&telegram.page_url()).await?;
//! let plan = Plan {
//!     people: 3,
//!     pace: Pace::Open { rate: 200.0 },
//!     until: Until::Walks(6),
//!     ..Plan::default()
//! };
//! let report = load::run(&stage, &talk, &plan).await?;
//! assert_eq!((report.walks, report.failed), (6, 0));
//! # telegram.stop().await;
//! # Ok(())
//! # }
//! ```

mod figures;
mod histogram;
mod starts;

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until, timeout_at};

use self::figures::Figures;
use self::starts::Starts;
use crate::script::{Cast, PATIENCE, Reason, Script, Stage, Walk};

pub use self::figures::{Report, Step, Trouble};

/// People there can be at once.
pub const MAX_PEOPLE: usize = 10_000;
/// Walks there can be in a second.
pub const MAX_RATE: f64 = 100_000.0;

/// How people begin.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Pace {
    /// Everybody again and again.
    Closed {
        /// The pause before everything that somebody does.
        think: Duration,
    },
    /// So many walks a second, whatever the bot does; somebody who is free takes the next.
    Open {
        /// More than 0 and at most [`MAX_RATE`].
        rate: f64,
    },
}

/// When it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Until {
    /// No walk begins after this time; those that have begun are finished, if that does not take longer than the patience.
    Time(Duration),
    /// So many walks were gone.
    Walks(u64),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How many people, 1 to [`MAX_PEOPLE`]. Each is a copy of all people of the script.
    pub people: usize,
    /// How they begin.
    pub pace: Pace,
    /// When it is over.
    pub until: Until,
    /// How long an expectation waits unless the script says otherwise.
    pub patience: Duration,
}

impl Default for Plan {
    /// One person, once.
    fn default() -> Self {
        Self {
            people: 1,
            pace: Pace::Closed { think: Duration::ZERO },
            until: Until::Walks(1),
            patience: PATIENCE,
        }
    }
}

/// Why there are no figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A number is out of range: choose another.
    #[error("{0}")]
    Plan(&'static str),
    /// The emulator is gone, or cannot do what the script needs of it.
    #[error("the people cannot play: {0}")]
    Stage(Reason),
}

impl Plan {
    fn check(&self) -> Result<(), LoadError> {
        if !(1..=MAX_PEOPLE).contains(&self.people) {
            return Err(LoadError::Plan("there are 1 to 10000 people"));
        }
        match self.pace {
            // Not a number is no rate either.
            Pace::Open { rate } if !(rate > 0.0 && rate <= MAX_RATE) => {
                Err(LoadError::Plan("a rate is more than 0 and at most 100000 walks a second"))
            }
            _ => Ok(()),
        }
    }

    fn think(&self) -> Duration {
        match self.pace {
            Pace::Closed { think } => think,
            Pace::Open { .. } => Duration::ZERO,
        }
    }
}

/// Lets many people play a script.
///
/// A talk that goes otherwise than it is written is counted as failed, and somebody new takes the place of that person.
/// Dropping the future ends everything.
///
/// # Errors
/// The plan is out of range, or the emulator is gone.
pub async fn run(stage: &Stage, script: &Script, plan: &Plan) -> Result<Report, LoadError> {
    plan.check()?;
    let figures = Figures::new(script);
    let mut casts = Vec::with_capacity(plan.people);
    // Everybody is there before the first second is counted.
    for number in 1..=plan.people {
        let mut cast = Cast::new(stage, number);
        cast.gather(script).await.map_err(LoadError::Stage)?;
        casts.push(cast);
    }
    let begin = Instant::now();
    let starts = Starts::new(plan, begin);
    let crowd: FuturesUnordered<_> =
        casts.into_iter().map(|cast| person(cast, script, plan, &starts, &figures)).collect();
    let done = crowd.collect::<Vec<Result<(), LoadError>>>();
    let ended = match plan.until {
        Until::Time(time) => timeout_at(begin + time + plan.patience, done).await.ok(),
        Until::Walks(_) => Some(done.await),
    };
    ended.into_iter().flatten().collect::<Result<(), _>>()?;
    Ok(figures.report(plan, begin.elapsed(), starts.begun()))
}

/// One of the crowd.
async fn person(
    mut cast: Cast<'_>,
    script: &Script,
    plan: &Plan,
    starts: &Starts,
    figures: &Figures<'_>,
) -> Result<(), LoadError> {
    let number = cast.number();
    let mut is_first = true;
    while let Some(due) = starts.next(number, std::mem::take(&mut is_first), Instant::now()) {
        sleep_until(due).await;
        let mut walk = Walk::new(&mut cast, script, plan.patience).thinking(plan.think());
        let walked = walk.run(due, |line, time| figures.answered(line, time)).await;
        match walked {
            Ok(()) => {
                figures.walked();
                cast.forget();
            }
            Err(failure) => {
                if let Reason::Gone(_) = failure.reason {
                    return Err(LoadError::Stage(failure.reason));
                }
                figures.failed(&failure);
                // What still comes for the old one must not disturb the next walk.
                cast = Cast::new(cast.stage(), number);
                cast.gather(script).await.map_err(LoadError::Stage)?;
            }
        }
    }
    Ok(())
}
