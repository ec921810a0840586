//! Calls: one request, one decision.
//!
//! The client never repeats a call that may have been carried out, and keeps no state of its own besides connections.

mod answer;
mod connect;
mod names;
mod pool;
mod tcp;

use std::{
    io,
    sync::{Arc, OnceLock},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::{
    HeaderValue, Method as Verb, Request, Uri,
    header::{CONTENT_TYPE, HOST},
};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use rustls::pki_types::CertificateDer;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::JoinHandle,
    time::timeout,
};

use answer::Response;

pub use answer::RawResult;
use connect::{Connector, Dial, Dialing, Stream};
pub use pool::Connections;
use pool::{Conn, Pool};

use crate::{ApiUrl, CallError, ClientError, Method, NetworkError, Token};

/// The largest answer that is read, in bytes. The server ends a batch of updates at about 4 MiB.
pub const MAX_ANSWER: usize = 32 << 20;

/// Answers up to this size, in bytes, are copied out of what was read.
const COPIED: usize = 4 << 10;

/// How long the answer to a poll may take after the poll has ended: a slow link, a large batch.
const POLL_GRACE: Duration = Duration::from_secs(10);

/// How often a call is tried on a connection that turns out to be closed before anything was sent.
const MOST_TRIES: usize = pool::MOST * 2;

/// What a [`Client`] is made of.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// The server.
    pub url: ApiUrl,
    /// The bot.
    pub token: Token,
    /// How many connections are kept warm, 1 to 64: ten people at once must not meet a handshake.
    pub connections: usize,
    /// How long a typed call may take, waiting for a connection included.
    pub deadline: Duration,
    /// Certificates to trust besides those that browsers trust: a local server may have made its own.
    pub roots: Vec<CertificateDer<'static>>,
}

impl ClientConfig {
    /// Twelve warm connections and a deadline of 30 s.
    pub fn new(url: ApiUrl, token: Token) -> ClientConfig {
        ClientConfig {
            url,
            token,
            connections: 12,
            deadline: Duration::from_secs(30),
            roots: Vec::new(),
        }
    }
}

/// A client of one Bot API server for one bot. Cheap to clone; clones share the connections.
///
/// Connections are kept warm by a task that begins with the first call (or [`warm`](Client::warm)) and ends with the
/// last clone. All calls must be made in one Tokio runtime.
///
/// ```no_run
/// use molniya_botapi::{ApiUrl, CallError, ChatId, Client, ClientConfig, methods::SendMessage};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let token = std::env::var("BOT_TOKEN")?.parse()?;
/// let client = Client::new(ClientConfig::new(ApiUrl::default(), token))?;
/// client.warm().await;
/// match client.call(&SendMessage::new(ChatId(5), "hello")).await {
///     Ok(message) => println!("sent as {}", message.message_id),
///     Err(CallError::FloodWait { retry_after }) => println!("later, in {} s", retry_after.as_secs()),
///     Err(error) => println!("not sent: {error}"),
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    pool: Arc<Pool>,
    /// Begun by the first call, because a client may be made outside of the runtime.
    upkeep: OnceLock<JoinHandle<()>>,
    token: Token,
    /// What stands before the method's name in every request line.
    path: String,
    host: HeaderValue,
    deadline: Duration,
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(upkeep) = self.upkeep.get() {
            upkeep.abort();
        }
    }
}

/// What a connection is wanted for.
#[derive(Clone, Copy)]
enum Purpose {
    Call,
    Poll(Duration),
}

impl Client {
    /// Makes a client; no connection is opened yet.
    ///
    /// # Errors
    /// The address cannot be used, or TLS cannot be set up.
    pub fn new(config: ClientConfig) -> Result<Client, ClientError> {
        Client::with(config, None)
    }

