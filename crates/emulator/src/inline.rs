//! Questions to the bot from any chat, and what is sent of its answers. See <https://core.telegram.org/bots/api#inline-mode>.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::bots::BotId;
use crate::clock::Now;
use crate::feed::Happening;
use crate::room::Room;
use crate::world::World;

/// Seconds in which a question can be answered: as long as its update lives.
const ANSWERABLE: i64 = 30;
/// Questions kept with their answers; the oldest go first.
const MAX_KEPT: usize = 10_000;

/// What the ids of messages begin with that were sent by way of the bot.
const INLINE: &str = "AgAAA";

/// Where a message is that was sent by way of a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) chat_id: i64,
    pub(crate) message_id: i64,
    /// The bot in whose private chat it is.
    pub(crate) host: Option<i64>,
}

/// The id of a message that was sent by way of a bot. It says where the message is, so nothing is kept to find it.
pub(crate) fn id_of(room: Room, message_id: i64) -> String {
    let host = room.bot().map_or_else(String::new, |bot| format!("{:016x}", bot.get()));
    format!("{INLINE}{:016x}{message_id:016x}{host}", room.chat_id())
}

/// Where the message with this id is.
pub(crate) fn place_of(id: &str) -> Option<Spot> {
    let (chat, rest) = id.strip_prefix(INLINE)?.split_at_checked(16)?;
    let (message, host) = rest.split_at_checked(16)?;
    let number = |hex: &str| u64::from_str_radix(hex, 16).ok().map(u64::cast_signed);
    let host = if host.is_empty() { None } else { Some(number(host)?) };
    Some(Spot { chat_id: number(chat)?, message_id: number(message)?, host })
}

/// A question, and maybe the results it was answered with.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) room: Room,
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
    /// Somebody asks a bot from a chat; gives the id of the question.
    pub(crate) fn ask(
        &mut self,
        now: Now,
        bot: BotId,
        room: Room,
        user: i64,
        query: &str,
        offset: &str,
    ) -> Option<String> {
        let id = self.next_message_id() + 3_000_000_000_000_000_000;
        let info = &self.chats.by_room.get(&room)?.info;
        let chat_type = match room.bot() {
            Some(host) if host == bot => "sender",
            _ => &info.kind,
        };
        let update = json!({
            "id": id.to_string(),
            "from": self.people.get(&user)?,
            "query": query,
            "offset": offset,
            "chat_type": chat_type,
        });
        let asked = Asked {
            room,
            user,
            query: query.to_owned(),
            made: now.unix,
            results: Vec::new(),
            answered: false,
        };
        let asks = &mut self.bots[bot].asks.by_id;
        if asks.len() >= MAX_KEPT {
            asks.pop_first();
        }
        asks.insert(id, asked);
        self.issue(now, bot, "inline_query", None, &update);
        Some(id.to_string())
    }

    /// A bot answers; gives the chat of the question, unless it is too late or was answered before.
    pub(crate) fn answer_ask(
        &mut self,
        now: Now,
        bot: BotId,
        id: &str,
        results: Vec<Value>,
        button: Option<Value>,
        next_offset: &str,
    ) -> Option<Room> {
        let asked = self.bots[bot].asks.by_id.get_mut(&id.parse().ok()?)?;
        if asked.answered || asked.made + ANSWERABLE <= now.unix {
            return None;
        }
        asked.answered = true;
        asked.results.clone_from(&results);
        let (room, user_id, query) = (asked.room, asked.user, asked.query.clone());
        self.feed.publish(&Happening::Results {
            at: room.by(bot),
            user_id,
            inline_query_id: id.to_owned(),
            query,
            results,
            button,
            next_offset: next_offset.to_owned(),
        });
        Some(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_where_the_message_is() {
        for (room, host) in [
            (Room::of(BotId::LEAST, 100_001), Some(BotId::LEAST.get())),
            (Room::Many(-1_002_000_000_123), None),
        ] {
            let spot = Spot { chat_id: room.chat_id(), message_id: i64::MAX, host };
            assert_eq!(place_of(&id_of(room, i64::MAX)), Some(spot));
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
