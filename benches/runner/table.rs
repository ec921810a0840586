//! The figures as Markdown.

use std::fmt::Write;

use crate::bot::Bot;
use crate::figures::{Growth, Measured, Spread};

const MIB: f64 = 1024.0;

/// A column of the table of costs: heading, decimals, and the figure of one run among all.
type Column = (&'static str, usize, fn(&Measured, &[Measured]) -> Option<f64>);

const COLUMNS: [Column; 11] = [
    ("CPU µs/step", 1, |run, _| Some(run.cpu_per_step())),
    ("× floor", 2, ratio),
    ("steps/s", 0, |run, _| Some(run.report.steps_per_second)),
    ("p50 ms", 3, |run, _| Some(run.report.p50_ms)),
    ("p99 ms", 2, |run, _| Some(run.report.p99_ms)),
    ("max ms", 1, |run, _| Some(run.report.max_ms)),
    ("updates/poll", 1, |run, _| Some(run.report.batch)),
    ("start ms", 0, |run, _| Some(run.start.as_secs_f64() * 1e3)),
    ("RSS idle MiB", 1, |run, _| Some(run.idle_kib as f64 / MIB)),
    ("RSS after MiB", 1, |run, _| Some(run.loaded_kib as f64 / MIB)),
    ("stub cores", 2, |run, _| Some(run.stub_load())),
];

/// CPU per step in relation to the floor's in the same round.
fn ratio(run: &Measured, all: &[Measured]) -> Option<f64> {
    let floor = all.iter().find(|other| {
        other.bot == Bot::Floor
            && other.round == run.round
            && other.report.people == run.report.people
    })?;
    Some(run.cpu_per_step() / floor.cpu_per_step())
}

/// Medians, with least and most in brackets, of every bot and number of people.
pub(crate) fn costs(all: &[Measured]) -> String {
    let mut people: Vec<usize> = all.iter().map(|run| run.report.people).collect();
    people.sort_unstable();
    people.dedup();
    let headings: Vec<&str> = COLUMNS.iter().map(|(heading, ..)| *heading).collect();
    let mut out = format!("| people | bot | {} | errors |\n", headings.join(" | "));
    out += "|---|---|";
    out += &"---|".repeat(COLUMNS.len() + 1);
    for people in people {
        for bot in Bot::ALL {
            let same = |run: &&Measured| run.bot == bot && run.report.people == people;
            let runs: Vec<&Measured> = all.iter().filter(same).collect();
            if runs.is_empty() {
                continue;
            }
            let _ = write!(out, "\n| {people} | {} |", bot.name());
            for (_, decimals, figure) in COLUMNS {
                let spread = Spread::of(runs.iter().filter_map(|run| figure(run, all)));
                let _ = write!(out, " {} |", cell(spread, decimals));
            }
            let errors: u64 = runs.iter().map(|run| run.report.errors).sum();
            let _ = write!(out, " {errors} |");
        }
    }
    let bytes = Spread::of(all.iter().map(|run| run.report.update_bytes));
    let _ = write!(out, "\n\nAn update has {} bytes on average.", cell(bytes, 0));
    out
}

fn cell(spread: Option<Spread>, decimals: usize) -> String {
    let Some(Spread { least, median, most }) = spread else { return "–".to_owned() };
    if least == most {
        return format!("{median:.decimals$}");
    }
    format!("**{median:.decimals$}** ({least:.decimals$}–{most:.decimals$})")
}

/// One run in one line.
pub(crate) fn line(run: &Measured) -> String {
    format!(
        "{} people, {}: {:.1} µs/step, {:.0} steps/s, p50 {:.3} ms, {} errors",
        run.report.people,
        run.bot.name(),
        run.cpu_per_step(),
        run.report.steps_per_second,
        run.report.p50_ms,
        run.report.errors,
    )
}

/// Memory by open dialogues.
pub(crate) fn growth(all: &[Growth]) -> String {
    let mut out = "| bot | dialogues open | RSS MiB | since the line before | errors |\n|---|---|---|---|---|".to_owned();
    for Growth { bot, points, report } in all {
        let mut before = None;
        for (open, kib) in points {
            let since = before.map_or("–".to_owned(), |before| {
                format!("{:+.1} %", (*kib as f64 / before - 1.0) * 100.0)
            });
            let (name, mib) = (bot.name(), *kib as f64 / MIB);
            let _ = write!(out, "\n| {name} | {open} | {mib:.1} | {since} | {} |", report.errors);
            before = Some(*kib as f64);
        }
    }
    out
}
