//! `#[derive(CallbackData)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Data, DataEnum, DataStruct, DeriveInput, Error, Fields, Ident, Index, LitStr, Member, Result,
    Variant,
};

use crate::attributes;
use crate::names::snake_case;

/// The longest callback data Telegram takes, in bytes.
const MAX_DATA: usize = 64;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "callback data has no generic parameters"));
    }
    let name = &input.ident;
    let prefix = prefix_of(input)?;
    let (body, field) = match &input.data {
        Data::Struct(data) => (of_struct(data), None),
        Data::Enum(data) => {
            let (body, field) = of_enum(name, data)?;
            (body, Some(field))
        }
        Data::Union(_) => {
            return Err(Error::new_spanned(
                name,
                "callback data is a struct, or an enum without fields",
            ));
        }
    };
    Ok(quote! {
        impl ::molniya::CallbackData for #name {
            const PREFIX: &'static str = #prefix;
            #body
        }

        const _: () = ::molniya::derived::check::<#name>();

        #field
    })
}

fn of_struct(data: &DataStruct) -> TokenStream {
    let types: Vec<_> = data.fields.iter().map(|field| &field.ty).collect();
    let members: Vec<Member> = data.fields.iter().enumerate().map(member).collect();
    quote! {
        const MAX_LEN: ::core::option::Option<usize> = ::molniya::derived::max_len(
            <Self as ::molniya::CallbackData>::PREFIX,
            &[#(<#types as ::molniya::Field>::MAX_LEN),*],
        );

        #[allow(unused_variables)]
        fn write(&self, data: &mut ::std::string::String) {
            #(
                data.push(':');
                ::molniya::Field::write(&self.#members, data);
            )*
        }

        #[allow(unused_variables)]
        fn read(fields: &mut ::molniya::Fields<'_>) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(Self {
                #(#members: <#types as ::molniya::Field>::read(fields.take()?)?,)*
            })
        }
    }
}

/// An enum is written by the names of its variants, as data and as a field of other data.
fn of_enum(name: &Ident, data: &DataEnum) -> Result<(TokenStream, TokenStream)> {
    if data.variants.is_empty() {
        return Err(Error::new_spanned(name, "there is nothing to carry: add a variant"));
    }
    let tags = data.variants.iter().map(tag_of).collect::<Result<Vec<_>>>()?;
    let mut known: Vec<String> = Vec::new();
    for tag in &tags {
        if known.contains(&tag.value()) {
            return Err(Error::new_spanned(
                tag,
                "another variant is written so: `#[callback(rename = \"…\")]`",
            ));
        }
        known.push(tag.value());
    }
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let longest = tags.iter().map(|tag| tag.value().len()).max().unwrap_or(0);
    let body = quote! {
        const MAX_LEN: ::core::option::Option<usize> = ::molniya::derived::max_len(
            <Self as ::molniya::CallbackData>::PREFIX,
            &[<Self as ::molniya::Field>::MAX_LEN],
        );

        fn write(&self, data: &mut ::std::string::String) {
            data.push(':');
            ::molniya::Field::write(self, data);
        }

        fn read(fields: &mut ::molniya::Fields<'_>) -> ::core::option::Option<Self> {
            ::molniya::Field::read(fields.take()?)
        }
    };
    let field = quote! {
        impl ::molniya::Field for #name {
            const MAX_LEN: ::core::option::Option<usize> = ::core::option::Option::Some(#longest);

            fn write(&self, data: &mut ::std::string::String) {
                data.push_str(match self {
                    #(#name::#variants => #tags,)*
                });
            }

            fn read(field: &str) -> ::core::option::Option<Self> {
                match field {
                    #(#tags => ::core::option::Option::Some(#name::#variants),)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
    Ok((body, field))
}

fn member((place, field): (usize, &syn::Field)) -> Member {
    match &field.ident {
        Some(name) => Member::Named(name.clone()),
        None => Member::Unnamed(Index::from(place)),
    }
}

fn tag_of(variant: &Variant) -> Result<LitStr> {
    if !matches!(variant.fields, Fields::Unit) {
        let message =
            "callback data is a struct, or an enum without fields: make a struct of this variant";
        return Err(Error::new_spanned(&variant.fields, message));
    }
    let ident = &variant.ident;
    let mut tag = LitStr::new(&snake_case(&ident.to_string()), ident.span());
    attributes::each(&variant.attrs, "callback", |meta| {
        if !meta.path().is_ident("rename") {
            return Err(attributes::unknown(meta, "`rename = \"…\"`"));
        }
        tag = attributes::text(meta)?;
        Ok(())
    })?;
    check(&tag)?;
    Ok(tag)
}

fn prefix_of(input: &DeriveInput) -> Result<LitStr> {
    let mut prefix = LitStr::new(&snake_case(&input.ident.to_string()), input.ident.span());
    attributes::each(&input.attrs, "callback", |meta| {
        if !meta.path().is_ident("prefix") {
            return Err(attributes::unknown(meta, "`prefix = \"…\"`"));
        }
        prefix = attributes::text(meta)?;
        Ok(())
    })?;
    check(&prefix)?;
    Ok(prefix)
}

fn check(text: &LitStr) -> Result<()> {
    let value = text.value();
    if (1..=MAX_DATA).contains(&value.len()) && !value.contains(':') {
        return Ok(());
    }
    Err(Error::new_spanned(text, "use 1 to 64 bytes without `:`"))
}
