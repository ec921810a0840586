//! Reads the lines of `bot-api.txt`.

use std::fmt;

use crate::facts::{Field, Len, Method, Repeat, Schema, Type, TypeRef, Unit, UpdateKind};

/// A line that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ParseError {}

/// What the indented lines belong to.
enum Owner {
    Nobody,
    Method,
    Type,
    Union,
}

impl Schema {
    /// Reads facts from text; the header of `bot-api.txt` explains the form.
    ///
    /// # Errors
    /// A line has none of the known forms, or a named type is nowhere described.
    pub fn parse(text: &'static str) -> Result<Schema, ParseError> {
        let mut schema = Schema::default();
        let (mut owner, mut group) = (Owner::Nobody, "");
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            schema
                .line(line, &mut owner, &mut group)
                .map_err(|what| ParseError { line: n + 1, what })?;
        }
        schema.index().map_err(|what| ParseError { line: 0, what })?;
        Ok(schema)
    }

    fn line(
        &mut self,
        line: &'static str,
        owner: &mut Owner,
        group: &mut &'static str,
    ) -> Result<(), String> {
        if let Some(member) = line.strip_prefix("  ") {
            return self.member(member, owner);
        }
        let (word, rest) = line.split_once(' ').ok_or("one word alone")?;
        match word {
            "version" => self.version = rest.split(' ').next().unwrap_or(rest),
            "group" => *group = rest,
            "method" => {
                self.methods.push(method(rest, group)?);
                *owner = Owner::Method;
            }
            "type" | "union" => {
                self.types.push(Type {
                    name: rest,
                    group,
                    fields: Vec::new(),
                    subtypes: Vec::new(),
                });
                *owner = if word == "union" { Owner::Union } else { Owner::Type };
            }
            _ => return Err(format!("unknown word {word}")),
        }
        Ok(())
    }

    fn member(&mut self, line: &'static str, owner: &Owner) -> Result<(), String> {
        match (owner, self.methods.last_mut(), self.types.last_mut()) {
            (Owner::Method, Some(method), _) => method.fields.push(field(line)?),
            (Owner::Type, _, Some(ty)) => ty.fields.push(field(line)?),
            (Owner::Union, _, Some(ty)) => ty.subtypes.push(type_ref(line)?),
            _ => return Err("a field of nothing".to_owned()),
        }
        Ok(())
    }

    /// Fills the tables of names and checks that every named type is there.
    fn index(&mut self) -> Result<(), String> {
        self.methods_by_name = self
            .methods
            .iter()
            .enumerate()
            .map(|(n, method)| (method.name.to_ascii_lowercase(), n))
            .collect();
        self.types_by_name = self.types.iter().enumerate().map(|(n, ty)| (ty.name, n)).collect();
        let fields = self.methods.iter().flat_map(|method| &method.fields);
        let fields = fields.chain(self.types.iter().flat_map(|ty| &ty.fields));
        let used = fields.flat_map(|field| &field.types);
        let used = used.chain(self.methods.iter().flat_map(|method| &method.returns));
        let used = used.chain(self.types.iter().flat_map(|ty| &ty.subtypes));
        for name in used.filter_map(TypeRef::named) {
            if !self.types_by_name.contains_key(name) {
                return Err(format!("type {name} is nowhere described"));
            }
        }
        let update = self.ty("Update").ok_or("no type Update")?;
        let kinds = update.fields.iter().filter_map(|field| {
            let ty = field.types.first()?.named()?;
            Some(UpdateKind { name: field.name, ty })
        });
        self.update_kinds = kinds.collect();
        Ok(())
    }
}

fn method(rest: &'static str, group: &'static str) -> Result<Method, String> {
    let (head, returns) = rest.split_once(" -> ").ok_or("a method without ->")?;
    let (name, repeat) = head.split_once(' ').ok_or("a method without repeat")?;
    let repeat = match repeat {
        "read" => Repeat::Read,
        "safe" => Repeat::Safe,
        "unsafe" => Repeat::Unsafe,
        "money" => Repeat::Money,
        other => return Err(format!("unknown repeat {other}")),
    };
    Ok(Method { name, group, fields: Vec::new(), returns: alternatives(returns)?, repeat })
}

fn field(line: &'static str) -> Result<Field, String> {
    let mut words = line.split(' ');
    let (Some(name), Some(types)) = (words.next(), words.next()) else {
        return Err("a field without a type".to_owned());
    };
    let mut field = Field {
        name: name.trim_end_matches('?'),
        types: alternatives(types)?,
        required: !name.ends_with('?'),
        constant: None,
        len: None,
        range: None,
        default: None,
        json_serialized: false,
        utf16: false,
    };
    for word in words {
        match word.split_once('=').unwrap_or((word, "")) {
            ("const", value) => field.constant = Some(value),
            ("default", value) => field.default = Some(value),
            ("len", bounds) => field.len = Some(len(bounds, Unit::Characters)?),
            ("bytes", bounds) => field.len = Some(len(bounds, Unit::Bytes)?),
            ("range", bounds) => field.range = Some(span(bounds)?),
            ("json", _) => field.json_serialized = true,
            ("utf16", _) => field.utf16 = true,
            (other, _) => return Err(format!("unknown word {other}")),
        }
    }
    Ok(field)
}

fn len(bounds: &str, unit: Unit) -> Result<Len, String> {
    let (min, max) = span(bounds)?;
    Ok(Len { min, max, unit })
}

/// Reads `1..4096`.
fn span<T: std::str::FromStr>(bounds: &str) -> Result<(T, T), String> {
    let parsed =
        bounds.split_once("..").and_then(|(min, max)| Some((min.parse().ok()?, max.parse().ok()?)));
    parsed.ok_or_else(|| format!("no bounds: {bounds}"))
}

fn alternatives(text: &'static str) -> Result<Vec<TypeRef>, String> {
    text.split('|').map(type_ref).collect()
}

fn type_ref(text: &'static str) -> Result<TypeRef, String> {
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or_else(|| format!("no ] in {text}"))?;
        return Ok(TypeRef::Array(Box::new(type_ref(inner)?)));
    }
    Ok(match text {
        "Integer" => TypeRef::Integer,
        "Float" => TypeRef::Float,
        "String" => TypeRef::String,
        "Boolean" => TypeRef::Boolean,
        "True" => TypeRef::True,
        name if name.starts_with(|first: char| first.is_ascii_uppercase()) => TypeRef::Named(name),
        other => return Err(format!("no type: {other}")),
    })
}
