//! What the programs of the benchmark have in common: what people do, how Telegram writes it, how a process is read from
//! outside, and what the stub tells the runner, which is one JSON line per event on its standard output.
//!
//! The runner answers with a line on the stub's standard input wherever an event says that the stub waits.

pub mod json;
pub mod process;
pub mod script;

use serde::{Deserialize, Serialize};

/// Something the runner has to know in time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The server takes connections.
    Listening {
        /// The port on the loopback address.
        port: u16,
    },
    /// The bot's first `getUpdates` found nothing and waits. The stub waits for a line.
    Parked,
    /// Warm-up is over: what follows is measured.
    WindowOpened,
    /// What follows is not measured any more.
    WindowClosed,
    /// So many people have an open dialogue, and nothing moves. The stub waits for a line.
    Dialogues {
        /// How many people.
        open: usize,
    },
    /// The last event.
    Report(Report),
}

/// What the people saw between the two ends of the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How many people talked at once.
    pub people: usize,
    /// Steps that were completed.
    pub steps: u64,
    /// Length of the window.
    pub seconds: f64,
    /// `steps / seconds`.
    pub steps_per_second: f64,
    /// Median time from an update's coming into being to the arrival of the last call that answers it.
    pub p50_ms: f64,
    /// 99 of 100 steps took at most this long.
    pub p99_ms: f64,
    /// The slowest step.
    pub max_ms: f64,
    /// Updates per answer of `getUpdates` that had any.
    pub batch: f64,
    /// Mean size of an update as JSON.
    pub update_bytes: f64,
    /// Calls that were wrong, came unasked or never came; in warm-up, window and after it.
    pub errors: u64,
    /// The first of them in words.
    pub first_errors: Vec<String>,
}
