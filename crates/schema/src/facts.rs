//! What is known of methods, types and fields, and how it is found.

use std::collections::HashMap;

/// All facts.
#[derive(Debug, Default)]
pub struct Schema {
    pub(crate) version: &'static str,
    pub(crate) methods: Vec<Method>,
    pub(crate) types: Vec<Type>,
    pub(crate) update_kinds: Vec<UpdateKind>,
    pub(crate) methods_by_name: HashMap<String, usize>,
    pub(crate) types_by_name: HashMap<&'static str, usize>,
}

/// A method of the Bot API.
#[derive(Debug)]
pub struct Method {
    /// The name as the official page writes it.
    pub name: &'static str,
    /// The section of the official page.
    pub group: &'static str,
    /// The parameters, in the order of the official page.
    pub fields: Vec<Field>,
    /// What is answered; more than one when the answer depends on the parameters.
    pub returns: Vec<TypeRef>,
    /// What may be done when the outcome of a call is unknown.
    pub repeat: Repeat,
}

/// What may be done when nobody knows whether a call was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// It changes nothing: repeat freely.
    Read,
    /// A second call changes nothing more: repeat.
    Safe,
    /// A second call may be seen, as a second message for example: repeat only where that is better than silence.
    Unsafe,
    /// A second call may cost money or stars: do not repeat.
    Money,
}

/// A type of the Bot API: an object, or a union of other types.
#[derive(Debug)]
pub struct Type {
    /// The name as the official page writes it.
    pub name: &'static str,
    /// The section of the official page.
    pub group: &'static str,
    /// The fields of an object; empty for a union.
    pub fields: Vec<Field>,
    /// The members of a union; empty for an object.
    pub subtypes: Vec<TypeRef>,
}

/// A parameter of a method or a field of a type.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The types a value may have, one as a rule.
    pub types: Vec<TypeRef>,
    /// Whether it must be present.
    pub required: bool,
    /// The fixed value that tells the members of a union apart.
    pub constant: Option<&'static str>,
    /// Bounds of the length.
    pub len: Option<Len>,
    /// Bounds of the value, both included.
    pub range: Option<(i64, i64)>,
    /// What an absent value counts as.
    pub default: Option<&'static str>,
    /// Whether it is a parameter that is JSON-serialised in form bodies.
    pub json_serialized: bool,
    /// Whether it counts UTF-16 code units.
    pub utf16: bool,
}

/// Bounds of a length, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Len {
    /// The shortest that is allowed.
    pub min: usize,
    /// The longest that is allowed.
    pub max: usize,
    /// What is counted.
    pub unit: Unit,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Characters (Unicode code points).
    Characters,
    /// Bytes of UTF-8.
    Bytes,
}

/// What type a value has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A whole number; up to 52 bits are used.
    Integer,
    /// A number.
    Float,
    /// A text.
    String,
    /// `true` or `false`.
    Boolean,
    /// `true`; absent instead of `false`.
    True,
    /// An array of values of one type.
    Array(Box<TypeRef>),
    /// An object or union; [`ty`](crate::ty) finds it by this name.
    Named(&'static str),
}

/// A kind of update: a field of `Update` other than the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateKind {
    /// The name on the wire.
    pub name: &'static str,
    /// The name of the type of its content.
    pub ty: &'static str,
}

impl Schema {
    /// The version of the Bot API.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The method with this name, without regard to case.
    pub fn method(&self, name: &str) -> Option<&Method> {
        let place = self.methods_by_name.get(&name.to_ascii_lowercase())?;
        self.methods.get(*place)
    }

    /// The type with this name.
    pub fn ty(&self, name: &str) -> Option<&Type> {
        self.types_by_name.get(name).and_then(|place| self.types.get(*place))
    }

    /// All methods, in the order of the official page.
    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// All types, in the order of the official page.
    pub fn types(&self) -> &[Type] {
        &self.types
    }

    /// All kinds of updates, in the order of the official page.
    pub fn update_kinds(&self) -> &[UpdateKind] {
        &self.update_kinds
    }
}

impl Method {
    /// The parameter with this name; case matters, as on Telegram's server.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Type {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether it is one of several other types.
    pub fn is_union(&self) -> bool {
        !self.subtypes.is_empty()
    }

    /// The field that tells a member of a union apart, with its fixed value.
    pub fn discriminator(&self) -> Option<(&'static str, &'static str)> {
        self.fields.iter().find_map(|field| Some((field.name, field.constant?)))
    }
}

impl TypeRef {
    /// The named type at the bottom, below any arrays.
    pub fn named(&self) -> Option<&'static str> {
        match self {
            TypeRef::Named(name) => Some(name),
            TypeRef::Array(inner) => inner.named(),
            _ => None,
        }
    }
}
