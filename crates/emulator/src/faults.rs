//! Failures on order: refusals, delays and dropped connections for chosen calls, and updates that are not as they should
//! be.

mod list;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::list::Faults;
use crate::answer::Refusal;

/// Faults kept at once; more are refused.
pub(crate) const MAX_FAULTS: usize = 1_000;
/// The longest delay that can be ordered.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(300);
/// The longest time that a fault lasts, in milliseconds: a day.
const MAX_FOR_MS: u64 = 24 * 60 * 60 * 1000;
/// A kind of update that no bot knows.
const UNKNOWN_KIND: &str = "update_of_the_future";

/// A failure to inject into the next calls that fit, or into the next updates.
///
/// Exactly one of `error`, `delay_ms`, `reset`, `garble` and `update` is meant to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Only calls of this method, in any case. Without it, every method but `getUpdates`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only calls of the bot with this id, or updates for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<i64>,
    /// Only calls with this `chat_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<i64>,
    /// Refuse the call; it is not carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<FaultError>,
    /// Wait this many milliseconds (at most 300,000) or until faults are taken back, then carry the call out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// Close the connection without an answer, before or after the call was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<Reset>,
    /// Answer with something that is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub garble: Option<Garble>,
    /// Bring the update otherwise than it should be. Without a `method`; `chat` is the update's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<BadUpdate>,
    /// How many calls or updates it hits. Without it one; with `for_ms`, as many as come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// It lasts so many milliseconds from when it is ordered, at most a day. Without it, until it has hit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_ms: Option<u64>,
}

/// The refusal of a [`Fault`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultError {
    /// HTTP status and `error_code`, 400 to 599.
    pub code: u16,
    /// The whole text, for example `Too Many Requests: retry after 3`.
    pub description: String,
    /// Seconds, written as a parameter and as the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// When a [`Fault`] closes the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reset {
    /// Before the call is accepted: nothing happened.
    Before,
    /// After it was carried out: the caller cannot know.
    After,
}

/// What a [`Fault`] answers instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Garble {
    /// The HTML page of a proxy, with status 502: the call was not carried out.
    Page,
    /// Half of the answer, then the end of the connection: the call was carried out.
    Half,
    /// Status 200 with a body that is no JSON: the call was carried out.
    Noise,
}

/// What a [`Fault`] does to an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadUpdate {
    /// It is of its kind but has none of the kind's fields.
    Malformed,
    /// It is of a kind that nobody knows.
    Unknown,
    /// A webhook gets it again after having taken it. Waits for an update that goes to a webhook.
    Twice,
    /// A webhook gets it after the next one of the same chat. Waits for an update that goes to a webhook.
    Late,
}

impl BadUpdate {
    /// Whether it is about how a webhook gets the update, and not about what is in it.
    pub(crate) fn is_of_webhooks(self) -> bool {
        matches!(self, Self::Twice | Self::Late)
    }

    /// The kind and the content that take the place of these.
    pub(crate) fn instead(self, kind: &str, content: Value) -> (&str, Value) {
        match self {
            Self::Malformed => (kind, json!({ "malformed": true })),
            Self::Unknown => (UNKNOWN_KIND, content),
            Self::Twice | Self::Late => (kind, content),
        }
    }
}

impl Fault {
    /// A refusal of the next call of `method`.
    pub fn error(method: &str, code: u16, description: &str) -> Self {
        Self {
            error: Some(FaultError {
                code,
                description: description.to_owned(),
                retry_after: None,
            }),
            ..Self::of(method)
        }
    }

    /// A 429 for the next call of `method`, with `seconds` to wait.
    pub fn flood(method: &str, seconds: u32) -> Self {
        Self {
            error: Some(FaultError {
                code: 429,
                description: format!("Too Many Requests: retry after {seconds}"),
                retry_after: Some(seconds),
            }),
            ..Self::of(method)
        }
    }

    /// A delay of the next call of `method`.
    pub fn delay(method: &str, delay: Duration) -> Self {
        Self {
            delay_ms: Some(u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)),
            ..Self::of(method)
        }
    }

    /// A connection dropped at the next call of `method`.
    pub fn reset(method: &str, reset: Reset) -> Self {
        Self { reset: Some(reset), ..Self::of(method) }
    }

    /// Something that is no answer to the next call of `method`.
    pub fn garble(method: &str, garble: Garble) -> Self {
        Self { garble: Some(garble), ..Self::of(method) }
    }

    /// An update, the next one there is, that is not as it should be.
    pub fn update(update: BadUpdate) -> Self {
        Self { update: Some(update), ..Self::default() }
    }

    /// The same fault for calls with this `chat_id`, or updates of this chat, only.
    pub fn in_chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
        self
    }

    /// The same fault for calls of the bot with this id, or updates for it, only.
    pub fn for_bot(mut self, bot: i64) -> Self {
        self.bot = Some(bot);
        self
    }

    /// The same fault for this many calls or updates.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// The same fault for as long as this, from when it is ordered, and for as many calls or updates as come.
    pub fn lasting(mut self, time: Duration) -> Self {
        self.for_ms = Some(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        self
    }

    fn of(method: &str) -> Self {
        Self { method: Some(method.to_owned()), ..Self::default() }
    }

    /// What makes no sense about it, if anything.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let set = [
            self.error.is_some(),
            self.delay_ms.is_some(),
            self.reset.is_some(),
            self.garble.is_some(),
            self.update.is_some(),
        ];
        match &self.error {
            _ if set.iter().filter(|is| **is).count() != 1 => {
                Some("set exactly one of error, delay_ms, reset, garble and update")
            }
            Some(error) if !(400..600).contains(&error.code) => Some("error.code is 400 to 599"),
            _ if self.update.is_some() && self.method.is_some() => Some("an update has no method"),
            _ if self.for_ms.is_some_and(|ms| ms == 0 || ms > MAX_FOR_MS) => {
                Some("for_ms is 1 to 86400000")
            }
            _ if self.times == Some(0) => Some("times is at least 1"),
            _ if self.delay_ms.is_some_and(|ms| Duration::from_millis(ms) > MAX_DELAY) => {
                Some("delay_ms is at most 300000")
            }
            _ => None,
        }
    }
}

/// What a fault does to one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Blow {
    Refuse(Refusal),
    Delay(Duration),
    Reset(Reset),
    Garble(Garble),
}

impl Blow {
    pub(crate) fn of(fault: &Fault) -> Option<Self> {
        if let Some(FaultError { code, description, retry_after }) = fault.error.clone() {
            let refusal = Refusal { retry_after, ..Refusal::exact(code, description) };
            return Some(Blow::Refuse(refusal));
        }
        let delay = fault.delay_ms.map(|ms| Blow::Delay(Duration::from_millis(ms)));
        delay.or(fault.reset.map(Blow::Reset)).or(fault.garble.map(Blow::Garble))
    }

    /// What became of the call, for the log.
    pub(crate) fn in_words(&self) -> &'static str {
        match self {
            Self::Refuse(_) => "refused on order",
            Self::Delay(_) => "delayed on order",
            Self::Reset(Reset::Before) => "cut off before it was carried out",
            Self::Reset(Reset::After) => "carried out, the answer cut off",
            Self::Garble(Garble::Page) => "answered by a proxy's page",
            Self::Garble(Garble::Half) => "carried out, half of the answer sent",
            Self::Garble(Garble::Noise) => "carried out, answered by no JSON",
        }
    }
}
