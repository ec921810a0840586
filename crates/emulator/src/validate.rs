//! Compares the parameters of a call with the schema: names, types, lengths and ranges, nested ones too.
//!
//! It only says what is wrong; whether a call is refused is decided by the methods.

use molniya_schema::{Field, Len, Method, Type, TypeRef, Unit};
use serde_json::{Map, Value};

use crate::params::{Param, Params};

/// Problems told of one call.
const MAX_PROBLEMS: usize = 20;

/// Names that the page has given up for others, and that the server still reads.
const OLD_NAMES: [(&str, &str); 3] = [
    ("allow_sending_without_reply", "reply_parameters"),
    ("disable_web_page_preview", "link_preview_options"),
    ("reply_to_message_id", "reply_parameters"),
];

/// Something that breaks the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What, in one line.
    pub(crate) text: String,
    /// Whether it is a name that does not exist.
    pub(crate) unknown_name: bool,
}

impl Problem {
    fn new(text: String) -> Self {
        Self { text, unknown_name: false }
    }

    fn unknown(path: &str) -> Self {
        Self { text: format!("{path}: no such name"), unknown_name: true }
    }
}

/// Everything about `params` that breaks the schema of `method`.
pub(crate) fn check(method: &Method, params: &Params) -> Vec<Problem> {
    let mut problems = Vec::new();
    for param in params.iter() {
        match method.fields.iter().find(|field| field.name == param.name) {
            Some(field) => parameter(field, param, has_length(method, field), &mut problems),
            // It names the method when the path does not.
            None if param.name == "method" => {}
            None if param.file.is_some() && params.attaches(&param.name) => {}
            None if is_old_name(method, &param.name) => {}
            None => problems.push(Problem::unknown(&param.name)),
        }
    }
    for field in method.fields.iter().filter(|field| field.required) {
        if !params.iter().any(|param| param.name == field.name) {
            problems.push(Problem::new(format!("{}: required", field.name)));
        }
    }
    problems.truncate(MAX_PROBLEMS);
    problems
}

fn is_old_name(method: &Method, name: &str) -> bool {
    OLD_NAMES.iter().any(|(old, new)| *old == name && method.field(new).is_some())
}

/// Texts with markup are measured after the markup was read, by the methods, which refuse them.
fn has_length(method: &Method, field: &Field) -> bool {
    method.field("parse_mode").is_none() || !["text", "caption"].contains(&field.name)
}

fn parameter(field: &Field, param: &Param, measured: bool, problems: &mut Vec<Problem>) {
    let takes = |ty: &TypeRef| field.types.contains(ty);
    let is_file = takes(&TypeRef::Named("InputFile"));
    if param.file.is_some() || is_file {
        if !is_file {
            problems.push(Problem::new(format!("{}: not a file", field.name)));
        }
        return;
    }
    // Outside a JSON body every value is text; what it means depends on what is wanted.
    let value = match (param.raw, takes(&TypeRef::String)) {
        (false, true) => Value::String(param.value.clone()),
        (false, false) => from_text(&field.types, &param.value),
        (true, _) => serde_json::from_str(&param.value).unwrap_or_default(),
    };
    best_type(field, &value, field.name, problems);
    if measured {
        bounds(field, &value, field.name, problems);
    }
}

/// Text where no text is wanted: booleans in any case, and JSON.
fn from_text(types: &[TypeRef], text: &str) -> Value {
    let boolean = types.iter().any(|ty| matches!(ty, TypeRef::Boolean | TypeRef::True));
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" if boolean => Value::Bool(true),
        "false" | "no" | "0" if boolean => Value::Bool(false),
        _ => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())),
    }
}

fn one_field(field: &Field, value: &Value, path: &str, problems: &mut Vec<Problem>) {
    best_type(field, value, path, problems);
    bounds(field, value, path, problems);
}

/// A value against all types a field may have; the type that fits best speaks.
fn best_type(field: &Field, value: &Value, path: &str, problems: &mut Vec<Problem>) {
    let inner = |ty: &TypeRef| match ty {
        TypeRef::Array(inner) => Some((**inner).clone()),
        _ => None,
    };
    let items: Vec<TypeRef> = field.types.iter().filter_map(inner).collect();
    // Several kinds of arrays are one array of several kinds, as an album is.
    if let (2.., Some(list)) = (items.len(), value.as_array()) {
        for (index, item) in list.iter().enumerate() {
            member(&items, item, &format!("{path}[{index}]"), problems);
        }
        return;
    }
    let mut best: Option<Vec<Problem>> = None;
    for ty in &field.types {
        let mut found = Vec::new();
        one_type(ty, value, path, &mut found);
        if best.as_ref().is_none_or(|best| found.len() < best.len()) {
            best = Some(found);
        }
    }
    problems.extend(best.unwrap_or_default());
}

