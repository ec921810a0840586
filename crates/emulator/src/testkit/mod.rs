//! The test kit: people who talk to your bot, and the questions a test asks about it.
//!
//! It speaks to the person's side over HTTP, so it works the same with an emulator in this process
//! ([`Telegram::start`]) and in another ([`Telegram::connect`]). Everything here panics when the
//! emulator cannot be reached or refuses, because a test cannot go on then; a failed expectation
//! prints the transcript of the chat.
//!
//! ```
//! use molniya_emulator::testkit::Telegram;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let telegram = Telegram::start().await;
//! // Start your bot here, with `telegram.api_url()` and `telegram.token()`.
//! let ann = telegram.person("Ann").await;
//! ann.say("/start").await;
//! // Then `ann.expect("hello").await`, `ann.press("yes").await`, `ann.toast().await` …
//! assert_eq!(ann.messages().await[0].text, "/start");
//! assert_eq!(telegram.ledger().await.updates.len(), 1);
//! telegram.stop().await;
//! # }
//! ```
//!
//! For what happens after seconds or hours there is `paused` (with the feature `paused-time`): a test in which time stands
//! except when the test lets it pass.

mod bot;
mod client;
mod doings;
mod favours;
mod group;
mod log;
mod offers;
mod person;
#[cfg(feature = "paused-time")]
mod stillness;
#[cfg(feature = "paused-time")]
mod time;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::emulator::{Config, Emulator};
use crate::faults::Fault;
use crate::ledger::Ledger;
use crate::limits::{Flooded, Limits};
use crate::link::Link;
use client::Client;
use log::Log;

pub use bot::Bot;
pub use group::Group;
pub use log::Toast;
pub use person::{Message, Person};
#[cfg(feature = "paused-time")]
pub use time::{Time, paused};

/// How long a person waits for the bot, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// A local Telegram to test a bot on.
///
/// Dropping one that runs in this process fails the test if a call broke the schema, see
/// [`Telegram::assert_clean`] and [`Telegram::allow_violations`].
#[derive(Debug)]
pub struct Telegram {
    side: Arc<PersonSide>,
    emulator: Option<Emulator>,
    violations_allowed: bool,
}

/// What all people of one Telegram share.
#[derive(Debug)]
pub(crate) struct PersonSide {
    client: Client,
    log: Log,
    bot: Value,
    page_url: String,
    patience: Duration,
    /// Where time stands unless it is let pass.
    #[cfg(feature = "paused-time")]
    time: Option<Time>,
}

impl PersonSide {
    fn bot_id(&self) -> i64 {
        self.bot["id"].as_i64().unwrap_or_default()
    }
}

