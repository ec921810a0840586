//! Boosts that people give to supergroups and channels. See <https://core.telegram.org/bots/api#chatboost>.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Now;
use crate::identity;
use crate::room::Room;
use crate::world::World;

/// Seconds for which a boost lasts: those of whoever pays for Telegram for a month.
const LASTS: i64 = 30 * 24 * 60 * 60;
/// Boosts of one chat.
pub(crate) const MAX_BOOSTS: usize = 10_000;

/// One boost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Boost {
    pub(crate) id: String,
    pub(crate) user: i64,
    added: i64,
    expires: i64,
}

impl World {
    /// The boosts that somebody gives to a chat, as the Bot API writes them.
    pub(crate) fn boosts_of(&self, now: Now, room: Room, user: i64) -> Vec<Value> {
        let group = self.chats.by_room.get(&room).and_then(|chat| chat.group.as_ref());
        let boosts = group.into_iter().flat_map(|group| &group.boosts);
        let live = boosts.filter(|boost| boost.user == user && boost.expires > now.unix);
        live.map(|boost| self.boost_json(boost)).collect()
    }

    fn boost_json(&self, boost: &Boost) -> Value {
        json!({
            "boost_id": boost.id,
            "add_date": boost.added,
            "expiration_date": boost.expires,
            "source": self.boost_source(boost),
        })
    }

    /// Everybody here pays for Telegram.
    fn boost_source(&self, boost: &Boost) -> Value {
        json!({ "source": "premium", "user": self.user(boost.user) })
    }

    /// Somebody boosts a chat; gives the id of the boost, if it can have one more.
    pub(crate) fn add_boost(&mut self, now: Now, room: Room, user: i64) -> Option<String> {
        let id = format!("{:016x}", identity::random());
        let boost = Boost { id: id.clone(), user, added: now.unix, expires: now.unix + LASTS };
        let group = self.chats.group_mut(room)?;
        group.boosts.retain(|boost| boost.expires > now.unix);
        if group.boosts.len() >= MAX_BOOSTS {
            return None;
        }
        group.boosts.push(boost.clone());
        self.save_chat(room);
        let info = self.chats.by_room.get(&room).map(|chat| chat.info.clone())?;
        let update = json!({ "chat": info, "boost": self.boost_json(&boost) });
        self.tell_managers(now, room, "chat_boost", &update);
        if info.is_supergroup() {
            self.service(now, room, user, "boost_added", json!({ "boost_count": 1 }));
        }
        Some(id)
    }

    /// Tells the bots that manage a chat.
    fn tell_managers(&mut self, now: Now, room: Room, kind: &str, update: &Value) {
        for bot in self.bots_of(room) {
            if self.bots_status(now, bot, room).manages() {
                self.issue(now, bot, kind, Some(room), update);
            }
        }
    }

    /// A boost is taken away again; tells whether it was there.
    pub(crate) fn remove_boost(&mut self, now: Now, room: Room, id: &str) -> bool {
        let Some(group) = self.chats.group_mut(room) else {
            return false;
        };
        let Some(at) = group.boosts.iter().position(|boost| boost.id == id) else {
            return false;
        };
        let boost = group.boosts.remove(at);
        self.save_chat(room);
        let update = json!({
            "chat": self.chats.by_room.get(&room).map(|chat| &chat.info),
            "boost_id": boost.id,
            "remove_date": now.unix,
            "source": self.boost_source(&boost),
        });
        self.tell_managers(now, room, "removed_chat_boost", &update);
        true
    }
}
