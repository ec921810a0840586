//! The outside of an update: who, where and what, read without decoding the rest.
//!
//! Routing needs a dozen fields of an update that may hold hundreds. Everything else stays raw JSON until somebody asks
//! for it.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{IgnoredAny, MapAccess, Visitor},
};

use crate::{ChatId, MessageId, ThreadId, UpdateKind, UserId};

/// What routing needs to know of one update.
///
/// ```
/// use molniya_botapi::{ChatId, Envelope, UpdateKind};
///
/// let raw = r#"{"update_id":7,"message":{"message_id":1,"date":0,"text":"hi","chat":{"id":5,"type":"private"}}}"#;
/// let envelope = Envelope::read(raw)?;
/// assert_eq!(envelope.kind, UpdateKind::Message);
/// assert_eq!(envelope.chat, Some(ChatId(5)));
/// assert_eq!(envelope.text.as_deref(), Some("hi"));
/// # Ok::<(), molniya_botapi::EnvelopeError>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#update>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The update's own id.
    pub update_id: i64,
    /// Which field of the update is set.
    pub kind: UpdateKind,
    /// The chat it happened in.
    pub chat: Option<ChatId>,
    /// What kind of chat that is.
    pub chat_type: Option<ChatType>,
    /// The person who caused it: the sender, presser, voter or asker.
    pub user: Option<UserId>,
    /// The topic, only for messages marked as topic messages.
    pub topic: Option<ThreadId>,
    /// The message itself, or the message a pressed button is on, or that was reacted to.
    pub message_id: Option<MessageId>,
    /// The text or the caption of a message.
    pub text: Option<Box<str>>,
    /// The data of a pressed button.
    pub data: Option<Box<str>>,
    /// The id of a callback query, for its answer.
    pub callback_id: Option<Box<str>>,
    /// The message sent through inline mode that a pressed button or a chosen result belongs to.
    pub inline_message_id: Option<Box<str>>,
    /// The id of an inline, shipping or pre-checkout query, for its answer.
    pub query_id: Option<Box<str>>,
    /// The person's language as an IETF tag, if the person's program tells it.
    pub language: Option<Box<str>>,
    /// The person's first name.
    pub first_name: Option<Box<str>>,
    /// The person's user name, without `@`.
    pub username: Option<Box<str>>,
}

/// What kind of chat an update comes from.
///
/// Source: <https://core.telegram.org/bots/api#chat>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatType {
    /// A talk with one person.
    Private,
    /// A small group; it may become a supergroup and get a new id.
    Group,
    /// A large group.
    Supergroup,
    /// A channel.
    Channel,
}

/// Why an update has no envelope. The update should be set aside; the ones beside it are not touched.
#[derive(Debug, thiserror::Error)]
#[error("update {} cannot be read: {reason}", .update_id.map_or_else(|| "without id".to_owned(), |id| id.to_string()))]
pub struct EnvelopeError {
    /// The update's id, if at least that could be read.
    pub update_id: Option<i64>,
    /// What is wrong with it.
    pub reason: serde_json::Error,
}

impl Envelope {
    /// Reads the envelope of one update, given as JSON text.
    ///
    /// An update of a kind this version does not know is `Ok` with [`UpdateKind::Unknown`].
    ///
    /// # Errors
    /// The text is no JSON object, has no integer `update_id`, or a field that the envelope holds has the wrong type.
    pub fn read(raw: &str) -> Result<Envelope, EnvelopeError> {
        let outer: Outer = serde_json::from_str(raw)
            .map_err(|reason| EnvelopeError { update_id: update_id_of(raw), reason })?;
        Ok(outer.into_envelope())
    }
}

/// The slow way to the id of an update that could not be read as a whole.
fn update_id_of(raw: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Id {
        update_id: i64,
    }
    serde_json::from_str(raw).ok().map(|Id { update_id }| update_id)
}

/// An update whose content is read as far as the envelope goes.
struct Outer {
    update_id: i64,
    kind: UpdateKind,
    content: Content,
}

impl<'de> Deserialize<'de> for Outer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Outer, D::Error> {
        deserializer.deserialize_map(OuterVisitor)
    }
}

struct OuterVisitor;

