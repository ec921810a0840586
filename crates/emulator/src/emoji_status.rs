//! The emoji beside people's names, which the bot may set for those who let it. See
//! <https://core.telegram.org/bots/api#setuseremojistatus>.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bots::BotId;
use crate::changes::Table;
use crate::world::World;

/// What stands beside a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EmojiStatus {
    pub(crate) custom_emoji_id: String,
    /// Seconds since 1970; 0 is for ever.
    pub(crate) until: i64,
}

/// Who lets which bot set it, and what was set. At most one for every person, or for every person and bot.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct EmojiStatuses {
    /// From before there were several bots.
    #[serde(default, skip_serializing)]
    allowed: BTreeSet<i64>,
    /// Bots, each with a person.
    #[serde(default)]
    allowed_to: BTreeSet<(i64, i64)>,
    by_user: BTreeMap<i64, EmojiStatus>,
}

impl EmojiStatuses {
    /// Takes what was allowed to the only bot there was as allowed to this one.
    pub(crate) fn claim(&mut self, bot: BotId) {
        let old = std::mem::take(&mut self.allowed).into_iter();
        self.allowed_to.extend(old.map(|user| (bot.get(), user)));
    }

    /// Adds to what is told of somebody what stands beside their name.
    pub(crate) fn tell(&self, unix: i64, user: i64, json: &mut Value) {
        let status = self.by_user.get(&user);
        if let Some(status) = status.filter(|status| status.until == 0 || status.until > unix) {
            json["emoji_status_custom_emoji_id"] = status.custom_emoji_id.clone().into();
            if status.until != 0 {
                json["emoji_status_expiration_date"] = status.until.into();
            }
        }
    }
}

impl World {
    /// Somebody lets a bot set their emoji, or no more.
    pub(crate) fn allow_emoji_status(&mut self, bot: BotId, user: i64, allowed: bool) {
        let both = (bot.get(), user);
        match allowed {
            true => drop(self.emoji_statuses.allowed_to.insert(both)),
            false => drop(self.emoji_statuses.allowed_to.remove(&both)),
        }
        self.changes.put(Table::Facts, "emoji_statuses", &self.emoji_statuses);
    }

    /// A bot sets somebody's emoji, or takes it away; tells whether they let it.
    pub(crate) fn set_emoji_status(
        &mut self,
        bot: BotId,
        user: i64,
        status: Option<EmojiStatus>,
    ) -> bool {
        if !self.emoji_statuses.allowed_to.contains(&(bot.get(), user)) {
            return false;
        }
        match status {
            Some(status) => drop(self.emoji_statuses.by_user.insert(user, status)),
            None => drop(self.emoji_statuses.by_user.remove(&user)),
        }
        self.changes.put(Table::Facts, "emoji_statuses", &self.emoji_statuses);
        true
    }
}
