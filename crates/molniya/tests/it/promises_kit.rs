//! What the promises are tried with: a bot in a runtime of its own that can be killed at any
//! moment, its home, and its log.

use std::fmt::{self, Write};
use std::future::Future;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use molniya::store::{
    DeadLetter, Entry, Journaled, Op, OpenOptions, Pending, ProcessId, Queue, Scope, Seq, Shard,
    Store, StoreUrl, Unit, UnitId, Verdict,
};
use molniya::{Router, RunError, Settings, Shutdown};
use molniya_emulator::testkit::{Person, Telegram};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::span;

/// Under this name of the server state is kept, whatever port the emulator has.
const SERVER: &str = "emulator";
/// Nothing that is waited for takes this long on a machine that works.
const PATIENCE: Duration = Duration::from_secs(20);
/// A stop takes no longer.
const STOP: Duration = Duration::from_secs(5);

/// Where a bot keeps its state.
pub(crate) struct Home {
    url: StoreUrl,
    /// Deleted in the end.
    _folder: Option<TempDir>,
}

impl Home {
    /// A file: what one process leaves is there for the next.
    pub(crate) fn file() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let url = StoreUrl::Sqlite(folder.path().join("bot.db"));
        Home { url, _folder: Some(folder) }
    }

    /// A file that somebody else takes care of.
    pub(crate) fn at(path: impl Into<PathBuf>) -> Home {
        Home { url: StoreUrl::Sqlite(path.into()), _folder: None }
    }

    /// One of each kind, for what must not depend on it.
    pub(crate) fn each() -> [Home; 2] {
        [Home { url: StoreUrl::Memory, _folder: None }, Home::file()]
    }

    /// The settings of a bot that lives here.
    pub(crate) fn settings(&self, telegram: &Telegram) -> Settings {
        let mut settings = Settings::local(&telegram.api_url(), &telegram.token()).unwrap();
        settings.server = Some(SERVER.into());
        settings.store_url = self.url.clone();
        settings
    }

    /// Starts a bot here.
    pub(crate) fn run<S: Send + Sync + 'static>(
        &self,
        telegram: &Telegram,
        router: Router<S>,
        state: S,
    ) -> Bot {
        Bot::start(self.settings(telegram), router, state)
    }

    /// Where the bot's keys begin.
    pub(crate) fn scope(&self, telegram: &Telegram) -> Scope {
        Scope::new(self.settings(telegram).token.bot_id(), SERVER)
    }

    fn store(&self, telegram: &Telegram) -> Arc<dyn Store> {
        let options = OpenOptions { scope: self.scope(telegram), collections: Vec::new() };
        molniya::store::open(&self.url, options).unwrap()
    }

    /// Stores this as an earlier process would have, each change by itself. No bot may run.
    pub(crate) async fn leave(&self, telegram: &Telegram, ops: Vec<Op>) {
        let (store, me) = (self.store(telegram), ProcessId("test".into()));
        let epoch = store.lease(Shard(0), me, Duration::from_secs(1)).await.unwrap().unwrap();
        let units = ops.into_iter().map(|op| Unit {
            id: UnitId::Plain,
            fence: (Shard(0), epoch),
            reads: Vec::new(),
            ops: vec![op],
            durable: true,
        });
        let verdicts = store.apply(Arc::new(units.collect())).await.unwrap();
        let applied = |verdict: &Verdict| matches!(verdict, Verdict::Applied(_));
        assert!(verdicts.iter().all(applied), "{verdicts:?}");
    }

    async fn rows(&self, telegram: &Telegram, queue: Queue) -> Vec<Pending> {
        let (store, mut rows) = (self.store(telegram), Vec::new());
        loop {
            let after = rows.last().map_or(Seq(0), Pending::cursor);
            match store.pending(queue, Shard(0), after, 1_000).await.unwrap() {
                page if page.is_empty() => return rows,
                page => rows.extend(page),
            }
        }
    }

    /// The outgoing calls that are stored. No bot may run.
    pub(crate) async fn outbox(&self, telegram: &Telegram) -> Vec<Entry> {
        let rows = self.rows(telegram, Queue::Outbox).await.into_iter();
        rows.flat_map(|row| match row {
            Pending::Outbox(row) => row.entries,
            other => panic!("{other:?} in the outbox"),
        })
        .collect()
    }

    /// The updates that are stored and not done. No bot may run.
    pub(crate) async fn journal(&self, telegram: &Telegram) -> Vec<Journaled> {
        let rows = self.rows(telegram, Queue::Journal).await.into_iter();
        rows.map(|row| match row {
            Pending::Journaled(row) => row,
            other => panic!("{other:?} in the journal"),
        })
        .collect()
    }

    /// The updates that were set aside. No bot may run.
    pub(crate) async fn dead_letters(&self, telegram: &Telegram) -> Vec<DeadLetter> {
        let rows = self.rows(telegram, Queue::DeadLetters).await.into_iter();
        rows.map(|row| match row {
            Pending::DeadLetter(letter) => letter,
            other => panic!("{other:?} among the dead letters"),
        })
        .collect()
    }
}

