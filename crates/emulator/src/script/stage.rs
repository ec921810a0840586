//! The local Telegram that scripts are played on: requests, and the events of each chat for whoever plays in it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::Method;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout_at};

use super::others::Others;
use crate::client::{Client, ClientError, Event, Events};

/// Events that may wait for one player; a player that is further behind has lost.
const MAX_WAITING: usize = 4_096;
/// Events kept for chats that nobody plays in yet: those of a chat that is just being made.
const MAX_UNCLAIMED: usize = 1_000;
/// How often a broken stream of events is taken up again, and the pause before each time.
const RESUMES: usize = 20;
const RESUME_PAUSE: Duration = Duration::from_millis(100);
/// The pause between two questions whether the bot asks for updates.
const LOOK: Duration = Duration::from_millis(20);

/// Why scripts cannot be played, or not any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StageError {
    /// No emulator is there: start one, or give its address.
    #[error("{0}")]
    Unreachable(String),
    /// No bot is called so: name another, or make it.
    #[error("no bot is called {called}: there are {known}")]
    NoBot {
        /// The name that was given.
        called: String,
        /// The names of those that are there, with commas between.
        known: String,
    },
    /// The bot has not asked for updates in time.
    #[error("the bot has not asked for updates within {0:?}")]
    NotFetched(Duration),
}

