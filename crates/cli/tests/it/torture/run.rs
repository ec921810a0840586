//! One run: people order at a steady rate while things happen to the bot, and then all is judged.

use std::fmt;
use std::time::{Duration, Instant};

use molniya_emulator::Ledger;
use molniya_emulator::testkit::Telegram;
use tokio::task::spawn_blocking;

use super::windows::judge_windows;
use crate::bot::Bot;
use crate::crowd::{Crowd, Customer, steps_of};
use crate::judge::{Clock, judge, judge_shown, judge_store};
use crate::town::{Town, Witness};

/// How many steps are done in a second.
pub(super) const RATE: u32 = 100;
/// The longest that people wait for the bot: longer than a call may hang, with what follows from it.
const PATIENCE: Duration = Duration::from_secs(120);

/// People who order from a bot.
pub(super) struct Run {
    pub(super) town: Town,
    pub(super) crowd: Crowd,
    bot: Option<Bot>,
    clock: Clock,
    /// When the bot was ended, and when it was started again, on the emulator's clock.
    ends: Vec<(Duration, Duration)>,
}

impl Run {
    /// The bot has answered somebody, and enough people go on at a steady rate for this time at least.
    /// Lives inside a [`tokio::task::LocalSet`].
    pub(super) async fn begin(level: &str, lasts: Duration) -> Self {
        let town = Town::found(PATIENCE).await;
        let clock = Clock::compare(&town.telegram).await;
        let people = (lasts.as_secs() as usize * RATE as usize).div_ceil(steps_of(1));
        let mut crowd = Crowd::gather(&town.telegram, people).await;
        let bot = Some(Bot::start(&town.telegram, level));
        let steps = steps_of(people);
        crowd.allow(1);
        crowd.has_answers(1).await;
        crowd.allow_steadily(steps - 1, RATE);
        Self { town, crowd, bot, clock, ends: Vec::new() }
    }

    /// So many people go on as fast as they are answered, for this time at least.
    pub(super) async fn hurry(level: &str, people: usize, lasts: Duration) -> Self {
        let town = Town::found(PATIENCE).await;
        let clock = Clock::compare(&town.telegram).await;
        let bot = Some(Bot::start(&town.telegram, level));
        let mut crowd = Crowd::hurry(&town.telegram, people, lasts).await;
        crowd.has_answers(1).await;
        Self { town, crowd, bot, clock, ends: Vec::new() }
    }

    pub(super) fn telegram(&self) -> &Telegram {
        &self.town.telegram
    }

    /// This moment, on the emulator's clock.
    pub(super) fn now(&self) -> Duration {
        self.clock.at(Instant::now())
    }

    /// Ends the bot, and starts it again at once. People go on meanwhile.
    pub(super) async fn end(&mut self, end: fn(&mut Bot)) {
        let mut bot = self.bot.take().expect("it is there between two ends");
        let ended = self.now();
        let restarted = spawn_blocking(move || {
            end(&mut bot);
            let ended = Instant::now();
            bot.restart();
            (bot, ended)
        });
        let (bot, gone) = restarted.await.expect("it ends as it must");
        self.bot = Some(bot);
        self.ends.push((ended, self.clock.at(gone)));
    }

    /// Waits until everybody has ordered, and judges what was done.
    ///
    /// # Panics
    ///
    /// If anything was lost, done in another order or twice without a word of it in the log, sent
    /// inside a flood wait, set aside, or left undone.
    pub(super) async fn judged(self) -> (Tally, Ledger, Vec<Customer>) {
        let Run { town, crowd, bot, ends, .. } = self;
        let customers = crowd.have_ordered().await;
        let mut bot = bot.expect("it is there between two ends");
        // One that has only just started does not know yet what to do at a signal.
        Witness::of(&town.telegram).await.sees_it().await;
        bot.stop();
        let ledger = town.telegram.ledger().await;
        assert_eq!(ledger.forgotten, 0, "the ledger is whole");
        town.telegram.assert_clean().await;
        judge_shown(&customers).await;
        judge_store(&bot, &customers);
        let (ended, gone): (Vec<_>, Vec<_>) = ends.into_iter().unzip();
        let summary = judge(&ledger, &customers, &ended, &bot.logs());
        judge_windows(&ledger, &ended);
        let back: Vec<Duration> = ended
            .iter()
            .zip(gone)
            .map(|(ended, gone)| {
                let next =
                    ledger.entries.iter().map(|entry| Duration::from_micros(entry.at_micros));
                let next = next.filter(|at| *at > gone).min().expect("the bot came back");
                next - *ended
            })
            .collect();
        let refusals = ledger.struck.iter().filter(|struck| struck.fault.error.is_some()).count();
        let tally = Tally {
            runs: 1,
            steps: customers.iter().map(|customer| customer.steps.len()).sum(),
            ends: ended.len(),
            faults: ledger.struck.len(),
            refusals,
            doubled: summary.repeats,
            unknown: summary.unknown,
            recovery: back.iter().copied().max().unwrap_or_default(),
            away: back.iter().sum(),
        };
        (tally, ledger, customers)
    }
}

/// What runs came to, all of it judged to be as it must be.
#[derive(Debug, Default)]
pub(super) struct Tally {
    runs: usize,
    steps: usize,
    ends: usize,
    /// Calls that met a fault.
    faults: usize,
    /// Those of them that were refused.
    refusals: usize,
    pub(super) doubled: usize,
    /// Calls that a log tells of as unknown.
    pub(super) unknown: usize,
    /// From an end of the bot, or of a fault, until all was well again, at most.
    pub(super) recovery: Duration,
    /// From the ends of the bot until all was well again, altogether.
    away: Duration,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.runs += other.runs;
        self.steps += other.steps;
        self.ends += other.ends;
        self.faults += other.faults;
        self.refusals += other.refusals;
        self.doubled += other.doubled;
        self.unknown += other.unknown;
        self.recovery = self.recovery.max(other.recovery);
        self.away += other.away;
    }

    /// Prints the line of a scenario.
    #[expect(clippy::print_stdout, reason = "the lines are what a long run is for")]
    pub(super) fn tell(&self, scenario: &str, more: &str) {
        println!("torture: {scenario}: {self}{more}");
    }
}

impl fmt::Display for Tally {
    /// Nothing that was lost or out of order comes this far.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { runs, steps, ends, faults, refusals, doubled, unknown, recovery, away } = self;
        write!(
            f,
            "{runs} runs, {steps} steps, {ends} ends, {faults} faults, {refusals} refusals; "
        )?;
        write!(f, "lost 0, out of order 0, doubled {doubled} of {unknown} unknown; ")?;
        write!(f, "recovery at most {} ms", recovery.as_millis())?;
        match u32::try_from(*ends) {
            Ok(ends @ 1..) => write!(f, ", {} ms on average", (*away / ends).as_millis()),
            _ => Ok(()),
        }
    }
}
