//! The keyboards, serialised once.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

#[derive(Clone, Serialize)]
struct Button {
    text: String,
    callback_data: &'static str,
}

#[derive(Serialize)]
struct Keyboard {
    inline_keyboard: Vec<Vec<Button>>,
}

/// What the bot shows under its messages.
pub(crate) struct Shop {
    pub(crate) menu: Box<RawValue>,
    pub(crate) products: Box<RawValue>,
    pub(crate) quantities: Box<RawValue>,
    pub(crate) places: Box<RawValue>,
    pub(crate) confirm: Box<RawValue>,
    rows_of_places: Vec<Vec<Button>>,
}

fn button(text: &str, callback_data: &'static str) -> Button {
    Button { text: text.to_owned(), callback_data }
}

fn keyboard(inline_keyboard: Vec<Vec<Button>>) -> serde_json::Result<Box<RawValue>> {
    to_raw_value(&Keyboard { inline_keyboard })
}

impl Shop {
    pub(crate) fn new() -> serde_json::Result<Shop> {
        let cancel = || vec![button("Cancel", "cancel_order")];
        let numbers = [
            ("1", "quantity:1"),
            ("2", "quantity:2"),
            ("3", "quantity:3"),
            ("5", "quantity:5"),
            ("10", "quantity:10"),
        ];
        let rows_of_places = vec![
            vec![button("Pick up at 1 Harbour Street", "place:harbour")],
            vec![button("Pick up at the central station", "place:station")],
            cancel(),
        ];
        Ok(Shop {
            menu: keyboard(vec![vec![button("New order", "new_order")]])?,
            products: keyboard(vec![
                vec![button("Widget A17 · €12.50", "product:widget-a17")],
                vec![button("Gadget B2 · €8.00", "product:gadget-b2")],
                vec![button("Lightning lamp · €49.90", "product:lamp")],
                cancel(),
            ])?,
            quantities: keyboard(vec![
                numbers.map(|(text, data)| button(text, data)).into(),
                cancel(),
            ])?,
            places: keyboard(rows_of_places.clone())?,
            confirm: keyboard(vec![
                vec![button("Confirm", "confirm_order"), button("Cancel", "cancel_order")],
                vec![button("Change the product", "change:product")],
                vec![button("Change the quantity", "change:quantity")],
                vec![button("Change the address", "change:address")],
            ])?,
            rows_of_places,
        })
    }

    /// The places, and the beginning of the person's last address.
    pub(crate) fn places_with(&self, last: &str) -> serde_json::Result<Box<RawValue>> {
        let mut rows = self.rows_of_places.clone();
        let beginning: String = last.chars().take(40).collect();
        rows.push(vec![button(&beginning, "last_address")]);
        keyboard(rows)
    }
}
