//! Who and where.

use molniya_botapi::{ChatId, ChatType, UserId};

use crate::cx::Cx;
use crate::extract::{FromUpdate, Rejection};

/// The person who caused the update. Updates that nobody caused, such as posts of a channel, are not for the handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their first name; may be empty.
    pub first_name: String,
    /// Their user name without `@`.
    pub username: Option<String>,
    /// The language of their program as an IETF tag, for example `en` or `pt-br`.
    pub language: Option<String>,
}

impl<S> FromUpdate<S> for Person {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let envelope = cx.envelope();
        Ok(Person {
            id: envelope.user.ok_or(Rejection::NotMine)?,
            first_name: envelope.first_name.as_deref().unwrap_or_default().to_owned(),
            username: envelope.username.as_deref().map(str::to_owned),
            language: envelope.language.as_deref().map(str::to_owned),
        })
    }
}

/// The chat the update came from. Updates from no chat, such as inline queries, are not for the handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// What kind of chat it is, if this version knows the kind.
    pub kind: Option<ChatType>,
}

impl<S> FromUpdate<S> for Chat {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let envelope = cx.envelope();
        Ok(Chat { id: envelope.chat.ok_or(Rejection::NotMine)?, kind: envelope.chat_type })
    }
}
