//! Reads what people do.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{ChatKind, Doing, FILES, Sent, What, Who};
use super::super::pattern::Pattern;
use super::{Reader, button, row};

/// What may come behind `sends`.
const SENDS: &str = "what is sent: sticker, dice, location, contact, photo, document, video, animation, audio, voice or video_note";

impl Reader {
    /// A line that begins with a name.
    pub(super) fn doing(&self, cursor: &mut Cursor<'_>) -> Result<What, Wrong> {
        if cursor.next_word().is_empty() && !cursor.rest().starts_with('"') {
            return cursor.wrong(Problem::NoName);
        }
        let who = cursor.name("a name")?;
        let place = if cursor.eat_word("in") { Some(self.chat(cursor)?) } else { None };
        let begin = cursor.at();
        if cursor.eat(":") {
            let doing = Doing::Says(cursor.text(Use::Said)?);
            return Ok(What::Does { who, place, doing });
        }
        let verb = cursor.next_word();
        if place.is_none()
            && let Some(doing) = self.about_chats(cursor, verb)?
        {
            return Ok(What::Does { who, place, doing });
        }
        match in_chat(cursor, verb)? {
            Some(doing) => Ok(What::Does { who, place, doing }),
            None if verb.is_empty() => Err((begin, Problem::Expected("`:` and what is said"))),
            None => Err((begin, Problem::UnknownDoing(verb.to_owned()))),
        }
    }

