//! An order bot: a person picks a product, a quantity and an address, and confirms.
//!
//! It must not know where updates come from, where state is kept or how calls are made: those are the framework's.

mod catalogue;
mod language;
mod order;
mod texts;

pub use catalogue::{Catalogue, Listed, Name, ShopError};
pub use language::Language;
pub use order::{
    BadText, Item, MAX_ADDRESS, MAX_PRODUCT, MAX_QUANTITY, OrderRecord, OutOfRange, Quantity,
    typed_text,
};
pub use texts::{Number, Texts};
