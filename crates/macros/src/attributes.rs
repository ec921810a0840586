//! Reading attributes.

use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, punctuated::Punctuated, token::Comma};

/// Calls `each` for every `key`, `key = "…"` and `key(…)` in the attributes `#[name(…)]`.
pub(crate) fn each(
    attributes: &[Attribute],
    name: &str,
    mut each: impl FnMut(&Meta) -> syn::Result<()>,
) -> syn::Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let metas = attribute.parse_args_with(Punctuated::<Meta, Comma>::parse_terminated)?;
        metas.iter().try_for_each(&mut each)?;
    }
    Ok(())
}

/// The text of `key = "…"`.
pub(crate) fn text(meta: &Meta) -> syn::Result<LitStr> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &meta.require_name_value()?.value else {
        return Err(syn::Error::new_spanned(meta, "expected a text in quotes"));
    };
    Ok(text.clone())
}

/// The first paragraph of a comment, as one line.
pub(crate) fn comment(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    let paragraph: Vec<String> =
        lines.skip_while(String::is_empty).take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ")
}

/// The refusal of a key that does not exist.
pub(crate) fn unknown(meta: &Meta, known: &str) -> syn::Error {
    syn::Error::new_spanned(meta, format!("not known here; use {known}"))
}
