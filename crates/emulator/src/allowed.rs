//! Which kinds of updates the bot wants: the setting and the rules by which it changes.
//!
//! See `allowed_updates` of <https://core.telegram.org/bots/api#getupdates>.

use std::collections::BTreeSet;

use serde_json::Value;

/// Kinds that must be asked for.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The setting; without kinds it is the default: all but those that must be asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Allowed {
    kinds: Option<BTreeSet<String>>,
}

impl Allowed {
    /// Takes over a parameter. Text that is no array of strings leaves the setting as it is; an array
    /// that names no known kind brings the default back.
    pub(crate) fn update(&mut self, text: &str) -> bool {
        let Ok(Value::Array(list)) = serde_json::from_str(text) else {
            return false;
        };
        let Some(names) = list.iter().map(Value::as_str).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let known: BTreeSet<String> = molniya_schema::update_kinds()
            .iter()
            .map(|kind| kind.name)
            .filter(|kind| names.iter().any(|name| name.eq_ignore_ascii_case(kind)))
            .map(str::to_owned)
            .collect();
        let is_default = known.is_empty()
            || molniya_schema::update_kinds()
                .iter()
                .all(|kind| known.contains(kind.name) != ON_REQUEST.contains(&kind.name));
        self.kinds = (!is_default).then_some(known);
        true
    }

    /// Whether updates of this kind are made. A kind nobody knows is made: it is newer than the setting.
    pub(crate) fn allows(&self, kind: &str) -> bool {
        let known = molniya_schema::update_kinds().iter().any(|known| known.name == kind);
        match &self.kinds {
            Some(kinds) => kinds.contains(kind) || !known,
            None => !ON_REQUEST.contains(&kind),
        }
    }

    /// The kinds in the order of the official page, unless they are the default.
    pub(crate) fn list(&self) -> Option<Vec<&'static str>> {
        let kinds = self.kinds.as_ref()?;
        let all = molniya_schema::update_kinds().iter().map(|kind| kind.name);
        Some(all.filter(|kind| kinds.contains(*kind)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_array_of_strings_changes_the_setting() {
        let mut allowed = Allowed::default();
        assert!(allowed.update(r#"["MESSAGE", "nonsense"]"#));
        assert!(allowed.allows("message") && !allowed.allows("callback_query"));
        for ignored in ["", "x", "{}", "null", r#"["poll", 1]"#] {
            assert!(!allowed.update(ignored), "{ignored}");
            assert_eq!(allowed.list(), Some(vec!["message"]));
        }
        assert!(allowed.update("[]"));
        assert_eq!(allowed.list(), None);
        assert!(allowed.allows("poll") && !allowed.allows("chat_member"));
        assert!(allowed.update(r#"["chat_member"]"#));
        assert!(allowed.allows("chat_member") && !allowed.allows("message"));
    }
}
