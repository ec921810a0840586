//! What is remembered of a person between orders: the last address, to be offered as a button, and which orders are
//! theirs.

use molniya::botapi::{ChatId, ChatType, UserId};
use molniya::{Cx, FromUpdate, HandlerError, OptOut, Record, Records, Rejection};
use serde::{Deserialize, Serialize};

use crate::order::OrderRecord;
use crate::shop::Shop;

/// Orders on one page of a person's list.
pub(crate) const ON_PAGE: u32 = 5;

/// A person who ordered before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Who.
    pub person: UserId,
    /// Where their last order went.
    pub address: String,
    /// How many orders they placed: as many [`Nth`] are theirs.
    #[serde(default)]
    pub orders: u32,
}

impl Record for Customer {
    const COLLECTION: &'static str = "customers";

    fn id(&self) -> String {
        self.person.to_string()
    }
}

/// Which order was a person's first, second and so on.
///
/// Counted one by one, so that every page of their list is found without looking at the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nth {
    /// Who.
    pub person: UserId,
    /// Their how many-th order, from 1.
    pub nth: u32,
    /// Its number.
    pub number: u64,
}

impl Record for Nth {
    const COLLECTION: &'static str = "customer_orders";

    fn id(&self) -> String {
        nth_id(self.person, self.nth)
    }
}

fn nth_id(person: UserId, nth: u32) -> String {
    format!("{person}/{nth}")
}

/// A page of a person's orders.
#[derive(Debug)]
pub(crate) struct Page {
    /// Newest first.
    pub(crate) orders: Vec<OrderRecord>,
    /// Which one, from 0.
    pub(crate) page: u32,
    /// How many there are.
    pub(crate) pages: u32,
}

/// What is remembered of the person of this update.
pub(crate) struct Customers {
    records: Records,
    person: UserId,
    alone: bool,
}

impl FromUpdate<Shop> for Customers {
    fn from_update(cx: &Cx<Shop>) -> Result<Customers, Rejection> {
        let envelope = cx.envelope();
        Ok(Customers {
            records: cx.records().clone(),
            person: envelope.user.ok_or(Rejection::NotMine)?,
            alone: envelope.chat_type == Some(ChatType::Private),
        })
    }
}

impl Customers {
    /// Whether nobody else reads along. In company nobody should read where the person lives.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone
    }

    /// Whether broadcasts come to this chat.
    pub(crate) async fn are_told_news(&self, chat: ChatId) -> Result<bool, HandlerError> {
        Ok(self.records.get::<OptOut>(&chat.to_string()).await?.is_none())
    }

    /// Where the person's last order went, if that may be shown here.
    pub(crate) async fn last_address(&self) -> Result<Option<String>, HandlerError> {
        if !self.alone {
            return Ok(None);
        }
        Ok(self.customer().await?.map(|customer| customer.address))
    }

    /// What is to be remembered once the person has placed this order.
    pub(crate) async fn after(&self, order: &OrderRecord) -> Result<(Customer, Nth), HandlerError> {
        let before = self.customer().await?.map_or(0, |customer| customer.orders);
        let (person, nth) = (self.person, before + 1);
        let customer = Customer { person, address: order.address.clone(), orders: nth };
        Ok((customer, Nth { person, nth, number: order.number }))
    }

    /// A page of the person's orders; of those there are, the nearest to the one asked for.
    pub(crate) async fn orders(&self, page: u32) -> Result<Page, HandlerError> {
        let count = self.customer().await?.map_or(0, |customer| customer.orders);
        let pages = count.div_ceil(ON_PAGE);
        let page = page.min(pages.saturating_sub(1));
        let newest = count - page * ON_PAGE;
        let mut orders = Vec::with_capacity(ON_PAGE as usize);
        for nth in (1..=newest).rev().take(ON_PAGE as usize) {
            let nth = self.records.get::<Nth>(&nth_id(self.person, nth)).await?;
            if let Some(Nth { number, .. }) = nth {
                orders.extend(self.order(number).await?);
            }
        }
        Ok(Page { orders, page, pages })
    }

    /// One order, if it is the person's own and may be shown here.
    pub(crate) async fn order(&self, number: u64) -> Result<Option<OrderRecord>, HandlerError> {
        let order = self.records.get::<OrderRecord>(&number.to_string()).await?;
        Ok(order.filter(|order| self.alone && order.person == self.person))
    }

    async fn customer(&self) -> Result<Option<Customer>, HandlerError> {
        self.records.get(&self.person.to_string()).await
    }
}
