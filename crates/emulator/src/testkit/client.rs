//! The client of the person's side as a test wants it: it panics on failure.

use http::Method;
use serde_json::Value;

use crate::client::{self, ClientError, Events};

/// The client of one emulator.
#[derive(Debug)]
pub(super) struct Client(client::Client);

impl Client {
    pub(super) fn new(base_url: &str) -> Self {
        Self(client::Client::new(base_url))
    }

    /// Another client of the same emulator, with connections of its own.
    pub(super) fn sibling(&self) -> Self {
        Self(self.0.sibling())
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        self.json(Method::GET, path, &Value::Null).await
    }

    pub(super) async fn get_text(&self, path: &str) -> String {
        let bytes = done(Method::GET, path, self.0.bytes(Method::GET, path, String::new()).await);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub(super) async fn delete(&self, path: &str) -> Value {
        self.json(Method::DELETE, path, &Value::Null).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> Value {
        self.json(Method::PUT, path, body).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Value {
        self.json(Method::POST, path, body).await
    }

    pub(super) async fn post_text(&self, path: &str, body: &str) -> Value {
        done(Method::POST, path, self.0.request(Method::POST, path, body.to_owned()).await)
    }

    pub(super) async fn post_bytes(&self, path: &str, body: &[u8]) -> Value {
        done(Method::POST, path, self.0.request(Method::POST, path, body.to_vec()).await)
    }

    async fn json(&self, method: Method, path: &str, body: &Value) -> Value {
        done(method.clone(), path, self.0.json(method, path, body).await)
    }

    /// Begins to read the events after `after`, or from now on.
    pub(super) async fn events(&self, after: Option<u64>) -> Result<Events, ClientError> {
        self.0.events(after).await
    }
}

fn done<T>(method: Method, path: &str, result: Result<T, ClientError>) -> T {
    match result {
        Ok(value) => value,
        Err(ClientError::Refused { status, reason }) => {
            panic!("{method} {path}: {status}: {reason}")
        }
        Err(error) => panic!("{method} {path}: {error}"),
    }
}
