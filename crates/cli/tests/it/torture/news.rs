//! A broadcast under the flood limits that Telegram publishes, beside a hot chat and people who are answered meanwhile.

use std::time::{Duration, Instant};

use molniya_emulator::testkit::{Person, Telegram};
use molniya_emulator::{Ledger, Limits};
use tokio::task::{LocalSet, spawn_blocking, spawn_local};
use tokio::time::{interval, sleep, timeout};

use super::echoes::Echoed;
use super::size;
use super::windows::{answer_times, per_mille};
use crate::bot::{Bot, operator};
use crate::judge::is_quiet;
use crate::town::Town;

/// Texts in the hot chat, all at once.
const HOT: usize = 40;
/// Those who write meanwhile, one after the other, and how often one of them does.
const TALKERS: usize = 20;
const TALKS: Duration = Duration::from_secs(1);
/// How often somebody looks whether all have the news.
const LOOKS: Duration = Duration::from_millis(500);
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(120);
/// The broadcast.
const NEWS: &str = "Spring is here";

/// What is aimed at.
const BROADCAST: Duration = Duration::from_secs(75);
const REFUSALS: u64 = 10;
const HOT_CHAT: Duration = Duration::from_secs(45);
const REPLIES: Duration = Duration::from_millis(300);

/// People who have each written to the bot.
async fn readers(telegram: &Telegram, people: usize) -> Vec<Person> {
    let mut readers = Vec::with_capacity(people);
    for n in 0..people {
        let person = telegram.person_speaking(&format!("Reader {n}"), "de").await;
        person.say("/start").await;
        readers.push(person);
    }
    for reader in &readers {
        reader.expect("").await;
    }
    readers
}

/// Everybody writes in turn until the end.
async fn talk(mut talkers: Vec<Echoed>, end: Instant) -> Vec<Echoed> {
    let mut clock = interval(TALKS);
    for n in (0..talkers.len()).cycle() {
        clock.tick().await;
        if Instant::now() >= end {
            break;
        }
        talkers[n].says("echo").await;
    }
    for talker in &talkers {
        talker.is_answered().await;
    }
    talkers
}

/// When the broadcast reached its readers, from the first to the last.
fn spread(ledger: &Ledger) -> (usize, Duration) {
    let news = ledger.entries.iter().filter(|entry| entry.text.as_deref() == Some(NEWS));
    let at: Vec<u64> = news.map(|entry| entry.at_micros).collect();
    let took = at.iter().max().zip(at.iter().min()).map(|(last, first)| last - first);
    (at.len(), Duration::from_micros(took.unwrap_or_default()))
}

async fn broadcast() {
    let (people, lasts) =
        size((60, Duration::from_secs(4)), (2_000 - HOT, Duration::from_secs(72)));
    let hot = size(4, HOT);
    let Town { telegram, _emulator } = Town::found(PATIENCE).await;
    let mut bot = Bot::start_trouble(&telegram, "warn", None);
    let readers = readers(&telegram, people).await;
    let (mut talkers, mut hurried) = (Vec::new(), Echoed::of(&telegram, "Hurried").await);
    for n in 0..TALKERS {
        talkers.push(Echoed::of(&telegram, &format!("Talker {n}")).await);
    }
    telegram.limit(Limits::published()).await;
    let store = bot.store();
    let start = move || {
        let line = "broadcast start --name spring --language de --yes --text";
        let line: Vec<&str> = line.split(' ').chain([NEWS]).collect();
        operator(&store, &line)
    };
    spawn_blocking(start).await.expect("no panic").expect("the broadcast is begun");
    let talking = spawn_local(talk(talkers, Instant::now() + lasts));
    for _ in 0..hot {
        hurried.says("echo").await;
    }
    let talkers = talking.await.expect("answers");
    hurried.is_answered().await;
    let arrives = async {
        while spread(&telegram.ledger().await).0 < people {
            sleep(LOOKS).await;
        }
    };
    timeout(PATIENCE, arrives).await.expect("everybody has the news");
    bot.stop();
    let ledger = telegram.ledger().await;
    let (news, took) = spread(&ledger);
    assert_eq!(news, readers.len(), "everybody once");
    let slow = answer_times(&ledger, hurried.person.chat_id()).into_iter().max();
    let slow = slow.expect("answers");
    let repeats =
        talkers.iter().chain([&hurried]).map(|person| person.repeats(&ledger)).sum::<usize>();
    assert_eq!(repeats, 0);
    let mut times: Vec<Duration> =
        talkers.iter().flat_map(|of| answer_times(&ledger, of.person.chat_id())).collect();
    times.sort_unstable();
    let flooded = telegram.flooded().await;
    let refusals = flooded.bot + flooded.chat + flooded.group;
    let p99 = per_mille(&times, 990);
    let line = format!(
        "{people} in {took:.1?}, {refusals} refusals ({} of one chat), hot chat of {hot} in {slow:.1?}, {} replies p99 {p99:.1?}",
        flooded.chat,
        times.len(),
    );
    tell(&line);
    let holds = took <= BROADCAST && refusals <= REFUSALS && slow <= HOT_CHAT && p99 <= REPLIES;
    assert!(holds || !is_quiet(), "{line}");
}

#[tokio::test]
async fn a_broadcast_under_the_published_limits() {
    LocalSet::new().run_until(broadcast()).await;
}

/// Prints the line of the scenario.
#[expect(clippy::print_stdout, reason = "the lines are what a long run is for")]
fn tell(line: &str) {
    println!("torture: a broadcast under limits: {line}");
}
