//! The shop file as it is written, and every check of it.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Catalogue, Listed, Name, Product};
use crate::money::{Currency, Price};
use crate::order::{Count, MAX_QUANTITY};

/// How many products fit: with a cancel button they stay below the 100 buttons Telegram shows.
const MAX_PRODUCTS: usize = 50;
/// How many places fit under the question for the address.
const MAX_PLACES: usize = 20;
/// How many quantities fit under the question for the quantity, five in a row.
const MAX_QUANTITIES: usize = 20;
/// Bytes in the address or the id of a photo.
const MAX_PHOTO: usize = 500;
/// Characters in a name: what a button can show.
const MAX_NAME: usize = 64;
/// Characters in an id. Callback data is `product:` and the id: at most 40 of the 64 bytes Telegram allows.
const MAX_ID: usize = 32;

/// The shop file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<Name>,
    #[serde(default)]
    free_text: bool,
    currency: Option<Spanned<String>>,
    quantities: Spanned<Vec<Spanned<i64>>>,
    products: Spanned<Vec<ProductEntry>>,
    places: Spanned<Vec<PlaceEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductEntry {
    id: Spanned<String>,
    name: Spanned<Name>,
    price: Option<Spanned<String>>,
    photo: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceEntry {
    id: Spanned<String>,
    name: Spanned<Name>,
}

/// What is wrong with the file, and where for people.
pub(super) struct Wrong {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) problem: String,
}

/// Reads the text of a shop file.
pub(super) fn read(text: &str) -> Result<Catalogue, Wrong> {
    let checked = toml::from_str::<File>(text).map_err(Problem::from).and_then(File::check);
    checked.map_err(|Problem { at, what }| {
        let (line, column) = place(text, at.start);
        Wrong { line, column, problem: what }
    })
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
        let currency = self.currency.map(check_currency).transpose()?;
        Ok(Catalogue {
            name: check_name(self.name)?,
            free_text: self.free_text,
            quantities,
            products: check_products(self.products, currency.as_ref())?,
            places: check_places(self.places)?,
        })
    }
}

fn check_quantities(list: Spanned<Vec<Spanned<i64>>>) -> Result<Vec<Count>, Problem> {
    check_count(&list, "quantities", MAX_QUANTITIES)?;
    let mut quantities = Vec::new();
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

fn check_products(
    list: Spanned<Vec<ProductEntry>>,
    currency: Option<&Currency>,
) -> Result<Vec<Product>, Problem> {
    check_count(&list, "products", MAX_PRODUCTS)?;
    let mut products: Vec<Product> = Vec::new();
    for ProductEntry { id, name, price, photo } in list.into_inner() {
        let price = price.map(|price| check_price(&price, currency)).transpose()?;
        let photo = photo.map(check_photo).transpose()?;
        let listed = check_listed(id, name, products.iter().map(|product| &product.listed))?;
        products.push(Product { listed, price, photo });
    }
    Ok(products)
}

fn check_places(list: Spanned<Vec<PlaceEntry>>) -> Result<Vec<Listed>, Problem> {
    check_count(&list, "places", MAX_PLACES)?;
    let mut places: Vec<Listed> = Vec::new();
    for PlaceEntry { id, name } in list.into_inner() {
        places.push(check_listed(id, name, places.iter())?);
    }
    Ok(places)
}

fn check_count<T>(list: &Spanned<Vec<T>>, what: &str, most: usize) -> Result<(), Problem> {
    let count = list.get_ref().len();
    if (1..=most).contains(&count) {
        return Ok(());
    }
    Err(Problem::at(list, format!("{count} {what}; list 1 to {most}")))
}

fn check_listed<'a>(
    id: Spanned<String>,
    name: Spanned<Name>,
    mut others: impl Iterator<Item = &'a Listed>,
) -> Result<Listed, Problem> {
    check_id(&id)?;
    if others.any(|other| other.id == *id.get_ref()) {
        let what = format!("id {:?} is there twice; choose another", id.get_ref());
        return Err(Problem::at(&id, what));
    }
    Ok(Listed { id: id.into_inner(), name: check_name(name)? })
}

fn check_currency(code: Spanned<String>) -> Result<Currency, Problem> {
    let text = code.get_ref();
    text.parse().map_err(|wrong| Problem::at(&code, format!("currency {text:?}; {wrong}")))
}

fn check_price(price: &Spanned<String>, currency: Option<&Currency>) -> Result<Price, Problem> {
    let text = price.get_ref();
    let Some(currency) = currency else {
        let what =
            format!("price {text:?} of no currency; add currency = \"EUR\", or another, above");
        return Err(Problem::at(price, what));
    };
    Price::parse(text, currency).ok_or_else(|| {
        let what = format!(
            "price {text:?}; write a number above 0 like \"12.50\", with no more digits after the point than {} has",
            currency.code(),
        );
        Problem::at(price, what)
    })
}

/// Telegram fetches a photo from an address, or has it under an id; it is not sent from here.
fn check_photo(photo: Spanned<String>) -> Result<String, Problem> {
    let text = photo.get_ref();
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_address = |c: char| c.is_ascii_graphic();
    let fits = match text.strip_prefix("https://") {
        Some(rest) => !rest.is_empty() && rest.chars().all(is_address),
        None => !text.is_empty() && text.chars().all(is_id),
    };
    if fits && text.len() <= MAX_PHOTO {
        return Ok(photo.into_inner());
    }
    let what = format!(
        "photo {text:?}; write an address that begins with https://, or the id of a file at Telegram"
    );
    Err(Problem::at(&photo, what))
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
    for text in name.get_ref().all() {
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
