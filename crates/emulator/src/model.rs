//! Users, chats and messages as the Bot API writes them. Field order is wire order.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::rich::Rich;

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

impl User {
    /// Who seems to have written what was written in the name of a channel.
    pub(crate) fn of_channels() -> Self {
        Self {
            id: 136_817_688,
            is_bot: true,
            first_name: "Channel".to_owned(),
            username: Some("Channel_Bot".to_owned()),
            language_code: None,
        }
    }
}

/// A chat, see <https://core.telegram.org/bots/api#chat>.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ChatInfo {
    pub(crate) id: i64,
    /// Of the person, if the chat is a private one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<String>,
    /// Of every other chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_forum: Option<bool>,
    /// `private`, `group`, `supergroup` or `channel`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

impl ChatInfo {
    pub(crate) fn is_private(&self) -> bool {
        self.kind == "private"
    }

    pub(crate) fn is_supergroup(&self) -> bool {
        self.kind == "supergroup"
    }

    pub(crate) fn is_channel(&self) -> bool {
        self.kind == "channel"
    }

    /// As the error texts call it.
    pub(crate) fn noun(&self) -> String {
        format!("{} chat", self.kind)
    }
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

    /// Where a link leads.
    pub(crate) fn url(&self) -> Option<&str> {
        self.rest.get("url")?.as_str()
    }

    /// Where it ends.
    pub(crate) fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Whether the two have something in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.offset < other.end() && other.offset < self.end()
    }

    /// Whether all of the other lies inside.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        self.offset <= other.offset && other.end() <= self.end()
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

    /// Whether it is a button that plays a game.
    pub(crate) fn plays(&self) -> bool {
        self.rest.contains_key("callback_game")
    }
}

/// Buttons under a message, see <https://core.telegram.org/bots/api#inlinekeyboardmarkup>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InlineKeyboard {
    pub(crate) inline_keyboard: Vec<Vec<Button>>,
}

/// What a message has that nobody wrote: something happened.
const SERVICE: [&str; 22] = [
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "successful_payment",
    "refunded_payment",
    "web_app_data",
    "boost_added",
    "poll_option_added",
];

/// Files under which a caption can stand, beside photos.
const CAPTIONED: [&str; 7] =
    ["document", "video", "animation", "audio", "voice", "live_photo", "paid_media"];

/// A message, see <https://core.telegram.org/bots/api#message>.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) message_id: i64,
    /// The topic of a forum it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_thread_id: Option<i64>,
    /// Absent in a post of a channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<User>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender_chat: Option<Box<ChatInfo>>,
    pub(crate) chat: ChatInfo,
    pub(crate) date: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_topic_message: Option<bool>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rich_message: Option<Box<Rich>>,
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
    pub(crate) sticker: Option<Box<Sticker>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reply_markup: Option<InlineKeyboard>,
}

impl Message {
    /// A message without anything in it. A post of a channel is the channel's, whoever wrote it.
    pub(crate) fn empty(message_id: i64, from: User, chat: ChatInfo, date: i64) -> Self {
        let channel = chat.is_channel();
        Self {
            message_id,
            message_thread_id: None,
            from: (!channel).then_some(from),
            sender_chat: channel.then(|| Box::new(chat.clone())),
            chat,
            date,
            is_topic_message: None,
            edit_date: None,
            reply_to_message: None,
            has_protected_content: None,
            text: None,
            entities: Vec::new(),
            link_preview_options: None,
            rich_message: None,
            photo: Vec::new(),
            attachment: Map::new(),
            caption: None,
            caption_entities: Vec::new(),
            sticker: None,
            reply_markup: None,
        }
    }

    /// Whether it tells of something that happened in its chat.
    pub(crate) fn is_service(&self) -> bool {
        SERVICE.iter().any(|name| self.attachment.contains_key(*name))
    }

    /// Whether it is made of words, which can be exchanged for others or for a file.
    pub(crate) fn is_written(&self) -> bool {
        self.text.is_some() || self.rich_message.is_some()
    }

    /// Its text, its caption, or the words of all its blocks.
    pub(crate) fn words(&self) -> Option<Cow<'_, str>> {
        let rich = || self.rich_message.as_ref().map(|rich| rich.plain().into());
        self.text.as_deref().or(self.caption.as_deref()).map(Cow::from).or_else(rich)
    }

    /// Whether a caption can stand below what it carries.
    pub(crate) fn has_caption_place(&self) -> bool {
        let carries = |kind: &&str| self.attachment.contains_key(*kind);
        !self.photo.is_empty() || CAPTIONED.iter().any(carries)
    }

    /// Takes away the text, or the file with its caption.
    pub(crate) fn clear(&mut self) {
        self.text = None;
        self.entities = Vec::new();
        self.link_preview_options = None;
        self.rich_message = None;
        self.photo = Vec::new();
        self.caption = None;
        self.caption_entities = Vec::new();
        let of_file = ["has_media_spoiler", "show_caption_above_media"];
        for name in CAPTIONED.iter().chain(&of_file) {
            self.attachment.remove(*name);
        }
    }

    /// The buttons below it.
    pub(crate) fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.reply_markup.iter().flat_map(|markup| markup.inline_keyboard.iter().flatten())
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) emoji: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) set_name: Option<String>,
    pub(crate) is_animated: bool,
    pub(crate) is_video: bool,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Where it is put, if it is a mask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mask_position: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) custom_emoji_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) needs_repainting: Option<bool>,
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
            emoji: Some(emoji.to_owned()),
            set_name: Some("MolniyaDemo".to_owned()),
            is_animated: false,
            is_video: false,
            kind: "regular".to_owned(),
            mask_position: None,
            custom_emoji_id: None,
            needs_repainting: None,
            file_id: format!("sticker_{code}"),
            file_unique_id: format!("unique_{code}"),
            file_size: 20_000,
        }
    }

    /// As the picture that stands for its set.
    pub(crate) fn thumbnail(&self) -> PhotoSize {
        PhotoSize {
            file_id: self.file_id.clone(),
            file_unique_id: self.file_unique_id.clone(),
            width: self.width.into(),
            height: self.height.into(),
            file_size: usize::try_from(self.file_size).unwrap_or(usize::MAX),
        }
    }
}
