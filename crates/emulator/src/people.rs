//! What people do: they appear, write, send stickers and press buttons; what they do with chats is in a file of its own.
//!
//! See <https://core.telegram.org/bots/api#update> for the updates that come of it.

mod chats;
mod favours;
mod messages;
mod trade;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::bots::BotId;
use crate::changes::Table;
use crate::chats::{Stored, via_bot};
use crate::clock::Now;
use crate::feed::Happening;
use crate::files::Kind;
use crate::games;
use crate::inline;
use crate::keyboard::Markup;
use crate::methods::{forward, shown, small};
use crate::model::{Button, ChatInfo, Message, Sticker, User};
use crate::picture;
use crate::presses::Press;
use crate::room::Room;
use crate::text::Formatted;
use crate::world::World;

/// People there can be.
const MAX_PEOPLE: usize = 200_000;
/// Characters of a message a person writes.
const MAX_TEXT: usize = 4096;
/// Characters below a file a person sends.
const MAX_CAPTION: usize = 1024;
/// Characters of a name.
const MAX_NAME: usize = 64;

/// Why a person cannot do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Cannot {
    /// The name is empty or too long.
    #[error("a name has 1 to {MAX_NAME} characters")]
    BadName,
    /// There are too many people.
    #[error("there are {MAX_PEOPLE} people already")]
    TooMany,
    /// The user is not the one who belongs to this chat.
    #[error("no such chat, or the user is not in it")]
    NoChat,
    /// The message is not there.
    #[error("no such message")]
    NoMessage,
    /// The text is empty or too long.
    #[error("a text has 1 to {MAX_TEXT} characters")]
    BadText,
    /// The file is empty, or a photo that is no picture.
    #[error("a file has at least one byte, and a photo is a PNG or JPEG file")]
    BadFile,
    /// The rules of the chat, or those of Telegram, forbid it.
    #[error("{0}")]
    NotAllowed(&'static str),
    /// It makes no sense.
    #[error("{0}")]
    Nonsense(&'static str),
    /// No such message, or none of its buttons sends this data.
    #[error("no such button on this message")]
    NoButton,
}

/// What a person puts into a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text(String),
    /// The emoji of a sticker, or the id of the file of one that is in a set.
    Sticker(String),
    /// The emoji of dice.
    Dice(String),
    /// Something under its name in a message, for example a `location`.
    Object(&'static str, Value),
    /// A message of a chat that the person is in, too.
    Forward {
        from: Room,
        message_id: i64,
    },
    File {
        kind: Kind,
        name: String,
        content: Bytes,
        caption: String,
        /// What the files of one album have in common.
        album: Option<String>,
    },
}

/// Where in a chat a message stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Place {
    /// The message it is a reply to.
    pub(crate) reply_to: Option<i64>,
    /// The topic of a forum.
    #[serde(rename = "message_thread_id")]
    pub(crate) thread: Option<i64>,
    /// The channel in whose name it is written.
    #[serde(rename = "sender_chat_id")]
    pub(crate) sender: Option<i64>,
}

/// A callback query, see <https://core.telegram.org/bots/api#callbackquery>.
#[derive(Serialize)]
struct CallbackQuery<'a> {
    id: &'a str,
    from: &'a User,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inline_message_id: Option<String>,
    chat_instance: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    game_short_name: Option<String>,
}

/// A button that somebody presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pressed<'a> {
    /// The one that sends this data.
    Data(&'a str),
    /// The one that plays the game of the message.
    Game,
}

impl<'a> Pressed<'a> {
    fn is_on(self, message: &Message) -> bool {
        match self {
            Self::Data(data) => {
                let inside = message.rich_message.as_ref().is_some_and(|rich| rich.sends(data));
                inside || message.buttons().any(|button| button.data() == Some(data))
            }
            Self::Game => message.buttons().any(Button::plays),
        }
    }

    fn data(self) -> Option<&'a str> {
        match self {
            Self::Data(data) => Some(data),
            Self::Game => None,
        }
    }
}

impl World {
    /// Somebody new; gives the id of the user, which is also the id of the private chat.
    pub(crate) fn add_person(&mut self, name: &str, language_code: &str) -> Result<i64, Cannot> {
        if !(1..=MAX_NAME).contains(&name.trim().chars().count()) {
            return Err(Cannot::BadName);
        }
        if self.people.len() >= MAX_PEOPLE {
            return Err(Cannot::TooMany);
        }
        while self.bots.find(self.next_user_id).is_some() {
            self.next_user_id += 1;
        }
        let user = User {
            id: self.next_user_id,
            is_bot: false,
            first_name: name.trim().to_owned(),
            username: None,
            language_code: (!language_code.is_empty()).then(|| language_code.to_owned()),
        };
        let id = user.id;
        self.next_user_id += 1;
        self.changes.put(Table::Facts, "next_user_id", &self.next_user_id);
        self.changes.put(Table::People, id, &user);
        self.feed.publish(&Happening::Person(person_json(&user)));
        self.people.insert(id, user);
        self.room(self.bots.first(), id);
        Ok(id)
    }

