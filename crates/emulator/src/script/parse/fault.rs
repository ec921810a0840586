//! Reads failures on order.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::pattern::Piece;
use crate::faults::{BadUpdate, Fault, FaultError, Garble, Reset};

/// A line that begins with `next`, behind that word: `sendMessage: 429 retry after 3`.
pub(super) fn fault(cursor: &mut Cursor<'_>) -> Result<Fault, Wrong> {
    let mut fault = Fault::default();
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
        None => Ok(fault),
    }
}

fn bad_update(cursor: &mut Cursor<'_>, fault: &mut Fault) -> bool {
    fault.update = UPDATES.into_iter().find(|(name, _)| cursor.eat_word(name)).map(|(_, bad)| bad);
    fault.update.is_some()
}

/// What happens to a call; tells whether that was understood.
fn blow(cursor: &mut Cursor<'_>, fault: &mut Fault) -> Result<bool, Wrong> {
    if cursor.eat_word("delay") {
        let delay = cursor.duration(1)?;
        fault.delay_ms = Some(u64::try_from(delay.as_millis()).unwrap_or(u64::MAX));
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
