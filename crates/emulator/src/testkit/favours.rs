//! What a person in a test gives: boosts, leave to do something, what the bot has prepared, Stars every month.

use serde_json::json;

use super::person::Person;

impl Person {
    /// Boosts the supergroup or channel they are [within](Person::within); gives the id of the boost.
    ///
    /// # Panics
    ///
    /// If they are in no such chat.
    pub async fn boost(&self) -> String {
        let path = self.path(&format!("/chats/{}/boosts", self.chat_id()));
        let made = self.client().post(&path, &json!({ "user_id": self.user_id() })).await;
        made["boost_id"].as_str().unwrap_or_default().to_owned()
    }

    /// Takes a boost back.
    ///
    /// # Panics
    ///
    /// If there is no such boost.
    pub async fn take_boost_back(&self, boost_id: &str) {
        self.client().delete(&format!("/chats/{}/boosts/{boost_id}", self.chat_id())).await;
    }

    /// Lets the bot set the emoji beside their name, as people do in a web app.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn allow_emoji_status(&self) {
        let path = self.path(&format!("/people/{}/emoji_status_access", self.user_id()));
        self.client().put(&path, &json!({ "allowed": true })).await;
    }

    /// Sends a message that the bot has prepared for them; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If there is none of this id, or it is not meant for such a chat.
    pub async fn send_prepared(&self, prepared_message_id: &str) -> i64 {
        let path = self.path(&format!("/chats/{}/prepared_messages", self.chat_id()));
        let id = prepared_message_id;
        let body = json!({ "user_id": self.user_id(), "prepared_message_id": id });
        self.client().post(&path, &body).await["message_id"].as_i64().unwrap_or_default()
    }

    /// Decides what becomes of a subscription when it is due, by the id of one of its payments: `active`, it is paid;
    /// `canceled`, it ends; `failed`, there are not enough Stars.
    ///
    /// # Panics
    ///
    /// If they have no such subscription.
    pub async fn decide_subscription(&self, charge_id: &str, next: &str) {
        let body = json!({ "user_id": self.user_id(), "next": next });
        self.client().put(&self.path(&format!("/subscriptions/{charge_id}")), &body).await;
    }
}
