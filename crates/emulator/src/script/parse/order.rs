//! Reads how somebody pays.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{Doing, Order};

/// What may come behind `with`.
const WITH: &str = "what is said to pay: tip, name, phone, email or address";

/// Behind `pays`: maybe which invoice, and what it asks for.
pub(super) fn pays(cursor: &mut Cursor<'_>) -> Result<Doing, Wrong> {
    let which = cursor.maybe_quoted(Use::Meant)?;
    let mut order = Order::default();
    if cursor.eat_word("with") {
        detail(cursor, &mut order)?;
        while cursor.eat(",") {
            detail(cursor, &mut order)?;
        }
    }
    Ok(Doing::Pays { which, order })
}

/// One thing that is said, and only once.
fn detail(cursor: &mut Cursor<'_>, order: &mut Order) -> Result<(), Wrong> {
    let begin = cursor.at();
    let is_new = match cursor.word(WITH)? {
        "tip" => order.tip.replace(tip(cursor)?).is_none(),
        "name" => order.name.replace(cursor.name("a name")?).is_none(),
        "phone" => order.phone.replace(cursor.name("a phone number")?).is_none(),
        "email" => order.email.replace(cursor.name("an address of e-mail")?).is_none(),
        "address" => order.address.replace(address(cursor)?).is_none(),
        _ => false,
    };
    if is_new { Ok(()) } else { Err((begin, Problem::Expected(WITH))) }
}

/// An amount in the units of the currency; how many digits it may have behind the point is for the currency to say.
fn tip(cursor: &mut Cursor<'_>) -> Result<String, Wrong> {
    let begin = cursor.at();
    let name = "an amount, for example 0.50";
    let word = cursor.word(name)?;
    let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match digits(whole) && digits(part) && word.len() <= 18 {
        true => Ok(word.to_owned()),
        false => Err((begin, Problem::Number(name))),
    }
}

/// `NL Utrecht Utrecht "5 High Street" "" "3511 AB"`.
fn address(cursor: &mut Cursor<'_>) -> Result<[String; 6], Wrong> {
    let mut address = <[String; 6]>::default();
    for part in &mut address {
        *part = cursor.maybe_empty(
            "an address: country code, state, city, two lines of the street, post code",
        )?;
    }
    Ok(address)
}
