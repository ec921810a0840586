//! Chats and their messages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bots::BotId;
use crate::changes::{Stale, Table};
use crate::feed::Happening;
use crate::groups::Group;
use crate::keyboard::Markup;
use crate::model::{ChatInfo, Message, User};
use crate::paid_media::Sale;
use crate::polls::Manner;
use crate::room::Room;
use crate::world::World;

/// Messages kept of one chat; the oldest vanish.
const MAX_MESSAGES: usize = 200_000;
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
    /// Who wrote a post of a channel, or in the name of one, which the Bot API does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<User>,
    /// How users reacted to it, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) reactions: BTreeMap<i64, Vec<Value>>,
    /// The options of its poll that users chose, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) votes: BTreeMap<i64, Vec<usize>>,
    /// Whether a person sent it by way of the bot, which can change it by an id of its own.
    #[serde(default)]
    pub(crate) inline: bool,
    /// What it sells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sale: Option<Sale>,
    /// How its poll is shown and answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) manner: Option<Manner>,
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
        Self {
            message,
            keyboard,
            author: None,
            reactions: BTreeMap::new(),
            votes: BTreeMap::new(),
            inline: false,
            sale: None,
            manner: None,
        }
    }

    /// The same, written by `author`.
    pub(crate) fn by(mut self, author: &User) -> Self {
        self.author = self.message.from.is_none().then(|| author.clone());
        self
    }

    /// Who wrote it, whatever the Bot API tells of that.
    pub(crate) fn writer(&self) -> Option<&User> {
        self.author.as_ref().or(self.message.from.as_ref())
    }

    /// Whether this bot wrote it.
    pub(crate) fn is_by(&self, bot: BotId) -> bool {
        self.writer().is_some_and(|writer| writer.id == bot.get())
    }

    /// The id of the bot by way of which a person sent it.
    pub(crate) fn via(&self) -> Option<i64> {
        via_bot(&self.message)
    }

    /// As a person sees it: the message with whatever markup it has, who wrote it, and who reacted and voted how.
    pub(crate) fn shown(&self) -> Value {
        let mut json = serde_json::to_value(&self.message).unwrap_or_default();
        if let Some(keyboard) = &self.keyboard {
            json["reply_markup"] = keyboard.clone();
        }
        if !self.reactions.is_empty() {
            let of = |(user, list): (&i64, &Vec<Value>)| by_user(*user, list);
            json["reactions"] = self.reactions.iter().flat_map(of).collect();
        }
        if !self.votes.is_empty() {
            json["votes"] = json!(self.votes);
        }
        if let Some(sale) = self.sale.as_ref().filter(|sale| !sale.paid_by.is_empty()) {
            json["paid_by"] = json!(sale.paid_by);
        }
        if let Some(manner) = &self.manner {
            json["poll_manner"] = json!(manner);
        }
        if let Some(author) = &self.author {
            json["from"] = serde_json::to_value(author).unwrap_or_default();
        }
        json
    }
}

/// The id of the bot by way of which a person sent a message.
pub(crate) fn via_bot(message: &Message) -> Option<i64> {
    message.attachment.get("via_bot")?["id"].as_i64()
}

/// Reactions of one user, each with who it is.
fn by_user(user: i64, reactions: &[Value]) -> Vec<Value> {
    let with_user = |one: &Value| {
        let mut one = one.clone();
        one["user_id"] = user.into();
        one
    };
    reactions.iter().map(with_user).collect()
}

/// Why nothing can be sent to a person any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shut {
    /// The person has blocked the bot.
    Blocked,
    /// The person is no user of Telegram any more.
    Deactivated,
}

/// A chat of one person with one bot, or of many people.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) info: ChatInfo,
    /// Whether the person has written, or some bot was a member: before that no bot can know the chat.
    pub(crate) begun: bool,
    /// Whether the person has shut the bot out.
    #[serde(default)]
    pub(crate) shut: Option<Shut>,
    /// The people of a group, a supergroup or a channel.
    #[serde(default)]
    pub(crate) group: Option<Group>,
    /// Pinned messages, the newest last.
    #[serde(default)]
    pub(crate) pinned: Vec<i64>,
    #[serde(skip)]
    /// In boxes, because the map keeps room for twice as many as it holds.
    pub(crate) messages: BTreeMap<i64, Box<Stored>>,
    #[serde(skip)]
    gone: VecDeque<Message>,
}

