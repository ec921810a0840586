//! The languages the bot speaks, and which one a person gets.

use molniya::Dialogue;
use serde::{Deserialize, Serialize};

/// A language the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// English, also for everybody whose language the bot does not speak.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::English, Language::Russian];

    /// The language for a person, by the IETF tag their program tells (`ru`, `ru-RU`, `pt-br`), if it tells one.
    ///
    /// Source: <https://core.telegram.org/bots/api#user>
    pub fn of(tag: Option<&str>) -> Language {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next());
        match primary {
            Some(primary) if primary.eq_ignore_ascii_case("ru") => Language::Russian,
            _ => Language::English,
        }
    }

    /// Its IETF tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Russian => "ru",
        }
    }
}

/// The language a person chose, kept for each chat they use the bot in: it is loaded together with where they are in
/// an order, so no step has to wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Dialogue, Serialize, Deserialize)]
pub(crate) enum Speaking {
    /// That of their program.
    #[default]
    Automatic,
    /// This one.
    Chosen(Chosen),
}

/// The language a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chosen(pub(crate) Language);

impl Speaking {
    /// The language for a person whose program tells this tag.
    pub(crate) fn language(self, tag: Option<&str>) -> Language {
        match self {
            Speaking::Automatic => Language::of(tag),
            Speaking::Chosen(Chosen(language)) => language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_is_for_those_whose_program_speaks_it() {
        for tag in ["ru", "ru-RU", "RU", "ru_BY"] {
            assert_eq!(Language::of(Some(tag)), Language::Russian, "{tag}");
        }
        for tag in [None, Some(""), Some("en"), Some("de-AT"), Some("rue"), Some("be-ru")] {
            assert_eq!(Language::of(tag), Language::English, "{tag:?}");
        }
    }
}
