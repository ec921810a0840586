//! Dialogues: a talk in steps, whose present step is kept between updates.
//!
//! A dialogue is an enum, a step is one of its variants. It is stored as JSON, the way serde writes an enum
//! (`"Idle"`, `{"Quantity":{"product":"tea"}}`), so the present step can be told without decoding it.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A talk in steps. Derive it on an enum with a unit variant to begin in and one type inside each other variant.
///
/// ```
/// use molniya::Dialogue;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Dialogue, Serialize, Deserialize, Default)]
/// enum Order {
///     #[default]
///     Idle,
///     Quantity(Quantity),
/// }
///
/// #[derive(Serialize, Deserialize)]
/// struct Quantity { product: String }
///
/// assert_eq!(Order::NAME, "order");
/// assert_eq!(Order::STEPS, ["Idle", "Quantity"]);
/// ```
///
/// The name is the type's name in snake_case, or `#[dialogue(name = "…")]`. It is part of the key the dialogue is stored
/// under: a dialogue that is renamed starts over. So does one whose stored step no longer decodes; `#[serde(default)]`
/// on new fields of a step avoids that, and so
/// does `#[serde(alias = "Old")]` on a variant that is renamed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no dialogue",
    label = "not a dialogue",
    note = "derive it on an enum: `#[derive(Dialogue, Serialize, Deserialize, Default)]`"
)]
pub trait Dialogue: Serialize + DeserializeOwned + Default + Send + 'static {
    /// What its state is stored under; unique among the dialogues of a router.
    const NAME: &'static str;
    /// The names of all steps, as serde writes them.
    const STEPS: &'static [&'static str];
    /// The name of the default step.
    const IDLE: &'static str;
    /// Older names of steps, each with the step's present name.
    const ALIASES: &'static [(&'static str, &'static str)] = &[];
}

/// A step of a dialogue. `#[derive(Dialogue)]` implements it for the type inside each variant, and for the dialogue
/// itself (which is in every step).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no step of a dialogue",
    label = "not a step",
    note = "a step is the type inside a variant of an enum with `#[derive(Dialogue)]`: `enum Order {{ Quantity(Quantity), … }}`"
)]
pub trait StepOf: Into<Self::Dialogue> + Send + 'static {
    /// The dialogue it belongs to.
    type Dialogue: Dialogue;
    /// The step's name as serde writes it; `None`: every step.
    const STEP: Option<&'static str>;
    /// The step, if the dialogue is in it.
    fn take(dialogue: Self::Dialogue) -> Option<Self>;
}

/// What the router knows of a dialogue.
#[derive(Debug, Clone, Copy)]
pub struct DialogueInfo {
    pub(crate) name: &'static str,
    pub(crate) steps: &'static [&'static str],
    pub(crate) idle: &'static str,
    aliases: &'static [(&'static str, &'static str)],
    pub(crate) type_name: fn() -> &'static str,
}

impl DialogueInfo {
    pub(crate) const fn of<D: Dialogue>() -> DialogueInfo {
        DialogueInfo {
            name: D::NAME,
            steps: D::STEPS,
            idle: D::IDLE,
            aliases: D::ALIASES,
            type_name: std::any::type_name::<D>,
        }
    }

    /// The place of the stored state among the steps; `None`: it is in no step that exists.
    pub(crate) fn step_of(&self, stored: Option<&str>) -> Option<usize> {
        let tag = match stored {
            Some(json) => tag(json)?,
            None => Cow::Borrowed(self.idle),
        };
        let place_of = |name: &str| self.steps.iter().position(|step| *step == name);
        place_of(&tag).or_else(|| {
            let (_, present) = self.aliases.iter().find(|(old, _)| *old == tag)?;
            place_of(present)
        })
    }
}

/// The name of the variant in an externally tagged enum, without decoding the rest: `"Idle"` or `{"Quantity":…}`.
///
/// Whether the rest is JSON at all is not looked at.
pub(crate) fn tag(json: &str) -> Option<Cow<'_, str>> {
    let json = json.trim_ascii_start();
    let json = json.strip_prefix('{').map_or(json, str::trim_ascii_start);
    let text = json.strip_prefix('"')?;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => {
                let name = &text[..at];
                return if name.contains('\\') {
                    serde_json::from_str(&json[..at + 2]).ok().map(Cow::Owned)
                } else {
                    Some(Cow::Borrowed(name))
                };
            }
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_step_is_told_from_odd_json() {
        for (json, step) in [
            (r#""Idle""#, Some("Idle")),
            (r#"{"Quantity":{"product":"tea"}}"#, Some("Quantity")),
            (" \n{\t\"Quantity\" : null }", Some("Quantity")),
            (r#"{"Quantity"#, None),
            (r#"{"Quan\u0074ity":1}"#, Some("Quantity")),
            (r#"{"a\"b\\":1}"#, Some("a\"b\\")),
            (r#""Адрес""#, Some("Адрес")),
            (r#"{"bad\x":1}"#, None),
            (r#"{"ends with\"#, None),
            (r#"["Idle"]"#, None),
            ("{}", None),
            ("null", None),
            ("", None),
            ("7", None),
        ] {
            assert_eq!(tag(json).as_deref(), step, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_name_serde_writes_is_told(name in ".{0,12}", unit in any::<bool>()) {
            let quoted = serde_json::to_string(&name).unwrap();
            let json = if unit { quoted } else { format!("{{{quoted}:{{\"x\":\"y\"}}}}") };
            let told = tag(&json).map(Cow::into_owned);
            prop_assert_eq!(told, Some(name));
        }

        #[test]
        fn no_text_panics(text in ".{0,20}|[{\" \\\\a]{0,8}") {
            tag(&text);
        }
    }
}