    /// What is not done within a chat, but with one.
    fn about_chats(&self, cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Doing>, Wrong> {
        let who = |cursor: &mut Cursor<'_>| somebody(cursor);
        Ok(Some(match verb {
            "speaks" if cursor.eat(verb) => {
                Doing::Speaks(cursor.word("a language, for example en")?.to_owned())
            }
            "makes" if cursor.eat(verb) => made(cursor)?,
            "joins" if cursor.eat(verb) => Doing::Joins(self.chat(cursor)?),
            "leaves" if cursor.eat(verb) => Doing::Leaves(self.chat(cursor)?),
            "adds" if cursor.eat(verb) => {
                let who = who(cursor)?;
                cursor.need("to ", "`to` and the title of a chat")?;
                Doing::Adds(who, self.chat(cursor)?)
            }
            "promotes" if cursor.eat(verb) => {
                let who = who(cursor)?;
                cursor.need("in ", "`in` and the title of a chat")?;
                Doing::Promotes(who, self.chat(cursor)?)
            }
            "removes" if cursor.eat(verb) => {
                let who = who(cursor)?;
                cursor.need("from ", "`from` and the title of a chat")?;
                Doing::Removes(who, self.chat(cursor)?)
            }
            "blocks" if cursor.eat(verb) => {
                cursor.need("bot", "`bot`")?;
                Doing::Blocks
            }
            "unblocks" if cursor.eat(verb) => {
                cursor.need("bot", "`bot`")?;
                Doing::Unblocks
            }
            _ => return Ok(None),
        }))
    }
}

/// What is done within a chat.
fn in_chat(cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Doing>, Wrong> {
    Ok(Some(match verb {
        "replies" if cursor.eat(verb) => {
            let to = if cursor.eat_word("to") { Some(meant(cursor)?) } else { None };
            Doing::Replies { to, text: said(cursor)? }
        }
        "presses" if cursor.eat(verb) => Doing::Presses(button(cursor, Use::Meant)?),
        "sends" if cursor.eat(verb) => sends(cursor)?,
        "edits" if cursor.eat(verb) => {
            let which = cursor.maybe_quoted(Use::Meant)?;
            Doing::Edits { which, text: said(cursor)? }
        }
        "deletes" if cursor.eat(verb) => Doing::Deletes(cursor.maybe_quoted(Use::Meant)?),
        "reacts" if cursor.eat(verb) => {
            let emoji = emoji(cursor)?;
            let to = if cursor.eat_word("to") { Some(meant(cursor)?) } else { None };
            Doing::Reacts { emoji, to }
        }
        "votes" if cursor.eat(verb) => Doing::Votes(labels(cursor, Use::Meant)?),
        "pays" if cursor.eat(verb) => Doing::Pays,
        "asks" if cursor.eat(verb) => Doing::Asks(said(cursor)?),
        "chooses" if cursor.eat(verb) => Doing::Chooses(button(cursor, Use::Meant)?.label),
        _ => return Ok(None),
    }))
}

/// One or more emoji, up to a `to` or the end.
pub(super) fn emoji(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Wrong> {
    let mut emoji = vec![cursor.name("an emoji")?];
    while !cursor.is_at_end() && cursor.next_word() != "to" {
        emoji.push(cursor.name("an emoji")?);
    }
    Ok(emoji)
}

/// What is written on one or more buttons.
pub(super) fn labels(cursor: &mut Cursor<'_>, purpose: Use) -> Result<Vec<Pattern>, Wrong> {
    Ok(row(cursor, purpose)?.into_iter().map(|button| button.label).collect())
}

fn meant(cursor: &mut Cursor<'_>) -> Result<Pattern, Wrong> {
    match cursor.maybe_quoted(Use::Meant)? {
        Some(text) => Ok(text),
        None => cursor.wrong(Problem::Expected("the text of a message in quotes")),
    }
}

fn said(cursor: &mut Cursor<'_>) -> Result<Pattern, Wrong> {
    cursor.need(":", "`:` and a text")?;
    cursor.text(Use::Said)
}

fn sends(cursor: &mut Cursor<'_>) -> Result<Doing, Wrong> {
    let begin = cursor.at();
    let kind = cursor.word(SENDS)?;
    let what = match kind {
        "sticker" => Sent::Sticker(cursor.name("an emoji")?),
        "dice" => Sent::Dice(cursor.name("an emoji")?),
        "location" => {
            let (latitude, longitude) = (degrees(cursor)?, degrees(cursor)?);
            Sent::Location(latitude, longitude)
        }
        "contact" => {
            let phone = cursor.name("a phone number")?;
            Sent::Contact { phone, name: cursor.name("a name behind the phone number")? }
        }
        kind if FILES.contains(&kind) => {
            Sent::File { kind: kind.to_owned(), path: cursor.name("the path of a file")? }
        }
        _ => return Err((begin, Problem::Expected(SENDS))),
    };
    let caption = match matches!(what, Sent::File { .. }) && cursor.eat(":") {
        true => cursor.text(Use::Said)?,
        false => Pattern::default(),
    };
    Ok(Doing::Sends { what, caption })
}

fn degrees(cursor: &mut Cursor<'_>) -> Result<String, Wrong> {
    let begin = cursor.at();
    let word = cursor.word("latitude and longitude, for example 52.37 4.9")?;
    match word.parse::<f64>() {
        Ok(degrees) if degrees.abs() <= 180.0 => Ok(word.to_owned()),
        _ => Err((begin, Problem::Number("degrees, for example 52.37"))),
    }
}

fn made(cursor: &mut Cursor<'_>) -> Result<Doing, Wrong> {
    let begin = cursor.at();
    let word = cursor.word("group, supergroup, forum or channel")?;
    let Some((_, kind)) = ChatKind::ALL.into_iter().find(|(name, _)| *name == word) else {
        return Err((begin, Problem::Expected("group, supergroup, forum or channel")));
    };
    let title = cursor.quoted("the title of the chat in quotes")?;
    let mut with = Vec::new();
    if cursor.eat_word("with") {
        with.push(somebody(cursor)?);
        while cursor.eat(",") {
            with.push(somebody(cursor)?);
        }
    }
    Ok(Doing::Makes { kind, title, with })
}

/// `bot`, or a person.
fn somebody(cursor: &mut Cursor<'_>) -> Result<Who, Wrong> {
    match cursor.eat_word("bot") {
        true => Ok(Who::Bot),
        false => Ok(Who::Person(cursor.name("a name, or `bot`")?)),
    }
}
