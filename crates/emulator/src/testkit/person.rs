//! A person in a test: writes, presses, and waits for what the bot says.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::PersonSide;
use super::bot::Bot;
use super::client::Client;
use super::group::Group;
use super::log::{Place, Seen, Toast};
use crate::client::encoded;
use crate::script::{buttons, said};

/// A message as a person sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id.
    pub message_id: i64,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// Its text, the caption of a photo, or the words of a rich message, a line for each block; empty for a sticker.
    pub text: String,
    /// The whole message as Bot API JSON, with whatever markup it has.
    pub json: Value,
}

impl Message {
    fn read(json: &Value) -> Self {
        let mut json = json.clone();
        // Events say in whose private chat it is, which the person knows.
        json.as_object_mut().map(|json| json.remove("bot_id"));
        Self {
            message_id: json["message_id"].as_i64().unwrap_or_default(),
            from_bot: json["from"]["is_bot"] == true,
            text: said(&json).into_owned(),
            json,
        }
    }

    /// The buttons under it, row after row, then those inside a rich message: what is written on them, and their callback data
    /// (empty if they have none).
    pub fn buttons(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let buttons = buttons(&self.json);
        buttons.iter().map(|one| (text(&one["text"]), text(&one["callback_data"]))).collect()
    }

    /// Whether one of its buttons sends `data`.
    pub fn has_button(&self, data: &str) -> bool {
        self.buttons().iter().any(|(_, sent)| sent == data)
    }
}

/// A person in a chat: in the private one with a bot, the first unless they are [with](Person::with) another, or [within](Person::within) a group.
///
/// All waits end after the patience of the [`Telegram`](super::Telegram), 10 seconds by default. In a test where time
/// stands, it passes while a person waits. Every
/// method that waits may be dropped while waiting; nothing is used up then.
#[derive(Debug)]
pub struct Person {
    side: Arc<PersonSide>,
    name: String,
    user_id: i64,
    chat_id: i64,
    /// The bot they have to do with.
    bot_id: i64,
    /// How far `expect` has read.
    expected: AtomicUsize,
    /// How far `toast` has read.
    toasted: AtomicUsize,
}

impl Person {
    /// A person who has to do with the first bot.
    pub(super) fn new(side: Arc<PersonSide>, name: &str, user_id: i64, chat_id: i64) -> Self {
        Self {
            bot_id: side.bot_id(),
            side,
            name: name.to_owned(),
            user_id,
            chat_id,
            expected: AtomicUsize::new(0),
            toasted: AtomicUsize::new(0),
        }
    }

    /// The id of the user.
    pub fn user_id(&self) -> i64 {
        self.user_id
    }

    /// The id of the chat.
    pub fn chat_id(&self) -> i64 {
        self.chat_id
    }

    /// The same person in a group: what they say they say there, and what they expect they expect there.
    #[must_use]
    pub fn within(&self, group: &Group) -> Self {
        let there = Self::new(self.side.clone(), &self.name, self.user_id, group.chat_id);
        Self { bot_id: self.bot_id, ..there }
    }

    /// The same person with another bot: in their private chat with it, or asking and paying it in the same group.
    #[must_use]
    pub fn with(&self, bot: &Bot) -> Self {
        let same = Self::new(self.side.clone(), &self.name, self.user_id, self.chat_id);
        Self { bot_id: bot.id(), ..same }
    }

    /// A path of the person's side, about the bot that they have to do with.
    pub(super) fn path(&self, rest: &str) -> String {
        let joint = if rest.contains('?') { '&' } else { '?' };
        format!("{rest}{joint}bot={}", self.bot_id)
    }

    fn place(&self) -> Place {
        (self.chat_id, (self.chat_id > 0).then_some(self.bot_id))
    }

    /// Makes a chat and owns it: a `group`, a `supergroup`, a `forum` (a supergroup with topics), a `club` (a
    /// supergroup whose bot or owner lets people in) or a `channel`.
    ///
    /// # Panics
    ///
    /// If the emulator refuses, for example an empty title.
    pub async fn create_chat(&self, kind: &str, title: &str) -> Group {
        self.create_chat_with(kind, title, &[]).await
    }

