//! A whole update, decoded.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::UpdateContent;

/// One update with everything it holds. For routing, [`Envelope`](crate::Envelope) is several times cheaper.
///
/// ```
/// use molniya_botapi::{Update, UpdateContent};
///
/// let update: Update = serde_json::from_str(r#"{"update_id":7,"telepathy":{"thought":"blue"}}"#)?;
/// assert_eq!(update.update_id, 7);
/// let UpdateContent::Unknown { kind, raw } = update.content else { panic!() };
/// assert_eq!((&*kind, raw.get()), ("telepathy", r#"{"thought":"blue"}"#));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Source: <https://core.telegram.org/bots/api#update>
#[derive(Debug, Clone)]
pub struct Update {
    /// The update's own id.
    pub update_id: i64,
    /// What happened.
    pub content: UpdateContent,
}

impl<'de> Deserialize<'de> for Update {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Update, D::Error> {
        deserializer.deserialize_map(UpdateVisitor)
    }
}

struct UpdateVisitor;

impl<'de> Visitor<'de> for UpdateVisitor {
    type Value = Update;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Update, A::Error> {
        let (mut update_id, mut content) = (None, None);
        while let Some(name) = map.next_key::<Box<str>>()? {
            match &*name {
                "update_id" => update_id = Some(map.next_value()?),
                // An update holds one thing; should there be two, the known one counts, else the first.
                name if content.as_ref().is_none_or(is_unknown) => {
                    let found = UpdateContent::decode(name, &mut map)?;
                    if content.is_none() || !is_unknown(&found) {
                        content = Some(found);
                    }
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let update_id = update_id.ok_or_else(|| A::Error::missing_field("update_id"))?;
        let content = match content {
            Some(content) => content,
            None => UpdateContent::Unknown { kind: "".into(), raw: nothing()? },
        };
        Ok(Update { update_id, content })
    }
}

fn is_unknown(content: &UpdateContent) -> bool {
    matches!(content, UpdateContent::Unknown { .. })
}

/// What an update without content holds.
fn nothing<E: Error>() -> Result<Box<RawValue>, E> {
    RawValue::from_string("null".to_owned()).map_err(E::custom)
}
