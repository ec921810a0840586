// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! The Bot API 10.3 in Rust: objects, unions, methods and kinds of updates.

#![allow(missing_docs, reason = "every item links its official section; fields are named as there")]
#![allow(clippy::too_many_arguments, reason = "a constructor asks for all that is required")]
#![allow(clippy::large_enum_variant, reason = "large ones are boxed where optional")]

pub mod methods;
pub(crate) mod objects;
pub(crate) mod repeat;
pub(crate) mod unions;
pub(crate) mod update;
