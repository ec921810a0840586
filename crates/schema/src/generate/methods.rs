//! Writes methods, and the table of what may be repeated.

use super::{
    objects::{Directions, Member, body, constructor, members},
    plan::Plan,
    rust::{camel, line, link, single_value},
};
use crate::{Method, Repeat, TypeRef};

pub(super) fn write(plan: &Plan<'_>) -> String {
    let mut out = String::from(
        "//! Methods: their parameters are public fields, and `new` asks for those that are required.\n\nuse serde::Serialize;\n\nuse super::{objects::*, unions::*};\n\
         use crate::{\n    ChatId, ChatTarget, MaybeMessage, MessageId, Method, Repeat, ThreadId, Update, UserId,\n};\n",
    );
    for method in plan.schema.methods() {
        out.push('\n');
        write_method(&mut out, plan, method);
    }
    out
}

fn write_method(out: &mut String, plan: &Plan<'_>, method: &Method) {
    let name = camel(method.name);
    let fields = members(plan, method.name, &method.fields);
    let has_default = fields.iter().all(|field| !field.is_required());
    link(out, method.name);
    line(
        out,
        0,
        if has_default {
            "#[derive(Debug, Clone, Default, Serialize)]"
        } else {
            "#[derive(Debug, Clone, Serialize)]"
        },
    );
    body(out, &name, &fields, Directions { encodes: true, decodes: false });
    if !has_default {
        constructor(out, &name, &fields);
    }
    out.push('\n');
    line(out, 0, &format!("impl Method for {name} {{"));
    line(out, 1, &format!("type Output = {};", output(method)));
    line(out, 1, &format!("const NAME: &'static str = \"{}\";", method.name));
    line(out, 1, &format!("const REPEAT: Repeat = Repeat::{:?};", method.repeat));
    if let Some(chat) = chat(&fields) {
        out.push('\n');
        line(out, 1, "fn chat(&self) -> Option<&ChatTarget> {");
        line(out, 2, chat);
        line(out, 1, "}");
    }
    line(out, 0, "}");
}

/// What the method answers. An edit answers the message, or `true` for a message sent through inline mode.
fn output(method: &Method) -> String {
    match method.returns.as_slice() {
        [TypeRef::Named("Message"), TypeRef::Boolean] => "MaybeMessage".to_owned(),
        [first, ..] => single_value("", "", first).spell(),
        [] => "bool".to_owned(),
    }
}

/// How the method's chat is reached.
fn chat(fields: &[Member<'_>]) -> Option<&'static str> {
    let chat = fields.iter().find(|member| member.field.name == "chat_id" && member.is_target())?;
    Some(if chat.is_required() { "Some(&self.chat_id)" } else { "self.chat_id.as_ref()" })
}

pub(super) fn write_repeat(plan: &Plan<'_>) -> String {
    let mut out = String::from(
        "//! What may be repeated when the outcome of a call is unknown.\n\nuse crate::Repeat;\n\n\
         /// What may be done when nobody knows whether a call of this method was carried out.\n///\n\
         /// The name is matched as the official page writes it; a method that is not known is unsafe to repeat.\n\
         pub fn repeat_of(method: &str) -> Repeat {\n    match method {\n",
    );
    for method in plan.schema.methods().iter().filter(|method| method.repeat != Repeat::Unsafe) {
        line(&mut out, 2, &format!("\"{}\" => Repeat::{:?},", method.name, method.repeat));
    }
    out.push_str("        _ => Repeat::Unsafe,\n    }\n}\n");
    out
}
