//! Pinned messages. See <https://core.telegram.org/bots/api#pinchatmessage>.

use serde_json::json;

use crate::clock::Now;
use crate::feed::Happening;
use crate::world::World;

/// Pinned messages of one chat; the oldest are let go.
const MAX_PINNED: usize = 1_000;

impl World {
    /// Pins a message and says so in the chat; tells whether it is there.
    pub(crate) fn pin(&mut self, now: Now, chat_id: i64, by: i64, message_id: i64) -> bool {
        let Some(replied) = self.chats.replied(chat_id, message_id) else {
            return false;
        };
        if let Some(chat) = self.chats.by_id.get_mut(&chat_id) {
            chat.pinned.retain(|id| *id != message_id);
            chat.pinned.push(message_id);
            if chat.pinned.len() > MAX_PINNED {
                chat.pinned.remove(0);
            }
        }
        self.show_pins(chat_id);
        let thread = replied.message_thread_id;
        self.service_in(now, chat_id, thread, by, "pinned_message", json!(replied));
        true
    }

    /// Unpins a message, or the newest one that is pinned; tells whether it was.
    pub(crate) fn unpin(&mut self, chat_id: i64, message_id: Option<i64>) -> bool {
        let Some(chat) = self.chats.by_id.get_mut(&chat_id) else {
            return false;
        };
        let Some(id) = message_id.or(chat.pinned.last().copied()) else {
            return false;
        };
        let before = chat.pinned.len();
        chat.pinned.retain(|pinned| *pinned != id);
        let was = chat.pinned.len() < before;
        self.show_pins(chat_id);
        was
    }

    /// Unpins every message of a chat, or of one of its topics.
    pub(crate) fn unpin_all(&mut self, chat_id: i64, thread: Option<Option<i64>>) {
        if let Some(chat) = self.chats.by_id.get_mut(&chat_id) {
            let messages = &chat.messages;
            let of =
                |id: &i64| messages.get(id).and_then(|stored| stored.message.message_thread_id);
            chat.pinned.retain(|id| thread.is_some_and(|thread| of(id) != thread));
        }
        self.show_pins(chat_id);
    }
    /// Writes down and shows which messages are pinned.
    fn show_pins(&mut self, chat_id: i64) {
        self.save_chat(chat_id);
        if let Some(chat) = self.chats.by_id.get(&chat_id) {
            self.feed.publish(&Happening::Pins { chat_id, pinned: chat.pinned.clone() });
        }
    }
}
