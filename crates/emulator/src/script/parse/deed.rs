//! Reads what is expected of the bot.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{Deed, Keyboard, Message, Place, STATUSES, Way, What};
use super::super::pattern::Pattern;
use super::Reader;
use super::doing::{emoji, labels};

/// What may come behind `bot makes Bob`.
const STATUS: &str = "what somebody is then: administrator, member, restricted, left or kicked";

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
            Place::In(self.room(cursor)?)
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
        "" if cursor.eat(":") => message(Way::New, None, cursor.text(Use::Expected)?),
        "edits" if cursor.eat(verb) => carrying(cursor, Way::Edit)?,
        "sends" if cursor.eat(verb) => carrying(cursor, Way::New)?,
        "deletes" if cursor.eat(verb) => Deed::Deletes,
        "answers" if cursor.eat(verb) => match cursor.eat_word("web") {
            true => {
                cursor.need("app", "`app`, as in `bot answers web app: Hello!`")?;
                carrying(cursor, Way::App)?
            }
            false => Deed::Answers(text(cursor)?),
        },
        "alerts" if cursor.eat(verb) => Deed::Alerts(text(cursor)?),
        "opens" if cursor.eat(verb) => Deed::Opens(text(cursor)?),
        "reacts" if cursor.eat(verb) => Deed::Reacts(emoji(cursor)?),
        "accepts" if cursor.eat(verb) => {
            cursor.need("the payment", "`the payment`")?;
            Deed::AcceptsPayment
        }
        "refuses" if cursor.eat(verb) => match cursor.eat("the delivery") {
            true => Deed::RefusesDelivery(text(cursor)?),
            false => {
                let name = "`the payment:` or `the delivery:` and why";
                cursor.need("the payment", name)?;
                Deed::RefusesPayment(text(cursor)?)
            }
        },
        "offers" if cursor.eat(verb) => match cursor.eat_word("deliveries") {
            true => Deed::OffersDeliveries(labels(cursor, Use::Expected)?),
            false => Deed::Offers(labels(cursor, Use::Expected)?),
        },
        "pins" if cursor.eat(verb) => Deed::Pins(cursor.maybe_quoted(Use::Expected)?),
        "unpins" if cursor.eat(verb) => Deed::Unpins(cursor.maybe_quoted(Use::Expected)?),
        verb => return of_chats(cursor, verb),
    }))
}

/// What the bot does with a chat and with who is in it.
fn of_chats(cursor: &mut Cursor<'_>, verb: &str) -> Result<Option<Deed>, Wrong> {
    Ok(Some(match verb {
        "begins" if cursor.eat(verb) => {
            cursor.need("topic ", "`topic` and its name in quotes")?;
            let name = cursor.maybe_quoted(Use::Expected)?;
            match name {
                Some(name) => Deed::BeginsTopic(name),
                None => return cursor.wrong(Problem::Expected("the name of a topic in quotes")),
            }
        }
        "makes" if cursor.eat(verb) => {
            let whom = cursor.name("the name of a person")?;
            let begin = cursor.at();
            let status = cursor.word(STATUS)?;
            if !STATUSES.contains(&status) {
                return Err((begin, Problem::Expected(STATUS)));
            }
            Deed::Makes { whom, status: status.to_owned() }
        }
        "admits" if cursor.eat(verb) => Deed::Admits(cursor.name("the name of a person")?),
        "declines" if cursor.eat(verb) => Deed::Declines(cursor.name("the name of a person")?),
        "leaves" if cursor.eat(verb) => Deed::Leaves,
        "shows" if cursor.eat(verb) => {
            Deed::Shows(field(cursor, "what the bot shows, for example typing")?)
        }
        _ => return Ok(None),
    }))
}

fn message(way: Way, carries: Option<(String, Option<Pattern>)>, text: Pattern) -> Deed {
    Deed::Message(Message { way, carries, text, keyboard: Keyboard::None })
}

/// What a message is: a text, or something else with its caption.
fn carrying(cursor: &mut Cursor<'_>, way: Way) -> Result<Deed, Wrong> {
    let carries = match way != Way::New && cursor.rest().starts_with(':') {
        true => None,
        false => {
            let kind =
                field(cursor, "what it is, for example photo, document, sticker or invoice")?;
            Some((kind, cursor.maybe_quoted(Use::Expected)?))
        }
    };
    let text = if cursor.eat(":") { cursor.text(Use::Expected)? } else { Pattern::default() };
    Ok(message(way, carries, text))
}

/// A name as the Bot API has them.
fn field(cursor: &mut Cursor<'_>, name: &'static str) -> Result<String, Wrong> {
    let begin = cursor.at();
    let word = cursor.word(name)?;
    match word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()) {
        true => Ok(word.to_owned()),
        false => Err((begin, Problem::Expected(name))),
    }
}

fn text(cursor: &mut Cursor<'_>) -> Result<Pattern, Wrong> {
    cursor.need(":", "`:` and a text")?;
    cursor.text(Use::Expected)
}
