//! What is sold: the shop file, read and checked.
//!
//! Everything wrong with the file is found here, before the bot starts, and said in one line. This module knows
//! nothing of steps and messages.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use molniya::KeyboardError;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::language::Language;
use crate::order::{Count, Item, MAX_QUANTITY};

/// How many products fit: with a cancel button they stay below the 100 buttons Telegram shows.
const MAX_PRODUCTS: usize = 50;
/// How many places fit under the question for the address.
const MAX_PLACES: usize = 20;
/// How many quantities fit under the question for the quantity, five in a row.
const MAX_QUANTITIES: usize = 20;
/// Characters in a name: what a button can show.
const MAX_NAME: usize = 64;
/// Characters in an id. Callback data is `product:` and the id: at most 40 of the 64 bytes Telegram allows.
const MAX_ID: usize = 32;

/// The shop file that is used when no other is named.
pub(crate) const SAMPLE: &str = include_str!("../shop.toml");

/// Why there is no shop. One line that says what to change.
#[derive(Debug, thiserror::Error)]
pub enum ShopError {
    /// The file could not be read: look at its path and rights.
    #[error("cannot read the shop file {}: {reason}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The file says something that cannot be: correct it at this place.
    #[error("{}, line {line}, column {column}: {problem}", .path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
        /// What is wrong and what to write instead.
        problem: String,
    },
    /// Telegram would not take a keyboard made of the file.
    #[error("the shop's buttons: {0}")]
    Buttons(#[from] KeyboardError),
}

/// What the shop sells, in the words of every language.
#[derive(Debug)]
pub struct Catalogue {
    /// The shop's name.
    pub name: Name,
    /// Whether a product that is not listed may be typed.
    pub free_text: bool,
    /// Quantities that are offered as buttons.
    pub quantities: Vec<Count>,
    /// What is listed.
    pub products: Vec<Listed>,
    /// Addresses that are offered as buttons.
    pub places: Vec<Listed>,
}

/// Something with an id for the program and a name for people: a product or a place.
#[derive(Debug)]
pub struct Listed {
    /// Names it in callback data and records.
    pub id: String,
    /// What people read.
    pub name: Name,
}

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
}

impl Listed {
    /// Whether a person who typed `text` meant this: its id or a name in any language, without regard to case.
    fn is_called(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        [Some(&self.id), Some(&self.name.en), self.name.ru.as_ref()]
            .into_iter()
            .flatten()
            .any(|name| name.to_lowercase() == text)
    }

    fn item(&self, language: Language) -> Item {
        Item { id: Some(self.id.clone()), name: self.name.in_language(language).to_owned() }
    }
}

impl Catalogue {
    /// Reads a shop file.
    ///
    /// # Errors
    /// The file cannot be read, or says something that cannot be.
    pub fn read(path: &Path) -> Result<Catalogue, ShopError> {
        let text = std::fs::read_to_string(path)
            .map_err(|reason| ShopError::Unreadable { path: path.to_owned(), reason })?;
        Catalogue::parse(&text, path)
    }

    /// Reads the text of a shop file; `path` is only named in errors.
    ///
    /// # Errors
    /// The text says something that cannot be.
    pub fn parse(text: &str, path: &Path) -> Result<Catalogue, ShopError> {
        let checked = toml::from_str::<File>(text).map_err(Problem::from).and_then(File::check);
        checked.map_err(|Problem { at, what }| {
            let (line, column) = place(text, at.start);
            ShopError::Wrong { path: path.to_owned(), line, column, problem: what }
        })
    }

    /// The product whose button carries this id.
    pub fn product(&self, id: &str, language: Language) -> Option<Item> {
        let listed = self.products.iter().find(|product| product.id == id)?;
        Some(listed.item(language))
    }

    /// The product a person typed: a listed one, else the text itself if the shop allows it.
    pub fn typed_product(&self, text: &str, language: Language) -> Option<Item> {
        let listed = self.products.iter().find(|product| product.is_called(text));
        match listed {
            Some(product) => Some(product.item(language)),
            None => self.free_text.then(|| Item { id: None, name: text.to_owned() }),
        }
    }

    /// The address whose button carries this id.
    pub fn place(&self, id: &str, language: Language) -> Option<&str> {
        let listed = self.places.iter().find(|place| place.id == id)?;
        Some(listed.name.in_language(language))
    }
}

