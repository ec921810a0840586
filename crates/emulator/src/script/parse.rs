//! Reads scripts. Strict: whatever is not understood is an error that says where it is and what to write instead.

mod chats;
mod deed;
mod doing;
mod fault;
mod order;

pub(super) use self::fault::{GARBLES, RESETS, UPDATES};

use std::collections::BTreeSet;

use super::cursor::{Cursor, Use, Wrong};
use super::error::Problem;
use super::line::{Button, Deed, Doing, Keyboard, Line, Room, What};
use super::pattern::{MAX_PIECES, Pattern, Piece};
use super::{FIRST_KNOWN, MAX_LINES, MAX_TEXT};

/// Days that the local Telegram can skip at once.
const MAX_SKIP_DAYS: u64 = 3650;

/// Words that begin lines which are no person's.
pub(super) const RESERVED: [&str; 6] = ["bot", "wait", "pause", "skip", "next", "keyboard"];

/// Where in a text something is wrong: line and character, both counted from 1.
pub(super) type WrongAt = (usize, usize, Problem);

/// Reads a whole script.
pub(super) fn parse(text: &str) -> Result<Vec<Line>, WrongAt> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_TEXT {
        return Err((1, 1, Problem::TooLong));
    }
    let mut reader = Reader::default();
    reader.known.extend(FIRST_KNOWN.map(str::to_owned));
    let lines: Vec<&str> = text.lines().collect();
    let wrong_in = |line: usize, wrong: Wrong| placed(&lines, line, wrong);
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if line.trim().is_empty() {
            index += 1;
            continue;
        }
        if reader.lines.len() == MAX_LINES {
            return Err((index + 1, 1, Problem::TooLong));
        }
        let begin = index;
        let (mut what, missing) = reader.head(line).map_err(|wrong| wrong_in(begin, wrong))?;
        index += 1;
        while let Some(line) = lines.get(index).filter(|line| continues(line)) {
            let first = index == begin + 1;
            let more = reader.more(line, &mut what, first);
            more.map_err(|wrong| wrong_in(index, wrong))?;
            index += 1;
        }
        if text_of(&mut what).is_some_and(|(text, needed)| needed && text.is_empty()) {
            return Err(wrong_in(begin, (missing, Problem::NoText)));
        }
        reader.lines.push(Line { number: begin + 1, what });
    }
    Ok(reader.lines)
}

/// Counts characters instead of bytes.
fn placed(lines: &[&str], line: usize, (at, problem): Wrong) -> WrongAt {
    let before = lines.get(line).and_then(|text| text.get(..at)).unwrap_or_default();
    (line + 1, before.chars().count() + 1, problem)
}

/// Whether a line belongs to the message above it.
fn continues(line: &str) -> bool {
    let line = line.trim_start();
    let word = line.split(|c: char| c.is_whitespace() || c == '[').next();
    line.starts_with(['|', '[']) || word == Some("keyboard")
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    known: BTreeSet<String>,
    /// Titles of chats that were made.
    chats: BTreeSet<String>,
    /// Whether anything was done that a deed of the bot can be where it was.
    begun: bool,
}

impl Reader {
    /// The first line of something; also where a text would be missing.
    fn head(&mut self, line: &str) -> Result<(What, usize), Wrong> {
        if continues(line) {
            let at = line.len() - line.trim_start().len();
            return Err((at, Problem::NoMessage));
        }
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix('#') {
            return Ok((What::Comment(comment.trim().to_owned()), 0));
        }
        if trimmed == "…" {
            return Ok((What::Whatever, 0));
        }
        let mut known = std::mem::take(&mut self.known);
        let mut cursor = Cursor::new(line, &mut known);
        let what = self.statement(&mut cursor);
        let at = cursor.at();
        let left = cursor.need_end();
        self.known = known;
        let what = what?;
        left?;
        self.note(&what);
        Ok((what, at))
    }

    fn statement(&self, cursor: &mut Cursor<'_>) -> Result<What, Wrong> {
        if cursor.eat_word("wait") {
            return Ok(What::Wait(cursor.duration(1)?));
        }
        if cursor.eat_word("pause") {
            return Ok(What::Pause(cursor.duration(1)?));
        }
        if cursor.eat_word("skip") {
            return Ok(What::Skip(cursor.seconds(MAX_SKIP_DAYS)?));
        }
        if cursor.eat_word("next") {
            return self.fault(cursor);
        }
        if cursor.eat_word("bot") {
            return self.deed(cursor);
        }
        self.doing(cursor)
    }

    /// Remembers what lines below may speak of.
    fn note(&mut self, what: &What) {
        match what {
            What::Does { doing, .. } => {
                self.begun = true;
                if let Doing::Makes { title, .. } = doing {
                    self.chats.insert(title.clone());
                }
            }
            What::Expected { .. } => self.begun = true,
            _ => {}
        }
    }

    /// A title of a chat that was made.
    fn chat(&self, cursor: &mut Cursor<'_>) -> Result<String, Wrong> {
        let begin = cursor.at();
        let title = cursor.quoted("the title of a chat in quotes")?;
        match self.chats.contains(&title) {
            true => Ok(title),
            false => Err((begin, Problem::UnknownChat)),
        }
    }

    /// A chat that was made, or a topic of it: `"Friends" / "Bugs"`.
    fn room(&self, cursor: &mut Cursor<'_>) -> Result<Room, Wrong> {
        let title = self.chat(cursor)?;
        let topic = match cursor.eat("/") {
            true => Some(cursor.quoted("the name of a topic in quotes")?),
            false => None,
        };
        Ok(Room::new(title, topic))
    }

