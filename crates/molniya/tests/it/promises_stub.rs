//! A server that says what a test wants, for what no real one says on request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};

/// Answers by method, in order; the last is repeated. Without one for it a call waits for ever.
type Script = HashMap<&'static str, Vec<(u16, &'static str)>>;

pub(crate) struct Stub {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    script: Script,
    calls: Vec<(String, String)>,
}

impl Stub {
    /// A server with these answers: method, status, body.
    pub(crate) async fn start(answers: &[(&'static str, u16, &'static str)]) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        for (method, status, body) in answers {
            let mut state = state.lock().unwrap();
            state.script.entry(method).or_default().push((*status, body));
        }
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Stub { url, state }
    }

    /// The bodies of the calls of a method.
    pub(crate) fn calls(&self, method: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        let calls = state.calls.iter().filter(|(called, _)| called == method);
        calls.map(|(_, body)| body.clone()).collect()
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut stream = BufStream::new(stream);
    while let Some((method, body)) = read(&mut stream).await {
        let answer = {
            let mut state = state.lock().unwrap();
            state.calls.push((method.clone(), body));
            state.script.get_mut(&*method).map(|answers| match answers.len() {
                1 => answers[0],
                _ => answers.remove(0),
            })
        };
        let Some((status, body)) = answer else { std::future::pending().await };
        let answer =
            format!("HTTP/1.1 {status} Said\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        if stream.write_all(answer.as_bytes()).await.is_err() || stream.flush().await.is_err() {
            return;
        }
    }
}

/// One request: its method and its body. `None`: the caller has hung up.
async fn read(stream: &mut BufStream<TcpStream>) -> Option<(String, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let method = head.split(' ').nth(1)?.rsplit('/').next()?.to_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().unwrap())
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some((method, String::from_utf8(body).unwrap()))
}
