//! The operator's side of a bot: what was given up, and its broadcasts, from another process.
//!
//! A file store has one owner, so nobody else changes it. While a bot runs it is asked over a Unix socket
//! beside its store, `PATH.control`: there is no port to choose and nothing to reach from outside, and
//! whoever may open it is decided by the rights of a file (only the user that runs the bot). While none
//! runs, the store is opened and changed directly, by the same code. This module says what can be asked
//! and answered; `clerk` carries it out, `desk` makes the changes, `socket` carries the lines, `kept` shows
//! rows. None of them knows how a person types or reads.

mod clerk;
mod desk;
mod kept;
mod socket;

use std::io;
use std::path::{Path, PathBuf};

use molniya_botapi::ChatId;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

pub(crate) use desk::{Busy, Change, Desk, Hands};
pub(crate) use socket::Serving;

use crate::broadcast::{Audience, Broadcast, Report};
use crate::store::{self, OpenError, OpenOptions, ProcessId, Shard, StoreUrl, Time};

/// Answers that wait for whoever asked; the clerk waits with more.
const ANSWERS: usize = 64;
/// Characters of a text, and of a photo's caption.
/// Source: <https://core.telegram.org/bots/api#sendmessage>, <https://core.telegram.org/bots/api#sendphoto>
const MAX_TEXT: usize = 4_096;
const MAX_CAPTION: usize = 1_024;

/// What can be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// Outgoing calls that were refused for good, or of which nobody knows whether they were carried out
    /// and that must not be repeated.
    Calls,
    /// Updates that could not be handled.
    Updates,
    /// Rows of the store whose checksum was wrong.
    Rows,
}

/// What a person does with what was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Makes a call again, handles an update again. A damaged row cannot be tried again.
    Retry,
    /// Removes it for good.
    Drop,
}

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// All of the shelf.
    All,
    /// Those with these ids; nothing is done if one of them is not there.
    Ids(Vec<String>),
}

/// What a broadcast says, and to whom, as an operator writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The text, or the caption of the photo. Plain text.
    pub text: String,
    /// A photo's file id or address.
    pub photo: Option<String>,
    /// Only people whose program speaks this language (the beginning of an IETF tag).
    pub language: Option<String>,
}

/// What can be asked. One line of JSON on the socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// [`Told::Kept`] for each of a shelf, then [`Told::Totals`].
    List(Shelf),
    /// [`Told::Changed`].
    Change(Shelf, Action, Which),
    /// [`Told::Audience`]: how many people a broadcast is for.
    Count(News),
    /// [`Told::Done`] when a broadcast was shown in a chat. Only a running bot can.
    Preview(News, ChatId),
    /// Begins a broadcast under a name: [`Told::Report`]. Without a running bot it begins with the next.
    Start(String, News),
    /// [`Told::Report`] for every broadcast, then [`Told::Done`].
    Reports,
    /// [`Told::Report`] of the broadcast of this name.
    Report(String),
    /// The same, after it was paused.
    Pause(String),
    /// The same, after it was resumed.
    Resume(String),
    /// The same, after it was ended for good.
    Stop(String),
}

/// What is answered. One line of JSON each; all but `Kept` (and `Report` in a list) are the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// One thing that was given up.
    Kept(Kept),
    /// How much there is of everything.
    Totals(Totals),
    /// So many were retried or dropped.
    Changed(u64),
    /// So many people.
    Audience(u64),
    /// How far a broadcast is.
    Report(Report),
    /// That was all.
    Done,
    /// It cannot be done: one line that says why.
    Refused(String),
}

/// Something that was given up, on the shelf of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name for retrying and dropping.
    pub id: String,
    /// What is known of it.
    pub state: KeptState,
    /// The chat it is about.
    pub chat: Option<ChatId>,
    /// A method, a kind of update, or a table.
    pub what: String,
    /// How its text begins, in one line without control characters.
    pub text: String,
    /// Why it was given up, likewise.
    pub reason: String,
    /// When a call was stored, an update set aside, a row found damaged.
    pub at: Option<Time>,
}

/// Why something is on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptState {
    /// A call that may have been carried out.
    Unknown,
    /// A call that was refused for good.
    Dead,
    /// An update that could not be handled.
    SetAside,
    /// A row with a wrong checksum.
    Damaged,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Calls that are given up.
    pub calls: u64,
    /// Calls that wait to leave or are on the wire.
    pub waiting: u64,
    /// Updates that are set aside.
    pub updates: u64,
    /// Damaged rows.
    pub rows: u64,
}

/// Why nothing could be asked, or what was asked cannot be done. Prints one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// There is no file.
    #[error("there is no store {}: name the bot's with --store sqlite:PATH, or by STORE_URL", .0.display())]
    Missing(PathBuf),
    /// A store that nothing outlives, or that is not built yet.
    #[error("the store {0} cannot be looked into: name a file with --store sqlite:PATH")]
    NoFile(StoreUrl),
    /// A process has the file and cannot be asked.
    #[error(
        "a process has {} and does not answer at {}: if a bot is just starting or ending, ask again in a moment",
        .store.display(), .socket.display()
    )]
    Silent {
        /// The file.
        store: PathBuf,
        /// Where it would answer.
        socket: PathBuf,
    },
    /// The socket is another user's.
    #[error("{} may not be opened ({why}): ask as the user that runs the bot", .socket.display())]
    Socket {
        /// Where the bot answers.
        socket: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Fault),
    /// The bot ended, or speaks another version of this.
    #[error(
        "the bot gave no whole answer: look at its log, then list what is there before asking again"
    )]
    Cut,
    /// It cannot be done.
    #[error("{0}")]
    Refused(String),
}

