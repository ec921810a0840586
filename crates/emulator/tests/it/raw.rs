//! HTTP by hand, so that tests see each byte of an answer: the order of headers, too.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection.
pub(crate) struct Raw {
    stream: TcpStream,
    pending: Vec<u8>,
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In the order of the wire.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn result(&self) -> Value {
        let mut json = self.json();
        assert_eq!(json["ok"], true, "{json}");
        json["result"].take()
    }

    pub(crate) fn description(&self) -> String {
        self.json()["description"].as_str().unwrap_or_default().to_owned()
    }
}

impl Raw {
    pub(crate) async fn connect(base_url: &str) -> Self {
        let address = base_url.strip_prefix("http://").unwrap();
        Self { stream: TcpStream::connect(address).await.unwrap(), pending: Vec::new() }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// Sends a request and reads its answer.
    pub(crate) async fn send(
        &mut self,
        method: &str,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Answer {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: local\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.write(&[head.as_bytes(), body].concat()).await;
        self.answer().await.expect("an answer, not a closed connection")
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, "application/json", body.to_string().as_bytes()).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.write(format!("GET {path} HTTP/1.1\r\nHost: local\r\n\r\n").as_bytes()).await;
        self.answer().await.expect("an answer, not a closed connection")
    }

    /// Reads the next answer; `None` if the connection is closed instead.
    pub(crate) async fn answer(&mut self) -> Option<Answer> {
        let head_end = loop {
            if let Some(at) = self.pending.windows(4).position(|four| four == b"\r\n\r\n") {
                break at;
            }
            self.more().await?;
        };
        let rest = self.pending.split_off(head_end + 4);
        let head = String::from_utf8(std::mem::replace(&mut self.pending, rest)).unwrap();
        let mut lines = head.trim_end().lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let length = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, value)| value.parse().unwrap());
        while self.pending.len() < length {
            self.more().await?;
        }
        let rest = self.pending.split_off(length);
        let body = String::from_utf8(std::mem::replace(&mut self.pending, rest)).unwrap();
        Some(Answer { status, headers, body })
    }

    /// Reads until what has come fits.
    pub(crate) async fn read_until(&mut self, fits: impl Fn(&str) -> bool) -> String {
        loop {
            let text = String::from_utf8_lossy(&self.pending).into_owned();
            if fits(&text) {
                return text;
            }
            self.more().await.expect("more, not a closed connection");
        }
    }

    /// Whether the other side has closed the connection, once everything is read.
    pub(crate) async fn is_closed(&mut self) -> bool {
        self.pending.is_empty() && self.more().await.is_none()
    }

    async fn more(&mut self) -> Option<()> {
        let mut buffer = [0; 16 << 10];
        match self.stream.read(&mut buffer).await {
            Ok(0) | Err(_) => None,
            Ok(count) => {
                self.pending.extend_from_slice(&buffer[..count]);
                Some(())
            }
        }
    }
}
