//! Everything that can end the program, each as one line that says what to do.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitStatus;

use molniya::botapi::{ApiUrlError, TokenError};
use molniya::control::ControlError;
use molniya::{RunError, SettingsError};
use molniya_emulator::StartError;
use molniya_emulator::load::LoadError;
use molniya_emulator::script::{ReadError, StageError};
use molniya_orderbot::ShopError;

/// Why the program ends with an error.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The system gives no threads or no network.
    #[error("the system does not let this program run: {0}")]
    System(#[from] std::io::Error),
    /// A setting.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The shop file.
    #[error(transparent)]
    Shop(#[from] ShopError),
    /// The bot.
    #[error(transparent)]
    Bot(#[from] RunError),
    /// The address of the local Bot API.
    #[error("cannot listen on {address}: {source}; choose another address with --bot-api")]
    BotApi {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The store of the demo is in use.
    #[error("another demo uses {}: stop it, or give this one its own folder with --data", .0.display())]
    DemoRuns(PathBuf),
    /// The local Telegram.
    #[error(transparent)]
    Emulator(#[from] StartError),
    /// The folder for data.
    #[error("cannot make the folder {}: {reason}; name another with --data", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The bot, or its store, asked by an operator.
    #[error(transparent)]
    Control(#[from] ControlError),
    /// The text of a broadcast.
    #[error("cannot read the text in {}: {reason}; name another file with --text-file", .path.display())]
    Text {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// A broadcast to nobody would only use up its name.
    #[error(
        "nobody would get it: only people who have written to the bot since it keeps this store, in the language that is asked for"
    )]
    Nobody,
    /// Nobody said yes.
    #[error("nothing was begun: answer y, or add --yes")]
    NotConfirmed,
    /// A script.
    #[error(transparent)]
    Script(#[from] ReadError),
    /// The local Telegram that scripts are played on.
    #[error(
        "{0}; start one with molniya emulate, name its page with --page, or put a command that starts a bot behind --"
    )]
    Stage(StageError),
    /// The local Telegram has no such bot.
    #[error("{0}; name one of them with --bot")]
    NoBot(StageError),
    /// The bot's command does not start.
    #[error("cannot start {command}: {reason}")]
    Command {
        /// What was to be started.
        command: String,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The bot's command does not ask for updates.
    #[error("{0}; does it use BOT_API_URL and BOT_TOKEN?")]
    Deaf(StageError),
    /// The bot's command ended by itself.
    #[error("the bot ended before the scripts did ({0})")]
    BotEnded(ExitStatus),
    /// Ctrl-C.
    #[error("stopped before the end")]
    Stopped,
    /// Scripts that were not met; what was otherwise has been shown.
    #[error("{failed} of {all} scripts went otherwise")]
    Talks {
        /// How many.
        failed: usize,
        /// Of how many.
        all: usize,
    },
    /// Virtual people who cannot play.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Walks that went otherwise; the report has been shown.
    #[error("{0} walks did not go as written")]
    Walks(u64),
    /// The emulator's own token.
    #[error("the local Telegram has an unusable token ({0}): remove its data file")]
    Token(#[from] TokenError),
    /// The emulator's own address.
    #[error("the local Telegram has an unusable address: {0}")]
    Address(#[from] ApiUrlError),
}
