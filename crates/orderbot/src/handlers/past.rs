//! The orders a person has placed.

use molniya::{Data, HandlerError, Step, stay};

use crate::buttons::{OrdersPage, ShowOrder};
use crate::customer::Customers;
use crate::dialogue::Order;
use crate::shop::Lang;

use super::refuse;

/// A page of the list, in a new message or in that of the pressed button.
pub(super) async fn list(
    page: u32,
    lang: &Lang,
    customers: &Customers,
) -> Result<Step<Order>, HandlerError> {
    if !customers.is_alone() {
        return Ok(stay().say(lang.orders_elsewhere()));
    }
    let page = customers.orders(page).await?;
    Ok(stay().edit(lang.orders(&page)))
}

pub(super) async fn page(
    Data(OrdersPage { page }): Data<OrdersPage>,
    lang: Lang,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    list(page, &lang, &customers).await
}

pub(super) async fn order(
    Data(ShowOrder { number, page }): Data<ShowOrder>,
    lang: Lang,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    Ok(match customers.order(number).await? {
        Some(order) => stay().edit(lang.order(&order, page)),
        None => refuse(&lang),
    })
}
