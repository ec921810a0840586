//! What a run comes to: the ledger of the local Telegram says what was done, and how often; the bot's
//! logs say why something was done twice.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::time::{Duration, Instant};

use molniya_emulator::testkit::Telegram;
use molniya_emulator::{Entry, Ledger};
use serde_json::Value;

use crate::bot::Bot;
use crate::crowd::Customer;
use crate::script::Step;

/// What is answered this long before a kill is stored, and so is not repeated.
const STORED_AFTER: Duration = Duration::from_millis(20);
/// What is on the wire at a kill is accepted after it, and no later than this.
const ON_THE_WIRE: Duration = Duration::from_millis(250);
/// The variable that is set where nothing else runs, and the program is optimised: then it is held to
/// that time. Elsewhere the machine may keep it from answering for longer than that.
const QUIET: &str = "MOLNIYA_QUIET";

/// Whether nothing else runs here.
pub(crate) fn is_quiet() -> bool {
    std::env::var_os(QUIET).is_some()
}

/// How often the clocks are compared; the narrowest answers count.
const COMPARISONS: usize = 20;

/// The emulator's clock, read from this process.
pub(crate) struct Clock {
    /// The latest moment at which it may have begun.
    began: Instant,
}

impl Clock {
    /// Compares the clocks, by updates of a kind that no bot wants.
    pub(crate) async fn compare(telegram: &Telegram) -> Self {
        let mut asked = Vec::new();
        for _ in 0..COMPARISONS {
            let update = telegram.inject(r#"{"clock":{}}"#).await;
            asked.push((update, Instant::now()));
        }
        let ledger = telegram.ledger().await;
        let began = asked.into_iter().map(|(update, after)| {
            let issued = ledger.updates.iter().find(|issued| issued.update_id == update);
            after - Duration::from_micros(issued.expect("it was issued").at_micros)
        });
        Self { began: began.min().expect("comparisons") }
    }

    /// A moment on the emulator's clock, at the earliest.
    pub(crate) fn at(&self, moment: Instant) -> Duration {
        moment - self.began
    }
}

/// A call that was accepted twice.
#[derive(Debug)]
struct Repeat {
    method: String,
    chat: i64,
    /// When it was accepted, on the emulator's clock.
    first: Duration,
    again: Duration,
}

/// Holds a chat against what the person did, in order. Every step has its answer, and nothing else
/// was said. Gives the answers that came twice; they come directly after each other.
fn judge_chat(ledger: &Ledger, chat: i64, steps: &[Step]) -> Vec<Repeat> {
    let is_said = |entry: &&Entry| ["sendMessage", "editMessageText"].contains(&&*entry.method);
    let mut said = ledger.chat(chat).filter(is_said).peekable();
    let whole = || ledger.chat(chat).map(|entry| format!("{entry:?}\n")).collect::<String>();
    let mut repeats = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let mut last =
            said.next().unwrap_or_else(|| panic!("step {n} has no answer:\n{}", whole()));
        let text = last.text.as_deref().unwrap_or_default();
        let markup = last.reply_markup.as_ref().unwrap_or(&Value::Null);
        assert!(step.is_answered_by(text, markup), "{text:?} answers step {n}:\n{}", whole());
        while let Some(again) = said.next_if(|next| is_same(next, last)) {
            repeats.push(Repeat {
                method: again.method.clone(),
                chat,
                first: Duration::from_micros(last.at_micros),
                again: Duration::from_micros(again.at_micros),
            });
            last = again;
        }
    }
    assert_eq!(said.next(), None, "that answers nothing:\n{}", whole());
    repeats
}

/// Whether two calls say the same; an edit says it about the same message.
fn is_same(a: &Entry, b: &Entry) -> bool {
    let is_send = a.method == "sendMessage";
    (&a.method, &a.text, &a.reply_markup) == (&b.method, &b.text, &b.reply_markup)
        && (is_send || a.message_id == b.message_id)
}

/// Every press was answered, and none twice.
fn judge_presses(ledger: &Ledger, chat: i64, presses: usize) {
    let answered = ledger.chat(chat).filter_map(|entry| entry.callback_query_id.as_ref());
    let answered: Vec<_> = answered.collect();
    let different: HashSet<_> = answered.iter().collect();
    assert_eq!((answered.len(), different.len()), (presses, presses), "answers to presses");
}

/// What one process has logged.
struct Log<'a>(Vec<&'a str>);

impl<'a> Log<'a> {
    fn read(text: &'a str) -> Self {
        Self(text.lines().filter_map(|line| Some(line.split_once(" molniya: ")?.1)).collect())
    }

