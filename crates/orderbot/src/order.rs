//! What an order is made of, and which typed texts are one of its parts.
//!
//! Pure values: this module knows nothing of Telegram, of steps or of words.

use std::fmt;

use molniya::botapi::{ChatId, UserId};
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The largest quantity that can be ordered.
pub const MAX_QUANTITY: u16 = 999;
/// Characters in an address, after trimming.
pub const MAX_ADDRESS: usize = 500;
/// Characters in a typed product, after trimming.
pub const MAX_PRODUCT: usize = 100;

/// A quantity from 1 to [`MAX_QUANTITY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Quantity(u16);

impl Quantity {
    /// The quantity, if it is in range.
    pub fn new(number: u16) -> Option<Quantity> {
        (1..=MAX_QUANTITY).contains(&number).then_some(Quantity(number))
    }

    /// The quantity a person typed: digits only, blanks around them do not count.
    pub fn typed(text: &str) -> Option<Quantity> {
        let text = text.trim();
        // `parse` alone would take "+3" too.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse().ok().and_then(Quantity::new)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Quantity> for u16 {
    fn from(quantity: Quantity) -> u16 {
        quantity.0
    }
}

impl TryFrom<u16> for Quantity {
    type Error = OutOfRange;

    fn try_from(number: u16) -> Result<Quantity, OutOfRange> {
        Quantity::new(number).ok_or(OutOfRange)
    }
}

/// A number is no [`Quantity`].
#[derive(Debug, thiserror::Error)]
#[error("a quantity is a number from 1 to {MAX_QUANTITY}")]
pub struct OutOfRange;

/// Why a typed text cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadText {
    /// Nothing in it can be seen.
    Blank,
    /// It has too many characters.
    TooLong,
}

/// A typed text without the blanks around it, of 1 to `most` characters.
///
/// # Errors
/// The text is blank or too long.
pub fn typed_text(text: &str, most: usize) -> Result<&str, BadText> {
    let text = text.trim();
    if is_blank(text) {
        Err(BadText::Blank)
    } else if text.chars().count() > most {
        Err(BadText::TooLong)
    } else {
        Ok(text)
    }
}

/// Whether nothing of a text can be seen: also zero-width and filler characters look like nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
    })
}

/// What is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id in the shop file; none if a person typed something that is not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name in the language it was chosen in.
    pub name: String,
}

/// A placed order, as it is stored in the collection [`OrderRecord::COLLECTION`] under its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    /// The number people and shop call it by.
    pub number: u64,
    /// Who ordered.
    pub person: UserId,
    /// Where they ordered.
    pub chat: ChatId,
    /// The product's name, as the person read or typed it.
    pub product: String,
    /// The product's id in the shop file, if it is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Where to.
    pub address: String,
    /// When it was confirmed, in seconds since the Unix epoch.
    pub at: u64,
    /// The language it was ordered in.
    pub language: Language,
}

impl OrderRecord {
    /// The collection of placed orders.
    pub const COLLECTION: &'static str = "orders";
    /// The series that order numbers come from.
    pub const SERIES: &'static str = "orders";
}
