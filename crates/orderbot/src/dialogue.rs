//! The steps of the talk, as they are stored: those of an order, and those of an operator who writes to everybody.

use molniya::botapi::MessageId;
use molniya::{Broadcast, Dialogue};
use serde::{Deserialize, Serialize};

use crate::order::{Count, Item};

/// Where a person is with an order, or an operator with news: nobody does both at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Dialogue, Serialize, Deserialize)]
pub(crate) enum Order {
    /// No order was begun, or it was cancelled.
    #[default]
    Idle,
    /// An order was placed, and no other begun since.
    Placed(Placed),
    /// Asked for the product.
    Product(Product),
    /// Asked for the quantity.
    Quantity(Quantity),
    /// Asked for the address.
    Address(Address),
    /// Asked to confirm.
    Confirm(Draft),
    /// Asked for the news.
    Wording(Wording),
    /// Asked who the news are for.
    Choosing(Choosing),
    /// Asked to send the news.
    Ready(Ready),
}

impl Order {
    /// Whether an order was begun and is neither placed nor cancelled.
    pub(crate) fn is_unfinished(&self) -> bool {
        match self {
            Order::Product(_) | Order::Quantity(_) | Order::Address(_) | Order::Confirm(_) => true,
            Order::Idle | Order::Placed(_) => false,
            Order::Wording(_) | Order::Choosing(_) | Order::Ready(_) => false,
        }
    }

    /// The order that is being corrected, as it was shown.
    pub(crate) fn corrected(self) -> Option<Draft> {
        match self {
            Order::Product(Product(was))
            | Order::Quantity(Quantity { was, .. })
            | Order::Address(Address { was, .. }) => was,
            Order::Idle | Order::Placed(_) | Order::Confirm(_) => None,
            Order::Wording(_) | Order::Choosing(_) | Order::Ready(_) => None,
        }
    }
}

/// Remembers the last order, so that a second tap on its confirm button is told what became of the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Placed {
    /// The order's number.
    pub(crate) number: u64,
    /// The message that was confirmed.
    pub(crate) message: MessageId,
}

/// Nothing is known yet; or all of it, and the product is being corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Product(pub(crate) Option<Draft>);

/// The product is known; or all is, and the quantity is being corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Quantity {
    /// What is ordered.
    pub(crate) item: Item,
    /// The whole order, if this corrects one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) was: Option<Draft>,
}

/// Product and quantity are known; or all is, and the address is being corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    /// What is ordered.
    pub(crate) item: Item,
    /// How many.
    pub(crate) quantity: Count,
    /// The address that is offered as a button: that of the person's last order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<String>,
    /// The whole order, if this corrects one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) was: Option<Draft>,
}

/// Everything is known and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// What is ordered.
    pub(crate) item: Item,
    /// How many.
    pub(crate) quantity: Count,
    /// Where to.
    pub(crate) address: String,
    /// The message that shows it is this one or a later one; an earlier one shows another order.
    pub(crate) since: MessageId,
}

/// Nothing of the news is known yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wording;

/// What the news say is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choosing {
    pub(crate) news: Broadcast,
}

/// Everything is known and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ready {
    pub(crate) news: Broadcast,
    /// The name of the broadcast. It was given out before it is begun, so that it is begun once.
    pub(crate) name: String,
}

/// Why a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// To go on with the order.
    First,
    /// To correct a whole order: there is a way back to it.
    Again,
}

impl From<&Option<Draft>> for Asking {
    fn from(was: &Option<Draft>) -> Asking {
        match was {
            Some(_) => Asking::Again,
            None => Asking::First,
        }
    }
}
