//! Questions to the bot from any chat, and what is sent of its answers. See <https://core.telegram.org/bots/api#inline-mode>.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::clock::Now;
use crate::feed::Happening;
use crate::world::World;

/// Seconds in which a question can be answered: as long as its update lives.
const ANSWERABLE: i64 = 30;
/// Questions kept with their answers; the oldest go first.
const MAX_KEPT: usize = 10_000;

/// What the ids of messages begin with that were sent by way of the bot.
const INLINE: &str = "AgAAA";

/// The id of a message that was sent by way of the bot. It says where the message is, so nothing is kept to find it.
pub(crate) fn id_of(chat: i64, message_id: i64) -> String {
    format!("{INLINE}{chat:016x}{message_id:016x}")
}

/// The chat and the number of the message with this id.
pub(crate) fn place_of(id: &str) -> Option<(i64, i64)> {
    let (chat, message) = id.strip_prefix(INLINE)?.split_at_checked(16)?;
    let number = |hex: &str| u64::from_str_radix(hex, 16).ok().map(u64::cast_signed);
    Some((number(chat)?, number(message)?))
}

/// A question, and maybe the results it was answered with.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) chat: i64,
    pub(crate) user: i64,
    pub(crate) query: String,
    made: i64,
    pub(crate) results: Vec<Value>,
    answered: bool,
}

/// All of them, by number. They do not outlive a restart.
#[derive(Debug, Default)]
pub(crate) struct Asks {
    by_id: BTreeMap<i64, Asked>,
}

impl Asks {
    /// The question with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Asked> {
        self.by_id.get(&id.parse().ok()?)
    }
}

impl World {
    /// Somebody asks the bot from a chat; gives the id of the question.
    pub(crate) fn ask(
        &mut self,
        now: Now,
        chat: i64,
        user: i64,
        query: &str,
        offset: &str,
    ) -> Option<String> {
        let id = self.next_message_id() + 3_000_000_000_000_000_000;
        let info = &self.chats.by_id.get(&chat)?.info;
        let chat_type = if info.is_private() { "sender" } else { &info.kind };
        let update = json!({
            "id": id.to_string(),
            "from": self.people.get(&user)?,
            "query": query,
            "offset": offset,
            "chat_type": chat_type,
        });
        if self.asks.by_id.len() >= MAX_KEPT {
            self.asks.by_id.pop_first();
        }
        let asked = Asked {
            chat,
            user,
            query: query.to_owned(),
            made: now.unix,
            results: Vec::new(),
            answered: false,
        };
        self.asks.by_id.insert(id, asked);
        self.issue(now, "inline_query", None, &update);
        Some(id.to_string())
    }

    /// The bot answers; gives the chat of the question, unless it is too late or was answered before.
    pub(crate) fn answer_ask(
        &mut self,
        now: Now,
        id: &str,
        results: Vec<Value>,
        button: Option<Value>,
        next_offset: &str,
    ) -> Option<i64> {
        let asked = self.asks.by_id.get_mut(&id.parse().ok()?)?;
        if asked.answered || asked.made + ANSWERABLE <= now.unix {
            return None;
        }
        asked.answered = true;
        asked.results.clone_from(&results);
        let (chat_id, user_id, query) = (asked.chat, asked.user, asked.query.clone());
        self.feed.publish(&Happening::Results {
            chat_id,
            user_id,
            inline_query_id: id.to_owned(),
            query,
            results,
            button,
            next_offset: next_offset.to_owned(),
        });
        Some(chat_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_where_the_message_is() {
        for place in [(100_001, 7), (-1_002_000_000_123, i64::MAX)] {
            assert_eq!(place_of(&id_of(place.0, place.1)), Some(place));
        }
        for id in [
            "",
            "AgAAA",
            "AgAAAé123456789012345678901234567890",
            "x",
            "AgAAA00000000000000010000000000000zzz",
        ] {
            assert_eq!(place_of(id), None, "{id}");
        }
    }
}