impl Telegram {
    /// Starts a Telegram of its own in this process, on free ports, that forgets everything.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub async fn start() -> Self {
        let any = std::net::SocketAddr::from((std::net::Ipv4Addr::LOCALHOST, 0));
        Self::start_with(Config { bot_api: any, person: any, ..Config::default() }).await
    }

    /// Starts a Telegram in this process as `config` says.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub async fn start_with(config: Config) -> Self {
        let emulator = match Emulator::start(config).await {
            Ok(emulator) => emulator,
            Err(error) => panic!("the emulator does not start: {error}"),
        };
        let mut telegram = Self::connect(&emulator.page_url()).await;
        telegram.emulator = Some(emulator);
        telegram
    }

    /// Joins an emulator by the address of its person's side, for example `http://127.0.0.1:8081`.
    ///
    /// # Panics
    ///
    /// If nobody answers there.
    pub async fn connect(page_url: &str) -> Self {
        let page_url = page_url.trim_end_matches('/');
        let client = Client::new(page_url);
        let log = Log::follow(&client).await;
        let bot = client.get("/bot").await;
        Self {
            side: Arc::new(PersonSide {
                client,
                log,
                bot,
                page_url: page_url.to_owned(),
                patience: PATIENCE,
                #[cfg(feature = "paused-time")]
                time: None,
            }),
            emulator: None,
            violations_allowed: false,
        }
    }

    /// Waits this long for the bot instead of 10 seconds. For people that appear afterwards.
    ///
    /// # Panics
    ///
    /// If there are people already.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        match Arc::get_mut(&mut self.side) {
            Some(side) => side.patience = patience,
            None => panic!("set the patience before the first person appears"),
        }
        self
    }

    /// Lets this Telegram be dropped although calls broke the schema.
    #[must_use]
    pub fn allow_violations(mut self) -> Self {
        self.violations_allowed = true;
        self
    }

    /// Somebody new who speaks English. The bot can write to them once they have written.
    ///
    /// # Panics
    ///
    /// If the emulator refuses, for example an empty name.
    pub async fn person(&self, name: &str) -> Person {
        self.person_speaking(name, "en").await
    }

    /// Somebody new with this language code.
    ///
    /// # Panics
    ///
    /// If the emulator refuses, for example an empty name.
    pub async fn person_speaking(&self, name: &str, language_code: &str) -> Person {
        let body = json!({ "name": name, "language_code": language_code });
        let made = self.side.client.post("/people", &body).await;
        let (Some(user), Some(chat)) = (made["user_id"].as_i64(), made["chat_id"].as_i64()) else {
            panic!("not a person: {made}");
        };
        Person::new(self.side.clone(), name, user, chat)
    }

    /// Everybody who is there already, for example after a restart, in the order they appeared.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn people(&self) -> Vec<Person> {
        let people = self.side.client.get("/people").await;
        let person = |json: &Value| {
            let id = |name: &str| json[name].as_i64().unwrap_or_default();
            let name = json["name"].as_str().unwrap_or_default();
            Person::new(self.side.clone(), name, id("user_id"), id("chat_id"))
        };
        people.as_array().into_iter().flatten().map(person).collect()
    }

    /// A further bot that is called so. People write to it when they are [with](Person::with) it.
    ///
    /// # Panics
    ///
    /// If the emulator refuses, for example an empty name.
    pub async fn bot(&self, name: &str) -> Bot {
        let json = self.side.client.post("/bots", &json!({ "name": name })).await;
        Bot { side: self.side.clone(), json }
    }

    /// All bots in the order in which they were made, the first one among them.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn bots(&self) -> Vec<Bot> {
        let bots = self.side.client.get("/bots").await;
        let bot = |json: &Value| Bot { side: self.side.clone(), json: json.clone() };
        bots.as_array().into_iter().flatten().map(bot).collect()
    }

    /// The base of Bot API addresses, without a slash at the end.
    pub fn api_url(&self) -> String {
        self.bot_fact("api_url")
    }

    /// The token of the first bot.
    pub fn token(&self) -> String {
        self.bot_fact("token")
    }

    /// The address of the person's side and the chat page, without a slash at the end.
    pub fn page_url(&self) -> String {
        self.side.page_url.clone()
    }

    /// Lets the bot hear everything in groups, or only what is meant for it, as at first.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn privacy(&self, on: bool) {
        self.side.client.put("/bot", &json!({ "privacy": on })).await;
    }

    /// Tells the bot which of its inline results people send, as at first, or not.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn inline_feedback(&self, on: bool) {
        self.side.client.put("/bot", &json!({ "inline_feedback": on })).await;
    }

    /// Orders a failure for the next calls or updates that fit.
    ///
    /// # Panics
    ///
    /// If the fault makes no sense, for example both a delay and an error.
    pub async fn fault(&self, fault: Fault) {
        let body = serde_json::to_value(fault).unwrap_or_default();
        self.side.client.post("/faults", &body).await;
    }

    /// Takes back the failures that have not happened yet. Calls that are being delayed are carried out now, and updates
    /// that are held back go on.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn clear_faults(&self) {
        self.side.client.delete("/faults").await;
    }

    /// Puts the bot so far away, from now on; [`Link::default`] puts it here again.
    ///
    /// # Panics
    ///
    /// If a time is out of range.
    pub async fn link(&self, link: Link) {
        let body = serde_json::to_value(link).unwrap_or_default();
        self.side.client.put("/link", &body).await;
    }

    /// Restarts the Bot API: every connection is cut when this returns, new ones are refused for so long, and nothing is
    /// delivered to webhooks meanwhile. Nothing is forgotten.
    ///
    /// # Panics
    ///
    /// If it is more than five minutes.
    pub async fn restart(&self, down: Duration) {
        let down = u64::try_from(down.as_millis()).unwrap_or(u64::MAX);
        self.side.client.post("/restart", &json!({ "down_ms": down })).await;
    }

    /// Lets the bot send so many messages and no more, from now on; [`Limits::default`] limits nothing.
    ///
    /// What was sent before counts for nothing, and [`Telegram::flooded`] begins again.
    ///
    /// # Panics
    ///
    /// If a limit is out of range.
    pub async fn limit(&self, limits: Limits) {
        let body = serde_json::to_value(limits).unwrap_or_default();
        self.side.client.put("/limits", &body).await;
    }

    /// How many messages were refused since the limits were set.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn flooded(&self) -> Flooded {
        let mut answer = self.side.client.get("/limits").await;
        match serde_json::from_value(answer["flooded"].take()) {
            Ok(flooded) => flooded,
            Err(error) => panic!("not the limits: {error}"),
        }
    }

    /// Lets time pass for this Telegram that does not pass for anybody else: what it would do meanwhile it does now.
    ///
    /// Connections to webhooks and parked calls end, updates and presses grow old, failed webhooks are tried again. Where the
    /// bot runs in the same process, `Time::pass` lets time pass for both.
    ///
    /// # Panics
    ///
    /// If it is more than ten years in all.
    pub async fn skip(&self, time: Duration) {
        self.side.client.post("/clock", &json!({ "skip_seconds": time.as_secs() })).await;
    }

    /// Puts any update into the bot's queue; its id is added. Gives the id.
    ///
    /// # Panics
    ///
    /// If it is no JSON or the queue is full.
    pub async fn inject(&self, update: &str) -> i64 {
        let made = self.side.client.post_text("/updates", update).await;
        made["update_id"].as_i64().unwrap_or_default()
    }

    /// What the first bot was given and what was accepted from it.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn ledger(&self) -> Ledger {
        match serde_json::from_value(self.side.client.get("/ledger").await) {
            Ok(ledger) => ledger,
            Err(error) => panic!("not a ledger: {error}"),
        }
    }

    /// What has happened so far, as a script that can be played: see [`script`](crate::script).
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn script(&self) -> String {
        self.side.client.get_text("/script").await
    }

    /// Fails if a call of any bot broke the schema without being refused: an unknown name, a wrong type, a length
    /// or range that is not kept.
    ///
    /// # Panics
    ///
    /// If one did; the message lists them all.
    pub async fn assert_clean(&self) {
        let mut violations = Vec::new();
        for bot in self.bots().await {
            violations.extend(bot.ledger().await.violations);
        }
        assert!(violations.is_empty(), "calls broke the schema of the Bot API: {violations:#?}");
    }

    /// Stops the emulator if it runs in this process. Calls that broke the schema fail here.
    ///
    /// # Panics
    ///
    /// If a call broke the schema and that is not allowed.
    pub async fn stop(mut self) {
        if !self.violations_allowed {
            self.assert_clean().await;
        }
        self.violations_allowed = true;
        if let Some(emulator) = self.emulator.take() {
            emulator.stop().await;
        }
    }

    fn bot_fact(&self, name: &str) -> String {
        self.side.bot[name].as_str().unwrap_or_default().to_owned()
    }
}

impl Drop for Telegram {
    fn drop(&mut self) {
        let Some(emulator) = &self.emulator else {
            return;
        };
        let violations = emulator.violations();
        // A second panic would hide the first.
        if !self.violations_allowed && !violations.is_empty() && !std::thread::panicking() {
            panic!("calls broke the schema of the Bot API: {violations:#?}");
        }
    }
}
