//! What happened, as numbered events for everybody who watches: the page, tests, other programs.
//!
//! A ring of bounded length; a watcher that fell behind is told how many it missed.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};
use tokio::sync::watch;

use crate::drafts::Draft;
use crate::faults::Fault;
use crate::identity;
use crate::room::At;

/// Events kept for watchers that come back or are slow.
const MAX_EVENTS: usize = 20_000;
/// Events handed out at once, so that no watcher holds the lock for long.
const MAX_BATCH: usize = 500;

/// One thing that happened; on the wire its data, under the name that [`Happening::kind`] says.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum Happening {
    /// Somebody new is there.
    Person(Value),
    /// A new bot is there, or one is called otherwise.
    Bot(Value),
    /// A chat of many people is there, or is called otherwise.
    Chat {
        #[serde(flatten)]
        at: At,
        chat: Value,
    },
    /// Other messages of a chat are pinned than before, the newest last.
    Pins {
        #[serde(flatten)]
        at: At,
        pinned: Vec<i64>,
    },
    /// Somebody is something else in a chat than before, because `by` wanted it so; by a link, if there is one.
    Member {
        #[serde(flatten)]
        at: At,
        by: i64,
        member: Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        invite_link: Option<String>,
    },
    /// Somebody asks to be let into a chat, maybe by a link.
    JoinRequest {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        invite_link: Option<String>,
    },
    /// The bot lets somebody in who asked for it, or not.
    Admission {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        admitted: bool,
    },
    /// A message, by a person or by the bot.
    Message(Value),
    /// A message was changed; this is how it looks now.
    Edited(Value),
    /// A message was deleted.
    Deleted {
        #[serde(flatten)]
        at: At,
        message_id: i64,
        by: i64,
    },
    /// A person forwards a message, which comes into this chat next.
    Forward {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        from_chat_id: i64,
        message_id: i64,
    },
    /// Somebody reacts to a message, instead of how they did before.
    Reaction {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        message_id: i64,
        reactions: Vec<Value>,
    },
    /// A person pressed a button.
    Press {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        message_id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        data: Option<String>,
        /// The game that the button plays.
        #[serde(skip_serializing_if = "Option::is_none")]
        game_short_name: Option<String>,
        callback_query_id: String,
    },
    /// The bot answered a press; without a text only the spinner ends.
    Toast {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        message_id: i64,
        callback_query_id: String,
        text: String,
        show_alert: bool,
        #[serde(skip_serializing_if = "String::is_empty")]
        url: String,
    },
    /// A person wants to pay what is offered by a message or under an address, and says what is asked for.
    Paying {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        invoice: String,
        currency: String,
        tip: i64,
        order_info: Map<String, Value>,
    },
    /// The bot answered who wants to pay; without an error it is paid.
    Payment {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        pre_checkout_query_id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<String>,
    },
    /// The bot named the ways in which something can be delivered, or said why there are none.
    Shipping {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        shipping_query_id: String,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        options: Vec<Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<String>,
    },
    /// A person chose a way of delivery that the bot has named, as the Bot API writes it.
    Delivery {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        shipping_query_id: String,
        option: Value,
    },
    /// The bot answered a question asked from a chat.
    Results {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        inline_query_id: String,
        query: String,
        results: Vec<Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        button: Option<Value>,
        next_offset: String,
    },
    /// The bot shows what it writes; without a draft that is over.
    Draft {
        #[serde(flatten)]
        at: At,
        draft: Option<Draft>,
    },
    /// A person sends one of the results, as a message that comes next.
    Choice {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        inline_query_id: String,
        result: Value,
    },
    /// A person opens a web app; the bot may answer it by this id.
    WebApp {
        #[serde(flatten)]
        at: At,
        user_id: i64,
        web_app_query_id: String,
    },
    /// The bot shows what it does, for example `typing`.
    Action {
        #[serde(flatten)]
        at: At,
        action: String,
    },
    /// A failure was ordered.
    Fault(Fault),
    /// All failures that were ordered are taken back.
    NoFaults {},
    /// Time passed for the local Telegram that did not pass for anybody else.
    Skip { seconds: u64 },
    /// A call of a Bot API method was finished.
    Call {
        method: String,
        params: Value,
        /// Zero if the connection was closed instead of an answer.
        status: u16,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        /// What became of it on order.
        #[serde(skip_serializing_if = "Option::is_none")]
        fault: Option<&'static str>,
        /// What [`Spent`] adds up to.
        microseconds: u64,
        spent: Spent,
        violations: Vec<String>,
        /// Who made it.
        bot_id: i64,
    },
}

