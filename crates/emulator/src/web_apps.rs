//! Web apps that people have opened, and what these send: data to the bot, or a message by way of it.
//!
//! What runs in a web app is not here: the chat page shows it, or whoever drives the person's side says what it does. See
//! <https://core.telegram.org/bots/webapps>.

pub(crate) mod launch;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use self::launch::Opener;
use crate::bots::BotId;
use crate::clock::Now;
use crate::people::chat_instance;
use crate::room::Room;
use crate::world::World;

/// Web apps kept that may still be answered; the oldest are forgotten. They do not outlive a restart.
const MAX_OPEN: usize = 10_000;
/// Messages of a chat among which its keyboard is looked for.
const MAX_LOOKED_AT: usize = 1_000;

/// A web app that somebody has opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opened {
    pub(crate) room: Room,
    pub(crate) user: i64,
}

/// Which web app is to be opened, and how.
#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) url: String,
    pub(crate) opener: Opener,
    /// What a link to the app has for it.
    pub(crate) start_param: Option<String>,
    /// Colours by the names of <https://core.telegram.org/bots/webapps#themeparams>; without them those of light apps.
    pub(crate) theme_params: Option<BTreeMap<String, String>>,
}

/// A web app as it is opened: the id by which the bot can answer it, if it can, and the address.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Launched {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) web_app_query_id: Option<String>,
    pub(crate) url: String,
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
    /// Somebody opens a web app of a bot; gives the id by which the bot may answer it.
    pub(crate) fn open_web_app(&mut self, bot: BotId, opened: Opened) -> String {
        let id = self.next_message_id() + 5_000_000_000_000_000_000;
        let open = &mut self.bots[bot].web_apps.by_id;
        if open.len() >= MAX_OPEN {
            open.pop_first();
        }
        open.insert(id, opened);
        id.to_string()
    }

    /// Somebody opens a web app of a bot at its address; whether they may, and whether it may be there, was looked at
    /// before.
    pub(crate) fn launch(&mut self, now: Now, bot: BotId, opened: Opened, app: &App) -> Launched {
        let query = app.opener.asks().then(|| self.open_web_app(bot, opened));
        let data = if app.opener.tells() {
            let data = self.init_data(now, (bot, opened), app, query.as_deref());
            launch::signed(&self.bots[bot].token, data)
        } else {
            String::new()
        };
        let theme = app.theme_params.clone().unwrap_or_else(launch::usual_theme);
        let url = launch::address(&app.url, &data, &theme, app.start_param.as_deref());
        Launched { web_app_query_id: query, url }
    }

    /// What an app is told, see <https://core.telegram.org/bots/webapps#webappinitdata>.
    fn init_data(
        &self,
        now: Now,
        (bot, opened): (BotId, Opened),
        app: &App,
        query: Option<&str>,
    ) -> Vec<(&'static str, String)> {
        let mut data = Vec::new();
        if let Some(query) = query {
            data.push(("query_id", query.to_owned()));
        }
        data.push(("user", self.app_user(bot, opened.user).to_string()));
        if app.opener == Opener::Link {
            let kind = self.chats.by_room.get(&opened.room).map(|chat| chat.info.kind.as_str());
            let kind = kind.filter(|kind| *kind != "private").unwrap_or("sender");
            data.push(("chat_instance", chat_instance(opened.room.chat_id())));
            data.push(("chat_type", kind.to_owned()));
        }
        if let Some(start) = &app.start_param {
            data.push(("start_param", start.clone()));
        }
        data.push(("auth_date", now.unix.to_string()));
        data
    }

    /// Somebody as an app is told of them, see <https://core.telegram.org/bots/webapps#webappuser>.
    fn app_user(&self, bot: BotId, id: i64) -> Value {
        let mut told = Map::new();
        told.insert("id".to_owned(), id.into());
        if let Some(user) = self.people.get(&id) {
            told.insert("first_name".to_owned(), user.first_name.clone().into());
            let more = [("username", &user.username), ("language_code", &user.language_code)];
            for (name, value) in more {
                told.extend(value.clone().map(|value| (name.to_owned(), value.into())));
            }
        }
        // The bot can write to those who have begun it and not blocked it; the field is only there if it is true.
        if self.chats.known_to(bot, Room::of(bot, id)).is_some_and(|chat| chat.shut.is_none()) {
            told.insert("allows_write_to_pm".to_owned(), true.into());
        }
        told.into()
    }

    /// Whether the keyboard of a chat has a button with this text that opens a web app.
    pub(crate) fn has_app_button(&self, room: Room, text: &str) -> bool {
        let messages = self.chats.by_room.get(&room).map(|chat| &chat.messages);
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
        room: Room,
        user: i64,
        button_text: &str,
        data: &str,
    ) -> Option<i64> {
        let content = json!({ "data": data, "button_text": button_text });
        self.service(now, room, user, "web_app_data", content)
    }
}
