//! Broadcasts: one message to everybody who has written to the bot, as a stored job.
//!
//! A job is a record with a cursor. Its messages go to the outbox page by page, and the cursor moves in
//! the same commit, so a process that dies goes on where it was. This module says what a broadcast is and
//! how a program asks for one; `jobs` keeps count. Neither knows the store or the wire.

mod audience;
mod jobs;

use std::fmt;

use molniya_botapi::ChatId;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};

pub use audience::Audience;
pub(crate) use audience::{Page, count, read};
pub(crate) use jobs::{Ended, Jobs, PAGE, names, read_all};

use crate::answer::{Class, Effect, Json, Order, Place, Policy};
use crate::content::Content;
use crate::json::Object;
use crate::record::Record;

/// The longest name of a broadcast, in bytes.
pub const MAX_BROADCAST_NAME: usize = 64;
/// Requests that wait at once; more wait in their callers.
const REQUESTS: usize = 16;

/// What a broadcast says, and to whom.
///
/// ```
/// use molniya::{Audience, Broadcast};
///
/// let news = Broadcast::new("We deliver on Sundays now.").to(Audience::everybody().speaking("en"));
/// ```
#[derive(Debug, Clone)]
pub struct Broadcast {
    pub(crate) method: Box<str>,
    pub(crate) params: Json,
    pub(crate) audience: Audience,
}

impl Broadcast {
    /// A message to everybody.
    pub fn new(content: impl Into<Content>) -> Broadcast {
        let params = content.into().params();
        Broadcast { method: "sendMessage".into(), params, audience: Audience::everybody() }
    }

    /// A photo to everybody, by its file id or address, with a caption in plain text.
    ///
    /// Source: <https://core.telegram.org/bots/api#sendphoto>
    pub fn photo(photo: &str, caption: &str) -> Broadcast {
        let mut params = Object::with_capacity(photo.len() + caption.len() + 32);
        params.text("photo", photo);
        params.text("caption", caption);
        let params = params.finish();
        Broadcast { method: "sendPhoto".into(), params, audience: Audience::everybody() }
    }

    /// Narrows the audience.
    #[must_use]
    pub fn to(mut self, audience: Audience) -> Broadcast {
        self.audience = audience;
        self
    }

    /// The message as it will look, sent to where the update came from.
    pub(crate) fn preview(&self) -> Effect {
        Effect {
            method: String::from(self.method.clone()).into(),
            place: Place::Here,
            params: self.params.clone(),
            order: Order::Chat,
            class: Class::Reply,
            policy: Policy::AtLeastOnce,
            handle: None,
        }
    }
}

/// A person who wants no broadcasts. Put it to opt a person out, delete it to opt them in.
///
/// ```
/// use molniya::{Chat, OptOut, Reply, say};
///
/// async fn stop_news(chat: Chat) -> Reply {
///     say("No more news for you.").put(&OptOut { chat: chat.id })
/// }
///
/// async fn news(chat: Chat) -> Reply {
///     say("You will hear from us.").delete::<OptOut>(chat.id.to_string())
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOut {
    /// The person's private chat.
    pub chat: ChatId,
}

impl Record for OptOut {
    const COLLECTION: &'static str = "opted_out";

    fn id(&self) -> String {
        self.chat.to_string()
    }
}

/// How far a broadcast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum BroadcastState {
    /// Messages leave.
    Running,
    /// No more messages leave until it is resumed.
    Paused,
    /// It was stopped; the rest is never sent.
    Stopped,
    /// Everybody was written to.
    Done,
}

/// What has become of a broadcast so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: BroadcastState,
    /// Messages that arrived.
    pub sent: u64,
    /// Messages that were refused for another reason than the next.
    pub failed: u64,
    /// People who have blocked the bot or cannot be reached any more.
    pub blocked: u64,
    /// Messages that wait in the outbox or are on the wire.
    pub waiting: u64,
    /// People who are not written to yet, as counted when it began.
    pub left: u64,
    /// Why the last message failed.
    pub last_failure: Option<String>,
}

