//! The integration tests of the framework.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod broadcasts;
mod callback;
mod commands;
mod control;
mod dialogues;
mod direct_calls;
mod gate_layers;
mod html;
mod keyboards;
mod layers;
mod misuse;
mod order;
mod paused;
mod promises_backlog;
mod promises_blocking;
mod promises_bounds;
mod promises_crash;
mod promises_damaged;
mod promises_events;
mod promises_failing;
mod promises_frozen;
mod promises_intake;
mod promises_kit;
mod promises_leftovers;
mod promises_messages;
mod promises_order;
mod promises_sending;
mod promises_start;
mod promises_state;
mod promises_stub;
mod store_contract;
mod store_kit;
mod store_model;
mod store_sqlite;
mod store_torn;
mod undeliverable;
