//! Values of every type, built from the facts, and a check of values against the facts.

use molniya_botapi::{ChatId, ChatTarget, MessageId, Method, ThreadId, UserId};
use molniya_schema::{Field, TypeRef, ty};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json, value::RawValue};
use std::fmt::Debug;

/// A type's name, and how to decode it; decoded values are shown.
pub(crate) type Decoder = (&'static str, fn(&str) -> serde_json::Result<String>);
/// How to encode a method with samples: its name and its body.
pub(crate) type Encoder = fn(At) -> (&'static str, String);

pub(crate) fn decode<T: DeserializeOwned + Debug>(json: &str) -> serde_json::Result<String> {
    serde_json::from_str::<T>(json).map(|value| format!("{value:#?}"))
}

pub(crate) fn encode<M: Method + Sample>(at: At) -> (&'static str, String) {
    (M::NAME, serde_json::to_string(&M::sample(at)).unwrap())
}

/// Where in a value we are.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// How many levels of optional fields and lists are still filled.
    pub(crate) levels: usize,
    /// Which member of a union is taken.
    pub(crate) pick: usize,
}

impl At {
    pub(crate) fn below(self) -> At {
        At { levels: self.levels.saturating_sub(1), ..self }
    }
}

/// The value of a type, as Telegram would write it.
pub(crate) fn value(types: &[TypeRef], at: At) -> Value {
    match &types[at.pick % types.len()] {
        TypeRef::Integer => json!(1),
        TypeRef::Float => json!(0.5),
        TypeRef::String => json!("text"),
        TypeRef::Boolean | TypeRef::True => json!(true),
        TypeRef::Array(_) if at.levels == 0 => json!([]),
        TypeRef::Array(inner) => json!([value(std::slice::from_ref(inner), at)]),
        TypeRef::Named(name) => named(name, at),
    }
}

/// The value of a named type.
pub(crate) fn named(name: &str, at: At) -> Value {
    let found = ty(name).unwrap();
    if found.is_union() {
        // Text inside text has to end somewhere.
        if at.levels == 0 && found.subtypes.contains(&TypeRef::String) {
            return json!("text");
        }
        return value(&found.subtypes, at.below());
    }
    let mut object = fields(&found.fields, at);
    if name == "InaccessibleMessage" {
        object.insert("date".to_owned(), json!(0));
    }
    Value::Object(object)
}

/// An object with these fields; optional ones only while there are levels left.
pub(crate) fn fields(fields: &[Field], at: At) -> Map<String, Value> {
    let wanted = fields.iter().filter(|field| field.required || at.levels > 0);
    let filled = wanted.map(|field| {
        let value = field
            .constant
            .map_or_else(|| value(&field.types, at.below()), |constant| json!(constant));
        (field.name.to_owned(), value)
    });
    filled.collect()
}

/// Says what in a value is not as the facts have it.
pub(crate) fn check(found: &Value, types: &[TypeRef]) -> Result<(), String> {
    let reasons = types.iter().map(|ty| check_one(found, ty)).collect::<Vec<_>>();
    if reasons.iter().any(Result::is_ok) {
        return Ok(());
    }
    let reasons: Vec<_> = reasons.into_iter().filter_map(Result::err).collect();
    Err(reasons.join("; "))
}

fn check_one(found: &Value, wanted: &TypeRef) -> Result<(), String> {
    let fits = match (wanted, found) {
        (TypeRef::Integer, Value::Number(number)) => number.is_i64(),
        (TypeRef::Float, Value::Number(_)) => true,
        (TypeRef::String | TypeRef::Named("InputFile"), Value::String(_)) => true,
        (TypeRef::Boolean, Value::Bool(_)) | (TypeRef::True, Value::Bool(true)) => true,
        (TypeRef::Array(inner), Value::Array(values)) => {
            return values.iter().try_for_each(|value| check_one(value, inner));
        }
        (TypeRef::Named(name), found) => {
            let ty = ty(name).ok_or("no such type")?;
            if ty.is_union() {
                return check(found, &ty.subtypes);
            }
            return check_object(found, &ty.fields).map_err(|reason| format!("{name}: {reason}"));
        }
        _ => false,
    };
    if fits { Ok(()) } else { Err(format!("{found} is no {wanted:?}")) }
}

/// Says what in an object is not as the facts have it: a name, a type, a constant, something missing.
pub(crate) fn check_object(found: &Value, fields: &[Field]) -> Result<(), String> {
    let object = found.as_object().ok_or_else(|| format!("{found} is no object"))?;
    for (name, value) in object {
        let field = fields
            .iter()
            .find(|field| field.name == name)
            .ok_or_else(|| format!("no field {name}"))?;
        check(value, &field.types).map_err(|reason| format!("{name}: {reason}"))?;
        if field.constant.is_some_and(|constant| value != constant) {
            return Err(format!("{name} is {value}"));
        }
    }
    match fields.iter().find(|field| field.required && !object.contains_key(field.name)) {
        Some(missing) => Err(format!("{} is missing", missing.name)),
        None => Ok(()),
    }
}

/// A value for a field.
pub(crate) trait Sample {
    fn sample(at: At) -> Self;
}

macro_rules! plain {
    ($($ty:ty = $value:expr;)*) => {
        $(impl Sample for $ty {
            fn sample(_: At) -> Self {
                $value
            }
        })*
    };
}

plain! {
    bool = true;
    i64 = 1;
    f64 = 0.5;
    String = "text".to_owned();
    ChatId = ChatId(1);
    UserId = UserId(1);
    MessageId = MessageId(1);
    ThreadId = ThreadId(1);
    Box<RawValue> = RawValue::from_string("{}".to_owned()).unwrap();
}

impl Sample for ChatTarget {
    fn sample(at: At) -> Self {
        if at.pick.is_multiple_of(2) { ChatId(1).into() } else { "@name".into() }
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(at: At) -> Self {
        (at.levels > 0).then(|| T::sample(at.below()))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(at: At) -> Self {
        if at.levels > 0 { vec![T::sample(at.below())] } else { Vec::new() }
    }
}

impl<T: Sample> Sample for Box<T> {
    fn sample(at: At) -> Self {
        Box::new(T::sample(at))
    }
}

/// Fills a struct with samples.
macro_rules! sample {
    ($name:ident: $($field:ident),*) => {
        impl $crate::values::Sample for $name {
            #[allow(unused_variables)]
            fn sample(at: $crate::values::At) -> Self {
                $name { $($field: $crate::values::Sample::sample(at)),* }
            }
        }
    };
}
pub(crate) use sample;

/// Fills one member of a union with samples.
macro_rules! union {
    ($name:ident: $($variant:ident),*) => {
        impl $crate::values::Sample for $name {
            fn sample(at: $crate::values::At) -> Self {
                let members: &[fn($crate::values::At) -> Self] =
                    &[$(|at| $name::$variant($crate::values::Sample::sample(at))),*];
                // The last member of a union of texts is a list of them, which ends where the levels do.
                let pick = if at.levels == 0 { members.len() - 1 } else { at.pick % members.len() };
                members[pick](at.below())
            }
        }
    };
}
pub(crate) use union;
