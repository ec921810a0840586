//! Writes failures on order.

use std::fmt::{self, Formatter};
use std::time::Duration;

use super::super::line::Place;
use super::super::parse::{GARBLES, RESETS, UPDATES};
use super::super::pattern::Pattern;
use super::{Time, edged, inline};
use crate::faults::Fault;

/// Writes all of the line.
pub(super) fn write(f: &mut Formatter<'_>, fault: &Fault, place: Option<&Place>) -> fmt::Result {
    f.write_str("next ")?;
    if let Some(times) = fault.times {
        write!(f, "{times} ")?;
    }
    let is_update = fault.update.is_some();
    f.write_str(fault.method.as_deref().unwrap_or(if is_update { "update" } else { "call" }))?;
    write!(f, "{}", place.unwrap_or(&Place::Same))?;
    if let Some(ms) = fault.for_ms {
        write!(f, " for {}", Time(Duration::from_millis(ms)))?;
    }
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
