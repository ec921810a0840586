//! The one way of every outgoing call to the client, with the layers around it.
//!
//! It knows neither why a call is made nor what follows from its outcome.

use std::any::type_name;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use molniya_botapi::{CallError, Client, RawResult};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::time::Instant;

use crate::json::Object;
use crate::telemetry;

/// Code around every outgoing call: those a handler returned, and those it makes through [`Api`](crate::Api).
///
/// A bot gets one by [`Bot::gate`](crate::Bot::gate). Both methods are called for each attempt, so for a call that is
/// repeated more than once, and each attempt begins with the parameters as they were stored. The calls by which a bot
/// fetches updates and introduces itself at start do not come here.
///
/// Of several layers the first that was added is the outermost: its `before` comes first, its `after` last. Both are
/// called where the call waits to leave, from several threads at once: they must be quick and must not wait. One that
/// panics is left out of that call and told of in the log.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use std::time::Duration;
/// use molniya::botapi::{CallError, RawResult};
/// use molniya::{Call, GateLayer};
///
/// /// Nothing the bot says can be forwarded, and failures are counted.
/// #[derive(Default)]
/// struct Discreet { failures: AtomicU64 }
///
/// impl GateLayer for Discreet {
///     fn before(&self, call: &mut Call) {
///         if call.method().starts_with("send") && call.method() != "sendChatAction" {
///             call.set("protect_content", true);
///         }
///     }
///
///     fn after(&self, _: &Call, result: Result<&RawResult, &CallError>, _: Duration) {
///         if result.is_err() {
///             self.failures.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer around calls",
    label = "not a layer around calls",
    note = "implement `GateLayer` for it, or for what is in an `Arc`; code around handlers belongs to `Router::layer`"
)]
pub trait GateLayer: Send + Sync + 'static {
    /// Is called before the call leaves, and may change its parameters.
    ///
    /// What a call is about (`chat_id`, `message_id`, the ids of queries) is best left alone: the order in a chat and the
    /// names of messages go by what was stored.
    fn before(&self, call: &mut Call) {
        let _ = call;
    }

    /// Is called with what came of the call and how long it took, from its leaving until its answer; waiting for a free
    /// connection counts, waiting in the outbox does not.
    fn after(&self, call: &Call, result: Result<&RawResult, &CallError>, took: Duration) {
        let _ = (call, result, took);
    }
}

/// A layer that the program keeps too, to read what it counts.
impl<T: GateLayer + ?Sized> GateLayer for Arc<T> {
    fn before(&self, call: &mut Call) {
        (**self).before(call);
    }

    fn after(&self, call: &Call, result: Result<&RawResult, &CallError>, took: Duration) {
        (**self).after(call, result, took);
    }
}

/// A call of the Bot API on its way out, as a [`GateLayer`] sees it.
#[derive(Debug, Clone)]
pub struct Call {
    method: Cow<'static, str>,
    body: Bytes,
}

impl Call {
    pub(crate) fn new(method: Cow<'static, str>, body: Bytes) -> Call {
        Call { method, body }
    }

    /// The name of the method, for example `sendMessage`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// All parameters, a JSON object.
    pub fn params(&self) -> &[u8] {
        &self.body
    }

    /// A parameter. `None`: it has no such parameter, or it is no `T`.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.members()?.get(name)?.get()).ok()
    }

    /// Sets a parameter, in place of the one of that name if there is one.
    ///
    /// Writes all parameters anew, so it costs more the longer they are.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into().to_string();
        self.rewrite(name, Some(&value));
    }

    /// Removes a parameter.
    pub fn remove(&mut self, name: &str) {
        self.rewrite(name, None);
    }

    /// `None`: the parameters are no JSON object. Telegram will say so.
    fn members(&self) -> Option<BTreeMap<String, &RawValue>> {
        serde_json::from_slice(&self.body).ok()
    }

    fn rewrite(&mut self, name: &str, value: Option<&str>) {
        let Some(mut members) = self.members() else { return };
        members.remove(name);
        let mut params = Object::with_capacity(self.body.len() + name.len() + 16);
        for (name, value) in members {
            params.raw(&name, value.get());
        }
        if let Some(value) = value {
            params.raw(name, value);
        }
        self.body = Bytes::from(String::from(params.finish()));
    }
}

/// The layers of a bot, the outermost first. Put together at start, then only read.
#[derive(Default)]
pub(crate) struct GateLayers(Vec<(&'static str, Box<dyn GateLayer>)>);

impl GateLayers {
    pub(crate) fn add<L: GateLayer>(&mut self, layer: L) {
        self.0.push((type_name::<L>(), Box::new(layer)));
    }
}

impl std::fmt::Debug for GateLayers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// Makes calls, inside the layers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Outgoing {
    client: Client,
    layers: Arc<GateLayers>,
}

impl Outgoing {
    pub(crate) fn new(client: Client, layers: GateLayers) -> Outgoing {
        Outgoing { client, layers: Arc::new(layers) }
    }

    /// Makes a call once. See [`Client::call_raw`].
    pub(crate) async fn make(
        &self,
        mut call: Call,
        deadline: Duration,
    ) -> Result<RawResult, CallError> {
        let layers = &self.layers.0;
        if layers.is_empty() {
            return self.client.call_raw(&call.method, call.body, deadline).await;
        }
        for (name, layer) in layers {
            let as_it_was = call.body.clone();
            if catch_unwind(AssertUnwindSafe(|| layer.before(&mut call))).is_err() {
                telemetry::layer_panicked(name, &call.method);
                call.body = as_it_was;
            }
        }
        let began = Instant::now();
        let result = self.client.call_raw(&call.method, call.body.clone(), deadline).await;
        let took = began.elapsed();
        for (name, layer) in layers.iter().rev() {
            let after = || layer.after(&call, result.as_ref(), took);
            if catch_unwind(AssertUnwindSafe(after)).is_err() {
                telemetry::layer_panicked(name, &call.method);
            }
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(params: &'static str) -> Call {
        Call::new("sendMessage".into(), Bytes::from_static(params.as_bytes()))
    }

    fn params(call: &Call) -> &str {
        std::str::from_utf8(call.params()).unwrap()
    }

    #[test]
    fn parameters_are_read_set_and_removed() {
        let mut call = call(r#"{"chat_id":7, "text":"a \"b\"", "reply_markup":{"x":[1, 2]}}"#);
        assert_eq!(call.get("chat_id"), Some(7));
        assert_eq!(call.get("text"), Some("a \"b\"".to_owned()));
        assert_eq!(call.get::<String>("chat_id"), None);
        assert_eq!(call.get::<i64>("none"), None);
        call.set("text", "c\nd");
        call.set("protect_content", true);
        call.remove("chat_id");
        call.remove("none");
        let expected = r#"{"reply_markup":{"x":[1, 2]},"text":"c\nd","protect_content":true}"#;
        // Members are written by name, the one that is set last.
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(serde_json::from_str::<Value>(params(&call)).unwrap(), expected);
        assert!(params(&call).contains(r#"{"x":[1, 2]}"#), "what is not touched stays as it is");
    }

    #[test]
    fn parameters_that_are_no_object_are_left_alone() {
        for text in ["[]", "", "{\"a\":"] {
            let mut call = call(text);
            call.set("a", 1);
            assert_eq!((params(&call), call.get::<i64>("a")), (text, None));
        }
        let mut empty = call("{}");
        empty.set("a", 1);
        assert_eq!(params(&empty), r#"{"a":1}"#);
    }
}
