//! Where messages stand: a chat of many people, or the private chat of a person with one bot.

use serde::Serialize;

use crate::bots::BotId;

/// A chat. It follows from who looks and from the number on the wire alone: chats of many people have numbers below zero
/// and are the same for everybody, and every bot has a private chat of its own under the number of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Room {
    /// A group, a supergroup or a channel, by its number.
    Many(i64),
    /// The chat of a person with a bot.
    Private { person: i64, bot: BotId },
}

impl Room {
    /// The chat that a bot, or a person who looks at that bot, means by this number.
    pub(crate) fn of(bot: BotId, chat_id: i64) -> Self {
        match chat_id {
            ..0 => Self::Many(chat_id),
            person => Self::Private { person, bot },
        }
    }

    /// Where the private chats of a person begin among all rooms.
    pub(crate) fn first_of(person: i64) -> Self {
        Self::Private { person, bot: BotId::LEAST }
    }

    /// Its number on the wire.
    pub(crate) fn chat_id(self) -> i64 {
        match self {
            Self::Many(id) => id,
            Self::Private { person, .. } => person,
        }
    }

    /// The bot whose private chat it is.
    pub(crate) fn bot(self) -> Option<BotId> {
        match self {
            Self::Many(_) => None,
            Self::Private { bot, .. } => Some(bot),
        }
    }

    /// The key of what stands in it in the file. Without a bot's number before it, it belongs to no bot.
    pub(crate) fn key(self, what: impl ToString) -> String {
        match self {
            Self::Many(_) => what.to_string(),
            Self::Private { bot, .. } => bot.key(what),
        }
    }

    /// As events name it.
    pub(crate) fn at(self) -> At {
        At { chat_id: self.chat_id(), bot_id: self.bot().map(BotId::get) }
    }

    /// The same, where something was done by a bot, which chats of many people do not tell.
    pub(crate) fn by(self, bot: BotId) -> At {
        At { bot_id: Some(self.bot().unwrap_or(bot).get()), ..self.at() }
    }
}

/// A chat as events name it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct At {
    pub(crate) chat_id: i64,
    /// The bot whose private chat it is. In a chat of many people the bot that did something, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bot_id: Option<i64>,
}
