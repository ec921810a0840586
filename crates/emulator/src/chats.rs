//! Private chats and their messages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::changes::Table;
use crate::feed::Happening;
use crate::keyboard::Markup;
use crate::model::{ChatInfo, Message};
use crate::world::World;

/// Messages kept of one chat; the oldest vanish.
const MAX_MESSAGES: usize = 10_000;
/// Messages that one search looks at: some tens of milliseconds, during which nobody else gets at the chats.
const MAX_SEARCHED: usize = 100_000;
/// Deleted messages of one chat that can still be pressed by somebody who has not seen the deletion.
const MAX_GONE: usize = 100;

/// A message with what the Bot API does not write into it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) message: Message,
    /// A reply keyboard, its removal or a forced reply: the person sees it, the Bot API does not tell it.
    pub(crate) keyboard: Option<Value>,
}

impl Stored {
    /// A message with `markup`.
    pub(crate) fn new(mut message: Message, markup: Markup) -> Self {
        let keyboard = match markup {
            Markup::None => None,
            Markup::Inline(inline) => {
                message.reply_markup = Some(inline);
                None
            }
            Markup::Other(value) => Some(value),
        };
        Self { message, keyboard }
    }

    /// As a person sees it: the message with whatever markup it has.
    pub(crate) fn shown(&self) -> Value {
        let mut json = serde_json::to_value(&self.message).unwrap_or_default();
        if let (Some(object), Some(keyboard)) = (json.as_object_mut(), &self.keyboard) {
            object.insert("reply_markup".to_owned(), keyboard.clone());
        }
        json
    }
}

/// A chat of one person with the bot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) info: ChatInfo,
    /// Whether the person has written: before that the bot cannot know the chat.
    pub(crate) begun: bool,
    #[serde(skip)]
    pub(crate) messages: BTreeMap<i64, Stored>,
    #[serde(skip)]
    gone: VecDeque<Message>,
}

impl Chat {
    /// A message that was deleted a while ago.
    pub(crate) fn gone(&self, message_id: i64) -> Option<&Message> {
        self.gone.iter().find(|message| message.message_id == message_id)
    }
}

/// All chats.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    pub(crate) by_id: BTreeMap<i64, Chat>,
    pub(crate) last_message_id: i64,
}

impl Chats {
    /// Opens the chat of a person.
    pub(crate) fn open(&mut self, id: i64, first_name: &str) -> &Chat {
        self.by_id.entry(id).or_insert_with(|| Chat {
            info: ChatInfo { id, first_name: first_name.to_owned(), kind: "private".to_owned() },
            begun: false,
            messages: BTreeMap::new(),
            gone: VecDeque::new(),
        })
    }

    /// The chat if the bot can know it.
    pub(crate) fn known_to_bot(&self, id: i64) -> Option<&Chat> {
        self.by_id.get(&id).filter(|chat| chat.begun)
    }

    /// The newest messages whose text has `words`, without regard to case; newest first.
    ///
    /// Looks only at the newest `depth` messages of each chat, and only until it has seen enough of them; gives at
    /// most `limit`.
    pub(crate) fn search(&self, words: &str, depth: usize, limit: usize) -> Vec<&Stored> {
        let words = words.to_lowercase();
        let has_words = |stored: &&Stored| {
            let text = stored.message.text.as_deref().unwrap_or_default();
            text.to_lowercase().contains(&words)
        };
        let chats = self.by_id.values().rev();
        let newest = chats.flat_map(|chat| chat.messages.values().rev().take(depth));
        let mut found: Vec<&Stored> = newest.take(MAX_SEARCHED).filter(has_words).collect();
        found.sort_unstable_by_key(|stored| Reverse(stored.message.message_id));
        found.truncate(limit);
        found
    }

    /// A message of a chat.
    pub(crate) fn message(&self, chat: i64, message_id: i64) -> Option<&Stored> {
        self.by_id.get(&chat)?.messages.get(&message_id)
    }

    /// A message as it stands in a reply to it: without the one it replies to in its turn.
    pub(crate) fn replied(&self, chat: i64, message_id: i64) -> Option<Message> {
        let message = self.message(chat, message_id)?.message.clone();
        Some(Message { reply_to_message: None, ..message })
    }
}

impl World {
    /// The id the next message gets. Ids of all chats come from one counter, as for a real bot.
    pub(crate) fn next_message_id(&mut self) -> i64 {
        self.chats.last_message_id += 1;
        let id = self.chats.last_message_id;
        self.changes.put(Table::Facts, "last_message_id", &id);
        id
    }

    /// Adds a message to its chat and shows it.
    pub(crate) fn add_message(&mut self, stored: Stored) {
        let Some(chat) = self.chats.by_id.get_mut(&stored.message.chat.id) else {
            return;
        };
        let id = stored.message.message_id;
        self.feed.publish(&Happening::Message(stored.shown()));
        self.changes.put(Table::Messages, id, &stored);
        chat.messages.insert(id, stored);
        if chat.messages.len() > MAX_MESSAGES
            && let Some((oldest, _)) = chat.messages.pop_first()
        {
            self.changes.delete(Table::Messages, oldest);
        }
    }

    /// Puts a changed message in the place of the old one and shows it.
    pub(crate) fn replace_message(&mut self, stored: Stored) {
        let Some(chat) = self.chats.by_id.get_mut(&stored.message.chat.id) else {
            return;
        };
        let id = stored.message.message_id;
        self.feed.publish(&Happening::Edited(stored.shown()));
        self.changes.put(Table::Messages, id, &stored);
        chat.messages.insert(id, stored);
    }

    /// Takes a message away and shows that it is gone.
    pub(crate) fn remove_message(&mut self, chat_id: i64, message_id: i64) {
        let Some(chat) = self.chats.by_id.get_mut(&chat_id) else {
            return;
        };
        if let Some(stored) = chat.messages.remove(&message_id) {
            if chat.gone.len() == MAX_GONE {
                chat.gone.pop_front();
            }
            chat.gone.push_back(stored.message);
        }
        self.changes.delete(Table::Messages, message_id);
        self.feed.publish(&Happening::Deleted { chat_id, message_id });
    }
}
