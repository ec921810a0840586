//! Writes scripts as people would. What is written is read again as the same script.

use std::fmt::{self, Display, Formatter, Write as _};
use std::time::Duration;

use super::cursor::UNITS;
use super::line::{Button, Deed, Doing, Keyboard, Line, Message, Place, Sent, What, Who};
use super::parse::{GARBLES, RESERVED, RESETS, UPDATES};
use super::pattern::{Pattern, Piece};
use crate::faults::Fault;

/// What stands before the further lines of a message.
const INDENT: &str = "     ";
/// What stands before what the bot does.
const BOT: &str = "  bot";

impl Display for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Comment(text) if text.is_empty() => f.write_str("#"),
            What::Comment(text) => write!(f, "# {text}"),
            What::Wait(time) => write!(f, "wait {}", Time(*time)),
            What::Pause(time) => write!(f, "pause {}", Time(*time)),
            What::Skip(time) => write!(f, "skip {}", Time(*time)),
            What::Fault(fault) => write_fault(f, fault),
            What::Does { who, place, doing } => {
                write!(f, "{}", Name(who))?;
                if let Some(title) = place {
                    write!(f, " in {}", Quoted(&Pattern::exactly(title)))?;
                }
                write_doing(f, doing)
            }
            What::Expected { place, deed } => {
                f.write_str(BOT)?;
                match place {
                    Place::Same => {}
                    Place::With(who) => write!(f, " to {}", Name(who))?,
                    Place::Chat(title) => write!(f, " in {}", Quoted(&Pattern::exactly(title)))?,
                }
                write_deed(f, deed)
            }
            What::Whatever => f.write_str("  …"),
            What::Silence(time) => write!(f, "{BOT} says nothing for {}", Time(*time)),
        }
    }
}

struct Time(Duration);

impl Display for Time {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ms = u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX);
        let fits = |(_, size): &(&str, u64)| ms % size == 0 && ms >= *size;
        let (unit, size) = UNITS.into_iter().rev().find(fits).unwrap_or(UNITS[0]);
        write!(f, "{}{unit}", ms / size)
    }
}

/// A name as it stands in a line: bare, or in quotes.
struct Name<'a>(&'a str);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let odd = |c: char| c.is_whitespace() || c.is_control() || r#":"[]|,#\…$"#.contains(c);
        let name = self.0;
        let means_something = RESERVED.contains(&name) || ["in", "to", "with"].contains(&name);
        match name.is_empty() || means_something || name.contains(odd) {
            true => write!(f, "{}", Quoted(&Pattern::exactly(name))),
            false => f.write_str(name),
        }
    }
}

impl Display for Who {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bot => f.write_str("bot"),
            Self::Person(name) => write!(f, "{}", Name(name)),
        }
    }
}

struct Quoted<'a>(&'a Pattern);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", inline(self.0, &['"']))
    }
}

impl Display for Button {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part = |pattern: &Pattern| edged(&inline(pattern, &[']', '|']));
        write!(f, "[{}", part(&self.label))?;
        if let Some(data) = &self.data {
            write!(f, " | {}", part(data))?;
        }
        f.write_char(']')
    }
}

/// A pattern on one line, with these signs behind a backslash.
fn inline(pattern: &Pattern, special: &[char]) -> String {
    let mut text = String::new();
    let mut pieces = pattern.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Any => text.push('…'),
            Piece::Literal(literal) => escape(literal, special, &mut text),
            Piece::Variable(name) => {
                let sticks = |c: char| c == '_' || c.is_ascii_alphanumeric();
                let braces =
                    matches!(pieces.peek(), Some(Piece::Literal(next)) if next.starts_with(sticks));
                text += &if braces { format!("${{{name}}}") } else { format!("${name}") };
            }
        }
    }
    text
}

fn escape(literal: &str, special: &[char], text: &mut String) {
    let mut chars = literal.chars().peekable();
    while let Some(c) = chars.next() {
        let begins_variable = |next: &char| matches!(next, '_' | '{') || next.is_ascii_alphabetic();
        match c {
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            // They look like the end of a line, to some.
            '\u{2028}' | '\u{2029}' => push_code(c, text),
            _ if c.is_control() => push_code(c, text),
            '$' if chars.peek().is_some_and(begins_variable) => text.push_str("\\$"),
            '\\' | '…' => text.extend(['\\', c]),
            _ if special.contains(&c) => text.extend(['\\', c]),
            _ => text.push(c),
        }
    }
}

