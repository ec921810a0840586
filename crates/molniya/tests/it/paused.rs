//! A bot where time stands: hours pass in milliseconds, and nothing happens by luck.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use molniya::{HandlerError, Reply, Router, Settings, Shutdown, State, Text, say, text};
use molniya_emulator::Fault;
use molniya_emulator::testkit::{Telegram, paused};
use tokio::task::JoinHandle;
use tokio::time::Instant;

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

async fn fail(Text(text): Text, State(begun): State<Arc<AtomicU32>>) -> Result<Reply, HandlerError> {
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
        time.pass(SECOND * 4).await;
        assert_eq!(attempts(), 2);
        time.pass(SECOND).await;
        assert_eq!(attempts(), 3);
        ann.expect("and then").await;

        stop.now();
        bot.await.unwrap().unwrap();
        telegram.stop().await;
    });
}
