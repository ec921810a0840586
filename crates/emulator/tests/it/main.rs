//! Every rule of the emulator, tried from outside over HTTP.

// Helpers of tests may unwrap like the tests themselves.
#![allow(clippy::unwrap_used)]

mod apps;
mod bot;
mod bots;
mod conformance;
mod edits;
mod favours;
mod foreign;
mod games;
mod groups;
mod hook;
mod invites;
mod kinds;
mod load;
mod messages;
mod news;
mod offers;
mod page;
mod paused;
mod people;
mod persistence;
mod polls;
mod raw;
mod rich;
mod script;
mod script_things;
mod stickers;
mod strict;
mod trade;
mod trouble;
