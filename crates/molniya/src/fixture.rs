//! What unit tests of several modules need: a store that is never asked, and updates as Telegram writes them.

use std::sync::Arc;

use molniya_botapi::{Client, ClientConfig, Envelope, UserId};

use crate::answer::Json;
use crate::api::Api;
use crate::broadcast::Broadcasts;
use crate::clock::Clock;
use crate::cx::{Cx, Parts, Records};
use crate::gate::{DEFAULT_RATE, Direct, SharedGate};
use crate::numbers::Numbers;
use crate::outgoing::{GateLayers, Outgoing};
use crate::router::Kinds;
use crate::store::{
    BoxFuture, Epoch, Fault, Key, Pending, ProcessId, Queue, Scope, Seq, Shard, Store, Time, Unit,
    Verdict, Versioned,
};

/// A message of person 7, called Ann, in their private chat.
pub(crate) fn message(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(r#"{{"update_id":1,"message":{{"message_id":5,"date":0,"text":{text},{PLACE}}}}}"#)
}

/// A sticker of the same person.
pub(crate) fn sticker() -> String {
    format!(r#"{{"update_id":1,"message":{{"message_id":5,"date":0,"sticker":{{}},{PLACE}}}}}"#)
}

/// A button pressed by the same person.
pub(crate) fn press(data: &str) -> String {
    let data = serde_json::to_string(data).unwrap();
    format!(
        r#"{{"update_id":1,"callback_query":{{"id":"9","from":{PERSON},"data":{data},
            "message":{{"message_id":4,"date":0,"text":"menu","chat":{CHAT}}}}}}}"#
    )
}

/// An update of any kind.
pub(crate) fn other(kind: &str, content: &str) -> String {
    format!(r#"{{"update_id":1,"{kind}":{content}}}"#)
}

const PERSON: &str = r#"{"id":7,"is_bot":false,"first_name":"Ann","language_code":"ru"}"#;
const CHAT: &str = r#"{"id":7,"type":"private"}"#;
const PLACE: &str = r#""from":{"id":7,"is_bot":false,"first_name":"Ann","language_code":"ru"},"chat":{"id":7,"type":"private"}"#;

/// The context of an update without stored dialogues.
pub(crate) fn cx(raw: &str) -> Cx<()> {
    cx_with(raw, &[], ())
}

/// The context of an update with stored dialogues, by name.
pub(crate) fn cx_with<S>(raw: &str, sessions: &[(&'static str, &str)], state: S) -> Cx<S> {
    let scope = Scope::new(UserId(1), "test");
    let stored = |json: &str| -> Option<Json> { Some(json.into()) };
    let envelope = Envelope::read(raw).unwrap();
    Cx::from(Parts {
        kind: Kinds::of(envelope.kind),
        envelope: envelope.into(),
        raw: raw.into(),
        sessions: sessions.iter().map(|(name, json)| (*name, stored(json))).collect(),
        state: Arc::new(state),
        broadcasts: Broadcasts::new().0,
        api: Api::new(no_calls(), Arc::default(), Time(0)),
        records: Records { store: Arc::new(NoStore), scope: scope.clone(), reads: Arc::default() },
        numbers: Numbers::new(Arc::new(NoStore), scope, Epoch(1)),
    })
}

/// A client that nobody calls.
fn no_calls() -> Direct {
    let outgoing = Outgoing::new(no_client(), GateLayers::default());
    Direct::new(outgoing, SharedGate::new(DEFAULT_RATE), Clock::start(Time(0)))
}

fn no_client() -> Client {
    let url = "http://127.0.0.1:1".parse().unwrap();
    let token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap();
    Client::new(ClientConfig::new(url, token)).unwrap()
}

struct NoStore;

fn none<T: Send + 'static>() -> BoxFuture<'static, Result<T, Fault>> {
    Box::pin(async { Err(Fault::Unavailable("there is no store here".to_owned())) })
}

impl Store for NoStore {
    fn apply(&self, _: Arc<Vec<Unit>>) -> BoxFuture<'_, Result<Vec<Verdict>, Fault>> {
        none()
    }

    fn get(&self, _: Vec<Key>) -> BoxFuture<'_, Result<Vec<Option<Versioned>>, Fault>> {
        none()
    }

    fn range(
        &self,
        _: Key,
        _: Option<Key>,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<(Key, Versioned)>, Fault>> {
        none()
    }

    fn pending(
        &self,
        _: Queue,
        _: Shard,
        _: Seq,
        _: u16,
    ) -> BoxFuture<'_, Result<Vec<Pending>, Fault>> {
        none()
    }

    fn lease(
        &self,
        _: Shard,
        _: ProcessId,
        _: std::time::Duration,
    ) -> BoxFuture<'_, Result<Option<Epoch>, Fault>> {
        none()
    }
}
