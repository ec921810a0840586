//! One of several bots in a test: who it is, what is chosen for it, what it was given.

use std::sync::Arc;

use serde_json::{Value, json};

use super::PersonSide;
use crate::ledger::Ledger;

/// One of several bots. People write to it when they are [with](super::Person::with) it.
#[derive(Debug)]
pub struct Bot {
    pub(super) side: Arc<PersonSide>,
    /// As the person's side describes it.
    pub(super) json: Value,
}

impl Bot {
    /// The id of its user, by which it is added to groups.
    pub fn id(&self) -> i64 {
        self.json["id"].as_i64().unwrap_or_default()
    }

    /// Its token.
    pub fn token(&self) -> &str {
        self.text("token")
    }

    /// Its name after an `@`.
    pub fn username(&self) -> &str {
        self.text("username")
    }

    /// The base of Bot API addresses, without a slash at the end: the same for all bots.
    pub fn api_url(&self) -> &str {
        self.text("api_url")
    }

    /// Lets it hear everything in groups, or only what is meant for it, as at first.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn privacy(&self, on: bool) {
        self.side.client.put(&self.path("/bot"), &json!({ "privacy": on })).await;
    }

    /// What it was given and what was accepted from it.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn ledger(&self) -> Ledger {
        match serde_json::from_value(self.side.client.get(&self.path("/ledger")).await) {
            Ok(ledger) => ledger,
            Err(error) => panic!("not a ledger: {error}"),
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("{rest}?bot={}", self.id())
    }

    fn text(&self, name: &str) -> &str {
        self.json[name].as_str().unwrap_or_default()
    }
}
