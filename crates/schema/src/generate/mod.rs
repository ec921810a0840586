//! Writes the Rust of the wire types from the facts.
//!
//! Objects decode if a result or an update can hold them and encode if a parameter can; methods only encode. What is
//! written is what rustfmt would write, so the files can be compared byte by byte.

mod methods;
mod objects;
mod plan;
mod rust;
mod samples;
mod unions;
mod update;

use plan::Plan;

use crate::Schema;

/// What stands at the top of every generated file.
const HEADER: &str = "// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.\n\n";

/// A generated file: its name inside `crates/botapi`, and its text.
pub struct File {
    /// The name, with folders.
    pub name: &'static str,
    /// The whole text.
    pub text: String,
}

/// Writes all files.
///
/// # Errors
/// The facts hold something no rule is written for; the text says what.
pub fn files(schema: &Schema) -> Result<Vec<File>, String> {
    let plan = Plan::new(schema)?;
    let file = |name, text: String| File { name, text: format!("{HEADER}{text}") };
    Ok(vec![
        file("src/generated/mod.rs", MOD.to_owned()),
        file("src/generated/methods.rs", methods::write(&plan)),
        file("src/generated/objects.rs", objects::write(&plan)),
        file("src/generated/repeat.rs", methods::write_repeat(&plan)),
        file("src/generated/unions.rs", unions::write(&plan)?),
        file("src/generated/update.rs", update::write(&plan)),
        file("tests/it/generated/samples.rs", samples::write(&plan)),
    ])
}

const MOD: &str = "\
//! The Bot API 10.3 in Rust: objects, unions, methods and kinds of updates.

#![allow(missing_docs, reason = \"every item links its official section; fields are named as there\")]
#![allow(clippy::too_many_arguments, reason = \"a constructor asks for all that is required\")]
#![allow(clippy::large_enum_variant, reason = \"large ones are boxed where optional\")]

pub mod methods;
pub(crate) mod objects;
pub(crate) mod repeat;
pub(crate) mod unions;
pub(crate) mod update;
";