impl From<ClientError> for StageError {
    fn from(error: ClientError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

/// An event, and when it was read.
#[derive(Debug, Clone)]
pub(super) struct Arrived {
    pub(super) event: Event,
    pub(super) at: Instant,
}

#[derive(Debug, Default)]
struct Routes {
    by_chat: HashMap<i64, mpsc::Sender<Arrived>>,
    unclaimed: VecDeque<(i64, Arrived)>,
    /// Nothing comes any more.
    is_over: bool,
}

/// A local Telegram with people who play scripts on it. Dropping it ends their talks.
#[derive(Debug)]
pub struct Stage {
    client: Client,
    bot: i64,
    routes: Arc<Mutex<Routes>>,
    reader: JoinHandle<()>,
}

impl Stage {
    /// Joins an emulator by the address of its person's side, for example `http://127.0.0.1:8081`. Scripts are played with
    /// its first bot.
    ///
    /// # Errors
    /// Nobody answers there.
    pub async fn join(page_url: &str) -> Result<Self, StageError> {
        Self::of(page_url, <[Value]>::first, "the first").await
    }

    /// Joins an emulator for one of its bots, by its name, its username or its id.
    ///
    /// # Errors
    /// Nobody answers there, or no bot is called so.
    pub async fn join_bot(page_url: &str, called: &str) -> Result<Self, StageError> {
        let username = called.trim_start_matches('@');
        let is_meant = |bot: &&Value| {
            let id = bot["id"].to_string();
            bot["name"] == called || bot["username"] == username || id == called
        };
        Self::of(page_url, |bots| bots.iter().find(is_meant), called).await
    }

    /// Joins an emulator for the bot that is chosen of all that are there.
    async fn of(
        page_url: &str,
        choose: impl FnOnce(&[Value]) -> Option<&Value>,
        called: &str,
    ) -> Result<Self, StageError> {
        let something_else =
            || StageError::Unreachable(format!("something else than an emulator is at {page_url}"));
        let told = |error| match error {
            ClientError::Refused { .. } => something_else(),
            error => error.into(),
        };
        let client = Client::new(page_url);
        // Before the bots are listed, so that none is missed that is made meanwhile.
        let events = client.events(None).await.map_err(told)?;
        let bots = client.json(Method::GET, "/bots", &Value::Null).await.map_err(told)?;
        let bots = bots.as_array().ok_or_else(something_else)?;
        let Some(bot) = choose(bots).and_then(|bot| bot["id"].as_i64()) else {
            let names: Vec<&str> = bots.iter().filter_map(|bot| bot["name"].as_str()).collect();
            return Err(StageError::NoBot { called: called.to_owned(), known: names.join(", ") });
        };
        let routes = Arc::new(Mutex::new(Routes::default()));
        let others = Others::than(bot, bots.iter().filter_map(|one| one["id"].as_i64()));
        let reader =
            Reader { routes: routes.clone(), client: client.sibling(), last: None, others };
        let reader = tokio::spawn(reader.run(events));
        Ok(Self { client: client.about(bot), bot, routes, reader })
    }

    /// Waits until a bot asks for updates, by polling or by a webhook.
    ///
    /// # Errors
    /// It does not in time, or the emulator is gone.
    pub async fn fetched(&self, within: Duration) -> Result<(), StageError> {
        let end = Instant::now() + within;
        loop {
            let queue = self.ask(Method::GET, "/queue", &Value::Null).await?;
            if queue["fetched_by"] != "nobody" {
                return Ok(());
            }
            if timeout_at(end, sleep(LOOK)).await.is_err() {
                return Err(StageError::NotFetched(within));
            }
        }
    }

    /// The id of the bot.
    pub(super) fn bot(&self) -> i64 {
        self.bot
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Asks the person's side for something.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, ClientError> {
        self.client.json(method, path, body).await
    }

    /// A channel for the events of chats.
    pub(super) fn channel() -> (mpsc::Sender<Arrived>, mpsc::Receiver<Arrived>) {
        mpsc::channel(MAX_WAITING)
    }

    /// From now on, and from when the chat was made, its events go there.
    pub(super) fn claim(&self, chat: i64, to: &mpsc::Sender<Arrived>) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if routes.is_over {
            return;
        }
        let unclaimed = std::mem::take(&mut routes.unclaimed);
        let (its, others) =
            unclaimed.into_iter().partition::<VecDeque<_>, _>(|(of, _)| *of == chat);
        routes.unclaimed = others;
        for (_, arrived) in its {
            // There is room: nothing has come there before.
            let _ = to.try_send(arrived);
        }
        routes.by_chat.insert(chat, to.clone());
    }

    /// Nobody plays in these chats any more.
    pub(super) fn leave(&self, chats: impl IntoIterator<Item = i64>) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        for chat in chats {
            routes.by_chat.remove(&chat);
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// Reads the events and hands them out.
struct Reader {
    routes: Arc<Mutex<Routes>>,
    client: Client,
    last: Option<u64>,
    others: Others,
}

impl Reader {
    async fn run(mut self, mut events: Events) {
        'streams: loop {
            while let Some(batch) = events.next().await {
                let at = Instant::now();
                for event in batch {
                    self.hand_out(Arrived { event, at });
                }
            }
            for _ in 0..RESUMES {
                sleep(RESUME_PAUSE).await;
                if let Ok(again) = self.client.events(self.last).await {
                    events = again;
                    continue 'streams;
                }
            }
            break;
        }
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        *routes = Routes { is_over: true, ..Routes::default() };
    }

    fn hand_out(&mut self, arrived: Arrived) {
        self.last = arrived.event.id.or(self.last);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if arrived.event.kind == "lost" {
            // Nobody knows what was in them, so everybody's talk is over.
            *routes = Routes::default();
            return;
        }
        if arrived.event.kind == "bot" {
            arrived.event.data["id"].as_i64().into_iter().for_each(|id| self.others.meet(id));
            return;
        }
        let Some(chat) = arrived.event.chat() else {
            return;
        };
        if self.others.are_in(&arrived.event.data) {
            return;
        }
        match routes.by_chat.get(&chat) {
            Some(to) => {
                if to.try_send(arrived).is_err() {
                    routes.by_chat.remove(&chat);
                }
            }
            None => {
                if routes.unclaimed.len() == MAX_UNCLAIMED {
                    routes.unclaimed.pop_front();
                }
                routes.unclaimed.push_back((chat, arrived));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn what_other_bots_do_is_no_part_of_a_talk() {
        let routes = Arc::new(Mutex::new(Routes::default()));
        let (to, mut arrived) = Stage::channel();
        routes.lock().unwrap().by_chat.insert(5, to);
        let client = Client::new("http://127.0.0.1:1");
        let mut reader = Reader { routes, client, last: None, others: Others::than(1, [1, 2]) };
        let event = |kind: &str, data| {
            let event = Event { id: Some(1), kind: kind.to_owned(), data };
            Arrived { event, at: Instant::now() }
        };
        // There is one more after the stage was joined.
        reader.hand_out(event("bot", json!({"id": 3})));
        let events = [
            json!({"chat": {"id": 5}, "bot_id": 2, "text": "in their private chat"}),
            json!({"chat": {"id": 5}, "bot_id": 3, "text": "in that of the new one"}),
            json!({"chat": {"id": 5}, "from": {"id": 2}, "text": "in a group"}),
            json!({"chat_id": 5, "by": 2}),
            json!({"chat_id": 5, "by": 7, "member": {"user": {"id": 2}}}),
            json!({"chat": {"id": 5}, "bot_id": 1, "from": {"id": 1}, "text": "ours"}),
        ];
        for data in events {
            reader.hand_out(event("message", data));
        }
        assert_eq!(arrived.recv().await.unwrap().event.data["text"], "ours");
    }
}
