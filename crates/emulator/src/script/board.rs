//! What a chat shows: the newest messages, so that what is on them can be pressed, answered, edited, paid.

use std::collections::VecDeque;

use serde_json::Value;

use super::came::{is_bots, label, list};
use super::line::Button;
use super::pattern::{Pattern, Variables};

/// Messages that are remembered of a chat; older ones are out of sight.
const MAX_SHOWN: usize = 32;

/// The newest messages of a chat.
#[derive(Debug, Default)]
pub(super) struct Board {
    /// The oldest first.
    shown: VecDeque<Shown>,
    /// The buttons in place of the person's keyboard.
    keyboard: Vec<Value>,
    /// The last question to the bot from this chat, and its results.
    pub(super) results: Option<(String, Vec<Value>)>,
}

/// What is remembered of a message.
#[derive(Debug)]
struct Shown {
    id: i64,
    /// Who wrote it; nobody, if it was the bot.
    by: Option<i64>,
    text: String,
    buttons: Vec<Value>,
    options: Vec<String>,
    is_invoice: bool,
}

/// What happens when something is pressed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    /// The bot gets this data.
    Data { message: i64, data: String },
    /// The person says what is written on the button.
    Text(String),
    /// The invoice of the message is paid.
    Pay(i64),
    /// The bot hears nothing of it.
    Beyond(&'static str),
}

impl Board {
    /// Takes an event of the chat.
    pub(super) fn take(&mut self, kind: &str, data: &Value) {
        match kind {
            "message" | "edited" => self.put(data),
            "deleted" => self.shown.retain(|one| data["message_id"] != one.id),
            "results" => {
                let question = data["inline_query_id"].as_str().unwrap_or_default().to_owned();
                self.results = Some((question, list(&data["results"]).cloned().collect()));
            }
            _ => {}
        }
    }

    fn put(&mut self, data: &Value) {
        let markup = &data["reply_markup"];
        if markup["keyboard"].is_array() || markup["remove_keyboard"] == true {
            self.keyboard = list(&markup["keyboard"]).flat_map(list).cloned().collect();
        }
        let text = data["text"].as_str().or(data["caption"].as_str()).unwrap_or_default();
        let options = list(&data["poll"]["options"]).filter_map(|one| one["text"].as_str());
        let shown = Shown {
            id: data["message_id"].as_i64().unwrap_or_default(),
            by: (!is_bots(data)).then(|| data["from"]["id"].as_i64().unwrap_or_default()),
            text: text.to_owned(),
            buttons: list(&markup["inline_keyboard"]).flat_map(list).cloned().collect(),
            options: options.map(str::to_owned).collect(),
            is_invoice: data["invoice"].is_object(),
        };
        if let Some(old) = self.shown.iter_mut().find(|one| one.id == shown.id) {
            *old = shown;
            return;
        }
        if self.shown.len() == MAX_SHOWN {
            self.shown.pop_front();
        }
        self.shown.push_back(shown);
    }

    /// The newest message of somebody, with this text if one is given.
    pub(super) fn own(&self, who: i64, text: Option<&Pattern>, known: &Variables) -> Option<i64> {
        self.newest(text, known, |one| one.by == Some(who))
    }

    /// The newest message of others, with this text if one is given; without one the bot's.
    pub(super) fn others(
        &self,
        who: i64,
        text: Option<&Pattern>,
        known: &Variables,
    ) -> Option<i64> {
        self.newest(text, known, |one| match text {
            Some(_) => one.by != Some(who),
            None => one.by.is_none(),
        })
    }

    /// The newest invoice.
    pub(super) fn invoice(&self) -> Option<i64> {
        self.newest(None, &Variables::new(), |one| one.is_invoice)
    }

    fn newest(
        &self,
        text: Option<&Pattern>,
        known: &Variables,
        is: impl Fn(&Shown) -> bool,
    ) -> Option<i64> {
        let named = |one: &&Shown| text.is_none_or(|text| text.fits(&one.text, &mut known.clone()));
        self.shown.iter().rev().filter(|one| is(one)).find(named).map(|one| one.id)
    }

    /// The newest poll, and the numbers of these options; `None` if there is no such option.
    pub(super) fn votes(
        &self,
        options: &[Pattern],
        known: &Variables,
    ) -> Option<(i64, Vec<usize>)> {
        let poll = self.shown.iter().rev().find(|one| !one.options.is_empty())?;
        let number = |wanted: &Pattern| {
            poll.options.iter().position(|text| wanted.fits(text, &mut known.clone()))
        };
        Some((poll.id, options.iter().map(number).collect::<Option<_>>()?))
    }

    /// What pressing a button does: the newest of those that fit, under a message or in place of the keyboard.
    pub(super) fn press(&self, wanted: &Button, known: &Variables) -> Option<Pressed> {
        let written = |button: &Value| wanted.label.fits(label(button), &mut known.clone());
        let carries = |button: &Value| match &wanted.data {
            None => true,
            Some(data) => button["callback_data"]
                .as_str()
                .is_some_and(|its| data.fits(its, &mut known.clone())),
        };
        for message in self.shown.iter().rev() {
            if let Some(button) =
                message.buttons.iter().find(|button| written(button) && carries(button))
            {
                return Some(under(message.id, button));
            }
        }
        let button =
            self.keyboard.iter().find(|button| wanted.data.is_none() && written(button))?;
        let asks = ["request_contact", "request_location", "request_poll", "web_app"];
        let asks = asks.into_iter().find(|name| !button[*name].is_null());
        Some(match asks {
            Some("request_contact") => Pressed::Beyond(
                "it would send a contact; write for example `Ann sends contact +123 Ann`",
            ),
            Some("request_location") => Pressed::Beyond(
                "it would send a place; write for example `Ann sends location 52.37 4.9`",
            ),
            Some(_) => Pressed::Beyond("it does more than to send its text"),
            None => Pressed::Text(label(button).to_owned()),
        })
    }

    /// What is written on all buttons there are, for whoever looked for another.
    pub(super) fn labels(&self) -> Vec<String> {
        let inline = self.shown.iter().rev().flat_map(|one| &one.buttons);
        inline.chain(&self.keyboard).map(|button| label(button).to_owned()).take(12).collect()
    }
}

fn under(message: i64, button: &Value) -> Pressed {
    match button["callback_data"].as_str() {
        Some(data) => Pressed::Data { message, data: data.to_owned() },
        None if button["pay"] == true => Pressed::Pay(message),
        None => Pressed::Beyond("the bot hears nothing when it is pressed"),
    }
}
