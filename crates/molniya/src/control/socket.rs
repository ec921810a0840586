//! The socket beside the store: one line of JSON in, lines of JSON out, then it is closed.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixSocket, UnixStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use super::desk::Desk;
use super::{ANSWERS, ControlError, Request, Told, clerk};
use crate::telemetry;

/// Bytes of a request: the longest text of a message with every character escaped fits twice.
const MAX_REQUEST: u64 = 64 << 10;
/// Bytes of an answer, which has at most a few shortened texts.
const MAX_ANSWER: u64 = 64 << 10;
/// Who is attended to at once; more wait.
const CALLERS: usize = 8;
/// How long a caller may take to ask, or to take an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the bot may take for the next answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

type Asked = (Request, mpsc::Sender<Told>);

/// A bot that can be asked, until it is closed.
pub(crate) struct Serving {
    path: PathBuf,
    listening: JoinHandle<()>,
    clerk: JoinHandle<()>,
}

impl Serving {
    /// Listens. Whoever calls owns the store, so a socket that is there is of a process that was killed.
    /// Without a socket the bot works as well; then it says so.
    pub(crate) fn start(path: PathBuf, desk: Desk) -> Option<Serving> {
        let listener = match listen(&path) {
            Ok(listener) => listener,
            Err(error) => {
                telemetry::no_control(&path, &error);
                return None;
            }
        };
        let (ask, mut asked) = mpsc::channel::<Asked>(CALLERS);
        let clerk = tokio::spawn(async move {
            while let Some((request, out)) = asked.recv().await {
                clerk::carry_out(&desk, request, out).await;
            }
        });
        Some(Serving { path, listening: tokio::spawn(attend_all(listener, ask)), clerk })
    }

    /// Ends it. When this returns nothing of the store is held any more.
    pub(crate) async fn close(self) {
        // Before the store is free for another process, which makes its own.
        let _ = fs::remove_file(&self.path);
        self.listening.abort();
        self.clerk.abort();
        let _ = tokio::join!(self.listening, self.clerk);
    }
}

fn listen(path: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let socket = UnixSocket::new_stream()?;
    socket.bind(path)?;
    // Before anybody can connect.
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    socket.listen(CALLERS as u32)
}

async fn attend_all(listener: UnixListener, ask: mpsc::Sender<Asked>) {
    let room = Arc::new(Semaphore::new(CALLERS));
    let mut callers = tokio::task::JoinSet::new();
    while let Ok(place) = room.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let ask = ask.clone();
                callers.spawn(async move {
                    // Whoever goes away or is silent gets no answer.
                    let _ = attend(stream, ask).await;
                    drop(place);
                });
            }
            // No descriptors, perhaps: later there may be some.
            Err(_) => tokio::time::sleep(PATIENCE).await,
        }
        while callers.try_join_next().is_some() {}
    }
}

async fn attend(stream: UnixStream, ask: mpsc::Sender<Asked>) -> io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    let mut read = BufReader::new(read.take(MAX_REQUEST));
    tokio::time::timeout(PATIENCE, read.read_line(&mut line)).await??;
    let request = match serde_json::from_str(&line) {
        Ok(request) => request,
        Err(_) if line.is_empty() => return Ok(()), // Somebody looked whether anybody is here.
        Err(error) => {
            let why = format!("the bot does not understand the question ({error})");
            return tell(&mut write, &Told::Refused(why)).await;
        }
    };
    let (out, mut answers) = mpsc::channel(ANSWERS);
    if ask.send((request, out)).await.is_err() {
        return Ok(());
    }
    while let Some(answer) = answers.recv().await {
        tell(&mut write, &answer).await?;
    }
    write.shutdown().await
}

async fn tell(write: &mut OwnedWriteHalf, answer: &Told) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    tokio::time::timeout(PATIENCE, write.write_all(&line)).await?
}

/// Whether a bot listens there.
pub(super) async fn answers(path: &Path) -> Result<bool, ControlError> {
    use io::ErrorKind::{ConnectionRefused, InvalidInput, NotFound};
    match UnixStream::connect(path).await {
        Ok(_) => Ok(true),
        // Nobody, or somebody who was killed, or a name too long for a socket.
        Err(why) if matches!(why.kind(), NotFound | ConnectionRefused | InvalidInput) => Ok(false),
        Err(why) => Err(ControlError::Socket { socket: path.into(), why }),
    }
}

/// Asks the bot that listens there; its answers go to `out`.
pub(super) async fn ask(
    path: &Path,
    request: &Request,
    out: mpsc::Sender<Told>,
) -> Result<(), ControlError> {
    let cut = |_: io::Error| ControlError::Cut;
    let stream = UnixStream::connect(path)
        .await
        .map_err(|why| ControlError::Socket { socket: path.into(), why })?;
    let (read, mut write) = stream.into_split();
    let mut line = serde_json::to_vec(request).map_err(|_| ControlError::Cut)?;
    line.push(b'\n');
    if line.len() as u64 > MAX_REQUEST {
        let why = "that is too much at once: name fewer, or take --all".into();
        return Err(ControlError::Refused(why));
    }
    write.write_all(&line).await.map_err(cut)?;
    let mut read = BufReader::new(read);
    loop {
        let mut line = String::new();
        let mut limited = (&mut read).take(MAX_ANSWER);
        let heard = tokio::time::timeout(ANSWER_WITHIN, limited.read_line(&mut line)).await;
        if heard.map_err(|_| ControlError::Cut)?.map_err(cut)? == 0 {
            return Ok(());
        }
        let answer = serde_json::from_str(&line).map_err(|_| ControlError::Cut)?;
        if out.send(answer).await.is_err() {
            return Ok(());
        }
    }
}
