//! How facts are spelled in Rust.

use std::fmt::Write;

use super::plan;
use crate::{Field, Len, TypeRef, Unit};

/// The Rust type of a field's value, not yet optional or boxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Bool,
    /// Only ever `true`, absent otherwise.
    True,
    Text,
    Target,
    Number(&'static str),
    Object(&'static str),
    List(Box<Value>),
}

impl Value {
    pub(super) fn spell(&self) -> String {
        match self {
            Value::Bool | Value::True => "bool".to_owned(),
            Value::Text => "String".to_owned(),
            Value::Target => "ChatTarget".to_owned(),
            Value::Number(name) => (*name).to_owned(),
            Value::Object(name) => rust_name(name),
            Value::List(inner) => format!("Vec<{}>", inner.spell()),
        }
    }

    /// The object or union that stands in the field itself, not in a list.
    pub(super) fn inline_object(&self) -> Option<&'static str> {
        match self {
            Value::Object(name) => Some(name),
            _ => None,
        }
    }
}

/// Types that are written by hand, because their form follows no rule.
pub(super) fn is_by_hand(name: &str) -> bool {
    matches!(name, "Update" | "InputFile")
}

/// The name in Rust: as on the official page, except where it would hide an id of ours.
pub(super) fn rust_name(name: &str) -> String {
    if name == "MessageId" { "MessageIdObject".to_owned() } else { name.to_owned() }
}

/// The type of a field.
///
/// A file is a text: the id of a file Telegram has, or an address it fetches.
pub(super) fn value(owner: &str, field: &Field) -> Result<Value, String> {
    use TypeRef::{Integer, Named, String};
    match field.types.as_slice() {
        [Integer, String] if field.name.ends_with("chat_id") => Ok(Value::Target),
        [Named("InputFile")] | [Named("InputFile"), String] => Ok(Value::Text),
        [single] => Ok(single_value(owner, field.name, single)),
        several => {
            match (plan::unnamed(several), elements(several).as_deref().and_then(plan::unnamed)) {
                (Some(name), _) => Ok(Value::Object(name)),
                // Lists of one type each are written as one list, which may mix them: Telegram allows that.
                (None, Some(name)) => Ok(Value::List(Box::new(Value::Object(name)))),
                (None, None) => Err(format!("no rule for {owner}.{}: {several:?}", field.name)),
            }
        }
    }
}

/// The object or union that the type itself is, not what a list holds.
pub(super) fn object(ty: &TypeRef) -> Option<&'static str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        _ => None,
    }
}

/// What the lists hold, if all are lists.
fn elements(types: &[TypeRef]) -> Option<Vec<TypeRef>> {
    let element = |ty: &TypeRef| match ty {
        TypeRef::Array(inner) => Some((**inner).clone()),
        _ => None,
    };
    types.iter().map(element).collect()
}

/// The type of one alternative.
pub(super) fn single_value(owner: &str, field: &str, ty: &TypeRef) -> Value {
    match ty {
        TypeRef::Integer => Value::Number(integer(owner, field)),
        TypeRef::Float => Value::Number("f64"),
        TypeRef::String => Value::Text,
        TypeRef::Boolean => Value::Bool,
        TypeRef::True => Value::True,
        TypeRef::Array(inner) => Value::List(Box::new(single_value(owner, field, inner))),
        TypeRef::Named(name) => Value::Object(name),
    }
}

/// Which kind of number an integer is, told by its name.
fn integer(owner: &str, field: &str) -> &'static str {
    match (owner, field) {
        ("User", "id") => "UserId",
        ("Chat" | "ChatFullInfo", "id") => "ChatId",
        (_, "message_thread_id") => "ThreadId",
        (_, "message_id" | "message_ids" | "giveaway_message_id") => "MessageId",
        (_, name) if name.ends_with("user_id") || name.ends_with("user_ids") => "UserId",
        (_, name) if name.ends_with("chat_id") => "ChatId",
        _ => "i64",
    }
}

/// The name of a field in Rust.
pub(super) fn field_name(name: &str) -> &str {
    if name == "type" { "kind" } else { name }
}

/// `sendMessage` to `SendMessage`, `chat_member` to `ChatMember`.
pub(super) fn camel(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        words.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        words.push_str(letters.as_str());
    }
    words
}

/// The link every item carries.
pub(super) fn link(out: &mut String, name: &str) {
    let anchor = name.to_ascii_lowercase();
    line(out, 0, &format!("/// See <https://core.telegram.org/bots/api#{anchor}>."));
}

/// What is known of a field's bounds, as a comment.
pub(super) fn bounds(field: &Field) -> Option<String> {
    let mut facts = Vec::new();
    if let Some(Len { min, max, unit }) = field.len {
        let unit = if unit == Unit::Bytes { "bytes" } else { "characters" };
        facts.push(format!("{min} to {max} {unit}"));
    }
    if let Some((min, max)) = field.range {
        facts.push(format!("{min} to {max}"));
    }
    if field.utf16 {
        facts.push("in UTF-16 code units".to_owned());
    }
    if let Some(default) = field.default {
        facts.push(format!("`{default}` if absent"));
    }
    (!facts.is_empty()).then(|| facts.join(", "))
}

/// Appends a line with this many steps of indentation.
pub(super) fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{:depth$}{text}", "", depth = depth * 4);
}

/// The longest line rustfmt leaves alone.
const WIDTH: usize = 100;

/// Appends an arm of a `match`, in braces if it does not fit on one line.
pub(super) fn arm(out: &mut String, depth: usize, pattern: &str, value: &str) {
    let one = format!("{pattern} => {value},");
    if depth * 4 + one.len() <= WIDTH {
        return line(out, depth, &one);
    }
    line(out, depth, &format!("{pattern} => {{"));
    line(out, depth + 1, value);
    line(out, depth, "}");
}

/// Appends `head` + items + `tail` on one line, or each item on its own if they do not fit.
pub(super) fn list(out: &mut String, depth: usize, [head, pad, tail]: [&str; 3], items: &[String]) {
    let joined = items.join(", ");
    let pad = if items.is_empty() { "" } else { pad };
    let one = format!("{head}{pad}{joined}{pad}{tail}");
    if depth * 4 + one.len() <= WIDTH {
        return line(out, depth, &one);
    }
    line(out, depth, head);
    for item in items {
        line(out, depth + 1, &format!("{item},"));
    }
    line(out, depth, tail);
}
