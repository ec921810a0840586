//! Facts of the Telegram Bot API 10.3 as data, and the generator of the wire types.
//!
//! The facts stand in `bot-api.txt` beside this crate's manifest, one fact a line; its header explains the form. They
//! were read from the schema that aiogram 3.31 (MIT licence) extracts from <https://core.telegram.org/bots/api>, return
//! types from PaulSonOfLars/telegram-bot-api-spec (MIT licence). The text is parsed once, at the first question.
//!
//! This crate knows nothing of HTTP, JSON, clients or servers: both the client and the emulator read it, and share
//! nothing else.
//!
//! ```
//! let method = molniya_schema::method("SENDmessage").unwrap();
//! assert_eq!(method.name, "sendMessage");
//! let text = method.field("text").unwrap();
//! assert!(text.required);
//! assert_eq!(text.len.map(|len| len.max), Some(4096));
//! ```

mod facts;
pub mod generate;
mod parse;

pub use facts::{Field, Len, Method, Repeat, Schema, Type, TypeRef, Unit, UpdateKind};
pub use parse::ParseError;

use std::sync::LazyLock;

/// The version of the Bot API these facts describe.
pub const VERSION: &str = "10.3";

/// The facts as text.
static TEXT: &str = include_str!("../bot-api.txt");

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| match Schema::parse(TEXT) {
    Ok(schema) => schema,
    // The text is compiled in and a test parses it, so nobody but its editor sees this.
    Err(error) => panic!("bot-api.txt: {error}"),
});

/// Everything that is known.
pub fn schema() -> &'static Schema {
    &SCHEMA
}

/// The method with this name; letters match without regard to case, as on Telegram's server.
pub fn method(name: &str) -> Option<&'static Method> {
    SCHEMA.method(name)
}

/// The type with exactly this name.
pub fn ty(name: &str) -> Option<&'static Type> {
    SCHEMA.ty(name)
}

/// All methods, in the order of the official page.
pub fn methods() -> &'static [Method] {
    SCHEMA.methods()
}

/// All types and unions, in the order of the official page.
pub fn types() -> &'static [Type] {
    SCHEMA.types()
}

/// All kinds of updates, in the order of the official page.
pub fn update_kinds() -> &'static [UpdateKind] {
    SCHEMA.update_kinds()
}
