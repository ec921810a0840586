//! Names in the shop file, in one language or in all.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::language::Language;

/// A name, the same in every language or one for each.
#[derive(Debug)]
pub struct Name {
    en: String,
    ru: Option<String>,
}

impl Name {
    /// The name in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match (language, &self.ru) {
            (Language::Russian, Some(ru)) => ru,
            _ => &self.en,
        }
    }

    /// The name in every language it has one in.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        [Some(self.en.as_str()), self.ru.as_deref()].into_iter().flatten()
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name in quotes, or { en = \"…\", ru = \"…\" }")
    }

    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(Name { en: name.to_owned(), ru: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Name, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct ByLanguage {
            en: String,
            ru: String,
        }
        let ByLanguage { en, ru } = ByLanguage::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Name { en, ru: Some(ru) })
    }
}
