//! What is sold: the shop file, read and checked.
//!
//! Everything wrong with the file is found here, before the bot starts, and said in one line. This module knows
//! nothing of steps and messages.

mod file;
mod name;

use std::path::{Path, PathBuf};

use molniya::KeyboardError;

use crate::language::Language;
use crate::money::Price;
use crate::order::{Count, Item};

pub use name::Name;

/// The shop file that is used when no other is named.
pub(crate) const SAMPLE: &str = include_str!("../../shop.toml");

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
    pub products: Vec<Product>,
    /// Addresses that are offered as buttons.
    pub places: Vec<Listed>,
}

/// Something that can be ordered.
#[derive(Debug)]
pub struct Product {
    /// Its id and its name.
    pub listed: Listed,
    /// What one costs, if that is told.
    pub price: Option<Price>,
    /// What it looks like: the address of a picture, or the id of a file at Telegram.
    pub photo: Option<String>,
}

/// Something with an id for the program and a name for people: a product or a place.
#[derive(Debug)]
pub struct Listed {
    /// Names it in callback data and records.
    pub id: String,
    /// What people read.
    pub name: Name,
}

impl Listed {
    /// Whether a person who typed `text` meant this: its id or a name in any language, without regard to case.
    fn is_called(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let names = [self.id.as_str()].into_iter().chain(self.name.all());
        names.into_iter().any(|name| name.to_lowercase() == text)
    }
}

impl Product {
    fn item(&self, language: Language) -> Item {
        let Listed { id, name } = &self.listed;
        Item {
            id: Some(id.clone()),
            name: name.in_language(language).to_owned(),
            price: self.price.clone(),
        }
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
        file::read(text).map_err(|wrong| ShopError::Wrong {
            path: path.to_owned(),
            line: wrong.line,
            column: wrong.column,
            problem: wrong.problem,
        })
    }

    /// The photo of a product.
    pub fn photo(&self, id: &str) -> Option<&str> {
        let product = self.products.iter().find(|product| product.listed.id == id)?;
        product.photo.as_deref()
    }

    /// The product whose button carries this id.
    pub fn product(&self, id: &str, language: Language) -> Option<Item> {
        let product = self.products.iter().find(|product| product.listed.id == id)?;
        Some(product.item(language))
    }

    /// The product a person typed: a listed one, else the text itself if the shop allows it.
    pub fn typed_product(&self, text: &str, language: Language) -> Option<Item> {
        let listed = self.products.iter().find(|product| product.listed.is_called(text));
        match listed {
            Some(product) => Some(product.item(language)),
            None => self.free_text.then(|| Item { id: None, name: text.to_owned(), price: None }),
        }
    }

    /// The address whose button carries this id.
    pub fn place(&self, id: &str, language: Language) -> Option<&str> {
        let listed = self.places.iter().find(|place| place.id == id)?;
        Some(listed.name.in_language(language))
    }
}
