//! A server in the place of Telegram's that answers with what it was asked, token included.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How many ways there are to repeat a request.
pub(crate) const ANSWERS: usize = 9;
/// What is asked at the start is only answered well from this request on.
const UNKIND: usize = 4;

/// A running server.
pub(crate) struct Echo {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    introductions: AtomicUsize,
    polls: AtomicUsize,
    sends: AtomicUsize,
    /// The methods that were answered, and in which way.
    given: Mutex<BTreeSet<(String, usize)>>,
}

impl Echo {
    /// Starts it; it ends with the process.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::<State>::default();
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let state = shared.clone();
                // A connection ends when the bot has ended, or by an answer.
                thread::spawn(move || while serve(&stream, &state).is_some() {});
            }
        });
        Self { address, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until a method was answered in all these ways; gives those in which it was.
    pub(crate) async fn given(
        &mut self,
        method: &str,
        ways: &BTreeSet<usize>,
        patience: Duration,
    ) -> BTreeSet<usize> {
        let begun = Instant::now();
        loop {
            let given: BTreeSet<usize> = {
                let given = self.state.given.lock().expect("nobody panics");
                given.iter().filter(|(name, _)| name == method).map(|(_, way)| *way).collect()
            };
            if ways.is_subset(&given) || begun.elapsed() > patience {
                return given;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// Answers one request; `None`: the connection is to be closed.
fn serve(mut stream: &TcpStream, state: &State) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let line = line.trim_end();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    reader.take(length).read_to_end(&mut Vec::new()).ok()?;
    let method = line.split(' ').nth(1)?.rsplit('/').next()?;
    let count = |counter: &AtomicUsize| counter.fetch_add(1, Ordering::Relaxed);
    let (kind, way) = match method {
        "getMe" | "getWebhookInfo" => match count(&state.introductions) {
            n if n < UNKIND => (None, n + 1),
            _ => (Some(introduction(method)), 0),
        },
        // An unkind answer, then an update of another person.
        "getUpdates" => match count(&state.polls) {
            n if n % 2 == 0 => (None, n / 2 % ANSWERS),
            n => (Some(update(n)), 0),
        },
        "sendMessage" => (None, count(&state.sends) % ANSWERS),
        _ => (Some("true".to_owned()), 0),
    };
    if let Some(result) = kind {
        return whole(stream, "200 OK", &format!(r#"{{"ok":true,"result":{result}}}"#));
    }
    state.given.lock().expect("nobody panics").insert((method.to_owned(), way));
    let refusal =
        |code: u16| format!(r#"{{"ok":false,"error_code":{code},"description":"{line}"}}"#);
    match way {
        0 => whole(stream, "502 Bad Gateway", &format!("<html><h1>502</h1>{line}</html>")),
        1 => whole(stream, "400 Bad Request", &refusal(400)),
        2 => whole(stream, "200 OK", &format!(r#"{{"ok":true,"result":"{line}"}}"#)),
        3 => whole(stream, "200 OK", line),
        4 => whole(stream, &format!("500 {line}"), &refusal(500)),
        5 => whole(stream, &format!("302 Found\r\nLocation: {line}"), &format!("\"{line}\"")),
        6 => {
            let half = format!("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{{\"ok\":\"{line}");
            stream.write_all(half.as_bytes()).ok().and(None)
        }
        7 => stream.write_all(line.as_bytes()).ok().and(None),
        _ => None,
    }
}

/// Answers well to what is asked at the start.
fn introduction(method: &str) -> String {
    match method {
        "getMe" => {
            r#"{"id":123456,"is_bot":true,"first_name":"Echo","username":"echo_bot"}"#.into()
        }
        _ => r#"{"url":"","has_custom_certificate":false,"pending_update_count":0}"#.into(),
    }
}

/// Somebody writes to the bot for the first time.
fn update(n: usize) -> String {
    format!(
        r#"[{{"update_id":{n},"message":{{"message_id":1,"date":1,"text":"/start","chat":{{"id":{n},"type":"private","first_name":"A"}},"from":{{"id":{n},"is_bot":false,"first_name":"A"}}}}}}]"#
    )
}

fn whole(mut stream: &TcpStream, status: &str, body: &str) -> Option<()> {
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(answer.as_bytes()).ok()
}
