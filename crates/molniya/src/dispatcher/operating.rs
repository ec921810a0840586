//! What an operator takes up again, or drops: stored first, as everything is.

use molniya_botapi::Envelope;
use tokio::sync::oneshot;

use super::{Dispatcher, MAX_FLIGHTS};
use crate::commit::Then;
use crate::control::{Busy, Change};
use crate::failpoint::{self, Failpoint};

/// Who waits until a change is stored.
pub(crate) type Done = oneshot::Sender<Result<(), Busy>>;

impl<S: Send + Sync + 'static> Dispatcher<S> {
    pub(super) fn on_change(&mut self, mut change: Change, done: Done) {
        if self.flights.len() >= MAX_FLIGHTS || !self.has_room_for_calls() {
            return answer(done, Err(Busy));
        }
        if let Change::Revive(rows) = &mut change {
            for row in rows {
                if let Ok(envelope) = Envelope::read(&row.raw) {
                    row.lane = self.setup.table.lane_key(&envelope);
                }
            }
        }
        failpoint::reach(Failpoint::ChangeAsked);
        self.committer.offer_plain(change.ops(), true, Then::Changed(change, done));
    }

    /// A change is stored: what was retried goes its way, behind what is under way there.
    pub(super) fn on_changed(&mut self, change: Change, done: Done) {
        failpoint::reach(Failpoint::ChangeStored);
        match change {
            Change::Retry(entries) => {
                let now = self.now();
                entries.into_iter().for_each(|entry| self.outbox.revive(entry, now));
            }
            Change::Revive(rows) => {
                for row in rows {
                    self.done.remove(row.update);
                    if let Some(update) = self.recover_update(row) {
                        self.enter_lane(update);
                    }
                }
            }
            Change::Drop(_) | Change::DropUpdates(_) | Change::DropRows(_) => {}
        }
        answer(done, Ok(()));
    }
}

fn answer(done: Done, made: Result<(), Busy>) {
    // Whoever asked may have gone.
    let _ = done.send(made);
}