/// Somebody who can be asked: the running bot, or this process as the owner of the store.
#[derive(Debug)]
pub struct Control(Way);

#[derive(Debug)]
enum Way {
    Running(PathBuf),
    Alone(Desk),
}

impl Control {
    /// Finds the bot that runs on a store; without one becomes the owner of the store, so that none can
    /// start meanwhile.
    ///
    /// # Errors
    /// Whatever is wrong with the store; it is never created.
    pub async fn open(url: &StoreUrl) -> Result<Control, ControlError> {
        let StoreUrl::Sqlite(path) = url else { return Err(ControlError::NoFile(url.clone())) };
        let Ok(path) = path.canonicalize() else {
            return Err(ControlError::Missing(path.clone()));
        };
        let socket = socket_of(&path);
        if socket::answers(&socket).await? {
            return Ok(Control(Way::Running(socket)));
        }
        let scope = store::scope_of(&path)?;
        let options = OpenOptions { scope: scope.clone(), collections: Vec::new() };
        let store =
            store::open(&StoreUrl::Sqlite(path.clone()), options).map_err(|error| match error {
                OpenError::Held { .. } => ControlError::Silent { store: path, socket },
                error => error.into(),
            })?;
        let me = ProcessId(format!("{}@{}", std::process::id(), Time::now().0).into());
        let epoch = store.lease(Shard(0), me, std::time::Duration::from_secs(10)).await?;
        let epoch = epoch.ok_or(ControlError::Cut)?;
        Ok(Control(Way::Alone(Desk { store, scope, epoch, hands: Hands::Alone })))
    }

    /// Whether a bot runs.
    pub fn is_running(&self) -> bool {
        matches!(self.0, Way::Running(_))
    }

    /// Asks. Gives the last that is told; the others go to `each`.
    ///
    /// Not cancel safe: what was asked may be done although nobody hears of it.
    ///
    /// # Errors
    /// [`ControlError::Refused`] if it cannot be done, [`ControlError::Cut`] if there was no last answer.
    pub async fn ask(
        &self,
        request: Request,
        mut each: impl FnMut(Told),
    ) -> Result<Told, ControlError> {
        let (out, mut answers) = mpsc::channel(ANSWERS);
        let asking = async move {
            match &self.0 {
                Way::Running(socket) => socket::ask(socket, &request, out).await,
                Way::Alone(desk) => {
                    clerk::carry_out(desk, request, out).await;
                    Ok(())
                }
            }
        };
        let hearing = async {
            let mut last: Option<Told> = None;
            while let Some(answer) = answers.recv().await {
                if let Some(earlier) = last.replace(answer) {
                    each(earlier);
                }
            }
            last
        };
        let (asked, last) = tokio::join!(asking, hearing);
        asked?;
        match last {
            Some(Told::Refused(why)) => Err(ControlError::Refused(why)),
            Some(Told::Kept(_)) | None => Err(ControlError::Cut),
            Some(answer) => Ok(answer),
        }
    }
}

/// Where the bot of a store file is asked.
pub(crate) fn socket_of(store: &Path) -> PathBuf {
    store::beside(store, ".control")
}

impl News {
    /// What Telegram would refuse, if anything: one line.
    fn problem(&self) -> Option<String> {
        let (length, most) = match self.photo {
            Some(_) => (self.text.chars().count(), MAX_CAPTION),
            None => (self.text.chars().count(), MAX_TEXT),
        };
        if length > most {
            return Some(format!("the text has {length} characters; {most} are possible"));
        }
        (self.photo.is_none() && self.text.trim().is_empty()).then(|| "the text is empty".into())
    }

    fn broadcast(&self) -> Broadcast {
        let broadcast = match &self.photo {
            Some(photo) => Broadcast::photo(photo, &self.text),
            None => Broadcast::new(self.text.as_str()),
        };
        match &self.language {
            Some(language) => broadcast.to(Audience::everybody().speaking(language)),
            None => broadcast,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_answers_are_lines_that_people_can_write_and_read() {
        for (request, line) in [
            (Request::List(Shelf::Calls), r#"{"list":"calls"}"#),
            (
                Request::Change(Shelf::Updates, Action::Retry, Which::Ids(vec!["7".into()])),
                r#"{"change":["updates","retry",{"ids":["7"]}]}"#,
            ),
            (Request::Pause("spring".into()), r#"{"pause":"spring"}"#),
        ] {
            assert_eq!(serde_json::to_string(&request).unwrap(), line);
            assert_eq!(serde_json::from_str::<Request>(line).unwrap(), request);
        }
        assert_eq!(serde_json::to_string(&Told::Changed(3)).unwrap(), r#"{"changed":3}"#);
    }

    #[test]
    fn news_that_telegram_would_refuse_are_refused() {
        let news = |text: String, photo: Option<&str>| {
            News { text, photo: photo.map(Into::into), language: None }.problem()
        };
        assert_eq!(news("x".repeat(MAX_TEXT), None), None);
        assert!(news("x".repeat(MAX_TEXT + 1), None).is_some());
        assert!(news("x".repeat(MAX_CAPTION + 1), Some("id")).is_some());
        assert!(news(" ".into(), None).is_some());
        assert_eq!(news(String::new(), Some("id")), None);
    }
}
