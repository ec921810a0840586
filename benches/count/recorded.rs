//! What was counted before, in a file beside the sources, and what is too much.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use serde::Deserialize;

use crate::Failure;
use crate::valgrind::{instructions, said};
use crate::way::Way;

/// A way may take this much more than what is recorded, in percent.
const BOUND: u64 = 10;
/// The command that makes the file anew.
const COMMAND: &str = "cargo run --release -p molniya-bench --bin molniya-count -- record";

/// Counts, and what they were counted with.
#[derive(Debug, Deserialize)]
pub(crate) struct Recorded {
    date: String,
    rustc: String,
    valgrind: String,
    /// For each way: instructions for an update or a call.
    instructions: BTreeMap<String, u64>,
}

/// What is different.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) table: String,
    /// A line for each way that takes too much.
    pub(crate) worse: Vec<String>,
}

fn file() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "instructions.toml"].iter().collect()
}

impl Recorded {
    /// Reads the file.
    pub(crate) fn read() -> Result<Recorded, Failure> {
        let file = file();
        let text = std::fs::read_to_string(&file);
        let text = text.map_err(|error| format!("{}: {error}; `{COMMAND}`", file.display()))?;
        Ok(toml::from_str(&text)?)
    }

    /// Writes the file.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        Ok(std::fs::write(file(), self.text())?)
    }

    /// Counts.
    pub(crate) fn now() -> Result<Recorded, Failure> {
        let counts = Way::ALL.map(|way| Ok((way.name().to_owned(), instructions(way)?)));
        Ok(Recorded {
            date: said("date", &["-u", "+%F"])?,
            rustc: said("rustc", &["-V"])?,
            valgrind: said("valgrind", &["--version"])?,
            instructions: counts.into_iter().collect::<Result<_, Failure>>()?,
        })
    }

    /// As the file says it.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "# Instructions for an update or a call. Made by `{COMMAND}`.\n\
             date = \"{}\"\nrustc = \"{}\"\nvalgrind = \"{}\"\n\n[instructions]\n",
            self.date, self.rustc, self.valgrind
        );
        for (way, count) in &self.instructions {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{way} = {count}");
        }
        text
    }

    /// Compares what is counted now with what was recorded.
    pub(crate) fn compare(&self, now: &Recorded) -> Comparison {
        let mut out = Comparison::default();
        for (way, count) in &now.instructions {
            let Some(before) = self.instructions.get(way) else {
                out.worse.push(format!("{way} is not recorded: `{COMMAND}`"));
                continue;
            };
            let percent = |count: u64| count * 100 / (*before).max(1);
            let remark = match percent(*count) {
                ..90 => format!("; less than recorded: `{COMMAND}` keeps it so"),
                _ => String::new(),
            };
            // Writing to a text does not fail.
            let _ = writeln!(out.table, "{way}: {count} instructions, {before} recorded{remark}");
            if *count * 100 > *before * (100 + BOUND) {
                out.worse.push(format!(
                    "{way} takes {count} instructions, {}% of the {before} recorded on {} ({}, {}; now {}, {}): \
                     make it cheaper, or say in the commit why it costs more and run `{COMMAND}`",
                    percent(*count), self.date, self.rustc, self.valgrind, now.rustc, now.valgrind
                ));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(decode: u64) -> Recorded {
        Recorded {
            date: "2026-01-02".to_owned(),
            rustc: "rustc 1".to_owned(),
            valgrind: "valgrind-3".to_owned(),
            instructions: [("decode".to_owned(), decode)].into(),
        }
    }

    #[test]
    fn ten_percent_more_is_allowed_and_not_one_instruction_above() {
        let before = recorded(1_000);
        assert!(before.compare(&recorded(1_100)).worse.is_empty());
        let worse = before.compare(&recorded(1_101)).worse;
        assert_eq!(worse.len(), 1);
        for part in ["decode takes 1101", "110%", "1000 recorded on 2026-01-02", COMMAND] {
            assert!(worse[0].contains(part), "{worse:?}");
        }
    }

    #[test]
    fn a_way_that_became_cheaper_is_told_of_and_no_failure() {
        let comparison = recorded(1_000).compare(&recorded(800));
        assert!(comparison.worse.is_empty() && comparison.table.contains("less than recorded"));
    }

    #[test]
    fn a_way_that_is_not_recorded_fails() {
        let none = Recorded { instructions: BTreeMap::new(), ..recorded(0) };
        assert_eq!(none.compare(&recorded(5)).worse.len(), 1);
    }

    #[test]
    fn the_file_is_read_as_it_is_written() {
        let again: Recorded = toml::from_str(&recorded(77).text()).unwrap();
        assert_eq!(again.text(), recorded(77).text());
    }
}
