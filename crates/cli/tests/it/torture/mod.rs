//! Real processes under load and faults: the bot is killed, stopped, and refused service at random, and
//! the ledger of the local Telegram decides.
//!
//! A short run is part of the tests. With the variable [`LONG`] the runs are as long as
//! `docs/RELIABILITY.md` says; `scripts/torture.sh` does that. Chance follows `MOLNIYA_SEED`.

mod echoes;
mod ends;
mod failpoints;
mod news;
mod others;
mod refusals;
mod run;
mod windows;

/// The variable that is set for the long run.
const LONG: &str = "MOLNIYA_TORTURE";

/// The first in a short run, the second in the long one.
fn size<T>(short: T, long: T) -> T {
    match std::env::var_os(LONG) {
        None => short,
        Some(_) => long,
    }
}
