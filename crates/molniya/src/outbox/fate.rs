//! What the answer to a call means for it. Pure decisions, no state.

use std::time::Duration;

use molniya_botapi::{CallError, ChatId, Repeat, repeat_of};

use crate::answer::Policy;
use crate::store::{Entry, Time};

/// How a call ended, as far as the outbox cares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Carried out.
    Done,
    /// Telegram asks to wait this long.
    FloodWait(Duration),
    /// The chat has another id now.
    Migrated(ChatId),
    /// Refused for good.
    Refused { code: u16, description: Box<str> },
    /// Certainly not carried out, may be next time.
    NotSent,
    /// May or may not have been carried out.
    Unknown,
}

impl Outcome {
    /// Reads the outcome off an error of the client.
    pub(crate) fn of(error: &CallError) -> Self {
        match error {
            CallError::FloodWait { retry_after } => Outcome::FloodWait(*retry_after),
            CallError::Migrated { to } => Outcome::Migrated(*to),
            // The token was refused: the call itself is fine and keeps until that is mended.
            error if error.is_unauthorized() => Outcome::NotSent,
            CallError::Refused { code, description } => {
                Outcome::Refused { code: *code, description: description.as_str().into() }
            }
            CallError::NotSent(_) => Outcome::NotSent,
            CallError::Server { .. } | CallError::Unknown(_) | CallError::Malformed { .. } => {
                Outcome::Unknown
            }
            CallError::Encode(why) => {
                Outcome::Refused { code: 0, description: why.to_string().into() }
            }
        }
    }
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fate {
    /// Nothing changes.
    Kept,
    /// It is over.
    Over,
    /// After a crash: it may have been carried out and is made again.
    Repeat,
    /// It is made again at this time. `unknown`: it may have been carried out already.
    Retry { at: Time, unknown: bool },
    /// The chat has another id; it is made again there.
    Moved { to: ChatId },
    /// It may have been carried out and must not be made again.
    Unknown,
    /// It is refused for good.
    Dead(Box<str>),
}

/// Whether a call that may have been carried out is made again.
pub(crate) fn may_repeat(repeat: Repeat, policy: Policy) -> bool {
    match repeat {
        Repeat::Read | Repeat::Safe => true,
        Repeat::Unsafe | Repeat::Money => policy == Policy::AtLeastOnce,
    }
}

pub(super) fn decide(
    entry: &Entry,
    tries: u32,
    repeat: bool,
    outcome: &Outcome,
    now: Time,
) -> Fate {
    match outcome {
        Outcome::Done => Fate::Over,
        Outcome::FloodWait(wait) => Fate::Retry { at: now.after(*wait), unknown: false },
        Outcome::Migrated(to) if entry.chat.is_some_and(|chat| chat != *to) => {
            Fate::Moved { to: *to }
        }
        Outcome::Migrated(to) => Fate::Dead(format!("moved to {to}, which it names").into()),
        Outcome::NotSent => Fate::Retry { at: now.after(backoff(tries)), unknown: false },
        Outcome::Unknown if may_repeat(repeat_of(&entry.method), entry.policy) => {
            Fate::Retry { at: now.after(backoff(tries)), unknown: true }
        }
        Outcome::Unknown => Fate::Unknown,
        Outcome::Refused { description, .. } if means_done(description, repeat) => Fate::Over,
        Outcome::Refused { code, description } => {
            Fate::Dead(format!("{code} {description}").into())
        }
    }
}

/// Refusals that say the call's effect is there already, or no longer wanted.
fn means_done(description: &str, repeat: bool) -> bool {
    const ALWAYS: [&str; 2] = ["message is not modified", "query is too old"];
    const ON_REPEAT: [&str; 1] = ["message to delete not found"];
    ALWAYS.iter().any(|text| description.contains(text))
        || repeat && ON_REPEAT.iter().any(|text| description.contains(text))
}

/// 100 ms, doubled with every try, at most 30 s.
fn backoff(tries: u32) -> Duration {
    const FIRST: Duration = Duration::from_millis(100);
    const LONGEST: Duration = Duration::from_secs(30);
    FIRST.saturating_mul(1 << tries.saturating_sub(1).min(20)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_between_tries_doubles_and_is_bounded() {
        let waits: Vec<u64> =
            [1, 2, 3, 9, 10, 500].map(|tries| backoff(tries).as_millis() as u64).to_vec();
        assert_eq!(waits, [100, 200, 400, 25_600, 30_000, 30_000]);
    }

    #[test]
    fn only_a_repeat_takes_a_missing_message_for_deleted() {
        assert!(means_done("Bad Request: message to delete not found", true));
        assert!(!means_done("Bad Request: message to delete not found", false));
        assert!(means_done("Bad Request: message is not modified: specified …", false));
        assert!(!means_done("Forbidden: bot was blocked by the user", true));
    }
}
