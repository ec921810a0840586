//! What an order is made of, and which typed texts are one of its parts.
//!
//! Pure values: this module knows nothing of Telegram, of steps or of words.

use std::fmt;

use molniya::Record;
use molniya::botapi::{ChatId, UserId};
use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::money::Price;

/// The largest quantity that can be ordered.
pub(crate) const MAX_QUANTITY: u16 = 999;
/// Characters in an address, after trimming.
pub(crate) const MAX_ADDRESS: usize = 500;
/// Characters in a typed product, after trimming.
pub(crate) const MAX_PRODUCT: usize = 100;

/// How many: 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Count(u16);

impl Count {
    /// The quantity, if it is in range.
    pub fn new(number: u16) -> Option<Count> {
        (1..=MAX_QUANTITY).contains(&number).then_some(Count(number))
    }

    /// The quantity a person typed: digits only, blanks around them do not count.
    pub fn typed(text: &str) -> Option<Count> {
        let text = text.trim();
        // `parse` alone would take "+3" too.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.parse().ok().and_then(Count::new)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Count> for u16 {
    fn from(quantity: Count) -> u16 {
        quantity.0
    }
}

impl TryFrom<u16> for Count {
    type Error = OutOfRange;

    fn try_from(number: u16) -> Result<Count, OutOfRange> {
        Count::new(number).ok_or(OutOfRange)
    }
}

/// A number is no [`Count`].
#[derive(Debug, thiserror::Error)]
#[error("a quantity is a number from 1 to {MAX_QUANTITY}")]
pub struct OutOfRange;

/// A typed text without the blanks around it, if it has 1 to `most` characters and something of it can be seen.
pub(crate) fn typed_text(text: &str, most: usize) -> Option<&str> {
    let text = text.trim();
    let fits = !is_blank(text) && text.chars().count() <= most;
    fits.then_some(text)
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
    /// What one costs, if the shop file told it when it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// A placed order, stored under its number. The numbers come from the series of the same name as the collection.
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
    /// What one costs, if the person was told a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// How many.
    pub quantity: Count,
    /// Where to.
    pub address: String,
    /// When it was confirmed, in seconds since the Unix epoch.
    pub at: u64,
    /// The language it was ordered in.
    pub language: Language,
}

impl Record for OrderRecord {
    const COLLECTION: &'static str = "orders";

    fn id(&self) -> String {
        self.number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_digits_from_1_to_999() {
        for (text, number) in [("1", 1), (" 3 ", 3), ("\u{2003}12\n", 12), ("007", 7), ("999", 999)]
        {
            assert_eq!(Count::typed(text).map(u16::from), Some(number), "{text:?}");
        }
        let bad = [
            "",
            " ",
            "0",
            "000",
            "-1",
            "+3",
            "1000",
            "99999999999",
            "3.5",
            "3 5",
            "3x",
            "three",
            "3️⃣",
            "３",
            "٣",
            "18446744073709551617",
        ];
        for text in bad {
            assert_eq!(Count::typed(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_text_is_counted_in_characters_after_trimming() {
        let longest = "ж".repeat(500);
        assert_eq!(typed_text(&format!(" {longest}\n"), 500), Some(longest.as_str()));
        assert_eq!(typed_text(&"ж".repeat(501), 500), None);
        assert_eq!(typed_text("<b>*_[", 6), Some("<b>*_["));
    }

    #[test]
    fn a_text_that_cannot_be_seen_is_blank() {
        for text in
            ["", "   ", "\n\t", "\u{200b}", " \u{feff}\u{2060} ", "\u{3164}", "\u{2800}", "\0"]
        {
            assert_eq!(typed_text(text, 500), None, "{text:?}");
        }
        // Joiners inside visible text are part of it.
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(typed_text(family, 500), Some(family));
    }
}
