//! The Telegram Bot API on the wire: types, methods, client, errors, token.
//!
//! This crate must not know of dispatching, storing or repeating: it makes one call and says what became of it.

mod client;
mod envelope;
mod error;
mod generated;
mod ids;
mod method;
mod token;
mod url;

pub use client::{Client, ClientConfig, MAX_ANSWER, RawResult};
pub use envelope::{ChatType, Envelope, EnvelopeError, split_updates};
pub use error::{CallError, ClientError, NetworkError};
pub use generated::{UpdateKind, repeat_of};
pub use ids::{ChatId, MessageId, ThreadId, UserId};
pub use method::Method;
pub use molniya_schema::Repeat;
pub use token::{Token, TokenError};
pub use url::{ApiUrl, ApiUrlError};
