//! Failures on order: refusals, delays and dropped connections for chosen calls.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

use crate::answer::Refusal;

/// Faults kept at once; more are refused.
pub(crate) const MAX_FAULTS: usize = 1_000;
/// The longest delay that can be ordered.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(300);

/// A failure to inject into the next calls that fit.
///
/// Exactly one of `error`, `delay_ms`, `reset` and `garble` is meant to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Only calls of this method, in any case. Without it, every method but `getUpdates`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
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
    /// How many calls it hits.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
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

    /// The same fault for calls with this `chat_id` only.
    pub fn in_chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
        self
    }

    /// The same fault for this many calls.
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    fn of(method: &str) -> Self {
        Self { method: Some(method.to_owned()), times: 1, ..Self::default() }
    }

    /// What makes no sense about it, if anything.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let set = [
            self.error.is_some(),
            self.delay_ms.is_some(),
            self.reset.is_some(),
            self.garble.is_some(),
        ];
        match &self.error {
            _ if set.iter().filter(|is| **is).count() != 1 => {
                Some("set exactly one of error, delay_ms, reset and garble")
            }
            Some(error) if !(400..600).contains(&error.code) => Some("error.code is 400 to 599"),
            _ if self.times == 0 => Some("times is at least 1"),
            _ if self.delay_ms.is_some_and(|ms| Duration::from_millis(ms) > MAX_DELAY) => {
                Some("delay_ms is at most 300000")
            }
            _ => None,
        }
    }

    fn fits(&self, method: &str, chat: Option<i64>) -> bool {
        let method_fits = match &self.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method),
            None => !method.eq_ignore_ascii_case("getUpdates"),
        };
        method_fits && (self.chat.is_none() || self.chat == chat)
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
}

/// The faults that are waiting, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Fault>,
    cleared: Arc<Notify>,
}

impl Faults {
    /// Adds a fault; `false` means there are too many.
    pub(crate) fn add(&mut self, fault: Fault) -> bool {
        let room = self.list.len() < MAX_FAULTS;
        if room {
            self.list.push(fault);
        }
        room
    }

    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.cleared.notify_waiters();
    }

    /// Ends when the faults are cleared.
    pub(crate) fn cleared(&self) -> OwnedNotified {
        self.cleared.clone().notified_owned()
    }

    pub(crate) fn list(&self) -> &[Fault] {
        &self.list
    }

    /// Uses up the oldest fault that fits this call, once.
    pub(crate) fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let at = self.list.iter().position(|fault| fault.fits(method, chat))?;
        let fault = &mut self.list[at];
        fault.times -= 1;
        let struck = fault.clone().times(1);
        if fault.times == 0 {
            self.list.remove(at);
        }
        Some(struck)
    }
}
