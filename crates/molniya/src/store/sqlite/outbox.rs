//! Outgoing calls: all those of one Unit in one row, and what became of each.
//!
//! A call that is over is one bit in `settled`; the row goes with its last call.

use rusqlite::{Row, params};

use super::rows::{Checked, Sum, Table, checked, number, set_aside, text, unsigned};
use super::statements::Statements;
use crate::store::{Entry, EntryId, EntryState, OutboxRow, Seq};
use molniya_botapi::ChatId;

/// Adds a row, unless it is there.
pub(super) fn append(statements: &Statements<'_>, row: &OutboxRow) -> rusqlite::Result<()> {
    let open = row.entries.iter().fold(0, |open, entry| open | bit(entry.id.n));
    if open == 0 {
        return Ok(());
    }
    let (seq, entries) = (number(row.seq.0), json(&row.entries)?);
    statements
        .run(
            "INSERT OR IGNORE INTO outbox (seq, open, settled, entries, crc) VALUES (?1, ?2, 0, ?3, ?4)",
            params![seq, open, entries, sum(seq, &entries)],
        )
        .map(drop)
}

/// Calls that are over. Those of one row come closely after each other, and are written together.
#[derive(Default)]
pub(super) struct Over {
    rows: Vec<(i64, i64)>,
}

impl Over {
    /// How many rows are looked at for one that is there already.
    const NEAR: usize = 16;

    /// Notes that a call is over.
    pub(super) fn add(&mut self, id: EntryId) {
        let seq = number(id.seq.0);
        match self.rows.iter_mut().rev().take(Self::NEAR).find(|(row, _)| *row == seq) {
            Some((_, bits)) => *bits |= bit(id.n),
            None => self.rows.push((seq, bit(id.n))),
        }
    }

    /// Writes what was noted so far.
    pub(super) fn write(&mut self, statements: &Statements<'_>) -> rusqlite::Result<()> {
        for (seq, bits) in self.rows.drain(..) {
            let sql = "DELETE FROM outbox WHERE seq = ?1 AND open & ~?2 = 0";
            if statements.run(sql, params![seq, bits])? == 0 {
                statements.run(
                    "UPDATE outbox SET settled = settled | (open & ?2), open = open & ~?2 WHERE seq = ?1 AND open & ?2",
                    params![seq, bits],
                )?;
            }
        }
        Ok(())
    }
}

/// Notes the new state of a call that is not over.
pub(super) fn set(
    statements: &Statements<'_>,
    id: EntryId,
    state: &EntryState,
    chat: Option<ChatId>,
) -> rusqlite::Result<()> {
    let seq = number(id.seq.0);
    let sql = "SELECT seq, open, settled, entries, crc FROM outbox WHERE seq = ?1";
    let mut row = match statements.row(sql, params![seq], read)? {
        Some(Ok(row)) => row,
        Some(Err(damaged)) => return set_aside(statements.connection, &damaged),
        None => return Ok(()),
    };
    let Some(entry) = row.entries.iter_mut().find(|entry| entry.id == id) else { return Ok(()) };
    entry.set(state, chat);
    // Only what is open is written back, so `settled` begins anew.
    let open = row.entries.iter().fold(0, |open, entry| open | bit(entry.id.n));
    let entries = json(&row.entries)?;
    let sql = "UPDATE outbox SET open = ?2, settled = 0, entries = ?3, crc = ?4 WHERE seq = ?1";
    statements.run(sql, params![seq, open, entries, sum(seq, &entries)]).map(drop)
}

/// Reads the columns seq, open, settled, entries, crc: the calls that are not over.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Checked<OutboxRow>> {
    checked(Table::Outbox, row, |row| {
        let seq: i64 = row.get(0)?;
        let (open, settled): (i64, i64) = (row.get(1)?, row.get(2)?);
        let text = text(row, 3)?;
        if sum(seq, text) != row.get::<_, i64>(4)? {
            return Ok(None);
        }
        let Ok(mut entries) = serde_json::from_str::<Vec<Entry>>(text) else { return Ok(None) };
        let all = entries.iter().fold(0, |all, entry| all | bit(entry.id.n));
        if open & settled != 0 || open | settled != all {
            return Ok(None);
        }
        entries.retain(|entry| open & bit(entry.id.n) != 0);
        Ok(Some(OutboxRow { seq: Seq(unsigned(seq)), entries }))
    })
}

/// The bit of a call. `n` is below [`crate::store::MAX_ENTRIES`], so the sign is never touched.
fn bit(n: u8) -> i64 {
    1 << (n & 63)
}

fn json(entries: &[Entry]) -> rusqlite::Result<String> {
    serde_json::to_string(entries)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn sum(seq: i64, entries: &str) -> i64 {
    Sum::default().number(seq).text(entries).column()
}
