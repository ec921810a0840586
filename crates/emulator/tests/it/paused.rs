//! Time that stands except when a test lets it pass.

use std::hint::black_box;
use std::time::Duration;

use molniya_emulator::testkit::paused;
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn time_passes_for_this_telegram_as_the_test_lets_it() {
    paused(async |time| {
        let (telegram, begun) = (time.telegram().await, Instant::now());
        let ann = telegram.person("Ann").await;
        ann.say("one").await;
        ann.say("two").await;
        assert_eq!(begun.elapsed(), Duration::ZERO);
        time.pass(SECOND * 3600).await;
        ann.say("three").await;
        assert_eq!(begun.elapsed(), SECOND * 3600);
        let messages = ann.messages().await;
        let dates: Vec<_> = messages.iter().filter_map(|one| one.json["date"].as_i64()).collect();
        assert_eq!(dates, [dates[0], dates[0], dates[0] + 3600]);
        telegram.stop().await;
    });
}

#[test]
fn timers_go_off_one_after_another_and_what_they_cause_comes_before_the_next() {
    paused(async |time| {
        let telegram = time.telegram().await;
        let ann = telegram.person("Ann").await;
        let ticking = async {
            for n in 0..20 {
                sleep(SECOND / 20).await;
                let begun = Instant::now();
                // Over loopback to the person's side and back, several times.
                ann.say(&format!("{n}")).await;
                assert_eq!(ann.messages().await.len(), n + 1);
                assert_eq!(begun.elapsed(), Duration::ZERO);
            }
        };
        // A timer at every millisecond, for time to run away to.
        let tempting = tokio::spawn(async {
            loop {
                sleep(Duration::from_millis(1)).await;
            }
        });
        tokio::join!(ticking, time.pass(SECOND));
        tempting.abort();
        telegram.stop().await;
    });
}

#[test]
fn time_waits_for_blocking_code() {
    paused(async |time| {
        let blocking = tokio::spawn(async {
            let begun = Instant::now();
            for _ in 0..5 {
                sleep(SECOND).await;
                let sum = tokio::task::spawn_blocking(|| (0..500_000).map(black_box).sum::<u64>());
                assert_eq!(sum.await.ok(), Some(124_999_750_000));
            }
            begun.elapsed()
        });
        let begun = Instant::now();
        time.pass(SECOND * 60).await;
        assert_eq!(begun.elapsed(), SECOND * 60);
        assert_eq!(blocking.await.ok(), Some(SECOND * 5));
    });
}

#[test]
#[should_panic(expected = "Ann waited in vain for")]
fn what_does_not_come_fails_although_time_stands() {
    paused(async |time| {
        let telegram = time.telegram().await;
        telegram.person("Ann").await.expect("anything").await;
    });
}
