//! `#[derive(Command)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, LitStr, Meta, Result, Variant};
use syn::{punctuated::Punctuated, token::Comma};

use crate::attributes;
use crate::names::snake_case;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "commands are an enum with one variant per command",
        ));
    };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "commands have no generic parameters"));
    }
    let commands = &input.ident;
    let variants = data.variants.iter().map(Spec::of).collect::<Result<Vec<_>>>()?;
    if variants.is_empty() {
        return Err(Error::new_spanned(commands, "there is no command: add a variant"));
    }
    let infos = variants.iter().map(Spec::info);
    let parsers = variants.iter().map(Spec::parser);
    Ok(quote! {
        impl ::molniya::Command for #commands {
            const COMMANDS: &'static [::molniya::CommandInfo] = &[#(#infos),*];

            #[allow(unused_variables)]
            fn parse(name: &str, arguments: &str) -> ::core::option::Option<#commands> {
                #(#parsers)*
                ::core::option::Option::None
            }
        }

        impl<S> ::molniya::FromUpdate<S> for #commands {
            const FILTER: ::molniya::Filter = ::molniya::command::<#commands>();

            fn from_update(
                cx: &::molniya::Cx<S>,
            ) -> ::core::result::Result<#commands, ::molniya::Rejection> {
                ::molniya::derived::command_from_update(cx)
            }
        }
    })
}

struct Spec<'a> {
    variant: &'a Variant,
    name: LitStr,
    description: String,
    translations: Vec<(String, LitStr)>,
}

impl<'a> Spec<'a> {
    fn of(variant: &'a Variant) -> Result<Spec<'a>> {
        let ident = &variant.ident;
        let mut spec = Spec {
            variant,
            name: LitStr::new(&snake_case(&ident.to_string()), ident.span()),
            description: attributes::comment(&variant.attrs),
            translations: Vec::new(),
        };
        let mut hide = false;
        attributes::each(&variant.attrs, "command", |meta| {
            match meta {
                Meta::Path(path) if path.is_ident("hide") => hide = true,
                Meta::NameValue(_) if meta.path().is_ident("rename") => {
                    spec.name = attributes::text(meta)?;
                }
                Meta::NameValue(_) if meta.path().is_ident("description") => {
                    spec.description = attributes::text(meta)?.value();
                }
                Meta::List(list) if list.path.is_ident("description") => {
                    let metas =
                        list.parse_args_with(Punctuated::<Meta, Comma>::parse_terminated)?;
                    for meta in &metas {
                        let language = meta.path().require_ident()?.to_string();
                        spec.translations.push((language, attributes::text(meta)?));
                    }
                }
                _ => {
                    let known = "`rename = \"…\"`, `description = \"…\"`, `description(ru = \"…\")` or `hide`";
                    return Err(attributes::unknown(meta, known));
                }
            }
            Ok(())
        })?;
        if hide {
            spec.description.clear();
        }
        spec.check_name()?;
        Ok(spec)
    }

    fn check_name(&self) -> Result<()> {
        let name = self.name.value();
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if (1..=32).contains(&name.len()) && name.bytes().all(fits) {
            return Ok(());
        }
        let message = "a command is 1 to 32 lower-case letters, digits and underscores: \
                       `#[command(rename = \"…\")]`";
        Err(Error::new_spanned(&self.name, message))
    }

    fn info(&self) -> TokenStream {
        let Spec { name, description, .. } = self;
        let languages = self.translations.iter().map(|(language, text)| quote!((#language, #text)));
        quote! {
            ::molniya::CommandInfo {
                name: #name,
                description: #description,
                translations: &[#(#languages),*],
            }
        }
    }

    fn parser(&self) -> TokenStream {
        let (name, variant) = (&self.name, &self.variant.ident);
        let places: Vec<_> =
            (0..self.variant.fields.len()).map(|n| format_ident!("field{n}")).collect();
        let value = match &self.variant.fields {
            Fields::Unit => quote!(::core::option::Option::Some(Self::#variant)),
            Fields::Unnamed(_) => {
                quote!(::molniya::derived::finish(Self::#variant(#(#places),*), rest))
            }
            Fields::Named(fields) => {
                let names = fields.named.iter().map(|field| &field.ident);
                quote!(::molniya::derived::finish(Self::#variant { #(#names: #places),* }, rest))
            }
        };
        let types = self.variant.fields.iter().map(|field| &field.ty);
        quote! {
            if name.eq_ignore_ascii_case(#name) {
                #[allow(unused_mut)]
                let mut rest = arguments.trim();
                #(let #places = <#types as ::molniya::Argument>::read(&mut rest)?;)*
                return #value;
            }
        }
    }
}
