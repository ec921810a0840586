//! Reads what people do.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{Doing, FILES, Sent, Spot, Target, What};
use super::super::pattern::Pattern;
use super::{Reader, button, row};

/// What may come behind `sends`.
const SENDS: &str = "what is sent: sticker, dice, location, contact, photo, document, video, animation, audio, voice, video_note or web app data";
/// What may come behind `as`.
const AS: &str = "what is said, replied or sent in the name of the channel";

impl Reader {
    /// A line that begins with a name.
    pub(super) fn doing(&self, cursor: &mut Cursor<'_>) -> Result<What, Wrong> {
        if cursor.next_word().is_empty() && !cursor.rest().starts_with('"') {
            return cursor.wrong(Problem::NoName);
        }
        let who = cursor.name("a name")?;
        let mut place = if cursor.eat_word("in") { Some(self.room(cursor)?) } else { None };
        if let Some(room) = &mut place
            && cursor.eat_word("as")
        {
            room.sender = Some(self.chat(cursor)?);
        }
        let begin = cursor.at();
        let verb = cursor.next_word();
        let doing = match verb {
            "" if cursor.eat(":") => Some(Doing::Says(cursor.text(Use::Said)?)),
            verb if place.is_none() => match self.about_chats(cursor, verb)? {
                None => self.in_chat(cursor, verb)?,
                doing => doing,
            },
            verb => self.in_chat(cursor, verb)?,
        };
        let is_sent = |doing: &Doing| {
            matches!(doing, Doing::Says(_) | Doing::Replies { .. } | Doing::Sends { .. })
        };
        let as_channel = place.as_ref().is_some_and(|room| room.sender.is_some());
        match doing {
            Some(doing) if as_channel && !is_sent(&doing) => Err((begin, Problem::Expected(AS))),
            Some(doing) => Ok(What::Does { who, place, doing }),
            None if verb.is_empty() => Err((begin, Problem::Expected("`:` and what is said"))),
            None => Err((begin, Problem::UnknownDoing(verb.to_owned()))),
        }
    }

    /// What is done within a chat.
    fn in_chat(&self, cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Doing>, Wrong> {
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
            "forwards" if cursor.eat(verb) => self.forwards(cursor)?,
            "moves" if cursor.eat(verb) => {
                cursor.need("to ", "`to` and where, for example `to 52.37 4.9`")?;
                Doing::Moves(spot(cursor)?)
            }
            "reacts" if cursor.eat(verb) => {
                let emoji = emoji(cursor)?;
                let to = if cursor.eat_word("to") { Some(meant(cursor)?) } else { None };
                Doing::Reacts { emoji, to }
            }
            verb => return offered(cursor, verb),
        }))
    }

    /// `"Tea?" to "Friends"`, or `to bot`.
    fn forwards(&self, cursor: &mut Cursor<'_>) -> Result<Doing, Wrong> {
        let which = cursor.maybe_quoted(Use::Meant)?;
        cursor.need("to ", "`to` and the title of a chat in quotes, or `to bot`")?;
        let to = match cursor.eat_word("bot") {
            true => Target::Bot,
            false => Target::In(self.room(cursor)?),
        };
        Ok(Doing::Forwards { which, to })
    }
}

/// What is done with what the bot offers.
fn offered(cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Doing>, Wrong> {
    Ok(Some(match verb {
        "votes" if cursor.eat(verb) => Doing::Votes(labels(cursor, Use::Meant)?),
        "pays" if cursor.eat(verb) => super::order::pays(cursor)?,
        "asks" if cursor.eat(verb) => Doing::Asks(said(cursor)?),
        "chooses" if cursor.eat(verb) => match cursor.eat_word("delivery") {
            true => Doing::ChoosesDelivery(button(cursor, Use::Meant)?.label),
            false => Doing::Chooses(button(cursor, Use::Meant)?.label),
        },
        "opens" if cursor.eat(verb) => {
            cursor.need("web app", "`web app`")?;
            let button = match cursor.rest().starts_with('[') {
                true => Some(button(cursor, Use::Meant)?.label),
                false => None,
            };
            let name = if cursor.eat_word("as") { Some(cursor.new_variable()?) } else { None };
            Doing::OpensApp { button, name }
        }
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
        "location" => Sent::Location(spot(cursor)?),
        "contact" => {
            let phone = cursor.name("a phone number")?;
            Sent::Contact { phone, name: cursor.name("a name behind the phone number")? }
        }
        "web" => {
            cursor.need("app data", "`app data`")?;
            let button = button(cursor, Use::Meant)?.label;
            return Ok(Doing::SendsAppData { button, data: said(cursor)? });
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

/// `52.37 4.9`, maybe with `for 15m` and `heading 90`.
fn spot(cursor: &mut Cursor<'_>) -> Result<Spot, Wrong> {
    let (latitude, longitude) = (degrees(cursor)?, degrees(cursor)?);
    let live = if cursor.eat_word("for") { Some(cursor.seconds(1)?) } else { None };
    let begin = cursor.at();
    let name = "degrees from 1 to 360";
    let heading = if cursor.eat_word("heading") { Some(cursor.number::<u16>(name)?) } else { None };
    match heading.is_none_or(|heading| (1..=360).contains(&heading)) {
        true => Ok(Spot { latitude, longitude, live, heading }),
        false => Err((begin, Problem::Number(name))),
    }
}

fn degrees(cursor: &mut Cursor<'_>) -> Result<String, Wrong> {
    let begin = cursor.at();
    let word = cursor.word("latitude and longitude, for example 52.37 4.9")?;
    match word.parse::<f64>() {
        Ok(degrees) if degrees.abs() <= 180.0 => Ok(word.to_owned()),
        _ => Err((begin, Problem::Number("degrees, for example 52.37"))),
    }
}
