//! A client whose peer is no peer: every request is answered with the same bytes, at no cost.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use molniya::botapi::{Client, ClientConfig};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::Failure;

/// A client on such connections. `result` is the result of every call, as JSON.
pub(crate) fn client(result: &str) -> Result<Client, Failure> {
    let body = format!(r#"{{"ok":true,"result":{result}}}"#);
    let head = format!(
        "HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: keep-alive\r\n\r\n",
        body.len()
    );
    let answer: Arc<[u8]> = (head + &body).into_bytes().into();
    let url = "http://127.0.0.1:1".parse()?;
    let token = "123456:AAExampleExampleExampleExampleExampl".parse()?;
    let config = ClientConfig::new(url, token);
    let dial = move || {
        let answer = answer.clone();
        async move { Ok(Pipe { read: answer.len(), answer, asked: false, waits: None }) }
    };
    Ok(Client::over(config, dial)?)
}

/// A connection.
struct Pipe {
    answer: Arc<[u8]>,
    /// How much of the answer was read.
    read: usize,
    /// Whether something was written since the last answer was begun.
    asked: bool,
    waits: Option<Waker>,
}

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let rest = self.answer.len() - self.read;
        if rest == 0 {
            self.waits = Some(cx.waker().clone());
            return Poll::Pending;
        }
        let count = rest.min(buf.remaining());
        buf.put_slice(&self.answer[self.read..self.read + count]);
        self.read += count;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Pipe {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.asked |= !bytes.is_empty();
        Poll::Ready(Ok(bytes.len()))
    }

    /// A request is complete when it is flushed.
    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.asked {
            self.asked = false;
            self.read = 0;
            if let Some(waker) = self.waits.take() {
                waker.wake();
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
