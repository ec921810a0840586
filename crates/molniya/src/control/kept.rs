//! How what was given up looks to a person.

use molniya_botapi::{ChatId, Envelope, repeat_of};

use super::{Kept, KeptState};
use crate::outbox::may_repeat;
use crate::store::{DamagedRow, DeadLetter, Entry, EntryState, Epoch, Time};

/// Characters of a text that are shown.
const SHOWN: usize = 60;
/// Characters of a reason.
const SHOWN_REASON: usize = 200;

/// The state of a call that nobody makes any more; nothing for others. A call that an owner before this one
/// had claimed is unknown, if it must not be repeated: the next bot that starts notes that.
pub(super) fn given_up(entry: &Entry, owner: Epoch) -> Option<EntryState> {
    match &entry.state {
        EntryState::Unknown | EntryState::Dead(_) => Some(entry.state.clone()),
        EntryState::Claimed(epoch)
            if *epoch < owner && !may_repeat(repeat_of(&entry.method), entry.policy) =>
        {
            Some(EntryState::Unknown)
        }
        EntryState::Claimed(_) | EntryState::Queued { .. } | EntryState::Retrying { .. } => None,
    }
}

/// The name of a call, as in the log.
pub(super) fn call_id(entry: &Entry) -> String {
    format!("{}.{}", entry.id.seq.0, entry.id.n)
}

pub(super) fn call(entry: &Entry, state: &EntryState) -> Kept {
    let (state, reason) = match state {
        EntryState::Dead(reason) => (KeptState::Dead, shown(reason, SHOWN_REASON)),
        _ => (KeptState::Unknown, "nobody knows whether it arrived".into()),
    };
    let params: serde_json::Value = serde_json::from_str(&entry.params).unwrap_or_default();
    let text = ["text", "caption"].iter().find_map(|name| params.get(name)?.as_str());
    Kept {
        id: call_id(entry),
        state,
        chat: entry.chat,
        what: entry.method.to_string(),
        text: shown(text.unwrap_or_default(), SHOWN),
        reason,
        at: Some(entry.at).filter(|at| *at > Time(0)),
    }
}

pub(super) fn update(letter: &DeadLetter) -> Kept {
    let read = Envelope::read(&letter.raw).ok();
    let text = read.as_ref().and_then(|read| read.text.as_deref().or(read.data.as_deref()));
    let text = if read.is_some() { text.unwrap_or_default() } else { &*letter.raw };
    Kept {
        id: letter.update.to_string(),
        state: KeptState::SetAside,
        chat: read.as_ref().and_then(|read| read.chat).map(|chat| ChatId(chat.0)),
        what: read.as_ref().map_or("malformed", |read| read.kind.name()).into(),
        text: shown(text, SHOWN),
        reason: shown(&letter.reason, SHOWN_REASON),
        at: Some(letter.at),
    }
}

pub(super) fn row(row: &DamagedRow) -> Kept {
    Kept {
        id: row.seq.0.to_string(),
        state: KeptState::Damaged,
        chat: None,
        what: row.table.to_string(),
        text: shown(&row.content, SHOWN),
        reason: shown(&format!("wrong checksum, key {}", row.key), SHOWN_REASON),
        at: Some(row.at),
    }
}

/// The beginning of a text in one line. What people write must not command a terminal.
fn shown(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
            chars += 1;
        }
        for c in word.chars().filter(|c| !is_invisible(*c)) {
            if chars >= most {
                return line + "…";
            }
            line.push(c);
            chars += 1;
        }
    }
    line
}

/// Marks that turn the direction of what follows, and such.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_in_one_line_that_commands_no_terminal() {
        assert_eq!(shown("a\n\n b\u{1b}[31mred\u{202e}", 60), "a b [31mred");
        assert_eq!(shown("Привет, мир", 6), "Привет…");
        assert_eq!(shown("", 5), "");
    }
}
