//! A bot where time stands, and what is to come after seconds or hours comes when the test lets them pass.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::{HandlerError, Reply, Router, Settings, Shutdown, State, Text, say, text};
use molniya_emulator::testkit::{Telegram, paused};
use molniya_emulator::{Fault, FaultError};
use tokio::task::JoinHandle;

type Running = JoinHandle<Result<(), molniya::RunError>>;

fn start<S: Send + Sync + 'static>(
    telegram: &Telegram,
    router: Router<S>,
    state: S,
) -> (Running, Shutdown) {
    let settings = Settings::local(&telegram.api_url(), &telegram.token()).unwrap();
    let stop = Shutdown::new();
    (tokio::spawn(molniya::run(settings, router, state, stop.clone())), stop)
}

async fn fail(
    Text(text): Text,
    State(begun): State<Arc<AtomicU32>>,
) -> Result<Reply, HandlerError> {
    if text != "fail" {
        return Ok(say(text));
    }
    begun.fetch_add(1, Ordering::Relaxed);
    Err(HandlerError::Failed("out of tea".to_owned()))
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn an_update_that_fails_is_tried_again_after_1_s_and_5_s() {
    paused(async |time| {
        let telegram = time.telegram().await;
        let begun = Arc::new(AtomicU32::new(0));
        let attempts = || begun.load(Ordering::Relaxed);
        let (bot, stop) = start(&telegram, Router::new().on(text(), fail), begun.clone());
        let ann = telegram.person("Ann").await;
        ann.say("hello").await;
        ann.expect("hello").await;

        ann.say("fail").await;
        ann.say("and then").await;
        time.pass(SECOND / 2).await;
        assert_eq!(attempts(), 1);
        time.pass(SECOND).await;
        assert_eq!(attempts(), 2);
        // Nobody else waits for her.
        let bob = telegram.person("Bob").await;
        bob.say("hello").await;
        bob.expect("hello").await;
        time.pass(SECOND * 4).await;
        assert_eq!(attempts(), 2);
        time.pass(SECOND).await;
        assert_eq!(attempts(), 3);
        // It is set aside.
        ann.expect("and then").await;
        time.pass(SECOND * 3600).await;
        assert_eq!(attempts(), 3);

        stop.now();
        bot.await.unwrap().unwrap();
        telegram.stop().await;
    });
}

/// What Telegram says to a bot that has sent far too much.
fn come_back_in_an_hour() -> Fault {
    let error = FaultError {
        code: 429,
        description: "Too Many Requests: retry after 3600".to_owned(),
        retry_after: Some(3600),
    };
    Fault { method: Some("sendMessage".to_owned()), error: Some(error), ..Fault::default() }
}

#[test]
fn a_flood_wait_of_an_hour_is_kept_and_nobody_else_waits() {
    paused(async |time| {
        let telegram = time.telegram().await;
        let (bot, stop) = start(&telegram, Router::new().on(text(), fail), Arc::default());
        let (ann, bob) = (telegram.person("Ann").await, telegram.person("Bob").await);
        telegram.fault(come_back_in_an_hour()).await;
        ann.say("one").await;
        time.pass(SECOND).await;
        bob.say("two").await;
        bob.expect("two").await;
        time.pass(SECOND * 3598).await;
        assert_eq!(ann.messages().await.len(), 1);

        time.pass(SECOND * 3).await;
        ann.expect("one").await;
        let dates: Vec<_> =
            ann.messages().await.iter().filter_map(|one| one.json["date"].as_i64()).collect();
        assert!((3600..3603).contains(&(dates[1] - dates[0])), "{dates:?}");

        stop.now();
        bot.await.unwrap().unwrap();
        telegram.stop().await;
    });
}
