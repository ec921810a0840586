//! Starting and stopping: the two listeners, the clock, and the file.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};

use crate::bots::{BadBot, NewBot};
use crate::clock::Now;
use crate::connections;
use crate::front;
use crate::ledger::Violation;
use crate::limits::Limits;
use crate::link::{Link, Trip};
use crate::person_side::{self, Side};
use crate::restore;
use crate::shared::Shared;
use crate::store::{Store, StoreError, Writer};
use crate::webhook::{WebhookRule, post};
use crate::world::World;

/// Ports tried for the person's side before giving up.
const PORTS_TRIED: u16 = 20;
/// Streams and page requests get this long to end when the emulator stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// Where an [`Emulator`] listens and what it keeps.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address of the Bot API; port 0 takes any free one.
    pub bot_api: SocketAddr,
    /// Address of the chat page and the person's side. If the port is taken, the next ones are tried.
    pub person: SocketAddr,
    /// The bots, the first of which is meant where nobody says which. After them come those of the earlier run in
    /// `data`; without any there is a new one.
    pub bots: Vec<NewBot>,
    /// File that keeps people, chats, messages, queue and ids. Without it everything is forgotten.
    pub data: Option<PathBuf>,
    /// How many messages the bot may send; nothing is limited by default.
    pub limits: Limits,
    /// How far away the bot is; it is here by default.
    pub link: Link,
    /// Which webhooks the bot may set; any by default.
    pub webhooks: WebhookRule,
}

impl Default for Config {
    /// Any free port for the Bot API, 8081 or one of the next for people, nothing kept.
    fn default() -> Self {
        Self {
            bot_api: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            person: SocketAddr::from((Ipv4Addr::LOCALHOST, 8081)),
            bots: Vec::new(),
            data: None,
            limits: Limits::default(),
            link: Link::default(),
            webhooks: WebhookRule::default(),
        }
    }
}

/// Why an emulator does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened on: choose another.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// A limit is out of range: correct it.
    #[error("{0}")]
    Limits(&'static str),
    /// A time of the link is out of range: correct it.
    #[error("{0}")]
    Link(&'static str),
    /// One of the bots cannot be made: see why.
    #[error("{0}")]
    Bot(#[from] BadBot),
    /// The file cannot be used: choose another, or move it away.
    #[error("emulator data: {0}")]
    Store(#[from] StoreError),
}

/// A running local Telegram with one bot or many.
///
/// Dropping it closes every connection at once and writes what is left to the file, if there is one.
/// [`Emulator::stop`] does the same and waits for it.
#[derive(Debug)]
pub struct Emulator {
    api: SocketAddr,
    person: SocketAddr,
    shared: Shared,
    stop: watch::Sender<bool>,
    background: JoinSet<()>,
    page: Option<JoinHandle<()>>,
    writer: Option<Writer>,
}

impl Emulator {
    /// Starts on the current Tokio runtime.
    ///
    /// # Errors
    ///
    /// See [`StartError`]; nothing keeps running then.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        if let Some(problem) = config.limits.problem() {
            return Err(StartError::Limits(problem));
        }
        if let Some(problem) = config.link.problem() {
            return Err(StartError::Link(problem));
        }
        let mut store = config.data.as_deref().map(Store::open).transpose()?;
        let now = Now::read();
        let mut cast = restore::cast(config.bots, store.as_ref())?.into_iter();
        let mut world = World::new(now, cast.next().unwrap_or_default(), store.is_some())?;
        world.set_rules(config.limits, config.webhooks);
        for bot in cast {
            world.add_bot(now, bot)?;
        }
        if let Some(store) = &mut store {
            restore::fill(&mut world, now, store)?;
            store.set_ended(false).map_err(StoreError::from)?;
        }
        let (api_listener, api) = listen(config.bot_api).await?;
        let (person_listener, person) = listen_near(config.person).await?;
        let (shared, orders) = Shared::new(world);
        shared.set_link(None, config.link);
        // A restart that is asked for while another begins waits for it.
        let (restarts, outages) = mpsc::channel(1);
        let (stop, stopped) = watch::channel(false);
        let mut background = JoinSet::new();
        background.spawn(shared.clone().keep_time());
        background.spawn(connections::serve(api_listener, api, shared.clone(), outages));
        background.spawn(post::serve(orders, shared.clone()));
        let side = Side { shared: shared.clone(), api, restarts, stop: stopped.clone() };
        let page = tokio::spawn(serve_people(person_listener, side, stopped));
        let writer = store.map(|store| Writer::spawn(store, shared.clone()));
        Ok(Self { api, person, shared, stop, background, page: Some(page), writer })
    }

    /// The base of Bot API addresses, for example `http://127.0.0.1:40001`, without a slash at the end.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.api)
    }

    /// The address of the chat page and the person's side, without a slash at the end.
    pub fn page_url(&self) -> String {
        format!("http://{}", self.person)
    }

    /// The token of the first bot.
    pub fn token(&self) -> String {
        self.shared.with(|world, _| world.bots[world.bots.first()].token.clone())
    }

    /// All bots as they are called now, each with its token, in the order in which they were made.
    pub fn bots(&self) -> Vec<NewBot> {
        self.shared.with(|world, _| world.bots.iter().map(|(_, bot)| bot.row()).collect())
    }

    /// Answers a request to the Bot API as if it had come over a connection, but without one; `None` where a
    /// connection would be closed without an answer.
    ///
    /// There is no link on that way. If the future is dropped while `getUpdates` waits, no update is lost.
    pub async fn answer(&self, request: Request<Bytes>) -> Option<Response<Bytes>> {
        let answer =
            front::answer(request.map(Full::new), &self.shared, Trip::default()).await.ok()?;
        let (head, body) = answer.into_parts();
        Some(Response::from_parts(head, body.collect().await.ok()?.to_bytes()))
    }

    /// The calls so far that broke the schema without being refused.
    pub fn violations(&self) -> Vec<Violation> {
        self.shared.with(|world, _| {
            world.bots.iter().flat_map(|(_, bot)| bot.books.violations()).cloned().collect()
        })
    }

    /// Closes every connection and writes what is left to the file.
    ///
    /// If the future is dropped, the emulator still stops.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        self.background.shutdown().await;
        if let Some(page) = self.page.take() {
            let abort = page.abort_handle();
            if tokio::time::timeout(FAREWELL, page).await.is_err() {
                abort.abort();
            }
        }
        if let Some(writer) = self.writer.take() {
            // The last transaction is short, but it waits for a disk.
            let _ = tokio::task::spawn_blocking(|| writer.finish()).await;
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        self.background.abort_all();
        if let Some(writer) = self.writer.take() {
            writer.finish();
        }
    }
}

async fn serve_people(listener: TcpListener, side: Side, mut stopped: watch::Receiver<bool>) {
    let served =
        axum::serve(listener, person_side::router(side)).with_graceful_shutdown(async move {
            // An error means that the emulator is gone, which is a reason to stop, too.
            let _ = stopped.wait_for(|stop| *stop).await;
        });
    if let Err(error) = served.await {
        tracing::error!(%error, "the person's side ended");
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// Listens on the address, or on one of the next ports if it is taken.
async fn listen_near(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let mut result = listen(address).await;
    for step in 1..PORTS_TRIED {
        let taken = matches!(&result, Err(StartError::Listen { source, .. })
            if source.kind() == std::io::ErrorKind::AddrInUse);
        let (true, Some(port)) = (taken, address.port().checked_add(step)) else {
            break;
        };
        result = listen(SocketAddr::new(address.ip(), port)).await;
    }
    result
}
