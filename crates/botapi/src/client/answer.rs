//! Reads an answer and says what it means. Knows nothing of connections.

use std::{borrow::Cow, ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{CallError, ChatId, Token};

/// How much of a body that is no JSON is shown.
const SHOWN: usize = 200;
/// How long to wait when a 429 does not say.
const DEFAULT_WAIT: Duration = Duration::from_secs(1);

/// The JSON text of a call's `result`, with the answer it stands in. Not read any further: that it is
/// JSON at all is known when it is decoded.
#[derive(Debug, Clone)]
pub struct RawResult {
    answer: Bytes,
    result: Range<usize>,
}

impl RawResult {
    /// The JSON text. Every call checks its UTF-8 again: keep it rather than ask twice.
    pub fn get(&self) -> &str {
        // It was found valid when the answer came.
        std::str::from_utf8(&self.answer[self.result.clone()]).unwrap_or_default()
    }
}

/// What stands around every answer, and its result read as an `R`.
///
/// Source: <https://core.telegram.org/bots/api#making-requests>
#[derive(Deserialize)]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
struct Answer<'a, R> {
    ok: bool,
    result: Option<R>,
    error_code: Option<u16>,
    #[serde(borrow)]
    description: Option<Cow<'a, str>>,
    parameters: Option<Parameters>,
}

/// Source: <https://core.telegram.org/bots/api#responseparameters>
#[derive(Deserialize)]
struct Parameters {
    migrate_to_chat_id: Option<ChatId>,
    retry_after: Option<u64>,
}

/// How every answer of the Bot API begins whose call was carried out.
const CARRIED_OUT: &str = r#"{"ok":true,"result":"#;

/// An answer as it came.
pub(super) struct Response {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Response {
    /// The result of a call, or what its failure means.
    pub(super) fn result(self, token: &Token) -> Result<RawResult, CallError> {
        let result = match self.object() {
            Some(result) => result,
            None => self.read::<&RawValue>(token)?.get(),
        };
        let start = result.as_ptr() as usize - self.body.as_ptr() as usize;
        let result = start..start + result.len();
        Ok(RawResult { answer: self.body, result })
    }

    /// The updates of an answer of getUpdates, whatever each of them holds.
    pub(super) fn updates(&self, token: &Token) -> Result<Vec<Arc<str>>, CallError> {
        let updates: Vec<&RawValue> = self.read(token)?;
        Ok(updates.into_iter().map(|update| Arc::from(update.get())).collect())
    }

    /// The result, if it is an object and the last member. It is not looked into: most calls are
    /// made for what they do, and whoever wants to know more decodes it.
    fn object(&self) -> Option<&str> {
        let text = std::str::from_utf8(&self.body).ok()?;
        let result = text.strip_prefix(CARRIED_OUT)?.strip_suffix('}')?;
        (result.starts_with('{') && result.ends_with('}')).then_some(result)
    }

    fn read<'a, R: Deserialize<'a>>(&'a self, token: &Token) -> Result<R, CallError> {
        let parsed = match std::str::from_utf8(&self.body) {
            Ok(text) => serde_json::from_str::<Answer<'_, R>>(text).map_err(|e| e.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match parsed {
            Ok(Answer { ok: true, result: Some(result), .. }) => Ok(result),
            Ok(Answer { ok: true, result: None, .. }) => {
                Err(CallError::Malformed { what: "ok without a result".to_owned() })
            }
            Ok(answer) => Err(refusal(self.status, &self.headers, answer, token)),
            Err(reason) => {
                Err(not_understood(self.status, &self.headers, &self.body, reason, token))
            }
        }
    }
}

fn refusal<R>(
    status: StatusCode,
    headers: &HeaderMap,
    answer: Answer<'_, R>,
    token: &Token,
) -> CallError {
    let code = answer.error_code.unwrap_or(status.as_u16());
    let parameters =
        answer.parameters.unwrap_or(Parameters { migrate_to_chat_id: None, retry_after: None });
    let description = token.redact(&answer.description.unwrap_or_default());
    match (code, parameters.migrate_to_chat_id) {
        (429, _) => {
            let told = parameters.retry_after.map(Duration::from_secs);
            CallError::FloodWait { retry_after: told.unwrap_or_else(|| retry_after(headers)) }
        }
        (_, Some(to)) => CallError::Migrated { to },
        (500.., None) => CallError::Server { code, description },
        _ => CallError::Refused { code, description },
    }
}

/// Decides by the status alone, because the body is not what the Bot API writes: empty, or a proxy's page.
fn not_understood(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    reason: String,
    token: &Token,
) -> CallError {
    let text = String::from_utf8_lossy(body);
    let mut description: String = token.redact(text.trim()).chars().take(SHOWN).collect();
    if description.is_empty() {
        description = status.canonical_reason().unwrap_or_default().to_owned();
    }
    let code = status.as_u16();
    match code {
        200..300 => CallError::Malformed { what: token.redact(&reason) },
        429 => CallError::FloodWait { retry_after: retry_after(headers) },
        500.. => CallError::Server { code, description },
        _ => CallError::Refused { code, description },
    }
}

fn retry_after(headers: &HeaderMap) -> Duration {
    let seconds =
        headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(DEFAULT_WAIT, Duration::from_secs)
}
