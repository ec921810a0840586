//! Presses of buttons that the bot has not answered yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bots::BotId;
use crate::identity;
use crate::room::Room;
use crate::world::World;

/// Seconds in which a press can be answered: as long as its update lives.
const ANSWERABLE: i64 = 150;
/// Presses that may wait at once; the oldest go first.
const MAX_OPEN: usize = 100_000;

/// A press that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Press {
    pub(crate) chat: i64,
    /// The bot in whose private chat it was, if that is not the one that is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<i64>,
    pub(crate) user: i64,
    pub(crate) message_id: i64,
    /// Whether the button plays a game.
    #[serde(default)]
    pub(crate) game: bool,
    /// Seconds since 1970.
    pub(crate) made: i64,
}

impl Press {
    /// Where it was, if this bot is asked.
    pub(crate) fn room(&self, world: &World, bot: BotId) -> Room {
        let host = self.host.and_then(|id| world.bots.find(id));
        Room::of(host.unwrap_or(bot), self.chat)
    }
}

/// All of them, by the number that is their id.
#[derive(Debug, Default)]
pub(crate) struct Presses {
    open: BTreeMap<u64, Press>,
    last: u64,
}

impl Presses {
    /// The presses as they were before a restart.
    pub(crate) fn restored(open: BTreeMap<u64, Press>) -> Self {
        let last = open.last_key_value().map_or(0, |(id, _)| *id);
        Self { open, last }
    }

    /// Notes a press; gives its id and the ids that are too old now.
    pub(crate) fn add(&mut self, press: Press) -> (u64, Vec<u64>) {
        if self.last == 0 {
            // Numbers as large as the real ones: they do not fit into 53 bits.
            self.last = (1 << 62) + identity::random() % (1 << 61);
        }
        self.last += 1;
        let mut old = Vec::new();
        while let Some(first) = self.open.first_entry() {
            if first.get().made + ANSWERABLE > press.made && self.open.len() < MAX_OPEN {
                break;
            }
            old.extend(self.open.pop_first().map(|(id, _)| id));
        }
        self.open.insert(self.last, press);
        (self.last, old)
    }

    /// A press that can still be answered.
    pub(crate) fn open(&self, unix: i64, id: &str) -> Option<&Press> {
        let press = self.open.get(&id.parse().ok()?)?;
        (press.made + ANSWERABLE > unix).then_some(press)
    }

    /// Takes a press to answer it; `None` if there is none, or no more. One that is too old stays until
    /// the next press clears it away.
    pub(crate) fn answer(&mut self, unix: i64, id: &str) -> Option<(u64, Press)> {
        let id: u64 = id.parse().ok()?;
        let in_time = self.open.get(&id)?.made + ANSWERABLE > unix;
        in_time.then(|| self.open.remove_entry(&id)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_answered_once_and_in_time() {
        let press = |made| Press { chat: 1, host: None, user: 1, message_id: 1, game: false, made };
        let mut presses = Presses::default();
        let (first, _) = presses.add(press(1000));
        assert!(presses.answer(1001, "nonsense").is_none());
        assert!(presses.answer(1001, &first.to_string()).is_some());
        assert!(presses.answer(1001, &first.to_string()).is_none());
        let (late, _) = presses.add(press(1000));
        assert!(presses.answer(1150, &late.to_string()).is_none());
        assert_eq!(presses.add(press(1150)).1, [late]);
    }
}