/// Where the time of a call went, in microseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Spent {
    /// Waiting for its connection to stand.
    pub(crate) connection: u64,
    /// On its way there and back.
    pub(crate) way: u64,
    /// In the server, as the link says.
    pub(crate) server: u64,
    /// Here, in truth: reading, faults, waiting for updates.
    pub(crate) handler: u64,
}

impl Happening {
    /// The name of the event on the wire.
    fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Bot(_) => "bot",
            Self::Chat { .. } => "chat",
            Self::Pins { .. } => "pins",
            Self::Member { .. } => "member",
            Self::JoinRequest { .. } => "join_request",
            Self::Admission { .. } => "admission",
            Self::Message(_) => "message",
            Self::Edited(_) => "edited",
            Self::Deleted { .. } => "deleted",
            Self::Forward { .. } => "forward",
            Self::Reaction { .. } => "reaction",
            Self::Press { .. } => "press",
            Self::Toast { .. } => "toast",
            Self::Paying { .. } => "paying",
            Self::Payment { .. } => "payment",
            Self::Shipping { .. } => "shipping",
            Self::Delivery { .. } => "delivery",
            Self::Results { .. } => "results",
            Self::Draft { .. } => "draft",
            Self::Choice { .. } => "choice",
            Self::WebApp { .. } => "web_app",
            Self::Action { .. } => "action",
            Self::Fault(_) => "fault",
            Self::NoFaults {} => "no_faults",
            Self::Skip { .. } => "skip",
            Self::Call { .. } => "call",
        }
    }
}

/// An event with its number and its JSON.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    pub(crate) id: u64,
    pub(crate) kind: &'static str,
    pub(crate) json: Arc<str>,
}

/// The ring.
#[derive(Debug)]
pub(crate) struct Feed {
    /// Differs from one run to the next, because the numbers of events begin again.
    pub(crate) run: u64,
    ring: VecDeque<Numbered>,
    last: watch::Sender<u64>,
}

impl Feed {
    /// An empty ring.
    pub(crate) fn new() -> Self {
        let run = identity::random();
        Self { run, ring: VecDeque::new(), last: watch::Sender::new(0) }
    }

    /// Adds an event and wakes the watchers.
    pub(crate) fn publish(&mut self, happening: &Happening) {
        let Ok(json) = serde_json::to_string(happening) else {
            return;
        };
        let id = self.last_id() + 1;
        if self.ring.len() == MAX_EVENTS {
            self.ring.pop_front();
        }
        self.ring.push_back(Numbered { id, kind: happening.kind(), json: json.into() });
        self.last.send_replace(id);
    }

    /// The number of the newest event; 0 before the first.
    pub(crate) fn last_id(&self) -> u64 {
        *self.last.borrow()
    }

    /// Tells when there is something new.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.last.subscribe()
    }

    /// Some of the events after number `after`, and how many before them are lost.
    pub(crate) fn after(&self, after: u64) -> (Vec<Numbered>, u64) {
        let Some(first) = self.ring.front().map(|event| event.id) else {
            return (Vec::new(), 0);
        };
        let lost = first.saturating_sub(after + 1);
        let skip = usize::try_from((after + 1).saturating_sub(first)).unwrap_or(usize::MAX);
        let batch = self.ring.iter().skip(skip).take(MAX_BATCH).cloned();
        (batch.collect(), lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_watcher_is_told_what_it_missed() {
        let mut feed = Feed::new();
        let at = At { chat_id: 1, bot_id: None };
        for _ in 0..MAX_EVENTS + 3 {
            feed.publish(&Happening::Action { at, action: "typing".to_owned() });
        }
        let (events, lost) = feed.after(0);
        assert_eq!((events[0].id, lost), (4, 3));
        let (events, lost) = feed.after(feed.last_id() - 2);
        assert_eq!((events.len(), lost), (2, 0));
        assert!(feed.after(feed.last_id()).0.is_empty());
    }
}
