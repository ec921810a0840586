//! HTTP/1.1 by hand: requests with a `Content-Length`, connections that stay open, one write per response.

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::api;
use crate::people::World;

/// The longest request that is read: far above what the dialogue sends.
const MAX_REQUEST: usize = 256 * 1024;

/// The headers Telegram's front sends, so that a bot has the same to parse.
const HEADERS: &str = "Server: nginx/1.18.0\r\n\
    Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n\
    Content-Type: application/json\r\n\
    Connection: keep-alive\r\n\
    Strict-Transport-Security: max-age=31536000; includeSubDomains; preload\r\n\
    Access-Control-Allow-Origin: *\r\n\
    Access-Control-Allow-Methods: GET, POST, OPTIONS\r\n\
    Access-Control-Expose-Headers: Content-Length,Content-Type,Date,Server,Connection\r\n";

/// Takes connections for ever.
pub(crate) async fn serve(listener: TcpListener, world: Rc<RefCell<World>>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let world = world.clone();
        tokio::task::spawn_local(async move {
            // A connection that breaks is the bot's affair: a call that is missing shows in the report.
            let _ = connection(stream, &world).await;
        });
    }
}

async fn connection(mut stream: TcpStream, world: &RefCell<World>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut input: Vec<u8> = Vec::with_capacity(8 * 1024);
    let mut body = Vec::with_capacity(16 * 1024);
    let mut output = Vec::with_capacity(16 * 1024);
    loop {
        let (length, status) = loop {
            match request(&input) {
                Ok(Some(Request { length, method, content })) => {
                    body.clear();
                    break (length, api::answer(world, method, content, &mut body).await);
                }
                Ok(None) if input.len() < MAX_REQUEST => {
                    if stream.read_buf(&mut input).await? == 0 {
                        return Ok(());
                    }
                }
                Ok(None) => return refuse(world, "a request that is too long"),
                Err(what) => return refuse(world, what),
            }
        };
        input.drain(..length);
        output.clear();
        let reason = if status == 200 { "OK" } else { "Refused" };
        let length = body.len();
        write!(output, "HTTP/1.1 {status} {reason}\r\n{HEADERS}Content-Length: {length}\r\n\r\n")?;
        output.extend_from_slice(&body);
        stream.write_all(&output).await?;
    }
}

/// Closes a connection whose bytes cannot be read.
fn refuse(world: &RefCell<World>, what: &str) -> std::io::Result<()> {
    world.borrow_mut().error(|| what.to_owned());
    Ok(())
}

/// A request that is there as a whole.
#[derive(Debug, PartialEq)]
struct Request<'a> {
    /// Bytes from its first to its last.
    length: usize,
    /// The last part of `/bot<token>/<method>`.
    method: &'a str,
    content: &'a [u8],
}

/// The first whole request; nothing if more has to be read.
fn request(input: &[u8]) -> Result<Option<Request<'_>>, &'static str> {
    let Some(end) = input.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = str::from_utf8(&input[..end]).map_err(|_| "a head that is not text")?;
    let mut lines = head.split("\r\n");
    let target = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or("no request line")?;
    let mut length = 0;
    for line in lines {
        let (name, value) = line.split_once(':').ok_or("a header without a colon")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().map_err(|_| "a length that is no number")?;
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            return Err("a body in pieces");
        }
    }
    let path = target.split('?').next().unwrap_or(target);
    let method =
        path.strip_prefix("/bot").and_then(|path| path.split_once('/')).ok_or("an unknown path")?.1;
    let begin = end + 4;
    let content = input.get(begin..begin + length);
    Ok(content.map(|content| Request { length: begin + length, method, content }))
}

#[cfg(test)]
mod tests {
    use super::{Request, request};

    #[test]
    fn a_request_is_read_when_it_is_whole() {
        let first =
            b"POST /bot1:a/sendMessage HTTP/1.1\r\nhost: x\r\nCONTENT-length: 4\r\n\r\nabcd";
        let both = [&first[..], b"GET /bot1:a/getMe?x=1 HTTP/1.1\r\n\r\n"].concat();
        for cut in 0..first.len() {
            assert_eq!(request(&both[..cut]), Ok(None), "{cut}");
        }
        let whole = |length, method, content| Ok(Some(Request { length, method, content }));
        assert_eq!(request(&both), whole(first.len(), "sendMessage", b"abcd"));
        let second = &both[first.len()..];
        assert_eq!(request(second), whole(second.len(), "getMe", b""));
    }

    #[test]
    fn what_cannot_be_answered_is_refused() {
        for wrong in [
            "POST /bot1:a/getMe HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
            "POST /file/x HTTP/1.1\r\n\r\n",
            "POST /bot1:a/getMe HTTP/1.1\r\ncontent-length: many\r\n\r\n",
        ] {
            assert!(request(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
