//! Panics, and handlers that wait for a minute, in some chats; what the others notice of it.

use std::time::{Duration, Instant};

use molniya_emulator::Ledger;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

use super::echoes::Echoed;
use super::size;
use super::windows::{answer_times, per_mille};
use crate::bot::Bot;
use crate::judge::is_quiet;
use crate::kill::until;
use crate::town::Town;

/// Those who notice nothing, and how long each thinks before the next word.
const OTHERS: usize = 90;
const THINKS: Duration = Duration::from_millis(200);
/// Longer than a handler that waits, and than three attempts of one that panics.
const PATIENCE: Duration = Duration::from_secs(120);
/// An answer takes no longer because of others.
const MORE: Duration = Duration::from_millis(50);

/// What is wrong in the other chats.
struct Trouble {
    /// What people say there.
    word: &'static str,
    chats: usize,
    /// Whether they are answered in the end; otherwise what they said is set aside.
    is_answered: bool,
}

/// Lets people talk while there is trouble, or not, and gives how long their answers took, sorted.
async fn answers_beside(trouble: &Trouble, lasts: Duration) -> Vec<Duration> {
    let Town { telegram, _emulator } = Town::found(PATIENCE).await;
    let mut others = Vec::new();
    for n in 0..OTHERS {
        others.push(Echoed::of(&telegram, &format!("Person {n}")).await);
    }
    let mut troubled = Vec::new();
    for n in 0..trouble.chats {
        troubled.push(Echoed::of(&telegram, &format!("Troubled {n}")).await);
    }
    let mut bot = Bot::start_trouble(&telegram, "error", None);
    others[0].says("echo").await;
    others[0].is_answered().await;
    let end = Instant::now() + lasts;
    let talks: Vec<_> = others.into_iter().map(|person| spawn_local(talks(person, end))).collect();
    for person in &mut troubled {
        person.says(trouble.word).await;
    }
    let mut others = Vec::new();
    for talk in talks {
        others.push(talk.await.expect("answers"));
    }
    if trouble.is_answered {
        for person in &troubled {
            person.is_answered().await;
        }
    } else {
        let aside = "SELECT reason FROM dead_letters";
        until("all are set aside", async || bot.stored(aside).len() == trouble.chats).await;
    }
    others[0].says("echo").await;
    others[0].is_answered().await;
    bot.stop();
    let ledger = telegram.ledger().await;
    assert_eq!(ledger.forgotten, 0, "the ledger is whole");
    assert_eq!(others.iter().map(|person| person.repeats(&ledger)).sum::<usize>(), 0);
    times(&ledger, &others)
}

async fn talks(mut person: Echoed, end: Instant) -> Echoed {
    while Instant::now() < end {
        person.says("echo").await;
        person.is_answered().await;
        sleep(THINKS).await;
    }
    person
}

fn times(ledger: &Ledger, people: &[Echoed]) -> Vec<Duration> {
    let mut times: Vec<Duration> =
        people.iter().flat_map(|of| answer_times(ledger, of.person.chat_id())).collect();
    times.sort_unstable();
    times
}

/// Compares the answers of others beside trouble with those without it.
async fn compare(what: &str, trouble: Trouble, lasts: Duration) {
    let none = Trouble { chats: 0, ..trouble };
    let calm = answers_beside(&none, size(Duration::from_secs(2), Duration::from_secs(10))).await;
    let beside = answers_beside(&trouble, lasts).await;
    let shown = |times: &[Duration]| {
        let [median, most, all] = [500, 990, 1_000].map(|part| per_mille(times, part).as_micros());
        format!("{} answers, p50 {median} us, p99 {most} us, slowest {all} us", times.len())
    };
    tell(
        what,
        &format!(
            "{} chats; {OTHERS} others: {}; without: {}",
            trouble.chats,
            shown(&beside),
            shown(&calm)
        ),
    );
    let more = per_mille(&beside, 990).saturating_sub(per_mille(&calm, 990));
    assert!(more <= MORE || !is_quiet(), "answers took {more:?} longer");
}

#[tokio::test]
async fn panics_in_1_000_chats_are_nothing_to_others() {
    let trouble = Trouble { word: "panic", chats: size(40, 1_000), is_answered: false };
    let lasts = size(Duration::from_secs(3), Duration::from_secs(10));
    LocalSet::new().run_until(compare("panics", trouble, lasts)).await;
}

#[tokio::test]
async fn handlers_of_60_s_in_10_percent_of_the_chats_are_nothing_to_others() {
    // In a short run they wait only while the others talk.
    let trouble =
        Trouble { word: size("pause", "wait"), chats: OTHERS.div_ceil(9), is_answered: true };
    let lasts = size(Duration::from_secs(3), Duration::from_secs(65));
    LocalSet::new().run_until(compare("handlers of 60 s", trouble, lasts)).await;
}

/// Prints the line of a scenario.
#[expect(clippy::print_stdout, reason = "the lines are what a long run is for")]
fn tell(scenario: &str, line: &str) {
    println!("torture: {scenario}: {line}");
}
