//! More to be sent than Telegram takes: calls pile up to a bound, then handlers wait for room. One chat alone takes no room.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use molniya::botapi::methods::SetMyShortDescription;
use molniya::botapi::{CallError, RawResult};
use molniya::{Bot as Unstarted, Call, GateLayer, Reply, Router, State, text};
use molniya_emulator::Fault;
use molniya_emulator::testkit::Telegram;

use crate::promises_kit::{Bot, Home, crowd, until};

/// Calls that may wait in memory before no more handlers are begun.
const BOUND: usize = 20_000;
/// Calls in an answer. They are about no chat: of those to a chat few are in memory.
const EACH: usize = 25;
/// Together they ask for far more calls than the bound.
const PEOPLE: usize = 70;
const TEXTS: usize = 20;
const METHOD: &str = "setMyShortDescription";

#[derive(Clone, Default)]
struct Tally(Arc<Counts>);

#[derive(Default)]
struct Counts {
    answered: AtomicUsize,
    sent: AtomicUsize,
    most_waiting: AtomicUsize,
}

impl GateLayer for Tally {
    fn after(&self, call: &Call, _: Result<&RawResult, &CallError>, _: Duration) {
        self.0.sent.fetch_add(usize::from(call.method() == METHOD), SeqCst);
    }
}

async fn describe(State(tally): State<Tally>) -> Reply {
    let counts = &tally.0;
    let asked = (counts.answered.fetch_add(1, SeqCst) + 1) * EACH;
    counts.most_waiting.fetch_max(asked.saturating_sub(counts.sent.load(SeqCst)), SeqCst);
    (0..EACH).fold(Reply::new(), |reply, _| reply.then(SetMyShortDescription::default()))
}

#[tokio::test]
async fn calls_pile_up_to_a_bound_and_handlers_beyond_it_wait() {
    let (telegram, home, tally) = (Telegram::start().await, Home::file(), Tally::default());
    for person in crowd(&telegram, PEOPLE).await {
        for n in 0..TEXTS {
            person.say(&n.to_string()).await;
        }
    }
    telegram.fault(Fault::delay(METHOD, Duration::from_secs(300)).times(u32::MAX)).await;

    let router = Router::new().on(text(), describe);
    let bot = Unstarted::new(home.settings(&telegram), router, tally.clone());
    let bot = Bot::serve(bot.gate(tally.clone()));
    let answered = || tally.0.answered.load(SeqCst);
    until("as many calls wait as may", async || answered() * EACH >= BOUND).await;
    telegram.clear_faults().await;
    until("all are answered", async || answered() == PEOPLE * TEXTS).await;
    bot.stop().await;

    let most = tally.0.most_waiting.load(SeqCst);
    assert!(most < BOUND + EACH, "{most} calls waited");
}