    /// The calls of an earlier process whose outcome it did not know.
    fn unknown(&self) -> impl Iterator<Item = Unknown<'a>> {
        self.0.iter().filter(|line| line.starts_with("unknown ")).map(|line| Unknown {
            entry: field(line, "entry").expect(line),
            method: field(line, "method").expect(line),
            chat: field(line, "chat").map(|chat| chat.parse().expect(line)),
            repeat: field(line, "repeat") == Some("true"),
            taken: false,
        })
    }

    /// Whether it had the time to store the outcome of a call: the group that was being applied
    /// when it learnt of it was applied, and the next one, too.
    fn has_stored(&self, entry: &str) -> bool {
        let is_end =
            |line: &&str| line.starts_with("call ended ") && field(line, "entry") == Some(entry);
        let Some(end) = self.0.iter().position(is_end) else { return false };
        self.0[end..].iter().filter(|line| line.starts_with("applied ")).count() > 1
    }
}

fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_whitespace().find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
}

/// A call that may or may not have been carried out when the process was killed.
struct Unknown<'a> {
    entry: &'a str,
    method: &'a str,
    chat: Option<i64>,
    repeat: bool,
    /// Whether a repeat was found that it tells of.
    taken: bool,
}

/// What happened in a run, all of it judged to be as it must be.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// Calls that were accepted twice.
    pub(crate) repeats: usize,
    /// Calls that a log tells of as unknown.
    pub(crate) unknown: usize,
    /// How long before the kill a call was accepted that was repeated, at most.
    oldest: Duration,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { repeats, unknown, .. } = self;
        write!(f, "{repeats} calls repeated of {unknown} unknown")?;
        match self.repeats {
            0 => Ok(()),
            _ => write!(f, "; accepted at most {:?} before the kill", self.oldest),
        }
    }
}

/// Judges a run. `kills` on the emulator's clock; one log more than kills. If calls met faults, a
/// process may also have repeated its own.
pub(crate) fn judge(
    ledger: &Ledger,
    customers: &[Customer],
    kills: &[Duration],
    logs: &[String],
) -> Summary {
    let mut repeats = Vec::new();
    for Customer { person, steps, late_presses, .. } in customers {
        repeats.extend(judge_chat(ledger, person.chat_id(), steps));
        let presses = steps.iter().filter(|step| step.is_press()).count();
        judge_presses(ledger, person.chat_id(), presses + late_presses);
    }
    let logs: Vec<Log> = logs.iter().map(|log| Log::read(log)).collect();
    let mut unknown: Vec<Vec<Unknown>> = logs.iter().map(|log| log.unknown().collect()).collect();
    let faulty = !ledger.struck.is_empty();
    assert!(faulty || unknown[0].is_empty(), "nothing was cut off before the first start");
    let mut summary = Summary {
        repeats: repeats.len(),
        unknown: unknown.iter().map(Vec::len).sum(),
        ..Summary::default()
    };
    let starts: Vec<Duration> = [Duration::ZERO].into_iter().chain(kills.iter().copied()).collect();
    // Backwards: a call that a killed process left on the wire may be accepted after the next kill,
    // so that the last start before a repeat tells of it, unless that tells of a later one.
    repeats.sort_by_key(|repeat| std::cmp::Reverse(repeat.again));
    for repeat in &repeats {
        let (start, entry) = told(&mut unknown, &starts, repeat);
        if faulty {
            continue;
        }
        assert!(!logs[start - 1].has_stored(entry), "{repeat:?} was stored, and not known");
        // A process that is killed before it comes to it leaves it to the next, which tells of it again. It was cut
        // off by the first kill after it was accepted.
        let start = start.min(starts.partition_point(|start| *start < repeat.first));
        let before = starts[start].saturating_sub(repeat.first);
        let is_in_time = before <= STORED_AFTER && repeat.first <= starts[start] + ON_THE_WIRE;
        assert!(is_in_time || !is_quiet(), "killed at {:?}: {repeat:?}", starts[start]);
        summary.oldest = summary.oldest.max(before);
    }
    summary
}

/// The start after which a call was repeated, and which entry of the outbox it was, by its log.
fn told<'a>(
    unknown: &mut [Vec<Unknown<'a>>],
    starts: &[Duration],
    repeat: &Repeat,
) -> (usize, &'a str) {
    let before = (0..starts.len()).rev().filter(|start| starts[*start] <= repeat.again);
    for start in before {
        let told = unknown[start].iter_mut().find(|call| {
            !call.taken
                && call.repeat
                && call.method == repeat.method
                && call.chat == Some(repeat.chat)
        });
        if let Some(call) = told {
            call.taken = true;
            return (start, call.entry);
        }
    }
    panic!("no log tells of {repeat:?}");
}

/// Nobody is left with a button that would confirm an order again.
pub(crate) async fn judge_shown(customers: &[Customer]) {
    for Customer { person, .. } in customers {
        let messages = person.messages().await;
        let still = messages.iter().any(|message| message.has_button("confirm_order"));
        assert!(!still, "an order could be confirmed again\n{}", person.transcript());
    }
}

/// Holds the orders in the store against the receipts, and sees that nothing is left to do.
pub(crate) fn judge_store(bot: &Bot, customers: &[Customer]) {
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
