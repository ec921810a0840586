//! Names of people and titles of chats in a script, where nobody is called like somebody else.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::line::ChatKind;
use super::{Happened, Known, Scene};

/// The language that need not be written.
const USUAL: &str = "en";

/// What everybody is called.
pub(super) struct Names {
    known: HashMap<i64, Known>,
    given: HashMap<i64, String>,
    taken: HashSet<String>,
    /// People whose language is written or usual.
    introduced: HashSet<i64>,
    /// Chats that are made in the script.
    made: HashSet<i64>,
}

impl Names {
    pub(super) fn new(scene: Scene, happened: &[Happened]) -> Self {
        let mut known = scene.known;
        // A chat is called as it was at first, whatever it is called now.
        for (_, data) in happened.iter().rev().filter(|(kind, _)| *kind == "chat") {
            let chat = data["chat_id"].as_i64().unwrap_or_default();
            if let (Some(known), Some(title)) =
                (known.get_mut(&chat), data["chat"]["title"].as_str())
            {
                title.clone_into(&mut known.name);
            }
        }
        Self {
            known,
            given: HashMap::new(),
            taken: HashSet::new(),
            introduced: HashSet::new(),
            made: HashSet::new(),
        }
    }

    /// The name of a person. Somebody who is not known any more is called by number.
    pub(super) fn person(&mut self, user: i64) -> String {
        let name = self.known.get(&user).map(|known| known.name.clone());
        self.give(user, name.unwrap_or_else(|| format!("User {user}")))
    }

    /// The title of a chat of many people.
    pub(super) fn title(&mut self, chat: i64) -> Option<String> {
        let known = self.known.get(&chat).filter(|known| !known.kind.is_empty())?;
        Some(self.give(chat, known.name.clone()))
    }

    fn give(&mut self, id: i64, name: String) -> String {
        if let Some(given) = self.given.get(&id) {
            return given.clone();
        }
        let others = (2..).map(|number| format!("{name} {number}"));
        let free = [name.clone()].into_iter().chain(others).find(|one| !self.taken.contains(one));
        let free = free.unwrap_or(name);
        self.taken.insert(free.clone());
        self.given.insert(id, free.clone());
        free
    }

    /// The language of somebody who has not been seen yet, if it must be written.
    pub(super) fn introduce(&mut self, user: i64) -> Option<String> {
        let is_new = self.introduced.insert(user);
        let language = self.known.get(&user).map(|known| known.language.clone())?;
        (is_new && !language.is_empty() && language != USUAL).then_some(language)
    }

    /// A chat, as its event shows it.
    pub(super) fn chat(&mut self, chat: i64, info: &Value) {
        let kind = match info["is_forum"] == true {
            true => "forum",
            false => info["type"].as_str().unwrap_or_default(),
        };
        let name = info["title"].as_str().unwrap_or_default().to_owned();
        let known = self.known.entry(chat).or_default();
        known.kind = kind.to_owned();
        known.by_request = info["join_by_request"] == true;
        // The script goes on to call it as it did first.
        if known.name.is_empty() {
            known.name = name;
        }
    }

    /// Whether a chat is made in the script.
    pub(super) fn is_made(&self, chat: i64) -> bool {
        self.made.contains(&chat)
    }

    /// From now on a chat is made; gives its kind, and whether whoever comes must be let in.
    pub(super) fn make(&mut self, chat: i64) -> (ChatKind, bool) {
        self.made.insert(chat);
        let known = self.known.get(&chat);
        let kind = known.map(|known| known.kind.as_str()).unwrap_or_default();
        let found = ChatKind::ALL.into_iter().find(|(name, _)| *name == kind);
        let kind = found.map_or(ChatKind::Group, |(_, kind)| kind);
        (kind, known.is_some_and(|known| known.by_request))
    }

    /// A chat is made of another, whose title it has.
    pub(super) fn follow(&mut self, chat: i64, old: i64) -> Option<String> {
        let title = self.title(old)?;
        self.given.insert(chat, title.clone());
        self.made.insert(chat);
        Some(title)
    }
}
