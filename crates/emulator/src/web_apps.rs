//! Web apps that people have opened, and what these send: data to the bot, or a message by way of it.
//!
//! What runs in a web app is not here: whoever drives the person's side says what it does. See
//! <https://core.telegram.org/bots/webapps>.

use std::collections::BTreeMap;

use serde_json::json;

use crate::clock::Now;
use crate::world::World;

/// Web apps kept that may still be answered; the oldest are forgotten. They do not outlive a restart.
const MAX_OPEN: usize = 10_000;
/// Messages of a chat among which its keyboard is looked for.
const MAX_LOOKED_AT: usize = 1_000;

/// A web app that somebody has opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opened {
    pub(crate) chat: i64,
    pub(crate) user: i64,
}

/// All of them, by the number that is their id.
#[derive(Debug, Default)]
pub(crate) struct WebApps {
    by_id: BTreeMap<i64, Opened>,
}

impl WebApps {
    /// Takes the web app with this id, which is answered once.
    pub(crate) fn take(&mut self, id: &str) -> Option<Opened> {
        self.by_id.remove(&id.parse().ok()?)
    }
}

impl World {
    /// Somebody opens a web app; gives the id by which the bot may answer it.
    pub(crate) fn open_web_app(&mut self, opened: Opened) -> String {
        let id = self.next_message_id() + 5_000_000_000_000_000_000;
        if self.web_apps.by_id.len() >= MAX_OPEN {
            self.web_apps.by_id.pop_first();
        }
        self.web_apps.by_id.insert(id, opened);
        id.to_string()
    }

    /// Whether the keyboard of a chat has a button with this text that opens a web app.
    pub(crate) fn has_app_button(&self, chat_id: i64, text: &str) -> bool {
        let messages = self.chats.by_id.get(&chat_id).map(|chat| &chat.messages);
        let newest = messages.into_iter().flat_map(|it| it.values().rev().take(MAX_LOOKED_AT));
        let keyboard = newest.filter_map(|stored| stored.keyboard.as_ref()).find(|markup| {
            markup.get("keyboard").is_some() || markup.get("remove_keyboard").is_some()
        });
        let rows = keyboard.and_then(|markup| markup["keyboard"].as_array());
        let mut buttons = rows.into_iter().flatten().filter_map(|row| row.as_array()).flatten();
        buttons.any(|button| button["text"] == text && button.get("web_app").is_some())
    }

    /// A web app that was opened by a button of a keyboard sends data to the bot; gives the id of the message.
    pub(crate) fn send_app_data(
        &mut self,
        now: Now,
        chat_id: i64,
        user: i64,
        button_text: &str,
        data: &str,
    ) -> Option<i64> {
        let content = json!({ "data": data, "button_text": button_text });
        self.service(now, chat_id, user, "web_app_data", content)
    }
}
