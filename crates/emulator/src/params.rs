//! The parameters of a call, wherever they came from: query, form, JSON or multipart.
//!
//! The first occurrence of a name wins, so the query beats the body. Malformed input is not refused:
//! reading stops and what was read so far is used. Knows nothing of methods.

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// One parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Param {
    /// Its name; upper and lower case differ.
    pub(crate) name: String,
    /// Its text; a value of a JSON body that is no string keeps its JSON text.
    pub(crate) value: String,
    /// Whether it was a value of a JSON body other than a string.
    pub(crate) raw: bool,
    /// What is in it if it was a file of a multipart body; then `value` is the file's name.
    pub(crate) file: Option<Bytes>,
}

/// What stands before the name of a file part in a value that means the part.
pub(crate) const ATTACHED: &str = "attach://";

/// A file that came with a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Upload<'a> {
    /// What the sender calls it.
    pub(crate) name: &'a str,
    pub(crate) content: &'a Bytes,
}

/// All parameters of a call, in the order they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Params {
    list: Vec<Param>,
}

impl Params {
    /// Adds a parameter unless the name is taken.
    pub(crate) fn add(&mut self, param: Param) {
        if !self.has(&param.name) {
            self.list.push(param);
        }
    }

    fn has(&self, name: &str) -> bool {
        self.list.iter().any(|param| param.name == name)
    }

    /// The text of a parameter; absent and empty are the same.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.list
            .iter()
            .find(|param| param.name == name && param.file.is_none())
            .map_or("", |param| &param.value)
    }

    /// The file that was sent as this parameter: under its name, or under the one that `attach://` says.
    pub(crate) fn upload(&self, name: &str) -> Option<Upload<'_>> {
        self.part(self.get(name).strip_prefix(ATTACHED).unwrap_or(name))
    }

    /// The file part of this name.
    pub(crate) fn part(&self, name: &str) -> Option<Upload<'_>> {
        let param = self.list.iter().find(|param| param.name == name)?;
        Some(Upload { name: &param.value, content: param.file.as_ref()? })
    }

    /// Every parameter, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Param> {
        self.list.iter()
    }

    /// `true`, `yes` and `1` are true, in any case and trimmed; all else is false.
    pub(crate) fn boolean(&self, name: &str) -> bool {
        let value = self.get(name).trim();
        ["true", "yes", "1"].iter().any(|word| value.eq_ignore_ascii_case(word))
    }

    /// A bounded integer: absent is `default`, no number is 0, and the bounds clamp.
    pub(crate) fn integer(&self, name: &str, default: i64, min: i64, max: i64) -> i64 {
        match self.get(name) {
            "" => default,
            text => leading_integer(text).clamp(min, max),
        }
    }

    /// Whether a value names the file part `name`, as `attach://name`, also inside JSON.
    pub(crate) fn attaches(&self, name: &str) -> bool {
        let values =
            self.list.iter().filter(|param| param.file.is_none()).map(|param| &param.value);
        values
            .flat_map(|value| value.split(ATTACHED).skip(1))
            .any(|rest| rest.split('"').next() == Some(name))
    }

    /// The bytes of all names and values that are no files.
    pub(crate) fn size(&self) -> usize {
        self.list
            .iter()
            .filter(|param| param.file.is_none())
            .map(|param| param.name.len() + param.value.len())
            .sum()
    }

    /// Reads `name=value&…`, as in a query or a form body.
    pub(crate) fn read_urlencoded(&mut self, text: &[u8]) {
        for pair in text.split(|byte| *byte == b'&') {
            if pair.is_empty() {
                continue;
            }
            let split = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = match split {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[pair.len()..]),
            };
            self.add(Param {
                name: percent_decoded(name, true),
                value: percent_decoded(value, true),
                raw: false,
                file: None,
            });
        }
    }

    /// Reads the members of a JSON object, up to the first thing that is malformed.
    pub(crate) fn read_json(&mut self, body: &[u8]) {
        let text = match std::str::from_utf8(body) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&body[..error.valid_up_to()]).unwrap_or_default(),
        };
        let mut json = serde_json::Deserializer::from_str(text);
        // The error only says where reading stopped; what was read before it counts.
        let _ = MemberReader(self).deserialize(&mut json);
    }
}

/// The integer at the start of `text`, saturating; 0 if there is none.
pub(crate) fn leading_integer(text: &str) -> i64 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let magnitude = digits
        .bytes()
        .take_while(u8::is_ascii_digit)
        .fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    if negative { -magnitude } else { magnitude }
}

/// Decodes `%XX`, and `+` as a blank where that is the habit. A broken escape stays as it is.
pub(crate) fn percent_decoded(text: &[u8], plus_is_blank: bool) -> String {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let escaped = (text[at] == b'%' && at + 2 < text.len())
            .then(|| Some(hex(text[at + 1])? * 16 + hex(text[at + 2])?))
            .flatten();
        match (text[at], escaped) {
            (_, Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', None) if plus_is_blank => out.push(b' '),
            (byte, None) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Adds members one by one, so those before an error stay.
struct MemberReader<'a>(&'a mut Params);

impl<'de> DeserializeSeed<'de> for MemberReader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MemberReader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            let json: &RawValue = members.next_value()?;
            let (value, raw) = match json.get().starts_with('"') {
                true => match serde_json::from_str::<String>(json.get()) {
                    Ok(text) => (text, false),
                    Err(_) => return Ok(()),
                },
                false => (json.get().to_owned(), true),
            };
            self.0.add(Param { name, value, raw, file: None });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_used_up_to_where_it_breaks() {
        let mut params = Params::default();
        params.read_json(
            br#"{"chat_id": 7, "text": "a\u00e9", "keep": [1, {"b":null}], "broken": tru"#,
        );
        assert_eq!(params.get("chat_id"), "7");
        assert_eq!(params.get("text"), "a\u{e9}");
        assert_eq!(params.get("keep"), r#"[1, {"b":null}]"#);
        assert_eq!(params.iter().count(), 3);
    }

    #[test]
    fn the_first_of_a_name_wins_and_escapes_are_decoded() {
        let mut params = Params::default();
        params.read_urlencoded(b"a=1&b=x%20y+z%&A=2&a=3&=&flag");
        assert_eq!(params.get("a"), "1");
        assert_eq!(params.get("b"), "x y z%");
        assert_eq!(params.get("A"), "2");
        assert_eq!(params.get("flag"), "");
    }

    #[test]
    fn integers_clamp_and_nonsense_is_zero() {
        let mut params = Params::default();
        params.read_urlencoded(b"a=abc&b=-5x&c=99999999999999999999&d=");
        assert_eq!(params.integer("a", 9, -10, 10), 0);
        assert_eq!(params.integer("b", 9, -10, 10), -5);
        assert_eq!(params.integer("c", 9, 0, 100), 100);
        assert_eq!(params.integer("d", 9, 0, 100), 9);
    }

    proptest::proptest! {
        /// Whatever a client sends is read as far as it goes, and nothing panics.
        #[test]
        fn nothing_a_client_sends_panics(body: Vec<u8>, text in "[-{}\\[\\]\":,a1%&=+\r\n]{0,60}") {
            for bytes in [body.as_slice(), text.as_bytes()] {
                let mut params = Params::default();
                params.read_json(bytes);
                params.read_urlencoded(bytes);
                let kind = "multipart/form-data; boundary=-";
                proptest::prop_assert_eq!(crate::multipart::read(kind, &Bytes::copy_from_slice(bytes), &mut params), Ok(()));
            }
        }
    }
}
