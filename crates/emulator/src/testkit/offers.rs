//! What a person in a test does with what the bot offers: looks at commands, pays, asks it, uses its web apps.

use serde_json::{Value, json};

use super::person::Person;

impl Person {
    /// The commands that the bot offers them in this chat, as `BotCommand`.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn commands(&self) -> Vec<Value> {
        let path =
            self.path(&format!("/chats/{}/commands?user_id={}", self.chat_id(), self.user_id()));
        self.client().get(&path).await.as_array().cloned().unwrap_or_default()
    }

    /// Begins to pay the invoice of a message; gives the id of the checkout, which the bot must agree to.
    ///
    /// # Panics
    ///
    /// If the message is no invoice, or it asks for more: see [`Person::order`].
    pub async fn pay(&self, message_id: i64) -> String {
        self.pay_invoice(json!({ "invoice": message_id })).await
    }

    /// The same by the address of an invoice, as `createInvoiceLink` gives it.
    ///
    /// # Panics
    ///
    /// If there is no such invoice, or it asks for more.
    pub async fn pay_at(&self, address: &str) -> String {
        self.pay_invoice(json!({ "invoice": address })).await
    }

    /// Begins to pay with a tip and with what the invoice asks for, an `OrderInfo`. Gives the id of what the bot is asked: of
    /// a shipping query if the price depends on the address, of a checkout if not.
    ///
    /// # Panics
    ///
    /// If the message is no invoice, it asks for more, or takes no such tip.
    pub async fn order(&self, message_id: i64, tip: i64, order_info: &Value) -> String {
        let order = json!({ "invoice": message_id, "tip": tip, "order_info": order_info });
        self.pay_invoice(order).await
    }

    /// Chooses a way of delivery that the bot has named for a shipping query; gives the id of the checkout.
    ///
    /// # Panics
    ///
    /// If the bot has not named it.
    pub async fn choose_delivery(&self, shipping_query_id: &str, option_id: &str) -> String {
        let path = self.path(&format!("/payments/{shipping_query_id}/delivery"));
        let asked = self.client().post(&path, &json!({ "shipping_option_id": option_id })).await;
        id_of_question(&asked)
    }

    async fn pay_invoice(&self, mut order: Value) -> String {
        order["user_id"] = self.user_id().into();
        let path = self.path(&format!("/chats/{}/payments", self.chat_id()));
        id_of_question(&self.client().post(&path, &order).await)
    }

    /// Pays Stars for what a message sells.
    ///
    /// # Panics
    ///
    /// If it sells nothing, or they have paid already.
    pub async fn buy(&self, message_id: i64) {
        let path = self.path(&format!("/chats/{}/messages/{message_id}/purchases", self.chat_id()));
        self.client().post(&path, &json!({ "user_id": self.user_id() })).await;
    }

    /// What the bot shows of a message that it still writes: `draft_id`, `text`, `can_stop`; null if nothing.
    ///
    /// # Panics
    ///
    /// If the emulator cannot be reached.
    pub async fn draft(&self) -> Value {
        self.client().get(&self.path(&format!("/chats/{}/draft", self.chat_id()))).await
    }

    /// Stops the bot while it writes.
    ///
    /// # Panics
    ///
    /// If no such draft is shown, or it cannot be stopped.
    pub async fn stop_draft(&self, draft_id: i64) {
        let body = json!({ "user_id": self.user_id(), "draft_id": draft_id });
        self.client()
            .post(&self.path(&format!("/chats/{}/draft/stop", self.chat_id())), &body)
            .await;
    }

    /// Asks the bot from this chat, as by `@its_name query`; gives the id of the question.
    ///
    /// # Panics
    ///
    /// If the query is too long.
    pub async fn ask(&self, query: &str) -> String {
        let path = self.path(&format!("/chats/{}/inline_queries", self.chat_id()));
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
        let path = self.path(&format!("/inline_queries/{question}/choice"));
        let made = self.client().post(&path, &json!({ "result_id": result_id })).await;
        made["message_id"].as_i64().unwrap_or_default()
    }

    /// Opens a web app from a button of a message or from the menu; gives the id by which the bot can answer it.
    ///
    /// # Panics
    ///
    /// If they are not in this chat.
    pub async fn open_web_app(&self) -> String {
        let path = self.path(&format!("/chats/{}/web_apps", self.chat_id()));
        let made = self.client().post(&path, &json!({ "user_id": self.user_id() })).await;
        made["web_app_query_id"].as_str().unwrap_or_default().to_owned()
    }

    /// Opens a web app at its address from a button of a message, and gives the address as an app sees it: behind the
    /// `#`, `tgWebAppData` says who has opened it, signed as
    /// <https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app> tells.
    ///
    /// # Panics
    ///
    /// If they are not in this chat, or the address is neither HTTPS nor on this machine.
    pub async fn open_web_app_at(&self, url: &str) -> String {
        let path = self.path(&format!("/chats/{}/web_apps", self.chat_id()));
        let made =
            self.client().post(&path, &json!({ "user_id": self.user_id(), "url": url })).await;
        made["url"].as_str().unwrap_or_default().to_owned()
    }

    /// Lets the web app behind a button of the keyboard send data to the bot; gives the id of the message.
    ///
    /// # Panics
    ///
    /// If the keyboard has no such button, or there is too much data.
    pub async fn send_web_app_data(&self, button_text: &str, data: &str) -> i64 {
        let path = self.path(&format!("/chats/{}/web_app_data", self.chat_id()));
        let body = json!({ "user_id": self.user_id(), "button_text": button_text, "data": data });
        let made = self.client().post(&path, &body).await;
        made["message_id"].as_i64().unwrap_or_default()
    }
}

/// The id of what the bot is asked before somebody has paid.
fn id_of_question(asked: &Value) -> String {
    let id = asked["pre_checkout_query_id"].as_str().or(asked["shipping_query_id"].as_str());
    id.unwrap_or_default().to_owned()
}
