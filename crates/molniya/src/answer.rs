//! What a handler wants to happen, as plain data.
//!
//! Handlers return values that turn into an [`Answer`]; the dispatcher makes one stored Unit of
//! it. This module knows neither the store nor the wire.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use molniya_botapi::ChatId;
use serde::{Deserialize, Serialize};

/// JSON text, already serialised.
pub type Json = Box<str>;

/// All effects of one handled update. They are committed together or not at all.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// New dialogue states by dialogue name; `None` puts the dialogue back to its default.
    pub(crate) steps: Vec<(&'static str, Option<Json>)>,
    /// Records to write (`Some`) or delete (`None`), by collection and id.
    pub(crate) records: Vec<(&'static str, String, Option<Json>)>,
    /// Calls to make, in order.
    pub(crate) effects: Vec<Effect>,
}

impl Answer {
    /// The calls it wants made, in order, without those that follow from the update by themselves.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The calls it wants made, to be changed. A [`Layer`](crate::Layer) can do that.
    pub fn effects_mut(&mut self) -> &mut Vec<Effect> {
        &mut self.effects
    }
}

/// One Bot API call that a handler wants made.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Bot API method name, for example `sendMessage`.
    pub method: Cow<'static, str>,
    /// What the call is about; the parameters that follow from it are filled in at commit.
    pub place: Place,
    /// A JSON object with every other parameter, for example `{"text":"hi"}`.
    pub params: Json,
    /// How the call is ordered among others.
    pub order: Order,
    /// How urgent it is.
    pub class: Class,
    /// What to do when its outcome is unknown.
    pub policy: Policy,
    /// For a send: the name under which the message id is remembered.
    pub handle: Option<Handle>,
}

/// Where an effect goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The chat (and topic) the update came from: fills in `chat_id` and `message_thread_id`.
    Here,
    /// Another chat: fills in `chat_id`.
    Chat(ChatId),
    /// The message whose button was pressed: fills in `chat_id` and `message_id`,
    /// or `inline_message_id`.
    Pressed,
    /// A message of this chat known by its handle: fills in `chat_id` and `message_id`.
    /// When no such message is known an `editMessageText` becomes a `sendMessage`.
    Message(Handle),
    /// The callback query being answered: fills in `callback_query_id`.
    CallbackQuery,
    /// Nothing is filled in.
    Nowhere,
}

/// How an effect is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// After every earlier effect of the same chat.
    Chat,
    /// Free of any order, worthless after this time (callback and pre-checkout answers).
    Free {
        /// How long the call is worth making.
        ttl: Duration,
    },
    /// Free of any order and never stored (chat actions).
    Volatile,
}

impl Order {
    /// How a button press is answered: by itself, and soon, because Telegram forgets a press.
    pub(crate) const PRESS: Order = Order::Free { ttl: Duration::from_secs(60) };
}

/// How urgent an effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// Has a deadline at Telegram (callback, inline and pre-checkout answers).
    Deadline,
    /// Answers a person who waits.
    Reply,
    /// Tells a person something they do not wait for.
    Notification,
    /// One of many alike.
    Broadcast,
}

/// What to do with a call that may or may not have been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Policy {
    /// Make it again: it may arrive twice, never not at all.
    AtLeastOnce,
    /// Leave it: it may not arrive, never twice.
    AtMostOnce,
}

/// A name for a message that will be edited later, unique in its chat, for example `card/17`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Handle(pub Box<str>);

impl<T: Into<Box<str>>> From<T> for Handle {
    fn from(name: T) -> Self {
        Handle(name.into())
    }
}

/// Why a handler did not answer. The update is tried again, then goes to the dead letters.
#[derive(Debug)]
pub enum HandlerError {
    /// The handler returned an error.
    Failed(String),
    /// The handler panicked.
    Panicked(String),
    /// The handler did not finish before its deadline.
    Deadline,
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandlerError::Failed(why) => write!(f, "the handler failed: {why}"),
            HandlerError::Panicked(why) => write!(f, "the handler panicked: {why}"),
            HandlerError::Deadline => f.write_str("the handler did not finish in time"),
        }
    }
}

// `HandlerError` is no `std::error::Error` so that `?` works on every error in a handler.
impl<E: std::error::Error> From<E> for HandlerError {
    fn from(error: E) -> Self {
        HandlerError::Failed(error.to_string())
    }
}
