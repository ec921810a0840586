//! The entry point: builds everything from settings, and serves until told to stop.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::{Client, ClientConfig, ClientError};
use tokio::sync::{mpsc, oneshot};

use crate::bot::Bot;
use crate::clock::Clock;
use crate::dispatcher::{Dispatcher, Event, Setup};
use crate::outgoing::Outgoing;
use crate::router::{Router, RouterError, Table};
use crate::settings::Settings;
use crate::shutdown::Shutdown;
use crate::source::{LongPolling, SourceError, UpdateSource};
use crate::store::{self, Fault, OpenError, OpenOptions, ProcessId, Scope, Shard};
use crate::telemetry;

/// How long ownership lasts where it must be renewed.
const LEASE: Duration = Duration::from_secs(10);
/// How long the first question to Telegram may take; polling goes on trying by itself.
const FIRST_CALL: Duration = Duration::from_secs(10);
/// Room for updates before anything was taken in.
const FIRST_ROOM: usize = 100;

/// Why a bot did not start, or stopped. Prints one line that says what to do.
#[derive(Debug, thiserror::Error)]
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
        serve(self, stop).await
    }
}

async fn serve<S: Send + Sync + 'static>(bot: Bot<S>, stop: Shutdown) -> Result<(), RunError> {
    let Bot { settings, router, state, layers } = bot;
    let mut table = router.build()?;
    let server = settings.server.clone().unwrap_or_else(|| settings.api_url.origin().to_owned());
    let scope = Scope::new(settings.token.bot_id(), &server);
    let options = OpenOptions {
        scope: scope.clone(),
        collections: table.collections().iter().map(ToString::to_string).collect(),
    };
    let store = store::open(&settings.store_url, options)?;
    let clock = Clock::start();
    let me = ProcessId(format!("{}@{}", std::process::id(), clock.now().0).into());
    let epoch = store.lease(Shard(0), me, LEASE).await?.ok_or(RunError::Owned)?;

    let client = Client::new(ClientConfig::new(settings.api_url, settings.token))?;
    client.warm().await;
    let (removed, username) =
        tokio::join!(remove_webhook(&client, settings.take_over), username(&client));
    removed?;
    if let Some(username) = username {
        table.set_username(&username);
    }
    tokio::spawn(publish_commands(client.clone(), command_menus(&table)));

    let allowed_updates = table.allowed_updates();
    let mut dispatcher = Dispatcher::new(Setup {
        table,
        state: Arc::new(state),
        store: store.clone(),
        outgoing: Outgoing::new(client.clone(), layers),
        scope,
        epoch,
        clock,
    });
    dispatcher.recover().await?;
    let source = LongPolling::new(client, &allowed_updates);
    let feeding = tokio::spawn(feed(source, dispatcher.events(), stop.clone()));
    let result = dispatcher.run(stop).await;
    feeding.abort();
    // The store closes with its last owner, so that the next process finds it free.
    drop(dispatcher);
    result
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
            Ok(batch) => Event::Batch(batch, ack),
            Err(error) => Event::SourceFailed(error.into()),
        };
        if events.send(event).is_err() {
            return;
        }
        match safe.await {
            Ok(more) => room = more,
            Err(_) => return, // The dispatcher takes no more.
        }
    }
}

/// A webhook that is set keeps polling from getting anything.
async fn remove_webhook(client: &Client, take_over: bool) -> Result<(), RunError> {
    #[derive(serde::Deserialize)]
    struct Webhook {
        url: String,
    }
    let answer = client.call_raw("getWebhookInfo", Bytes::from_static(b"{}"), FIRST_CALL).await;
    let set = match &answer {
        Ok(answer) => {
            serde_json::from_str::<Webhook>(answer.get()).is_ok_and(|w| !w.url.is_empty())
        }
        Err(error) if error.is_unauthorized() => {
            return Err(SourceError::Unauthorized(error.to_string()).into());
        }
        Err(error) => {
            // Polling meets the same trouble and deals with it.
            telemetry::source_failed(error, Duration::ZERO);
            false
        }
    };
    if set && !take_over {
        return Err(SourceError::WebhookActive.into());
    }
    if set {
        let removed = client.call_raw("deleteWebhook", Bytes::from_static(b"{}"), FIRST_CALL).await;
        if let Err(error) = removed {
            telemetry::source_failed(&error, Duration::ZERO);
        }
    }
    Ok(())
}

/// What the bot is called, so that commands for other bots in a group are left alone.
async fn username(client: &Client) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Me {
        username: Option<String>,
    }
    let answer = client.call_raw("getMe", Bytes::from_static(b"{}"), FIRST_CALL).await.ok()?;
    serde_json::from_str::<Me>(answer.get()).ok()?.username
}

/// Parameters of setMyCommands: the menu for everybody, and one for each language.
fn command_menus<S: Send + Sync + 'static>(table: &Table<S>) -> Vec<Bytes> {
    #[derive(serde::Serialize)]
    struct Menu {
        commands: Vec<Line>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language_code: Option<&'static str>,
    }
    #[derive(serde::Serialize)]
    struct Line {
        command: &'static str,
        description: &'static str,
    }
    let languages = table.command_languages().into_iter().map(Some);
    let menus = std::iter::once(None).chain(languages).map(|language_code| {
        let lines = table.bot_commands(language_code).into_iter();
        let commands = lines.map(|(command, description)| Line { command, description }).collect();
        Menu { commands, language_code }
    });
    menus
        .filter(|menu| !menu.commands.is_empty())
        .filter_map(|menu| serde_json::to_vec(&menu).ok().map(Bytes::from))
        .collect()
}

/// Shows the commands in Telegram's menu. A bot works without it, so failing is only told of.
async fn publish_commands(client: Client, menus: Vec<Bytes>) {
    for menu in menus {
        if let Err(error) = client.call_raw("setMyCommands", menu, FIRST_CALL).await {
            telemetry::menu_failed(&error);
        }
    }
}
