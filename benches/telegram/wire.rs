//! HTTP by hand on one connection: as little of this program as possible between the figures.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::Failure;

/// A connection that is kept.
pub(crate) struct Line {
    stream: TcpStream,
    input: Vec<u8>,
}

impl Line {
    /// Connects to `http://…`.
    pub(crate) async fn open(base: &str) -> Result<Self, Failure> {
        let address = base.strip_prefix("http://").ok_or("no address of HTTP")?;
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, input: Vec::new() })
    }

    /// Posts JSON and reads what is answered.
    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.send("POST", path, &body.to_string()).await?;
        self.answer().await
    }

    /// Gets JSON.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Value, Failure> {
        self.send("GET", path, "").await?;
        self.answer().await
    }

    /// Sends a request and leaves its answer.
    pub(crate) async fn send(&mut self, verb: &str, path: &str, body: &str) -> Result<(), Failure> {
        let request = format!(
            "{verb} {path} HTTP/1.1\r\nHost: local\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        Ok(self.stream.write_all(request.as_bytes()).await?)
    }

    /// Reads until this has come, and forgets it and all before it.
    pub(crate) async fn read_past(&mut self, what: &str) -> Result<(), Failure> {
        loop {
            let text = self.input.windows(what.len()).position(|part| part == what.as_bytes());
            if let Some(at) = text {
                self.input.drain(..at + what.len());
                return Ok(());
            }
            self.more().await?;
        }
    }

    async fn answer(&mut self) -> Result<Value, Failure> {
        let head = loop {
            if let Some(at) = self.input.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(&self.input[..head])?.to_ascii_lowercase();
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.ok_or("an answer without a length")?.parse()?;
        while self.input.len() < head + length {
            self.more().await?;
        }
        let answer = serde_json::from_slice(&self.input[head..head + length])?;
        self.input.drain(..head + length);
        Ok(answer)
    }

    async fn more(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.input).await? {
            0 => Err("the connection was closed".into()),
            _ => Ok(()),
        }
    }
}
