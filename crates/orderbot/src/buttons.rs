//! What the buttons carry.

use molniya::CallbackData;

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

/// Asks again for a part of the order that is shown.
#[derive(Debug, Clone, Copy, CallbackData)]
pub(crate) enum Change {
    Product,
    Quantity,
    Address,
}

/// Shows the order again, uncorrected.
#[derive(Debug, CallbackData)]
#[callback(prefix = "back")]
pub(crate) struct BackToSummary;

/// Shows a page of the person's orders, from 0.
#[derive(Debug, CallbackData)]
#[callback(prefix = "orders")]
pub(crate) struct OrdersPage {
    pub(crate) page: u32,
}

/// Shows one order.
#[derive(Debug, CallbackData)]
#[callback(prefix = "order")]
pub(crate) struct ShowOrder {
    pub(crate) number: u64,
    /// The page to go back to.
    pub(crate) page: u32,
}

/// Shows the list of products to look at.
#[derive(Debug, CallbackData)]
pub(crate) struct Look;

/// Shows a product.
#[derive(Debug, CallbackData)]
#[callback(prefix = "card")]
pub(crate) struct ShowCard {
    pub(crate) id: String,
}

/// Begins an order of the product that is looked at.
#[derive(Debug, CallbackData)]
pub(crate) struct Buy {
    pub(crate) id: String,
}

/// Chooses the language.
#[derive(Debug, Clone, Copy, CallbackData)]
#[callback(prefix = "language")]
pub(crate) enum Speak {
    Automatic,
    English,
    Russian,
}

/// Chooses whether news come.
#[derive(Debug, Clone, Copy, CallbackData)]
pub(crate) enum News {
    On,
    Off,
}

/// Chooses who is written to.
#[derive(Debug, Clone, Copy, CallbackData)]
pub(crate) enum NewsFor {
    Everybody,
    English,
    Russian,
}

/// Sends the news of this name.
#[derive(Debug, CallbackData)]
pub(crate) struct SendNews {
    pub(crate) name: String,
}

/// Sends nothing.
#[derive(Debug, CallbackData)]
pub(crate) struct CancelNews;

/// Pauses, resumes or ends the broadcast of this name.
#[derive(Debug, CallbackData)]
pub(crate) struct TurnNews {
    pub(crate) to: Turn,
    pub(crate) name: String,
}

/// What is done about a broadcast.
#[derive(Debug, Clone, Copy, CallbackData)]
pub(crate) enum Turn {
    Pause,
    Resume,
    Stop,
}