    /// A person writes or sends a sticker, maybe as a reply to a message; gives the id of the message.
    pub(crate) fn write(
        &mut self,
        now: Now,
        room: Room,
        user_id: i64,
        content: Content,
        place: Place,
    ) -> Result<i64, Cannot> {
        let (from, chat) = self.member(now, room, user_id)?;
        let replied = match place.reply_to {
            Some(id) => Some(self.chats.replied(room, id).ok_or(Cannot::NoMessage)?),
            None => None,
        };
        let thread =
            place.thread.or(replied.as_ref().and_then(|message| message.message_thread_id));
        self.may_write(now, room, user_id, thread)?;
        let sender = place.sender.map(|id| self.sender(now, room, user_id, id)).transpose()?;
        let mut message = Message::empty(0, from.clone(), chat, now.unix);
        message.reply_to_message = replied.map(Box::new);
        message.message_thread_id = thread;
        message.is_topic_message = thread.map(|_| true);
        let group = self.chats.by_room.get(&room).and_then(|chat| chat.group.as_ref());
        if let Some(tag) =
            group.and_then(|group| group.tags.get(&user_id)).filter(|_| sender.is_none())
        {
            message.attachment.insert("sender_tag".to_owned(), tag.clone().into());
        }
        if let Some(sender) = sender {
            message.from = Some(User::of_channels());
            message.sender_chat = Some(Box::new(sender));
        }
        let forwarded = match content {
            Content::Forward { from, message_id } => Some((from, message_id)),
            _ => None,
        };
        self.put(now, user_id, &mut message, content)?;
        message.message_id = self.next_message_id();
        if let Some((from, message_id)) = forwarded {
            let from_chat_id = from.chat_id();
            let at = room.at();
            self.feed.publish(&Happening::Forward { at, user_id, from_chat_id, message_id });
        }
        if let Some(chat) = self.chats.by_room.get_mut(&room)
            && !chat.begun
            && chat.group.is_none()
        {
            chat.begun = true;
            self.save_chat(room);
        }
        let mut stored = Stored::new(message.clone(), Markup::None).by(&from);
        stored.author = stored.author.or(place.sender.map(|_| from));
        self.add_message(room, stored);
        self.tell(now, room, &message, false);
        Ok(message.message_id)
    }

    /// Puts into a message what a person sends.
    fn put(
        &mut self,
        now: Now,
        user_id: i64,
        message: &mut Message,
        content: Content,
    ) -> Result<(), Cannot> {
        match content {
            Content::Text(said) => {
                let Formatted { text, entities } = Formatted::plain(checked(said, MAX_TEXT)?);
                (message.text, message.entities) = (Some(text), entities);
            }
            Content::Sticker(emoji) => {
                let emoji = checked(emoji, MAX_NAME)?;
                let known = self.sticker_sets.sticker(&emoji).cloned();
                let sticker = known.unwrap_or_else(|| Sticker::of(&emoji));
                message.sticker = Some(Box::new(sticker));
            }
            Content::Dice(emoji) => {
                let dice = small::thrown(&emoji).ok_or(Cannot::Nonsense("no such dice"))?;
                message.attachment.insert("dice".to_owned(), dice);
            }
            Content::Object(name, value) => {
                message.attachment.insert(name.to_owned(), value);
            }
            Content::Forward { from, message_id } => {
                self.member(now, from, user_id)?;
                let source = self.chats.message(from, message_id).ok_or(Cannot::NoMessage)?;
                if forward::stays(source) {
                    return Err(Cannot::NotAllowed("the message cannot be forwarded"));
                }
                forward::fill(source, message);
            }
            Content::File { content, .. } if content.is_empty() => return Err(Cannot::BadFile),
            Content::File { kind, name, content, caption, album } => {
                if kind == Kind::Photo && picture::size(&content).is_none() {
                    return Err(Cannot::BadFile);
                }
                if !caption.is_empty() {
                    let said = Formatted::plain(checked(caption, MAX_CAPTION)?);
                    (message.caption, message.caption_entities) = (Some(said.text), said.entities);
                }
                if let Some(name) = album {
                    let name = checked(name, MAX_NAME)?.into();
                    message.attachment.insert("media_group_id".to_owned(), name);
                }
                let file = self.add_file(kind, &name, &content);
                shown::attach(message, kind, &file, Map::new());
            }
        }
        Ok(())
    }

