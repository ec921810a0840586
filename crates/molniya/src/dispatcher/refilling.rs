//! Calls that are in the store alone: read back when those before them have left.

use std::time::Duration;

use super::{Dispatcher, Due, Event};
use crate::run::RunError;
use crate::store::{Fault, Pending, Queue, Seq, Shard};
use crate::telemetry;

/// Rows read at once.
const PAGE: u16 = 200;
/// Wait before a store that did not answer is read again.
const READ_AGAIN: Duration = Duration::from_millis(100);

impl<S: Send + Sync + 'static> Dispatcher<S> {
    /// Reads calls of chats that have none in memory, a page at a time.
    pub(super) fn refill(&mut self) {
        if self.stop_by.is_none()
            && let Some(after) = self.outbox.begin_reading()
        {
            self.read_calls(after);
        }
    }

    pub(super) fn read_calls(&self, after: Seq) {
        let (store, events) = (self.setup.store.clone(), self.events.clone());
        tokio::spawn(async move {
            let rows = store.pending(Queue::Outbox, Shard(0), after, PAGE).await;
            // Without a dispatcher nobody waits for it.
            let _ = events.send(Event::Calls(after, rows));
        });
    }

    pub(super) fn on_calls(
        &mut self,
        after: Seq,
        found: Result<Vec<Pending>, Fault>,
    ) -> Result<(), RunError> {
        let now = self.now();
        let rows = match found {
            Ok(rows) => rows,
            Err(Fault::Unavailable(why)) => {
                telemetry::store_unavailable(&why, READ_AGAIN);
                self.due.insert((now.after(READ_AGAIN), Due::Refill(after)));
                return Ok(());
            }
            Err(fault) => return Err(fault.into()),
        };
        let rows = rows.into_iter().filter_map(|row| match row {
            Pending::Outbox(row) => Some(row),
            _ => None,
        });
        for (entry, fate) in self.outbox.read_back(rows.collect(), now) {
            self.on_recovered(entry, fate, now);
        }
        Ok(())
    }
}
