//! The entry point: builds everything from settings, and serves until told to stop.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use molniya_botapi::{Client, ClientConfig, ClientError};
use tokio::sync::{mpsc, oneshot};

use crate::bot::Bot;
use crate::broadcast::Command;
use crate::clock::Clock;
use crate::contact;
use crate::control::{Desk, Hands, Serving};
use crate::dispatcher::{self, Dispatcher, Event, News, Setup};
use crate::failpoint::{self, Failpoint};
use crate::outgoing::Outgoing;
use crate::router::{Router, RouterError};
use crate::settings::Settings;
use crate::shutdown::Shutdown;
use crate::source::{LongPolling, SourceError, UpdateSource};
use crate::store::{self, Fault, OpenError, OpenOptions, ProcessId, Scope, Shard};

/// How long ownership lasts where it must be renewed.
const LEASE: Duration = Duration::from_secs(10);
/// Room for updates before anything was taken in.
const FIRST_ROOM: usize = 100;

/// Why a bot did not start, or stopped. Prints one line that says what to do.
#[derive(thiserror::Error)]
pub enum RunError {
    /// The router has a mistake.
    #[error("the router is wrong: {0}")]
    Router(#[from] RouterError),
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The client cannot be made.
    #[error("the Bot API client cannot be made: {0}")]
    Client(#[from] ClientError),
    /// Another process has the bot's state.
    #[error(
        "another process runs this bot on the same store: stop it, or give this one its own STORE_URL"
    )]
    Owned,
    /// Another process took the bot's state over.
    #[error("another process took this bot over")]
    Fenced,
    /// The store can no longer be trusted.
    #[error("{0}; what was not acknowledged comes again at the next start")]
    Store(#[from] Fault),
    /// No updates can be fetched.
    #[error(transparent)]
    Source(#[from] SourceError),
}

// `main` prints the error it returns with `Debug`; people should read the same line there.
impl fmt::Debug for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Runs a bot until `stop` is requested: [`Bot::run`] without anything else.
///
/// # Errors
/// See [`Bot::run`].
///
/// # Panics
/// Outside a tokio runtime with time and I/O.
pub async fn run<S: Send + Sync + 'static>(
    settings: Settings,
    router: Router<S>,
    state: S,
    stop: Shutdown,
) -> Result<(), RunError> {
    Bot::new(settings, router, state).run(stop).await
}

impl<S: Send + Sync + 'static> Bot<S> {
    /// Runs it until `stop` is requested.
    ///
    /// On a stop no more updates are taken, lanes and calls under way finish, and what is left stays
    /// stored for the next start; that takes 5 s at most.
    ///
    /// # Errors
    /// Whatever keeps the bot from starting, and a store or a token that can no longer be used.
    /// Nothing that is acknowledged is lost by an error.
    ///
    /// # Panics
    /// Outside a tokio runtime with time and I/O.
    pub async fn run(self, stop: Shutdown) -> Result<(), RunError> {
        let Bot { settings, router, state, layers, undeliverable, broadcasts } = self;
        let (broadcasts, requests) = broadcasts;
        let asked_by_operator = broadcasts.clone();
        let broadcast_rate = settings.broadcast_rate;
        let mut table = router.build()?;
        let server =
            settings.server.clone().unwrap_or_else(|| settings.api_url.origin().to_owned());
        let scope = Scope::new(settings.token.bot_id(), &server);
        let client = Client::new(ClientConfig::new(settings.api_url, settings.token))?;
        client.warm().await;
        // Telegram is asked first, so that a mistyped token leaves no store behind that is bound to it.
        let Some(me) = contact::reach(&client, settings.take_over, &stop).await? else {
            return Ok(()); // Told to stop before Telegram answered.
        };
        if let Some(username) = &me.username {
            table.set_username(username);
        }

        let options = OpenOptions {
            scope: scope.clone(),
            collections: table.collections().iter().map(ToString::to_string).collect(),
        };
        let store = store::open(&settings.store_url, options)?;
        let marks = settings.store_url.beside(".marks");
        let clock = Clock::start(dispatcher::last_time(&*store, &scope).await?);
        let process = ProcessId(format!("{}@{}", std::process::id(), clock.now().0).into());
        let epoch = store.lease(Shard(0), process, LEASE).await?.ok_or(RunError::Owned)?;
        tokio::spawn(contact::publish_commands(client.clone(), contact::command_menus(&table)));

        let allowed_updates = table.allowed_updates();
        let mut dispatcher = Dispatcher::new(Setup {
            table,
            state: Arc::new(state),
            store: store.clone(),
            outgoing: Outgoing::new(client.clone(), layers),
            scope: scope.clone(),
            epoch,
            clock,
            marks,
            broadcast_rate,
            undeliverable,
            broadcasts,
        });
        dispatcher.recover(me.username.as_deref()).await?;
        let source = LongPolling::new(client, &allowed_updates);
        let feeding = tokio::spawn(feed(source, dispatcher.events(), stop.clone()));
        let asking = tokio::spawn(forward(requests, dispatcher.events()));
        let hands = Hands::Running {
            events: dispatcher.events(),
            broadcasts: asked_by_operator,
            direct: dispatcher.direct(),
            clock,
        };
        let desk = Desk { store, scope, epoch, hands };
        let control = settings.store_url.control().and_then(|path| Serving::start(path, desk));
        let result = dispatcher.run(stop).await;
        if let Some(control) = control {
            control.close().await;
        }
        feeding.abort();
        asking.abort();
        // The store closes with its last owner, so that the next process finds it free.
        drop(dispatcher);
        result
    }
}

/// Hands what is asked of broadcasts to the dispatcher.
async fn forward(mut requests: mpsc::Receiver<Command>, events: mpsc::UnboundedSender<Event>) {
    while let Some(command) = requests.recv().await {
        if events.send(Event::Broadcast(News::Asked(command))).is_err() {
            return;
        }
    }
}

/// Hands batches to the dispatcher; asks for the next when the last is safe.
async fn feed(mut source: impl UpdateSource, events: mpsc::UnboundedSender<Event>, stop: Shutdown) {
    let mut room = FIRST_ROOM;
    loop {
        let batch = tokio::select! {
            batch = source.next(room) => batch,
            () = stop.requested() => return,
        };
        let (ack, safe) = oneshot::channel();
        let event = match batch {
            Ok(batch) => {
                failpoint::reach(Failpoint::PollAnswered);
                Event::Batch(batch, ack)
            }
            Err(error) => Event::SourceFailed(error.into()),
        };
        if events.send(event).is_err() {
            return;
        }
        match safe.await {
            Ok(more) => room = more,
            Err(_) => return, // The dispatcher takes no more.
        }
        failpoint::reach(Failpoint::BatchSafe);
    }
}
