//! What a method call comes to, and how it is written: the envelope and the rules for error texts.
//!
//! Knows nothing of methods or of HTTP beyond the status number.

use serde::Serialize;
use serde_json::value::RawValue;

/// A finished call: a result, or a refusal with its reason.
pub(crate) type Outcome = Result<Success, Refusal>;

/// A result, already written as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Success {
    json: String,
    description: Option<&'static str>,
}

impl Success {
    /// Writes `result` as JSON text.
    pub(crate) fn of(result: &impl Serialize) -> Outcome {
        match serde_json::to_string(result) {
            Ok(json) => Ok(Self::raw(json)),
            Err(error) => Err(Refusal::internal(&error.to_string())),
        }
    }

    /// A result that is JSON text already.
    pub(crate) fn raw(json: String) -> Self {
        Self { json, description: None }
    }

    /// The result `true`.
    pub(crate) fn done() -> Outcome {
        Ok(Self::raw("true".to_owned()))
    }

    /// The result `true` with a description after it.
    pub(crate) fn described(description: &'static str) -> Outcome {
        Ok(Self { json: "true".to_owned(), description: Some(description) })
    }
}

/// Why a call was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// HTTP status and `error_code`.
    pub(crate) code: u16,
    /// The whole text, prefix included.
    pub(crate) description: String,
    /// Seconds to wait, written as a parameter and as the header `Retry-After`.
    pub(crate) retry_after: Option<u32>,
    /// The supergroup that the group has become, written as a parameter.
    pub(crate) migrate_to_chat_id: Option<i64>,
}

impl Refusal {
    /// A refusal whose text is exactly `description`.
    pub(crate) fn exact(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None, migrate_to_chat_id: None }
    }

    /// 400 with the prefix and the rule for the first letter applied to `message`.
    pub(crate) fn bad_request(message: &str) -> Self {
        Self::exact(400, format!("Bad Request: {}", uncapitalised(message)))
    }

    /// 403 with the prefix and the rule for the first letter applied to `message`.
    pub(crate) fn forbidden(message: &str) -> Self {
        Self::exact(403, format!("Forbidden: {}", uncapitalised(message)))
    }

    /// 400 for a group that has become the supergroup `to`.
    pub(crate) fn migrated(to: i64) -> Self {
        let refusal = Self::bad_request("group chat was upgraded to a supergroup chat");
        Self { migrate_to_chat_id: Some(to), ..refusal }
    }

    /// 500 with the prefix and the rule for the first letter applied to `message`.
    pub(crate) fn internal(message: &str) -> Self {
        Self::exact(500, format!("Internal Server Error: {}", uncapitalised(message)))
    }

    /// 429 with the seconds to wait.
    pub(crate) fn flood(seconds: u32) -> Self {
        let description = format!("Too Many Requests: retry after {seconds}");
        Self { retry_after: Some(seconds), ..Self::exact(429, description) }
    }

    /// 400 for an answer to a question that nobody has asked, or that is over.
    pub(crate) fn too_late() -> Self {
        Self::bad_request("query is too old and response timeout expired or query ID is invalid")
    }

    /// 501 for `what` that exists in the Bot API but not here.
    pub(crate) fn not_modelled(what: &str) -> Self {
        Self::exact(501, format!("Not Implemented: {what} is not modelled"))
    }
}

/// The first letter becomes lower-case unless the second character is an upper-case letter or `_`.
fn uncapitalised(message: &str) -> String {
    let mut chars = message.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    match chars.next() {
        Some(second) if second.is_ascii_uppercase() || second == '_' => message.to_owned(),
        _ => first.to_ascii_lowercase().to_string() + &message[first.len_utf8()..],
    }
}

/// The body of the answer, in ASCII.
pub(crate) fn envelope(outcome: &Outcome) -> String {
    let body = match outcome {
        Ok(success) => match success.description {
            None => format!(r#"{{"ok":true,"result":{}}}"#, success.json),
            Some(text) => {
                format!(r#"{{"ok":true,"result":{},"description":"{text}"}}"#, success.json)
            }
        },
        Err(refusal) => {
            let text = serde_json::Value::from(refusal.description.as_str());
            let seconds = refusal.retry_after.map(|seconds| format!(r#""retry_after":{seconds}"#));
            let chat = refusal.migrate_to_chat_id.map(|id| format!(r#""migrate_to_chat_id":{id}"#));
            let parameters = seconds
                .or(chat)
                .map_or(String::new(), |parameter| format!(r#","parameters":{{{parameter}}}"#));
            format!(
                r#"{{"ok":false,"error_code":{},"description":{text}{parameters}}}"#,
                refusal.code
            )
        }
    };
    to_ascii(body)
}

/// The text of an update: its id, a newline, then the rest of the object as given.
///
/// A `body` that is no object is handed on as it is, for trying how a bot meets a malformed element.
pub(crate) fn update_text(update_id: i64, body: &RawValue) -> String {
    let text = match body.get().trim().strip_prefix('{') {
        Some(rest) if rest.trim_start() == "}" => format!("{{\"update_id\":{update_id}}}"),
        Some(rest) => format!("{{\"update_id\":{update_id},\n{rest}"),
        None => body.get().to_owned(),
    };
    to_ascii(text)
}

/// Writes every character outside ASCII as `\uXXXX`. In valid JSON they occur inside strings only.
pub(crate) fn to_ascii(json: String) -> String {
    use std::fmt::Write as _;
    if json.is_ascii() {
        return json;
    }
    let mut out = String::with_capacity(json.len() * 2);
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing into a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_is_lowered_unless_the_second_is_a_capital() {
        let text = |message| Refusal::bad_request(message).description;
        assert_eq!(text("Chat not found"), "Bad Request: chat not found");
        assert_eq!(text("BUTTON_DATA_INVALID"), "Bad Request: BUTTON_DATA_INVALID");
        assert_eq!(text("A_B"), "Bad Request: A_B");
        assert_eq!(text("A"), "Bad Request: a");
        assert_eq!(Refusal::internal("Restart").description, "Internal Server Error: restart");
    }

    #[test]
    fn refusals_escape_what_they_quote() {
        let refusal = Refusal::exact(400, "say \"\u{e9}\"");
        assert_eq!(
            envelope(&Err(refusal)),
            r#"{"ok":false,"error_code":400,"description":"say \"\u00e9\""}"#
        );
    }
}
