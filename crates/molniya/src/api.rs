//! Direct calls to the Bot API from inside a handler.
//!
//! A call is made by a task of its own: it goes on when its handler is dropped, and a handler
//! that runs again (because something it read has changed) gets the answers of its first run.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use molniya_botapi::{CallError, Method, RawResult};
use tokio::sync::watch;

use crate::gate::Direct;
use crate::outgoing::Call;
use crate::store::Time;

/// Makes calls whose result a handler needs at once.
///
/// What a handler *returns* is stored before it is sent and never lost. A call made through `Api`
/// is made at once, whether or not the handler succeeds; after a crash it may be made again. Use
/// it to ask (`getChat`, `getFile`), return what is to be sent.
///
/// A call to a chat that is in a flood wait waits for its end, and one that Telegram answers with a flood wait is made
/// again after it, if that is before the deadline of the handler; otherwise the handler gets
/// [`CallError::FloodWait`] at once, with the time that is left. Either way the chat is left alone by everything else,
/// too, also after a restart. A direct call has no order among the messages of its chat.
#[derive(Clone)]
pub struct Api {
    direct: Direct,
    memory: Arc<Memory>,
    /// How many calls this run of the handler has made.
    made: Arc<AtomicU32>,
    /// The deadline of this run: calls do not wait for longer.
    end: Time,
}

/// The calls that the runs of one update's handler have made.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Never held across an await. A run makes its calls in order, so entries only grow by what
    /// one handler does in its deadline.
    calls: Mutex<HashMap<(u32, u64), watch::Receiver<Answer>>>,
}

type Answer = Option<Result<Arc<RawResult>, Arc<CallError>>>;

/// Why a direct call brought no result.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ApiError {
    /// The call failed; the reason says whether it may be made again.
    #[error(transparent)]
    Call(Arc<CallError>),
    /// The result is not what this method returns.
    #[error("the result was not understood: {0}")]
    Result(String),
}

impl From<CallError> for ApiError {
    fn from(error: CallError) -> Self {
        ApiError::Call(Arc::new(error))
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("made", &self.made).finish_non_exhaustive()
    }
}

impl Api {
    /// An `Api` for one run of a handler; `memory` is shared by all runs for the same update.
    pub(crate) fn new(direct: Direct, memory: Arc<Memory>, end: Time) -> Self {
        Api { direct, memory, made: Arc::default(), end }
    }

    /// Makes a call and waits for its result.
    ///
    /// Cancel safe: a call that was begun goes on.
    ///
    /// # Errors
    /// [`ApiError::Call`] with the reason, [`ApiError::Result`] if the result cannot be read.
    pub async fn call<M: Method>(&self, method: &M) -> Result<M::Output, ApiError> {
        let body = serde_json::to_vec(method).map_err(CallError::Encode)?;
        let result = self.call_json(M::NAME, body.into()).await?;
        serde_json::from_str(result.get()).map_err(|error| ApiError::Result(error.to_string()))
    }

    /// Makes a call by its name with a JSON object of parameters.
    ///
    /// Cancel safe: a call that was begun goes on.
    ///
    /// # Errors
    /// [`ApiError::Call`] with the reason.
    pub async fn call_json(
        &self,
        method: impl Into<Cow<'static, str>>,
        body: Bytes,
    ) -> Result<Arc<RawResult>, ApiError> {
        let method = method.into();
        let n = self.made.fetch_add(1, Ordering::Relaxed);
        let mut hasher = DefaultHasher::new();
        (&method, &body).hash(&mut hasher);
        let mut answer = self.remembered((n, hasher.finish()), method, body);
        // The task below always answers before it drops its end.
        match answer.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(Ok(result))) => Ok(result.clone()),
            Ok(Some(Err(error))) => Err(ApiError::Call(error.clone())),
            Ok(None) | Err(_) => Err(ApiError::Result("the call was not finished".into())),
        }
    }

    /// The answer of an earlier run's call, or of one that is made now.
    fn remembered(
        &self,
        key: (u32, u64),
        method: Cow<'static, str>,
        body: Bytes,
    ) -> watch::Receiver<Answer> {
        let mut calls = self.memory.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let make = || {
            let (answer, seen) = watch::channel(None);
            let (direct, end) = (self.direct.clone(), self.end);
            tokio::spawn(async move {
                let result = direct.make(Call::new(method, body), end).await;
                answer.send_replace(Some(result.map(Arc::new).map_err(Arc::new)));
            });
            seen
        };
        // What certainly was not carried out is made again.
        if calls.get(&key).is_some_and(|answer| was_not_made(&answer.borrow())) {
            calls.remove(&key);
        }
        calls.entry(key).or_insert_with(make).clone()
    }
}

fn was_not_made(answer: &Answer) -> bool {
    let Some(Err(error)) = answer else { return false };
    matches!(**error, CallError::FloodWait { .. } | CallError::NotSent(_))
}
