//! What a chat shows: the newest messages, so that what is on them can be pressed, answered, edited, paid.

use std::collections::VecDeque;

use serde_json::Value;

use super::came::{buttons, is_bots, label, list, said, thread};
use super::line::Button;
use super::memory::Memory;
use super::pattern::{Pattern, Variables};

/// Messages that are remembered of a chat; older ones are out of sight.
const MAX_SHOWN: usize = 32;

/// Why such a button is not pressed.
const OPENS_APP: &str = "it opens a web app; write for example `Ann opens web app [Shop]`";

/// A question, and what can be chosen.
pub(super) type Offered = (String, Vec<Value>);

/// The newest messages of a chat.
#[derive(Debug, Default)]
pub(super) struct Board {
    /// The oldest first.
    shown: VecDeque<Shown>,
    /// The buttons in place of the person's keyboard.
    keyboard: Vec<Value>,
    /// The last question to the bot from this chat, and its results.
    pub(super) results: Option<Offered>,
    /// The last question how something can be delivered, and the ways.
    deliveries: Option<Offered>,
    pub(super) memory: Memory,
}

/// What a topic of a chat shows, or a chat without topics.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'b> {
    board: &'b Board,
    thread: Option<i64>,
    known: &'b Variables,
}

/// What is remembered of a message.
#[derive(Debug)]
struct Shown {
    id: i64,
    thread: Option<i64>,
    /// Who wrote it; nobody, if it was the bot.
    by: Option<i64>,
    text: String,
    buttons: Vec<Value>,
    options: Vec<String>,
    /// The title of what is to be paid.
    invoice: Option<String>,
    is_live: bool,
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
            "shipping" => {
                let question = data["shipping_query_id"].as_str().unwrap_or_default().to_owned();
                self.deliveries = Some((question, list(&data["options"]).cloned().collect()));
            }
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
        let options = list(&data["poll"]["options"]).filter_map(|one| one["text"].as_str());
        let shown = Shown {
            id: data["message_id"].as_i64().unwrap_or_default(),
            thread: thread(data),
            by: (!is_bots(data)).then(|| data["from"]["id"].as_i64().unwrap_or_default()),
            text: said(data).into_owned(),
            buttons: buttons(data),
            options: options.map(str::to_owned).collect(),
            invoice: data["invoice"]["title"].as_str().map(str::to_owned),
            is_live: data["location"]["live_period"].is_number(),
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

    /// What one topic of it shows, with what variables stand for; without one the general topic, or all there is.
    pub(super) fn at<'b>(&'b self, thread: Option<i64>, known: &'b Variables) -> View<'b> {
        View { board: self, thread, known }
    }
}

impl<'b> View<'b> {
    /// The newest message of somebody, with this text if one is given.
    pub(super) fn own(self, who: i64, text: Option<&Pattern>) -> Option<i64> {
        self.newest(text, |one| one.by == Some(who))
    }

    /// The newest message of others, with this text if one is given; without one the bot's.
    pub(super) fn others(self, who: i64, text: Option<&Pattern>) -> Option<i64> {
        self.newest(text, |one| match text {
            Some(_) => one.by != Some(who),
            None => one.by.is_none(),
        })
    }

    /// The newest message with this text, whoever wrote it; without one the bot's newest.
    pub(super) fn any(self, text: Option<&Pattern>) -> Option<i64> {
        self.newest(text, |one| text.is_some() || one.by.is_none())
    }

    /// The newest place of somebody that moves.
    pub(super) fn live(self, who: i64) -> Option<i64> {
        self.newest(None, |one| one.is_live && one.by == Some(who))
    }

    /// The newest invoice, with this title if one is given.
    pub(super) fn invoice(self, title: Option<&Pattern>) -> Option<i64> {
        let named = |its: &String| title.is_none_or(|title| self.fits(title, its));
        self.newest(None, |one| one.invoice.as_ref().is_some_and(named))
    }

    /// The newest message that is such, with this text if one is given.
    fn newest(self, text: Option<&Pattern>, is: impl Fn(&Shown) -> bool) -> Option<i64> {
        let named = |one: &&Shown| text.is_none_or(|text| self.fits(text, &one.text));
        self.shown().filter(|one| is(one)).find(named).map(|one| one.id)
    }

