//! Carries out what the webhook's machine orders: looks up names, makes connections, posts updates.
//!
//! It decides nothing: every outcome goes back to the machine.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::poll_immediate;
use http::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, RETRY_AFTER,
};
use http::{HeaderMap, HeaderValue, Request, Response, Version};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::ext::ReasonPhrase;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsConnector;

use super::lines::Line;
use super::{Answered, Order, Place, tls};
use crate::bots::BotId;
use crate::calls::{self, Call};
use crate::front;
use crate::methods::webhook;
use crate::params::Params;
use crate::shared::Shared;

/// The name of the header that proves who is asking.
const SECRET: &str = "x-telegram-bot-api-secret-token";

/// Methods that a webhook's answer cannot call, beside all that begin with `get`.
const NOT_IN_ANSWERS: [&str; 4] = ["setWebhook", "deleteWebhook", "close", "logOut"];

/// Carries out orders until there can be no more; dropping it closes every connection.
pub(crate) async fn serve(mut orders: mpsc::UnboundedReceiver<(BotId, Order)>, shared: Shared) {
    let mut running = JoinSet::new();
    let mut lines: HashMap<(BotId, Line), mpsc::UnboundedSender<String>> = HashMap::new();
    while let Some((bot, order)) = orders.recv().await {
        while running.try_join_next().is_some() {}
        match order {
            Order::Resolve(number, place) => {
                running.spawn(resolve((bot, number), place, shared.clone()));
            }
            Order::Open(line, place, to) => {
                lines.retain(|_, updates| !updates.is_closed());
                // One update is on a connection at a time, so nothing piles up.
                let (sender, updates) = mpsc::unbounded_channel();
                lines.insert((bot, line), sender);
                running.spawn(run((bot, line), place, to, updates, shared.clone()));
            }
            Order::Send(line, update) => {
                if let Some(updates) = lines.get(&(bot, line)) {
                    // A line that has just ended tells the machine so itself.
                    let _ = updates.send(update);
                }
            }
            Order::Close(line) => {
                lines.remove(&(bot, line));
            }
        }
    }
}

async fn resolve((bot, number): (BotId, u64), place: Arc<Place>, shared: Shared) {
    let found = match place.ip_address.as_str() {
        "" => look_up(&place).await,
        given => match given.parse() {
            Ok(address) => Ok(vec![address]),
            Err(_) => Err("Invalid IP address specified".to_owned()),
        },
    };
    shared.with(|world, now| webhook::resolved(world, now, bot, number, found));
}

async fn look_up(place: &Place) -> Result<Vec<IpAddr>, String> {
    let found = lookup_host((place.url.host.as_str(), place.url.port)).await;
    let found = found.map_err(|error| {
        let text = error.to_string();
        // The resolver's own words stand at the end.
        format!("Failed to resolve host: {}", text.rsplit(": ").next().unwrap_or_default())
    })?;
    Ok(found.map(|address| address.ip()).collect())
}

/// One connection, from its making to its end.
async fn run(
    (bot, line): (BotId, Line),
    place: Arc<Place>,
    to: SocketAddr,
    updates: mpsc::UnboundedReceiver<String>,
    shared: Shared,
) {
    let ended = match connect(&place, to).await {
        Err(problem) => problem,
        Ok((sender, connection)) => {
            shared.with(|world, now| world.bots[bot].webhook.connected(now, line));
            carry((bot, line), &place, sender, connection, updates, &shared).await
        }
    };
    shared.with(|world, now| {
        let bot = &mut world.bots[bot];
        bot.webhook.broken(now, bot.polling.queue(), line, &ended);
    });
}

type Connection = (SendRequest<Full<Bytes>>, JoinHandle<()>);

async fn connect(place: &Place, to: SocketAddr) -> Result<Connection, String> {
    let stream = TcpStream::connect(to).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::ConnectionRefused => "Connection refused".to_owned(),
        std::io::ErrorKind::TimedOut => "Connection timed out".to_owned(),
        _ => error.to_string(),
    })?;
    // Without it only the delay grows.
    let _ = stream.set_nodelay(true);
    if !place.url.https {
        return handshake(stream).await;
    }
    let name = ServerName::try_from(place.url.host.clone())
        .map_err(|error| format!("SSL error {{{error}}}"))?;
    let connector = TlsConnector::from(place.trust.0.clone());
    let stream = connector.connect(name, stream).await.map_err(|error| tls::problem(&error))?;
    handshake(stream).await
}