impl Chat {
    /// A chat without messages.
    pub(crate) fn new(info: ChatInfo, group: Option<Group>) -> Self {
        Self {
            info,
            begun: false,
            shut: None,
            group,
            pinned: Vec::new(),
            messages: BTreeMap::new(),
            gone: VecDeque::new(),
        }
    }

    /// Whether a bot can know the chat.
    fn is_known_to(&self, bot: BotId) -> bool {
        match &self.group {
            Some(group) => group.bots.contains(&bot.get()),
            None => self.begun,
        }
    }

    /// A message that was deleted a while ago.
    pub(crate) fn gone(&self, message_id: i64) -> Option<&Message> {
        self.gone.iter().find(|message| message.message_id == message_id)
    }
}

/// All chats.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    pub(crate) by_room: BTreeMap<Room, Chat>,
    /// The ids of public chats by their usernames in small letters.
    names: HashMap<String, i64>,
    /// How many chats of many people were made.
    pub(crate) made: i64,
    pub(crate) last_message_id: i64,
}

impl Chats {
    /// The chat if the bot can know it.
    pub(crate) fn known_to(&self, bot: BotId, room: Room) -> Option<&Chat> {
        self.by_room.get(&room).filter(|chat| chat.is_known_to(bot))
    }

    /// The private chats of a person, one for each bot they have ever seen.
    pub(crate) fn of_person(&self, person: i64) -> impl Iterator<Item = Room> {
        let after = self.by_room.range(Room::first_of(person)..).map(|(room, _)| *room);
        after.take_while(move |room| room.chat_id() == person)
    }

    /// The chat with this username, in any case.
    pub(crate) fn called(&self, username: &str) -> Option<i64> {
        self.names.get(&username.to_ascii_lowercase()).copied()
    }

    /// Adds a chat, or one of an earlier run.
    pub(crate) fn insert(&mut self, room: Room, chat: Chat) {
        if let Some(username) = &chat.info.username {
            self.names.insert(username.to_ascii_lowercase(), chat.info.id);
        }
        self.by_room.insert(room, chat);
    }

    /// Whether it is a group that is no supergroup.
    pub(crate) fn is_small(&self, room: Room) -> bool {
        self.by_room.get(&room).is_some_and(|chat| chat.info.kind == "group")
    }

    /// What a chat of many people has beyond a private one.
    pub(crate) fn group_mut(&mut self, room: Room) -> Option<&mut Group> {
        self.by_room.get_mut(&room)?.group.as_mut()
    }

    /// The newest messages whose text has `words`, without regard to case; newest first.
    ///
    /// Looks only at the newest `depth` messages of each chat, and only until it has seen enough of them; gives at
    /// most `limit`.
    pub(crate) fn search(&self, words: &str, depth: usize, limit: usize) -> Vec<(Room, &Stored)> {
        let words = words.to_lowercase();
        let has_words = |(_, stored): &(Room, &Stored)| {
            let its = stored.message.words();
            its.is_some_and(|its| its.to_lowercase().contains(&words))
        };
        let newest = self.by_room.iter().rev().flat_map(|(room, chat)| {
            chat.messages.values().rev().take(depth).map(|stored| (*room, &**stored))
        });
        let mut found: Vec<_> = newest.take(MAX_SEARCHED).filter(has_words).collect();
        found.sort_unstable_by_key(|(_, stored)| Reverse(stored.message.message_id));
        found.truncate(limit);
        found
    }

    /// A message of a chat.
    pub(crate) fn message(&self, room: Room, message_id: i64) -> Option<&Stored> {
        self.by_room.get(&room)?.messages.get(&message_id).map(|stored| &**stored)
    }

    /// A message as it stands in a reply to it: without the one it replies to in its turn.
    pub(crate) fn replied(&self, room: Room, message_id: i64) -> Option<Message> {
        let message = self.message(room, message_id)?.message.clone();
        Some(Message { reply_to_message: None, ..message })
    }
}

