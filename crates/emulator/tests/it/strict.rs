//! Answers against the description of the Bot API, as strict programs read them: nothing required is missing, nothing
//! has another type, nothing has a name that does not exist.

use molniya_schema::{Type, TypeRef};
use serde_json::Value;

/// Fails unless `value` has one of these types.
pub(crate) fn check(types: &[TypeRef], value: &Value, path: &str) {
    let problems: Vec<String> =
        types.iter().filter_map(|ty| problem(ty, value, path).err()).collect();
    assert!(problems.len() < types.len(), "{problems:?}\n{value}");
}

fn problem(ty: &TypeRef, value: &Value, path: &str) -> Result<(), String> {
    let fits = match ty {
        TypeRef::Integer => value.is_i64() || value.is_u64(),
        TypeRef::Float => value.is_number(),
        TypeRef::String => value.is_string(),
        TypeRef::Boolean => value.is_boolean(),
        TypeRef::True => *value == Value::Bool(true),
        TypeRef::Array(inner) => {
            let list = value.as_array().ok_or_else(|| format!("{path}: no array"))?;
            list.iter().try_for_each(|item| problem(inner, item, path))?;
            true
        }
        TypeRef::Named(name) => match molniya_schema::ty(name) {
            Some(named) => return object(named, value, path),
            None => true,
        },
    };
    if fits { Ok(()) } else { Err(format!("{path}: not {ty:?}")) }
}

fn object(named: &Type, value: &Value, path: &str) -> Result<(), String> {
    if named.is_union() {
        let mut tried = named.subtypes.iter().map(|ty| problem(ty, value, path));
        return tried.find(Result::is_ok).unwrap_or_else(|| Err(format!("{path}: {}", named.name)));
    }
    let object = value.as_object().ok_or_else(|| format!("{path}: no object"))?;
    for field in &named.fields {
        let path = format!("{path}.{}", field.name);
        match object.get(field.name) {
            None if field.required => return Err(format!("{path}: missing")),
            None => {}
            Some(value) if !field.types.iter().any(|ty| problem(ty, value, &path).is_ok()) => {
                let first = field.types.first().map(|ty| problem(ty, value, &path));
                return first.unwrap_or(Ok(()));
            }
            Some(_) => {}
        }
    }
    match object.keys().find(|name| named.field(name).is_none()) {
        Some(name) => Err(format!("{path}.{name}: no such name")),
        None => Ok(()),
    }
}
