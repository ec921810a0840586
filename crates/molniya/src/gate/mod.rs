//! The gate: whether a call may leave now.
//!
//! A machine without I/O or a clock. A chat that answered with a flood wait is frozen until
//! Telegram's `retry_after` has passed; nothing else is slowed down. It does not know what is sent.

mod direct;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use molniya_botapi::ChatId;

pub(crate) use direct::Direct;

use crate::store::Time;

/// Whether a call may leave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Permit {
    /// Now.
    Go,
    /// Not before this time.
    Until(Time),
}

/// Freezes that have passed are swept out when there are more than this many.
const SWEEP_AT: usize = 10_000;

/// Which chats must wait, and until when.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    frozen: HashMap<ChatId, Time>,
}

impl Gate {
    /// Asks for a call to a chat. Calls without a chat are never held.
    pub(crate) fn permit(&mut self, chat: Option<ChatId>, now: Time) -> Permit {
        let Some(chat) = chat else { return Permit::Go };
        match self.frozen.get(&chat) {
            Some(until) if *until > now => Permit::Until(*until),
            Some(_) => {
                self.frozen.remove(&chat);
                Permit::Go
            }
            None => Permit::Go,
        }
    }

    /// Telegram asked not to be called for this chat before `until`.
    pub(crate) fn freeze(&mut self, chat: ChatId, until: Time, now: Time) {
        if self.frozen.len() >= SWEEP_AT {
            self.frozen.retain(|_, until| *until > now);
        }
        let frozen = self.frozen.entry(chat).or_default();
        *frozen = until.max(*frozen);
    }
}

/// The gate that the outbox and direct calls have in common. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct SharedGate(Arc<Mutex<Gate>>);

impl SharedGate {
    /// The gate, for a moment: never across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Gate> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_wait_holds_its_chat_until_it_has_passed_and_no_other() {
        let mut gate = Gate::default();
        gate.freeze(ChatId(1), Time(5_000), Time(0));
        gate.freeze(ChatId(1), Time(3_000), Time(0)); // a shorter wait does not shorten it
        assert_eq!(gate.permit(Some(ChatId(1)), Time(4_999)), Permit::Until(Time(5_000)));
        assert_eq!(gate.permit(Some(ChatId(2)), Time(0)), Permit::Go);
        assert_eq!(gate.permit(None, Time(0)), Permit::Go);
        assert_eq!(gate.permit(Some(ChatId(1)), Time(5_000)), Permit::Go);
    }
}
