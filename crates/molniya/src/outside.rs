//! Outside events: what enters a lane exactly like an update without being one.
//!
//! An event has no journal row: whoever makes it makes it again after a restart, until the Unit of its outcome says that
//! this is not needed any more. Its id is negative, those of updates are positive, and follows from what it is about, so
//! an event that ends the process is recognised at the next start. This module must not know who makes events, nor who
//! handles them.

use molniya_botapi::{ChatId, ChatType, Envelope, ThreadId, UpdateKind, UserId};
use serde::{Deserialize, Serialize};

/// The person in whose lane an event belongs, as an update of theirs showed them. Stored with what makes the events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Addressee {
    chat: Option<ChatId>,
    chat_type: Option<ChatType>,
    user: Option<UserId>,
    topic: Option<ThreadId>,
    language: Option<Box<str>>,
    first_name: Option<Box<str>>,
    username: Option<Box<str>>,
}

impl Addressee {
    /// Whoever caused this update, where they did.
    pub(crate) fn of(envelope: &Envelope) -> Addressee {
        Addressee {
            chat: envelope.chat,
            chat_type: envelope.chat_type,
            user: envelope.user,
            topic: envelope.topic,
            language: envelope.language.clone(),
            first_name: envelope.first_name.clone(),
            username: envelope.username.clone(),
        }
    }

    /// What routing needs to know of an event for them.
    pub(crate) fn envelope(&self, id: i64) -> Envelope {
        Envelope {
            update_id: id,
            kind: UpdateKind::Unknown,
            chat: self.chat,
            chat_type: self.chat_type,
            user: self.user,
            topic: self.topic,
            message_id: None,
            text: None,
            data: None,
            callback_id: None,
            inline_message_id: None,
            query_id: None,
            language: self.language.clone(),
            first_name: self.first_name.clone(),
            username: self.username.clone(),
        }
    }
}

/// The id of events about the thing of this name: always the same, below 0. Two things may share one; then the events of
/// the second wait for those of the first.
pub(crate) fn id_of(name: &str) -> i64 {
    -1 - i64::from(crc32c::crc32c(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn an_event_belongs_where_the_update_was() {
        let pressed = Envelope::read(&fixture::press("x")).unwrap();
        let owner = Addressee::of(&pressed);
        let stored = serde_json::to_string(&owner).unwrap();
        let owner: Addressee = serde_json::from_str(&stored).unwrap();
        let event = owner.envelope(id_of("broadcast/spring"));
        assert_eq!((event.chat, event.user, event.topic), (pressed.chat, pressed.user, None));
        assert_eq!((event.chat_type, event.language), (pressed.chat_type, pressed.language));
        assert_eq!((event.kind, event.message_id, event.data), (UpdateKind::Unknown, None, None));
    }

    #[test]
    fn ids_of_events_are_never_those_of_updates() {
        for name in ["", "broadcast/spring", "broadcast/autumn"] {
            assert!(id_of(name) < 0);
            assert_eq!(id_of(name), id_of(name));
        }
    }
}
