//! The bot is killed, or stopped, again and again while two hundred people order. The local Telegram
//! is another process, and its ledger decides: nothing is lost, and nothing is made twice.

use std::time::{Duration, Instant};

use molniya_emulator::Ledger;
use molniya_emulator::testkit::Telegram;
use tokio::task::{LocalSet, spawn_blocking};

use crate::bot::{Bot, rows};
use crate::crowd::{Crowd, Customer, steps_of};
use crate::demo::Demo;
use crate::dice::Dice;
use crate::judge::{Clock, judge, judge_shown, judge_store};
use crate::script::{WORDS, number, order, play};
use crate::town::{Town, Witness};

/// How many they are.
const PEOPLE: usize = 200;
/// What they do altogether.
const ALL_STEPS: usize = steps_of(PEOPLE);
/// How often the bot is ended while people order.
const ENDS: usize = 10;
/// How many steps may wait for their answers when it is ended.
const WAITING: usize = 150;
/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);

/// The numbers of answered steps at which the bot is ended.
///
/// Between two ends more is answered than may wait at an end. So each process lives until it has
/// answered somebody who asked after its start: an update that is cut off three times is set aside as
/// what ends the process.
fn moments() -> Vec<usize> {
    let mut dice = Dice::seeded();
    let spare = ALL_STEPS / (ENDS + 1) - WAITING;
    let moments = (0..ENDS).scan(0, |last, _| {
        *last += WAITING + 1 + dice.below(spare);
        Some(*last)
    });
    let moments = moments.collect();
    eprintln!("after {moments:?} steps");
    moments
}

/// What is left when everybody has ordered and the bot was stopped.
struct Run {
    bot: Bot,
    customers: Vec<Customer>,
    ledger: Ledger,
    /// When the bot was ended, on the emulator's clock.
    ends: Vec<Duration>,
}

/// Lets people order while the bot is ended by `end`. It is started again at once; before people go
/// on, it must have come up if it `comes_up`.
async fn run(level: &str, end: fn(&mut Bot), comes_up: bool) -> Run {
    let Town { telegram, _emulator } = Town::found(PATIENCE).await;
    let clock = Clock::compare(&telegram).await;
    let mut witness = Witness::of(&telegram).await;
    let mut crowd = Crowd::gather(&telegram, PEOPLE).await;
    let mut bot = Bot::start(&telegram, level);
    let (mut ends, mut allowed) = (Vec::new(), 0);
    for moment in moments() {
        if comes_up {
            witness.sees_it().await;
        }
        crowd.allow(moment + WAITING - allowed);
        allowed = moment + WAITING;
        crowd.has_answers(moment).await;
        ends.push(clock.at(Instant::now()));
        // Stopping takes a while, in which people go on.
        let ended = spawn_blocking(move || {
            end(&mut bot);
            bot.restart();
            bot
        });
        bot = ended.await.expect("it ends as it must");
    }
    crowd.allow(ALL_STEPS);
    let customers = crowd.have_ordered().await;
    witness.sees_it().await;
    bot.stop();
    let ledger = telegram.ledger().await;
    assert!(witness.is_content(&ledger), "{}", witness.person.transcript());
    telegram.assert_clean().await;
    judge_shown(&customers).await;
    Run { bot, customers, ledger, ends }
}

#[tokio::test]
async fn nothing_is_lost_or_made_twice_when_the_process_is_killed_ten_times() {
    let Run { bot, customers, ledger, ends } =
        LocalSet::new().run_until(run("trace", Bot::kill, false)).await;
    judge_store(&bot, &customers);
    let summary = judge(&ledger, &customers, &ends, &bot.logs());
    println!("{ALL_STEPS} steps, {ENDS} kills: {summary}");
}

#[tokio::test]
async fn nothing_is_repeated_when_the_process_is_stopped_ten_times() {
    let Run { bot, customers, ledger, ends } =
        LocalSet::new().run_until(run("warn", Bot::stop, true)).await;
    judge_store(&bot, &customers);
    let summary = judge(&ledger, &customers, &ends, &bot.logs());
    assert_eq!((summary.repeats, summary.unknown), (0, 0));
    println!("{ALL_STEPS} steps, {ENDS} stops: {summary}");
}

/// Waits for something that is asked again and again, because nobody tells of it.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let asking = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect(what);
}

#[tokio::test]
async fn a_kill_while_nothing_runs_changes_nothing() {
    let Town { telegram, _emulator } = Town::found(PATIENCE).await;
    let mut bot = Bot::start(&telegram, "warn");
    let people = [telegram.person("Ann").await, telegram.person("Ben").await];
    let [mut ann, mut ben] = people.map(Customer::new);
    ann.steps.extend(order(&WORDS[0], "Cake", 3));
    ben.steps.extend(order(&WORDS[0], "Tea", 2));
    let anns = play(&ann.person, &ann.steps, None).await;
    // Ben is asked for the quantity.
    let question = play(&ben.person, &ben.steps[..3], None).await;
    until("everything is settled and acknowledged", async || {
        let ledger = telegram.ledger().await;
        let last = ledger.updates.last().map(|update| update.update_id);
        Some(ledger.confirmed) > last && bot.stored("SELECT method FROM outbox_entries").is_empty()
    })
    .await;
    let before = telegram.ledger().await.entries;

    bot.kill();
    bot.restart();
    let bens = play(&ben.person, &ben.steps[3..], Some(question)).await;
    bot.stop();
    let ledger = telegram.ledger().await;
    assert_eq!(ledger.entries[..before.len()], before);
    ann.receipts.push(("Cake".to_owned(), number(&anns.text)));
    ben.receipts.push(("Tea".to_owned(), number(&bens.text)));
    let customers = [ann, ben];
    judge_store(&bot, &customers);
    let summary = judge(&ledger, &customers, &[Duration::ZERO], &bot.logs());
    assert_eq!((summary.repeats, summary.unknown), (0, 0));
}

#[tokio::test]
async fn an_interrupted_demo_goes_on_where_it_was() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let telegram = Telegram::connect(&demo.page).await.patience(PATIENCE);
    let ann = telegram.person("Ann").await;
    let first = play(&ann, &order(&WORDS[0], "Cake", 3), None).await;
    let second = order(&WORDS[0], "Tea", 2);
    play(&ann, &second[..3], None).await;
    let before = ann.messages().await;
    demo.interrupt();

    let demo = Demo::start(data.path());
    let telegram = Telegram::connect(&demo.page).await.patience(PATIENCE);
    let ann = telegram.people().await.pop().expect("Ann is still there");
    assert_eq!(ann.messages().await, before);
    let second = play(&ann, &second[3..], None).await;
    demo.interrupt();
    let mut numbers = [number(&first.text), number(&second.text)];
    numbers.sort_unstable();
    let stored = rows(&data.path().join("bot.db"), "SELECT id FROM orders");
    let mut stored: Vec<u64> = stored.iter().map(|id| id.parse().unwrap()).collect();
    stored.sort_unstable();
    assert_eq!(stored, numbers);
}
