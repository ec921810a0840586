//! Writes unions: one enum each, told apart by a fixed field.

use std::collections::BTreeSet;

use super::{
    plan::{Plan, Union},
    rust::{arm, line, link, object, rust_name},
};
use crate::TypeRef;

pub(super) fn write(plan: &Plan<'_>) -> Result<String, String> {
    let mut out = String::from(
        "//! Unions. A member that is not known is kept as raw JSON.\n\n\
         use serde::{Deserialize, Deserializer, Serialize, de::Error};\nuse serde_json::value::RawValue;\n\n\
         use super::objects::*;\nuse crate::union;\n",
    );
    for union in plan.unions() {
        out.push('\n');
        write_union(&mut out, plan, &union)?;
    }
    Ok(out)
}

/// One variant of the enum.
pub(super) struct Variant {
    pub(super) name: String,
    /// The type inside, as written.
    ty: String,
    boxed: bool,
    /// How the member is recognised: the value of the union's discriminator.
    tag: Option<(&'static str, &'static str)>,
}

fn write_union(out: &mut String, plan: &Plan<'_>, union: &Union) -> Result<(), String> {
    let variants = variants(plan, union);
    let decodes = plan.decodes(union.name);
    // Alternatives without a name of their own stand only in parameters.
    let encodes = plan.encodes(union.name) || !decodes;
    link(out, &union.anchor);
    line(
        out,
        0,
        if encodes { "#[derive(Debug, Clone, Serialize)]" } else { "#[derive(Debug, Clone)]" },
    );
    if encodes {
        line(out, 0, "#[serde(untagged)]");
    }
    line(out, 0, &format!("pub enum {} {{", union.name));
    for Variant { name, ty, boxed, .. } in &variants {
        line(
            out,
            1,
            &if *boxed { format!("{name}(Box<{ty}>),") } else { format!("{name}({ty}),") },
        );
    }
    if decodes && !is_told_by_date(union.name) {
        line(out, 1, "/// A member this version does not know.");
        line(out, 1, "Unknown(Box<RawValue>),");
    }
    line(out, 0, "}");
    if decodes {
        write_decode(out, union.name, &variants)?;
    }
    if encodes {
        write_from(out, union.name, &variants);
    }
    Ok(())
}

pub(super) fn variants(plan: &Plan<'_>, union: &Union) -> Vec<Variant> {
    let names: Vec<_> = union.members.iter().filter_map(object).collect();
    let (front, back) = shared(&names);
    let variant = |member: &TypeRef| match member {
        TypeRef::Named(name) => Variant {
            name: name[front..name.len() - back].to_owned(),
            ty: rust_name(name),
            boxed: plan.is_boxed_member(union.name, name),
            tag: plan.schema.ty(name).and_then(|ty| ty.discriminator()),
        },
        TypeRef::Array(_) => Variant {
            name: "Sequence".to_owned(),
            ty: format!("Vec<{}>", union.name),
            boxed: false,
            tag: None,
        },
        _ => Variant { name: "Plain".to_owned(), ty: "String".to_owned(), boxed: false, tag: None },
    };
    union.members.iter().map(variant).collect()
}

/// How many letters all names share in front and at the back, in whole words.
fn shared(names: &[&'static str]) -> (usize, usize) {
    let Some(first) = names.first() else { return (0, 0) };
    let common =
        |fits: &dyn Fn(usize) -> bool| (0..first.len()).rev().find(|n| fits(*n)).unwrap_or(0);
    let starts_word =
        |name: &str, n: usize| name[n..].starts_with(|letter: char| letter.is_ascii_uppercase());
    let front =
        common(&|n| names.iter().all(|name| name.starts_with(&first[..n]) && starts_word(name, n)));
    let fits_back = |n: usize| {
        let end = &first[first.len() - n..];
        let whole = |name: &&str| {
            name.ends_with(end) && name.len() - n > front && starts_word(name, name.len() - n)
        };
        n > 0 && names.iter().all(whole)
    };
    (front, if front == 0 || names.len() < 3 { 0 } else { common(&fits_back) })
}

/// A message, or what is left of one, has no discriminator; the date tells.
fn is_told_by_date(union: &str) -> bool {
    union == "MaybeInaccessibleMessage"
}

/// Writes the decoding: look at the discriminator, then decode once.
fn write_decode(out: &mut String, union: &str, variants: &[Variant]) -> Result<(), String> {
    out.push('\n');
    line(out, 0, &format!("impl<'de> Deserialize<'de> for {union} {{"));
    line(
        out,
        1,
        "fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {",
    );
    line(out, 2, "let raw = Box::<RawValue>::deserialize(deserializer)?;");
    let by_date = is_told_by_date(union);
    let (pass, take) = if by_date { ("&raw", "&RawValue") } else { ("raw", "Box<RawValue>") };
    line(out, 2, &format!("Self::read({pass}).map_err(D::Error::custom)"));
    line(out, 1, "}");
    line(out, 0, "}");
    out.push('\n');
    line(out, 0, &format!("impl {union} {{"));
    line(out, 1, &format!("fn read(raw: {take}) -> serde_json::Result<Self> {{"));
    line(out, 2, "let json = raw.get();");
    if by_date {
        line(out, 2, "if union::is_inaccessible(json)? {");
        line(out, 3, "return serde_json::from_str(json).map(Self::InaccessibleMessage);");
        line(out, 2, "}");
        line(out, 2, "serde_json::from_str(json).map(Self::Message)");
    } else {
        write_match(out, union, variants)?;
    }
    line(out, 1, "}");
    line(out, 0, "}");
    Ok(())
}

fn write_match(out: &mut String, union: &str, variants: &[Variant]) -> Result<(), String> {
    let keys: BTreeSet<_> = variants.iter().filter_map(|variant| Some(variant.tag?.0)).collect();
    let [key] = Vec::from_iter(keys)[..] else {
        return Err(format!("{union} has no single discriminator"));
    };
    let mut tags = BTreeSet::new();
    for (test, wanted) in [("union::is_text(json)", "Plain"), ("union::is_array(json)", "Sequence")]
    {
        if variants.iter().any(|variant| variant.name == wanted && variant.tag.is_none()) {
            line(out, 2, &format!("if {test} {{"));
            line(out, 3, &format!("return serde_json::from_str(json).map(Self::{wanted});"));
            line(out, 2, "}");
        }
    }
    line(out, 2, &format!("match union::tag(json, \"{key}\")? {{"));
    for Variant { name, tag, .. } in variants {
        let Some((_, tag)) = tag else { continue };
        if !tags.insert(tag) {
            return Err(format!("{union} has two members with {key} = {tag}"));
        }
        arm(
            out,
            3,
            &format!("\"{tag}\""),
            &format!("serde_json::from_str(json).map(Self::{name})"),
        );
    }
    line(out, 3, "_ => Ok(Self::Unknown(raw)),");
    line(out, 2, "}");
    Ok(())
}

/// Writes how members become the union, so that callers need not name the variant.
fn write_from(out: &mut String, union: &str, variants: &[Variant]) {
    for Variant { name, ty, boxed, .. } in variants {
        let member = if *boxed { "Box::new(member)" } else { "member" };
        out.push('\n');
        line(out, 0, &format!("impl From<{ty}> for {union} {{"));
        line(out, 1, &format!("fn from(member: {ty}) -> Self {{"));
        line(out, 2, &format!("Self::{name}({member})"));
        line(out, 1, "}");
        line(out, 0, "}");
    }
}