    /// Makes a client whose connections run over streams that `dial` opens, instead of over TCP: a Unix socket, a
    /// proxy, a pipe in memory. TLS is spoken on them if the address says `https`.
    ///
    /// `dial` may take 10 s; an error means that the call was not sent. It is called as long as the client lives,
    /// because connections are replaced while they are young.
    ///
    /// # Errors
    /// The address cannot be used, or TLS cannot be set up.
    pub fn over<F, Fut, S>(config: ClientConfig, dial: F) -> Result<Client, ClientError>
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = io::Result<S>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let dial = move || {
            let stream = dial();
            Box::pin(async move { Ok(Box::new(stream.await?) as Box<dyn Stream>) }) as Dialing
        };
        Client::with(config, Some(Box::new(dial)))
    }

    fn with(config: ClientConfig, dial: Option<Dial>) -> Result<Client, ClientError> {
        let ClientConfig { url, token, connections, deadline, roots } = config;
        let path = format!("{}/bot{}/", url.path(), token.secret());
        Uri::try_from(&path).map_err(|_| ClientError::RequestLine)?;
        let host = HeaderValue::from_str(url.authority()).map_err(|_| ClientError::RequestLine)?;
        let pool = Pool::new(Connector::new(&url, roots, dial)?, connections);
        let inner = Inner { pool, upkeep: OnceLock::new(), token, path, host, deadline };
        Ok(Client { inner: Arc::new(inner) })
    }

    /// Opens the floor of connections and keeps it open. Ends when every attempt has ended, well or not.
    pub async fn warm(&self) {
        let opening = self.pool().tend();
        for one in opening {
            // An attempt that failed is repeated by the upkeep, or by the call that needs it.
            let _ = one.await;
        }
    }

    /// The connections as they are now, and what calls have waited for.
    pub fn connections(&self) -> Connections {
        self.inner.pool.connections()
    }

    /// Calls a method, with the deadline of the configuration.
    ///
    /// Dropping the future closes the connection it used; the call may have been carried out.
    ///
    /// # Errors
    /// See [`CallError`]: each variant is a decision.
    pub async fn call<M: Method>(&self, method: &M) -> Result<M::Output, CallError> {
        let body = serde_json::to_vec(method)?;
        let answer = self.call_raw(M::NAME, body.into(), self.inner.deadline).await?;
        serde_json::from_str(answer.get()).map_err(|error| CallError::malformed(&error))
    }

    /// Calls a method by name with a JSON object as parameters.
    ///
    /// Dropping the future closes the connection it used; the call may have been carried out.
    ///
    /// # Errors
    /// See [`CallError`]: each variant is a decision. A name that is no method's (letters and digits) is not sent.
    pub async fn call_raw(
        &self,
        method: &str,
        body: Bytes,
        deadline: Duration,
    ) -> Result<RawResult, CallError> {
        let response = self.exchange(method, body, Purpose::Call, deadline).await?;
        response.result(&self.inner.token)
    }

    /// Calls getUpdates on a connection of its own, which is young enough to live through the poll. Gives the updates as
    /// JSON texts; one with a broken meaning does not touch its neighbours.
    ///
    /// `poll` is the `timeout` that stands in the body; the answer may take 10 s more. Dropping the future loses no
    /// update: they are confirmed only by the offset of a later call.
    ///
    /// # Errors
    /// See [`CallError`]; [`CallError::is_conflict`] tells of another poller.
    ///
    /// Source: <https://core.telegram.org/bots/api#getupdates>
    pub async fn get_updates(
        &self,
        body: Bytes,
        poll: Duration,
    ) -> Result<Vec<Arc<str>>, CallError> {
        let purpose = Purpose::Poll(poll);
        let response = self.exchange("getUpdates", body, purpose, poll + POLL_GRACE).await?;
        response.updates(&self.inner.token)
    }

    fn pool(&self) -> &Arc<Pool> {
        let pool = &self.inner.pool;
        self.inner.upkeep.get_or_init(|| tokio::spawn(Pool::upkeep(Arc::downgrade(pool))));
        pool
    }

    async fn exchange(
        &self,
        method: &str,
        body: Bytes,
        purpose: Purpose,
        deadline: Duration,
    ) -> Result<Response, CallError> {
        let request = self.request(method, body)?;
        let mut sent = false;
        match timeout(deadline, self.run(request, purpose, &mut sent)).await {
            Ok(result) => result,
            Err(_) if sent => Err(CallError::Unknown(NetworkError::Deadline(deadline))),
            Err(_) => Err(CallError::NotSent(NetworkError::Deadline(deadline))),
        }
    }

    fn request(&self, method: &str, body: Bytes) -> Result<Request<Full<Bytes>>, CallError> {
        let refuse = || CallError::Encode(serde::ser::Error::custom("no method has this name"));
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(refuse());
        }
        let uri = Uri::try_from([&self.inner.path, method].concat()).map_err(|_| refuse())?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Verb::POST;
        *request.uri_mut() = uri;
        request.headers_mut().insert(HOST, self.inner.host.clone());
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    /// Sends the request once. Only a connection that was closed before it took anything is exchanged for another.
    async fn run(
        &self,
        mut request: Request<Full<Bytes>>,
        purpose: Purpose,
        sent: &mut bool,
    ) -> Result<Response, CallError> {
        for _ in 0..MOST_TRIES {
            let mut conn = self.take(purpose).await.map_err(CallError::NotSent)?;
            if let Err(error) = conn.link.ready().await {
                if conn.kept {
                    continue;
                }
                return Err(CallError::NotSent(NetworkError::Http(error)));
            }
            *sent = true;
            match conn.link.try_send_request(request).await {
                Ok(response) => {
                    let (head, body) = response.into_parts();
                    let body = collect(body).await.map_err(CallError::Unknown)?;
                    self.inner.pool.put(conn);
                    return Ok(Response { status: head.status, headers: head.headers, body });
                }
                Err(mut error) => {
                    let unsent = error.take_message();
                    let error = NetworkError::Http(error.into_error());
                    match unsent {
                        Some(message) if conn.kept => request = message,
                        Some(_) => return Err(CallError::NotSent(error)),
                        None => return Err(CallError::Unknown(error)),
                    }
                    *sent = false;
                }
            }
        }
        Err(CallError::NotSent(NetworkError::Connect(io::ErrorKind::NotConnected.into())))
    }

    async fn take(&self, purpose: Purpose) -> Result<Conn, NetworkError> {
        match purpose {
            Purpose::Call => self.pool().take().await,
            Purpose::Poll(poll) => self.pool().take_for_poll(poll).await,
        }
    }
}

/// Reads a body, without a copy if it came in one piece.
async fn collect(mut body: Incoming) -> Result<Bytes, NetworkError> {
    if body.size_hint().lower() > MAX_ANSWER as u64 {
        return Err(NetworkError::TooLarge);
    }
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(NetworkError::Http)?.into_data() else { continue };
        if first.is_empty() && whole.is_empty() {
            first = data;
            continue;
        }
        if whole.is_empty() {
            // Bounded by the check above.
            whole.reserve(first.len() + body.size_hint().lower() as usize);
            whole.extend_from_slice(&first);
        }
        if whole.len() + data.len() > MAX_ANSWER {
            return Err(NetworkError::TooLarge);
        }
        whole.extend_from_slice(&data);
    }
    Ok(match whole.is_empty() {
        false => whole.freeze(),
        // A short answer keeps the whole buffer of its connection, 8 KiB, for as long as it lives.
        true if first.len() <= COPIED => Bytes::copy_from_slice(&first),
        true => first,
    })
}