fn push_code(c: char, text: &mut String) {
    // Writing into a string cannot fail.
    let _ = write!(text, "\\u{{{:x}}}", u32::from(c));
}

/// The same with spaces at its edges that are seen, because others do not count.
fn edged(text: &str) -> String {
    let inner = text.trim();
    let (before, behind) = text.split_at(text.len() - text.trim_start().len());
    let behind = &behind[inner.len()..];
    let mut edged = String::new();
    let show = |space: &str, edged: &mut String| {
        for c in space.chars() {
            if c == ' ' { edged.push_str("\\s") } else { push_code(c, edged) }
        }
    };
    show(before, &mut edged);
    edged.push_str(inner);
    show(behind, &mut edged);
    edged
}

/// A text behind a colon, its further lines behind bars.
fn write_text(f: &mut Formatter<'_>, text: &Pattern) -> fmt::Result {
    f.write_char(':')?;
    if text.is_empty() {
        return Ok(());
    }
    // No literal is written with a line break in it, so those of the text can be found in it.
    let written = inline(text, &[]);
    let mut lines = broken(&written).into_iter();
    let first = lines.next().unwrap_or_default();
    match first.is_empty() {
        true => write!(f, "\n{INDENT}|")?,
        false => write!(f, " {}", edged(&first))?,
    }
    for line in lines {
        write!(f, "\n{INDENT}|")?;
        if !line.is_empty() {
            write!(f, " {}", edged(&line))?;
        }
    }
    Ok(())
}

/// Splits at `\n` as [`inline`] writes it; a backslash of the text itself is doubled there.
fn broken(written: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        match (escaped, lines.last_mut()) {
            (Some('n'), _) => lines.push(String::new()),
            (escaped, Some(line)) => line.extend([c].into_iter().chain(escaped)),
            (_, None) => {}
        }
    }
    lines
}

fn write_doing(f: &mut Formatter<'_>, doing: &Doing) -> fmt::Result {
    let quoted = |f: &mut Formatter<'_>, before: &str, text: &Option<Pattern>| match text {
        Some(text) => write!(f, "{before}{}", Quoted(text)),
        None => Ok(()),
    };
    let title = |title: &str| Quoted(&Pattern::exactly(title)).to_string();
    match doing {
        Doing::Says(text) => write_text(f, text),
        Doing::Replies { to, text } => {
            f.write_str(" replies")?;
            quoted(f, " to ", to)?;
            write_text(f, text)
        }
        Doing::Presses(button) => write!(f, " presses {button}"),
        Doing::Sends { what, caption } => {
            write_sent(f, what)?;
            if caption.is_empty() { Ok(()) } else { write_text(f, caption) }
        }
        Doing::Edits { which, text } => {
            f.write_str(" edits")?;
            quoted(f, " ", which)?;
            write_text(f, text)
        }
        Doing::Deletes(which) => {
            f.write_str(" deletes")?;
            quoted(f, " ", which)
        }
        Doing::Reacts { emoji, to } => {
            f.write_str(" reacts")?;
            write_emoji(f, emoji)?;
            quoted(f, " to ", to)
        }
        Doing::Votes(labels) => {
            f.write_str(" votes")?;
            write_labels(f, labels)
        }
        Doing::Pays => f.write_str(" pays"),
        Doing::Asks(text) => {
            f.write_str(" asks")?;
            write_text(f, text)
        }
        Doing::Chooses(label) => {
            f.write_str(" chooses")?;
            write_labels(f, std::slice::from_ref(label))
        }
        Doing::Speaks(language) => write!(f, " speaks {language}"),
        Doing::Makes { kind, title: name, with } => {
            write!(f, " makes {} {}", kind.name(), title(name))?;
            for (index, who) in with.iter().enumerate() {
                write!(f, "{}{who}", if index == 0 { " with " } else { ", " })?;
            }
            Ok(())
        }
        Doing::Joins(chat) => write!(f, " joins {}", title(chat)),
        Doing::Leaves(chat) => write!(f, " leaves {}", title(chat)),
        Doing::Adds(who, chat) => write!(f, " adds {who} to {}", title(chat)),
        Doing::Promotes(who, chat) => write!(f, " promotes {who} in {}", title(chat)),
        Doing::Removes(who, chat) => write!(f, " removes {who} from {}", title(chat)),
        Doing::Blocks => f.write_str(" blocks bot"),
        Doing::Unblocks => f.write_str(" unblocks bot"),
    }
}

