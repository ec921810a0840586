//! Writes scripts as people would. What is written is read again as the same script.

mod deed;
mod doing;
mod fault;

use std::fmt::{self, Display, Formatter, Write as _};
use std::time::Duration;

use super::cursor::UNITS;
use super::line::{Button, Line, Place, Room, What, Who};
use super::parse::RESERVED;
use super::pattern::{Pattern, Piece};

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
            What::Fault { fault, place } => fault::write(f, fault, place.as_ref()),
            What::NoFaults => f.write_str("next: as usual"),
            What::Does { who, place, doing } => {
                write!(f, "{}", Name(who))?;
                if let Some(room) = place {
                    write!(f, " in {room}")?;
                }
                doing::write(f, doing)
            }
            What::Expected { place, deed } => {
                f.write_str(BOT)?;
                write!(f, "{place}")?;
                deed::write(f, deed)
            }
            What::Whatever => f.write_str("  …"),
            What::Silence(time) => write!(f, "{BOT} says nothing for {}", Time(*time)),
        }
    }
}

impl Display for Room {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Plain(&self.title))?;
        if let Some(topic) = &self.topic {
            write!(f, " / {}", Plain(topic))?;
        }
        match &self.sender {
            Some(sender) => write!(f, " as {}", Plain(sender)),
            None => Ok(()),
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => Ok(()),
            Self::With(who) => write!(f, " to {}", Name(who)),
            Self::In(room) => write!(f, " in {room}"),
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

/// A title or a name in quotes.
struct Plain<'a>(&'a str);

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Quoted(&Pattern::exactly(self.0)))
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

fn write_emoji(f: &mut Formatter<'_>, emoji: &[String]) -> fmt::Result {
    emoji.iter().try_for_each(|one| write!(f, " {}", Name(one)))
}

fn write_labels(f: &mut Formatter<'_>, labels: &[Pattern]) -> fmt::Result {
    let button = |label: &Pattern| Button { label: label.clone(), data: None };
    labels.iter().try_for_each(|label| write!(f, " {}", button(label)))
}
