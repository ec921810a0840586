//! The Telegram Bot API on the wire: types, methods, client, errors, token.
//!
//! This crate must not know of dispatching, storing or repeating: it makes one call and says what became of it.
//!
//! Requests are JSON. A parameter or field that takes a file is a `String`: the `file_id` of a file Telegram has, or
//! an address Telegram fetches the file from; uploads are not written yet. Objects and unions decode as far as results
//! hold them and encode as far as parameters do; a kind of update or a member of a union that this version does not
//! know is kept as raw JSON. Decoding expects JSON from `serde_json`.

mod client;
mod envelope;
mod error;
mod generated;
mod ids;
mod method;
mod token;
mod union;
mod update;
mod url;

pub use client::{Client, ClientConfig, Connections, MAX_ANSWER, RawResult};
pub use envelope::{ChatType, Envelope, EnvelopeError};
pub use error::{CallError, ClientError, NetworkError};
pub use generated::{
    methods,
    repeat::repeat_of,
    update::{UpdateContent, UpdateKind},
};
pub use ids::{ChatId, MessageId, ThreadId, UserId};
pub use method::{ChatTarget, MaybeMessage, Method};
pub use molniya_schema::Repeat;
pub use rustls::pki_types::CertificateDer;
pub use token::{Token, TokenError};
pub use update::Update;
pub use url::{ApiUrl, ApiUrlError};

/// Objects and unions, named as on the official page.
///
/// Only `MessageId`, an object around a message's id, is named [`MessageIdObject`](types::MessageIdObject), because
/// [`MessageId`] is the id itself.
pub mod types {
    pub use crate::generated::{objects::*, unions::*};
}
