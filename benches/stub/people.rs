//! The people: whose turn it is, which calls answer a step, how long that took.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

use molniya_bench::Report;
use serde::Deserialize;
use tokio::sync::Notify;

use molniya_bench::json::{Card, message_update, press_update};
use molniya_bench::script::{Act, Script};

/// The first person's id; the others follow.
const FIRST_PERSON: i64 = 5_000_000_000;
/// How many errors are kept in words.
const ERRORS_KEPT: usize = 5;

/// The state of everything, owned by one thread.
pub(crate) struct World {
    script: Script,
    /// Whether `getUpdates` gathers.
    pub(crate) gather: bool,
    people: Vec<Person>,
    /// Updates that were not confirmed yet.
    updates: VecDeque<Update>,
    /// Woken for every new update.
    pub(crate) arrived: Rc<Notify>,
    /// Woken when a poll waits for the first time.
    pub(crate) parked: Rc<Notify>,
    /// Woken when so many dialogues are open as were asked for.
    pub(crate) reached: Rc<Notify>,
    /// Whether a poll waits now.
    pub(crate) polling: bool,
    next_update: i64,
    next_message: i64,
    running: bool,
    measuring: bool,
    open: usize,
    target: usize,
    seen: Seen,
}

struct Update {
    id: i64,
    json: Vec<u8>,
}

#[derive(Default)]
struct Person {
    at: usize,
    waits: Option<Waits>,
    card: Option<Card>,
}

/// What a person still waits for.
struct Waits {
    since: Instant,
    message: bool,
    /// The query that has to be answered.
    answer: Option<u64>,
}

/// What was counted.
#[derive(Default)]
struct Seen {
    steps: u64,
    /// Nanoseconds of the steps in the window.
    latencies: Vec<u64>,
    polls: u64,
    polled: u64,
    updates: u64,
    update_bytes: u64,
    errors: u64,
    first_errors: Vec<String>,
}

/// A keyboard, as far as a person looks for a button.
#[derive(Deserialize)]
struct Markup<'a> {
    #[serde(borrow, default)]
    inline_keyboard: Vec<Vec<Button<'a>>>,
}

#[derive(Deserialize)]
struct Button<'a> {
    callback_data: Option<&'a str>,
}

impl World {
    pub(crate) fn new(script: Script, gather: bool) -> World {
        World {
            script,
            gather,
            people: Vec::new(),
            updates: VecDeque::new(),
            arrived: Rc::default(),
            parked: Rc::default(),
            reached: Rc::default(),
            polling: false,
            next_update: 700_000_001,
            next_message: 1,
            running: false,
            measuring: false,
            open: 0,
            target: 0,
            seen: Seen::default(),
        }
    }

    /// Lets so many people begin.
    pub(crate) fn start(&mut self, people: usize) {
        self.running = true;
        for _ in 0..people {
            self.newcomer();
        }
    }

    /// Lets new people open dialogues, `at_once` of them at a time, until `target` are open.
    pub(crate) fn open_until(&mut self, target: usize, at_once: usize) {
        self.running = true;
        self.target = target;
        for _ in 0..at_once.min(target.saturating_sub(self.open)) {
            self.newcomer();
        }
    }

    pub(crate) fn open_window(&mut self) {
        self.measuring = true;
    }

    /// Nobody begins another step.
    pub(crate) fn close_window(&mut self) {
        self.measuring = false;
        self.running = false;
    }

    pub(crate) fn steps(&self) -> u64 {
        self.seen.steps
    }

    pub(crate) fn anyone_waits(&self) -> bool {
        self.people.iter().any(|person| person.waits.is_some())
    }

    fn newcomer(&mut self) {
        self.people.push(Person::default());
        self.act(self.people.len() - 1);
    }

    /// Begins the person's next step.
    fn act(&mut self, index: usize) {
        let from = FIRST_PERSON + index as i64;
        let update = self.next_update;
        let message = self.next_message;
        let act = self.script.steps()[self.people[index].at].act;
        let card = self.people[index].card.as_ref();
        let mut answer = None;
        let json = match (act, card) {
            (Act::Press(data), Some(card)) if has_button(card, data) => {
                // Telegram's ids hold the person's id above a number; the person is found by it again.
                let query = ((index as u64 + 1) << 32) | (update as u64 & 0xffff_ffff);
                answer = Some(query);
                press_update(update, query, from, card, data)
            }
            (Act::Press(data), _) => {
                // The person says no more: a dialogue that goes wrong is not worth measuring.
                return self.error(|| format!("the last message has no button {data}"));
            }
            (act, _) => {
                self.next_message += 1;
                message_update(update, message, from, &act)
            }
        };
        self.next_update += 1;
        self.seen.updates += 1;
        self.seen.update_bytes += json.len() as u64;
        self.updates.push_back(Update { id: update, json });
        self.people[index].waits = Some(Waits { since: Instant::now(), message: true, answer });
        self.arrived.notify_one();
    }

    /// The person the bot writes to, if there is one.
    pub(crate) fn person_of(&self, chat: i64) -> Option<usize> {
        let index = usize::try_from(chat.checked_sub(FIRST_PERSON)?).ok()?;
        (index < self.people.len()).then_some(index)
    }

    /// Takes a new message of the bot and gives it its id.
    pub(crate) fn sent(&mut self, index: usize, text: &str, markup: Option<&str>) -> Card {
        let message = self.next_message;
        self.next_message += 1;
        self.shown(
            index,
            Card { message, text: text.to_owned(), markup: markup.map(str::to_owned) },
        )
    }

