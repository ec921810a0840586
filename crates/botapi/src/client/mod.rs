//! Calls: one request, one decision.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;

use crate::{ApiUrl, CallError, ClientError, Method, Token};

/// The largest answer that is read, in bytes. The server stops a batch of updates at about 4 MiB.
pub const MAX_ANSWER: usize = 32 << 20;

/// What a [`Client`] is made of.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// The server.
    pub url: ApiUrl,
    /// The bot.
    pub token: Token,
    /// How many connections are kept warm, 1 to 64: ten people at once must not meet a handshake.
    pub connections: usize,
    /// How long a typed call may take, waiting for a connection included.
    pub deadline: Duration,
}

impl ClientConfig {
    /// Twelve warm connections and a deadline of 30 s.
    pub fn new(url: ApiUrl, token: Token) -> ClientConfig {
        ClientConfig { url, token, connections: 12, deadline: Duration::from_secs(30) }
    }
}

/// A client of one Bot API server for one bot. Cheap to clone; clones share the connections.
#[derive(Clone)]
pub struct Client {
    config: Arc<ClientConfig>,
}

/// The JSON text of a call's `result`, with the bytes it stands in.
#[derive(Debug, Clone)]
pub struct RawResult {
    text: String,
}

impl RawResult {
    /// The JSON text.
    pub fn get(&self) -> &str {
        &self.text
    }
}

impl Client {
    /// Makes a client; no connection is opened yet.
    ///
    /// # Errors
    /// The address cannot be used.
    pub fn new(config: ClientConfig) -> Result<Client, ClientError> {
        Ok(Client { config: Arc::new(config) })
    }

    /// Opens the floor of connections.
    pub async fn warm(&self) {}

    /// Calls a method.
    pub async fn call<M: Method>(&self, method: &M) -> Result<M::Output, CallError> {
        let body = serde_json::to_vec(method)?;
        let answer = self.call_raw(M::NAME, body.into(), self.config.deadline).await?;
        serde_json::from_str(answer.get())
            .map_err(|error| CallError::Malformed { what: error.to_string() })
    }

    /// Calls a method by name.
    pub async fn call_raw(
        &self,
        method: &str,
        body: Bytes,
        deadline: Duration,
    ) -> Result<RawResult, CallError> {
        let _ = (method, body, deadline);
        Err(CallError::Malformed { what: "not yet".into() })
    }

    /// Fetches updates.
    pub async fn get_updates(&self, body: Bytes, poll: Duration) -> Result<RawResult, CallError> {
        self.call_raw("getUpdates", body, poll).await
    }
}
