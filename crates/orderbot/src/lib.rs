//! An order bot: a person picks a product, a quantity and an address, and confirms.
//!
//! [`router`] is the bot, [`Shop`] is what it sells and says. The talk is the same by typing and by buttons alone, in
//! English and in Russian. Placed orders are [`OrderRecord`]s.
//!
//! ```no_run
//! # async fn bot() -> Result<(), Box<dyn std::error::Error>> {
//! use molniya::{Settings, Shutdown};
//! use molniya_orderbot::{Shop, router};
//!
//! let shop = Shop::load(None)?;
//! molniya::run(Settings::from_env()?, router(), shop, Shutdown::on_signals()?).await?;
//! # Ok(())
//! # }
//! ```
//!
//! This crate must not know where updates come from, where state is kept or how calls are made: those are the
//! framework's.

mod buttons;
mod catalogue;
mod customer;
mod dialogue;
mod handlers;
mod here;
mod language;
mod money;
mod order;
mod shop;
mod speech;
mod texts;

pub use catalogue::{Catalogue, Listed, Name, Product, ShopError};
pub use customer::{Customer, Nth};
pub use handlers::router;
pub use language::Language;
pub use money::{Currency, NotACurrency, Price};
pub use order::{Count, Item, OrderRecord, OutOfRange};
pub use shop::Shop;
