//! Calls of the Bot API over connections that stay open.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request, Uri};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// Whatever goes wrong; this bot only prints it.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The methods this bot calls.
const METHODS: [&str; 6] = [
    "getMe",
    "setMyCommands",
    "getUpdates",
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
];

/// A pool of connections to one server, with the addresses of the methods.
pub(crate) struct Client {
    pool: Pool<HttpConnector, Full<Bytes>>,
    addresses: [Uri; METHODS.len()],
}

impl Client {
    pub(crate) fn new(server: &str, token: &str) -> Result<Client, Failure> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut addresses: [Uri; METHODS.len()] = Default::default();
        for (address, method) in addresses.iter_mut().zip(METHODS) {
            *address = format!("{}/bot{token}/{method}", server.trim_end_matches('/')).parse()?;
        }
        Ok(Client { pool: Pool::builder(TokioExecutor::new()).build(connector), addresses })
    }

    /// Makes one call and reads the whole answer, whatever its status: Telegram's refusals are JSON too.
    pub(crate) async fn call(&self, method: &str, body: Vec<u8>) -> Result<Bytes, Failure> {
        let index = METHODS.iter().position(|known| *known == method).ok_or("an unknown method")?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(self.addresses[index].clone())
            .header(CONTENT_TYPE, "application/json")
            .body(Full::from(body))?;
        let response = self.pool.request(request).await?;
        Ok(response.into_body().collect().await?.to_bytes())
    }
}
