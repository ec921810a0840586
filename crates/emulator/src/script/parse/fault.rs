//! Reads failures on order.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{Place, Room, What};
use super::super::pattern::Piece;
use super::Reader;
use crate::faults::{BadUpdate, Fault, FaultError, Garble, Reset};

impl Reader {
    /// A line that begins with `next`, behind that word: `sendMessage: 429 retry after 3`, or `: as usual`.
    pub(super) fn fault(&self, cursor: &mut Cursor<'_>) -> Result<What, Wrong> {
        if cursor.eat(":") {
            cursor.need("as usual", "`as usual`")?;
            return Ok(What::NoFaults);
        }
        let mut fault = Fault::default();
        let of_update = aim(cursor, &mut fault)?;
        let place = if cursor.eat_word("to") {
            Some(Place::With(cursor.name("the name of a person")?))
        } else if cursor.eat_word("in") {
            Some(Place::In(Room::new(self.chat(cursor)?, None)))
        } else {
            None
        };
        if cursor.eat_word("for") {
            fault.for_ms = Some(milliseconds(cursor)?);
        }
        cursor.need(":", "`:` and what happens")?;
        let at = cursor.at();
        let understood = match of_update {
            true => bad_update(cursor, &mut fault),
            false => blow(cursor, &mut fault)?,
        };
        if !understood {
            return Err((at, Problem::BadFault));
        }
        match fault.problem() {
            Some(problem) => Err((at, Problem::SenselessFault(problem))),
            None => Ok(What::Fault { fault, place }),
        }
    }
}

/// How many calls of which method, or updates: `3 sendMessage`; tells whether it is about updates.
fn aim(cursor: &mut Cursor<'_>, fault: &mut Fault) -> Result<bool, Wrong> {
    if cursor.next_word().starts_with(|c: char| c.is_ascii_digit()) {
        fault.times = Some(cursor.number("how many times, for example 3")?);
    }
    let begin = cursor.at();
    let method = cursor.word("a method of the Bot API, `call` or `update`")?;
    let of_update = method == "update";
    if !of_update && method != "call" {
        let known = molniya_schema::methods().iter();
        let known = known.map(|known| known.name).find(|name| name.eq_ignore_ascii_case(method));
        let Some(known) = known else {
            return Err((begin, Problem::UnknownMethod(method.to_owned())));
        };
        fault.method = Some(known.to_owned());
    }
    Ok(of_update)
}

fn milliseconds(cursor: &mut Cursor<'_>) -> Result<u64, Wrong> {
    Ok(u64::try_from(cursor.duration(1)?.as_millis()).unwrap_or(u64::MAX))
}

fn bad_update(cursor: &mut Cursor<'_>, fault: &mut Fault) -> bool {
    fault.update = UPDATES.into_iter().find(|(name, _)| cursor.eat_word(name)).map(|(_, bad)| bad);
    fault.update.is_some()
}

/// What happens to a call; tells whether that was understood.
fn blow(cursor: &mut Cursor<'_>, fault: &mut Fault) -> Result<bool, Wrong> {
    if cursor.eat_word("delay") {
        fault.delay_ms = Some(milliseconds(cursor)?);
    } else if cursor.eat_word("reset") {
        let when = RESETS.into_iter().find(|(name, _)| cursor.eat_word(name));
        fault.reset = when.map(|(_, reset)| reset);
    } else if cursor.eat_word("garble") {
        let how = GARBLES.into_iter().find(|(name, _)| cursor.eat_word(name));
        fault.garble = how.map(|(_, garble)| garble);
    } else if cursor.next_word().starts_with(|c: char| c.is_ascii_digit()) {
        let code = cursor.number("a status from 400 to 599")?;
        fault.error = refusal(cursor, code)?;
    }
    Ok(fault.delay_ms.is_some()
        || fault.reset.is_some()
        || fault.garble.is_some()
        || fault.error.is_some())
}

fn refusal(cursor: &mut Cursor<'_>, code: u16) -> Result<Option<FaultError>, Wrong> {
    if code == 429 && cursor.eat("retry after ") {
        let seconds = cursor.number("seconds, for example 3")?;
        return Ok(Fault::flood("", seconds).error);
    }
    let begin = cursor.at();
    match cursor.text(Use::Said)?.pieces.as_slice() {
        [] => Ok(None),
        [Piece::Literal(text)] => {
            Ok(Some(FaultError { code, description: text.clone(), retry_after: None }))
        }
        _ => Err((begin, Problem::NotPlain)),
    }
}

/// The words for what can happen to an update.
pub(in super::super) const UPDATES: [(&str, BadUpdate); 4] = [
    ("malformed", BadUpdate::Malformed),
    ("unknown", BadUpdate::Unknown),
    ("twice", BadUpdate::Twice),
    ("late", BadUpdate::Late),
];
/// The words for when a connection is closed.
pub(in super::super) const RESETS: [(&str, Reset); 2] =
    [("before", Reset::Before), ("after", Reset::After)];
/// The words for what is answered instead.
pub(in super::super) const GARBLES: [(&str, Garble); 3] =
    [("page", Garble::Page), ("half", Garble::Half), ("noise", Garble::Noise)];
