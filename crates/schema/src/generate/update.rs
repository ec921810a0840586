//! Writes the kinds of updates and what each of them holds.

use super::{
    plan::Plan,
    rust::{arm, camel, line, link, list},
};

pub(super) fn write(plan: &Plan<'_>) -> String {
    let kinds: Vec<_> = plan
        .schema
        .update_kinds()
        .iter()
        .map(|kind| (camel(kind.name), kind.name, kind.ty))
        .collect();
    let mut out = String::from(
        "//! Kinds of updates and what they hold.\n\nuse serde::de::MapAccess;\nuse serde_json::value::RawValue;\n\n\
         use super::objects::*;\n\n/// Which field of an update is set.\n///\n",
    );
    link(&mut out, "update");
    line(&mut out, 0, "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]");
    line(&mut out, 0, "pub enum UpdateKind {");
    for (variant, name, _) in &kinds {
        line(&mut out, 1, &format!("/// `{name}`"));
        line(&mut out, 1, &format!("{variant},"));
    }
    out.push_str(
        "    /// A kind this version does not know.\n    Unknown,\n}\n\nimpl UpdateKind {\n",
    );
    out.push_str("    /// Every known kind, in the order of the official page.\n");
    line(&mut out, 1, "pub const ALL: &'static [UpdateKind] = &[");
    for (variant, ..) in &kinds {
        line(&mut out, 2, &format!("UpdateKind::{variant},"));
    }
    out.push_str(
        "    ];\n\n    /// The name on the wire, `unknown` for [`UpdateKind::Unknown`].\n",
    );
    out.push_str("    pub fn name(self) -> &'static str {\n        match self {\n");
    for (variant, name, _) in &kinds {
        line(&mut out, 3, &format!("UpdateKind::{variant} => \"{name}\","));
    }
    out.push_str("            UpdateKind::Unknown => \"unknown\",\n        }\n    }\n\n");
    out.push_str("    /// The kind with this name on the wire.\n");
    out.push_str("    pub fn from_name(name: &str) -> UpdateKind {\n        match name {\n");
    for (variant, name, _) in &kinds {
        line(&mut out, 3, &format!("\"{name}\" => UpdateKind::{variant},"));
    }
    out.push_str("            _ => UpdateKind::Unknown,\n        }\n    }\n}\n\n");
    write_content(&mut out, &kinds);
    out
}

fn write_content(out: &mut String, kinds: &[(String, &str, &str)]) {
    out.push_str("/// What an update holds.\n///\n");
    link(out, "update");
    line(out, 0, "#[derive(Debug, Clone)]");
    line(out, 0, "pub enum UpdateContent {");
    for (variant, _, ty) in kinds {
        line(out, 1, &format!("{variant}(Box<{ty}>),"));
    }
    out.push_str(
        "    /// A kind this version does not know: the name of the field and what it holds.\n",
    );
    out.push_str("    Unknown {\n        kind: Box<str>,\n        raw: Box<RawValue>,\n    },\n");
    out.push_str("}\n\nimpl UpdateContent {\n    /// Which kind it is.\n    pub fn kind(&self) -> UpdateKind {\n");
    line(out, 2, "match self {");
    for (variant, ..) in kinds {
        line(out, 3, &format!("UpdateContent::{variant}(_) => UpdateKind::{variant},"));
    }
    out.push_str(
        "            UpdateContent::Unknown { .. } => UpdateKind::Unknown,\n        }\n    }\n\n",
    );
    out.push_str("    /// Decodes the value of the field with this name.\n");
    list(
        out,
        1,
        ["pub(crate) fn decode<'de, A: MapAccess<'de>>(", "", ") -> Result<Self, A::Error> {"],
        &["name: &str".to_owned(), "map: &mut A".to_owned()],
    );
    line(out, 2, "Ok(match UpdateKind::from_name(name) {");
    for (variant, ..) in kinds {
        let value = format!("UpdateContent::{variant}(map.next_value()?)");
        arm(out, 3, &format!("UpdateKind::{variant}"), &value);
    }
    line(out, 3, "UpdateKind::Unknown => {");
    line(out, 4, "UpdateContent::Unknown { kind: name.into(), raw: map.next_value()? }");
    out.push_str("            }\n        })\n    }\n}\n");
}
