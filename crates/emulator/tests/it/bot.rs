//! A bot for tests: one connection and a token, every call by hand.

use molniya_emulator::testkit::{self, Person, Telegram};
use serde_json::{Value, json};

use crate::raw::{Answer, Raw};
use crate::strict;

/// A bot without any logic.
pub(crate) struct Bot {
    pub(crate) http: Raw,
    token: String,
}

impl Bot {
    pub(crate) async fn of(telegram: &Telegram) -> Self {
        Self { http: Raw::connect(&telegram.api_url()).await, token: telegram.token() }
    }

    /// One of several bots.
    pub(crate) async fn further(bot: &testkit::Bot) -> Self {
        Self { http: Raw::connect(bot.api_url()).await, token: bot.token().to_owned() }
    }

    /// A Telegram with a person who has written and a bot.
    pub(crate) async fn scene() -> (Telegram, Person, Self) {
        let telegram = Telegram::start().await;
        let ann = telegram.person("Ann").await;
        ann.say("hi").await;
        let bot = Self::of(&telegram).await;
        (telegram, ann, bot)
    }

    pub(crate) fn path(&self, method: &str) -> String {
        format!("/bot{}/{method}", self.token)
    }

    /// Calls a method with a JSON body.
    pub(crate) async fn call(&mut self, method: &str, params: Value) -> Answer {
        let path = self.path(method);
        self.http.send("POST", &path, "application/json", params.to_string().as_bytes()).await
    }

    /// Calls a method that must succeed, with a result that strict programs can read.
    pub(crate) async fn ok(&mut self, method: &str, params: Value) -> Value {
        let result = self.call(method, params).await.result();
        // Updates may be anything that a test has put into the queue.
        if method != "getUpdates" {
            strict::check(&molniya_schema::method(method).unwrap().returns, &result, method);
        }
        result
    }

    /// Calls a method that must be refused; gives status and text.
    pub(crate) async fn refused(&mut self, method: &str, params: Value) -> (u16, String) {
        let answer = self.call(method, params).await;
        assert_eq!(answer.json()["ok"], false, "{}", answer.body);
        assert_eq!(answer.json()["error_code"], answer.status);
        (answer.status, answer.description())
    }

    /// Sends a text; gives the id of the message.
    pub(crate) async fn say(&mut self, chat: i64, text: &str) -> i64 {
        let message = self.ok("sendMessage", json!({"chat_id": chat, "text": text})).await;
        message["message_id"].as_i64().unwrap()
    }

    /// Gets updates without waiting.
    pub(crate) async fn updates(&mut self, offset: i64) -> Vec<Value> {
        let updates = self.ok("getUpdates", json!({"offset": offset})).await;
        updates.as_array().unwrap().clone()
    }

    /// Gets updates, waiting up to 50 seconds for the first.
    pub(crate) async fn wait(&mut self, offset: i64) -> Vec<Value> {
        let updates = self.ok("getUpdates", json!({"offset": offset, "timeout": 50})).await;
        updates.as_array().unwrap().clone()
    }
}
