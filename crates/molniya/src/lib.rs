//! Molniya: a framework for Telegram bots that answer at once and lose nothing.
//!
//! An update goes one way: source, intake, lane, router, handler, commit, outbox, gate, client.
//! Each of these is a module of this crate with one job; `ARCHITECTURE.md` is the map.
//! This crate knows nothing of any emulator.

mod answer;
mod api;
mod cache;
mod clock;
mod commit;
mod cx;
mod dispatcher;
mod done;
mod gate;
mod lanes;
mod numbers;
mod outbox;
mod run;
mod settings;
mod shutdown;
mod source;
pub mod store;
mod telemetry;
mod unit;

pub use answer::{Answer, Class, Effect, Handle, HandlerError, Json, Order, Place, Policy};
pub use api::{Api, ApiError};
pub use cx::{Cx, Records};
pub use molniya_botapi as botapi;
pub use numbers::Numbers;
pub use run::{RunError, run};
pub use settings::{LogLevel, Settings, SettingsError};
pub use shutdown::Shutdown;
pub use source::{Batch, LongPolling, SourceError, UpdateSource};
