//! What a person in a test does beside writing: edits, deletes, reacts, votes, sends small things, moves about.

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
        let path =
            self.path(&format!("/chats/{}/messages/{message_id}?user_id={user}", self.chat_id()));
        self.client().delete(&path).await;
    }

    /// Forwards a message of another chat that they are in; gives the id of the new message.
    ///
    /// # Panics
    ///
    /// If they are not in that chat, or the message is not there or cannot be forwarded.
    pub async fn forward(&self, from_chat: i64, message_id: i64) -> i64 {
        let forward = json!({ "chat_id": from_chat, "message_id": message_id });
        self.send(&json!({ "user_id": self.user_id(), "forward": forward })).await
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

    /// Adds an option to a poll that takes it.
    ///
    /// # Panics
    ///
    /// If it is no such poll, it is over, or has the option already.
    pub async fn add_option(&self, message_id: i64, text: &str) {
        let path = self.path(&format!("/chats/{}/messages/{message_id}/options", self.chat_id()));
        self.client().post(&path, &json!({ "user_id": self.user_id(), "text": text })).await;
    }

    /// Presses the button that plays the game of a message; gives the id of the callback query.
    ///
    /// # Panics
    ///
    /// If the message has no such button.
    pub async fn play(&self, message_id: i64) -> String {
        let path = self.path(&format!("/chats/{}/presses", self.chat_id()));
        let body = json!({ "user_id": self.user_id(), "message_id": message_id, "game": true });
        let made = self.client().post(&path, &body).await;
        made["callback_query_id"].as_str().unwrap_or_default().to_owned()
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

    /// Shares where they are, in degrees, for so many seconds; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If the emulator refuses.
    pub async fn share_location(&self, latitude: f64, longitude: f64, seconds: u32) -> i64 {
        let place = json!({ "latitude": latitude, "longitude": longitude, "live_period": seconds });
        self.send(&json!({ "user_id": self.user_id(), "location": place })).await
    }

    /// Moves to another place while they share where they are.
    ///
    /// # Panics
    ///
    /// If nothing is shared by this message, or no more.
    pub async fn move_to(&self, message_id: i64, latitude: f64, longitude: f64) {
        let place = json!({ "latitude": latitude, "longitude": longitude });
        self.put(message_id, "", json!({ "location": place })).await;
    }

    /// Follows a link into a chat; tells whether they are in it now, or have only asked to be let in.
    ///
    /// # Panics
    ///
    /// If the link leads nowhere, or no more.
    pub async fn follow(&self, invite_link: &str) -> bool {
        let body = json!({ "user_id": self.user_id(), "invite_link": invite_link });
        self.client().post("/joins", &body).await["joined"] == true
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

    async fn put(&self, message_id: i64, what: &str, mut body: Value) {
        body["user_id"] = self.user_id().into();
        let path = self.path(&format!("/chats/{}/messages/{message_id}{what}", self.chat_id()));
        self.client().put(&path, &body).await;
    }
}
