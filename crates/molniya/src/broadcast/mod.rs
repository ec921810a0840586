//! Broadcasts: one message to everybody who has written to the bot, as a stored job.
//!
//! A job is a record with a cursor. Its messages go to the outbox page by page, and the cursor moves in
//! the same commit, so a process that dies goes on where it was. This module says what a broadcast is and
//! how a program asks for one; `jobs` keeps count, `telling` says when whoever began it is told. None of them knows the
//! store or the wire.

mod audience;
mod jobs;
mod telling;

use std::fmt;

use molniya_botapi::ChatId;
use molniya_botapi::types::Message;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};

pub use audience::Audience;
pub(crate) use audience::{Page, count, read};
pub(crate) use jobs::{Ended, Jobs, PAGE, Start, names};

use crate::answer::{Class, Effect, Json, Order, Place, Policy};
use crate::content::Content;
use crate::json::Object;
use crate::outside::Addressee;
use crate::record::Record;
use crate::store::Time;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    /// What somebody sent to the bot, to everybody: its text as it is formatted, or its photo with the caption. `None`: it
    /// is something else.
    ///
    /// Nothing a person types becomes markup: the formatting is that of their own program.
    pub fn like(message: &Message) -> Option<Broadcast> {
        let photo = message.photo.iter().flatten().max_by_key(|size| size.width * size.height);
        let mut params = Object::with_capacity(256);
        let (method, said, entities) = match (photo, &message.text) {
            (Some(photo), _) => {
                params.text("photo", &photo.file_id);
                if let Some(caption) = &message.caption {
                    params.text("caption", caption);
                }
                ("sendPhoto", "caption_entities", &message.caption_entities)
            }
            (None, Some(text)) => {
                params.text("text", text);
                ("sendMessage", "entities", &message.entities)
            }
            (None, None) => return None,
        };
        if let Some(entities) = entities {
            params.raw(said, &serde_json::to_string(entities).ok()?);
        }
        let params = params.finish();
        Some(Broadcast { method: method.into(), params, audience: Audience::everybody() })
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
    /// People who were passed over because they had opted out.
    pub opted_out: u64,
    /// Messages that wait in the outbox or are on the wire.
    pub waiting: u64,
    /// People who are not written to yet, as counted when it began.
    pub left: u64,
    /// Why the last message failed.
    pub last_failure: Option<String>,
    /// When it was begun.
    pub begun: Time,
    /// When it was done or stopped; then what was in the outbox may still leave.
    pub ended: Option<Time>,
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
    #[error("too many broadcasts are under way; stop one first")]
    TooMany,
    /// The store did not answer.
    #[error("the store did not answer")]
    Unavailable,
    /// The bot does not run.
    #[error("the bot does not run")]
    NotRunning,
}

/// What is asked about the broadcast of a name.
#[derive(Debug)]
pub(crate) enum Request {
    Start(Box<Start>),
    /// Pause, resume or stop: it is to be in this state.
    Turn(BroadcastState),
    Report,
}

/// Who waits for an answer about a broadcast.
pub(crate) type Asker = oneshot::Sender<Result<Report, BroadcastError>>;

/// What is asked of the dispatcher, and who waits for the answer.
#[derive(Debug)]
pub(crate) enum Command {
    About(Box<str>, Request, Asker),
    Count(Audience, oneshot::Sender<Result<u64, BroadcastError>>),
    Unfinished(oneshot::Sender<Vec<Report>>),
}

/// Begins broadcasts and looks after them, from a handler (it is an extractor) or from beside the bot
/// ([`Bot::broadcasts`](crate::Bot::broadcasts)). Cheap to clone.
///
/// What is asked for is stored when it is answered, and is no part of a handler's answer: a handler that
/// runs again asks again, which names make harmless.
///
/// Whoever caused the update by which a handler begins a broadcast is told of its [`progress`](fn@crate::progress).
#[derive(Clone)]
pub struct Broadcasts {
    commands: mpsc::Sender<Command>,
    owner: Option<Box<Addressee>>,
}

impl fmt::Debug for Broadcasts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcasts").finish_non_exhaustive()
    }
}

impl Broadcasts {
    pub(crate) fn new() -> (Broadcasts, mpsc::Receiver<Command>) {
        let (commands, requests) = mpsc::channel(REQUESTS);
        (Broadcasts { commands, owner: None }, requests)
    }

    /// The same for somebody who is told of what they begin.
    pub(crate) fn owned_by(&self, owner: Addressee) -> Broadcasts {
        Broadcasts { owner: Some(Box::new(owner)), ..self.clone() }
    }

    /// Begins a broadcast. Several go one after the other.
    ///
    /// # Errors
    /// [`BroadcastError::Exists`], [`Name`](BroadcastError::Name), [`TooMany`](BroadcastError::TooMany),
    /// [`NotRunning`](BroadcastError::NotRunning).
    pub async fn start(&self, name: &str, broadcast: Broadcast) -> Result<Report, BroadcastError> {
        let owner = self.owner.as_deref().cloned();
        self.ask(name, Request::Start(Box::new(Start { broadcast, owner }))).await
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

    /// How many people an audience is now.
    ///
    /// # Errors
    /// [`BroadcastError::Unavailable`], [`NotRunning`](BroadcastError::NotRunning).
    pub async fn count(&self, audience: &Audience) -> Result<u64, BroadcastError> {
        self.send(|answer| Command::Count(audience.clone(), answer)).await?
    }

    /// All that are neither done nor stopped, the oldest first.
    ///
    /// # Errors
    /// [`BroadcastError::NotRunning`].
    pub async fn unfinished(&self) -> Result<Vec<Report>, BroadcastError> {
        self.send(Command::Unfinished).await
    }

    pub(crate) async fn ask(&self, name: &str, request: Request) -> Result<Report, BroadcastError> {
        self.send(|answer| Command::About(name.into(), request, answer)).await?
    }

    async fn send<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<T>) -> Command,
    ) -> Result<T, BroadcastError> {
        let (answer, answered) = oneshot::channel();
        self.commands.send(command(answer)).await.map_err(|_| BroadcastError::NotRunning)?;
        answered.await.map_err(|_| BroadcastError::NotRunning)
    }
}
