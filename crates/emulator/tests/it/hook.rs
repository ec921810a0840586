//! A bot's own HTTP server for tests: each request is seen as it came, and answered by hand.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A server that waits to be connected to.
pub(crate) struct Hook {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
}

/// A connection that the server was given.
pub(crate) struct Visit {
    stream: Box<dyn Stream>,
    pending: Vec<u8>,
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A request as it came.
pub(crate) struct Asked {
    /// The first line.
    pub(crate) line: String,
    /// In the order of the wire.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn update(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The text of the message in the update.
    pub(crate) fn text(&self) -> String {
        self.update()["message"]["text"].as_str().unwrap_or_default().to_owned()
    }
}

impl Hook {
    pub(crate) async fn start() -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").await.unwrap(), tls: None }
    }

    /// A server over TLS with a certificate of its own for `name`; gives the certificate in PEM.
    pub(crate) async fn start_tls(name: &str) -> (Self, String) {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let chain = vec![CertificateDer::from(made.cert.der().to_vec())];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key.into())
            .unwrap();
        let tls = Some(TlsAcceptor::from(Arc::new(config)));
        (Self { tls, ..Self::start().await }, made.cert.pem())
    }

    /// Its URL, without a path.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.listener.local_addr().unwrap())
    }

    /// The next connection.
    pub(crate) async fn visit(&self) -> Visit {
        self.try_visit().await.expect("a handshake that succeeds")
    }

    /// The next connection; `None` if its handshake fails.
    pub(crate) async fn try_visit(&self) -> Option<Visit> {
        let (stream, _): (TcpStream, _) = self.listener.accept().await.unwrap();
        let stream: Box<dyn Stream> = match &self.tls {
            None => Box::new(stream),
            Some(tls) => Box::new(tls.accept(stream).await.ok()?),
        };
        Some(Visit { stream, pending: Vec::new() })
    }
}

impl Visit {
    /// The next request.
    pub(crate) async fn asked(&mut self) -> Asked {
        self.try_asked().await.expect("a request, not a closed connection")
    }

    /// The next request; `None` if the connection is closed instead.
    pub(crate) async fn try_asked(&mut self) -> Option<Asked> {
        let end = loop {
            if let Some(at) = self.pending.windows(4).position(|four| four == b"\r\n\r\n") {
                break at;
            }
            self.more().await?;
        };
        let rest = self.pending.split_off(end + 4);
        let head = String::from_utf8(std::mem::replace(&mut self.pending, rest)).unwrap();
        let mut lines = head.trim_end().lines();
        let line = lines.next().unwrap().to_owned();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "Content-Length").unwrap();
        let length: usize = length.1.parse().unwrap();
        while self.pending.len() < length {
            self.more().await?;
        }
        let rest = self.pending.split_off(length);
        let body = String::from_utf8(std::mem::replace(&mut self.pending, rest)).unwrap();
        Some(Asked { line, headers, body })
    }

    /// Answers with a status line, headers (each with its line's end) and a body.
    pub(crate) async fn answer(&mut self, status: &str, headers: &str, body: &str) {
        let length = body.len();
        let text = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
        self.stream.write_all(text.as_bytes()).await.unwrap();
    }

    /// Takes the next update; gives the text of its message.
    pub(crate) async fn take(&mut self) -> String {
        let asked = self.asked().await;
        self.answer("200 OK", "", "").await;
        asked.text()
    }

    async fn more(&mut self) -> Option<()> {
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer).await {
            Ok(0) | Err(_) => None,
            Ok(count) => {
                self.pending.extend_from_slice(&buffer[..count]);
                Some(())
            }
        }
    }
}
