//! The command line.

use std::convert::Infallible;
use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as Flags, Parser, Subcommand};
use molniya::store::StoreUrl;
use molniya_emulator::script::{PATIENCE, read_duration};
use molniya_emulator::{Limits, Link, NewBot};

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
    ///
    /// The first person is also the operator and can write to everybody by /broadcast, unless OPERATORS
    /// names others.
    Demo(Demo),
    /// Run the order bot on Telegram, or on the server named by BOT_API_URL
    ///
    /// Settings come from the environment: BOT_TOKEN (required), BOT_API_URL, BOT_MODE,
    /// STORE_URL, OPERATORS (user ids; they can write to everybody by /broadcast), BROADCAST_RATE, LOG,
    /// BOT_THREADS, BOT_TAKE_OVER.
    Run(Run),
    /// Run a local Telegram alone, for a bot of any language
    Emulate(Emulate),
    /// Play scripts of talks against a bot, and show where it says something else
    ///
    /// Against the bot of a local Telegram that runs (molniya emulate, molniya demo), or against a command of its own,
    /// which gets BOT_API_URL and BOT_TOKEN: molniya replay order.talk -- python bot.py
    Replay(Replay),
    /// Let many virtual people play a script at once, and show how long the bot takes
    ///
    /// Against a bot that runs or a command of its own, as molniya replay does.
    Load(Load),
    /// List calls that were given up; make them again, or drop them
    ///
    /// A call is given up when it was refused for good (dead), or when nobody knows whether it was carried
    /// out and it must not be repeated (unknown). Works beside a running bot, and without one.
    Outbox(Shelf),
    /// List updates that could not be handled; handle them again, or drop them
    Letters(Shelf),
    /// List rows of the store that were damaged; drop them
    Damaged(Shelf),
    /// Send one message to everybody who has written to the bot, and look after it
    Broadcast(Broadcast),
}

/// Which store, and how to answer.
#[derive(Debug, Flags)]
pub(crate) struct Place {
    /// The bot's store; without it that of STORE_URL, or sqlite:data/molniya.db
    #[arg(long, value_name = "sqlite:PATH", global = true)]
    pub(crate) store: Option<StoreUrl>,
    /// Answer in JSON, a line for each thing
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// Flags of `outbox`, `letters` and `damaged`.
#[derive(Debug, Flags)]
pub(crate) struct Shelf {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(subcommand)]
    pub(crate) action: Option<OnShelf>,
}

/// What to do with what was given up.
#[derive(Debug, Subcommand)]
pub(crate) enum OnShelf {
    /// List it (this is what happens without a word)
    List,
    /// Try it again
    Retry(Chosen),
    /// Remove it for good
    Drop(Chosen),
}

/// Which of what was given up.
#[derive(Debug, Flags)]
#[group(required = true, multiple = false)]
pub(crate) struct Chosen {
    /// As listed
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Everything that is listed
    #[arg(long)]
    pub(crate) all: bool,
}

/// Flags of `broadcast`.
#[derive(Debug, Flags)]
pub(crate) struct Broadcast {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(subcommand)]
    pub(crate) what: OnBroadcast,
}

/// What to do about broadcasts.
#[derive(Debug, Subcommand)]
pub(crate) enum OnBroadcast {
    /// Begin one
    Start(Start),
    /// Say how far one is, or all of them
    Status {
        /// Its name; without it all
        name: Option<String>,
        /// Stay until it is over
        #[arg(long, requires = "name")]
        watch: bool,
    },
    /// Send no more of it for now; what is in the outbox still leaves, 60 messages at most
    Pause { name: String },
    /// Go on with one that was paused
    Resume { name: String },
    /// End it for good
    Stop { name: String },
}

/// Flags of `broadcast start`.
#[derive(Debug, Flags)]
pub(crate) struct Start {
    /// A name of its own: letters, digits, - and _
    #[arg(long)]
    pub(crate) name: String,
    /// The text, or the caption of the photo
    #[arg(long, required_unless_present_any = ["text_file", "photo"], conflicts_with = "text_file")]
    pub(crate) text: Option<String>,
    /// A file with the text
    #[arg(long, value_name = "FILE")]
    pub(crate) text_file: Option<PathBuf>,
    /// A photo: its address or its file id
    #[arg(long, value_name = "URL|FILE_ID")]
    pub(crate) photo: Option<String>,
    /// Only people whose Telegram speaks this language, for example en
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Show it in this chat first
    #[arg(long, value_name = "CHAT", allow_negative_numbers = true)]
    pub(crate) preview_to: Option<i64>,
    /// Begin without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

fn page() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 8081))
}

