//! Tests of the wire: what is decoded and encoded, and what becomes of calls.

#![allow(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod answers;
mod connections;
mod envelopes;
mod generated;
mod methods;
mod server;
mod settings;
mod tls;
mod types;
mod updates;
mod values;
mod warm;
