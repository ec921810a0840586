//! Identifiers that must not be confused with one another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> $name {
                $name(id)
            }
        }
    };
}

id! {
    /// A chat: positive for a private chat (equal to the person's [`UserId`]), negative for groups and channels.
    ///
    /// Source: <https://core.telegram.org/bots/api#chat>
    ChatId
}
id! {
    /// A person or a bot.
    ///
    /// Source: <https://core.telegram.org/bots/api#user>
    UserId
}
id! {
    /// A message, unique inside its chat only.
    ///
    /// Source: <https://core.telegram.org/bots/api#message>
    MessageId
}
id! {
    /// A topic of a forum, or a thread of replies, inside one chat.
    ///
    /// Source: <https://core.telegram.org/bots/api#message>
    ThreadId
}
