//! What must be remembered of a chat to understand what happens in it: topics by name, pinned messages by text, and whether
//! what comes by way of the bot is what a person chose.

use serde_json::Value;

use super::came::{self, list, said};
use super::line::{Deed, Way};
use super::pattern::Pattern;

/// Names of topics that are remembered of one chat, the newest.
const MAX_TOPICS: usize = 20_000;

/// The memory of one chat.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// By what each is called and was called, the newest name last.
    topics: Vec<(i64, String)>,
    /// With their texts.
    pinned: Vec<(i64, String)>,
    /// A person has chosen a result, which comes next.
    chosen: bool,
}

/// Who is who, for those that the script calls otherwise than their events do.
pub(super) type Called<'a> = dyn FnMut(i64) -> Option<String> + 'a;

impl Memory {
    /// The newest topic that is or was called so.
    pub(super) fn topic(&self, name: &str) -> Option<i64> {
        self.topics.iter().rev().find(|(_, its)| its == name).map(|(id, _)| *id)
    }

    /// What a topic is called.
    pub(super) fn name(&self, topic: i64) -> Option<&str> {
        self.topics.iter().rev().find(|(id, _)| *id == topic).map(|(_, name)| name.as_str())
    }

    /// Takes an event of the chat; gives what the bot has done by it, as a person sees it.
    pub(super) fn take(
        &mut self,
        kind: &str,
        data: &Value,
        bot: i64,
        called: &mut Called<'_>,
    ) -> Vec<Deed> {
        match kind {
            "pins" => return self.unpinned(data),
            "choice" => self.chosen = true,
            // What is gone needs not be unpinned.
            "deleted" => self.pinned.retain(|(id, _)| data["message_id"] != *id),
            "message" => self.note(data),
            _ => {}
        }
        let by_way = kind == "message" && data["via_bot"].is_object();
        let deed = match by_way {
            true if std::mem::take(&mut self.chosen) => None,
            true => Some(Deed::Message(came::message(data, Way::App))),
            false => came::deed(kind, data, bot, called),
        };
        deed.into_iter().collect()
    }

    /// What a message tells of the chat.
    fn note(&mut self, data: &Value) {
        let names = ["forum_topic_created", "forum_topic_edited"].map(|told| &data[told]["name"]);
        let name = names.into_iter().find_map(Value::as_str);
        if let (Some(thread), Some(name)) = (came::thread(data), name) {
            if self.topics.len() == MAX_TOPICS {
                self.topics.remove(0);
            }
            self.topics.push((thread, name.to_owned()));
        }
        let pinned = &data["pinned_message"];
        if let Some(id) = pinned["message_id"].as_i64() {
            self.pinned.retain(|(its, _)| *its != id);
            self.pinned.push((id, said(pinned).into_owned()));
        }
    }

    /// Which messages are pinned no more. That others are is told by messages.
    fn unpinned(&mut self, data: &Value) -> Vec<Deed> {
        let is_pinned = |(id, _): &(i64, String)| list(&data["pinned"]).any(|one| one == id);
        let (pinned, gone) = std::mem::take(&mut self.pinned).into_iter().partition(is_pinned);
        self.pinned = pinned;
        let gone: Vec<(i64, String)> = gone;
        gone.into_iter().map(|(_, text)| Deed::Unpins(some(&text))).collect()
    }
}

/// A text, if there is one.
pub(super) fn some(text: &str) -> Option<Pattern> {
    (!text.is_empty()).then(|| Pattern::exactly(text))
}
