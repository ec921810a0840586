//! The shop the bot serves: shared, read-only, made once at start.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use molniya::{Cx, Filter, FromUpdate, In, KeyboardError, Rejection, UserId};

use crate::catalogue::{Catalogue, SAMPLE, ShopError};
use crate::language::{Language, Speaking};
use crate::order::Item;
use crate::speech::Speech;

/// What every handler may look at: what is sold, and what is said in every language, keyboards ready to send.
#[derive(Debug)]
pub struct Shop {
    catalogue: Catalogue,
    english: Speech,
    russian: Speech,
    operators: Vec<UserId>,
}

impl Shop {
    /// Reads a shop file, or takes the sample that is built in.
    ///
    /// # Errors
    /// The file cannot be read, or says something that cannot be.
    pub fn load(path: Option<&Path>) -> Result<Shop, ShopError> {
        let catalogue = match path {
            Some(path) => Catalogue::read(path)?,
            None => Catalogue::parse(SAMPLE, Path::new("shop.toml"))?,
        };
        Ok(Shop::new(catalogue)?)
    }

    /// A shop with this catalogue.
    ///
    /// # Errors
    /// Telegram would not take a keyboard made of it, which a catalogue from a file excludes.
    pub fn new(catalogue: Catalogue) -> Result<Shop, KeyboardError> {
        Ok(Shop {
            english: Speech::new(&catalogue, Language::English)?,
            russian: Speech::new(&catalogue, Language::Russian)?,
            catalogue,
            operators: Vec::new(),
        })
    }

    /// The same shop with these people as its operators: they can write to everybody.
    #[must_use]
    pub fn operated_by(mut self, operators: Vec<UserId>) -> Shop {
        self.operators = operators;
        self
    }

    pub(crate) fn is_operated_by(&self, person: UserId) -> bool {
        self.operators.contains(&person)
    }
}

/// The shop in the person's language.
#[derive(Debug, Clone)]
pub(crate) struct Lang {
    shop: Arc<Shop>,
    pub(crate) language: Language,
}

impl FromUpdate<Shop> for Lang {
    const FILTER: Filter = <In<Speaking> as FromUpdate<Shop>>::FILTER;

    fn from_update(cx: &Cx<Shop>) -> Result<Lang, Rejection> {
        let In(speaking) = In::<Speaking>::from_update(cx)?;
        let language = speaking.language(cx.envelope().language.as_deref());
        Ok(Lang { shop: cx.state().clone(), language })
    }
}

impl Lang {
    /// The same shop in this language.
    pub(crate) fn speaking(self, language: Language) -> Lang {
        Lang { language, ..self }
    }

    pub(crate) fn product(&self, id: &str) -> Option<Item> {
        self.shop.catalogue.product(id, self.language)
    }

    pub(crate) fn photo(&self, id: &str) -> Option<&str> {
        self.shop.catalogue.photo(id)
    }

    pub(crate) fn typed_product(&self, text: &str) -> Option<Item> {
        self.shop.catalogue.typed_product(text, self.language)
    }

    pub(crate) fn place(&self, id: &str) -> Option<&str> {
        self.shop.catalogue.place(id, self.language)
    }
}

/// What the bot says, in the person's language.
impl Deref for Lang {
    type Target = Speech;

    fn deref(&self) -> &Speech {
        match self.language {
            Language::English => &self.shop.english,
            Language::Russian => &self.shop.russian,
        }
    }
}
