//! A small HTTP client for the person's side, and its stream of events: what the test kit and scripts speak.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// Connections kept open for the next request: all that there can be.
const MAX_IDLE: usize = MAX_REQUESTS;
/// Requests under way; more wait, so that a crowd of people does not use up the files of the process.
const MAX_REQUESTS: usize = 200;
/// Bytes of events that have begun and not ended; more than that is no stream of ours.
const MAX_PENDING: usize = 64 << 20;

type Sender = SendRequest<Full<Bytes>>;

/// Why a request was not carried out, or its answer not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ClientError {
    /// Nobody answers.
    #[error("no emulator at {authority}: {reason}")]
    Unreachable { authority: String, reason: String },
    /// The answer is a refusal.
    #[error("{reason}")]
    Refused { status: StatusCode, reason: String },
    /// The connection broke.
    #[error("the connection to the emulator broke: {0}")]
    Broken(String),
}

/// The client of one emulator.
#[derive(Debug)]
pub(crate) struct Client {
    authority: String,
    /// The bot that requests are about; without it they say it themselves, or mean the first.
    bot: Option<i64>,
    idle: Mutex<Vec<Sender>>,
    room: Semaphore,
}

impl Client {
    pub(crate) fn new(base_url: &str) -> Self {
        let authority = base_url.strip_prefix("http://").unwrap_or(base_url);
        let authority = authority.trim_end_matches('/').to_owned();
        let (idle, room) = (Mutex::new(Vec::new()), Semaphore::new(MAX_REQUESTS));
        Self { authority, bot: None, idle, room }
    }

    /// From now on every request is about this bot.
    pub(crate) fn about(self, bot: i64) -> Self {
        Self { bot: Some(bot), ..self }
    }

    /// Another client of the same emulator, with connections of its own.
    pub(crate) fn sibling(&self) -> Self {
        Self::new(&self.authority)
    }

    /// Sends JSON, or nothing if it is null, and gives the JSON of the answer.
    pub(crate) async fn json(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, ClientError> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.request(method, path, body).await
    }

    /// Sends a body and gives the JSON of the answer; null if it is none.
    pub(crate) async fn request(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Bytes>,
    ) -> Result<Value, ClientError> {
        let text = self.bytes(method, path, body).await?;
        Ok(serde_json::from_slice(&text).unwrap_or_default())
    }

    /// Sends a body and gives that of the answer.
    pub(crate) async fn bytes(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Bytes>,
    ) -> Result<Bytes, ClientError> {
        let broken = |error: hyper::Error| ClientError::Broken(error.to_string());
        let request = self.build(method, &self.meant(path), body, None)?;
        // It is never closed.
        let _room = self.room.acquire().await;
        let mut sender = match self.take_idle() {
            Some(sender) => sender,
            None => self.connect().await?,
        };
        let answer = sender.send_request(request).await.map_err(broken)?;
        let status = answer.status();
        let body = answer.into_body().collect().await.map_err(broken)?.to_bytes();
        self.keep(sender);
        if status.is_success() {
            return Ok(body);
        }
        let said: Value = serde_json::from_slice(&body).unwrap_or_default();
        let reason = match said["error"].as_str() {
            Some(reason) => reason.to_owned(),
            None => format!("{status}: {}", String::from_utf8_lossy(&body)),
        };
        Err(ClientError::Refused { status, reason })
    }

    /// The path with the bot that is meant.
    fn meant<'a>(&self, path: &'a str) -> Cow<'a, str> {
        let joint = if path.contains('?') { '&' } else { '?' };
        self.bot.map_or(path.into(), |bot| format!("{path}{joint}bot={bot}").into())
    }

    /// Begins to read the events after `after`, or from now on.
    pub(crate) async fn events(&self, after: Option<u64>) -> Result<Events, ClientError> {
        let mut sender = self.connect().await?;
        let request = self.build(Method::GET, "/events", String::new(), after)?;
        let answer: Response<Incoming> = sender
            .send_request(request)
            .await
            .map_err(|error| ClientError::Broken(error.to_string()))?;
        let status = answer.status();
        if !status.is_success() {
            return Err(ClientError::Refused { status, reason: format!("GET /events: {status}") });
        }
        Ok(Events { body: answer.into_body(), pending: Vec::new() })
    }

    fn build(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Bytes>,
        after: Option<u64>,
    ) -> Result<Request<Full<Bytes>>, ClientError> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("Host", &self.authority)
            .header("Content-Type", "application/json");
        if let Some(id) = after {
            request = request.header("Last-Event-ID", id);
        }
        let request = request.body(Full::new(body.into()));
        request.map_err(|error| ClientError::Broken(error.to_string()))
    }

    async fn connect(&self) -> Result<Sender, ClientError> {
        let unreachable =
            |reason: String| ClientError::Unreachable { authority: self.authority.clone(), reason };
        let stream = TcpStream::connect(&self.authority).await;
        let stream = stream.map_err(|error| unreachable(error.to_string()))?;
        let shaken = http1::handshake(TokioIo::new(stream)).await;
        let (sender, connection) = shaken.map_err(|error| unreachable(error.to_string()))?;
        tokio::spawn(async move {
            // The request that uses the connection sees the error, too.
            let _ = connection.await;
        });
        Ok(sender)
    }

    fn take_idle(&self) -> Option<Sender> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(sender) = idle.pop() {
            if sender.is_ready() {
                return Some(sender);
            }
        }
        None
    }

    fn keep(&self, sender: Sender) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MAX_IDLE {
            idle.push(sender);
        }
    }
}

/// A text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut all, byte| {
        // Writing into a string cannot fail.
        let _ = write!(all, "%{byte:02x}");
        all
    })
}

/// One event of the person's side.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// Its number; `lost` has none.
    pub(crate) id: Option<u64>,
    pub(crate) kind: String,
    pub(crate) data: Value,
}

impl Event {
    fn read(block: &str) -> Option<Self> {
        let field =
            |name: &str| block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        Some(Self {
            id: field("id").and_then(|id| id.parse().ok()),
            kind: field("event")?.to_owned(),
            data: serde_json::from_str(field("data")?).ok()?,
        })
    }

    /// The chat it happened in, if it did in one.
    pub(crate) fn chat(&self) -> Option<i64> {
        self.data["chat"]["id"].as_i64().or(self.data["chat_id"].as_i64())
    }

    /// The bot whose private chat that is.
    pub(crate) fn host(&self) -> Option<i64> {
        self.data["bot_id"].as_i64().filter(|_| self.chat().is_some_and(|chat| chat > 0))
    }
}

/// A stream of events.
#[derive(Debug)]
pub(crate) struct Events {
    body: Incoming,
    pending: Vec<u8>,
}

impl Events {
    /// The next events, as many as came at once; `None` when the stream ends. If the future is dropped, nothing is lost.
    pub(crate) async fn next(&mut self) -> Option<Vec<Event>> {
        loop {
            let frame = self.body.frame().await?.ok()?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if self.pending.len() + data.len() > MAX_PENDING {
                return None;
            }
            self.pending.extend_from_slice(&data);
            let Some(end) = self.pending.windows(2).rposition(|pair| pair == b"\n\n") else {
                continue;
            };
            let rest = self.pending.split_off(end + 2);
            let whole = std::mem::replace(&mut self.pending, rest);
            let whole = String::from_utf8_lossy(&whole);
            return Some(whole.split("\n\n").filter_map(Event::read).collect());
        }
    }
}
