//! Decides what is written: which types, in which directions, and where a box is needed.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::{self, Value};
use crate::{Field, Schema, Type, TypeRef};

/// All decisions, made once.
pub(super) struct Plan<'a> {
    pub(super) schema: &'a Schema,
    /// Types a result or an update can hold.
    decoded: BTreeSet<&'static str>,
    /// Types a parameter can hold.
    encoded: BTreeSet<&'static str>,
    /// Edges `(owner, target)` that would make a type contain itself, so that they need a box.
    cycles: BTreeSet<(&'static str, &'static str)>,
}

/// A union, of the official page or of alternatives that have no name there.
pub(super) struct Union {
    pub(super) name: &'static str,
    pub(super) members: Vec<TypeRef>,
    /// The anchor of the section that describes it.
    pub(super) anchor: String,
}

/// Alternatives without a name of their own: our name, where they are described, and their members.
const UNNAMED: &[(&str, &str, &[&str])] = &[
    (
        "ReplyMarkup",
        "sendmessage",
        &["InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"],
    ),
    (
        "RichMediaContent",
        "inputrichmessagemedia",
        &[
            "InputMediaAnimation",
            "InputMediaAudio",
            "InputMediaDocument",
            "InputMediaPhoto",
            "InputMediaVideo",
            "InputMediaVoiceNote",
        ],
    ),
    (
        "MediaGroupItem",
        "sendmediagroup",
        &[
            "InputMediaAudio",
            "InputMediaDocument",
            "InputMediaLivePhoto",
            "InputMediaPhoto",
            "InputMediaVideo",
        ],
    ),
];

/// The name of the union of these alternatives, if it has one here.
pub(super) fn unnamed(types: &[TypeRef]) -> Option<&'static str> {
    let is = |members: &[&'static str]| {
        types.iter().map(rust::object).eq(members.iter().copied().map(Some))
    };
    UNNAMED.iter().find(|(_, _, members)| types.len() > 1 && is(members)).map(|(name, ..)| *name)
}

impl<'a> Plan<'a> {
    pub(super) fn new(schema: &'a Schema) -> Result<Plan<'a>, String> {
        let results =
            schema.methods().iter().flat_map(|method| &method.returns).filter_map(TypeRef::named);
        let decoded =
            reach(schema, results.chain(schema.update_kinds().iter().map(|kind| kind.ty)));
        let parameters = schema.methods().iter().flat_map(|method| &method.fields);
        let parameters = parameters.flat_map(|field| &field.types).filter_map(TypeRef::named);
        let encoded = reach(schema, parameters);
        let mut plan = Plan { schema, decoded, encoded, cycles: BTreeSet::new() };
        for method in schema.methods() {
            for field in &method.fields {
                rust::value(method.name, field)?;
            }
        }
        plan.find_cycles()?;
        Ok(plan)
    }

    pub(super) fn decodes(&self, name: &str) -> bool {
        self.decoded.contains(name)
    }

    pub(super) fn encodes(&self, name: &str) -> bool {
        self.encoded.contains(name)
    }

    /// Objects to write, in the order of the official page.
    pub(super) fn objects(&self) -> impl Iterator<Item = &'a Type> {
        let written =
            |ty: &&Type| !ty.is_union() && !rust::is_by_hand(ty.name) && self.is_used(ty.name);
        self.schema.types().iter().filter(written)
    }

    /// Unions to write: those of the official page, then those without a name there.
    pub(super) fn unions(&self) -> Vec<Union> {
        let named = self.schema.types().iter().filter(|ty| ty.is_union() && self.is_used(ty.name));
        let named = named.map(|ty| Union {
            name: ty.name,
            members: ty.subtypes.clone(),
            anchor: ty.name.to_ascii_lowercase(),
        });
        let unnamed = UNNAMED.iter().map(|(name, anchor, members)| Union {
            name,
            members: members.iter().map(|member| TypeRef::Named(member)).collect(),
            anchor: (*anchor).to_owned(),
        });
        named.chain(unnamed).collect()
    }

    fn is_used(&self, name: &str) -> bool {
        self.decodes(name) || self.encodes(name)
    }

    /// Whether a field's value stands in a box of its own. Decoded objects box every optional object, because most of
    /// them are absent most of the time and the object should stay small.
    pub(super) fn is_boxed(&self, owner: &'static str, field: &Field, value: &Value) -> bool {
        let Some(target) = value.inline_object() else { return false };
        (self.decodes(owner) && !field.required) || self.cycles.contains(&(owner, target))
    }

    /// Whether a member of a union stands in a box.
    pub(super) fn is_boxed_member(&self, union: &'static str, member: &'static str) -> bool {
        self.cycles.contains(&(union, member))
    }

    /// Finds the boxes that make every type's size finite: members of unions first, then fields.
    fn find_cycles(&mut self) -> Result<(), String> {
        let mut edges: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
        let mut order = Vec::new();
        for union in self.unions() {
            for member in union.members.iter().filter_map(rust::object) {
                edges.entry(union.name).or_default().insert(member);
                order.push((union.name, member));
            }
        }
        for ty in self.objects() {
            for field in &ty.fields {
                let value = rust::value(ty.name, field)?;
                let Some(target) =
                    value.inline_object().filter(|_| !self.is_boxed(ty.name, field, &value))
                else {
                    continue;
                };
                edges.entry(ty.name).or_default().insert(target);
                order.push((ty.name, target));
            }
        }
        for (owner, target) in order {
            if reaches(&edges, target, owner) {
                self.cycles.insert((owner, target));
                edges.entry(owner).or_default().remove(target);
            }
        }
        Ok(())
    }
}

/// Whether following edges from one type leads to another.
fn reaches(edges: &BTreeMap<&'static str, BTreeSet<&'static str>>, from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(edges.get(name).into_iter().flatten());
        }
    }
    false
}

/// All types that can stand inside the given ones, those included.
fn reach(schema: &Schema, from: impl Iterator<Item = &'static str>) -> BTreeSet<&'static str> {
    let (mut seen, mut open) = (BTreeSet::new(), from.collect::<Vec<_>>());
    while let Some(name) = open.pop() {
        let Some(ty) = schema.ty(name).filter(|_| seen.insert(name)) else { continue };
        let inner = ty.fields.iter().flat_map(|field| &field.types).chain(&ty.subtypes);
        open.extend(inner.filter_map(TypeRef::named));
    }
    seen
}
