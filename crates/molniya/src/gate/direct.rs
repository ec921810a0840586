//! Calls that are not stored, through the gate: they wait where a stored call would wait.

use std::time::Duration;

use molniya_botapi::{CallError, ChatId, RawResult};

use super::{Permit, SharedGate};
use crate::clock::Clock;
use crate::outgoing::{Call, Outgoing};
use crate::store::Time;
use crate::telemetry;

/// How long one attempt may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// Makes calls as the gate permits. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Direct {
    outgoing: Outgoing,
    gate: SharedGate,
    clock: Clock,
}

impl Direct {
    pub(crate) fn new(outgoing: Outgoing, gate: SharedGate, clock: Clock) -> Direct {
        Direct { outgoing, gate, clock }
    }

    /// Makes a call, and again after a flood wait, beginning no later than `end`. What would have to
    /// wait for longer fails with the flood wait at once.
    pub(crate) async fn make(&self, call: Call, end: Time) -> Result<RawResult, CallError> {
        let chat = call.get("chat_id").map(ChatId);
        loop {
            let now = self.clock.now();
            let permit = self.gate.lock().permit(chat, now);
            if let Permit::Until(at) = permit {
                if at > end {
                    return Err(CallError::FloodWait { retry_after: at.since(now) });
                }
                tokio::time::sleep_until(self.clock.instant(at)).await;
                continue; // It may have been frozen anew.
            }
            let result = self.outgoing.make(call.clone(), DEADLINE).await;
            let Err(CallError::FloodWait { retry_after }) = &result else { return result };
            telemetry::flood_wait(call.method(), chat, *retry_after);
            let now = self.clock.now();
            let until = now.after(*retry_after);
            if let Some(chat) = chat {
                self.gate.lock().freeze(chat, until, now);
            }
            if until > end {
                return result;
            }
            tokio::time::sleep_until(self.clock.instant(until)).await;
        }
    }
}
