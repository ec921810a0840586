//! Drafts: what a message of the bot is to say that it still writes. See <https://core.telegram.org/bots/api#sendmessagedraft>.
//!
//! A draft is no message: it is shown for a while, and gone with the next message of the bot.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::clock::Now;
use crate::feed::Happening;
use crate::model::Entity;
use crate::rich::Rich;
use crate::room::Room;
use crate::world::World;

/// Seconds for which a draft is shown after it was written last.
const SHOWN: i64 = 30;
/// Drafts kept, one in each chat; those of the lowest chats go first.
const MAX_DRAFTS: usize = 10_000;

/// What is shown in the place of a message to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Draft {
    pub(crate) draft_id: i64,
    /// Empty while the bot only thinks.
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) entities: Vec<Entity>,
    /// In the place of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rich_message: Option<Rich>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message_thread_id: Option<i64>,
    /// Whether the person can stop the bot.
    pub(crate) can_stop: bool,
    /// Whether it stays when they have.
    #[serde(skip)]
    pub(crate) keep_on_stop: bool,
    /// Seconds since 1970.
    #[serde(skip)]
    pub(crate) written: i64,
}

/// All of them, by chat. They do not outlive a restart.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    by_chat: BTreeMap<Room, Draft>,
}

impl Drafts {
    /// What is shown in a chat.
    pub(crate) fn shown(&self, unix: i64, chat: Room) -> Option<&Draft> {
        self.by_chat.get(&chat).filter(|draft| draft.written + SHOWN > unix)
    }

    /// Forgets what was shown in a chat.
    pub(crate) fn forget(&mut self, chat: Room) {
        self.by_chat.remove(&chat);
    }
}

impl World {
    /// Shows a draft in a chat, instead of the one before.
    pub(crate) fn show_draft(&mut self, room: Room, draft: Draft) {
        let drafts = &mut self.drafts.by_chat;
        if drafts.len() >= MAX_DRAFTS && !drafts.contains_key(&room) {
            drafts.pop_first();
        }
        self.feed.publish(&Happening::Draft { at: room.at(), draft: Some(draft.clone()) });
        drafts.insert(room, draft);
    }

    /// Somebody stops the bot while it writes; tells whether they could.
    pub(crate) fn stop_draft(&mut self, now: Now, room: Room, draft_id: i64) -> bool {
        let shown = self.drafts.shown(now.unix, room).cloned();
        let Some(mut draft) = shown.filter(|one| one.draft_id == draft_id && one.can_stop) else {
            return false;
        };
        draft.can_stop = false;
        let thread = draft.message_thread_id;
        match draft.keep_on_stop {
            true => self.show_draft(room, draft),
            false => {
                self.drafts.forget(room);
                self.feed.publish(&Happening::Draft { at: room.at(), draft: None });
            }
        }
        let chat = self.chats.by_room.get(&room).map(|chat| &chat.info);
        // The server writes the number as a text, against its own description, which programs go by.
        let mut stopped = json!({ "chat": chat, "draft_id": draft_id });
        if let Some(thread) = thread {
            stopped["message_thread_id"] = thread.into();
        }
        if let Some(bot) = room.bot() {
            self.issue(now, bot, "stopped_message_generation", Some(room), &stopped);
        }
        true
    }
}
