//! A small HTTP client for the person's side. It panics on failure, as the test kit does.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// Connections kept open for the next request.
const MAX_IDLE: usize = 64;

type Sender = SendRequest<Full<Bytes>>;

/// The client of one emulator.
#[derive(Debug)]
pub(super) struct Client {
    authority: String,
    idle: Mutex<Vec<Sender>>,
}

impl Client {
    pub(super) fn new(base_url: &str) -> Self {
        let authority = base_url.strip_prefix("http://").unwrap_or(base_url);
        Self { authority: authority.to_owned(), idle: Mutex::new(Vec::new()) }
    }

    /// Another client of the same emulator, with connections of its own.
    pub(super) fn sibling(&self) -> Self {
        Self::new(&self.authority)
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        self.request(Method::GET, path, String::new()).await
    }

    pub(super) async fn delete(&self, path: &str) -> Value {
        self.request(Method::DELETE, path, String::new()).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Value {
        self.request(Method::PUT, path, body.to_string()).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Value {
        self.request(Method::POST, path, body.to_string()).await
    }

    pub(super) async fn post_text(&self, path: &str, body: &str) -> Value {
        self.request(Method::POST, path, body.to_owned()).await
    }

    pub(super) async fn post_bytes(&self, path: &str, body: &[u8]) -> Value {
        self.request(Method::POST, path, Bytes::copy_from_slice(body)).await
    }

    async fn request(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Value {
        let what = format!("{method} {path}");
        let request = self.build(method, path, body, None);
        let mut sender = match self.take_idle() {
            Some(sender) => sender,
            None => match self.connect().await {
                Ok(sender) => sender,
                Err(error) => panic!("{what}: no emulator at {}: {error}", self.authority),
            },
        };
        let answer = match sender.send_request(request).await {
            Ok(answer) => answer,
            Err(error) => panic!("{what}: {error}"),
        };
        let status = answer.status();
        let text = match answer.into_body().collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => panic!("{what}: {error}"),
        };
        self.keep(sender);
        assert!(status.is_success(), "{what}: {status}: {}", String::from_utf8_lossy(&text));
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Begins to read the events after `after`, or from now on.
    pub(super) async fn events(&self, after: Option<u64>) -> Result<Response<Incoming>, String> {
        let mut sender = self.connect().await?;
        let request = self.build(Method::GET, "/events", String::new(), after);
        let answer = sender.send_request(request).await.map_err(|error| error.to_string())?;
        match answer.status().is_success() {
            true => Ok(answer),
            false => Err(format!("GET /events: {}", answer.status())),
        }
    }

    fn build(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Bytes>,
        after: Option<u64>,
    ) -> Request<Full<Bytes>> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("Host", &self.authority)
            .header("Content-Type", "application/json");
        if let Some(id) = after {
            request = request.header("Last-Event-ID", id);
        }
        match request.body(Full::new(body.into())) {
            Ok(request) => request,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    async fn connect(&self) -> Result<Sender, String> {
        let stream =
            TcpStream::connect(&self.authority).await.map_err(|error| error.to_string())?;
        let (sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
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
