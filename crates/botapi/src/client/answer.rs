//! Reads an answer and says what it means. Knows nothing of connections.

use std::{borrow::Cow, ops::Range, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::RETRY_AFTER};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{CallError, ChatId, Token};

/// How much of a body that is no JSON is shown.
const SHOWN: usize = 200;
/// How long to wait when a 429 does not say.
const DEFAULT_WAIT: Duration = Duration::from_secs(1);

/// The JSON text of a call's `result`, with the answer it stands in.
#[derive(Debug, Clone)]
pub struct RawResult {
    answer: Bytes,
    result: Range<usize>,
}

impl RawResult {
    /// The JSON text. Every call checks its UTF-8 again: keep it rather than ask twice.
    pub fn get(&self) -> &str {
        // It was found valid when the answer was read.
        std::str::from_utf8(&self.answer[self.result.clone()]).unwrap_or_default()
    }
}

/// What stands around every answer.
///
/// Source: <https://core.telegram.org/bots/api#making-requests>
#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
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

/// Decides what an answer means.
pub(super) fn decide(
    status: StatusCode,
    headers: &HeaderMap,
    body: Bytes,
    token: &Token,
) -> Result<RawResult, CallError> {
    let parsed = match std::str::from_utf8(&body) {
        Ok(text) => serde_json::from_str::<Answer<'_>>(text).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let answer = match parsed {
        Ok(answer) => answer,
        Err(reason) => return Err(not_understood(status, headers, &body, reason, token)),
    };
    if answer.ok {
        let Some(result) = answer.result else {
            return Err(CallError::Malformed { what: "ok without a result".to_owned() });
        };
        let start = result.get().as_ptr() as usize - body.as_ptr() as usize;
        let result = start..start + result.get().len();
        return Ok(RawResult { answer: body, result });
    }
    Err(refusal(status, headers, answer, token))
}

fn refusal(
    status: StatusCode,
    headers: &HeaderMap,
    answer: Answer<'_>,
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
