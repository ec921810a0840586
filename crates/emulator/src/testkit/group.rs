//! A chat of many people in a test: who makes it, who comes and goes, what they are in it.

use std::sync::Arc;

use serde_json::{Value, json};

use super::PersonSide;
use super::person::Person;

/// A group, a supergroup or a channel. What people do in it, they do [within](Person::within) it.
#[derive(Debug)]
pub struct Group {
    pub(super) side: Arc<PersonSide>,
    pub(super) chat_id: i64,
}

impl Group {
    /// The id of the chat.
    pub fn chat_id(&self) -> i64 {
        self.chat_id
    }

    /// Makes `user_id` be something else in the chat, as `by` wants it: `member`, `administrator`, `restricted`, `left`
    /// or `kicked`. An administrator has these rights, somebody restricted keeps these permissions; without any an
    /// administrator has nearly all, and somebody restricted none.
    ///
    /// # Panics
    ///
    /// If the emulator refuses: `by` may not do it, or there is no such right.
    pub async fn change(&self, by: &Person, user_id: i64, status: &str, rights: &[&str]) {
        let path = format!("/chats/{}/members/{user_id}", self.chat_id);
        let mut body = json!({ "by": by.user_id(), "status": status });
        if !rights.is_empty() {
            body["rights"] = json!(rights);
        }
        self.side.client.put(&path, &body).await;
    }

    /// Somebody comes by themselves.
    ///
    /// # Panics
    ///
    /// If they were removed from the chat for good.
    pub async fn join(&self, who: &Person) {
        self.change(who, who.user_id(), "member", &[]).await;
    }

    /// Somebody goes by themselves.
    ///
    /// # Panics
    ///
    /// If it is the owner.
    pub async fn leave(&self, who: &Person) {
        self.change(who, who.user_id(), "left", &[]).await;
    }

    /// Somebody adds the bot to a group.
    ///
    /// # Panics
    ///
    /// If they may not, or it is a channel, where a bot can only be an administrator.
    pub async fn add_bot(&self, by: &Person) {
        self.change(by, self.bot_id(), "member", &[]).await;
    }

    /// Somebody makes the bot an administrator with these rights, or without any given, with nearly all.
    ///
    /// # Panics
    ///
    /// If they may not, or there is no such right.
    pub async fn promote_bot(&self, by: &Person, rights: &[&str]) {
        self.change(by, self.bot_id(), "administrator", rights).await;
    }

    /// Somebody removes the bot for good.
    ///
    /// # Panics
    ///
    /// If they may not.
    pub async fn remove_bot(&self, by: &Person) {
        self.change(by, self.bot_id(), "kicked", &[]).await;
    }

    /// The owner makes a supergroup of a group.
    ///
    /// # Panics
    ///
    /// If it is no group, or not theirs.
    pub async fn upgrade(&self, owner: &Person) -> Self {
        let path = format!("/chats/{}/supergroup", self.chat_id);
        let made = self.side.client.post(&path, &json!({ "user_id": owner.user_id() })).await;
        Self { side: self.side.clone(), chat_id: made["chat_id"].as_i64().unwrap_or_default() }
    }

    /// Somebody begins a topic of a forum; gives its id.
    ///
    /// # Panics
    ///
    /// If they may not, or the chat has no topics.
    pub async fn begin_topic(&self, by: &Person, name: &str) -> i64 {
        let path = format!("/chats/{}/topics", self.chat_id);
        let body = json!({ "user_id": by.user_id(), "name": name });
        let made = self.side.client.post(&path, &body).await;
        made["message_thread_id"].as_i64().unwrap_or_default()
    }

    /// Everybody who is or was in the chat, as `ChatMember`.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn members(&self) -> Vec<Value> {
        let list = self.side.client.get(&format!("/chats/{}/members", self.chat_id)).await;
        list.as_array().cloned().unwrap_or_default()
    }

    fn bot_id(&self) -> i64 {
        self.side.bot_id()
    }
}
