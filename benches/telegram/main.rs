//! Measures the local Telegram: how much is sent in a second, and what waiting polls, watchers, chats and messages take.
//!
//! It runs as a process of its own with one thread, so that it has one core and its memory is nobody else's; this program
//! asks it over HTTP and reads `/proc`. How to read the figures stands in `docs/BENCHMARKS.md`.
#![allow(clippy::print_stdout, reason = "figures are what this program is for")]

mod measures;
mod serve;
mod server;
mod wire;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::server::Failure;

/// The allocator of the program `molniya`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures the local Telegram.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Seconds for which messages are sent.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Connections on which they are sent at once, each into a chat of its own.
    #[arg(long, default_value_t = 100)]
    connections: usize,
    /// Bots at one local Telegram whose polls wait.
    #[arg(long, default_value_t = 10_000)]
    polls: usize,
    /// Programs that watch the events of one local Telegram.
    #[arg(long, default_value_t = 10_000)]
    watchers: usize,
    /// Numbers of private chats, the smaller one first.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    chats: Vec<usize>,
    /// Messages in one chat.
    #[arg(long, default_value_t = 100_000)]
    messages: usize,
}

#[derive(Debug, Clone, Subcommand)]
enum Command {
    /// Is what is measured: so many local Telegrams in this process, until its input ends.
    #[command(hide = true)]
    Serve { count: usize },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Some(Command::Serve { count }) => serve::serve(count).await,
        None => measure(&args).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("molniya-bench-telegram: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(args: &Args) -> Result<(), Failure> {
    println!("| what | figure |\n|---|---|");
    measures::sending(args.connections, args.seconds).await?;
    measures::polls(args.polls).await?;
    measures::watchers(args.watchers).await?;
    measures::chats(&args.chats).await?;
    measures::messages(args.messages).await
}
