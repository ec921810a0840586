//! A file that is described in JSON, as albums and edits name theirs. See <https://core.telegram.org/bots/api#inputmedia>.

use serde_json::value::RawValue;

use super::required;
use crate::answer::Refusal;
use crate::files::Kind;
use crate::params::{Param, Params};

/// What the file is, and the parameters that a call for it alone would have.
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) params: Params,
}

impl Item {
    /// The only one of a call.
    pub(super) fn one(params: &Params, allowed: &[Kind]) -> Result<Self, Refusal> {
        let json: Box<RawValue> = serde_json::from_str(required(params, "media")?)
            .map_err(|_| Refusal::bad_request("can't parse input media JSON object"))?;
        Self::read(params, &json, allowed)
    }

    /// One of several.
    pub(super) fn read(
        params: &Params,
        json: &RawValue,
        allowed: &[Kind],
    ) -> Result<Self, Refusal> {
        Self::read_as(params, json, allowed, "can't parse InputMedia")
    }

    /// One that is read for something else, as the error texts begin then.
    pub(super) fn read_as(
        params: &Params,
        json: &RawValue,
        allowed: &[Kind],
        failed: &str,
    ) -> Result<Self, Refusal> {
        let bad = |what: &str| Refusal::bad_request(&format!("{failed}: {what}"));
        if !json.get().starts_with('{') {
            return Err(bad("expected an Object"));
        }
        let mut item = Params::default();
        item.read_json(json.get().as_bytes());
        let value = item.get("media").to_owned();
        if value.is_empty() {
            return Err(bad("media not found"));
        }
        let kind = match (item.get("type"), Kind::named(item.get("type"))) {
            ("", _) => return Err(bad("Can't find field \"type\"")),
            (_, Some(kind)) if allowed.contains(&kind) => kind,
            (name, Some(Kind::Animation)) => {
                return Err(bad(&format!("type \"{name}\" can't be used in sendMediaGroup")));
            }
            (name, _) => return Err(bad(&format!("type \"{name}\" is unsupported"))),
        };
        item.add(Param { name: kind.name().to_owned(), value, raw: false, file: None });
        let files = params.iter().filter(|param| param.file.is_some());
        files.for_each(|param| item.add(param.clone()));
        Ok(Self { kind, params: item })
    }
}
