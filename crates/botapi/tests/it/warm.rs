//! Long spans of pretended time over pipes in memory, with a peer that cuts connections wherever it can.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use molniya_botapi::{CallError, CertificateDer, Client, ClientConfig};
use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, duplex},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use tokio_rustls::TlsAcceptor;

use crate::server::token;

const RTT: Duration = Duration::from_millis(80);
/// A connection on which nothing was asked for this long is closed. Calls are made at other parts of a second, because
/// nobody can tell what becomes of a request that crosses the end of its connection.
const IDLE: Duration = Duration::from_millis(5_003);
/// No connection lives longer, whatever it does.
const AGE: Duration = Duration::from_secs(39);
const POLL: Duration = Duration::from_secs(25);

/// The other side. Every request carries its number as its body.
#[derive(Default)]
struct Peer {
    /// How often each request arrived.
    seen: Mutex<BTreeMap<u64, usize>>,
    /// Every so many requests break in the middle of their answer.
    breaks: Option<u64>,
    tls: Option<TlsAcceptor>,
    /// How often all connections were closed.
    cut: watch::Sender<usize>,
}

impl Peer {
    fn seen(&self, number: u64) -> usize {
        self.seen.lock().unwrap().get(&number).copied().unwrap_or_default()
    }

    fn is_broken(&self, number: u64) -> bool {
        self.breaks.is_some_and(|every| number.is_multiple_of(every))
    }

    fn client(self: &Arc<Peer>, connections: usize, roots: Vec<CertificateDer<'static>>) -> Client {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://localhost").parse().unwrap();
        let config = ClientConfig { connections, roots, ..ClientConfig::new(url, token()) };
        let peer = self.clone();
        Client::over(config, move || {
            let peer = peer.clone();
            async move {
                sleep(RTT).await;
                let (ours, theirs) = duplex(1 << 16);
                tokio::spawn(async move { peer.accept(theirs).await });
                Ok(ours)
            }
        })
        .unwrap()
    }

    async fn accept(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send) -> io::Result<()> {
        let born = Instant::now();
        let mut cut = self.cut.subscribe();
        let served = async {
            match &self.tls {
                None => self.serve(stream).await,
                Some(acceptor) => {
                    sleep(RTT).await;
                    self.serve(acceptor.accept(stream).await?).await
                }
            }
        };
        tokio::select! {
            served = served => served,
            () = sleep_until(born + AGE) => Ok(()),
            _ = cut.changed() => Ok(()),
        }
    }

    async fn serve(&self, mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
        loop {
            let request = tokio::select! {
                biased;
                request = read(&mut stream) => request?,
                () = sleep(IDLE) => return stream.shutdown().await,
            };
            let Some((method, number)) = request else { return Ok(()) };
            *self.seen.lock().unwrap().entry(number).or_default() += 1;
            sleep(if method == "getUpdates" { POLL } else { RTT }).await;
            let answer =
                b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"ok\":true,\"result\":[]}";
            if method != "getUpdates" && self.is_broken(number) {
                stream.write_all(&answer[..60]).await?;
                return stream.shutdown().await;
            }
            stream.write_all(answer).await?;
        }
    }
}

/// Reads the method and the number of a request; nothing at the end of the stream.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<(String, u64)>> {
    let mut bytes = Vec::new();
    while stream.read_buf(&mut bytes).await? > 0 {
        let text = std::str::from_utf8(&bytes).unwrap();
        // The number stands in quotes, so that its end is seen.
        let Some((head, body)) = text.split_once("\r\n\r\n\"") else { continue };
        let Some(number) = body.strip_suffix('"') else { continue };
        let method = head.split(' ').nth(1).unwrap().rsplit('/').next().unwrap();
        return Ok(Some((method.to_owned(), number.parse().unwrap())));
    }
    Ok(None)
}

/// A bot's day: polls without end, single calls, bursts.
struct Bot {
    client: Client,
    peer: Arc<Peer>,
    random: u64,
    last: u64,
}

impl Bot {
    fn new(client: Client, peer: Arc<Peer>) -> Bot {
        Bot { client, peer, random: 7, last: 0 }
    }

