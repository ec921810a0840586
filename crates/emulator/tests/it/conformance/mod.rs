//! What the real server does, rule by rule: each test is named after a rule and asks the emulator over HTTP.
//!
//! Rules of time that cannot be asked for without luck, such as the throttle of repeated polls, are tried on the
//! machines themselves, beside them. What is not modelled stands in docs/METHODS.md.

pub(crate) mod files;
mod flood;
mod front;
mod lifecycle;
mod markup;
mod methods;
mod photos;
mod queue;
mod sending;
mod updates;
mod webhooks;
