//! The bots: what belongs to one of them, how they are found, and which of them have something to do.
//!
//! What is done for one bot looks at no other: a bot that somebody laid hands on is noted, and moments at which bots have
//! something to do stand in order. Bots are never taken away.

mod birth;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Index, IndexMut};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::birth::{BadBot, NewBot};
pub(crate) use self::birth::{first, introduce};
use crate::allowed::Allowed;
use crate::games::Games;
use crate::inline::Asks;
use crate::ledger::{Books, Ledger};
use crate::limits::Gauge;
use crate::methods::commands::Commands;
use crate::methods::lifecycle::Standing;
use crate::methods::profile::Profile;
use crate::model::User;
use crate::payments::Payments;
use crate::polling::Polling;
use crate::prepared::Prepared;
use crate::presses::Presses;
use crate::web_apps::WebApps;
use crate::webhook::Webhook;

/// A bot that is there. Only [`Bots`] hands it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BotId {
    place: usize,
    id: i64,
}

impl BotId {
    /// Before that of every bot.
    pub(crate) const LEAST: Self = Self { place: 0, id: i64::MIN };

    /// The id of its user.
    pub(crate) fn get(self) -> i64 {
        self.id
    }

    /// The key of what belongs to it in the file.
    pub(crate) fn key(self, what: impl ToString) -> String {
        format!("{}:{}", self.id, what.to_string())
    }
}

/// What the bot's owner has chosen for it, as with the bot that makes bots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manners {
    /// Whether it hears only what is meant for it in groups.
    pub(crate) privacy: bool,
    /// Whether it can be asked from any chat.
    pub(crate) inline: bool,
    /// Whether it is told which of its results people send.
    #[serde(default = "told")]
    pub(crate) inline_feedback: bool,
}

/// What files from before there was a choice mean.
fn told() -> bool {
    true
}

impl Default for Manners {
    fn default() -> Self {
        Self { privacy: true, inline: true, inline_feedback: true }
    }
}

/// Everything that belongs to one bot.
#[derive(Debug)]
pub(crate) struct Bot {
    pub(crate) token: String,
    pub(crate) user: User,
    /// What it is called as long as it calls itself nothing else.
    pub(crate) given_name: String,
    pub(crate) manners: Manners,
    pub(crate) standing: Standing,
    pub(crate) presses: Presses,
    pub(crate) commands: Commands,
    /// Menu buttons by person; 0 is everybody without one of their own.
    pub(crate) menus: BTreeMap<i64, Value>,
    pub(crate) payments: Payments,
    pub(crate) games: Games,
    pub(crate) prepared: Prepared,
    pub(crate) asks: Asks,
    pub(crate) web_apps: WebApps,
    pub(crate) profile: Profile,
    pub(crate) allowed: Allowed,
    pub(crate) polling: Polling,
    pub(crate) webhook: Webhook,
    pub(crate) gauge: Gauge,
    pub(crate) books: Books,
    /// When its machines have something to do although nothing happens, as it stands among the wakes of all.
    wake: Option<Instant>,
}

impl Bot {
    /// Its name after an `@`.
    pub(crate) fn username(&self) -> &str {
        self.user.username.as_deref().unwrap_or_default()
    }

    /// What its row in the file says.
    pub(crate) fn row(&self) -> NewBot {
        NewBot {
            name: Some(self.given_name.clone()),
            username: self.user.username.clone(),
            token: Some(self.token.clone()),
        }
    }

    /// Its books after entry `after`, of one chat or of all.
    pub(crate) fn ledger(&self, id: BotId, chat: Option<i64>, after: u64) -> Ledger {
        let ledger = self.books.extract(self.polling.confirmed(), chat, after);
        Ledger { bot_id: id.get(), ..ledger }
    }

    fn next_wake(&self) -> Option<Instant> {
        self.polling.next_wake().into_iter().chain(self.webhook.next_wake()).min()
    }
}

/// All bots; there is one at least.
#[derive(Debug)]
pub(crate) struct Bots {
    first: BotId,
    /// In the order in which they were made.
    list: Vec<Bot>,
    places: HashMap<i64, BotId>,
    /// Those whose names are taken, in small letters.
    names: HashMap<String, BotId>,
    /// Those that somebody laid hands on since they were last looked after.
    touched: BTreeSet<BotId>,
    wakes: BTreeSet<(Instant, BotId)>,
}

impl Bots {
    /// A world's first bot, which is meant where nobody says which.
    pub(crate) fn new(first: Bot) -> Self {
        let id = BotId { place: 0, id: first.user.id };
        let mut bots = Self {
            first: id,
            list: Vec::new(),
            places: HashMap::new(),
            names: HashMap::new(),
            touched: BTreeSet::new(),
            wakes: BTreeSet::new(),
        };
        bots.add(first);
        bots
    }

    /// Adds a bot whose id no other has.
    pub(crate) fn add(&mut self, bot: Bot) -> BotId {
        let id = BotId { place: self.list.len(), id: bot.user.id };
        self.places.insert(id.id, id);
        self.names.insert(bot.username().to_ascii_lowercase(), id);
        self.list.push(bot);
        id
    }

    /// The one that is meant where nobody says which.
    pub(crate) fn first(&self) -> BotId {
        self.first
    }

    /// The bot with this id.
    pub(crate) fn find(&self, id: i64) -> Option<BotId> {
        self.places.get(&id).copied()
    }

    /// The bot with this username, in any case.
    pub(crate) fn called(&self, username: &str) -> Option<BotId> {
        self.names.get(&username.to_ascii_lowercase()).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in the order in which they were made.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (BotId, &Bot)> {
        let id = |(place, bot): (usize, &Bot)| BotId { place, id: bot.user.id };
        self.list.iter().enumerate().map(move |(place, bot)| (id((place, bot)), bot))
    }

    /// The ids of all of them.
    pub(crate) fn ids(&self) -> Vec<BotId> {
        self.iter().map(|(id, _)| id).collect()
    }

    /// Those whose machines are to be run now: the ones that were touched, and the ones that are due.
    pub(crate) fn take_due(&mut self, now: Instant) -> BTreeSet<BotId> {
        while let Some((_, id)) = self.wakes.first().copied().filter(|(at, _)| *at <= now) {
            self.wakes.pop_first();
            self.list[id.place].wake = None;
            self.touched.insert(id);
        }
        std::mem::take(&mut self.touched)
    }

    /// A bot to be looked after, which is no reason to look after it again.
    pub(crate) fn tend(&mut self, id: BotId) -> &mut Bot {
        &mut self.list[id.place]
    }

    /// Notes when a bot has something to do again, after it was looked after.
    pub(crate) fn settle(&mut self, id: BotId) {
        let bot = &mut self.list[id.place];
        let wake = bot.next_wake();
        if let Some(old) = std::mem::replace(&mut bot.wake, wake) {
            self.wakes.remove(&(old, id));
        }
        self.wakes.extend(wake.map(|at| (at, id)));
    }

    /// When a bot has something to do although nothing happens.
    pub(crate) fn next_wake(&self) -> Option<Instant> {
        self.wakes.first().map(|(at, _)| *at)
    }
}

impl Index<BotId> for Bots {
    type Output = Bot;

    fn index(&self, id: BotId) -> &Bot {
        &self.list[id.place]
    }
}

/// Whoever changes a bot may have given its machines something to do.
impl IndexMut<BotId> for Bots {
    fn index_mut(&mut self, id: BotId) -> &mut Bot {
        self.touched.insert(id);
        &mut self.list[id.place]
    }
}
