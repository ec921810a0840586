//! What an extractor can look at while an update is handled.
//!
//! A [`Cx`] is read-only: effects go through the handler's answer, not through it.

use std::fmt;
use std::sync::{Arc, Mutex};

use molniya_botapi::Envelope;

use crate::answer::{HandlerError, Json};
use crate::api::Api;
use crate::broadcast::Broadcasts;
use crate::numbers::Numbers;
use crate::router::Kinds;
use crate::store::{Key, Scope, Store, Version};

/// One update with everything its handler may ask for. Cheap to clone.
pub struct Cx<S> {
    inner: Arc<Parts<S>>,
}

/// What a [`Cx`] is made of.
pub(crate) struct Parts<S> {
    pub(crate) envelope: Arc<Envelope>,
    pub(crate) raw: Arc<str>,
    /// Stored state of every dialogue of the router in this lane.
    pub(crate) sessions: Vec<(&'static str, Option<Json>)>,
    pub(crate) state: Arc<S>,
    pub(crate) api: Api,
    pub(crate) records: Records,
    pub(crate) numbers: Numbers,
    pub(crate) broadcasts: Broadcasts,
    /// What it is: an update of some kind, or an outside event.
    pub(crate) kind: Kinds,
}

impl<S> From<Parts<S>> for Cx<S> {
    fn from(parts: Parts<S>) -> Self {
        Cx { inner: Arc::new(parts) }
    }
}

impl<S> Clone for Cx<S> {
    fn clone(&self) -> Self {
        Cx { inner: self.inner.clone() }
    }
}

impl<S> fmt::Debug for Cx<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx").field("envelope", &self.inner.envelope).finish_non_exhaustive()
    }
}

impl<S> Cx<S> {
    /// The parts of the update that are read before a handler is chosen.
    pub fn envelope(&self) -> &Envelope {
        &self.inner.envelope
    }

    pub(crate) fn kind(&self) -> Kinds {
        self.inner.kind
    }

    /// The whole update as JSON text.
    pub fn raw(&self) -> &str {
        &self.inner.raw
    }

    /// The stored state of a dialogue in this lane as JSON text; `None` = its default.
    pub fn session(&self, dialogue: &str) -> Option<&str> {
        self.inner.sessions.iter().find(|(name, _)| *name == dialogue)?.1.as_deref()
    }

    /// The program's shared state.
    pub fn state(&self) -> &Arc<S> {
        &self.inner.state
    }

    /// Direct calls to the Bot API.
    pub fn api(&self) -> &Api {
        &self.inner.api
    }

    /// Stored records.
    pub fn records(&self) -> &Records {
        &self.inner.records
    }

    /// Numbers that are given out once.
    pub fn numbers(&self) -> &Numbers {
        &self.inner.numbers
    }

    /// Messages to everybody.
    pub fn broadcasts(&self) -> &Broadcasts {
        &self.inner.broadcasts
    }
}

/// Reads records; what was read is checked again when the handler's effects are committed.
#[derive(Clone)]
pub struct Records {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) scope: Scope,
    pub(crate) reads: Arc<Mutex<Vec<(Key, Version)>>>,
}

impl Records {
    /// Reads a record of a collection as JSON text. `None`: there is none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn get_json(
        &self,
        collection: &'static str,
        id: &str,
    ) -> Result<Option<Json>, HandlerError> {
        let key = self.scope.record(collection, id);
        let found = self.store.get(vec![key.clone()]).await?.into_iter().next().flatten();
        let version = found.as_ref().map_or(Version(0), |found| found.version);
        let mut reads = self.reads.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        reads.push((key, version));
        Ok(found.map(|found| found.value))
    }
}
