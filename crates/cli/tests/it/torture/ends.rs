//! The bot is killed or stopped while people order at a steady rate.

use std::time::{Duration, Instant};

use tokio::task::LocalSet;
use tokio::time::sleep;

use super::run::{RATE, Run, Tally};
use super::size;
use crate::bot::Bot;
use crate::dice::Dice;
use crate::judge::is_quiet;

/// A run with one end at a random time: 500 steps or a few more.
const LASTS: Duration = Duration::from_secs(5);
/// The pace of kills that leaves the bot hardly the time to start.
const OFTEN: Duration = Duration::from_millis(200);
/// People who answer as fast as they are answered.
const HURRY: usize = 64;

/// Runs in which the bot is ended once, at a random time.
async fn ended_at_random(runs: usize, level: &str, end: fn(&mut Bot)) -> Tally {
    let mut dice = Dice::seeded();
    let mut tally = Tally::default();
    for n in 0..runs {
        let moment = Duration::from_micros(dice.below(LASTS.as_micros() as usize) as u64);
        eprintln!("run {n}: ended after {moment:?}");
        let mut run = Run::begin(level, LASTS).await;
        sleep(moment).await;
        run.end(end).await;
        tally.add(run.judged().await.0);
    }
    tally
}

#[tokio::test]
async fn kill_at_random_times() {
    let runs = size(2, 50);
    let tally = LocalSet::new().run_until(ended_at_random(runs, "trace", Bot::kill)).await;
    assert!(tally.doubled <= tally.unknown, "{tally}");
    tally.tell("kill at random times", "");
}

#[tokio::test]
async fn stop_at_random_times() {
    let runs = size(2, 20);
    let tally = LocalSet::new().run_until(ended_at_random(runs, "warn", Bot::stop)).await;
    assert_eq!((tally.doubled, tally.unknown), (0, 0), "{tally}");
    tally.tell("stop at random times", "");
}

/// A run in which the bot is killed again and again, or never, and how many steps were answered in the
/// time.
async fn killed_often(mut run: Run, lasts: Duration, kills: bool) -> (Tally, usize) {
    let began = Instant::now();
    while began.elapsed() < lasts {
        sleep(OFTEN).await;
        if kills {
            run.end(Bot::kill).await;
        }
    }
    let answered = run.crowd.answered();
    (run.judged().await.0, answered)
}

#[tokio::test]
async fn kill_every_200_ms() {
    let lasts = size(Duration::from_secs(5), Duration::from_secs(120));
    let steady = async |kills| killed_often(Run::begin("trace", lasts).await, lasts, kills).await;
    let (_, whole) = LocalSet::new().run_until(steady(false)).await;
    let (tally, answered) = LocalSet::new().run_until(steady(true)).await;
    assert!(tally.doubled <= tally.unknown, "{tally}");
    let more = format!("; {answered} steps at {RATE}/s in {lasts:?}, {whole} without kills");
    tally.tell("kill every 200 ms", &more);
    assert!(answered * 2 >= whole || !is_quiet(), "{more}");
}

/// More than once, because the local Telegram remembers only so much at that pace.
async fn hurried(runs: usize, lasts: Duration, kills: bool) -> (Tally, usize) {
    let (mut tally, mut answered) = (Tally::default(), 0);
    for _ in 0..runs {
        let run = Run::hurry("warn", HURRY, lasts).await;
        let (of_run, steps) = killed_often(run, lasts, kills).await;
        tally.add(of_run);
        answered += steps;
    }
    (tally, answered)
}

#[tokio::test]
async fn kill_every_200_ms_while_people_hurry() {
    let (runs, lasts) = size((1, Duration::from_secs(3)), (8, Duration::from_secs(15)));
    let (_, whole) = LocalSet::new().run_until(hurried(runs, lasts, false)).await;
    let (tally, answered) = LocalSet::new().run_until(hurried(runs, lasts, true)).await;
    assert!(tally.doubled <= tally.unknown, "{tally}");
    let part = 100 * answered / whole;
    let more = format!(
        "; {HURRY} people, {answered} steps in {runs} times {lasts:?}, {part} % of {whole} without kills"
    );
    tally.tell("kill every 200 ms while people hurry", &more);
    assert!(part >= 50 || !is_quiet(), "{more}");
}