/// The shop file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<Name>,
    #[serde(default)]
    free_text: bool,
    quantities: Spanned<Vec<Spanned<i64>>>,
    products: Spanned<Vec<Entry>>,
    places: Spanned<Vec<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    name: Spanned<Name>,
}

/// What is wrong with the file, and at which bytes.
struct Problem {
    at: Range<usize>,
    what: String,
}

impl Problem {
    fn at<T>(place: &Spanned<T>, what: impl Into<String>) -> Problem {
        Problem { at: place.span(), what: what.into() }
    }
}

impl From<toml::de::Error> for Problem {
    fn from(error: toml::de::Error) -> Problem {
        let said = error.message().lines().collect::<Vec<_>>().join(", ");
        let remedy = if said.starts_with("missing field") {
            "add it"
        } else if said.starts_with("unknown field") {
            "rename or remove it"
        } else {
            "correct it"
        };
        Problem { at: error.span().unwrap_or_default(), what: format!("{said}; {remedy}") }
    }
}

impl File {
    fn check(self) -> Result<Catalogue, Problem> {
        let quantities = check_quantities(self.quantities)?;
        Ok(Catalogue {
            name: check_name(self.name)?,
            free_text: self.free_text,
            quantities,
            products: check_entries(self.products, "products", MAX_PRODUCTS)?,
            places: check_entries(self.places, "places", MAX_PLACES)?,
        })
    }
}

fn check_quantities(list: Spanned<Vec<Spanned<i64>>>) -> Result<Vec<Count>, Problem> {
    let count = list.get_ref().len();
    if !(1..=MAX_QUANTITIES).contains(&count) {
        let what = format!("{count} quantities; list 1 to {MAX_QUANTITIES}");
        return Err(Problem::at(&list, what));
    }
    let mut quantities = Vec::with_capacity(count);
    for number in list.into_inner() {
        let quantity = u16::try_from(*number.get_ref()).ok().and_then(Count::new);
        let Some(quantity) = quantity else {
            let what =
                format!("quantity {}; write a number from 1 to {MAX_QUANTITY}", number.get_ref());
            return Err(Problem::at(&number, what));
        };
        if quantities.contains(&quantity) {
            let what = format!("quantity {quantity} is there twice; remove one");
            return Err(Problem::at(&number, what));
        }
        quantities.push(quantity);
    }
    Ok(quantities)
}

fn check_entries(
    list: Spanned<Vec<Entry>>,
    what: &str,
    most: usize,
) -> Result<Vec<Listed>, Problem> {
    let count = list.get_ref().len();
    if !(1..=most).contains(&count) {
        let what = format!("{count} {what}; list 1 to {most}");
        return Err(Problem::at(&list, what));
    }
    let mut entries: Vec<Listed> = Vec::with_capacity(count);
    for Entry { id, name } in list.into_inner() {
        check_id(&id)?;
        if entries.iter().any(|other| other.id == *id.get_ref()) {
            let what = format!("id {:?} is there twice; choose another", id.get_ref());
            return Err(Problem::at(&id, what));
        }
        entries.push(Listed { id: id.into_inner(), name: check_name(name)? });
    }
    Ok(entries)
}

fn check_id(id: &Spanned<String>) -> Result<(), Problem> {
    let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_');
    let text = id.get_ref();
    if (1..=MAX_ID).contains(&text.len()) && text.chars().all(plain) {
        return Ok(());
    }
    let what = format!("id {text:?}; use 1 to {MAX_ID} of a to z, 0 to 9, \"-\" and \"_\"");
    Err(Problem::at(id, what))
}

fn check_name(name: Spanned<Name>) -> Result<Name, Problem> {
    for text in [Some(&name.get_ref().en), name.get_ref().ru.as_ref()].into_iter().flatten() {
        let length = text.chars().count();
        let visible = !crate::order::is_blank(text) && !text.chars().any(char::is_control);
        if text.trim() != text || !visible || length > MAX_NAME {
            let what = format!(
                "name {text:?}; write 1 to {MAX_NAME} characters on one line, no blanks at its ends"
            );
            return Err(Problem::at(&name, what));
        }
    }
    Ok(name.into_inner())
}

/// Line and column, both from 1, of a byte of the text.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
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