async fn handshake<S>(stream: S) -> Result<Connection, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let built = http1::Builder::new().title_case_headers(true).handshake(TokioIo::new(stream));
    let (sender, connection) = built.await.map_err(|error| error.to_string())?;
    let driver = tokio::spawn(async move {
        // Whoever uses the connection sees the error, too.
        let _ = connection.await;
    });
    Ok((sender, driver))
}

/// Posts updates on a connection until it ends; gives what ended it.
async fn carry(
    (bot, line): (BotId, Line),
    place: &Place,
    mut sender: SendRequest<Full<Bytes>>,
    mut connection: JoinHandle<()>,
    mut updates: mpsc::UnboundedReceiver<String>,
    shared: &Shared,
) -> String {
    let closed = || "Webhook connection closed".to_owned();
    loop {
        let update = tokio::select! {
            update = updates.recv() => update,
            _ = &mut connection => return closed(),
        };
        let Some(update) = update else {
            return closed();
        };
        let Ok(request) = request(place, update) else {
            return "the webhook's URL cannot be asked for".to_owned();
        };
        let exchange = async {
            let answer = sender.send_request(request).await.ok()?;
            read(answer).await
        };
        let answered = tokio::select! {
            answered = exchange => answered,
            // The machine has given the connection up.
            _ = updates.recv() => None,
        };
        let Some((answered, params)) = answered else {
            return closed();
        };
        let reusable = answered.reusable;
        if (200..300).contains(&answered.status) {
            call(shared, bot, params).await;
        }
        shared.with(|world, now| {
            let bot = &mut world.bots[bot];
            bot.webhook.answered(now, bot.polling.queue(), line, &answered);
        });
        if !reusable {
            return closed();
        }
    }
}

fn request(place: &Place, update: String) -> http::Result<Request<Full<Bytes>>> {
    let mut request =
        Request::post(place.url.target.as_str()).header(HOST, place.url.host_header());
    if let Some(user) = &place.url.user {
        let code = format!("Basic {}", base64(user.as_bytes()));
        request = request.header(AUTHORIZATION, code);
    }
    if !place.secret_token.is_empty() {
        request = request.header(SECRET, place.secret_token.as_str());
    }
    request
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_LENGTH, update.len())
        .header(CONNECTION, "keep-alive")
        .header(ACCEPT_ENCODING, "gzip, deflate")
        .body(Full::new(Bytes::from(update)))
}

/// What an answer says, and the parameters in it. `None` if it breaks off.
async fn read(answer: Response<Incoming>) -> Option<(Answered, Params)> {
    let (head, body) = answer.into_parts();
    let mut params = Params::default();
    front::read_body(&head.headers, body, &mut params).await.ok()?;
    let closes = text(&head.headers, CONNECTION.as_str())
        .is_some_and(|value| value.to_ascii_lowercase().contains("close"));
    let reason = match head.extensions.get::<ReasonPhrase>() {
        Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
        None => head.status.canonical_reason().unwrap_or_default().to_owned(),
    };
    let retry_after = text(&head.headers, RETRY_AFTER.as_str());
    let answered = Answered {
        status: head.status.as_u16(),
        reason,
        retry_after: retry_after.and_then(|seconds| seconds.trim().parse().ok()),
        reusable: head.version == Version::HTTP_11 && !closes,
    };
    Some((answered, params))
}

/// Carries out the call in an answer; nobody is told what comes of it.
async fn call(shared: &Shared, bot: BotId, params: Params) {
    let method = params.get("method").to_owned();
    let is_getter = method.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("get"));
    let forbidden = NOT_IN_ANSWERS.iter().any(|name| name.eq_ignore_ascii_case(&method));
    if method.is_empty() || is_getter || forbidden {
        return;
    }
    let shared = shared.clone();
    let mut run = Box::pin(async move {
        // As said: a failure is reported to nobody.
        let _ = calls::run_as(&shared, bot, Call::of(method, params)).await;
    });
    // A call that is not delayed is done before the next update leaves.
    if poll_immediate(&mut run).await.is_none() {
        tokio::spawn(run);
    }
}

fn text<'a>(headers: &'a HeaderMap<HeaderValue>, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Base64 with padding, for the one header that needs it.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4_u32 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            let c = match digit as usize <= three.len() {
                true => char::from(ALPHABET[index as usize]),
                false => '=',
            };
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_padded() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("me:pw", "bWU6cHc=")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
