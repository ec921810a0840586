//! Every rule of the emulator, tried from outside over HTTP.

// Helpers of tests may unwrap like the tests themselves.
#![allow(clippy::unwrap_used)]

mod bot;
mod foreign;
mod front;
mod hook;
mod limits;
mod page;
mod people;
mod persistence;
mod photos;
mod raw;
mod sending;
mod updates;
mod webhooks;
