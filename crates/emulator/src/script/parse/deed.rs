//! Reads what is expected of the bot.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{Deed, Keyboard, Message, Place, What};
use super::super::pattern::Pattern;
use super::Reader;
use super::doing::{emoji, labels};

impl Reader {
    /// A line that begins with `bot`, behind that word.
    pub(super) fn deed(&self, cursor: &mut Cursor<'_>) -> Result<What, Wrong> {
        let begin = cursor.at();
        if cursor.eat_word("says") {
            cursor.need("nothing for ", "`nothing for` and a time, or `bot: ` and a text")?;
            return Ok(What::Silence(cursor.duration(1)?));
        }
        let place = if cursor.eat_word("to") {
            Place::With(cursor.name("the name of a person")?)
        } else if cursor.eat_word("in") {
            Place::Chat(self.chat(cursor)?)
        } else if self.begun {
            Place::Same
        } else {
            return Err((begin, Problem::Nowhere));
        };
        let at = cursor.at();
        let verb = cursor.next_word();
        match deed(cursor, verb)? {
            Some(deed) => Ok(What::Expected { place, deed }),
            None if verb.is_empty() => Err((at, Problem::Expected("`:` and what the bot says"))),
            None => Err((at, Problem::UnknownDeed(verb.to_owned()))),
        }
    }
}

fn deed(cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Deed>, Wrong> {
    Ok(Some(match verb {
        "" if cursor.eat(":") => message(false, None, cursor.text(Use::Expected)?),
        "edits" if cursor.eat(verb) => carrying(cursor, true)?,
        "sends" if cursor.eat(verb) => carrying(cursor, false)?,
        "deletes" if cursor.eat(verb) => Deed::Deletes,
        "answers" if cursor.eat(verb) => Deed::Answers(text(cursor)?),
        "alerts" if cursor.eat(verb) => Deed::Alerts(text(cursor)?),
        "opens" if cursor.eat(verb) => Deed::Opens(text(cursor)?),
        "reacts" if cursor.eat(verb) => Deed::Reacts(emoji(cursor)?),
        "accepts" if cursor.eat(verb) => {
            cursor.need("the payment", "`the payment`")?;
            Deed::AcceptsPayment
        }
        "refuses" if cursor.eat(verb) => {
            cursor.need("the payment", "`the payment:` and why")?;
            Deed::RefusesPayment(text(cursor)?)
        }
        "offers" if cursor.eat(verb) => Deed::Offers(labels(cursor, Use::Expected)?),
        _ => return Ok(None),
    }))
}

fn message(is_edit: bool, carries: Option<(String, Option<Pattern>)>, text: Pattern) -> Deed {
    Deed::Message(Message { is_edit, carries, text, keyboard: Keyboard::None })
}

/// What comes behind `edits` or `sends`: a text, or something else with its caption.
fn carrying(cursor: &mut Cursor<'_>, is_edit: bool) -> Result<Deed, Wrong> {
    let carries = match is_edit && cursor.rest().starts_with(':') {
        true => None,
        false => {
            let name = "what it is, for example photo, document, sticker or invoice";
            let begin = cursor.at();
            let kind = cursor.word(name)?;
            if !kind.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()) {
                return Err((begin, Problem::Expected(name)));
            }
            Some((kind.to_owned(), cursor.maybe_quoted(Use::Expected)?))
        }
    };
    let text = if cursor.eat(":") { cursor.text(Use::Expected)? } else { Pattern::default() };
    Ok(message(is_edit, carries, text))
}

fn text(cursor: &mut Cursor<'_>) -> Result<Pattern, Wrong> {
    cursor.need(":", "`:` and a text")?;
    cursor.text(Use::Expected)
}
