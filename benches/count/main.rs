//! Counts the instructions of the ways every update takes, and compares them with what was recorded.
//!
//! Instructions do not depend on what else the machine does, so a bound on them can be a test. Each way runs under
//! callgrind, so often and twice as often: the difference is the way without the start of the program.
#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod commit;
mod order;
mod pipe;
mod recorded;
mod valgrind;
mod way;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::recorded::Recorded;
use crate::way::Way;

// The program `molniya` has the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Why there are no figures.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// Counts instructions of decode, route, commit and encode.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fail if a way takes 10 % more than what is recorded.
    Check,
    /// Write down what the ways take now.
    Record,
    /// Go one way; this is what runs under callgrind.
    Run {
        /// The way.
        way: Way,
        /// How often: so many times what `Way::rounds` says.
        times: usize,
    },
}

fn main() -> ExitCode {
    match run(&Args::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("molniya-count: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether all is well.
fn run(command: &Command) -> Result<bool, Failure> {
    match command {
        Command::Run { way, times } => way.go(*times).map(|()| true),
        Command::Record => {
            let now = Recorded::now()?;
            print!("{}", now.text());
            now.write().map(|()| true)
        }
        Command::Check => {
            let (before, now) = (Recorded::read()?, Recorded::now()?);
            let comparison = before.compare(&now);
            print!("{}", comparison.table);
            for worse in &comparison.worse {
                eprintln!("{worse}");
            }
            Ok(comparison.worse.is_empty())
        }
    }
}
