//! An order bot: a person picks a product, a quantity and an address, and confirms.
//!
//! It must not know where updates come from, where state is kept or how calls are made: those are the framework's.

mod buttons;
mod catalogue;
mod customer;
mod dialogue;
mod handlers;
mod language;
mod order;
mod place;
mod shop;
mod speech;
mod texts;

pub use catalogue::{Catalogue, Listed, Name, ShopError};
pub use customer::Customer;
pub use handlers::router;
pub use language::Language;
pub use order::{Count, Item, OrderRecord, OutOfRange};
pub use shop::Shop;