fn write_sent(f: &mut Formatter<'_>, what: &Sent) -> fmt::Result {
    match what {
        Sent::Sticker(emoji) => write!(f, " sends sticker {}", Name(emoji)),
        Sent::Dice(emoji) => write!(f, " sends dice {}", Name(emoji)),
        Sent::Location(latitude, longitude) => write!(f, " sends location {latitude} {longitude}"),
        Sent::Contact { phone, name } => {
            write!(f, " sends contact {} {}", Name(phone), Name(name))
        }
        Sent::File { kind, path } => write!(f, " sends {kind} {}", Name(path)),
    }
}

fn write_emoji(f: &mut Formatter<'_>, emoji: &[String]) -> fmt::Result {
    emoji.iter().try_for_each(|one| write!(f, " {}", Name(one)))
}

fn write_labels(f: &mut Formatter<'_>, labels: &[Pattern]) -> fmt::Result {
    let button = |label: &Pattern| Button { label: label.clone(), data: None };
    labels.iter().try_for_each(|label| write!(f, " {}", button(label)))
}

fn write_deed(f: &mut Formatter<'_>, deed: &Deed) -> fmt::Result {
    let text = |f: &mut Formatter<'_>, verb: &str, text: &Pattern| {
        f.write_str(verb)?;
        write_text(f, text)
    };
    match deed {
        Deed::Message(message) => write_message(f, message),
        Deed::Deletes => f.write_str(" deletes"),
        Deed::Answers(said) => text(f, " answers", said),
        Deed::Alerts(said) => text(f, " alerts", said),
        Deed::Opens(said) => text(f, " opens", said),
        Deed::Reacts(emoji) => {
            f.write_str(" reacts")?;
            write_emoji(f, emoji)
        }
        Deed::AcceptsPayment => f.write_str(" accepts the payment"),
        Deed::RefusesPayment(why) => text(f, " refuses the payment", why),
        Deed::Offers(labels) => {
            f.write_str(" offers")?;
            write_labels(f, labels)
        }
    }
}

fn write_message(f: &mut Formatter<'_>, message: &Message) -> fmt::Result {
    match (&message.carries, message.is_edit) {
        (None, false) => {}
        (None, true) => f.write_str(" edits")?,
        (Some((kind, detail)), is_edit) => {
            write!(f, " {} {kind}", if is_edit { "edits" } else { "sends" })?;
            if let Some(detail) = detail {
                write!(f, " {}", Quoted(detail))?;
            }
        }
    }
    if message.carries.is_none() || !message.text.is_empty() {
        write_text(f, &message.text)?;
    }
    let rows = |f: &mut Formatter<'_>, before: &str, rows: &[Vec<Button>]| {
        rows.iter().try_for_each(|row| {
            let row: Vec<String> = row.iter().map(Button::to_string).collect();
            write!(f, "\n{INDENT}{before}{}", row.join(" "))
        })
    };
    match &message.keyboard {
        Keyboard::None => Ok(()),
        Keyboard::Any => write!(f, "\n{INDENT}[…]"),
        Keyboard::Inline(buttons) => rows(f, "", buttons),
        Keyboard::Reply(buttons) => rows(f, "keyboard ", buttons),
        Keyboard::Removed => write!(f, "\n{INDENT}keyboard removed"),
        Keyboard::ForceReply => write!(f, "\n{INDENT}keyboard asks for a reply"),
    }
}

fn write_fault(f: &mut Formatter<'_>, fault: &Fault) -> fmt::Result {
    f.write_str("next ")?;
    if let Some(times) = fault.times {
        write!(f, "{times} ")?;
    }
    let is_update = fault.update.is_some();
    f.write_str(fault.method.as_deref().unwrap_or(if is_update { "update" } else { "call" }))?;
    f.write_str(": ")?;
    if let Some(error) = &fault.error {
        return match error.retry_after {
            Some(seconds) => write!(f, "{} retry after {seconds}", error.code),
            None => {
                let text = inline(&Pattern::exactly(&error.description), &[]);
                write!(f, "{} {}", error.code, edged(&text))
            }
        };
    }
    if let Some(ms) = fault.delay_ms {
        return write!(f, "delay {}", Time(Duration::from_millis(ms)));
    }
    if let Some((name, _)) = RESETS.into_iter().find(|(_, reset)| fault.reset == Some(*reset)) {
        return write!(f, "reset {name}");
    }
    if let Some((name, _)) = GARBLES.into_iter().find(|(_, how)| fault.garble == Some(*how)) {
        return write!(f, "garble {name}");
    }
    let update = UPDATES.into_iter().find(|(_, bad)| fault.update == Some(*bad));
    f.write_str(update.map_or("", |(name, _)| name))
}
