//! Every rule of the emulator, tried from outside over HTTP.

mod bot;
mod front;
mod raw;
mod sending;
mod updates;
