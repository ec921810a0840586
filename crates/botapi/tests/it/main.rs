//! Tests of the wire: what is decoded and encoded, and what becomes of calls.

mod answers;
mod connections;
mod envelopes;
mod methods;
mod server;
mod types;
mod updates;
mod values;
