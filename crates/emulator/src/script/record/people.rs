//! What people did: messages of theirs, and what they are in chats.

use serde_json::Value;

use super::super::came::{carried, list, title};
use super::super::line::{Doing, FILES, Sent, Who};
use super::super::pattern::Pattern;
use super::{Recorder, id};

impl Recorder {
    /// A message of a person, new or written anew.
    pub(super) fn said(&mut self, kind: &str, chat: i64, data: &Value) {
        let user = id(&data["from"]["id"]);
        let text = data["text"].as_str().or(data["caption"].as_str()).unwrap_or_default();
        let text = Pattern::exactly(text);
        if kind == "edited" {
            // Votes change a poll, and nothing is said.
            if !text.is_empty() {
                let which = self.text_of(&data["message_id"]);
                self.does(chat, user, Doing::Edits { which, text });
            }
            return;
        }
        if data["via_bot"].is_object() {
            return self.chose(chat, user, data);
        }
        let doing = if data["text"].is_null() {
            match self.sent(data) {
                Some(what) => Doing::Sends { what, caption: text },
                // Nobody did it: something happened.
                None => return,
            }
        } else if data["reply_to_message"].is_object() {
            let to = self.text_of(&data["reply_to_message"]["message_id"]);
            Doing::Replies { to, text }
        } else {
            Doing::Says(text)
        };
        self.does(chat, user, doing);
    }

    /// What somebody sent that is no text.
    fn sent(&mut self, data: &Value) -> Option<Sent> {
        let (kind, _) = carried(data)?;
        let content = &data[&kind];
        let text = |name: &str| content[name].as_str().unwrap_or_default().to_owned();
        match kind.as_str() {
            "sticker" => Some(Sent::Sticker(text("emoji"))),
            "dice" => Some(Sent::Dice(text("emoji"))),
            "location" => {
                let degrees = |name: &str| content[name].as_f64().unwrap_or_default().to_string();
                Some(Sent::Location(degrees("latitude"), degrees("longitude")))
            }
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

    /// Votes that were not there before. One that was taken back cannot be written.
    pub(super) fn voted(&mut self, chat: i64, data: &Value) {
        for (user, options) in data["votes"].as_object().into_iter().flatten() {
            let place = (id(&data["message_id"]), user.clone());
            if self.votes.insert(place, options.clone()).as_ref() == Some(options) {
                continue;
            }
            let number = |option: &Value| usize::try_from(option.as_u64()?).ok();
            let text =
                |at: usize| Some(Pattern::exactly(data["poll"]["options"][at]["text"].as_str()?));
            let options: Option<Vec<_>> =
                list(options).map(|option| number(option).and_then(text)).collect();
            if let (Ok(user), Some(options)) = (user.parse(), options) {
                self.does(chat, user, Doing::Votes(options));
            }
        }
    }

    /// A result of a question was sent.
    fn chose(&mut self, chat: i64, user: i64, data: &Value) {
        let is_it =
            |result: &&Value| result["input_message_content"]["message_text"] == data["text"];
        let chosen = self.results.iter().find(is_it).or(self.results.first());
        if let Some(chosen) = chosen.map(title) {
            self.does(chat, user, Doing::Chooses(Pattern::exactly(&chosen)));
        }
    }

    /// Somebody is something else in a chat than before.
    pub(super) fn member(&mut self, chat: i64, data: &Value) {
        let member = &data["member"];
        let user = id(&member["user"]["id"]);
        let status = member["status"].as_str().unwrap_or_default();
        let before = self.status.insert((chat, user), status.to_owned()).unwrap_or_default();
        if self.changed.contains(&user) || before == status {
            return;
        }
        let Some(title) = self.names.title(chat) else {
            if user == self.bot {
                let doing = if status == "kicked" { Doing::Blocks } else { Doing::Unblocks };
                self.does(chat, chat, doing);
            }
            return;
        };
        if status == "creator" {
            self.owners.insert(chat, user);
            if !self.names.is_made(chat) {
                let kind = self.names.make(chat);
                let making = Doing::Makes { kind, title, with: Vec::new() };
                self.does(chat, user, making);
            }
            return;
        }
        let who = match user == self.bot {
            true => Who::Bot,
            false => Who::Person(self.introduced(user)),
        };
        let Some(owner) = self.owners.get(&chat).copied() else {
            return;
        };
        let is_bot = user == self.bot;
        match status {
            "member" if before == "administrator" || before == "restricted" => {}
            "member" if is_bot => self.does(chat, owner, Doing::Adds(who, title)),
            "member" => self.does(chat, user, Doing::Joins(title)),
            "administrator" => self.does(chat, owner, Doing::Promotes(who, title)),
            "left" if !is_bot => self.does(chat, user, Doing::Leaves(title)),
            "kicked" => self.does(chat, owner, Doing::Removes(who, title)),
            _ => {}
        }
    }
}
