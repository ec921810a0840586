//! Writes lists of everything there is, for the tests of the wire.
//!
//! Rust cannot list the types of a module, so without these lists a test could not say "every type".

use super::{
    objects::members,
    plan::Plan,
    rust::{camel, field_name, line, list, rust_name},
    unions::variants,
};
use crate::Field;

pub(super) fn write(plan: &Plan<'_>) -> String {
    let mut out = String::from(
        "//! Everything that is decoded and encoded, by name.\n\n\
         use molniya_botapi::{Method, methods::*, types::*};\n\n\
         use crate::values::{Decoder, Encoder, decode, encode, sample, union};\n\n\
         /// Every type that decodes.\n\
         pub(crate) const TYPES: &[Decoder] = &[\n",
    );
    let unions = plan.unions();
    let names = plan.objects().map(|ty| ty.name).chain(unions.iter().map(|union| union.name));
    for name in names.filter(|name| plan.decodes(name)) {
        let decoder = [format!("\"{name}\""), format!("decode::<{}>", rust_name(name))];
        list(&mut out, 1, ["(", "", "),"], &decoder);
    }
    out.push_str(
        "];\n\n/// What every method answers.\npub(crate) const RESULTS: &[Decoder] = &[\n",
    );
    for method in plan.schema.methods() {
        let output = format!("decode::<<{} as Method>::Output>", camel(method.name));
        list(&mut out, 1, ["(", "", "),"], &[format!("\"{}\"", method.name), output]);
    }
    out.push_str("];\n\n/// Every method, with all its parameters.\npub(crate) const METHODS: &[Encoder] = &[\n");
    for method in plan.schema.methods() {
        line(&mut out, 1, &format!("encode::<{}>,", camel(method.name)));
    }
    out.push_str("];\n\n");
    for method in plan.schema.methods() {
        fill(&mut out, plan, method.name, &camel(method.name), &method.fields);
    }
    for ty in plan.objects().filter(|ty| plan.encodes(ty.name)) {
        fill(&mut out, plan, ty.name, &rust_name(ty.name), &ty.fields);
    }
    for union in unions.iter().filter(|union| plan.encodes(union.name) || !plan.decodes(union.name))
    {
        let names: Vec<_> = variants(plan, union).into_iter().map(|variant| variant.name).collect();
        line(&mut out, 0, &format!("union! {{ {}: {} }}", union.name, names.join(", ")));
    }
    out
}

/// Writes how a struct is filled with samples.
fn fill(out: &mut String, plan: &Plan<'_>, owner: &'static str, name: &str, fields: &[Field]) {
    let members = members(plan, owner, fields);
    let names: Vec<_> = members.iter().map(|member| field_name(member.field.name)).collect();
    line(out, 0, &format!("sample! {{ {name}: {} }}", names.join(", ")));
}