    /// A line that belongs to a message: more of its text, or buttons.
    fn more(&mut self, line: &str, what: &mut What, first: bool) -> Result<(), Wrong> {
        let mut cursor = Cursor::new(line, &mut self.known);
        let begin = cursor.at();
        if cursor.rest().starts_with('|') {
            let purpose = if matches!(what, What::Does { .. }) { Use::Said } else { Use::Expected };
            let is_over = keyboard_of(what).is_some_and(|keyboard| *keyboard != Keyboard::None);
            let Some((text, _)) = text_of(what).filter(|_| !is_over) else {
                return Err((begin, Problem::NoMessage));
            };
            return more_text(&mut cursor, text, purpose, first);
        }
        let is_reply = cursor.eat_word("keyboard");
        let Some(keyboard) = keyboard_of(what) else {
            let said = matches!(what, What::Does { .. });
            return Err((begin, if said { Problem::NoButtons } else { Problem::NoMessage }));
        };
        let row = match is_reply {
            true if cursor.eat("removed") => Row::Whole(Keyboard::Removed),
            true if cursor.eat("asks for a reply") => Row::Whole(Keyboard::ForceReply),
            true => Row::Reply(row(&mut cursor, Use::Expected)?),
            false => Row::Inline(row(&mut cursor, Use::Expected)?),
        };
        cursor.need_end()?;
        match (&mut *keyboard, row) {
            (Keyboard::None, Row::Whole(whole)) => *keyboard = whole,
            // Alone it is any keyboard; with other rows it is a row like them.
            (Keyboard::None, Row::Inline(row)) if row == [any()] => *keyboard = Keyboard::Any,
            (Keyboard::Any, Row::Inline(row)) => {
                *keyboard = Keyboard::Inline(vec![vec![any()], row]);
            }
            (Keyboard::None, Row::Inline(row)) => *keyboard = Keyboard::Inline(vec![row]),
            (Keyboard::None, Row::Reply(row)) => *keyboard = Keyboard::Reply(vec![row]),
            (Keyboard::Inline(rows), Row::Inline(row)) => rows.push(row),
            (Keyboard::Reply(rows), Row::Reply(row)) => rows.push(row),
            _ => return Err((begin, Problem::TwoKeyboards)),
        }
        Ok(())
    }
}

/// A button with anything on it.
fn any() -> Button {
    Button { label: Pattern::any(), data: None }
}

/// A line of a keyboard.
enum Row {
    Whole(Keyboard),
    Inline(Vec<Button>),
    Reply(Vec<Button>),
}

/// Adds the line behind a `|` to a text. A text whose first line is empty begins with it.
fn more_text(
    cursor: &mut Cursor<'_>,
    text: &mut Pattern,
    purpose: Use,
    first: bool,
) -> Result<(), Wrong> {
    let begin = cursor.at();
    let line = cursor.behind_bar(purpose)?;
    if !(first && text.is_empty()) {
        text.push_str("\n");
    }
    for piece in line.pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(&literal),
            other => text.push(other),
        }
    }
    match text.pieces.len() > MAX_PIECES {
        true => Err((begin, Problem::TooManyPieces)),
        false => Ok(()),
    }
}

/// One or more buttons.
pub(super) fn row(cursor: &mut Cursor<'_>, purpose: Use) -> Result<Vec<Button>, Wrong> {
    let mut row = vec![button(cursor, purpose)?];
    while cursor.rest().starts_with('[') {
        row.push(button(cursor, purpose)?);
    }
    Ok(row)
}

/// `[label]` or `[label | data]`.
pub(super) fn button(cursor: &mut Cursor<'_>, purpose: Use) -> Result<Button, Wrong> {
    cursor.need("[", "a button, for example [Tea]")?;
    let label = part(cursor, purpose)?;
    let data = if cursor.eat("|") { Some(part(cursor, purpose)?) } else { None };
    if !cursor.eat("]") {
        return cursor.wrong(Problem::NoEnd("the ] of a button"));
    }
    Ok(Button { label, data })
}

fn part(cursor: &mut Cursor<'_>, purpose: Use) -> Result<Pattern, Wrong> {
    let part = cursor.button_part(purpose)?;
    match part.is_empty() {
        true => cursor.wrong(Problem::Expected("what is written on the button, or `…`")),
        false => Ok(part),
    }
}

/// The text of a line, and whether there must be one.
fn text_of(what: &mut What) -> Option<(&mut Pattern, bool)> {
    match what {
        What::Does { doing, .. } => match doing {
            Doing::Says(text)
            | Doing::Replies { text, .. }
            | Doing::Edits { text, .. }
            | Doing::Asks(text) => Some((text, true)),
            Doing::SendsAppData { data, .. } => Some((data, true)),
            Doing::Sends { caption, .. } => Some((caption, false)),
            _ => None,
        },
        What::Expected { deed, .. } => match deed {
            Deed::Message(message) => Some((&mut message.text, message.carries.is_none())),
            Deed::Answers(text)
            | Deed::Alerts(text)
            | Deed::Opens(text)
            | Deed::RefusesPayment(text)
            | Deed::RefusesDelivery(text) => Some((text, true)),
            _ => None,
        },
        _ => None,
    }
}

fn keyboard_of(what: &mut What) -> Option<&mut Keyboard> {
    match what {
        What::Expected { deed: Deed::Message(message), .. } => Some(&mut message.keyboard),
        _ => None,
    }
}
