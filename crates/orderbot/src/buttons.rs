//! What the buttons carry, and the keyboards made of them: serialised once, at start.

use molniya::{CallbackData, InlineKeyboard, InlineKeyboardBuilder, KeyboardError};

use crate::catalogue::{Catalogue, Listed};
use crate::language::Language;
use crate::texts::Texts;

/// Begins an order.
#[derive(Debug, CallbackData)]
pub(crate) struct NewOrder;

/// Places the order that is shown.
#[derive(Debug, CallbackData)]
pub(crate) struct ConfirmOrder;

/// Cancels the unfinished order.
#[derive(Debug, CallbackData)]
pub(crate) struct CancelOrder;

/// Picks a listed product.
#[derive(Debug, CallbackData)]
#[callback(prefix = "product")]
pub(crate) struct PickProduct {
    pub(crate) id: String,
}

/// Picks a quantity.
#[derive(Debug, CallbackData)]
#[callback(prefix = "quantity")]
pub(crate) struct PickQuantity {
    pub(crate) number: u16,
}

/// Picks a listed place.
#[derive(Debug, CallbackData)]
#[callback(prefix = "place")]
pub(crate) struct PickPlace {
    pub(crate) id: String,
}

/// Picks the address of the person's last order.
#[derive(Debug, CallbackData)]
pub(crate) struct LastAddress;

/// Buttons in a row of quantities.
const QUANTITIES_IN_ROW: usize = 5;
/// Characters of an address on a button.
const LABEL: usize = 40;

/// The keyboards of one language.
#[derive(Debug)]
pub(crate) struct Keyboards {
    pub(crate) menu: InlineKeyboard,
    pub(crate) products: InlineKeyboard,
    pub(crate) quantities: InlineKeyboard,
    pub(crate) places: InlineKeyboard,
    pub(crate) confirm: InlineKeyboard,
    /// The places without the cancel button, to be added to.
    listed_places: InlineKeyboardBuilder,
    cancel: String,
}

impl Keyboards {
    pub(crate) fn new(
        catalogue: &Catalogue,
        texts: &Texts,
        language: Language,
    ) -> Result<Keyboards, KeyboardError> {
        let cancel = texts.button_cancel();
        let new_order = texts.button_new_order();
        let confirm = texts.button_confirm();
        let name = |listed: &Listed| listed.name.in_language(language).to_owned();

        let mut products = InlineKeyboard::new();
        for product in &catalogue.products {
            let id = product.id.clone();
            products = products.button(name(product), &PickProduct { id }).row();
        }
        let mut quantities = InlineKeyboard::new();
        for row in catalogue.quantities.chunks(QUANTITIES_IN_ROW) {
            for quantity in row {
                let number = u16::from(*quantity);
                quantities = quantities.button(quantity.to_string(), &PickQuantity { number });
            }
            quantities = quantities.row();
        }
        let mut places = InlineKeyboard::new();
        for place in &catalogue.places {
            let id = place.id.clone();
            places = places.button(name(place), &PickPlace { id }).row();
        }
        Ok(Keyboards {
            menu: InlineKeyboard::new().button(new_order, &NewOrder).build()?,
            products: products.button(&cancel, &CancelOrder).build()?,
            quantities: quantities.button(&cancel, &CancelOrder).build()?,
            confirm: InlineKeyboard::new()
                .button(confirm, &ConfirmOrder)
                .button(&cancel, &CancelOrder)
                .build()?,
            places: places.clone().button(&cancel, &CancelOrder).build()?,
            listed_places: places,
            cancel,
        })
    }

    /// The places, and the address of the person's last order.
    pub(crate) fn places_with(&self, last: &str) -> InlineKeyboard {
        let last = self.listed_places.clone().button(label(last), &LastAddress).row();
        // A label is never empty and there is room for two more buttons, so this does not fail.
        last.button(&self.cancel, &CancelOrder).build().unwrap_or_else(|_| self.places.clone())
    }
}

/// The beginning of an address, on one line.
fn label(address: &str) -> String {
    let line = address.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(LABEL).is_none() {
        return line;
    }
    let beginning: String = line.chars().take(LABEL - 1).collect();
    beginning + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_short_line() {
        assert_eq!(label(" 5 High Street,\n Flat 2"), "5 High Street, Flat 2");
        assert_eq!(label(&"ж".repeat(40)).chars().count(), 40);
        let long = label(&"ж".repeat(500));
        assert_eq!((long.chars().count(), long.ends_with('…')), (40, true));
    }
}