    /// The messages, the newest first.
    fn shown(self) -> impl Iterator<Item = &'b Shown> {
        self.board.shown.iter().rev().filter(move |one| one.thread == self.thread)
    }

    /// The last question to the bot from the chat, and its results.
    pub(super) fn results(self) -> Option<&'b Offered> {
        self.board.results.as_ref()
    }

    /// The last question how something can be delivered, and the ways.
    pub(super) fn deliveries(self) -> Option<&'b Offered> {
        self.board.deliveries.as_ref()
    }

    pub(super) fn fits(self, pattern: &Pattern, text: &str) -> bool {
        pattern.fits(text, &mut self.known.clone())
    }

    /// The newest poll, and the numbers of these options; `None` if there is no such option.
    pub(super) fn votes(self, options: &[Pattern]) -> Option<(i64, Vec<usize>)> {
        let poll = self.shown().find(|one| !one.options.is_empty())?;
        let number =
            |wanted: &Pattern| poll.options.iter().position(|text| self.fits(wanted, text));
        Some((poll.id, options.iter().map(number).collect::<Option<_>>()?))
    }

    /// What is written on the button with this label that opens a web app, under a message or in place of the keyboard.
    pub(super) fn app(self, wanted: &Pattern) -> Option<String> {
        let under = self.shown().flat_map(|one| &one.buttons);
        self.app_of(under, wanted).or_else(|| self.keyboard_app(wanted))
    }

    /// The same, in place of the keyboard only.
    pub(super) fn keyboard_app(self, wanted: &Pattern) -> Option<String> {
        self.app_of(self.board.keyboard.iter(), wanted)
    }

    fn app_of<'v>(
        self,
        mut buttons: impl Iterator<Item = &'v Value>,
        wanted: &Pattern,
    ) -> Option<String> {
        let is_it = |one: &&Value| one["web_app"].is_object() && self.fits(wanted, label(one));
        buttons.find(is_it).map(|one| label(one).to_owned())
    }

    /// What pressing a button does: the newest of those that fit, under a message or in place of the keyboard.
    pub(super) fn press(self, wanted: &Button) -> Option<Pressed> {
        let written = |button: &Value| self.fits(&wanted.label, label(button));
        let carries = |button: &Value| match &wanted.data {
            None => true,
            Some(data) => button["callback_data"].as_str().is_some_and(|its| self.fits(data, its)),
        };
        for message in self.shown() {
            if let Some(button) =
                message.buttons.iter().find(|button| written(button) && carries(button))
            {
                return Some(under(message.id, button));
            }
        }
        let mut keyboard = self.board.keyboard.iter();
        let button = keyboard.find(|button| wanted.data.is_none() && written(button))?;
        let asks = ["request_contact", "request_location", "request_poll", "web_app"];
        let asks = asks.into_iter().find(|name| !button[*name].is_null());
        Some(match asks {
            Some("request_contact") => Pressed::Beyond(
                "it would send a contact; write for example `Ann sends contact +123 Ann`",
            ),
            Some("request_location") => Pressed::Beyond(
                "it would send a place; write for example `Ann sends location 52.37 4.9`",
            ),
            Some("web_app") => Pressed::Beyond(OPENS_APP),
            Some(_) => Pressed::Beyond("it does more than to send its text"),
            None => Pressed::Text(label(button).to_owned()),
        })
    }

    /// What is written on all buttons there are, for whoever looked for another.
    pub(super) fn labels(self) -> Vec<String> {
        let inline = self.shown().flat_map(|one| &one.buttons);
        let all = inline.chain(&self.board.keyboard);
        all.map(|button| label(button).to_owned()).take(12).collect()
    }
}

fn under(message: i64, button: &Value) -> Pressed {
    match button["callback_data"].as_str() {
        Some(data) => Pressed::Data { message, data: data.to_owned() },
        None if button["pay"] == true => Pressed::Pay(message),
        None if button["web_app"].is_object() => Pressed::Beyond(OPENS_APP),
        None => Pressed::Beyond("the bot hears nothing when it is pressed"),
    }
}
