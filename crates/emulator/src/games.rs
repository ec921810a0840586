//! Games: what a message shows of one, who has which score, and the button that plays it.
//!
//! A game exists by its short name at once. Its title is its short name, because nobody has told another one. See
//! <https://core.telegram.org/bots/api#games>.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::bots::BotId;
use crate::changes::Stale;
use crate::model::{Button, InlineKeyboard, Message, PhotoSize};
use crate::world::World;

/// Tables of scores; those of the lowest chats and names go first.
const MAX_TABLES: usize = 10_000;
/// Players in one table.
const MAX_PLAYERS: usize = 10_000;
/// Characters of a short name.
const MAX_NAME: usize = 64;
/// The best ones, who are always shown.
const BEST: usize = 3;
/// Those before and behind somebody who are shown with them.
const NEIGHBOURS: usize = 2;

/// Who has which score, by chat and game.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Games {
    /// Scores by user id; the key is [`Table::key`].
    tables: BTreeMap<String, BTreeMap<i64, i64>>,
}

/// A game in a chat: scores are compared there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) chat: i64,
    pub(crate) name: String,
}

impl Table {
    /// The game of a message.
    pub(crate) fn of(message: &Message) -> Option<Self> {
        Some(Self { chat: message.chat.id, name: name_of(message)?.to_owned() })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.chat, self.name)
    }
}

/// Somebody's place in a table, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rank {
    pub(crate) position: usize,
    pub(crate) user: i64,
    pub(crate) score: i64,
}

impl Games {
    /// The score of somebody.
    pub(crate) fn score(&self, table: &Table, user: i64) -> Option<i64> {
        self.tables.get(&table.key())?.get(&user).copied()
    }

    /// Everybody, the best first.
    pub(crate) fn ranks(&self, table: &Table) -> Vec<Rank> {
        let scores = self.tables.get(&table.key());
        let mut all: Vec<(i64, i64)> =
            scores.into_iter().flatten().map(|(user, score)| (*user, *score)).collect();
        all.sort_by_key(|(user, score)| (std::cmp::Reverse(*score), *user));
        let rank =
            |(at, (user, score)): (usize, (i64, i64))| Rank { position: at + 1, user, score };
        all.into_iter().enumerate().map(rank).collect()
    }

    /// The best ones, and somebody with those around them.
    pub(crate) fn around(&self, table: &Table, user: i64) -> Vec<Rank> {
        let mut ranks = self.ranks(table);
        let place = ranks.iter().find(|rank| rank.user == user).map(|rank| rank.position);
        let near = |rank: &Rank| place.is_some_and(|at| at.abs_diff(rank.position) <= NEIGHBOURS);
        ranks.retain(|rank| rank.position <= BEST || near(rank));
        ranks
    }

    fn set(&mut self, table: &Table, user: i64, score: i64) {
        let key = table.key();
        if self.tables.len() >= MAX_TABLES && !self.tables.contains_key(&key) {
            self.tables.pop_first();
        }
        let scores = self.tables.entry(key).or_default();
        if scores.len() < MAX_PLAYERS || scores.contains_key(&user) {
            scores.insert(user, score);
        }
    }
}

/// The short name of the game in a message.
pub(crate) fn name_of(message: &Message) -> Option<&str> {
    message.attachment.get("game")?["title"].as_str()
}

/// Whether there can be a game of this short name.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=MAX_NAME).contains(&name.len()) && name.bytes().all(fits)
}

/// A game as a message shows it.
pub(crate) fn shown(name: &str, photo: &[PhotoSize]) -> Value {
    json!({ "title": name, "description": format!("The game {name}"), "photo": photo })
}

/// The button of a game to which the bot has given none.
pub(crate) fn play_button(name: &str) -> InlineKeyboard {
    let rest = Map::from_iter([("callback_game".to_owned(), json!({}))]);
    InlineKeyboard { inline_keyboard: vec![vec![Button { text: format!("Play {name}"), rest }]] }
}

impl World {
    /// Sets the score of somebody in a game of a bot; tells whether it is another one. A lower one is taken only by `force`.
    pub(crate) fn set_score(
        &mut self,
        bot: BotId,
        table: &Table,
        (user, score): (i64, i64),
        force: Force,
    ) -> bool {
        let old = self.bots[bot].games.score(table, user);
        let takes = match (old, force) {
            (None, _) => true,
            (Some(old), Force::No) => score > old,
            (Some(old), Force::Yes) => score != old,
        };
        if takes {
            self.bots[bot].games.set(table, user, score);
            self.changes.touch(Stale::Games(bot));
        }
        takes
    }

    /// The best scores in words, as a message shows them. Telegram's own words for it are not known.
    pub(crate) fn score_lines(&self, bot: BotId, table: &Table) -> String {
        let ranks = self.bots[bot].games.ranks(table).into_iter().take(BEST);
        let line = |rank: Rank| {
            let name = self.user(rank.user).map_or("", |user| &user.first_name);
            format!("{}. {name} – {}", rank.position, rank.score)
        };
        ranks.map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Whether a score may become lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Force {
    No,
    Yes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_and_the_neighbours_of_somebody_are_shown() {
        let table = Table { chat: 1, name: "tea".to_owned() };
        let mut games = Games::default();
        for user in 1..=10 {
            games.set(&table, user, 100 - user);
        }
        let shown = |user| -> Vec<i64> {
            games.around(&table, user).iter().map(|rank| rank.user).collect()
        };
        assert_eq!(shown(8), [1, 2, 3, 6, 7, 8, 9, 10]);
        assert_eq!(shown(2), [1, 2, 3, 4]);
        assert_eq!(shown(99), [1, 2, 3]);
        assert_eq!(games.around(&table, 8)[4].position, 7);
        let other = Table { chat: 2, ..table };
        assert!(games.ranks(&other).is_empty());
    }
}
