//! What is another each time: addresses of invitations and invoices, and what web apps are answered by. A script knows them
//! by variables.

use super::super::line::{Button, Deed, Doing, Keyboard, What};
use super::super::pattern::{Pattern, Piece};

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Link,
    Invoice,
    App,
}

/// One of them.
struct Secret {
    kind: Kind,
    value: String,
    /// The variable.
    name: String,
}

/// All of them.
#[derive(Default)]
pub(super) struct Secrets {
    list: Vec<Secret>,
}

impl Secrets {
    /// Keeps one; gives the name of its variable.
    pub(super) fn keep(&mut self, kind: Kind, value: &str) -> String {
        if let Some(known) = self.list.iter().find(|secret| secret.value == value) {
            return known.name.clone();
        }
        let word = match kind {
            Kind::Link => "link",
            Kind::Invoice => "invoice",
            Kind::App => "app",
        };
        let number = 1 + self.list.iter().filter(|secret| secret.kind == kind).count();
        let name = if number == 1 { word.to_owned() } else { format!("{word}{number}") };
        self.list.push(Secret { kind, value: value.to_owned(), name: name.clone() });
        name
    }

    /// Writes variables in their place, from where the script knows them.
    pub(super) fn hide(&self, lines: &mut [What]) {
        for secret in &self.list {
            secret.hide(lines);
        }
    }
}

impl Secret {
    fn hide(&self, lines: &mut [What]) {
        let mut is_known = false;
        for line in lines {
            if let What::Does { doing: Doing::OpensApp { name: Some(name), .. }, .. } = line {
                is_known |= *name == self.name;
            }
            let is_expected = matches!(line, What::Expected { .. });
            for pattern in patterns(line) {
                if (is_known || is_expected) && self.put(pattern, is_known) {
                    is_known = true;
                }
            }
        }
    }

    /// Writes the variable into a text; tells whether it is in it. A new one stands there once.
    fn put(&self, pattern: &mut Pattern, is_known: bool) -> bool {
        let mut new = Pattern::default();
        let mut is_there = false;
        for piece in std::mem::take(&mut pattern.pieces) {
            let Piece::Literal(text) = piece else {
                new.push(piece);
                continue;
            };
            for (index, part) in text.split(&self.value).enumerate() {
                if index > 0 {
                    new.push(match is_there && !is_known {
                        true => Piece::Any,
                        false => Piece::Variable(self.name.clone()),
                    });
                    is_there = true;
                }
                new.push_str(part);
            }
        }
        *pattern = new;
        is_there
    }
}

/// The texts of a line in which one can stand.
fn patterns(what: &mut What) -> Vec<&mut Pattern> {
    match what {
        What::Does { doing, .. } => said(doing),
        What::Expected { deed, .. } => expected(deed),
        _ => Vec::new(),
    }
}

fn said(doing: &mut Doing) -> Vec<&mut Pattern> {
    match doing {
        Doing::Says(text)
        | Doing::Asks(text)
        | Doing::Follows(text)
        | Doing::Sends { caption: text, .. }
        | Doing::Pays { which: Some(text), .. }
        | Doing::SendsAppData { data: text, .. }
        | Doing::Deletes(Some(text))
        | Doing::Forwards { which: Some(text), .. }
        | Doing::Reacts { to: Some(text), .. } => vec![text],
        Doing::Replies { to, text } | Doing::Edits { which: to, text } => {
            to.iter_mut().chain([text]).collect()
        }
        Doing::Presses(button) => parts(button).collect(),
        _ => Vec::new(),
    }
}

fn expected(deed: &mut Deed) -> Vec<&mut Pattern> {
    match deed {
        Deed::Message(message) => {
            let rows = match &mut message.keyboard {
                Keyboard::Inline(rows) | Keyboard::Reply(rows) => rows.as_mut_slice(),
                _ => &mut [],
            };
            let buttons = rows.iter_mut().flatten().flat_map(parts);
            [&mut message.text].into_iter().chain(buttons).collect()
        }
        Deed::Answers(text) | Deed::Alerts(text) | Deed::Opens(text) => vec![text],
        Deed::Pins(Some(text)) | Deed::Unpins(Some(text)) => vec![text],
        _ => Vec::new(),
    }
}

fn parts(button: &mut Button) -> impl Iterator<Item = &mut Pattern> {
    [&mut button.label].into_iter().chain(button.data.as_mut())
}
