//! Flood waits: nothing is sent inside one.

use std::time::Duration;

use molniya_emulator::{Entry, Fault, Ledger, Struck};

use crate::judge::is_quiet;

/// What the bot learns this shortly before it is killed it may not have stored; on a machine that keeps
/// it from working, for longer.
const STORED_AFTER: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(250)];
/// The bot's clock counts whole milliseconds.
const TICK: Duration = Duration::from_millis(2);

/// How long a chat was to be left alone after a refusal.
fn wait(struck: &Struck) -> Option<Duration> {
    let seconds = struck.fault.error.as_ref()?.retry_after?;
    Some(Duration::from_secs(seconds.into()))
}

/// Whether a method says something in a chat.
fn says(method: &str) -> bool {
    ["sendMessage", "editMessageText"].contains(&method)
}

/// What came into a chat, or tried to: when.
fn said(ledger: &Ledger, chat: i64) -> Vec<Duration> {
    let accepted = ledger.chat(chat).filter(|entry| says(&entry.method));
    let accepted = accepted.map(|entry| entry.at_micros);
    let struck = ledger.struck.iter().filter(|struck| struck.chat == Some(chat));
    let refused = struck.filter(|struck| says(&struck.method)).map(|struck| struck.at_micros);
    accepted.chain(refused).map(Duration::from_micros).collect()
}

/// Nothing was said in a chat inside its flood waits. `ends` are those of the bot, on the emulator's
/// clock.
///
/// # Panics
///
/// If something was.
pub(super) fn judge_windows(ledger: &Ledger, ends: &[Duration]) {
    let stored_after = STORED_AFTER[usize::from(!is_quiet())];
    for struck in ledger.struck.iter().filter(|struck| says(&struck.method)) {
        let (Some(wait), Some(chat)) = (wait(struck), struck.chat) else { continue };
        let from = Duration::from_micros(struck.at_micros);
        if ends.iter().any(|end| (from..from + stored_after).contains(end)) {
            continue;
        }
        let early =
            said(ledger, chat).into_iter().find(|at| *at > from && *at + TICK < from + wait);
        assert_eq!(early, None, "sent inside the flood wait of {struck:?}");
    }
}

/// How often the chat was refused that was refused most often.
pub(super) fn most_refusals(ledger: &Ledger, chats: &[i64]) -> usize {
    let refused = |chat: &i64| {
        let here = ledger.struck.iter().filter(|struck| struck.chat == Some(*chat));
        here.filter(|struck| wait(struck).is_some()).count()
    };
    chats.iter().map(refused).max().unwrap_or_default()
}

/// How long each answer in a chat took. Every update of it has one answer, in order.
pub(super) fn answer_times(ledger: &Ledger, chat: i64) -> Vec<Duration> {
    let asked = ledger.updates.iter().filter(|update| update.chat == Some(chat));
    let answered = ledger.chat(chat).filter(|entry| says(&entry.method));
    let took = asked
        .zip(answered)
        .map(|(asked, answered)| answered.at_micros.saturating_sub(asked.at_micros));
    took.map(Duration::from_micros).collect()
}

/// The time that so many of a thousand do not exceed; of none, none.
pub(super) fn per_mille(sorted: &[Duration], part: usize) -> Duration {
    let place = (sorted.len() * part).div_ceil(1_000).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

#[test]
fn of_a_hundred_times_the_99th_is_what_99_percent_do_not_exceed() {
    let times: Vec<Duration> = (1..=100).map(Duration::from_millis).collect();
    let parts = [500, 990, 1_000].map(|part| per_mille(&times, part).as_millis());
    assert_eq!(parts, [50, 99, 100]);
}

#[test]
#[should_panic(expected = "sent inside the flood wait")]
fn what_is_sent_inside_a_flood_wait_is_found() {
    let method = "sendMessage".to_owned();
    let refused = Struck {
        at_micros: 1_000_000,
        method: method.clone(),
        chat: Some(1),
        fault: Fault::flood(&method, 2),
    };
    let early = Entry { at_micros: 2_900_000, method, chat: Some(1), ..Entry::default() };
    let ledger = Ledger {
        bot_id: 0,
        confirmed: 0,
        updates: Vec::new(),
        entries: vec![early],
        struck: vec![refused],
        forgotten: 0,
        violations: Vec::new(),
    };
    judge_windows(&ledger, &[]);
}
