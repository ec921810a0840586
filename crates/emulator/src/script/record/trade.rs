//! What people did with what the bot offers: pressed, asked, chose, paid, opened.

use serde_json::Value;

use super::super::came::{label, list, title};
use super::super::cast::Spot;
use super::super::line::{ADDRESS, Button, Doing, Order};
use super::super::money;
use super::super::pattern::Pattern;
use super::secrets::Kind;
use super::{Recorder, id};

impl Recorder {
    /// Takes what happened where something is offered.
    pub(super) fn trade(&mut self, kind: &str, spot: Spot, data: &Value) {
        let text = |name: &str| data[name].as_str().unwrap_or_default();
        let doing = match kind {
            "paying" => self.paying(spot, data),
            "delivery" => Doing::ChoosesDelivery(Pattern::exactly(&title(&data["option"]))),
            "results" if !text("query").is_empty() => Doing::Asks(Pattern::exactly(text("query"))),
            "choice" => Doing::Chooses(Pattern::exactly(&title(&data["result"]))),
            "web_app" => {
                let name = self.secrets.keep(Kind::App, text("web_app_query_id"));
                Doing::OpensApp { button: None, name: Some(name) }
            }
            _ => return,
        };
        let user = id(&data["user_id"]);
        let spot = match self.at {
            Some(at) if at.chat == spot.chat => at,
            _ => spot,
        };
        self.does(spot, user, doing);
    }

    fn paying(&mut self, spot: Spot, data: &Value) -> Doing {
        let invoice = data["invoice"].as_str().unwrap_or_default();
        let which = match invoice.parse::<i64>() {
            Ok(message) => self.title_of(spot.chat, message),
            Err(_) => {
                let address = format!("https://t.me/${invoice}");
                self.secrets.keep(Kind::Invoice, &address);
                Some(Pattern::exactly(&address))
            }
        };
        let info = &data["order_info"];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let address = &info["shipping_address"];
        let part = |name: &str| address[name].as_str().unwrap_or_default().to_owned();
        let currency = data["currency"].as_str().unwrap_or_default();
        let tip = data["tip"].as_i64().filter(|tip| *tip != 0);
        let order = Order {
            tip: tip.map(|tip| money::written(tip, currency)),
            name: text(&info["name"]),
            phone: text(&info["phone_number"]),
            email: text(&info["email"]),
            address: address.is_object().then(|| ADDRESS.map(part)),
        };
        Doing::Pays { which, order }
    }

    /// The title of an invoice, if it is not the newest one of the chat.
    fn title_of(&self, chat: i64, message: i64) -> Option<Pattern> {
        let invoices = self.messages.iter().filter(|(_, seen)| seen.spot.chat == chat);
        let newest = invoices.filter(|(_, seen)| seen.invoice.is_some()).map(|(id, _)| *id).max();
        let seen = self.messages.get(&message).filter(|_| newest != Some(message))?;
        seen.invoice.as_deref().map(Pattern::exactly)
    }

    pub(super) fn press(&mut self, data: &Value) {
        let Some(pressed) = data["data"].as_str() else {
            return self.comment("Here somebody plays a game, which no line can say.");
        };
        let message = self.messages.get(&id(&data["message_id"]));
        let buttons = message.map(|seen| seen.buttons.as_slice()).unwrap_or_default();
        let found = buttons.iter().find(|button| button["callback_data"] == pressed);
        let button = match found.map(label) {
            None => Button { label: Pattern::any(), data: Some(Pattern::exactly(pressed)) },
            Some(text) => {
                let alone = buttons.iter().filter(|button| label(button) == text).count() == 1;
                let data = (!alone).then(|| Pattern::exactly(pressed));
                Button { label: Pattern::exactly(text), data }
            }
        };
        let spot = self.spot_of(&data["message_id"], id(&data["chat_id"]));
        self.does(spot, id(&data["user_id"]), Doing::Presses(button));
    }

    pub(super) fn reacts(&mut self, data: &Value) {
        let emoji = list(&data["reactions"]).filter_map(|one| one["emoji"].as_str());
        let emoji: Vec<String> = emoji.map(str::to_owned).collect();
        if !emoji.is_empty() {
            let to = self.text_of(id(&data["message_id"]));
            let spot = self.spot_of(&data["message_id"], id(&data["chat_id"]));
            self.does(spot, id(&data["user_id"]), Doing::Reacts { emoji, to });
        }
    }

    /// Votes that were not there before. One that was taken back cannot be written.
    pub(super) fn voted(&mut self, spot: Spot, data: &Value) {
        for (user, options) in data["votes"].as_object().into_iter().flatten() {
            let place = (id(&data["message_id"]), user.clone());
            if self.votes.insert(place, options.clone()).as_ref() == Some(options) {
                continue;
            }
            let number = |option: &Value| usize::try_from(option.as_u64()?).ok();
            let text =
                |at: usize| Some(Pattern::exactly(data["poll"]["options"][at]["text"].as_str()?));
            let options: Option<Vec<_>> =
                list(options).map(|option| number(option).and_then(text)).collect();
            if let (Ok(user), Some(options)) = (user.parse(), options) {
                self.does(spot, user, Doing::Votes(options));
            }
        }
    }
}
