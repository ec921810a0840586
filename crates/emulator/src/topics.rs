//! The topics of a forum. See <https://core.telegram.org/bots/api#forumtopic>.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::clock::Now;
use crate::room::Room;
use crate::world::World;

/// Topics of one forum.
const MAX_TOPICS: usize = 10_000;
/// The colour of a topic for which nobody chose one.
const USUAL_COLOR: i64 = 0x6F_B9_F0;

/// One topic.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Topic {
    pub(crate) name: String,
    pub(crate) icon_color: i64,
    pub(crate) icon: Option<String>,
    pub(crate) closed: bool,
    /// Only the general topic can be hidden.
    pub(crate) hidden: bool,
}

/// The topics of a forum by the id of the message that began them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Topics {
    pub(crate) general: Topic,
    pub(crate) others: BTreeMap<i64, Topic>,
}

impl Topics {
    /// The topic of a message; without a thread it is the general one.
    pub(crate) fn get(&self, thread: Option<i64>) -> Option<&Topic> {
        match thread {
            None => Some(&self.general),
            Some(id) => self.others.get(&id),
        }
    }

    fn get_mut(&mut self, thread: Option<i64>) -> Option<&mut Topic> {
        match thread {
            None => Some(&mut self.general),
            Some(id) => self.others.get_mut(&id),
        }
    }
}

/// A change of a topic, as the message in it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Close,
    Reopen,
    Hide,
    Unhide,
}

impl World {
    /// The topics of a forum.
    pub(crate) fn topics(&self, room: Room) -> Option<&Topics> {
        let chat = self.chats.by_room.get(&room).filter(|chat| chat.info.is_forum.is_some())?;
        chat.group.as_ref().map(|group| &group.topics)
    }

    fn topic_mut(&mut self, room: Room, thread: Option<i64>) -> Option<&mut Topic> {
        self.chats.by_room.get_mut(&room)?.group.as_mut()?.topics.get_mut(thread)
    }

    /// Begins a topic; gives it as the Bot API writes it, or nothing if there are too many.
    pub(crate) fn begin_topic(
        &mut self,
        now: Now,
        room: Room,
        by: i64,
        name: &str,
        icon: Option<String>,
        color: Option<i64>,
    ) -> Option<Value> {
        if self.topics(room)?.others.len() >= MAX_TOPICS {
            return None;
        }
        let color = color.unwrap_or(USUAL_COLOR);
        let mut created = json!({ "name": name, "icon_color": color });
        if let Some(icon) = &icon {
            created["icon_custom_emoji_id"] = icon.clone().into();
        }
        let id = self.chats.last_message_id + 1;
        let topic = Topic { name: name.to_owned(), icon_color: color, icon, ..Topic::default() };
        let group = self.chats.by_room.get_mut(&room)?.group.as_mut()?;
        group.topics.others.insert(id, topic);
        self.save_chat(room);
        self.service_in(now, room, Some(id), by, "forum_topic_created", created.clone());
        created["message_thread_id"] = id.into();
        Some(created)
    }

    /// Gives a topic another name or icon; tells whether anything changed.
    pub(crate) fn edit_topic(
        &mut self,
        now: Now,
        room: Room,
        thread: Option<i64>,
        by: i64,
        name: Option<&str>,
        icon: Option<&str>,
    ) -> bool {
        let Some(topic) = self.topic_mut(room, thread) else {
            return false;
        };
        let mut told = Map::new();
        if let Some(name) = name.filter(|name| **name != topic.name) {
            topic.name = name.to_owned();
            told.insert("name".to_owned(), name.into());
        }
        if let Some(icon) = icon.filter(|icon| *icon != topic.icon.as_deref().unwrap_or_default()) {
            topic.icon = (!icon.is_empty()).then(|| icon.to_owned());
            told.insert("icon_custom_emoji_id".to_owned(), icon.into());
        }
        if told.is_empty() {
            return false;
        }
        self.save_chat(room);
        self.service_in(now, room, thread, by, "forum_topic_edited", told.into());
        true
    }

    /// Closes, opens, hides or shows a topic; tells whether that changed anything.
    pub(crate) fn turn_topic(
        &mut self,
        now: Now,
        room: Room,
        thread: Option<i64>,
        by: i64,
        turn: Turn,
    ) -> bool {
        let Some(topic) = self.topic_mut(room, thread) else {
            return false;
        };
        let (flag, value, told) = match turn {
            Turn::Close => (&mut topic.closed, true, "forum_topic_closed"),
            Turn::Reopen => (&mut topic.closed, false, "forum_topic_reopened"),
            Turn::Hide => (&mut topic.hidden, true, "general_forum_topic_hidden"),
            Turn::Unhide => (&mut topic.hidden, false, "general_forum_topic_unhidden"),
        };
        if std::mem::replace(flag, value) == value {
            return false;
        }
        // A hidden topic is closed as well.
        if turn == Turn::Hide {
            topic.closed = true;
        }
        self.save_chat(room);
        self.service_in(now, room, thread, by, told, json!({}));
        true
    }

    /// Takes a topic away with all its messages.
    pub(crate) fn delete_topic(&mut self, room: Room, thread: i64, by: i64) {
        let Some(chat) = self.chats.by_room.get_mut(&room) else {
            return;
        };
        if let Some(group) = &mut chat.group {
            group.topics.others.remove(&thread);
        }
        let messages = chat.messages.values().map(|stored| &stored.message);
        let inside = messages.filter(|message| message.message_thread_id == Some(thread));
        let ids: Vec<i64> = inside.map(|message| message.message_id).collect();
        self.save_chat(room);
        for id in ids {
            self.remove_message(room, id, by);
        }
    }
}
