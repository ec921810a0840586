//! Who has written to the bot: one small record for each person, for broadcasts.
//!
//! Written on first contact since the start and when the language changes, never read on the way of an
//! update. Only private chats are on record, and no private chat ever gets another id: groups do, when they
//! become supergroups (<https://core.telegram.org/bots/api#responseparameters>). It knows neither the store
//! nor broadcasts.

use molniya_botapi::{ChatId, ChatType, Envelope, UpdateKind};
use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::store::{Op, Scope};

/// People whose record is known to be written: twice this many at most.
const KNOWN: usize = 4_096;

/// What is kept of a person.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    /// An IETF tag, if the person's program tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Box<str>>,
}

/// Notices people who are not on record.
#[derive(Debug)]
pub(crate) struct People(Cache<ChatId, Option<Box<str>>>);

impl Default for People {
    fn default() -> Self {
        People(Cache::new(KNOWN))
    }
}

impl People {
    /// The changes that put the person of an update on record; nothing if they are. Whoever writes
    /// can be reached.
    pub(crate) fn meet(&mut self, envelope: &Envelope, scope: &Scope) -> Option<[Op; 2]> {
        let is_contact = matches!(envelope.kind, UpdateKind::Message | UpdateKind::CallbackQuery);
        let chat = envelope.chat.filter(|_| is_contact)?;
        if envelope.chat_type != Some(ChatType::Private)
            || self.0.get(&chat) == Some(&envelope.language)
        {
            return None;
        }
        self.0.insert(chat, envelope.language.clone());
        let person = Person { language: envelope.language.clone() };
        let json = serde_json::to_string(&person).ok()?;
        let reached = Op::Delete(scope.unreachable(chat));
        Some([Op::Put(scope.person(chat), json.into()), reached])
    }

    /// What was to be written of this person was not, or no longer holds.
    pub(crate) fn forget(&mut self, chat: ChatId) {
        self.0.remove(&chat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use molniya_botapi::UserId;

    #[test]
    fn a_person_is_put_on_record_once_and_when_something_changes() {
        let scope = Scope::new(UserId(1), "emulator");
        let mut people = People::default();
        let envelope = Envelope::read(&fixture::message("hi")).unwrap();
        let [put, _] = people.meet(&envelope, &scope).expect("new");
        assert_eq!(put, Op::Put(scope.person(ChatId(7)), r#"{"language":"ru"}"#.into()));
        assert_eq!(people.meet(&envelope, &scope), None);
        let english = Envelope { language: Some("en".into()), ..envelope.clone() };
        assert!(people.meet(&english, &scope).is_some());
        people.forget(ChatId(7));
        assert!(people.meet(&english, &scope).is_some());
        for chat_type in [ChatType::Group, ChatType::Supergroup] {
            let chat = Some(ChatId(-5));
            let group = Envelope { chat_type: Some(chat_type), chat, ..envelope.clone() };
            assert_eq!(people.meet(&group, &scope), None, "its id may change");
        }
    }
}
