//! How a bot comes into the world: what it is called, and its token.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::{Bot, BotId, Manners};
use crate::changes::Table;
use crate::clock::Now;
use crate::identity;
use crate::limits::Gauge;
use crate::methods::lifecycle::Standing;
use crate::model::User;
use crate::polling::Polling;
use crate::queue::Queue;
use crate::world::World;

/// Bots there can be.
const MAX_BOTS: usize = 100_000;
/// Characters of a name.
const MAX_NAME: usize = 64;
/// Characters of a username.
const USERNAME: std::ops::RangeInclusive<usize> = 5..=32;
/// What a bot is called if nobody says how.
const NAME: &str = "Molniya Demo";

/// A bot that is to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewBot {
    /// What it is called, 1 to 64 characters. Without it a name is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 5 to 32 letters, digits and `_`, with `bot` at the end, and no other's. Without it one is made of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// As Telegram gives them, with the id of the bot in front. Without it one is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

impl NewBot {
    /// A bot with this token.
    pub fn with_token(token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..Self::default() }
    }

    /// A bot that is called so.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }
}

/// Why a bot cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBot {
    /// The token is none that Telegram could have given: correct it.
    #[error("the token is not of the form 123456:ABC…")]
    Token,
    /// Another bot, or a person, has the id that the token begins with: take another token.
    #[error("somebody has the id that the token begins with already")]
    Taken,
    /// The name is empty or too long: choose another.
    #[error("a name has 1 to {MAX_NAME} characters")]
    Name,
    /// The username is none that a bot could have: choose another.
    #[error("the username of a bot has 5 to 32 letters, digits and _, and bot at its end")]
    Username,
    /// The username is somebody's already: choose another.
    #[error("the username is taken")]
    UsernameTaken,
    /// There are too many.
    #[error("there are {MAX_BOTS} bots already")]
    TooMany,
}

/// The first bot of a world, about which nothing can be taken.
pub(crate) fn first(now: Instant, new: NewBot) -> Result<Bot, BadBot> {
    let token = new.token.unwrap_or_else(identity::new_token);
    let name = name(new.name, 0)?;
    let username = match new.username {
        Some(username) => checked(username)?,
        None => made_of(&name),
    };
    bot(now, token, name, username)
}

fn bot(now: Instant, token: String, name: String, username: String) -> Result<Bot, BadBot> {
    let first_update = 2_000_001 + i64::try_from(identity::random() % 997_999_999).unwrap_or(0);
    Ok(Bot {
        user: User {
            id: identity::bot_id(&token).map_err(|_| BadBot::Token)?,
            is_bot: true,
            first_name: name.clone(),
            username: Some(username),
            language_code: None,
        },
        token,
        given_name: name,
        manners: Manners::default(),
        standing: Standing::Open(now),
        presses: Default::default(),
        commands: Default::default(),
        menus: Default::default(),
        payments: Default::default(),
        games: Default::default(),
        prepared: Default::default(),
        asks: Default::default(),
        web_apps: Default::default(),
        profile: Default::default(),
        allowed: Default::default(),
        polling: Polling::new(Queue::new(first_update)),
        webhook: Default::default(),
        gauge: Gauge::default(),
        books: Default::default(),
        wake: None,
    })
}

impl World {
    /// Makes a further bot.
    pub(crate) fn add_bot(&mut self, now: Now, new: NewBot) -> Result<BotId, BadBot> {
        let count = self.bots.len();
        if count >= MAX_BOTS {
            return Err(BadBot::TooMany);
        }
        let name = name(new.name, count)?;
        let username = match new.username {
            Some(username) => checked(username)?,
            None => self.free_username(&made_of(&name)),
        };
        if self.bots.called(&username).is_some() || self.chats.called(&username).is_some() {
            return Err(BadBot::UsernameTaken);
        }
        let token = new.token.unwrap_or_else(|| self.free_token());
        let mut bot = bot(now.instant, token, name, username)?;
        if self.user(bot.user.id).is_some() {
            return Err(BadBot::Taken);
        }
        bot.gauge = Gauge::new(self.limits);
        bot.webhook.rule = self.webhooks;
        self.changes.put(Table::Bots, bot.user.id, &(count, bot.row()));
        Ok(self.bots.add(bot))
    }

    /// A token whose id nobody has.
    fn free_token(&self) -> String {
        let free = |token: &String| identity::bot_id(token).is_ok_and(|id| self.user(id).is_none());
        std::iter::repeat_with(identity::new_token).find(free).unwrap_or_default()
    }

    /// This username, or the first that is free with a number in it.
    fn free_username(&self, wanted: &str) -> String {
        let taken =
            |name: &str| self.bots.called(name).is_some() || self.chats.called(name).is_some();
        // Numbers from the count of bots on, so that the many of one name are not gone through for each.
        free(wanted, self.bots.len() + 1, taken)
    }
}

/// This username, or one with a number in it that is not taken.
fn free(wanted: &str, number: usize, taken: impl Fn(&str) -> bool) -> String {
    let stem: String = wanted.strip_suffix("_bot").unwrap_or(wanted).chars().take(20).collect();
    let numbered = (number..).map(|number| format!("{stem}_{number}_bot"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// Gives a bot that comes to `others` a username that is none of theirs, unless it was given one.
pub(crate) fn introduce(bot: &mut NewBot, others: &[NewBot]) {
    let wanted = made_of(bot.name.as_deref().unwrap_or(NAME));
    let is = |other: &NewBot, name: &str| {
        other.username.as_deref().is_some_and(|username| username.eq_ignore_ascii_case(name))
    };
    if bot.username.is_none() && others.iter().any(|other| is(other, &wanted)) {
        let taken = |name: &str| others.iter().any(|other| is(other, name));
        bot.username = Some(free(&wanted, others.len() + 1, taken));
    }
}

/// The name that was chosen, or that of the bot that is made after so many.
fn name(chosen: Option<String>, count: usize) -> Result<String, BadBot> {
    let name = match (chosen, count) {
        (Some(name), _) => name.trim().to_owned(),
        (None, 0) => NAME.to_owned(),
        (None, count) => format!("{NAME} {}", count + 1),
    };
    match (1..=MAX_NAME).contains(&name.chars().count()) {
        true => Ok(name),
        false => Err(BadBot::Name),
    }
}

/// A username that a bot can have, see <https://core.telegram.org/bots/features#creating-a-new-bot>.
fn checked(username: String) -> Result<String, BadBot> {
    let fits = USERNAME.contains(&username.len())
        && username.starts_with(|c: char| c.is_ascii_alphabetic())
        && username.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && username.to_ascii_lowercase().ends_with("bot");
    if fits { Ok(username) } else { Err(BadBot::Username) }
}

/// A username that says the name, as far as it has letters for that.
fn made_of(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
    let stem: String = stem.chars().take(24).collect();
    let stem = stem.trim_end_matches('_');
    match stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => format!("{}_bot", stem.strip_suffix("_bot").unwrap_or(stem)),
        false => "another_bot".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_says_the_name() {
        for (name, username) in
            [("Tea", "tea_bot"), ("Tea & Cakes", "tea_cakes_bot"), ("Чай", "another_bot")]
        {
            assert_eq!(made_of(name), username);
            assert!(checked(username.to_owned()).is_ok());
        }
        assert_eq!(made_of("Tea bot"), "tea_bot");
        for bad in ["bot", "tea", "1tea_bot", "te-a_bot"] {
            assert_eq!(checked(bad.to_owned()), Err(BadBot::Username), "{bad}");
        }
    }
}
