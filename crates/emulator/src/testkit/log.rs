//! What the test kit has seen happen, chat by chat, read from the events of the emulator.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::client::Client;
use crate::client::{Event, Events};

/// Events kept of one chat; the oldest go.
const MAX_EVENTS: usize = 10_000;
/// The pause before a broken stream is taken up again.
const RESUME_PAUSE: Duration = Duration::from_millis(100);

/// What a person sees after pressing a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The text; empty if only the spinner ended.
    pub text: String,
    /// The address that it opens, for example of a game; empty if none.
    pub url: String,
    /// Whether it is a window to close instead of a note that fades.
    pub show_alert: bool,
    /// The message whose button was pressed.
    pub message_id: i64,
    /// The press that was answered.
    pub callback_query_id: String,
}

/// One event of a chat.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) kind: String,
    pub(super) data: Value,
}

/// The events of one chat; positions count from the first one ever.
#[derive(Debug, Default)]
struct ChatLog {
    forgotten: usize,
    events: VecDeque<Seen>,
}

/// A chat, and the bot whose private chat it is.
pub(super) type Place = (i64, Option<i64>);

type Chats = Arc<Mutex<HashMap<Place, ChatLog>>>;

/// All events, with the task that reads them.
#[derive(Debug)]
pub(super) struct Log {
    chats: Chats,
    news: watch::Receiver<u64>,
    lost: Arc<AtomicU64>,
    reader: JoinHandle<()>,
}

impl Log {
    /// Begins to follow the events; what happens after this returns is seen.
    pub(super) async fn follow(client: &Client) -> Self {
        let stream = match client.events(None).await {
            Ok(stream) => stream,
            Err(error) => panic!("cannot follow the events of the emulator: {error}"),
        };
        let chats = Chats::default();
        let lost = Arc::new(AtomicU64::new(0));
        let (sender, news) = watch::channel(0);
        let reader =
            Reader { chats: chats.clone(), news: sender, lost: lost.clone(), last_id: None };
        let reader = tokio::spawn(reader.run(client.sibling(), stream));
        Self { chats, news, lost, reader }
    }

    /// The first event of a chat from `position` on that `find` accepts, and the position after it.
    pub(super) fn find<T>(
        &self,
        chat: Place,
        position: usize,
        find: impl Fn(&Seen) -> Option<T>,
    ) -> Option<(T, usize)> {
        let chats = self.chats.lock().unwrap_or_else(PoisonError::into_inner);
        let log = chats.get(&chat)?;
        let skip = position.saturating_sub(log.forgotten);
        log.events
            .iter()
            .enumerate()
            .skip(skip)
            .find_map(|(index, seen)| Some((find(seen)?, log.forgotten + index + 1)))
    }

    /// Everything seen in a chat.
    pub(super) fn all(&self, chat: Place) -> Vec<Seen> {
        let chats = self.chats.lock().unwrap_or_else(PoisonError::into_inner);
        chats.get(&chat).map(|log| log.events.iter().cloned().collect()).unwrap_or_default()
    }

    /// How many events the emulator had forgotten before they were read.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Tells when something was seen.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.clone()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

struct Reader {
    chats: Chats,
    news: watch::Sender<u64>,
    lost: Arc<AtomicU64>,
    last_id: Option<u64>,
}

impl Reader {
    /// Reads for ever; a broken stream is taken up where it ended.
    async fn run(mut self, client: Client, mut stream: Events) {
        loop {
            while let Some(events) = stream.next().await {
                for event in events {
                    self.take(event);
                }
            }
            stream = loop {
                tokio::time::sleep(RESUME_PAUSE).await;
                if let Ok(stream) = client.events(self.last_id).await {
                    break stream;
                }
            };
        }
    }

    fn take(&mut self, event: Event) {
        self.last_id = event.id.or(self.last_id);
        if event.kind == "lost" {
            let count = event.data["count"].as_u64().unwrap_or_default();
            self.lost.fetch_add(count, Ordering::Relaxed);
        }
        if let Some(chat) = event.chat() {
            let place = (chat, event.host());
            let mut chats = self.chats.lock().unwrap_or_else(PoisonError::into_inner);
            let log = chats.entry(place).or_default();
            if log.events.len() == MAX_EVENTS {
                log.events.pop_front();
                log.forgotten += 1;
            }
            log.events.push_back(Seen { kind: event.kind, data: event.data });
        }
        self.news.send_modify(|count| *count += 1);
    }
}
