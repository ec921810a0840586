//! The bot is killed, or stopped, again and again while two hundred people order. The local Telegram
//! is another process, and its ledger decides: nothing is lost, and nothing is made twice.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::{Duration, Instant};

use molniya_emulator::Ledger;
use molniya_emulator::testkit::{Person, Telegram};
use serde_json::Value;
use tokio::task::{LocalSet, spawn_blocking};

use crate::bot::{Bot, rows};
use crate::crowd::{ALL_STEPS, Crowd, Customer};
use crate::demo::Demo;
use crate::judge::{Clock, judge};
use crate::process::Program;
use crate::script::{WORDS, number, order, play};

/// How often the bot is ended while people order.
const ENDS: usize = 10;
/// How many steps may wait for their answers when it is ended.
const WAITING: usize = 150;
/// The variable with the seed of the moments at which it is ended.
const SEED: &str = "MOLNIYA_SEED";
/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(30);

/// A local Telegram in a process of its own.
struct Town {
    telegram: Telegram,
    _emulator: Program,
}

impl Town {
    async fn found() -> Self {
        let arguments = ["emulate", "--bot-api", "127.0.0.1:0", "--page", "127.0.0.1:0"];
        let emulator = Program::start(arguments, &[], Stdio::inherit());
        let telegram = Telegram::connect(&emulator.told("chat page: ")).await.patience(PATIENCE);
        Self { telegram, _emulator: emulator }
    }
}

/// Somebody who asks only whether the bot is there.
struct Witness {
    person: Person,
    asked: usize,
}

impl Witness {
    async fn of(telegram: &Telegram) -> Self {
        Self { person: telegram.person("Witness").await, asked: 0 }
    }

    /// Waits until the bot answers something that was asked now.
    async fn sees_it(&mut self) {
        self.asked += 1;
        self.person.say("/start").await;
        self.person.expect("").await;
    }

    /// Whether each question has one answer.
    fn is_content(&self, ledger: &Ledger) -> bool {
        ledger.chat(self.person.chat_id()).count() == self.asked
    }
}

/// The numbers of answered steps at which the bot is ended.
///
/// Between two ends more is answered than may wait at an end. So each process lives until it has
/// answered somebody who asked after its start: an update that is cut off three times is set aside as
/// what ends the process.
fn moments() -> Vec<usize> {
    let seed = std::env::var(SEED).ok().map_or(1, |seed| seed.parse().expect("a whole number"));
    let spare = ALL_STEPS / (ENDS + 1) - WAITING;
    let mut state: u64 = seed;
    let moments = (0..ENDS).scan(0, |last, _| {
        // The generator of Knuth's MMIX, whose high bits are the good ones.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *last += WAITING + 1 + (state >> 33) as usize % spare;
        Some(*last)
    });
    let moments = moments.collect();
    eprintln!("{SEED}={seed}: after {moments:?} steps");
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
    let Town { telegram, _emulator } = Town::found().await;
    let clock = Clock::compare(&telegram).await;
    let mut witness = Witness::of(&telegram).await;
    let mut crowd = Crowd::gather(&telegram).await;
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
    for Customer { person, .. } in &customers {
        let messages = person.messages().await;
        let still = messages.iter().any(|message| message.has_button("confirm_order"));
        assert!(!still, "an order could be confirmed again\n{}", person.transcript());
    }
    Run { bot, customers, ledger, ends }
}

/// Holds the orders in the store against the receipts, and sees that nothing is left to do.
fn judge_store(bot: &Bot, customers: &[Customer]) {
    let stored = bot.stored("SELECT value FROM orders");
    let order = |text: &String| {
        let order: Value = serde_json::from_str(text).expect("an order");
        let product = order["product"].as_str().expect("a product").to_owned();
        (order["number"].as_u64(), order["chat"].as_i64(), product)
    };
    let orders: BTreeSet<_> = stored.iter().map(order).collect();
    let receipts = customers.iter().flat_map(|Customer { person, receipts, .. }| {
        let chat = person.chat_id();
        receipts.iter().map(move |(product, number)| (Some(*number), Some(chat), product.clone()))
    });
    let receipts: Vec<_> = receipts.collect();
    let numbers: BTreeSet<_> = receipts.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers.len(), receipts.len(), "a number was given twice");
    assert_eq!(stored.len(), receipts.len());
    assert_eq!(orders, receipts.into_iter().collect());
    for left in ["outbox_entries", "journal", "dead_letters", "damaged"] {
        let rows = bot.stored(&format!("SELECT 'a row' FROM {left}"));
        assert!(rows.is_empty(), "{} rows are left in {left}", rows.len());
    }
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
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let asking = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect(what);
}

#[tokio::test]
async fn a_kill_while_nothing_runs_changes_nothing() {
    let Town { telegram, _emulator } = Town::found().await;
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
