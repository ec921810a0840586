//! Measures what a step of the order dialogue costs: the program `molniya` with its stores, beside the hand-written bot.
//!
//! Every bot runs as a process of its own against a stub process of its own; this program only starts them, reads
//! `/proc` and prints one table. How to read it stands in `docs/BENCHMARKS.md`.
#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod about;
mod bot;
mod figures;
mod pending;
mod probe;
mod process;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::Parser;
use molniya_bench::{Event, Report};
use tempfile::TempDir;

use crate::bot::Bot;
use crate::figures::{Growth, Measured};
use crate::process::{Failure, Program, Stub, programs};

/// How long an idle bot is left alone before its memory is read.
const SETTLE: Duration = Duration::from_millis(500);

/// Measures CPU, latency and memory of the order bot beside a hand-written one.
#[derive(Debug, Parser)]
pub(crate) struct Args {
    /// Seconds that are measured, per run.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Seconds before that.
    #[arg(long, default_value_t = 2.0)]
    warmup: f64,
    /// How often everything is repeated; the table has medians.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Numbers of people who talk at once.
    #[arg(long, value_delimiter = ',', default_value = "1,64")]
    people: Vec<usize>,
    /// Only these bots.
    #[arg(long, value_delimiter = ',', value_enum)]
    only: Vec<Bot>,
    /// Let the server gather updates for 1 to 2 ms, as Telegram's does.
    #[arg(long)]
    gather: bool,
    /// Measure memory instead: open dialogues and stop at each of these numbers.
    #[arg(long, value_delimiter = ',', num_args = 0.., default_missing_value = "1000,100000")]
    dialogues: Vec<usize>,
    /// Measure a start instead: with so many updates and calls that an earlier process left, half of each; and
    /// with so many updates.
    #[arg(long, default_value_t = 0)]
    pending: usize,
    /// Where databases are kept while they are needed, and where the disk is tried [default: beside the programs].
    #[arg(long)]
    directory: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(errors) => ExitCode::from(u8::from(errors)),
        Err(error) => {
            eprintln!("molniya-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether any step went wrong.
fn run(args: &Args) -> Result<bool, Failure> {
    let folder = programs()?;
    let directory = args.directory.clone().unwrap_or_else(|| folder.join("bench"));
    fs::create_dir_all(&directory)?;
    let bots = if args.only.is_empty() { Bot::ALL.to_vec() } else { args.only.clone() };
    println!("{}", about::machine());
    println!("{}\n", probe::disk(&directory)?);
    if args.pending > 0 {
        for _ in 0..args.rounds {
            let half = args.pending / 2;
            println!("{}", pending::measure(half, half, &directory)?);
            println!("{}", pending::measure(args.pending, 0, &directory)?);
        }
        return Ok(false);
    }
    let reports: Vec<Report> = if args.dialogues.is_empty() {
        let measured = measure_all(args, &bots, &directory)?;
        println!("{}", table::costs(&measured));
        measured.into_iter().map(|measured| measured.report).collect()
    } else {
        let grown =
            bots.iter().map(|bot| grow(args, *bot, &directory)).collect::<Result<Vec<_>, _>>()?;
        println!("{}", table::growth(&grown));
        grown.into_iter().map(|growth| growth.report).collect()
    };
    let wrong = reports.iter().flat_map(|report| &report.first_errors);
    for (n, error) in wrong.clone().enumerate() {
        eprintln!("error {}: {error}", n + 1);
    }
    Ok(wrong.count() > 0)
}

/// One bot after the other, again and again, so that a slow minute of the machine meets all of them.
fn measure_all(args: &Args, bots: &[Bot], directory: &Path) -> Result<Vec<Measured>, Failure> {
    let mut all = Vec::new();
    for round in 1..=args.rounds {
        for people in &args.people {
            for bot in bots {
                let measured = measure(args, *bot, round, *people, directory)?;
                eprintln!("round {round} of {}: {}", args.rounds, table::line(&measured));
                all.push(measured);
            }
        }
    }
    Ok(all)
}

/// A stub and a bot whose first poll waits.
struct Pair {
    stub: Stub,
    bot: Program,
    start: Duration,
    idle_kib: u64,
    _data: TempDir,
}

fn start(bot: Bot, directory: &Path, stub_args: &[String]) -> Result<Pair, Failure> {
    let data = tempfile::tempdir_in(directory)?;
    let (mut stub, port) = Stub::start(stub_args)?;
    let begun = Instant::now();
    let mut bot = bot.start(port, data.path())?;
    if let Err(error) = stub.expect(|event| *event == Event::Parked) {
        return Err(format!("{error}; the bot says: {}", bot.last_words()).into());
    }
    let start = begun.elapsed();
    sleep(SETTLE);
    let idle_kib = bot.resident_kib()?;
    stub.go()?;
    Ok(Pair { stub, bot, start, idle_kib, _data: data })
}

/// Lets people order and reads what that cost.
fn measure(
    args: &Args,
    bot: Bot,
    round: usize,
    people: usize,
    directory: &Path,
) -> Result<Measured, Failure> {
    let mut stub_args = vec![
        format!("--people={people}"),
        format!("--seconds={}", args.seconds),
        format!("--warmup={}", args.warmup),
    ];
    stub_args.extend(args.gather.then(|| "--gather".to_owned()));
    let mut pair = start(bot, directory, &stub_args)?;
    pair.stub.expect(|event| *event == Event::WindowOpened)?;
    let before = (pair.bot.cpu()?, pair.stub.program.cpu()?);
    pair.stub.expect(|event| *event == Event::WindowClosed)?;
    let after = (pair.bot.cpu()?, pair.stub.program.cpu()?);
    let report = pair.stub.report()?;
    Ok(Measured {
        bot,
        round,
        cpu: after.0.since(&before.0),
        stub_cpu: after.1.since(&before.1),
        start: pair.start,
        idle_kib: pair.idle_kib,
        loaded_kib: pair.bot.resident_kib()?,
        report,
    })
}

/// Opens dialogues and reads the bot's memory at each number.
fn grow(args: &Args, bot: Bot, directory: &Path) -> Result<Growth, Failure> {
    let people = args.people.iter().max().copied().unwrap_or(1);
    let list = args.dialogues.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let stub_args = [format!("--people={people}"), format!("--dialogues={list}")];
    let mut pair = start(bot, directory, &stub_args)?;
    let mut points = vec![(0, pair.idle_kib)];
    for target in &args.dialogues {
        pair.stub.expect(|event| *event == Event::Dialogues { open: *target })?;
        sleep(SETTLE);
        points.push((*target, pair.bot.resident_kib()?));
        pair.stub.go()?;
    }
    let report = pair.stub.report()?;
    Ok(Growth { bot, points, report })
}
