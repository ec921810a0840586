//! Molniya: a framework for Telegram bots that answer at once and lose nothing.
//!
//! An update goes one way: source, intake, lane, router, handler, commit, outbox, gate, client.
//! Each of these is a module of this crate with one job; `ARCHITECTURE.md` is the map.
//! This crate knows nothing of any emulator.

mod answer;
mod cx;
pub mod store;

pub use answer::{Answer, Class, Effect, Handle, HandlerError, Json, Order, Place, Policy};
pub use cx::{Api, Cx, Numbers, Records};
pub use molniya_botapi as botapi;
