//! The listener of the Bot API and its connections: how many, how far away, until when.
//!
//! Knows nothing of what is asked on them. The waiting that [`crate::link`] decides is done here.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

use crate::calls::Hangup;
use crate::front::{self, Answer, MAX_HEAD, MAX_WAIT};
use crate::link::{Links, Sent, Wire};
use crate::shared::Shared;

/// Connections open at once; more wait to be accepted.
const MAX_CONNECTIONS: usize = 20_000;
/// Lines of a head; the bytes are the bound that is meant.
const MAX_HEADER_LINES: usize = 1_000;
/// The pause before a port that somebody else has taken meanwhile is tried again.
const PORT_PAUSE: Duration = Duration::from_millis(100);

/// A restart of the server, on order.
#[derive(Debug)]
pub(crate) struct Outage {
    /// How long connections are refused.
    pub(crate) down: Duration,
    /// Told when every connection is cut.
    pub(crate) cut: oneshot::Sender<()>,
}

/// Serves connections until it is dropped, which closes them all; stops and comes back as it is told.
pub(crate) async fn serve(
    mut listener: TcpListener,
    address: SocketAddr,
    shared: Shared,
    mut outages: mpsc::Receiver<Outage>,
) {
    let mut house = House { connections: JoinSet::new(), accepted: 0, shared };
    loop {
        let outage = tokio::select! {
            Some(outage) = outages.recv() => outage,
            () = house.accept(&listener) => return,
        };
        drop(listener);
        house.stay_down(outage, &mut outages).await;
        listener = house.come_back(address).await;
    }
}

struct House {
    connections: JoinSet<()>,
    accepted: u64,
    shared: Shared,
}

impl House {
    /// Accepts connections, for ever.
    async fn accept(&mut self, listener: &TcpListener) {
        loop {
            while self.connections.try_join_next().is_some() {}
            if self.connections.len() >= MAX_CONNECTIONS {
                self.connections.join_next().await;
                continue;
            }
            match listener.accept().await {
                Ok((stream, _)) => {
                    self.accepted += 1;
                    self.connections.spawn(connection(stream, self.shared.clone(), self.accepted));
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    // Out of file descriptors, as a rule: closing connections helps, trying at once does not.
                    sleep(Duration::from_millis(10)).await;
                }
            }
        }
    }

    /// Cuts every connection and waits; an order that comes meanwhile begins the wait anew.
    async fn stay_down(&mut self, first: Outage, outages: &mut mpsc::Receiver<Outage>) {
        let mut outage = first;
        loop {
            self.connections.shutdown().await;
            let until = Instant::now() + outage.down;
            self.shared.with(|world, now| {
                for bot in world.bots.ids() {
                    let bot = &mut world.bots[bot];
                    bot.webhook.cut(now, bot.polling.queue(), now.instant + outage.down);
                }
            });
            // Whoever asked may be gone.
            let _ = outage.cut.send(());
            tokio::select! {
                Some(again) = outages.recv() => outage = again,
                () = sleep_until(until) => return,
            }
        }
    }

    async fn come_back(&self, address: SocketAddr) -> TcpListener {
        loop {
            match TcpListener::bind(address).await {
                Ok(listener) => return listener,
                Err(error) => {
                    tracing::warn!(%error, %address, "cannot listen again yet");
                    sleep(PORT_PAUSE).await;
                }
            }
        }
    }
}

/// A connection as the link sees it.
struct Line {
    wire: Wire,
    /// When the bot began to make it, and the how-manyth it is.
    began: (std::time::Instant, u64),
    /// Whose it is, as far as its requests have said.
    bot: Option<i64>,
}

impl Line {
    fn open(links: &Links, began: (std::time::Instant, u64)) -> Self {
        Self { wire: Wire::open(links.of(None), began.0, began.1), began, bot: None }
    }

    /// A bot sends a request. The first one says how far away whoever made the connection was all the time.
    fn send(&mut self, links: &Links, bot: Option<i64>) -> Sent {
        if let Some(own) = links.own_of(bot).filter(|_| self.bot.is_none()) {
            self.wire = Wire::open(own, self.began.0, self.began.1);
        }
        self.bot = bot.or(self.bot);
        self.wire.send(links.of(self.bot), now())
    }
}

/// One connection, the how-manyth.
async fn connection(mut stream: TcpStream, shared: Shared, number: u64) {
    // Without it only the delay of small answers grows, so a failure is no reason to hang up.
    let _ = stream.set_nodelay(true);
    let mut links = shared.link();
    let line = Mutex::new(Line::open(&links.borrow_and_update(), (now(), number)));
    let travel = links.clone();
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(MAX_WAIT)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADER_LINES)
        .auto_date_header(false)
        .title_case_headers(true)
        .serve_connection(
            TokioIo::new(&mut stream),
            service_fn(|request| far_answer(request, &shared, &travel, &line)),
        );
    let mut served = std::pin::pin!(served);
    let ended = tokio::select! {
        ended = &mut served => ended,
        () = over(&line, &mut links) => {
            // An answer that is being given is given to its end.
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "connection ended");
        // A dropped connection is felt at once, also by a caller that is still writing.
        let _ = stream.set_zero_linger();
    }
}

/// Ends when the server is done with a connection.
async fn over(line: &Mutex<Line>, links: &mut watch::Receiver<Links>) {
    loop {
        let next = {
            let (links, now) = (links.borrow_and_update(), now());
            let line = line.lock().unwrap_or_else(PoisonError::into_inner);
            let link = links.of(line.bot);
            if line.wire.is_over(link, now) {
                return;
            }
            line.wire.next_look(link, now)
        };
        let look = async {
            match next {
                Some(at) => sleep_until(Instant::from_std(at)).await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = look => {}
            // It lives as long as the world, which the connection holds.
            _ = links.changed() => {}
        }
    }
}

/// Answers a request that comes from as far away as the link says.
async fn far_answer(
    request: Request<Incoming>,
    shared: &Shared,
    links: &watch::Receiver<Links>,
    line: &Mutex<Line>,
) -> Result<Answer, Hangup> {
    let line = || line.lock().unwrap_or_else(PoisonError::into_inner);
    let sent = line().send(&links.borrow(), front::bot_of(request.uri().path()));
    let trip = match sent {
        Sent::Arrives(trip) => trip,
        Sent::Lost(seen) => {
            sleep_until(Instant::from_std(seen)).await;
            return Err(Hangup);
        }
    };
    wait(trip.there()).await;
    let answer = front::answer(request, shared, trip).await;
    wait(trip.back()).await;
    line().wire.answered(now());
    answer
}

/// Waits, but not at all where there is nothing to wait for.
async fn wait(time: Duration) {
    if !time.is_zero() {
        sleep(time).await;
    }
}

fn now() -> std::time::Instant {
    Instant::now().into_std()
}
