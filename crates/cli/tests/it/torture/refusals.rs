//! A Bot API that refuses, hangs, hangs up and talks nonsense while people order.

use std::time::{Duration, Instant};

use molniya_emulator::{Fault, Garble, Reset};
use tokio::task::LocalSet;
use tokio::time::sleep;

use super::run::Run;
use super::size;
use super::windows::{answer_times, most_refusals};
use crate::bot::Bot;
use crate::dice::Dice;
use crate::judge::is_quiet;
use crate::kill::until;
use crate::town::Town;

/// Between two faults of a mix.
const BETWEEN: Duration = Duration::from_millis(100);
/// A chat that refuses everything is asked no more often in a minute.
const MOST_IN_A_MINUTE: usize = 25;
/// Waits after refusals grow over the first few, which come sooner.
const FIRST_FEW: usize = 3;
/// Whoever is not refused is answered as fast as ever: far from the shortest flood wait.
const UNAFFECTED: Duration = Duration::from_millis(300);

/// One fault of the mix.
fn any_fault(dice: &mut Dice) -> Fault {
    const METHODS: [&str; 6] = [
        "sendMessage",
        "sendMessage",
        "sendMessage",
        "editMessageText",
        "answerCallbackQuery",
        "getUpdates",
    ];
    let method = METHODS[dice.below(METHODS.len())];
    match dice.below(9) {
        0 => Fault::flood(method, 1 + dice.below(2) as u32),
        1 => Fault::error(method, 502, "Bad Gateway"),
        2 => Fault::error(method, 500, "Internal Server Error: restart"),
        3 => Fault::reset(method, Reset::Before),
        4 => Fault::reset(method, Reset::After),
        5 => Fault::garble(method, Garble::Page),
        6 => Fault::garble(method, Garble::Half),
        7 => Fault::garble(method, Garble::Noise),
        // A press that is answered too late is not worth answering, and only a call that says
        // something is tried again after 30 s.
        _ => Fault::delay(
            method,
            match method {
                "sendMessage" => size(Duration::from_secs(2), Duration::from_secs(40)),
                _ => Duration::from_secs(2),
            },
        ),
    }
}

/// Waits until everything is answered that was asked when the faults ended; gives how long that took.
async fn recovers(run: &mut Run) -> Duration {
    run.telegram().clear_faults().await;
    let began = Instant::now();
    let ledger = run.telegram().ledger().await;
    // What people ask; the clocks are compared by other kinds.
    let asked = ledger.updates.iter().filter(|update| update.chat.is_some()).count();
    run.crowd.has_answers(asked).await;
    began.elapsed()
}

async fn mixed() {
    let lasts = size(Duration::from_secs(6), Duration::from_secs(60));
    let mut dice = Dice::seeded();
    let mut run = Run::begin("warn", lasts).await;
    let began = Instant::now();
    while began.elapsed() < lasts {
        run.telegram().fault(any_fault(&mut dice)).await;
        sleep(BETWEEN).await;
    }
    let recovery = recovers(&mut run).await;
    let (mut tally, ..) = run.judged().await;
    tally.recovery = recovery;
    assert!(tally.doubled <= tally.unknown, "{tally}");
    tally.tell("faults of every kind", "");
}

#[tokio::test]
async fn faults_of_every_kind() {
    LocalSet::new().run_until(mixed()).await;
}

/// Everything but new updates is refused with the page of a proxy for a while.
async fn pages() {
    const OUTAGE: Duration = Duration::from_secs(3);
    let mut run = Run::begin("warn", OUTAGE * 2).await;
    let page = Fault::garble("", Garble::Page).times(u32::MAX);
    run.telegram().fault(Fault { method: None, ..page }).await;
    sleep(OUTAGE).await;
    let recovery = recovers(&mut run).await;
    let (mut tally, ..) = run.judged().await;
    tally.recovery = recovery;
    assert_eq!(tally.doubled, 0, "a page of a proxy means that nothing was done: {tally}");
    tally.tell("502 for 3 s", "");
}

#[tokio::test]
async fn pages_of_a_proxy_for_3_s() {
    LocalSet::new().run_until(pages()).await;
}

/// Half of the chats refuse everything for a while.
async fn storm() {
    let lasts = size(Duration::from_secs(6), Duration::from_secs(60));
    let mut dice = Dice::seeded();
    let mut run = Run::begin("warn", lasts).await;
    let (mut stormy, mut calm) = (Vec::new(), Vec::new());
    for person in run.telegram().people().await {
        let chat = person.chat_id();
        if dice.below(2) == 0 {
            calm.push(chat);
            continue;
        }
        let flood = Fault::flood("", 1 + dice.below(3) as u32).in_chat(chat).times(u32::MAX);
        run.telegram().fault(Fault { method: None, ..flood }).await;
        stormy.push(chat);
    }
    sleep(lasts).await;
    let recovery = recovers(&mut run).await;
    let (mut tally, ledger, _) = run.judged().await;
    tally.recovery = recovery;
    assert_eq!((tally.doubled, tally.unknown), (0, 0), "{tally}");
    let refusals = most_refusals(&ledger, &stormy);
    let most = FIRST_FEW + MOST_IN_A_MINUTE * lasts.as_secs() as usize / 60;
    assert!(refusals <= most, "{refusals} refusals in one chat");
    let slowest =
        calm.iter().flat_map(|chat| answer_times(&ledger, *chat)).max().unwrap_or_default();
    let more = format!(
        "; at most {refusals} refusals in a chat, slowest answer in a calm chat {} ms",
        slowest.as_millis()
    );
    tally.tell("429 storm", &more);
    assert!(slowest <= UNAFFECTED || !is_quiet(), "{more}");
}

#[tokio::test]
async fn storm_of_429_in_half_of_the_chats() {
    LocalSet::new().run_until(storm()).await;
}

#[tokio::test]
async fn a_wait_of_hours_survives_a_kill() {
    let Town { telegram, _emulator } = Town::found(Duration::from_secs(30)).await;
    let mut bot = Bot::start(&telegram, "warn");
    let (ann, ben) = (telegram.person("Ann").await, telegram.person("Ben").await);
    ben.say("/start").await;
    ben.expect("").await;
    telegram.fault(Fault::flood("sendMessage", 10_000).in_chat(ann.chat_id())).await;
    ann.say("/start").await;
    let waits = "SELECT state FROM outbox_entries WHERE state LIKE '%Retrying%'";
    until("the wait is stored", async || !bot.stored(waits).is_empty()).await;
    bot.kill();
    bot.restart();
    ann.say("/start").await;
    // What Ben is answered now leaves after all that was free to leave before.
    for _ in 0..10 {
        ben.say("/start").await;
        ben.expect("").await;
    }
    bot.stop();
    let ledger = telegram.ledger().await;
    let calls = [&ann, &ben].map(|person| ledger.chat(person.chat_id()).count());
    assert_eq!((calls, ledger.struck.len()), ([0, 11], 1));
    assert_eq!(bot.stored("SELECT method FROM outbox_entries").len(), 2, "both are kept");
}
