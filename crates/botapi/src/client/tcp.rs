//! Opens TCP connections: every address gets a chance, none holds up the next.

use std::{future, io, net::SocketAddr, time::Duration};

use socket2::{SockRef, TcpKeepalive};
use tokio::{
    net::TcpStream,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::names::Names;
use crate::NetworkError;

/// How long one address may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long one address is tried before the next is tried beside it, as [RFC 8305] recommends.
///
/// [RFC 8305]: https://www.rfc-editor.org/rfc/rfc8305#section-5
const HEAD_START: Duration = Duration::from_millis(250);
/// How long what was sent may stay without an acknowledgement before the connection counts as broken.
#[cfg(target_os = "linux")]
const UNHEARD: Duration = Duration::from_secs(15);
/// How long nothing may come, as while a poll is parked, before the other side is asked whether it is there.
const QUIET: Duration = Duration::from_secs(5);

/// Connects to one of the addresses of the name.
pub(super) async fn connect(names: &Names) -> Result<TcpStream, NetworkError> {
    let addresses = names.addresses().await.map_err(NetworkError::Resolve)?;
    match race(addresses, TcpStream::connect).await {
        Ok((address, stream)) => {
            names.note_best(address);
            prepare(&stream).map_err(NetworkError::Connect)?;
            Ok(stream)
        }
        Err(error) => {
            names.note_failure();
            Err(NetworkError::Connect(error))
        }
    }
}

/// Tries one address after another, each with a head start on the next; the first to succeed wins.
async fn race<S, F, Fut>(addresses: Vec<SocketAddr>, connect: F) -> io::Result<(SocketAddr, S)>
where
    S: Send + 'static,
    F: Fn(SocketAddr) -> Fut,
    Fut: Future<Output = io::Result<S>> + Send + 'static,
{
    let mut rest = addresses.into_iter();
    let mut attempts = JoinSet::new();
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        if let Some(address) = rest.next() {
            let attempt = timeout(PATIENCE, connect(address));
            attempts.spawn(async move { (address, attempt.await) });
        }
        let more = rest.len() > 0;
        let head_start =
            async { if more { sleep(HEAD_START).await } else { future::pending().await } };
        tokio::select! {
            ended = attempts.join_next() => match ended {
                Some(Ok((address, Ok(Ok(stream))))) => return Ok((address, stream)),
                Some(Ok((_, Ok(Err(error))))) => last = error,
                Some(Ok((_, Err(_)))) => last = io::ErrorKind::TimedOut.into(),
                Some(Err(stopped)) => last = io::Error::other(stopped),
                None => return Err(last),
            },
            () = head_start => {}
        }
    }
}

/// Sends at once, and notices when the other side is gone without a word.
fn prepare(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let socket = SockRef::from(stream);
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(QUIET).with_interval(QUIET))?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(UNHEARD))?;
    Ok(())
}

#[cfg(test)]
mod tests;