/// The flag that turns on flood limits.
#[derive(Debug, Flags)]
pub(crate) struct Flood {
    /// Refuse with 429 what exceeds the limits that Telegram publishes: 30 messages a second, 1 a second in a chat,
    /// 20 a minute in a group
    #[arg(long = "limits")]
    published: bool,
}

impl Flood {
    /// The limits to keep.
    pub(crate) fn limits(&self) -> Limits {
        if self.published { Limits::published() } else { Limits::default() }
    }
}

/// The flag that puts the bot away from the server.
#[derive(Debug, Flags)]
pub(crate) struct Way {
    /// How far away the bot is: round trip, jitter, round trips of TLS (1 without it), when the server closes connections
    /// that are idle or old, its time for a call; in ms, or with an s behind
    ///
    /// For example rtt=80,jitter=5,tls=2,idle=5s,age=39s,server=1; what is left out costs nothing.
    #[arg(long, value_name = "rtt=80,…")]
    link: Option<Link>,
}

impl Way {
    /// The link to have.
    pub(crate) fn link(&self) -> Link {
        self.link.clone().unwrap_or_default()
    }
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
    #[command(flatten)]
    pub(crate) limits: Flood,
    #[command(flatten)]
    pub(crate) way: Way,
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
    /// A bot by its token, with a name if it is to have one; several times for several bots. Without it those of the last
    /// run with the same data, or a new one
    #[arg(long, value_name = "[NAME=]TOKEN", value_parser = read_bot)]
    pub(crate) token: Vec<NewBot>,
    /// File for chats and people; without it they are forgotten at the end
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) limits: Flood,
    #[command(flatten)]
    pub(crate) way: Way,
    /// Accept only webhooks that the hosted server accepts: HTTPS, ports 80, 88, 443 and 8443, public addresses
    #[arg(long)]
    pub(crate) strict_webhooks: bool,
}

/// Which bot scripts are played against.
#[derive(Debug, Flags)]
pub(crate) struct Against {
    /// Address of the chat page of a local Telegram that runs
    #[arg(
        long,
        value_name = "URL",
        default_value = "http://127.0.0.1:8081",
        conflicts_with = "command"
    )]
    pub(crate) page: String,
    /// Name of the bot there, where there are several; otherwise the first
    #[arg(long, value_name = "NAME", conflicts_with = "command")]
    pub(crate) bot: Option<String>,
    /// How long an expectation waits, unless the script says otherwise
    #[arg(long, value_name = "TIME", default_value = DEFAULT_WAIT, value_parser = read_duration)]
    pub(crate) wait: Duration,
    /// A command that starts the bot, on a local Telegram of its own; behind --
    #[arg(last = true, value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

/// [`PATIENCE`] as it is written.
const DEFAULT_WAIT: &str = "5s";
const _: () = assert!(PATIENCE.as_secs() == 5);

/// Flags of `replay`.
#[derive(Debug, Flags)]
pub(crate) struct Replay {
    /// Scripts, played one after the other
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) against: Against,
}

/// Flags of `load`.
#[derive(Debug, Flags)]
pub(crate) struct Load {
    /// The script that everybody plays
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How many people play at once, at most 10000
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) people: usize,
    /// Begin so many walks a second, whatever the bot does; times count from when they were meant to begin
    #[arg(long, value_name = "WALKS", conflicts_with = "think")]
    pub(crate) rate: Option<f64>,
    /// Let everybody think so long before the next thing
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = read_duration)]
    pub(crate) think: Duration,
    #[command(flatten)]
    pub(crate) until: Ending,
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) against: Against,
}

/// When a load is over.
#[derive(Debug, Flags)]
#[group(required = true, multiple = false)]
pub(crate) struct Ending {
    /// Begin no walks after this time
    #[arg(long = "for", value_name = "TIME", value_parser = read_duration)]
    pub(crate) time: Option<Duration>,
    /// Go so many walks in all
    #[arg(long, value_name = "N")]
    pub(crate) walks: Option<u64>,
}

/// A token, maybe with the name of its bot before it; no token has a `=` in it.
fn read_bot(text: &str) -> Result<NewBot, Infallible> {
    let named = text.split_once('=');
    let bot = NewBot::with_token(named.map_or(text, |(_, token)| token));
    Ok(NewBot { name: named.map(|(name, _)| name.to_owned()), ..bot })
}
