//! A server that does as it is told, and a clock that does too.

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use molniya_botapi::{Client, ClientConfig, Token};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

pub(crate) const TOKEN: &str = "123456:AAF-a_secret_of_at_least_24_chars";

/// What the server does with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Answers 200 with this JSON.
    Json(String),
    /// Writes these bytes and goes on.
    Bytes(String),
    /// Writes these bytes and closes.
    BytesAndClose(String),
    /// Waits until this many requests are waiting, then answers 200.
    Gather(usize),
    /// Never answers; waits for the client to close.
    Hang,
}

/// An answer with a status line.
pub(crate) fn status(line: &str, body: &str) -> Reply {
    Reply::Bytes(format!("HTTP/1.1 {line}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
}

pub(crate) fn ok(result: &str) -> Reply {
    Reply::Json(format!(r#"{{"ok":true,"result":{result}}}"#))
}

/// What the server has seen so far.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seen {
    pub(crate) accepted: usize,
    pub(crate) closed: usize,
    /// Heads and bodies, in order.
    pub(crate) requests: Vec<(String, String)>,
}

pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<watch::Sender<Seen>>,
    drop_all: Arc<watch::Sender<usize>>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Starts a server that answers the n-th request (from 0) as told.
    pub(crate) async fn start(reply: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(watch::Sender::new(Seen::default()));
        let drop_all = Arc::new(watch::Sender::new(0));
        let reply = Arc::new(reply);
        let accepting = tokio::spawn({
            let (seen, drop_all) = (seen.clone(), drop_all.clone());
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    seen.send_modify(|seen| seen.accepted += 1);
                    let (seen, reply) = (seen.clone(), reply.clone());
                    let mut dropped = drop_all.subscribe();
                    tokio::spawn(async move {
                        tokio::select! {
                            () = serve(stream, &seen, &*reply) => {}
                            _ = dropped.changed() => {}
                        }
                        seen.send_modify(|seen| seen.closed += 1);
                    });
                }
            }
        });
        Server { url, seen, drop_all, accepting }
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(1)
    }

    pub(crate) fn client_with(&self, connections: usize) -> Client {
        Client::new(ClientConfig { connections, ..self.config() }).unwrap()
    }

    pub(crate) fn config(&self) -> ClientConfig {
        ClientConfig::new(self.url.parse().unwrap(), token())
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until the server has seen what is asked for.
    pub(crate) async fn until(&self, condition: impl Fn(&Seen) -> bool) -> Seen {
        let mut seen = self.seen.subscribe();
        let wait = tokio::time::timeout(Duration::from_secs(20), seen.wait_for(condition));
        wait.await.expect("the server never saw it").unwrap().clone()
    }

    /// Closes every connection.
    pub(crate) fn close_all(&self) {
        self.drop_all.send_modify(|times| *times += 1);
    }

    /// Takes no connections any more; those that are open stay.
    pub(crate) async fn stop_accepting(&mut self) {
        self.accepting.abort();
        let _ = (&mut self.accepting).await;
    }
}

pub(crate) fn token() -> Token {
    TOKEN.parse().unwrap()
}

async fn serve(
    mut stream: TcpStream,
    seen: &watch::Sender<Seen>,
    reply: &(dyn Fn(usize) -> Reply + Send + Sync),
) {
    while let Some(request) = read_request(&mut stream).await {
        let mut n = 0;
        seen.send_modify(|seen| {
            n = seen.requests.len();
            seen.requests.push(request);
        });
        let reply = reply(n);
        let text = match reply.clone() {
            Reply::Json(json) => answer(&json),
            Reply::Bytes(text) | Reply::BytesAndClose(text) => text,
            Reply::Gather(wanted) => {
                let mut seen = seen.subscribe();
                seen.wait_for(|seen| seen.requests.len() >= wanted).await.unwrap();
                answer(r#"{"ok":true,"result":true}"#)
            }
            Reply::Hang => {
                while stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {}
                return;
            }
        };
        if stream.write_all(text.as_bytes()).await.is_err()
            || matches!(reply, Reply::BytesAndClose(_))
        {
            return;
        }
    }
}

fn answer(json: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
        json.len()
    )
}

async fn read_request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            let lower = head.to_ascii_lowercase();
            let length = lower
                .split("content-length: ")
                .nth(1)?
                .split("\r\n")
                .next()?
                .parse::<usize>()
                .ok()?;
            if bytes.len() >= end + 4 + length {
                return Some((head, String::from_utf8(bytes[end + 4..].to_vec()).unwrap()));
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// A clock that stands still until it is told to go on.
///
/// A paused clock jumps ahead when nothing runs, even while sockets are busy; a blocking task keeps it from that. Should
/// a test hang, the task ends after 30 real seconds and every pending deadline passes.
pub(crate) struct Clock {
    _running: mpsc::Sender<()>,
}

impl Clock {
    pub(crate) fn stop() -> Clock {
        let (running, stopped) = mpsc::channel::<()>();
        tokio::task::spawn_blocking(move || stopped.recv_timeout(Duration::from_secs(30)));
        tokio::time::pause();
        Clock { _running: running }
    }

    /// Goes on in steps that every timer notices.
    pub(crate) async fn advance(&self, seconds: u64) {
        for _ in 0..seconds * 4 {
            tokio::time::advance(Duration::from_millis(250)).await;
            tokio::task::yield_now().await;
        }
    }
}
