//! Pinned messages. See <https://core.telegram.org/bots/api#pinchatmessage>.

use serde_json::json;

use crate::clock::Now;
use crate::feed::Happening;
use crate::room::Room;
use crate::world::World;

/// Pinned messages of one chat; the oldest are let go.
const MAX_PINNED: usize = 1_000;

impl World {
    /// Pins a message and says so in the chat; tells whether it is there.
    pub(crate) fn pin(&mut self, now: Now, room: Room, by: i64, message_id: i64) -> bool {
        let Some(replied) = self.chats.replied(room, message_id) else {
            return false;
        };
        if let Some(chat) = self.chats.by_room.get_mut(&room) {
            chat.pinned.retain(|id| *id != message_id);
            chat.pinned.push(message_id);
            if chat.pinned.len() > MAX_PINNED {
                chat.pinned.remove(0);
            }
        }
        self.show_pins(room);
        let thread = replied.message_thread_id;
        self.service_in(now, room, thread, by, "pinned_message", json!(replied));
        true
    }

    /// Unpins a message, or the newest one that is pinned; tells whether it was.
    pub(crate) fn unpin(&mut self, room: Room, message_id: Option<i64>) -> bool {
        let Some(chat) = self.chats.by_room.get_mut(&room) else {
            return false;
        };
        let Some(id) = message_id.or(chat.pinned.last().copied()) else {
            return false;
        };
        let before = chat.pinned.len();
        chat.pinned.retain(|pinned| *pinned != id);
        let was = chat.pinned.len() < before;
        self.show_pins(room);
        was
    }

    /// Unpins every message of a chat, or of one of its topics.
    pub(crate) fn unpin_all(&mut self, room: Room, thread: Option<Option<i64>>) {
        if let Some(chat) = self.chats.by_room.get_mut(&room) {
            let messages = &chat.messages;
            let of =
                |id: &i64| messages.get(id).and_then(|stored| stored.message.message_thread_id);
            chat.pinned.retain(|id| thread.is_some_and(|thread| of(id) != thread));
        }
        self.show_pins(room);
    }
    /// Writes down and shows which messages are pinned.
    fn show_pins(&mut self, room: Room) {
        self.save_chat(room);
        if let Some(chat) = self.chats.by_room.get(&room) {
            self.feed.publish(&Happening::Pins { at: room.at(), pinned: chat.pinned.clone() });
        }
    }
}
