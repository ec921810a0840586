//! Everything that can end the program, each as one line that says what to do.

use std::net::SocketAddr;
use std::path::PathBuf;

use molniya::botapi::{ApiUrlError, TokenError};
use molniya::control::ControlError;
use molniya::{RunError, SettingsError};
use molniya_emulator::StartError;
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
    /// The emulator's own token.
    #[error("the local Telegram has an unusable token ({0}): remove its data file")]
    Token(#[from] TokenError),
    /// The emulator's own address.
    #[error("the local Telegram has an unusable address: {0}")]
    Address(#[from] ApiUrlError),
}