impl<'de> Visitor<'de> for OuterVisitor {
    type Value = Outer;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outer, A::Error> {
        let mut update_id = None;
        let mut found = None;
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::UpdateId => update_id = Some(map.next_value()?),
                // An update has one kind; should there be two, the first counts.
                Key::Kind(kind) if found.is_none() => found = Some((kind, map.next_value()?)),
                Key::Kind(_) | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let update_id = update_id.ok_or_else(|| serde::de::Error::missing_field("update_id"))?;
        let (kind, content) = found.unwrap_or((UpdateKind::Unknown, Content::default()));
        Ok(Outer { update_id, kind, content })
    }
}

enum Key {
    UpdateId,
    Kind(UpdateKind),
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(match (name, UpdateKind::from_name(name)) {
                    ("update_id", _) => Key::UpdateId,
                    (_, UpdateKind::Unknown) => Key::Other,
                    (_, kind) => Key::Kind(kind),
                })
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// The fields of all kinds that the envelope looks at. No two kinds use one of these names for different types.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Content {
    id: Option<Box<str>>,
    message_id: Option<MessageId>,
    message_thread_id: Option<ThreadId>,
    is_topic_message: bool,
    chat: Option<Chat>,
    from: Option<User>,
    user: Option<User>,
    text: Option<Box<str>>,
    caption: Option<Box<str>>,
    data: Option<Box<str>>,
    inline_message_id: Option<Box<str>>,
    message: Option<Carrier>,
}

/// The message a pressed button is on.
#[derive(Deserialize)]
struct Carrier {
    message_id: MessageId,
    message_thread_id: Option<ThreadId>,
    #[serde(default)]
    is_topic_message: bool,
    chat: Chat,
}

#[derive(Deserialize)]
struct Chat {
    id: ChatId,
    #[serde(rename = "type", default, deserialize_with = "chat_type")]
    kind: Option<ChatType>,
}

#[derive(Deserialize)]
struct User {
    id: UserId,
    first_name: Option<Box<str>>,
    username: Option<Box<str>>,
    language_code: Option<Box<str>>,
}

/// Reads a chat type; one that is not known is none, not an error.
fn chat_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ChatType>, D::Error> {
    struct TypeVisitor;
    impl Visitor<'_> for TypeVisitor {
        type Value = Option<ChatType>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a chat type")
        }

        fn visit_str<E>(self, name: &str) -> Result<Option<ChatType>, E> {
            Ok(match name {
                "private" => Some(ChatType::Private),
                "group" => Some(ChatType::Group),
                "supergroup" => Some(ChatType::Supergroup),
                "channel" => Some(ChatType::Channel),
                _ => None,
            })
        }
    }
    deserializer.deserialize_str(TypeVisitor)
}

impl Outer {
    fn into_envelope(self) -> Envelope {
        let Outer { update_id, kind, content } = self;
        let Content {
            id, message_id, message_thread_id, is_topic_message, chat, from, user, ..
        } = content;
        let Content { text, caption, data, inline_message_id, message, .. } = content;
        let (mut message_id, mut chat) = (message_id, chat);
        let mut topic = message_thread_id.filter(|_| is_topic_message);
        if let Some(carrier) = message {
            message_id = Some(carrier.message_id);
            chat = Some(carrier.chat);
            topic = carrier.message_thread_id.filter(|_| carrier.is_topic_message);
        }
        let (callback_id, query_id) = match kind {
            UpdateKind::CallbackQuery => (id, None),
            UpdateKind::InlineQuery | UpdateKind::ShippingQuery | UpdateKind::PreCheckoutQuery => {
                (None, id)
            }
            _ => (None, None),
        };
        let (user, first_name, username, language) = match from.or(user) {
            Some(user) => (Some(user.id), user.first_name, user.username, user.language_code),
            None => (None, None, None, None),
        };
        Envelope {
            update_id,
            kind,
            chat_type: chat.as_ref().and_then(|chat| chat.kind),
            chat: chat.map(|chat| chat.id),
            user,
            topic,
            message_id,
            text: text.or(caption),
            data,
            callback_id,
            inline_message_id,
            query_id,
            language,
            first_name,
            username,
        }
    }
}
