//! What a person in a test does beside writing: edits, deletes, reacts, votes, sends small things, pays, asks.

use serde_json::{Value, json};

use super::person::Person;

impl Person {
    /// Writes a text or a caption of theirs anew.
    ///
    /// # Panics
    ///
    /// If the message is not theirs, or has no text.
    pub async fn edit(&self, message_id: i64, text: &str) {
        self.put(message_id, "", json!({ "text": text })).await;
    }

    /// Deletes a message; the bot is not told.
    ///
    /// # Panics
    ///
    /// If they may not.
    pub async fn delete(&self, message_id: i64) {
        let user = self.user_id();
        let path = format!("/chats/{}/messages/{message_id}?user_id={user}", self.chat_id());
        self.client().delete(&path).await;
    }

    /// Reacts to a message with these emoji instead of those before.
    ///
    /// # Panics
    ///
    /// If nobody can react like that, or there is no such message.
    pub async fn react(&self, message_id: i64, emoji: &[&str]) {
        self.put(message_id, "/reactions", json!({ "emoji": emoji })).await;
    }

    /// Votes for these options of a poll, counted from 0; for none to take the vote back.
    ///
    /// # Panics
    ///
    /// If it is no poll, or it is over.
    pub async fn vote(&self, message_id: i64, options: &[usize]) {
        self.put(message_id, "/votes", json!({ "options": options })).await;
    }

    /// Throws dice of this emoji; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If the emoji has no value.
    pub async fn throw(&self, emoji: &str) -> i64 {
        self.send(&json!({ "user_id": self.user_id(), "dice": emoji })).await
    }

    /// Sends a place in degrees; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If the emulator refuses.
    pub async fn send_location(&self, latitude: f64, longitude: f64) -> i64 {
        let place = json!({ "latitude": latitude, "longitude": longitude });
        self.send(&json!({ "user_id": self.user_id(), "location": place })).await
    }

    /// Sends a contact; gives the id of the message. Whoever sends their own gives their own number.
    ///
    /// # Panics
    ///
    /// If the emulator refuses.
    pub async fn send_contact(&self, phone_number: &str, first_name: &str) -> i64 {
        let contact = json!({ "phone_number": phone_number, "first_name": first_name });
        self.send(&json!({ "user_id": self.user_id(), "contact": contact })).await
    }

    /// Begins to pay the invoice of a message; gives the id of the checkout, which the bot must agree to.
    ///
    /// # Panics
    ///
    /// If the message is no invoice.
    pub async fn pay(&self, message_id: i64) -> String {
        self.pay_invoice(&json!(message_id)).await
    }

    /// The same by the address of an invoice, as `createInvoiceLink` gives it.
    ///
    /// # Panics
    ///
    /// If there is no such invoice.
    pub async fn pay_at(&self, address: &str) -> String {
        self.pay_invoice(&json!(address)).await
    }

    async fn pay_invoice(&self, invoice: &Value) -> String {
        let path = format!("/chats/{}/payments", self.chat_id());
        let body = json!({ "user_id": self.user_id(), "invoice": invoice });
        let made = self.client().post(&path, &body).await;
        made["pre_checkout_query_id"].as_str().unwrap_or_default().to_owned()
    }

    /// Asks the bot from this chat, as by `@its_name query`; gives the id of the question.
    ///
    /// # Panics
    ///
    /// If the query is too long.
    pub async fn ask(&self, query: &str) -> String {
        let path = format!("/chats/{}/inline_queries", self.chat_id());
        let body = json!({ "user_id": self.user_id(), "query": query });
        let made = self.client().post(&path, &body).await;
        made["inline_query_id"].as_str().unwrap_or_default().to_owned()
    }

    /// Sends a result of a question that the bot has answered; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If there is no such result.
    pub async fn choose(&self, question: &str, result_id: &str) -> i64 {
        let path = format!("/inline_queries/{question}/choice");
        let made = self.client().post(&path, &json!({ "result_id": result_id })).await;
        made["message_id"].as_i64().unwrap_or_default()
    }

    async fn put(&self, message_id: i64, what: &str, mut body: Value) {
        body["user_id"] = self.user_id().into();
        let path = format!("/chats/{}/messages/{message_id}{what}", self.chat_id());
        self.client().put(&path, &body).await;
    }
}
