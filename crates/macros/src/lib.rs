//! Derives for molniya: dialogues, commands, callback data.
//!
//! They write impls of the traits of the same names and know nothing else of the framework.

mod attributes;
mod callback;
mod command;
mod dialogue;
mod names;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `molniya::Dialogue` for an enum, and `molniya::StepOf` for the type inside each variant.
///
/// One variant is the default and marked `#[default]`. The name of the dialogue is the type's in snake_case, or
/// `#[dialogue(name = "…")]`. Serde's `rename` of a variant is respected.
#[proc_macro_derive(Dialogue, attributes(dialogue))]
pub fn derive_dialogue(input: TokenStream) -> TokenStream {
    expand(dialogue::derive(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `molniya::Command` and `molniya::FromUpdate` for an enum with one variant per command.
///
/// On a variant: `#[command(rename = "…")]`, `#[command(description = "…")]`, `#[command(description(ru = "…"))]`,
/// `#[command(hide)]`.
#[proc_macro_derive(Command, attributes(command))]
pub fn derive_command(input: TokenStream) -> TokenStream {
    expand(command::derive(&parse_macro_input!(input as DeriveInput)))
}

/// Implements `molniya::CallbackData` for a struct, and for an enum without fields also `molniya::Field`.
///
/// The prefix is the type's name in snake_case, or `#[callback(prefix = "…")]`; a variant of an enum may have
/// `#[callback(rename = "…")]`.
#[proc_macro_derive(CallbackData, attributes(callback))]
pub fn derive_callback_data(input: TokenStream) -> TokenStream {
    expand(callback::derive(&parse_macro_input!(input as DeriveInput)))
}

fn expand(result: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    result.unwrap_or_else(syn::Error::into_compile_error).into()
}
