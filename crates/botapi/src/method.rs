//! What a method of the Bot API is to the client, and the two parameter and result forms that follow no rule.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, Error},
};
use serde_json::value::RawValue;

use crate::{ChatId, Repeat, types::Message};

/// One method of the Bot API with its parameters; serialised, it is the body of the request.
///
/// ```
/// use molniya_botapi::{ChatId, Method, methods::SendMessage};
///
/// let hello = SendMessage { parse_mode: Some("HTML".into()), ..SendMessage::new(ChatId(5), "<b>hello</b>") };
/// let body = serde_json::to_string(&hello)?;
/// assert_eq!(body, r#"{"chat_id":5,"text":"<b>hello</b>","parse_mode":"HTML"}"#);
/// assert_eq!(SendMessage::NAME, "sendMessage");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#making-requests>
pub trait Method: Serialize {
    /// What the server answers.
    type Output: DeserializeOwned;
    /// The name in the request line.
    const NAME: &'static str;
    /// What may be done when the outcome of a call is unknown.
    const REPEAT: Repeat;

    /// The chat it acts in, where it names one.
    fn chat(&self) -> Option<&ChatTarget> {
        None
    }
}

/// A chat named by its id, or a public one by its name.
///
/// Source: <https://core.telegram.org/bots/api#sendmessage>
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum ChatTarget {
    /// By its id.
    Id(ChatId),
    /// By its public name, `@` included.
    Username(String),
}

impl From<ChatId> for ChatTarget {
    fn from(id: ChatId) -> ChatTarget {
        ChatTarget::Id(id)
    }
}

impl From<&str> for ChatTarget {
    fn from(name: &str) -> ChatTarget {
        ChatTarget::Username(name.to_owned())
    }
}

impl From<String> for ChatTarget {
    fn from(name: String) -> ChatTarget {
        ChatTarget::Username(name)
    }
}

impl fmt::Display for ChatTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChatTarget::Id(id) => id.fmt(f),
            ChatTarget::Username(name) => name.fmt(f),
        }
    }
}

/// What an edit answers: the message, or nothing but success for a message sent through inline mode.
///
/// Source: <https://core.telegram.org/bots/api#editmessagetext>
#[derive(Debug, Clone)]
pub enum MaybeMessage {
    /// The message as it is now.
    Message(Box<Message>),
    /// It was done.
    Done,
}

impl<'de> Deserialize<'de> for MaybeMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MaybeMessage, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        match raw.get() {
            "true" => Ok(MaybeMessage::Done),
            json => serde_json::from_str(json).map(MaybeMessage::Message).map_err(D::Error::custom),
        }
    }
}