fn bounds(field: &Field, value: &Value, path: &str, problems: &mut Vec<Problem>) {
    if let Some(constant) = field.constant
        && value.as_str() != Some(constant)
    {
        problems.push(Problem::new(format!("{path}: must be \"{constant}\"")));
    }
    if let (Some(len), Some(text)) = (field.len, value.as_str()) {
        length(len, text, path, problems);
    }
    if let (Some((min, max)), Some(number)) = (field.range, value.as_i64())
        && !(min..=max).contains(&number)
    {
        problems.push(Problem::new(format!("{path}: {number} is not in {min}..={max}")));
    }
}

fn length(len: Len, text: &str, path: &str, problems: &mut Vec<Problem>) {
    let (count, unit) = match len.unit {
        Unit::Characters => (text.chars().count(), "characters"),
        Unit::Bytes => (text.len(), "bytes"),
    };
    if count > len.max || count < len.min {
        problems.push(Problem::new(format!(
            "{path}: {count} {unit}, but {} to {} are allowed",
            len.min, len.max
        )));
    }
}

fn one_type(ty: &TypeRef, value: &Value, path: &str, problems: &mut Vec<Problem>) {
    let fits = match ty {
        TypeRef::Integer => value.is_i64() || value.is_u64(),
        TypeRef::Float => value.is_number(),
        TypeRef::String => value.is_string(),
        TypeRef::Boolean => value.is_boolean(),
        TypeRef::True => *value == Value::Bool(true),
        TypeRef::Array(inner) => match value.as_array() {
            Some(list) => {
                for (index, item) in list.iter().enumerate() {
                    one_type(inner, item, &format!("{path}[{index}]"), problems);
                }
                true
            }
            None => false,
        },
        // The page says so in words: a text stands for a button with that text.
        TypeRef::Named("KeyboardButton") if value.is_string() => true,
        TypeRef::Named(name) => match molniya_schema::ty(name) {
            Some(named) if named.is_union() => {
                return member(&named.subtypes, value, path, problems);
            }
            Some(named) => match value.as_object() {
                Some(object) => {
                    members(named, object, path, problems);
                    true
                }
                None => false,
            },
            // A name without a description says nothing about its values.
            None => true,
        },
    };
    if !fits {
        problems.push(Problem::new(format!("{path}: not {}", wanted(ty))));
    }
}

/// The member whose discriminator fits speaks; without one, the member that looks most like the value.
///
/// Only that one is looked into: members are unions again, so what all of them say would grow with every level that a value
/// is nested, by as much as there are members.
fn member(types: &[TypeRef], value: &Value, path: &str, problems: &mut Vec<Problem>) {
    let best = types.iter().min_by_key(|ty| (!chosen(ty, value), strangeness(ty, value)));
    if let Some(ty) = best {
        one_type(ty, value, path, problems);
    }
}

/// How little a value looks like a type from outside: the names that are missing or too many.
fn strangeness(ty: &TypeRef, value: &Value) -> usize {
    let named = match ty {
        TypeRef::Named("KeyboardButton") if value.is_string() => return 0,
        TypeRef::Named(name) => molniya_schema::ty(name),
        TypeRef::Array(_) if value.is_array() => return 0,
        TypeRef::Array(_) => return usize::MAX,
        simple => {
            let mut problems = Vec::new();
            one_type(simple, value, "", &mut problems);
            return if problems.is_empty() { 0 } else { usize::MAX };
        }
    };
    match (named, value.as_object()) {
        (None, _) => 0,
        (Some(union), _) if union.is_union() => {
            union.subtypes.iter().map(|ty| strangeness(ty, value)).min().unwrap_or(usize::MAX)
        }
        (Some(_), None) => usize::MAX,
        (Some(named), Some(object)) => {
            let unknown = object.keys().filter(|name| named.field(name).is_none()).count();
            let required = named.fields.iter().filter(|field| field.required);
            unknown + required.filter(|field| !object.contains_key(field.name)).count()
        }
    }
}

/// Whether the fixed value of this member stands in `value`.
fn chosen(ty: &TypeRef, value: &Value) -> bool {
    let TypeRef::Named(name) = ty else {
        return false;
    };
    molniya_schema::ty(name)
        .and_then(Type::discriminator)
        .is_some_and(|(field, constant)| value.get(field).and_then(Value::as_str) == Some(constant))
}

fn members(named: &Type, object: &Map<String, Value>, path: &str, problems: &mut Vec<Problem>) {
    for (name, value) in object {
        let path = format!("{path}.{name}");
        match named.field(name) {
            Some(field) => one_field(field, value, &path, problems),
            None => problems.push(Problem::unknown(&path)),
        }
    }
    for field in named.fields.iter().filter(|field| field.required) {
        if !object.contains_key(field.name) {
            problems.push(Problem::new(format!("{path}.{}: required", field.name)));
        }
    }
}

fn wanted(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Integer => "an integer".to_owned(),
        TypeRef::Float => "a number".to_owned(),
        TypeRef::String => "a string".to_owned(),
        TypeRef::Boolean => "a boolean".to_owned(),
        TypeRef::True => "true".to_owned(),
        TypeRef::Array(inner) => format!("an array, each {}", wanted(inner)),
        TypeRef::Named(name) => format!("a {name} object"),
    }
}
