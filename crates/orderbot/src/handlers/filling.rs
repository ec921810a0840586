//! The questions for product, quantity and address, for the first time and to correct one of them.

use molniya::{Data, HandlerError, In, Step, Text, goto, stay};

use crate::buttons::{BackToSummary, Change, LastAddress, PickPlace, PickProduct, PickQuantity};
use crate::customer::Customers;
use crate::dialogue::{Address, Asking, Draft, Order, Product, Quantity};
use crate::here::{Here, Summary};
use crate::order::{Count, Item, MAX_ADDRESS, MAX_PRODUCT, typed_text};
use crate::shop::Lang;

use super::placing::not_to_confirm;
use super::refuse;

pub(super) async fn product(
    said: Option<Text>,
    In(at): In<Product>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match typed(&said, MAX_PRODUCT).and_then(|name| lang.typed_product(name)) {
        Some(item) => take_product(item, at, &lang, summary),
        None => stay().say(lang.help_product(Asking::from(&at.0))),
    }
}

pub(super) async fn pick_product(
    Data(pick): Data<PickProduct>,
    In(at): In<Product>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match lang.product(&pick.id) {
        Some(item) => take_product(item, at, &lang, summary),
        None => refuse(&lang),
    }
}

fn take_product(item: Item, Product(was): Product, lang: &Lang, summary: Summary) -> Step<Order> {
    match was {
        Some(draft) => show(Draft { item, ..draft }, lang, summary),
        None => {
            let question = lang.ask_quantity(&item, Asking::First);
            goto(Quantity { item, was: None }).edit(question)
        }
    }
}

pub(super) async fn quantity(
    said: Option<Text>,
    In(at): In<Quantity>,
    lang: Lang,
    customers: Customers,
    summary: Summary,
) -> Result<Step<Order>, HandlerError> {
    match said.and_then(|Text(text)| Count::typed(&text)) {
        Some(quantity) => take_quantity(quantity, at, &lang, &customers, summary).await,
        None => Ok(stay().say(lang.help_quantity(Asking::from(&at.was)))),
    }
}

pub(super) async fn pick_quantity(
    Data(pick): Data<PickQuantity>,
    In(at): In<Quantity>,
    lang: Lang,
    customers: Customers,
    summary: Summary,
) -> Result<Step<Order>, HandlerError> {
    match Count::new(pick.number) {
        Some(quantity) => take_quantity(quantity, at, &lang, &customers, summary).await,
        None => Ok(refuse(&lang)),
    }
}

async fn take_quantity(
    quantity: Count,
    Quantity { item, was }: Quantity,
    lang: &Lang,
    customers: &Customers,
    summary: Summary,
) -> Result<Step<Order>, HandlerError> {
    if let Some(draft) = was {
        return Ok(show(Draft { quantity, ..draft }, lang, summary));
    }
    let last = customers.last_address().await?;
    let question = lang.ask_address(last.as_deref(), Asking::First);
    Ok(goto(Address { item, quantity, last, was: None }).edit(question))
}

pub(super) async fn address(
    said: Option<Text>,
    In(at): In<Address>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match typed(&said, MAX_ADDRESS) {
        Some(address) => take_address(address.to_owned(), at, &lang, summary),
        None => stay().say(lang.help_address(at.last.as_deref(), Asking::from(&at.was))),
    }
}

pub(super) async fn pick_place(
    Data(pick): Data<PickPlace>,
    In(at): In<Address>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match lang.place(&pick.id) {
        Some(place) => take_address(place.to_owned(), at, &lang, summary),
        None => refuse(&lang),
    }
}

pub(super) async fn pick_last_address(
    _: Data<LastAddress>,
    In(mut at): In<Address>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match at.last.take() {
        Some(address) => take_address(address, at, &lang, summary),
        None => refuse(&lang),
    }
}

fn take_address(address: String, at: Address, lang: &Lang, summary: Summary) -> Step<Order> {
    let Address { item, quantity, .. } = at;
    show(Draft { item, quantity, address, since: summary.since }, lang, summary)
}

/// Turns the summary into one of its questions. It cannot be confirmed until that is answered.
pub(super) async fn change(
    Data(field): Data<Change>,
    In(draft): In<Draft>,
    lang: Lang,
    here: Here,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    if !here.may_show(&draft) {
        return Ok(not_to_confirm(&lang, &here));
    }
    let Draft { item, quantity, .. } = draft.clone();
    let was = Some(draft);
    Ok(match field {
        Change::Product => goto(Product(was)).edit(lang.ask_product(Asking::Again)),
        Change::Quantity => {
            let question = lang.ask_quantity(&item, Asking::Again);
            goto(Quantity { item, was }).edit(question)
        }
        Change::Address => {
            let last = customers.last_address().await?;
            let question = lang.ask_address(last.as_deref(), Asking::Again);
            goto(Address { item, quantity, last, was }).edit(question)
        }
    })
}

/// Leaves the order as it was before the correction.
pub(super) async fn back(
    _: Data<BackToSummary>,
    In(at): In<Order>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    match at.corrected() {
        Some(draft) => show(draft, &lang, summary),
        None => refuse(&lang),
    }
}

/// Shows the order, to be confirmed.
fn show(draft: Draft, lang: &Lang, summary: Summary) -> Step<Order> {
    let draft = Draft { since: summary.since, ..draft };
    let text = lang.summary(&draft);
    goto(draft).edit(text).named(summary.name)
}

/// The text of a message, if it has one that is not blank and not too long.
fn typed(said: &Option<Text>, most: usize) -> Option<&str> {
    said.as_ref().and_then(|Text(text)| typed_text(text, most))
}
