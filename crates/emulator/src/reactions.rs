//! Reactions to messages, and the updates that come of them.
//!
//! <https://core.telegram.org/bots/api#messagereactionupdated>

use serde_json::{Value, json};

use crate::clock::Now;
use crate::feed::Happening;
use crate::room::Room;
use crate::world::World;

/// The emoji that stand for themselves, see <https://core.telegram.org/bots/api#reactiontypeemoji>.
const EMOJI: &str = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡";

/// Whether one can react with this emoji.
pub(crate) fn is_reaction(emoji: &str) -> bool {
    EMOJI.split(' ').any(|one| one == emoji)
}

impl World {
    /// Somebody reacts to a message instead of how they did before; tells whether it is there.
    ///
    /// Of reactions of bots no bot is told, of those of people in groups and channels only administrators.
    pub(crate) fn react(
        &mut self,
        now: Now,
        room: Room,
        user: i64,
        message_id: i64,
        reactions: Vec<Value>,
    ) -> bool {
        let Some(mut stored) = self.chats.message(room, message_id).cloned() else {
            return false;
        };
        let old = stored.reactions.remove(&user).unwrap_or_default();
        if !reactions.is_empty() {
            stored.reactions.insert(user, reactions.clone());
        }
        let info = stored.message.chat.clone();
        let all: Vec<Value> = stored.reactions.values().flatten().cloned().collect();
        self.feed.publish(&Happening::Reaction {
            at: room.at(),
            user_id: user,
            message_id,
            reactions: reactions.clone(),
        });
        self.keep_message(room, stored);
        if old == reactions || self.bots.find(user).is_some() {
            return true;
        }
        // In a channel nobody is told who it was.
        let mut update = json!({ "chat": info, "message_id": message_id, "date": now.unix });
        let kind = match info.is_channel() {
            true => {
                update["reactions"] = counted(all);
                "message_reaction_count"
            }
            false => {
                update["user"] = json!(self.user(user));
                update["old_reaction"] = old.into();
                update["new_reaction"] = reactions.into();
                "message_reaction"
            }
        };
        for bot in self.bots_of(room) {
            if info.is_private() || self.bots_status(now, bot, room).manages() {
                self.issue(now, bot, kind, Some(room), &update);
            }
        }
        true
    }
}

/// How often each reaction is there, in the order in which they came first.
fn counted(all: Vec<Value>) -> Value {
    let mut counts: Vec<(Value, u64)> = Vec::new();
    for one in all {
        match counts.iter_mut().find(|(kind, _)| *kind == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    counts.into_iter().map(|(kind, count)| json!({ "type": kind, "total_count": count })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reactions_are_counted_by_kind() {
        let one = |emoji: &str| json!({ "type": "emoji", "emoji": emoji });
        let counts = counted(vec![one("👍"), one("🔥"), one("👍")]);
        assert_eq!(counts[0], json!({ "type": one("👍"), "total_count": 2 }));
        assert_eq!(counts[1]["total_count"], 1);
        assert!(is_reaction("❤‍🔥") && !is_reaction("🚗") && !is_reaction(""));
    }
}