/// A running bot.
pub(crate) struct Bot {
    runtime: Runtime,
    running: JoinHandle<Result<(), RunError>>,
    stop: Shutdown,
    pub(crate) log: Log,
}

impl Bot {
    pub(crate) fn start<S: Send + Sync + 'static>(
        settings: Settings,
        router: Router<S>,
        state: S,
    ) -> Bot {
        Bot::serve(molniya::Bot::new(settings, router, state))
    }

    pub(crate) fn serve<S: Send + Sync + 'static>(bot: molniya::Bot<S>) -> Bot {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (stop, log) = (Shutdown::new(), Log::default());
        let run = bot.run(stop.clone());
        let running = runtime.spawn(run.with_subscriber(log.clone()));
        Bot { runtime, running, stop, log }
    }

    /// Ends it as a killed process ends: every task stops where it is, nothing is said goodbye to.
    pub(crate) async fn kill(self) -> Log {
        let Bot { runtime, log, .. } = self;
        end(runtime).await;
        log
    }

    /// Stops it as a signal does. It must end well, and in time.
    pub(crate) async fn stop(self) -> Log {
        self.stop.now();
        let Bot { runtime, running, log, .. } = self;
        let ended = tokio::time::timeout(STOP, running).await.expect("a stop takes 5 s at most");
        ended.unwrap().unwrap();
        end(runtime).await;
        log
    }

    /// Waits until it ends by itself, which must be with an error.
    pub(crate) async fn fails(self) -> RunError {
        let Bot { runtime, running, .. } = self;
        let ended = tokio::time::timeout(PATIENCE, running).await.expect("it should end");
        end(runtime).await;
        ended.unwrap().unwrap_err()
    }
}

/// Runtimes may not be dropped where others wait.
async fn end(runtime: Runtime) {
    tokio::task::spawn_blocking(move || drop(runtime)).await.unwrap();
}

/// Waits for something that is asked again and again, because nobody tells of it.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    let asking = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    if tokio::time::timeout(PATIENCE, asking).await.is_err() {
        panic!("waited in vain until {what}");
    }
}

/// Waits until everything that was issued so far is acknowledged.
pub(crate) async fn acknowledged(telegram: &Telegram) {
    let last = telegram.ledger().await.updates.last().map_or(0, |update| update.update_id);
    until("the bot acknowledges every update", async || telegram.ledger().await.confirmed > last)
        .await;
}

/// So many people.
pub(crate) async fn crowd(telegram: &Telegram, count: usize) -> Vec<Person> {
    let mut people = Vec::with_capacity(count);
    for n in 0..count {
        people.push(telegram.person(&format!("Person {n}")).await);
    }
    people
}

/// What the bot said to a person, in order.
pub(crate) async fn said(telegram: &Telegram, to: &Person) -> Vec<String> {
    let ledger = telegram.ledger().await;
    let sent = ledger.chat(to.chat_id()).filter(|entry| entry.method == "sendMessage");
    sent.map(|entry| entry.text.clone().unwrap_or_default()).collect()
}

/// Something handlers wait for until the test opens it.
#[derive(Clone)]
pub(crate) struct Door(watch::Sender<bool>);

impl Door {
    pub(crate) fn shut() -> Door {
        Door(watch::Sender::new(false))
    }

    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }

    pub(crate) async fn pass(&self) {
        self.0.subscribe().wait_for(|open| *open).await.unwrap();
    }
}

/// What a bot has told of, one line an event: the message, then its fields.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// The lines that begin so.
    pub(crate) fn lines(&self, beginning: &str) -> Vec<String> {
        let lines = self.0.lock().unwrap();
        lines.iter().filter(|line| line.starts_with(beginning)).cloned().collect()
    }

    /// Waits for a line that begins so.
    pub(crate) async fn tells(&self, beginning: &str) {
        until(beginning, async || !self.lines(beginning).is_empty()).await;
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.lines("")).finish()
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "molniya"
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        self.0.lock().unwrap().push(line.message + &line.fields);
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => write!(self.message, "{value:?}").unwrap(),
            name => write!(self.fields, " {name}={value:?}").unwrap(),
        }
    }
}
