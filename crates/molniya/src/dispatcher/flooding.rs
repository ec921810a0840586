//! Flood waits that calls met which are not stored: kept by themselves, for the next process.

use molniya_botapi::ChatId;

use super::Dispatcher;
use crate::answer::Json;
use crate::failpoint::{self, Failpoint};
use crate::store::{FloodScope, Key, Op, Time};

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// The next process must wait as long as this one would. A later wait of the chat replaces it.
    pub(super) fn keep_flood_wait(&mut self, chat: ChatId, until: Time) {
        failpoint::reach(Failpoint::FloodWaitMet);
        let time = self.time_op();
        self.committer.settle_at_once(time);
        let key = self.setup.scope.flood_wait(chat);
        self.committer.settle_at_once(Op::Put(key, until.0.to_string().into()));
    }

    /// Lets what an earlier process met hold its chat again. What has passed is forgotten.
    pub(super) fn recover_flood_waits(&mut self, stored: Vec<(Key, Json)>) {
        let now = self.now();
        let prefix = self.setup.scope.flood_waits();
        for (key, value) in stored {
            let chat = key.0.strip_prefix(&*prefix.0).and_then(|id| id.parse().ok()).map(ChatId);
            let until = Time(value.parse().unwrap_or(0));
            if chat.is_some() && until > now {
                self.gate.lock().restore(chat, FloodScope::Chat, until, now);
            } else {
                self.committer.settle(Op::Delete(key), now);
            }
        }
    }
}
