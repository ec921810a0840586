//! The program: a demo that runs offline, the order bot on real Telegram, the local Telegram by itself,
//! and what an operator asks of a bot. It reads settings, builds, serves until told to stop, or asks and
//! prints; everything else is in the libraries.

mod against;
mod args;
mod broadcast;
mod demo;
mod emulate;
mod failure;
mod load;
mod replay;
mod run;
mod shelf;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use molniya::control::{Control, Shelf};
use molniya::{LogLevel, Settings};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use self::args::{Args, Command, Place};
use self::failure::Failure;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match serve(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("molniya: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn serve(args: Args) -> Result<(), Failure> {
    match args.command {
        None => demo::demo(args.demo),
        Some(Command::Demo(args)) => demo::demo(args),
        Some(Command::Run(args)) => run::run(args),
        Some(Command::Emulate(args)) => emulate::emulate(args),
        Some(Command::Replay(args)) => replay::replay(args),
        Some(Command::Load(args)) => load::load(args),
        Some(Command::Outbox(args)) => shelf::look(Shelf::Calls, args),
        Some(Command::Letters(args)) => shelf::look(Shelf::Updates, args),
        Some(Command::Damaged(args)) => shelf::look(Shelf::Rows, args),
        Some(Command::Broadcast(args)) => broadcast::broadcast(args),
    }
}

/// Prints events of our own at this level, those of libraries only if they are worse.
fn log(level: LogLevel) {
    let ours = LevelFilter::from(level);
    let others = ours.min(LevelFilter::WARN);
    // A prefix: it covers every crate of ours.
    let filter = Targets::new().with_default(others).with_target("molniya", ours);
    let colours = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer().with_ansi(colours).with_writer(std::io::stderr);
    tracing_subscriber::registry().with(lines).with(filter).init();
}

/// A runtime with this many threads for the network and for handlers.
///
/// One thread serves a bot best on two cores, where the store's writer has the other; with more
/// cores handlers get them.
fn runtime(threads: Option<usize>) -> std::io::Result<tokio::runtime::Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.unwrap_or(if cores <= 2 { 1 } else { cores });
    let mut builder = match threads {
        1 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    if threads > 1 {
        builder.worker_threads(threads);
    }
    builder.enable_all().build()
}

/// Does an operator's work with the bot that runs on a store, or with the store alone.
fn operate<T>(
    place: &Place,
    work: impl AsyncFnOnce(Control) -> Result<T, Failure>,
) -> Result<T, Failure> {
    log(Settings::read_log(&variable)?.unwrap_or(LogLevel::Error));
    let store = match &place.store {
        Some(store) => store.clone(),
        None => Settings::read_store(&variable)?,
    };
    runtime(Some(1))?.block_on(async { work(Control::open(&store).await?).await })
}

/// One line for whoever asked, who may have stopped reading.
fn answer(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The environment, which only settings look at.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// One line for the person who started the program.
#[expect(clippy::print_stdout, reason = "a program may speak")]
fn say(line: &str) {
    println!("{line}");
}
