//! The bots that a script does not speak of.

use std::collections::HashSet;

use serde_json::Value;

/// All bots of a local Telegram but the one that a script is about.
#[derive(Debug)]
pub(crate) struct Others {
    bot: i64,
    ids: HashSet<i64>,
}

impl Others {
    /// Of all bots those that are not this one.
    pub(crate) fn than(bot: i64, all: impl IntoIterator<Item = i64>) -> Self {
        let mut others = Self { bot, ids: HashSet::new() };
        all.into_iter().for_each(|id| others.meet(id));
        others
    }

    /// There is one more bot.
    pub(super) fn meet(&mut self, id: i64) {
        if id != self.bot {
            self.ids.insert(id);
        }
    }

    /// Whether something happened in a private chat of one of them, or one of them did it, or it was done to one of them.
    pub(crate) fn are_in(&self, data: &Value) -> bool {
        let named =
            [&data["bot_id"], &data["from"]["id"], &data["by"], &data["member"]["user"]["id"]];
        named.into_iter().filter_map(Value::as_i64).any(|id| self.ids.contains(&id))
    }
}
