//! Users, chats and messages as the Bot API writes them. Field order is wire order.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A user or the bot, see <https://core.telegram.org/bots/api#user>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) is_bot: bool,
    pub(crate) first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language_code: Option<String>,
}

/// A private chat, see <https://core.telegram.org/bots/api#chat>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ChatInfo {
    pub(crate) id: i64,
    pub(crate) first_name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

/// A stretch of text with a meaning, see <https://core.telegram.org/bots/api#messageentity>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entity {
    /// In UTF-16 units, like `length`.
    pub(crate) offset: usize,
    pub(crate) length: usize,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// `url`, `user`, `language` and the like.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

impl Entity {
    pub(crate) fn new(kind: &str, offset: usize, length: usize) -> Self {
        Self { offset, length, kind: kind.to_owned(), rest: Map::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.rest.insert(name.to_owned(), value.into());
        self
    }
}

/// One button under a message, see <https://core.telegram.org/bots/api#inlinekeyboardbutton>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Button {
    pub(crate) text: String,
    /// What it does: `callback_data`, `url` and the like.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

impl Button {
    /// The payload, if it is a button that sends one.
    pub(crate) fn data(&self) -> Option<&str> {
        self.rest.get("callback_data")?.as_str()
    }
}

/// Buttons under a message, see <https://core.telegram.org/bots/api#inlinekeyboardmarkup>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InlineKeyboard {
    pub(crate) inline_keyboard: Vec<Vec<Button>>,
}

/// A message, see <https://core.telegram.org/bots/api#message>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) message_id: i64,
    pub(crate) from: User,
    pub(crate) chat: ChatInfo,
    pub(crate) date: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) edit_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply_to_message: Option<Box<Message>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) has_protected_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) entities: Vec<Entity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link_preview_options: Option<Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) photo: Vec<PhotoSize>,
    /// What it carries otherwise, for example a `document`, and how it is shown.
    #[serde(flatten)]
    pub(crate) attachment: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) caption: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) caption_entities: Vec<Entity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sticker: Option<Sticker>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply_markup: Option<InlineKeyboard>,
}

impl Message {
    /// A message without anything in it.
    pub(crate) fn empty(message_id: i64, from: User, chat: ChatInfo, date: i64) -> Self {
        Self {
            message_id,
            from,
            chat,
            date,
            edit_date: None,
            reply_to_message: None,
            has_protected_content: None,
            text: None,
            entities: Vec::new(),
            link_preview_options: None,
            photo: Vec::new(),
            attachment: Map::new(),
            caption: None,
            caption_entities: Vec::new(),
            sticker: None,
            reply_markup: None,
        }
    }

    /// Whether a caption can stand below what it carries.
    pub(crate) fn has_caption_place(&self) -> bool {
        let carries = |kind: &&str| self.attachment.contains_key(*kind);
        let kinds = ["document", "video", "animation", "audio", "voice"];
        !self.photo.is_empty() || kinds.iter().any(carries)
    }

    /// Whether one of its buttons sends `data`.
    pub(crate) fn has_button(&self, data: &str) -> bool {
        self.reply_markup.iter().any(|markup| {
            markup.inline_keyboard.iter().flatten().any(|button| button.data() == Some(data))
        })
    }
}

/// One size of a photo, see <https://core.telegram.org/bots/api#photosize>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PhotoSize {
    pub(crate) file_id: String,
    pub(crate) file_unique_id: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) file_size: usize,
}

/// A sticker, see <https://core.telegram.org/bots/api#sticker>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sticker {
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) emoji: String,
    pub(crate) set_name: String,
    pub(crate) is_animated: bool,
    pub(crate) is_video: bool,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) file_id: String,
    pub(crate) file_unique_id: String,
    pub(crate) file_size: u32,
}

impl Sticker {
    /// The sticker of `emoji`; the same emoji is always the same sticker.
    pub(crate) fn of(emoji: &str) -> Self {
        use std::fmt::Write as _;
        let mut code = String::new();
        for c in emoji.chars() {
            // Writing into a string cannot fail.
            let _ = write!(code, "{:x}", u32::from(c));
        }
        Self {
            width: 512,
            height: 512,
            emoji: emoji.to_owned(),
            set_name: "MolniyaDemo".to_owned(),
            is_animated: false,
            is_video: false,
            kind: "regular".to_owned(),
            file_id: format!("sticker_{code}"),
            file_unique_id: format!("unique_{code}"),
            file_size: 20_000,
        }
    }
}
