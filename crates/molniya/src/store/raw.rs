//! JSON text as a part of other JSON text, so that stored rows stay readable.
//!
//! An object or array is written as it is; any other text becomes a JSON string.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

use crate::answer::Json;

/// Writes JSON text into the surrounding JSON.
pub(super) fn serialize<S: Serializer>(json: &Json, out: S) -> Result<S::Ok, S::Error> {
    match embeddable(json) {
        Some(raw) => raw.serialize(out),
        None => json.serialize(out),
    }
}

/// Takes JSON text out of the surrounding JSON.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Json, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    if raw.get().starts_with('"') {
        serde_json::from_str(raw.get()).map_err(de::Error::custom)
    } else {
        Ok(raw.into())
    }
}

/// The text as a JSON value, if reading it back gives exactly this text.
fn embeddable(json: &str) -> Option<&RawValue> {
    let raw: &RawValue =
        json.starts_with(['{', '[']).then(|| serde_json::from_str(json).ok()).flatten()?;
    (raw.get().len() == json.len()).then_some(raw)
}

/// The same for a text that may be absent.
pub(super) mod option {
    use super::*;

    /// Writes JSON text or `null`.
    pub(in super::super) fn serialize<S: Serializer>(
        json: &Option<Json>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        match json {
            Some(json) => super::serialize(json, out),
            None => out.serialize_none(),
        }
    }

    /// Takes JSON text, or `null` for its absence.
    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Json>, D::Error> {
        #[derive(Deserialize)]
        struct Text(#[serde(with = "super")] Json);
        Ok(Option::<Text>::deserialize(from)?.map(|text| text.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Holder {
        #[serde(with = "super")]
        params: Json,
        #[serde(with = "super::option", default, skip_serializing_if = "Option::is_none")]
        files: Option<Json>,
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        for text in ["{}", r#"{"a":"\u0041"}"#, "[1, 2]", "{broken", r#""quoted""#, "", "{} "] {
            let holder = Holder { params: text.into(), files: Some(text.into()) };
            let written = serde_json::to_string(&holder).unwrap();
            let read: Holder = serde_json::from_str(&written).unwrap();
            assert_eq!(&*read.params, text);
            assert_eq!(read.files.as_deref(), Some(text));
        }
    }

    #[test]
    fn an_object_is_readable_in_its_row() {
        let holder = Holder { params: r#"{"text":"hi"}"#.into(), files: None };
        assert_eq!(serde_json::to_string(&holder).unwrap(), r#"{"params":{"text":"hi"}}"#);
    }
}
