//! What is counted while people play, and the report of it.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::Plan;
use super::histogram::Histogram;
use crate::script::{Failure, Reason, Script};

/// Characters of an expectation in a report.
const MAX_SHOWN: usize = 50;

#[derive(Debug, Default)]
struct Counts {
    walks: u64,
    failed: u64,
    /// By the place of the expectation in the script.
    steps: BTreeMap<usize, Histogram>,
    /// By line and reason; with the first one as it is shown.
    troubles: BTreeMap<(usize, &'static str), (u64, String)>,
}

/// What is counted.
#[derive(Debug)]
pub(super) struct Figures<'s> {
    script: &'s Script,
    counts: Mutex<Counts>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The script.
    pub script: String,
    /// How many people there were at once.
    pub people: usize,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// Talks that went as written, to their end.
    pub walks: u64,
    /// Talks that went otherwise.
    pub failed: u64,
    /// Talks that were to begin and had not ended when it was over.
    pub unfinished: u64,
    /// Talks as written, in a second.
    pub walks_per_second: f64,
    /// Expectations that were met, in a second.
    pub answers_per_second: f64,
    /// Every expectation that was met at least once.
    pub steps: Vec<Step>,
    /// All of them together.
    pub all: Step,
    /// What went otherwise.
    pub troubles: Vec<Trouble>,
}

/// How long the bot took: from when a person meant to do something until what is expected of the bot was there, in
/// milliseconds.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The line of the script; 0 for all together.
    pub line: usize,
    /// What is expected.
    pub expected: String,
    /// How often it was met.
    pub count: u64,
    /// Half of them took no longer.
    pub p50_ms: f64,
    /// 90 of 100 took no longer.
    pub p90_ms: f64,
    /// 99 of 100 took no longer.
    pub p99_ms: f64,
    /// The longest.
    pub max_ms: f64,
}

/// What went otherwise at a line.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Trouble {
    /// The line of the script.
    pub line: usize,
    /// `differs`, `nothing`, `more`, `cannot` or `lost`.
    pub reason: &'static str,
    /// How often.
    pub count: u64,
    /// The first of them, as `molniya replay` shows it.
    pub first: String,
}

impl<'s> Figures<'s> {
    pub(super) fn new(script: &'s Script) -> Self {
        Self { script, counts: Mutex::default() }
    }

    fn with<R>(&self, act: impl FnOnce(&mut Counts) -> R) -> R {
        act(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An expectation was met.
    pub(super) fn answered(&self, step: usize, time: Duration) {
        self.with(|counts| counts.steps.entry(step).or_default().add(time));
    }

    /// A talk went as written.
    pub(super) fn walked(&self) {
        self.with(|counts| counts.walks += 1);
    }

    /// A talk went otherwise.
    pub(super) fn failed(&self, failure: &Failure) {
        let reason = match failure.reason {
            Reason::Differs => "differs",
            Reason::Nothing(_) => "nothing",
            Reason::More => "more",
            Reason::Lost => "lost",
            Reason::Cannot(_) | Reason::Gone(_) => "cannot",
        };
        self.with(|counts| {
            counts.failed += 1;
            let trouble = counts.troubles.entry((failure.line, reason));
            trouble.or_insert_with(|| (0, failure.to_string())).0 += 1;
        });
    }

    pub(super) fn report(&self, plan: &Plan, took: Duration, begun: u64) -> Report {
        self.with(|counts| {
            let mut all = Histogram::default();
            counts.steps.values().for_each(|times| all.merge(times));
            let seconds = took.as_secs_f64();
            let a_second = |count: u64| if seconds > 0.0 { count as f64 / seconds } else { 0.0 };
            let step = |(index, times): (&usize, &Histogram)| {
                let (line, expected) = self.script.shown(*index);
                Step::of(line, shortened(&expected), times)
            };
            let trouble =
                |((line, reason), (count, first)): (&(usize, &'static str), &(u64, String))| {
                    Trouble { line: *line, reason, count: *count, first: first.clone() }
                };
            Report {
                script: self.script.name().to_owned(),
                people: plan.people,
                seconds,
                walks: counts.walks,
                failed: counts.failed,
                unfinished: begun.saturating_sub(counts.walks + counts.failed),
                walks_per_second: a_second(counts.walks),
                answers_per_second: a_second(all.count()),
                steps: counts.steps.iter().map(step).collect(),
                all: Step::of(0, "all".to_owned(), &all),
                troubles: counts.troubles.iter().map(trouble).collect(),
            }
        })
    }
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.chars().count() > MAX_SHOWN {
        true => line.chars().take(MAX_SHOWN - 1).chain(['…']).collect(),
        false => line.to_owned(),
    }
}

impl Step {
    fn of(line: usize, expected: String, times: &Histogram) -> Self {
        Self {
            line,
            expected,
            count: times.count(),
            p50_ms: times.quantile_ms(0.5),
            p90_ms: times.quantile_ms(0.9),
            p99_ms: times.quantile_ms(0.99),
            max_ms: times.longest_ms(),
        }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { script, people, seconds, walks, failed, unfinished, .. } = self;
        writeln!(f, "{script}: {people} people, {seconds:.1} s")?;
        write!(f, "{walks} walks as written ({:.1} a second)", self.walks_per_second)?;
        writeln!(f, ", {failed} otherwise, {unfinished} not finished")?;
        writeln!(f, "{} answers ({:.1} a second)", self.all.count, self.answers_per_second)?;
        let head = ["line", "answers", "p50 ms", "p90 ms", "p99 ms", "max ms"];
        let [line, count, p50, p90, p99, max] = head;
        write!(f, "{line:>5} {count:>8} {p50:>9} {p90:>9} {p99:>9} {max:>9}  expected")?;
        for step in self.steps.iter().chain([&self.all]) {
            let line = if step.line == 0 { String::new() } else { step.line.to_string() };
            let Step { count, p50_ms, p90_ms, p99_ms, max_ms, expected, .. } = step;
            write!(
                f,
                "\n{line:>5} {count:>8} {p50_ms:>9.2} {p90_ms:>9.2} {p99_ms:>9.2} {max_ms:>9.2}  {expected}"
            )?;
        }
        for trouble in &self.troubles {
            let times = if trouble.count == 1 { "once" } else { "times, first" };
            let count =
                if trouble.count == 1 { String::new() } else { format!("{} ", trouble.count) };
            write!(f, "\n{count}{times}: {}", trouble.first)?;
        }
        Ok(())
    }
}
