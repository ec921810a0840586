//! The order bot from outside: its shop file, and whole talks with it on a local Telegram.

mod bot;
mod catalogue;
mod contract;
mod corrections;
mod inputs;
mod past;
mod photos;
mod prices;
mod scenario;
mod scenarios;
mod sending;
mod speaking;
mod stub;
mod summaries;
mod together;