    /// A person presses a button; gives the id of the callback query.
    ///
    /// A message that the bot has just deleted can still be pressed, as by somebody who has not seen it go.
    pub(crate) fn press(
        &mut self,
        now: Now,
        room: Room,
        user_id: i64,
        message_id: i64,
        pressed: Pressed<'_>,
    ) -> Result<String, Cannot> {
        let (from, info) = self.member(now, room, user_id)?;
        let chat = self.chats.by_room.get(&room).ok_or(Cannot::NoChat)?;
        let stored = chat.messages.get(&message_id);
        let there = stored.map(|stored| &stored.message).or(chat.gone(message_id));
        let there = there.filter(|there| pressed.is_on(there)).ok_or(Cannot::NoButton)?;
        let message = match stored {
            Some(stored) if stored.inline => None,
            Some(_) => Some(serde_json::to_value(there).unwrap_or_default()),
            None => Some(json!({"message_id": message_id, "chat": info, "date": 0})),
        };
        let name = games::name_of(there).filter(|_| pressed == Pressed::Game).map(str::to_owned);
        let game = name.is_some();
        let bot = self.asked_by(room, message_id).ok_or(Cannot::NoButton)?;
        let (chat_id, host) = (room.chat_id(), room.bot().filter(|host| *host != bot));
        let host = host.map(BotId::get);
        let press = Press { chat: chat_id, host, user: user_id, message_id, game, made: now.unix };
        let (number, old) = self.bots[bot].presses.add(press.clone());
        for id in old {
            self.changes.delete(Table::Presses, bot.key(id));
        }
        self.changes.put(Table::Presses, bot.key(number), &press);
        let id = number.to_string();
        self.feed.publish(&Happening::Press {
            at: room.by(bot),
            user_id,
            message_id,
            data: pressed.data().map(str::to_owned),
            game_short_name: name.clone(),
            callback_query_id: id.clone(),
        });
        let query = CallbackQuery {
            id: &id,
            from: &from,
            inline_message_id: message.is_none().then(|| inline::id_of(room, message_id)),
            message,
            chat_instance: &chat_instance(chat_id),
            data: pressed.data(),
            game_short_name: name,
        };
        self.issue(now, bot, "callback_query", Some(room), &query);
        Ok(id)
    }

    /// The bot that is asked by the buttons of a message: the one that wrote it, or by way of which it was sent.
    fn asked_by(&self, room: Room, message_id: i64) -> Option<BotId> {
        let chat = self.chats.by_room.get(&room)?;
        let bot = match (chat.messages.get(&message_id), chat.gone(message_id)) {
            (Some(stored), _) => stored.via().or(stored.writer().map(|writer| writer.id)),
            (None, Some(gone)) => via_bot(gone).or(gone.from.as_ref().map(|from| from.id)),
            (None, None) => None,
        };
        // A post of a channel that is gone does not say who wrote it.
        let bot = bot.and_then(|id| self.bots.find(id)).or(room.bot());
        bot.or_else(|| self.bots_of(room).first().copied())
    }

    /// The user and the chat, if they belong together.
    fn member(&self, now: Now, room: Room, user_id: i64) -> Result<(User, ChatInfo), Cannot> {
        let user = self.people.get(&user_id);
        let chat = self.chats.by_room.get(&room);
        match (user, chat) {
            (Some(user), Some(chat)) if self.status_of(now, room, user_id).is_in() => {
                Ok((user.clone(), chat.info.clone()))
            }
            _ => Err(Cannot::NoChat),
        }
    }
}

/// A text that is neither empty nor too long.
fn checked(text: String, max: usize) -> Result<String, Cannot> {
    match (1..=max).contains(&text.chars().count()) {
        true => Ok(text),
        false => Err(Cannot::BadText),
    }
}

/// A person as the person's side writes it.
pub(crate) fn person_json(user: &User) -> Value {
    json!({
        "user_id": user.id,
        "chat_id": user.id,
        "name": user.first_name,
        "language_code": user.language_code,
    })
}

/// The number by which games and web apps know a chat.
pub(crate) fn chat_instance(chat_id: i64) -> String {
    format!("-{}", chat_id.wrapping_mul(7_919_777_777))
}