    /// The same with others who are in it from the beginning, by their ids; the bot may be one of them.
    ///
    /// # Panics
    ///
    /// If the emulator refuses, for example an empty title.
    pub async fn create_chat_with(&self, kind: &str, title: &str, members: &[i64]) -> Group {
        let is_forum = kind == "forum";
        let join_by_request = kind == "club";
        let kind = if is_forum || join_by_request { "supergroup" } else { kind };
        let body = json!({
            "user_id": self.user_id,
            "kind": kind,
            "title": title,
            "is_forum": is_forum,
            "join_by_request": join_by_request,
            "members": members,
        });
        let made = self.side.client.post("/chats", &body).await;
        Group { side: self.side.clone(), chat_id: made["chat_id"].as_i64().unwrap_or_default() }
    }

    /// Blocks the bot.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn block_bot(&self) {
        self.turn_bot("kicked").await;
    }

    /// Lets the bot write again.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn unblock_bot(&self) {
        self.turn_bot("member").await;
    }

    async fn turn_bot(&self, status: &str) {
        let path = self.path(&format!("/chats/{}/members/{}", self.user_id, self.bot_id));
        self.side.client.put(&path, &json!({ "by": self.user_id, "status": status })).await;
    }

    /// Writes a message; gives its id.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: a text has 1 to 4096 characters.
    pub async fn say(&self, text: &str) -> i64 {
        self.send(&json!({ "user_id": self.user_id, "text": text })).await
    }

    /// Writes a message into a topic of a forum; gives its id.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: there is no such topic, or it is closed.
    pub async fn say_in(&self, topic: i64, text: &str) -> i64 {
        let body = json!({ "user_id": self.user_id, "text": text, "message_thread_id": topic });
        self.send(&body).await
    }

    /// Writes a message in the name of a channel of theirs; gives its id.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: the channel is not theirs, or was banned from this chat.
    pub async fn say_as(&self, channel: &Group, text: &str) -> i64 {
        let sender = channel.chat_id();
        self.send(&json!({ "user_id": self.user_id, "text": text, "sender_chat_id": sender })).await
    }

    /// Replies to a message; gives the id of the reply.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: there is no such message.
    pub async fn reply(&self, message_id: i64, text: &str) -> i64 {
        let body = json!({ "user_id": self.user_id, "text": text, "reply_to": message_id });
        self.send(&body).await
    }

    /// Sends the sticker of an emoji; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If the emulator refuses.
    pub async fn sticker(&self, emoji: &str) -> i64 {
        self.send(&json!({ "user_id": self.user_id, "sticker": emoji })).await
    }

    /// Sends a file; gives the id of the message. `kind` is the field of a message: `photo`, `document`, `video`,
    /// `animation`, `audio`, `voice` or `video_note`; a photo is a PNG or JPEG file.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: the file is empty, or larger than 51 MiB, or a photo that is none.
    pub async fn send_file(&self, kind: &str, name: &str, content: &[u8]) -> i64 {
        let (kind, name) = (encoded(kind), encoded(name));
        let query = format!("user_id={}&kind={kind}&name={name}", self.user_id);
        let path = self.path(&format!("/chats/{}/files?{query}", self.chat_id));
        let made = self.side.client.post_bytes(&path, content).await;
        made["message_id"].as_i64().unwrap_or_default()
    }

    pub(super) fn client(&self) -> &Client {
        &self.side.client
    }

    pub(super) async fn send(&self, body: &Value) -> i64 {
        let path = self.path(&format!("/chats/{}/messages", self.chat_id));
        let made = self.side.client.post(&path, body).await;
        made["message_id"].as_i64().unwrap_or_default()
    }

    /// Presses the button with this callback data on the newest message that has one; waits for such a
    /// message if there is none yet. Gives the id of the callback query.
    ///
    /// # Panics
    ///
    /// If no such message comes; prints the transcript.
    pub async fn press(&self, data: &str) -> String {
        let newest = async || {
            let messages = self.messages().await;
            messages.into_iter().rfind(|message| message.has_button(data))
        };
        let message = self.wait_for(&format!("a button {data:?}"), newest).await;
        self.press_on(message.message_id, data).await
    }

    /// Presses the button with this callback data on a message. Gives the id of the callback query.
    ///
    /// # Panics
    ///
    /// If the message has no such button.
    pub async fn press_on(&self, message_id: i64, data: &str) -> String {
        let path = self.path(&format!("/chats/{}/presses", self.chat_id));
        let body = json!({ "user_id": self.user_id, "message_id": message_id, "data": data });
        let made = self.side.client.post(&path, &body).await;
        made["callback_query_id"].as_str().unwrap_or_default().to_owned()
    }

    /// Waits for the next message or edit by the bot that contains `text`, in any case, after the one
    /// the last call gave.
    ///
    /// # Panics
    ///
    /// If none comes; prints the transcript.
    pub async fn expect(&self, text: &str) -> Message {
        let wanted = text.to_lowercase();
        let fits = |seen: &Seen| {
            let is_message = seen.kind == "message" || seen.kind == "edited";
            let message = is_message.then(|| Message::read(&seen.data))?;
            (message.from_bot && message.text.to_lowercase().contains(&wanted)).then_some(message)
        };
        self.next_seen(&format!("the bot to say {text:?}"), &self.expected, fits).await
    }

    /// Waits for the answer to a press, after the one the last call gave.
    ///
    /// # Panics
    ///
    /// If none comes; prints the transcript.
    pub async fn toast(&self) -> Toast {
        let fits = |seen: &Seen| {
            let text = |name: &str| seen.data[name].as_str().unwrap_or_default().to_owned();
            (seen.kind == "toast").then(|| Toast {
                text: text("text"),
                url: text("url"),
                show_alert: seen.data["show_alert"] == true,
                message_id: seen.data["message_id"].as_i64().unwrap_or_default(),
                callback_query_id: text("callback_query_id"),
            })
        };
        self.next_seen("an answer to a press", &self.toasted, fits).await
    }

    async fn next_seen<T>(
        &self,
        what: &str,
        cursor: &AtomicUsize,
        fits: impl Fn(&Seen) -> Option<T>,
    ) -> T {
        let look = async || {
            let from = cursor.load(Ordering::Relaxed);
            self.side.log.find(self.place(), from, &fits)
        };
        let (found, next) = self.wait_for(what, look).await;
        cursor.store(next, Ordering::Relaxed);
        found
    }

    /// Looks again whenever something happened, until the patience ends.
    async fn wait_for<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        #[cfg(feature = "paused-time")]
        let _passing = self.side.time.as_ref().map(super::Time::passing);
        let mut news = self.side.log.news();
        let end = Instant::now() + self.side.patience;
        loop {
            news.borrow_and_update();
            if let Some(found) = look().await {
                return found;
            }
            if !matches!(timeout_at(end, news.changed()).await, Ok(Ok(()))) {
                let lost = match self.side.log.lost() {
                    0 => String::new(),
                    count => format!(" ({count} events came too fast and were not seen)"),
                };
                panic!("{} waited in vain for {what}{lost}\n{}", self.name, self.transcript());
            }
        }
    }

    /// The messages of the chat as they are now, oldest first.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn messages(&self) -> Vec<Message> {
        let mut list: Vec<Message> = Vec::new();
        loop {
            let after = list.last().map_or(0, |message| message.message_id);
            let path = self.path(&format!("/chats/{}/messages?after={after}", self.chat_id));
            let page = self.side.client.get(&path).await;
            let page = page.as_array().map(Vec::as_slice).unwrap_or_default();
            if page.is_empty() {
                return list;
            }
            list.extend(page.iter().map(Message::read));
        }
    }

    /// Everything that was seen in the chat, as a script.
    pub fn transcript(&self) -> String {
        let mut script = String::new();
        for seen in self.side.log.all(self.place()) {
            let data = &seen.data;
            let text = |name: &str| data[name].as_str().unwrap_or_default();
            let id = &data["message_id"];
            let by_bot = data["from"]["is_bot"] == true;
            let name = data["from"]["first_name"].as_str().unwrap_or(&self.name);
            let who = if by_bot { "bot" } else { name };
            let line = match seen.kind.as_str() {
                "message" => format!("{who}: {}", content(data)),
                "edited" => format!("{who} edits {id}: {}", content(data)),
                "deleted" => format!("{id} is deleted"),
                "press" => format!("{} presses {:?} on {id}", self.name, text("data")),
                "toast" if text("text").is_empty() => "bot answers the press".to_owned(),
                "toast" => format!("bot answers the press: {}", text("text")),
                "action" => format!("bot is {}", text("action")),
                _ => continue,
            };
            // Writing into a string cannot fail.
            let _ = writeln!(script, "{line}");
        }
        script
    }
}

/// A message in one line: its text or sticker, and its buttons.
fn content(json: &Value) -> String {
    let message = Message::read(json);
    let mut line = match json["sticker"]["emoji"].as_str() {
        Some(emoji) => format!("sticker {emoji}"),
        None => message.text.clone(),
    };
    for (text, data) in message.buttons() {
        // Writing into a string cannot fail.
        let _ = write!(line, " [{text}|{data}]");
    }
    line
}
