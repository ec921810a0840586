//! Writes objects, and the parts they share with methods.

use super::{
    plan::Plan,
    rust::{Value, bounds, field_name, line, link, list, rust_name, value},
};
use crate::{Field, Type};

pub(super) fn write(plan: &Plan<'_>) -> String {
    let mut out = String::from(
        "//! Objects. A field documented as `True` is a plain `bool`, absent on the wire when false.\n\nuse serde::{Deserialize, Serialize};\n\n\
         use super::unions::*;\nuse crate::{ChatId, ChatTarget, MessageId, ThreadId, UserId, union::is_false};\n",
    );
    for ty in plan.objects() {
        out.push('\n');
        object(&mut out, plan, ty);
    }
    out
}

fn object(out: &mut String, plan: &Plan<'_>, ty: &Type) {
    let (encodes, decodes) = (plan.encodes(ty.name), plan.decodes(ty.name));
    let fields = members(plan, ty.name, &ty.fields);
    let has_default = fields.iter().all(|field| !field.required);
    let mut derives = vec!["Debug", "Clone"];
    derives.extend(has_default.then_some("Default"));
    derives.extend(encodes.then_some("Serialize"));
    derives.extend(decodes.then_some("Deserialize"));
    link(out, ty.name);
    line(out, 0, &format!("#[derive({})]", derives.join(", ")));
    if let Some((tag, name)) = ty.discriminator().filter(|_| encodes) {
        line(out, 0, &format!("#[serde(tag = \"{tag}\", rename = \"{name}\")]"));
    }
    let name = rust_name(ty.name);
    body(out, &name, &fields, Directions { encodes, decodes });
    if encodes && !has_default {
        constructor(out, &name, &fields);
    }
}

/// A field as it will be written.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    value: Value,
    boxed: bool,
    /// Whether the value is always there; a documented `True` that is optional is a plain `bool`.
    required: bool,
}

/// Which ways a struct goes over the wire.
#[derive(Clone, Copy)]
pub(super) struct Directions {
    pub(super) encodes: bool,
    pub(super) decodes: bool,
}

/// The fields of an object or a method, without the constant that tells union members apart.
pub(super) fn members<'a>(
    plan: &Plan<'_>,
    owner: &'static str,
    fields: &'a [Field],
) -> Vec<Member<'a>> {
    let member = |field: &'a Field| {
        // The plan has checked that every field has a rule.
        let value = value(owner, field).unwrap_or(Value::Text);
        Member {
            field,
            boxed: plan.is_boxed(owner, field, &value),
            value,
            required: field.required,
        }
    };
    fields.iter().filter(|field| field.constant.is_none()).map(member).collect()
}

/// Writes `pub struct Name { … }`.
pub(super) fn body(out: &mut String, name: &str, fields: &[Member<'_>], ways: Directions) {
    if fields.is_empty() {
        return line(out, 0, &format!("pub struct {name} {{}}"));
    }
    line(out, 0, &format!("pub struct {name} {{"));
    for member in fields {
        if let Some(bounds) = bounds(member.field) {
            line(out, 1, &format!("/// {bounds}."));
        }
        let attributes = attributes(member, ways);
        if !attributes.is_empty() {
            line(out, 1, &format!("#[serde({})]", attributes.join(", ")));
        }
        line(out, 1, &format!("pub {}: {},", field_name(member.field.name), spelled(member)));
    }
    line(out, 0, "}");
}

fn attributes(member: &Member<'_>, ways: Directions) -> Vec<String> {
    let mut attributes = Vec::new();
    let name = member.field.name;
    if field_name(name) != name {
        attributes.push(format!("rename = \"{name}\""));
    }
    let is_flag = !member.required && member.value == Value::True;
    if is_flag && ways.decodes {
        attributes.push("default".to_owned());
    }
    if !member.required && ways.encodes {
        let absent = if is_flag { "is_false" } else { "Option::is_none" };
        attributes.push(format!("skip_serializing_if = \"{absent}\""));
    }
    attributes
}

fn spelled(member: &Member<'_>) -> String {
    let mut ty = member.value.spell();
    if member.boxed {
        ty = format!("Box<{ty}>");
    }
    if member.required || member.value == Value::True { ty } else { format!("Option<{ty}>") }
}

/// Writes `new`, which takes what is required, or `Default` if that is nothing but `true`.
pub(super) fn constructor(out: &mut String, name: &str, fields: &[Member<'_>]) {
    let asked: Vec<_> =
        fields.iter().filter(|member| member.required && member.value != Value::True).collect();
    let values: Vec<_> = fields.iter().map(initial).collect();
    out.push('\n');
    if asked.is_empty() {
        line(out, 0, &format!("impl Default for {name} {{"));
        line(out, 1, "fn default() -> Self {");
    } else {
        line(out, 0, &format!("impl {name} {{"));
        let parameters: Vec<_> = asked.iter().map(|member| parameter(member)).collect();
        list(out, 1, ["pub fn new(", "", ") -> Self {"], &parameters);
    }
    list(out, 2, ["Self {", " ", "}"], &values);
    line(out, 1, "}");
    line(out, 0, "}");
}

fn parameter(member: &Member<'_>) -> String {
    let name = field_name(member.field.name);
    match member.value {
        Value::Text | Value::Target => format!("{name}: impl Into<{}>", member.value.spell()),
        _ => format!("{name}: {}", member.value.spell()),
    }
}

fn initial(member: &Member<'_>) -> String {
    let name = field_name(member.field.name);
    match (&member.value, member.required) {
        (Value::True, required) => format!("{name}: {required}"),
        (_, false) => format!("{name}: None"),
        (Value::Text | Value::Target, true) => format!("{name}: {name}.into()"),
        (_, true) if member.boxed => format!("{name}: Box::new({name})"),
        (_, true) => name.to_owned(),
    }
}

impl Member<'_> {
    pub(super) fn is_required(&self) -> bool {
        self.required
    }

    pub(super) fn is_target(&self) -> bool {
        self.value == Value::Target
    }
}
