//! Calls that are not stored, through the gate: they wait where a stored call would wait.

use std::sync::Arc;
use std::time::Duration;

use molniya_botapi::{CallError, ChatId, RawResult};

use super::{Ask, Permit, SharedGate};
use crate::answer::Class;
use crate::clock::Clock;
use crate::outgoing::{Call, Outgoing};
use crate::store::Time;
use crate::telemetry;

/// How long one attempt may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// Is told of each flood wait: which chat it holds, and until when.
type Listener = Arc<dyn Fn(ChatId, Time) + Send + Sync>;

/// Makes calls as the gate permits. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Direct {
    outgoing: Outgoing,
    gate: SharedGate,
    clock: Clock,
    listener: Option<Listener>,
}

impl Direct {
    pub(crate) fn new(outgoing: Outgoing, gate: SharedGate, clock: Clock) -> Direct {
        Direct { outgoing, gate, clock, listener: None }
    }

    /// Tells of the flood waits that are met.
    pub(crate) fn telling(self, listener: impl Fn(ChatId, Time) + Send + Sync + 'static) -> Direct {
        Direct { listener: Some(Arc::new(listener)), ..self }
    }

    /// Makes a call, and again after a flood wait, beginning no later than `end`. What would have to
    /// wait for longer fails with the flood wait at once.
    pub(crate) async fn make(&self, call: Call, end: Time) -> Result<RawResult, CallError> {
        let chat = call.get("chat_id").map(ChatId);
        let ask = Ask::new(chat, Class::Reply, call.method());
        loop {
            let now = self.clock.now();
            let permit = self.gate.lock().enter(&ask, now);
            if let Permit::Until(at) = permit {
                if at > end {
                    return Err(CallError::FloodWait { retry_after: at.since(now) });
                }
                tokio::time::sleep_until(self.clock.instant(at)).await;
                continue; // It may have been frozen anew.
            }
            let result = self.outgoing.make(call.clone(), DEADLINE).await;
            let Err(CallError::FloodWait { retry_after }) = &result else {
                if !matches!(&result, Err(error) if was_not_answered(error)) {
                    self.gate.lock().accepted(&ask);
                }
                return result;
            };
            telemetry::flood_wait(call.method(), chat, *retry_after);
            let now = self.clock.now();
            let (_, until) = self.gate.lock().refused(&ask, *retry_after, now);
            if let (Some(chat), Some(listener)) = (chat, &self.listener) {
                listener(chat, until);
            }
            if until > end {
                return result;
            }
            tokio::time::sleep_until(self.clock.instant(until)).await;
        }
    }
}

fn was_not_answered(error: &CallError) -> bool {
    error.is_outcome_unknown() || matches!(error, CallError::NotSent(_))
}
