//! What people did with chats: made them, came, went, and changed what others are in them.

use serde_json::Value;

use super::super::cast::Spot;
use super::super::line::{Doing, Turn, Who};
use super::super::pattern::Pattern;
use super::secrets::Kind;
use super::{Recorder, id};

impl Recorder {
    /// A chat is there, or is otherwise.
    pub(super) fn chat(&mut self, chat: i64, info: &Value) {
        if info["type"] != "private" {
            return self.names.chat(chat, info);
        }
        if info["shut"] == "deactivated" {
            self.does(Spot::of(chat), chat, Doing::Quits);
        }
    }

    /// Somebody is something else in a chat than before; what the bot has made of them is its doing.
    pub(super) fn member(&mut self, chat: i64, data: &Value) {
        let member = &data["member"];
        let (user, by) = (id(&member["user"]["id"]), id(&data["by"]));
        let status = member["status"].as_str().unwrap_or_default();
        let before = self.status.insert((chat, user), status.to_owned()).unwrap_or_default();
        let was_admitted = status == "member" && self.admitted.remove(&(chat, user));
        if was_admitted || by == self.bot || before == status {
            return;
        }
        let spot = Spot::of(chat);
        let Some(title) = self.names.title(chat) else {
            let doing = if status == "kicked" { Doing::Blocks } else { Doing::Unblocks };
            return self.does(spot, chat, doing);
        };
        let doing = match (status, data["invite_link"].as_str()) {
            ("creator", _) => return self.made(chat, by),
            ("member", Some(link)) => self.follows(link),
            ("member", None) if by == user => Doing::Joins(title),
            ("left", _) if by == user => Doing::Leaves(title),
            _ => {
                let whom = match user == self.bot {
                    true => Who::Bot,
                    false => Who::Person(self.introduced(user)),
                };
                let Some(turn) = turn(&before, status) else { return };
                Doing::Turns { turn, whom, chat: title }
            }
        };
        self.does(spot, by, doing);
    }

    /// A chat was made, or a supergroup of a group.
    fn made(&mut self, chat: i64, owner: i64) {
        let Some(old) = self.upgraded.get(&chat).copied() else {
            let who = self.introduced(owner);
            self.at = Some(Spot::of(chat));
            return self.make(chat, &who, Vec::new());
        };
        if let Some(title) = self.names.follow(chat, old) {
            self.does(Spot::of(old), owner, Doing::Upgrades(title));
            self.at = Some(Spot::of(chat));
        }
    }

    /// Somebody wants to come in, and must be let in.
    pub(super) fn asks_to_join(&mut self, chat: i64, data: &Value) {
        let doing = match (data["invite_link"].as_str(), self.names.title(chat)) {
            (Some(link), _) => self.follows(link),
            (None, Some(title)) => Doing::Joins(title),
            (None, None) => return,
        };
        self.does(Spot::of(chat), id(&data["user_id"]), doing);
    }

    fn follows(&mut self, link: &str) -> Doing {
        self.secrets.keep(Kind::Link, link);
        Doing::Follows(Pattern::exactly(link))
    }
}

/// What somebody was made who was something else.
fn turn(before: &str, status: &str) -> Option<Turn> {
    Some(match (before, status) {
        ("administrator" | "restricted", "member") => Turn::Frees,
        (_, "member") => Turn::Adds,
        (_, "administrator") => Turn::Promotes,
        (_, "restricted") => Turn::Restricts,
        (_, "kicked") => Turn::Removes,
        ("kicked", "left") => Turn::Pardons,
        _ => return None,
    })
}
