//! The order dialogue: what a person said last, and what the bot says to it.

use serde_json::value::RawValue;

use crate::shop::Shop;
use crate::wire::{AnswerQuery, Input, ShowMessage};

/// What is remembered of a person.
#[derive(Default)]
pub(crate) struct Session {
    step: Step,
    last_address: Option<String>,
}

#[derive(Default)]
enum Step {
    #[default]
    Idle,
    Product,
    Quantity {
        product: String,
    },
    Address {
        product: String,
        quantity: u16,
    },
    Confirm {
        product: String,
        quantity: u16,
        address: String,
    },
}

/// The calls that answer an update.
pub(crate) struct Answer {
    /// Method and body of the message or edit.
    pub(crate) message: (&'static str, Vec<u8>),
    /// Body of the answer to a pressed button.
    pub(crate) query: Option<Vec<u8>>,
}

/// Goes one step on.
pub(crate) fn answer(
    shop: &Shop,
    session: &mut Session,
    orders: &mut u64,
    input: &Input<'_>,
) -> serde_json::Result<Answer> {
    let step = std::mem::take(&mut session.step);
    let (next, message) = match (step, input.text, input.query.is_some()) {
        (step, "/start", false) => {
            let text = "Lightning Widgets. Would you like to place an order?";
            (step, show(input, None, text, Some(&shop.menu))?)
        }
        (_, "new_order", true) => {
            let text = "Which product would you like? Choose one or type its name.";
            (Step::Product, show(input, None, text, Some(&shop.products))?)
        }
        (_, "cancel_order", true) => (
            Step::Idle,
            show(input, Some(input.message), "The order is cancelled.", Some(&shop.menu))?,
        ),
        (Step::Product, product, false) if fits(product) => {
            let text =
                format!("{product}\nWhat quantity? Choose one or type a number from 1 to 999.");
            let step = Step::Quantity { product: product.to_owned() };
            (step, show(input, None, &text, Some(&shop.quantities))?)
        }
        (Step::Quantity { product }, text, false) => quantity(shop, session, input, product, text)?,
        (Step::Address { product, quantity }, address, false) if fits(address) => {
            let text =
                format!("Please check your order.\n{}", summary(&product, quantity, address));
            let step = Step::Confirm { product, quantity, address: address.to_owned() };
            (step, show(input, None, &text, Some(&shop.confirm))?)
        }
        (Step::Confirm { product, quantity, address }, "confirm_order", true) => {
            *orders += 1;
            let order = summary(&product, quantity, &address);
            let text = format!("Thank you! Order #{orders} is placed.\n{order}");
            session.last_address = Some(address);
            (Step::Idle, show(input, Some(input.message), &text, Some(&shop.menu))?)
        }
        (step, _, _) => {
            let text = "I take orders. Press the button below to begin, or send /start.";
            (step, show(input, None, text, Some(&shop.menu))?)
        }
    };
    session.step = next;
    let query = input.query.map(|id| serde_json::to_vec(&AnswerQuery { callback_query_id: id }));
    Ok(Answer { message, query: query.transpose()? })
}

type Message = (&'static str, Vec<u8>);

fn quantity(
    shop: &Shop,
    session: &Session,
    input: &Input<'_>,
    product: String,
    text: &str,
) -> serde_json::Result<(Step, Message)> {
    match text.trim().parse::<u16>() {
        Ok(quantity @ 1..=999) => {
            let last =
                session.last_address.as_deref().map(|last| shop.places_with(last)).transpose()?;
            let keyboard = last.as_ref().unwrap_or(&shop.places);
            let text = "What is the delivery address? Choose one or type it.";
            Ok((Step::Address { product, quantity }, show(input, None, text, Some(keyboard))?))
        }
        _ => {
            let text = "Please choose a quantity with one of the buttons, or type a whole number from 1 to 999.";
            Ok((Step::Quantity { product }, show(input, None, text, Some(&shop.quantities))?))
        }
    }
}

fn fits(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 1000
}

fn summary(product: &str, quantity: u16, address: &str) -> String {
    let pieces = if quantity == 1 { "piece" } else { "pieces" };
    format!("Product: {product}\nQuantity: {quantity} {pieces}\nAddress: {address}")
}

/// A new message, or a change of the given one.
fn show(
    input: &Input<'_>,
    message_id: Option<i64>,
    text: &str,
    reply_markup: Option<&RawValue>,
) -> serde_json::Result<Message> {
    let method = if message_id.is_some() { "editMessageText" } else { "sendMessage" };
    let body =
        serde_json::to_vec(&ShowMessage { chat_id: input.chat, message_id, text, reply_markup })?;
    Ok((method, body))
}