impl World {
    /// The chat that somebody who looks at a bot means by a number. Private chats are opened when somebody first asks for
    /// them, as there may be as many as people times bots.
    pub(crate) fn room(&mut self, bot: BotId, chat_id: i64) -> Room {
        let room = Room::of(bot, chat_id);
        if room.bot().is_some() && !self.chats.by_room.contains_key(&room) {
            self.open_private(room);
        }
        room
    }

    /// Opens the private chat of a person with a bot, if there is such a person.
    fn open_private(&mut self, room: Room) {
        let Some(person) = self.people.get(&room.chat_id()) else {
            return;
        };
        let info = ChatInfo {
            id: person.id,
            first_name: Some(person.first_name.clone()),
            kind: "private".to_owned(),
            ..ChatInfo::default()
        };
        let mut chat = Chat::new(info, None);
        let first = Room::of(self.bots.first(), person.id);
        let gone = self.chats.by_room.get(&first).and_then(|chat| chat.shut);
        chat.shut = gone.filter(|shut| *shut == Shut::Deactivated);
        self.chats.insert(room, chat);
        self.save_chat(room);
    }

    /// The id the next message gets. Ids of all chats come from one counter, as for a real bot.
    pub(crate) fn next_message_id(&mut self) -> i64 {
        self.chats.last_message_id += 1;
        let id = self.chats.last_message_id;
        self.changes.put(Table::Facts, "last_message_id", &id);
        id
    }

    /// Adds a message to its chat and shows it.
    pub(crate) fn add_message(&mut self, room: Room, stored: Stored) {
        let Some(chat) = self.chats.by_room.get_mut(&room) else {
            return;
        };
        let id = stored.message.message_id;
        if room.bot().is_some_and(|bot| stored.is_by(bot)) {
            self.drafts.forget(room);
        }
        self.feed.publish(&Happening::Message(shown_in(room, &stored)));
        self.changes.put(Table::Messages, room.key(id), &stored);
        chat.messages.insert(id, Box::new(stored));
        if chat.messages.len() > MAX_MESSAGES
            && let Some((oldest, _)) = chat.messages.pop_first()
        {
            self.changes.delete(Table::Messages, room.key(oldest));
        }
    }

    /// Puts a changed message in the place of the old one and shows it.
    pub(crate) fn replace_message(&mut self, room: Room, stored: Stored) {
        let Some(chat) = self.chats.by_room.get_mut(&room) else {
            return;
        };
        let id = stored.message.message_id;
        self.feed.publish(&Happening::Edited(shown_in(room, &stored)));
        self.changes.put(Table::Messages, room.key(id), &stored);
        chat.messages.insert(id, Box::new(stored));
    }

    /// Puts a changed message in the place of the old one, without a word.
    pub(crate) fn keep_message(&mut self, room: Room, stored: Stored) {
        if let Some(chat) = self.chats.by_room.get_mut(&room) {
            self.changes.put(Table::Messages, room.key(stored.message.message_id), &stored);
            chat.messages.insert(stored.message.message_id, Box::new(stored));
        }
    }

    /// Has what a chat is now written down, without its messages.
    pub(crate) fn save_chat(&mut self, room: Room) {
        self.changes.touch(Stale::Chat(room));
    }

    /// Takes a message away and shows that it is gone, and who wanted it so.
    pub(crate) fn remove_message(&mut self, room: Room, message_id: i64, by: i64) {
        let Some(chat) = self.chats.by_room.get_mut(&room) else {
            return;
        };
        if let Some(stored) = chat.messages.remove(&message_id) {
            if chat.gone.len() == MAX_GONE {
                chat.gone.pop_front();
            }
            chat.gone.push_back(stored.message);
        }
        let was_pinned = chat.pinned.contains(&message_id);
        self.changes.delete(Table::Messages, room.key(message_id));
        self.feed.publish(&Happening::Deleted { at: room.at(), message_id, by });
        if was_pinned {
            self.unpin(room, Some(message_id));
        }
    }
}

/// A message as a person sees it, with the bot whose private chat it stands in.
pub(crate) fn shown_in(room: Room, stored: &Stored) -> Value {
    let mut json = stored.shown();
    if let Some(bot) = room.bot() {
        json["bot_id"] = bot.get().into();
    }
    json
}
