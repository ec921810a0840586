//! What has come to the bot.

use std::time::Duration;

use molniya_emulator::testkit::{Person, Telegram};
use molniya_schema::TypeRef;
use serde_json::{Value, json};

use crate::bot::Bot;
use crate::strict;

/// A bot and what has come to it since the last time: kind and content. Every update is one that strict programs read.
pub(crate) struct News<'a> {
    telegram: &'a Telegram,
    pub(crate) bot: Bot,
    offset: i64,
}

impl<'a> News<'a> {
    /// A bot that is told of everything.
    pub(crate) async fn of(telegram: &'a Telegram) -> Self {
        let mut bot = Bot::of(telegram).await;
        let kinds: Vec<&str> =
            molniya_schema::update_kinds().iter().map(|kind| kind.name).collect();
        bot.ok("getUpdates", json!({ "allowed_updates": kinds })).await;
        Self { telegram, bot, offset: 0 }
    }

    /// A person who has written "hello", as message 1, and a bot that has read it.
    pub(crate) async fn scene(telegram: &'a Telegram) -> (Person, Self) {
        let ann = telegram.person("Ann").await;
        ann.say("hello").await;
        let mut news = Self::of(telegram).await;
        news.take().await;
        (ann, news)
    }

    pub(crate) async fn take(&mut self) -> Vec<(String, Value)> {
        // Whoever asks twice in a moment is throttled.
        self.telegram.skip(Duration::from_secs(3)).await;
        let updates = self.bot.updates(self.offset).await;
        let mut news = Vec::new();
        for update in updates {
            strict::check(&[TypeRef::Named("Update")], &update, "update");
            self.offset = update["update_id"].as_i64().unwrap() + 1;
            let object = update.as_object().unwrap();
            let (kind, content) = object.iter().find(|(name, _)| *name != "update_id").unwrap();
            news.push((kind.clone(), content.clone()));
        }
        news
    }

    /// The names of what has come.
    pub(crate) async fn kinds(&mut self) -> Vec<String> {
        self.take().await.into_iter().map(|(kind, _)| kind).collect()
    }

    /// The texts of the messages that have come.
    pub(crate) async fn texts(&mut self) -> Vec<String> {
        let text = |(_, content): (String, Value)| content["text"].as_str().map(str::to_owned);
        self.take().await.into_iter().filter_map(text).collect()
    }
}
