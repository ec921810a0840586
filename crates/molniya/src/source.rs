//! Where updates come from.
//!
//! A source is asked for the next batch only when the last one is safe, so asking again is the
//! acknowledgement; it is told how much there is room for. It does not know what an update means.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::{CallError, Client};

use crate::telemetry;

/// Updates in the order Telegram gave them, each as JSON text.
pub type Batch = Vec<Arc<str>>;

/// A place that updates come from.
pub trait UpdateSource: Send + 'static {
    /// Waits for the next updates, at most `room`. Calling it again says that the last batch is
    /// safe; a batch that was not acknowledged so is delivered again later.
    ///
    /// Must be cancel safe: when the future is dropped, nothing is acknowledged.
    ///
    /// # Errors
    /// Only what waiting cannot mend; everything else is retried inside.
    fn next(&mut self, room: usize) -> impl Future<Output = Result<Batch, SourceError>> + Send;
}

/// Why no more updates will come.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Telegram does not know the token.
    #[error("Telegram refused BOT_TOKEN ({0}): check it, or get a new one from @BotFather")]
    Unauthorized(String),
    /// A webhook is set that is not ours.
    #[error(
        "a webhook is set for this bot, so polling gets nothing: remove it, or set BOT_TAKE_OVER=1 to remove it at the start"
    )]
    WebhookActive,
}

/// Poll timeout. Connections are reported to be closed at an age of about 39 s.
const POLL: Duration = Duration::from_secs(25);
/// getUpdates returns at most this many.
const LARGEST_BATCH: usize = 100;
/// First and longest wait after a poll that failed.
const RETRY: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// First and longest wait when another program polls for the same bot.
const CONFLICT: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(60));

/// Long polling: <https://core.telegram.org/bots/api#getupdates>
pub struct LongPolling {
    client: Client,
    allowed_updates: String,
    /// The id after the last one that was returned; 0 = whatever comes first.
    offset: i64,
}

impl LongPolling {
    /// Polls for these kinds of updates.
    pub fn new(client: Client, allowed_updates: &[&str]) -> Self {
        let names: Vec<String> = allowed_updates.iter().map(|kind| format!("\"{kind}\"")).collect();
        LongPolling { client, allowed_updates: names.join(","), offset: 0 }
    }

    async fn poll(&mut self, room: usize) -> Result<Batch, CallError> {
        let body = format!(
            r#"{{"offset":{},"limit":{},"timeout":{},"allowed_updates":[{}]}}"#,
            self.offset,
            room.clamp(1, LARGEST_BATCH),
            POLL.as_secs(),
            self.allowed_updates
        );
        let batch = self.client.get_updates(Bytes::from(body), POLL).await?;
        self.offset = next_offset(self.offset, &batch);
        Ok(batch)
    }
}

impl UpdateSource for LongPolling {
    async fn next(&mut self, room: usize) -> Result<Batch, SourceError> {
        let (mut retry, mut conflict) = (Backoff::new(RETRY), Backoff::new(CONFLICT));
        loop {
            let error = match self.poll(room).await {
                Ok(batch) if batch.is_empty() => continue,
                Ok(batch) => return Ok(batch),
                Err(error) => error,
            };
            if error.is_unauthorized() {
                return Err(SourceError::Unauthorized(error.to_string()));
            }
            let wait = match &error {
                CallError::Refused { code: 409, description }
                    if description.contains("webhook is active") =>
                {
                    return Err(SourceError::WebhookActive);
                }
                CallError::FloodWait { retry_after } => *retry_after,
                error if error.is_conflict() => conflict.next(),
                _ => retry.next(),
            };
            telemetry::source_failed(&error, wait);
            tokio::time::sleep(wait).await;
        }
    }
}

/// Waits that double from the first to the longest.
#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
    longest: Duration,
}

impl Backoff {
    pub(crate) fn new((first, longest): (Duration, Duration)) -> Self {
        Backoff { next: first, longest }
    }

    /// The wait, from now on doubled.
    pub(crate) fn next(&mut self) -> Duration {
        let wait = self.next;
        self.next = (wait * 2).min(self.longest);
        wait
    }
}

/// The id after the last update. Never a maximum: after a quiet week ids may start lower. An
/// update whose id cannot be read counts as the one after its predecessor.
fn next_offset(offset: i64, updates: &[Arc<str>]) -> i64 {
    #[derive(serde::Deserialize)]
    struct Id {
        update_id: i64,
    }
    for (unreadable, raw) in (0..).zip(updates.iter().rev()) {
        if let Ok(Id { update_id }) = serde_json::from_str(raw) {
            return update_id.saturating_add(1 + unreadable);
        }
    }
    match offset {
        0 => 0,
        _ => offset.saturating_add(updates.len() as i64), // at most LARGEST_BATCH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_follows_the_last_update_even_downwards_and_past_garbage() {
        let next = |offset, updates: &[&str]| {
            let updates: Vec<Arc<str>> = updates.iter().map(|update| Arc::from(*update)).collect();
            next_offset(offset, &updates)
        };
        assert_eq!(next(0, &[r#"{"update_id":7}"#, r#"{"update_id":8}"#]), 9);
        assert_eq!(next(900, &[r#"{"update_id":3}"#]), 4);
        assert_eq!(next(5, &["[]", r#"{"update_id":"x"}"#]), 7);
        assert_eq!(next(5, &[r#"{"update_id":6}"#, "null"]), 8);
        assert_eq!(next(0, &["null"]), 0);
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let mut conflict = Backoff::new(CONFLICT);
        let waits: Vec<u64> = (0..6).map(|_| conflict.next().as_secs()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 60, 60]);
    }
}
