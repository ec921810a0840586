//! The order bot from outside: its shop file, and whole talks with it on a local Telegram.

mod bot;
mod catalogue;
mod contract;
mod inputs;
mod scenario;
mod scenarios;
mod stub;
mod summaries;
mod together;
