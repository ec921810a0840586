//! The command line.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Args as Flags, Parser, Subcommand};

/// Telegram bots that answer at once and lose nothing.
///
/// Without a command: the demo, a local Telegram with the order bot on it.
#[derive(Debug, Parser)]
#[command(name = "molniya", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) demo: Demo,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a local Telegram and the order bot on it: no token, no internet
    Demo(Demo),
    /// Run the order bot on Telegram, or on the server named by BOT_API_URL
    ///
    /// Settings come from the environment: BOT_TOKEN (required), BOT_API_URL, BOT_MODE,
    /// STORE_URL, LOG, BOT_THREADS, BOT_TAKE_OVER.
    Run(Run),
    /// Run a local Telegram alone, for a bot of any language
    Emulate(Emulate),
}

fn page() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 8081))
}

/// Flags of `demo`.
#[derive(Debug, Flags)]
pub(crate) struct Demo {
    /// Address of the chat page; if its port is taken, one of the next
    #[arg(long, value_name = "IP:PORT", default_value_t = page())]
    pub(crate) page: SocketAddr,
    /// Folder for chats, people, drafts and orders
    #[arg(long, value_name = "FOLDER", default_value = "data")]
    pub(crate) data: PathBuf,
    /// Shop file (TOML); without it a sample
    #[arg(long, value_name = "FILE")]
    pub(crate) shop: Option<PathBuf>,
}

/// Flags of `run`.
#[derive(Debug, Flags)]
pub(crate) struct Run {
    /// Shop file (TOML); without it a sample
    #[arg(long, value_name = "FILE")]
    pub(crate) shop: Option<PathBuf>,
}

/// Flags of `emulate`.
#[derive(Debug, Flags)]
pub(crate) struct Emulate {
    /// Address of the Bot API
    #[arg(long, value_name = "IP:PORT", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)))]
    pub(crate) bot_api: SocketAddr,
    /// Address of the chat page; if its port is taken, one of the next
    #[arg(long, value_name = "IP:PORT", default_value_t = page())]
    pub(crate) page: SocketAddr,
    /// Token of the bot; without it that of the last run with the same data, or a new one
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    /// File for chats and people; without it they are forgotten at the end
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
}
