//! The integration tests of the framework.

mod callback;
mod commands;
mod dialogues;
mod html;
mod keyboards;
mod misuse;
mod order;