    /// Takes a changed message of the bot: nothing, if it is not the person's last one.
    pub(crate) fn edited(
        &mut self,
        index: usize,
        message: i64,
        text: Option<&str>,
        markup: Option<&str>,
    ) -> Option<Card> {
        let card = self.people[index].card.as_ref().filter(|card| card.message == message)?;
        let text = text.unwrap_or(&card.text).to_owned();
        Some(self.shown(index, Card { message, text, markup: markup.map(str::to_owned) }))
    }

    fn shown(&mut self, index: usize, card: Card) -> Card {
        let person = &mut self.people[index];
        person.card = Some(card.clone());
        let Some(waits) = person.waits.as_mut().filter(|waits| waits.message) else {
            self.error(|| format!("nobody asked for {}", card.text));
            return card;
        };
        waits.message = false;
        let word = self.script.steps()[person.at].word;
        if !card.text.to_ascii_lowercase().contains(word) {
            self.error(|| format!("no \"{word}\" in {}", card.text));
        }
        self.step_done(index);
        card
    }

    /// Takes the answer to a pressed button: false, if nobody waits for it.
    pub(crate) fn answered(&mut self, query: &str) -> bool {
        let query: u64 = query.parse().unwrap_or(0);
        let index = (query >> 32).checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let person = index.and_then(|index| self.people.get_mut(index));
        let waits = person.and_then(|person| person.waits.as_mut());
        let (Some(index), Some(waits)) = (index, waits.filter(|waits| waits.answer == Some(query)))
        else {
            self.error(|| format!("nobody waits for the answer to query {query}"));
            return false;
        };
        waits.answer = None;
        self.step_done(index);
        true
    }

    /// Goes on to the person's next step if every expected call is there.
    fn step_done(&mut self, index: usize) {
        let steps = self.script.steps().len();
        let person = &mut self.people[index];
        let Some(done) = person.waits.take_if(|waits| !waits.message && waits.answer.is_none())
        else {
            return;
        };
        person.at = (person.at + 1) % steps;
        let ended = person.at == 0;
        self.seen.steps += 1;
        if self.measuring {
            let nanoseconds = done.since.elapsed().as_nanos();
            self.seen.latencies.push(u64::try_from(nanoseconds).unwrap_or(u64::MAX));
        }
        match self.script {
            Script::Open if ended => self.opened(index),
            _ if self.running => self.act(index),
            _ => {}
        }
    }

    /// The person leaves the dialogue open; somebody else begins.
    fn opened(&mut self, index: usize) {
        self.people[index].card = None;
        self.open += 1;
        if self.open == self.target {
            self.running = false;
            self.reached.notify_one();
        } else if self.people.len() < self.target {
            self.newcomer();
        }
    }

    /// Forgets the updates before `offset` and writes the next ones, as a JSON array; false, if there are none.
    pub(crate) fn poll(&mut self, offset: i64, limit: usize, out: &mut Vec<u8>) -> bool {
        while self.updates.front().is_some_and(|update| update.id < offset) {
            self.updates.pop_front();
        }
        out.push(b'[');
        for (n, update) in self.updates.iter().take(limit).enumerate() {
            if n > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&update.json);
        }
        out.push(b']');
        let batch = self.updates.len().min(limit);
        if batch > 0 && self.measuring {
            self.seen.polls += 1;
            self.seen.polled += batch as u64;
        }
        batch > 0
    }

    pub(crate) fn error(&mut self, what: impl FnOnce() -> String) {
        self.seen.errors += 1;
        if self.seen.first_errors.len() < ERRORS_KEPT {
            self.seen.first_errors.push(what());
        }
    }

    /// Sums up. Steps that are still not answered are errors.
    pub(crate) fn report(&mut self, people: usize, window: Duration) -> Report {
        let missing: Vec<String> =
            self.people.iter().filter_map(|person| self.missing(person)).collect();
        for missing in missing {
            self.error(|| missing);
        }
        let seen = &mut self.seen;
        seen.latencies.sort_unstable();
        let steps = seen.latencies.len() as u64;
        let seconds = window.as_secs_f64();
        Report {
            people,
            steps,
            seconds,
            steps_per_second: steps as f64 / seconds,
            p50_ms: quantile(&seen.latencies, 0.5),
            p99_ms: quantile(&seen.latencies, 0.99),
            max_ms: quantile(&seen.latencies, 1.0),
            batch: seen.polled as f64 / seen.polls.max(1) as f64,
            update_bytes: seen.update_bytes as f64 / seen.updates.max(1) as f64,
            errors: seen.errors,
            first_errors: seen.first_errors.clone(),
        }
    }

    fn missing(&self, person: &Person) -> Option<String> {
        let waits = person.waits.as_ref()?;
        let act = self.script.steps()[person.at].act;
        let message = if waits.message { " a message" } else { "" };
        let answer = if waits.answer.is_some() { " an answer to the query" } else { "" };
        Some(format!("{act:?} still waits for{message}{answer}"))
    }
}

fn has_button(card: &Card, data: &str) -> bool {
    let markup =
        card.markup.as_deref().and_then(|json| serde_json::from_str::<Markup<'_>>(json).ok());
    let buttons = markup.into_iter().flat_map(|markup| markup.inline_keyboard).flatten();
    buttons.into_iter().any(|button| button.callback_data == Some(data))
}

/// A quantile of sorted nanoseconds, in milliseconds; 0 if there are none.
fn quantile(sorted: &[u64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let index = (last as f64 * part).round() as usize;
    sorted.get(index).map_or(0.0, |nanoseconds| *nanoseconds as f64 / 1e6)
}