/// Why a broadcast could not be begun or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BroadcastError {
    /// There is one of this name. Names make it safe to ask twice.
    #[error("there is a broadcast of this name already")]
    Exists,
    /// There is none of this name.
    #[error("there is no broadcast of this name")]
    Unknown,
    /// It is done or stopped.
    #[error("the broadcast is over")]
    Over,
    /// The name is empty, too long, or has other characters than letters, digits, `-` and `_`.
    #[error("a name of a broadcast is 1 to {MAX_BROADCAST_NAME} letters, digits, - and _")]
    Name,
    /// Too many broadcasts are kept.
    #[error("too many broadcasts are kept")]
    TooMany,
    /// The store did not answer.
    #[error("the store did not answer")]
    Unavailable,
    /// The bot does not run.
    #[error("the bot does not run")]
    NotRunning,
}

/// What is asked of the dispatcher.
#[derive(Debug)]
pub(crate) enum Request {
    Start(Box<Broadcast>),
    /// Pause, resume or stop: it is to be in this state.
    Turn(BroadcastState),
    Report,
}

/// A request about the broadcast of a name, and who waits for the answer.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) name: Box<str>,
    pub(crate) request: Request,
    pub(crate) answer: oneshot::Sender<Result<Report, BroadcastError>>,
}

/// Begins broadcasts and looks after them, from a handler (it is an extractor) or from beside the bot
/// ([`Bot::broadcasts`](crate::Bot::broadcasts)). Cheap to clone.
///
/// What is asked for is stored when it is answered, and is no part of a handler's answer: a handler that
/// runs again asks again, which names make harmless.
#[derive(Clone)]
pub struct Broadcasts {
    commands: mpsc::Sender<Command>,
}

impl fmt::Debug for Broadcasts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcasts").finish_non_exhaustive()
    }
}

impl Broadcasts {
    pub(crate) fn new() -> (Broadcasts, mpsc::Receiver<Command>) {
        let (commands, requests) = mpsc::channel(REQUESTS);
        (Broadcasts { commands }, requests)
    }

    /// Begins a broadcast. Several go one after the other.
    ///
    /// # Errors
    /// [`BroadcastError::Exists`], [`Name`](BroadcastError::Name), [`TooMany`](BroadcastError::TooMany),
    /// [`NotRunning`](BroadcastError::NotRunning).
    pub async fn start(&self, name: &str, broadcast: Broadcast) -> Result<Report, BroadcastError> {
        self.ask(name, Request::Start(Box::new(broadcast))).await
    }

    /// Sends no more of a broadcast for now. What is in the outbox still leaves: 60 messages at most.
    ///
    /// # Errors
    /// [`BroadcastError::Unknown`], [`Over`](BroadcastError::Over), [`NotRunning`](BroadcastError::NotRunning).
    pub async fn pause(&self, name: &str) -> Result<Report, BroadcastError> {
        self.ask(name, Request::Turn(BroadcastState::Paused)).await
    }

    /// Goes on with a broadcast that was paused.
    ///
    /// # Errors
    /// As [`Broadcasts::pause`].
    pub async fn resume(&self, name: &str) -> Result<Report, BroadcastError> {
        self.ask(name, Request::Turn(BroadcastState::Running)).await
    }

    /// Ends a broadcast for good. What is in the outbox still leaves: 60 messages at most.
    ///
    /// # Errors
    /// As [`Broadcasts::pause`].
    pub async fn stop(&self, name: &str) -> Result<Report, BroadcastError> {
        self.ask(name, Request::Turn(BroadcastState::Stopped)).await
    }

    /// How far a broadcast is.
    ///
    /// # Errors
    /// [`BroadcastError::Unknown`], [`NotRunning`](BroadcastError::NotRunning).
    pub async fn report(&self, name: &str) -> Result<Report, BroadcastError> {
        self.ask(name, Request::Report).await
    }

    pub(crate) async fn ask(&self, name: &str, request: Request) -> Result<Report, BroadcastError> {
        let (answer, answered) = oneshot::channel();
        let command = Command { name: name.into(), request, answer };
        self.commands.send(command).await.map_err(|_| BroadcastError::NotRunning)?;
        answered.await.map_err(|_| BroadcastError::NotRunning)?
    }
}
