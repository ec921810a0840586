//! Molniya: a framework for Telegram bots that answer at once and lose nothing.
//!
//! An update goes one way: source, intake, lane, router, handler, commit, outbox, gate, client.
//! Each of these is a module of this crate with one job; `ARCHITECTURE.md` is the map.
//! This crate knows nothing of any emulator.

// The derives name this crate `molniya`, also when they are used inside it.
#[cfg(test)]
extern crate self as molniya;

mod answer;
mod api;
mod blocking;
mod bot;
mod broadcast;
mod cache;
mod callback;
mod clock;
mod command;
mod commit;
mod contact;
mod content;
pub mod control;
mod cx;
mod dialogue;
mod dispatcher;
mod extract;
#[doc(hidden)]
pub mod failpoint;
#[cfg(test)]
mod fixture;
mod gate;
mod handler;
mod html;
mod json;
mod keyboard;
mod lanes;
mod layer;
mod numbers;
mod outbox;
mod outgoing;
mod outside;
mod people;
mod record;
mod reply;
mod router;
mod run;
mod settings;
mod shutdown;
mod source;
#[doc(hidden)]
pub mod stages;
pub mod store;
mod telemetry;
mod undeliverable;
mod unit;
mod watchdog;

pub use answer::{Answer, Class, Effect, Handle, HandlerError, Json, Order, Place, Policy};
pub use api::{Api, ApiError};
pub use blocking::blocking;
pub use bot::Bot;
pub use broadcast::{
    Audience, Broadcast, BroadcastError, BroadcastState, Broadcasts, MAX_BROADCAST_NAME, OptOut,
    Report,
};
pub use callback::{CallbackData, DataError, Field, Fields, MAX_DATA};
pub use command::{Argument, Command, CommandInfo};
pub use content::Content;
pub use cx::{Cx, Records};
pub use dialogue::{Dialogue, StepOf};
pub use extract::{Chat, Data, FromRef, FromUpdate, In, Person, Rejection, State, Text};
pub use handler::{Answering, Arguments, Handler};
pub use html::Html;
pub use keyboard::{
    InlineKeyboard, InlineKeyboardBuilder, KeyboardError, MAX_BUTTONS, Markup, ReplyKeyboard,
    ReplyKeyboardBuilder,
};
pub use layer::{Layer, Next};
pub use molniya_botapi as botapi;
pub use molniya_botapi::{ChatId, ChatType, Envelope, MessageId, UpdateKind, UserId};
pub use molniya_macros::{CallbackData, Command, Dialogue};
pub use numbers::Numbers;
pub use outgoing::{Call, GateLayer};
pub use record::Record;
pub use reply::{IntoAnswer, Reply, Step, finish, goto, say, stay};
pub use router::{
    Filter, IntoFilter, LaneBy, Router, RouterError, callback, command, command_named, filter,
    idle, progress, step, text,
};
pub use run::{RunError, run};
pub use settings::{LogLevel, Settings, SettingsError};
pub use shutdown::Shutdown;
pub use source::{Batch, LongPolling, SourceError, UpdateSource};
pub use undeliverable::{Undeliverable, Unreachable};

/// What the derives expand to calls these.
#[doc(hidden)]
pub mod derived {
    pub use crate::callback::{check, max_len};
    pub use crate::command::finish;
    pub use crate::extract::command_from_update;
}
