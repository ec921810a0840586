//! Looks into JSON that has been found valid, to see which member of a union it is.
//!
//! Decoding a union means: take its text, find the field that tells the members apart, decode once. This module finds
//! the field. It must not know any member.

use serde::de::Error;

/// How deep arrays and objects may nest inside a union. Every level of a nested union is decoded from its own text,
/// where the limit of the JSON library begins anew; without this limit a hostile server could exhaust the stack.
const MAX_DEPTH: usize = 128;

/// Whether an optional flag need not be written.
pub(crate) fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Whether the value is a text.
pub(crate) fn is_text(json: &str) -> bool {
    json.starts_with('"')
}

/// Whether the value is an array.
pub(crate) fn is_array(json: &str) -> bool {
    json.starts_with('[')
}

/// The text of a field that tells members apart; empty if it is absent or no text.
pub(crate) fn tag<'a>(json: &'a str, key: &str) -> serde_json::Result<&'a str> {
    let value = field(json, key)?.unwrap_or_default();
    Ok(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or_default())
}

/// Whether a message can no longer be read: its date is 0.
///
/// Source: <https://core.telegram.org/bots/api#inaccessiblemessage>
pub(crate) fn is_inaccessible(json: &str) -> serde_json::Result<bool> {
    Ok(field(json, "date")? == Some("0"))
}

/// The raw value of a field of the outermost object, if it is a text or a number.
///
/// The input is valid JSON, so brackets match and texts end; anything else only gives a wrong answer.
fn field<'a>(json: &'a str, key: &str) -> serde_json::Result<Option<&'a str>> {
    let (mut depth, mut found) = (0_usize, None);
    let mut rest = json;
    while let Some(at) = rest.find(['"', '{', '[', '}', ']']) {
        match rest.as_bytes().get(at) {
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {
                let text = string(&rest[at..]);
                rest = &rest[at + text.len()..];
                let is_key = found.is_none()
                    && depth == 1
                    && text.len() == key.len() + 2
                    && text[1..].starts_with(key);
                if let Some(value) = rest.trim_start().strip_prefix(':').filter(|_| is_key) {
                    found = Some(scalar(value.trim_start()));
                }
                continue;
            }
        }
        if depth > MAX_DEPTH {
            return Err(serde_json::Error::custom("nested too deep"));
        }
        rest = &rest[at + 1..];
    }
    Ok(found)
}

/// The text literal at the beginning, quotes included.
fn string(json: &str) -> &str {
    let mut escaped = false;
    for (at, byte) in json.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return &json[..=at],
            _ => {}
        }
    }
    json
}

/// The text or number at the beginning.
fn scalar(json: &str) -> &str {
    if is_text(json) {
        return string(json);
    }
    &json[..json.find([',', '}', ' ', '\n', '\r', '\t']).unwrap_or(json.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_field_is_found() {
        let json = r#"{"a":{"type":"inner"},"b":"\"type\":\"text\"","list":["type","x"], "type" : "outer","date":0}"#;
        assert_eq!(tag(json, "type").unwrap(), "outer");
        assert!(is_inaccessible(json).unwrap());
    }

    #[test]
    fn a_value_is_not_taken_for_a_key() {
        assert_eq!(tag(r#"{"name":"type","x":":","y":1}"#, "type").unwrap(), "");
        assert_eq!(tag(r#"{"type":7}"#, "type").unwrap(), "");
        assert!(!is_inaccessible(r#"{"date":10}"#).unwrap());
    }

    #[test]
    fn nesting_has_a_limit() {
        let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(tag(&nested(MAX_DEPTH - 1), "type").is_ok());
        assert!(tag(&nested(MAX_DEPTH), "type").is_err());
    }

    proptest::proptest! {
        #[test]
        fn it_agrees_with_a_full_parser(
            before in ".*", name in "[a-z_\\\\\"]{0,6}", tag_value in "[a-z_]{0,8}", inner in "[{}\\[\\]\",:a-z]{0,12}",
        ) {
            let object = serde_json::json!({
                name.clone(): {"type": inner, "list": [inner, {"type": before}]}, "aaa": before, "type": tag_value,
            });
            let expected = object.get("type").and_then(serde_json::Value::as_str).unwrap_or_default();
            for json in [object.to_string(), format!("{object:#}")] {
                proptest::prop_assert_eq!(tag(&json, "type").unwrap(), expected);
            }
        }
    }
}
