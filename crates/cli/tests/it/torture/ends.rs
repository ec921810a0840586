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
async fn killed_often(lasts: Duration, kills: bool) -> (Tally, usize) {
    let mut run = Run::begin("trace", lasts).await;
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
    let (_, whole) = LocalSet::new().run_until(killed_often(lasts, false)).await;
    let (tally, answered) = LocalSet::new().run_until(killed_often(lasts, true)).await;
    assert!(tally.doubled <= tally.unknown, "{tally}");
    let more = format!("; {answered} steps at {RATE}/s in {lasts:?}, {whole} without kills");
    tally.tell("kill every 200 ms", &more);
    assert!(answered * 2 >= whole || !is_quiet(), "{more}");
}
