//! What people wrote, sent, forwarded and took away.

use std::time::Duration;

use serde_json::Value;

use super::super::came::{carried, said};
use super::super::cast::Spot;
use super::super::line::{self, Doing, FILES, Room, Sent, Target};
use super::super::memory::some;
use super::super::pattern::Pattern;
use super::{Recorder, id};

impl Recorder {
    /// A message of a person, new or changed.
    pub(super) fn said(&mut self, kind: &str, spot: Spot, data: &Value) {
        let user = id(&data["from"]["id"]);
        // What is sent by way of the bot is told by what was chosen, or is the bot's doing.
        if data["via_bot"].is_object() {
            return;
        }
        if kind == "edited" {
            return self.changed(spot, data);
        }
        if let Some(from) = self.forwarded.take() {
            return self.forwards(from, spot, user);
        }
        if let Some(doing) = self.wrote(spot, data) {
            let sender = data["sender_chat"]["id"].as_i64().filter(|sender| *sender != spot.chat);
            self.does_as(spot, (user, sender), doing);
        }
    }

    /// What somebody did who has sent a message, unless it only tells of something that happened.
    fn wrote(&mut self, spot: Spot, data: &Value) -> Option<Doing> {
        let text = Pattern::exactly(&said(data));
        if let Some(name) = data["forum_topic_created"]["name"].as_str() {
            let chat = self.names.title(spot.chat)?;
            return Some(Doing::BeginsTopic { name: name.to_owned(), chat });
        }
        if let Some(sent) = data["web_app_data"]["data"].as_str() {
            let button = data["web_app_data"]["button_text"].as_str().unwrap_or_default();
            let (button, data) = (Pattern::exactly(button), Pattern::exactly(sent));
            return Some(Doing::SendsAppData { button, data });
        }
        if data["text"].is_null() {
            return Some(Doing::Sends { what: self.sent(data)?, caption: text });
        }
        Some(match data["reply_to_message"]["message_id"].as_i64() {
            Some(replied) => Doing::Replies { to: self.text_of(replied), text },
            None => Doing::Says(text),
        })
    }

    /// A message of a person was changed by them. Votes change a poll, too, and nothing is said.
    fn changed(&mut self, spot: Spot, data: &Value) {
        let doing = if let Some(text) = some(&said(data)) {
            Doing::Edits { which: self.text_of(id(&data["message_id"])), text }
        } else if data["location"].is_object() {
            // For how long it moves has not changed.
            Doing::Moves(line::Spot { live: None, ..place(&data["location"]) })
        } else {
            return;
        };
        self.does(spot, id(&data["from"]["id"]), doing);
    }

    /// A message has come into another chat.
    fn forwards(&mut self, (chat, message): (i64, i64), to: Spot, user: i64) {
        let from = self.messages.get(&message).map_or(Spot::of(chat), |seen| seen.spot);
        let which = self.text_of(message);
        let is_bots = self.messages.get(&message).is_none_or(|seen| seen.by == self.bot);
        if which.is_none() && !is_bots {
            return self.comment("A message without a text was forwarded, which no line can say.");
        }
        let who = self.introduced(user);
        self.make(to.chat, &who, Vec::new());
        let target = match self.names.title(to.chat) {
            Some(title) => Target::In(Room::new(title, self.topic(to))),
            None => Target::Bot,
        };
        self.does(from, user, Doing::Forwards { which, to: target });
        self.at = Some(to);
    }

    /// A message was taken away by a person.
    pub(super) fn gone(&mut self, data: &Value) {
        let (message, by) = (id(&data["message_id"]), id(&data["by"]));
        let which = self.text_of(message);
        let is_own = self.messages.get(&message).is_some_and(|seen| seen.by == by);
        if which.is_none() && !is_own {
            return self.comment("A message without a text was deleted, which no line can say.");
        }
        let spot = self.spot_of(&data["message_id"], id(&data["chat_id"]));
        self.does(spot, by, Doing::Deletes(which));
    }

    /// What somebody sent that is no text.
    fn sent(&mut self, data: &Value) -> Option<Sent> {
        let (kind, _) = carried(data)?;
        let content = &data[&kind];
        let text = |name: &str| content[name].as_str().unwrap_or_default().to_owned();
        match kind.as_str() {
            "sticker" => Some(Sent::Sticker(text("emoji"))),
            "dice" => Some(Sent::Dice(text("emoji"))),
            "location" => Some(Sent::Location(place(content))),
            "contact" => {
                Some(Sent::Contact { phone: text("phone_number"), name: text("first_name") })
            }
            file if FILES.contains(&file) => {
                let file = content.as_array().and_then(|sizes| sizes.last()).unwrap_or(content);
                let name = match file["file_name"].as_str() {
                    Some(name) => name.to_owned(),
                    None => kind.clone(),
                };
                // A folder for each, so that all keep their names.
                let path = format!("files/{}/{name}", id(&data["message_id"]));
                let file = file["file_id"].as_str().unwrap_or_default();
                self.comment(&format!("{path} is what GET /files/{file} gives."));
                Some(Sent::File { kind, path })
            }
            _ => None,
        }
    }
}

/// Where somebody is, as a message has it.
fn place(location: &Value) -> line::Spot {
    let degrees = |name: &str| location[name].as_f64().unwrap_or_default().to_string();
    line::Spot {
        latitude: degrees("latitude"),
        longitude: degrees("longitude"),
        live: location["live_period"].as_u64().map(Duration::from_secs),
        heading: location["heading"].as_u64().and_then(|degrees| degrees.try_into().ok()),
    }
}
