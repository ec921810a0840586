//! Outgoing calls: all those of one Unit in one row, and what became of each.
//!
//! A call that is over is one bit in `settled`; the row goes with its last call.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{Checked, Sum, Table, checked, number, set_aside, text, unsigned};
use crate::store::{Entry, EntryId, EntryState, OutboxRow, Seq};
use molniya_botapi::ChatId;

/// Adds a row, unless it is there.
pub(super) fn append(connection: &Connection, row: &OutboxRow) -> rusqlite::Result<()> {
    let open = row.entries.iter().fold(0, |open, entry| open | bit(entry.id.n));
    if open == 0 {
        return Ok(());
    }
    let (seq, entries) = (number(row.seq.0), json(&row.entries)?);
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO outbox (seq, open, settled, entries, crc) VALUES (?1, ?2, 0, ?3, ?4)",
        )?
        .execute(params![seq, open, entries, sum(seq, &entries)])?;
    Ok(())
}

/// Notes that a call is over.
pub(super) fn over(connection: &Connection, id: EntryId) -> rusqlite::Result<()> {
    let (seq, bit) = (number(id.seq.0), bit(id.n));
    let last = connection
        .prepare_cached("DELETE FROM outbox WHERE seq = ?1 AND open = ?2")?
        .execute(params![seq, bit])?;
    if last == 0 {
        connection
            .prepare_cached(
                "UPDATE outbox SET open = open & ~?2, settled = settled | ?2 WHERE seq = ?1 AND open & ?2",
            )?
            .execute(params![seq, bit])?;
    }
    Ok(())
}

/// Notes the new state of a call that is not over.
pub(super) fn set(
    connection: &Connection,
    id: EntryId,
    state: &EntryState,
    chat: Option<ChatId>,
) -> rusqlite::Result<()> {
    let seq = number(id.seq.0);
    let found = connection
        .prepare_cached("SELECT seq, open, settled, entries, crc FROM outbox WHERE seq = ?1")?
        .query_row(params![seq], read)
        .optional()?;
    let mut row = match found {
        Some(Ok(row)) => row,
        Some(Err(damaged)) => return set_aside(connection, &damaged),
        None => return Ok(()),
    };
    let Some(entry) = row.entries.iter_mut().find(|entry| entry.id == id) else { return Ok(()) };
    entry.set(state, chat);
    // Only what is open is written back, so `settled` begins anew.
    let open = row.entries.iter().fold(0, |open, entry| open | bit(entry.id.n));
    let entries = json(&row.entries)?;
    connection
        .prepare_cached(
            "UPDATE outbox SET open = ?2, settled = 0, entries = ?3, crc = ?4 WHERE seq = ?1",
        )?
        .execute(params![seq, open, entries, sum(seq, &entries)])?;
    Ok(())
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