    fn random(&mut self, below: u64) -> u64 {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.random >> 33) % below
    }

    /// Calls so often at once; each is carried out once, and fails only if its answer was broken.
    async fn burst(&mut self, calls: u64) {
        let mut burst = JoinSet::new();
        for number in self.last + 1..=self.last + calls {
            let client = self.client.clone();
            burst.spawn(async move {
                let body = format!("\"{number}\"").into();
                (number, client.call_raw("sendMessage", body, Duration::from_secs(30)).await)
            });
        }
        self.last += calls;
        for (number, result) in burst.join_all().await {
            match result {
                Ok(_) => assert!(!self.peer.is_broken(number)),
                Err(CallError::Unknown(_)) if self.peer.is_broken(number) => {}
                Err(error) => panic!("{number}: {error}"),
            }
            assert_eq!(self.peer.seen(number), 1, "{number} was lost or doubled");
        }
    }

    /// Single calls and small bursts at odd times.
    async fn work(&mut self, span: Duration, largest: u64) {
        let end = Instant::now() + span;
        while Instant::now() < end {
            let pause = 10 * self.random(1_500) + 7;
            sleep(Duration::from_millis(pause)).await;
            let calls = if self.random(4) == 0 { largest } else { 1 };
            self.burst(calls).await;
        }
    }

    /// Polls until it is dropped; a poll that fails ends the test.
    fn poll(&self) -> JoinSet<()> {
        let client = self.client.clone();
        let mut polls = JoinSet::new();
        polls.spawn(async move {
            loop {
                client.get_updates("\"0\"".into(), POLL).await.unwrap();
            }
        });
        polls
    }
}

async fn assert_still_polling(mut polls: JoinSet<()>) {
    assert!(polls.try_join_next().is_none(), "a poll failed");
}

#[tokio::test(start_paused = true)]
async fn in_two_hours_no_call_and_no_poll_waits_for_a_handshake() {
    let peer = Arc::new(Peer { breaks: Some(50), ..Peer::default() });
    let mut bot = Bot::new(peer.client(12, Vec::new()), peer.clone());
    bot.client.warm().await;
    let polls = bot.poll();
    bot.work(Duration::from_secs(7_200), 10).await;
    assert!(bot.last > 1_000, "{}", bot.last);
    assert_eq!(bot.client.connections().waited, 0, "{:?}", bot.client.connections());
    assert_still_polling(polls).await;
}

#[tokio::test(start_paused = true)]
async fn a_burst_meets_handshakes_only_the_first_time() {
    let peer = Arc::new(Peer::default());
    let mut bot = Bot::new(peer.client(3, Vec::new()), peer.clone());
    bot.client.warm().await;
    sleep(Duration::from_secs(20)).await;
    bot.burst(30).await;
    let waited = bot.client.connections().waited;
    assert!(waited >= 20, "{waited}");
    for _ in 0..5 {
        sleep(Duration::from_millis(240_007)).await;
        bot.burst(30).await;
    }
    assert_eq!(bot.client.connections().waited, waited);
}

#[tokio::test(start_paused = true)]
async fn over_tls_it_is_the_same() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let tls = Some(TlsAcceptor::from(Arc::new(tls)));
    let peer = Arc::new(Peer { breaks: Some(20), tls, ..Peer::default() });
    let mut bot = Bot::new(peer.client(4, vec![certificate]), peer.clone());
    bot.client.warm().await;
    let polls = bot.poll();
    // All four are closed at once the first time: that is how the limit is found out.
    bot.work(Duration::from_secs(20), 1).await;
    let waited = bot.client.connections().waited;
    bot.work(Duration::from_secs(600), 3).await;
    assert!(bot.last > 100, "{}", bot.last);
    assert_eq!(bot.client.connections().waited, waited, "{:?}", bot.client.connections());
    assert_still_polling(polls).await;
}

#[tokio::test(start_paused = true)]
async fn calls_on_connections_the_peer_has_just_closed_are_made_on_others() {
    let peer = Arc::new(Peer::default());
    let mut bot = Bot::new(peer.client(6, Vec::new()), peer.clone());
    bot.client.warm().await;
    for _ in 0..20 {
        // Nobody has been told when the calls take their connections; most of these have never carried anything.
        peer.cut.send_modify(|times| *times += 1);
        bot.burst(3).await;
        sleep(Duration::from_secs(4)).await;
        bot.burst(1).await;
    }
}
