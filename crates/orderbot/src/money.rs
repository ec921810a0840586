//! Prices: how they are written in the shop file and in every language.
//!
//! Pure values: an amount is counted in the smallest unit of its currency, so nothing is rounded.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::order::Count;

/// The largest price of one piece, in the smallest unit of its currency.
const MAX_PRICE: u64 = 1_000_000_000;
/// Stands between groups of digits, and between a number and its currency: no line breaks there.
const NO_BREAK_SPACE: char = '\u{a0}';

/// A currency by its ISO 4217 code, for example `EUR`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(String);

/// A text is no currency code.
#[derive(Debug, thiserror::Error)]
#[error("write three capital letters of ISO 4217, for example \"EUR\"")]
pub struct NotACurrency;

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(code: &str) -> Result<Currency, NotACurrency> {
        let fits = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        fits.then(|| Currency(code.to_owned())).ok_or(NotACurrency)
    }
}

impl Currency {
    /// The three letters.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// How many digits are after the decimal point.
    ///
    /// Source: <https://www.iso.org/iso-4217-currency-codes.html>
    fn digits(&self) -> usize {
        match self.0.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// Its sign, if everybody knows one that stands for no other currency as well.
    fn sign(&self) -> Option<&'static str> {
        Some(match self.0.as_str() {
            "EUR" => "€",
            "GBP" => "£",
            "INR" => "₹",
            "JPY" => "¥",
            "KZT" => "₸",
            "RUB" => "₽",
            "UAH" => "₴",
            "USD" => "$",
            _ => return None,
        })
    }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// How much, in the smallest unit of the currency: 1250 is 12.50 €.
    pub minor: u64,
    /// Of what.
    pub currency: Currency,
}

impl Price {
    /// The price written as in the shop file: `12.50`, or `12`. `None`: it is no price from the smallest unit to
    /// 10,000,000.00, or has more digits after the point than the currency.
    pub fn parse(text: &str, currency: &Currency) -> Option<Price> {
        let digits = currency.digits();
        let (whole, fraction) = match text.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (text, ""),
        };
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || fraction.len() > digits || !is_number(whole) || !is_number(fraction)
        {
            return None;
        }
        let minor: u64 = format!("{whole}{fraction:0<digits$}").parse().ok()?;
        let fits = (1..=MAX_PRICE).contains(&minor);
        fits.then(|| Price { minor, currency: currency.clone() })
    }

    /// What so many cost.
    #[must_use]
    pub fn times(&self, quantity: Count) -> Price {
        // At most MAX_PRICE × 999, so nothing saturates.
        let minor = self.minor.saturating_mul(u16::from(quantity).into());
        Price { minor, currency: self.currency.clone() }
    }

    /// As it is written in a language: `€1,234.50`, `1 234,50 €`.
    pub fn in_language(&self, language: Language) -> String {
        let (group, point) = match language {
            Language::English => (',', '.'),
            Language::Russian => (NO_BREAK_SPACE, ','),
        };
        let digits = self.currency.digits();
        let all = format!("{:0>least$}", self.minor, least = digits + 1);
        let (whole, fraction) = all.split_at(all.len() - digits);
        let mut number = String::with_capacity(all.len() + 8);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                number.push(group);
            }
            number.push(digit);
        }
        if !fraction.is_empty() {
            number.push(point);
            number.push_str(fraction);
        }
        let Currency(code) = &self.currency;
        match (language, self.currency.sign()) {
            (Language::English, Some(sign)) => format!("{sign}{number}"),
            (Language::English, None) => format!("{code}{NO_BREAK_SPACE}{number}"),
            (Language::Russian, sign) => {
                format!("{number}{NO_BREAK_SPACE}{}", sign.unwrap_or(code))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str, currency: &str) -> Option<Price> {
        Price::parse(text, &currency.parse().expect(currency))
    }

    #[test]
    fn a_price_is_written_as_the_language_does() {
        for (text, currency, english, russian) in [
            ("12.50", "EUR", "€12.50", "12,50 €"),
            ("12.5", "EUR", "€12.50", "12,50 €"),
            ("12", "EUR", "€12.00", "12,00 €"),
            ("0.05", "USD", "$0.05", "0,05 $"),
            ("1234.5", "RUB", "₽1,234.50", "1 234,50 ₽"),
            ("10000000.00", "GBP", "£10,000,000.00", "10 000 000,00 £"),
            ("999", "JPY", "¥999", "999 ¥"),
            ("1000", "JPY", "¥1,000", "1 000 ¥"),
            ("0.125", "KWD", "KWD 0.125", "0,125 KWD"),
            ("7", "CHF", "CHF 7.00", "7,00 CHF"),
        ] {
            let price = price(text, currency).expect(text);
            let plain = |language| price.in_language(language).replace(NO_BREAK_SPACE, " ");
            assert_eq!(
                (plain(Language::English), plain(Language::Russian)),
                (english.to_owned(), russian.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        let bad = [
            "",
            ".",
            "12.",
            ".5",
            "12,50",
            "12.505",
            "-1",
            "+1",
            "0",
            "0.00",
            "1e3",
            "10000000.01",
            "99999999999999999999999",
            "12 ",
            "١٢",
            "€12",
        ];
        for text in bad {
            assert_eq!(price(text, "EUR"), None, "{text:?}");
        }
        assert_eq!(price("12.5", "JPY"), None);
        for code in ["", "EU", "EURO", "eur", "€", "EU1"] {
            assert!(code.parse::<Currency>().is_err(), "{code:?}");
        }
    }

    #[test]
    fn the_largest_order_has_an_exact_total() {
        let most = Count::new(999).expect("in range");
        let total = price("10000000", "EUR").expect("the largest").times(most);
        assert_eq!(total.in_language(Language::English), "€9,990,000,000.00");
    }
}
