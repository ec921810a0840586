//! Messages that the bot has prepared for somebody to send from a web app. See
//! <https://core.telegram.org/bots/api#savepreparedinlinemessage>.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::clock::Now;
use crate::identity;
use crate::model::ChatInfo;

/// Seconds for which a prepared message can be sent. How long Telegram keeps one is not known.
const KEPT: i64 = 24 * 60 * 60;
/// Messages kept; they do not outlive a restart.
const MAX_KEPT: usize = 1_000;

/// Where a message may be sent: private chats, those with bots, groups, channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) users: bool,
    pub(crate) groups: bool,
    pub(crate) channels: bool,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct PreparedMessage {
    pub(crate) user: i64,
    pub(crate) result: Value,
    places: Places,
    until: i64,
}

impl PreparedMessage {
    /// Whether it may be sent to this chat.
    pub(crate) fn fits(&self, chat: &ChatInfo) -> bool {
        match chat.kind.as_str() {
            "private" => self.places.users,
            "channel" => self.places.channels,
            _ => self.places.groups,
        }
    }
}

/// All of them, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    by_id: BTreeMap<String, PreparedMessage>,
}

impl Prepared {
    /// Keeps one; gives its id, and until when it can be sent.
    pub(crate) fn keep(
        &mut self,
        now: Now,
        user: i64,
        result: Value,
        places: Places,
    ) -> (String, i64) {
        let until = now.unix + KEPT;
        // All ids have the same length, so the oldest is the first.
        let id = format!("{:016x}{:016x}", now.unix, identity::random());
        if self.by_id.len() >= MAX_KEPT {
            self.by_id.pop_first();
        }
        self.by_id.insert(id.clone(), PreparedMessage { user, result, places, until });
        (id, until)
    }

    /// The one of this id that somebody can still send.
    pub(crate) fn get(&self, unix: i64, user: i64, id: &str) -> Option<&PreparedMessage> {
        self.by_id.get(id).filter(|one| one.user == user && one.until > unix)
    }
}
