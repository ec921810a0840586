//! `#[derive(Dialogue)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, Ident, LitStr, Meta, Result, Type, Variant,
};

use crate::attributes;
use crate::names::snake_case;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "a dialogue is an enum with one variant per step",
        ));
    };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "a dialogue has no generic parameters"));
    }
    plain_for_serde(&input.attrs)?;
    let dialogue = &input.ident;
    let name = name_of(input)?;
    let steps = data.variants.iter().map(Step::of).collect::<Result<Vec<_>>>()?;
    distinct(&steps)?;
    let idle = steps.iter().find(|step| step.is_default).ok_or_else(|| {
        Error::new_spanned(
            dialogue,
            "mark the step it begins in with `#[default]`, and derive `Default`",
        )
    })?;
    if let Some(step) = steps.iter().find(|step| step.inside.is_none() && !step.is_default) {
        let message =
            format!("every step but the first holds a type of its own: `{0}({0})`", step.variant);
        return Err(Error::new_spanned(step.variant, message));
    }
    let (idle, tags) = (&idle.tag, steps.iter().map(|step| &step.tag));
    let aliases = steps.iter().flat_map(|step| step.aliases.iter().map(|old| (old, &step.tag)));
    let aliases = aliases.map(|(old, tag)| quote!((#old, #tag)));
    let impls = steps.iter().filter_map(|step| step.impls(dialogue));
    Ok(quote! {
        impl ::molniya::Dialogue for #dialogue {
            const NAME: &'static str = #name;
            const STEPS: &'static [&'static str] = &[#(#tags),*];
            const IDLE: &'static str = #idle;
            const ALIASES: &'static [(&'static str, &'static str)] = &[#(#aliases),*];
        }

        impl ::molniya::StepOf for #dialogue {
            type Dialogue = #dialogue;
            const STEP: ::core::option::Option<&'static str> = ::core::option::Option::None;

            fn take(dialogue: #dialogue) -> ::core::option::Option<#dialogue> {
                ::core::option::Option::Some(dialogue)
            }
        }

        #(#impls)*
    })
}

struct Step<'a> {
    variant: &'a Ident,
    tag: LitStr,
    aliases: Vec<LitStr>,
    inside: Option<&'a Type>,
    is_default: bool,
}

impl<'a> Step<'a> {
    fn of(variant: &'a Variant) -> Result<Step<'a>> {
        let inside = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Some(&fields.unnamed[0].ty),
            fields => {
                return Err(Error::new_spanned(
                    fields,
                    "a step holds one type: make a struct of these fields, `Quantity(Quantity)`",
                ));
            }
        };
        let (tag, aliases) = tags_of(variant)?;
        Ok(Step {
            variant: &variant.ident,
            tag,
            aliases,
            inside,
            is_default: variant.attrs.iter().any(|attribute| attribute.path().is_ident("default")),
        })
    }

    fn impls(&self, dialogue: &Ident) -> Option<TokenStream> {
        let (variant, tag, inside) = (self.variant, &self.tag, self.inside?);
        Some(quote! {
            impl ::core::convert::From<#inside> for #dialogue {
                fn from(step: #inside) -> #dialogue {
                    #dialogue::#variant(step)
                }
            }

            impl ::molniya::StepOf for #inside {
                type Dialogue = #dialogue;
                const STEP: ::core::option::Option<&'static str> = ::core::option::Option::Some(#tag);

                fn take(dialogue: #dialogue) -> ::core::option::Option<#inside> {
                    match dialogue {
                        #dialogue::#variant(step) => ::core::option::Option::Some(step),
                        #[allow(unreachable_patterns)]
                        _ => ::core::option::Option::None,
                    }
                }
            }
        })
    }
}

/// Two variants with the same type could not be told apart by it.
fn distinct(steps: &[Step<'_>]) -> Result<()> {
    let mut known: Vec<(String, &Ident)> = Vec::new();
    for step in steps {
        let Some(inside) = step.inside else { continue };
        let written = inside.to_token_stream().to_string();
        if let Some((_, first)) = known.iter().find(|(known, _)| *known == written) {
            let message =
                format!("`{first}` holds this type already: every step needs a type of its own");
            return Err(Error::new_spanned(inside, message));
        }
        known.push((written, step.variant));
    }
    Ok(())
}

fn name_of(input: &DeriveInput) -> Result<String> {
    let mut name = snake_case(&input.ident.to_string());
    attributes::each(&input.attrs, "dialogue", |meta| {
        if !meta.path().is_ident("name") {
            return Err(attributes::unknown(meta, "`name = \"…\"`"));
        }
        let text = attributes::text(meta)?;
        name = text.value();
        // The name is a part of a key, whose parts are parted by slashes.
        if name.is_empty() || name.contains('/') {
            return Err(Error::new_spanned(text, "a name is not empty and has no `/`"));
        }
        Ok(())
    })?;
    Ok(name)
}

/// The variant's name as serde writes it, and the other names serde reads.
fn tags_of(variant: &Variant) -> Result<(LitStr, Vec<LitStr>)> {
    let mut aliases = Vec::new();
    let mut tag = LitStr::new(&variant.ident.to_string(), variant.ident.span());
    attributes::each(&variant.attrs, "serde", |meta| {
        if meta.path().is_ident("rename") {
            tag = attributes::text(meta)?;
        }
        if meta.path().is_ident("alias") {
            aliases.push(attributes::text(meta)?);
        }
        Ok(())
    })?;
    Ok((tag, aliases))
}

/// Refuses what would make serde write the enum in a form whose step cannot be told without decoding it.
fn plain_for_serde(attributes: &[Attribute]) -> Result<()> {
    const OTHER_FORMS: [&str; 8] =
        ["tag", "content", "untagged", "rename_all", "into", "from", "try_from", "transparent"];
    attributes::each(attributes, "serde", |meta: &Meta| {
        match OTHER_FORMS.iter().find(|form| meta.path().is_ident(form)) {
            Some(form) => Err(Error::new_spanned(
                meta,
                format!(
                    "a dialogue is stored in serde's usual form, without `{form}`; use `rename` on variants"
                ),
            )),
            None => Ok(()),
        }
    })
}
