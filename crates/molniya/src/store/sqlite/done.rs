//! The ids of Units that were applied: of updates as intervals, of the rest by name.
//!
//! The ids of one group are gathered first and written together at its end.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{Checked, Sum, Table, checked, number, set_aside};
use crate::store::intervals::Intervals;
use crate::store::{Time, UnitId, forgotten_before};

/// After this many new rows the oldest are looked at. Twice as many are looked at as came, so the
/// tables cannot grow without end.
const PRUNE_EVERY: u32 = 64;

/// Ids applied by the group that is being written.
pub(super) struct Done<'a> {
    connection: &'a Connection,
    now: Time,
    fresh: Intervals,
}

impl<'a> Done<'a> {
    /// No ids yet.
    pub(super) fn new(connection: &'a Connection, now: Time) -> Self {
        Done { connection, now, fresh: Intervals::default() }
    }

    /// Whether a Unit of this id was applied.
    pub(super) fn knows(&self, id: &UnitId) -> rusqlite::Result<bool> {
        match id {
            UnitId::Update(update) => self.contains(*update),
            UnitId::Named(name) => self
                .connection
                .prepare_cached("SELECT 1 FROM named WHERE id = ?1")?
                .exists(params![&**name]),
            UnitId::Plain => Ok(false),
        }
    }

    /// Whether an update is done.
    pub(super) fn contains(&self, update: i64) -> rusqlite::Result<bool> {
        if self.fresh.contains(update) {
            return Ok(true);
        }
        Ok(span_before(self.connection, update)?.is_some_and(|span| span.last >= update))
    }

    /// Remembers that a Unit was applied. Returns how many rows that added.
    pub(super) fn remember(&mut self, id: &UnitId) -> rusqlite::Result<u32> {
        match id {
            UnitId::Update(update) => {
                self.fresh.insert(*update, self.now);
                Ok(0)
            }
            UnitId::Named(name) => {
                self.connection
                    .prepare_cached("INSERT INTO named (id, at) VALUES (?1, ?2)")?
                    .execute(params![&**name, number(self.now.0)])?;
                Ok(1)
            }
            UnitId::Plain => Ok(0),
        }
    }

    /// Writes the gathered ids, joined with their neighbours. Returns how many rows that added.
    pub(super) fn write(self) -> rusqlite::Result<u32> {
        let mut added = 0;
        for (first, last) in self.fresh.iter() {
            added += self.join(first, last)?;
        }
        Ok(added)
    }

    fn join(&self, first: i64, mut last: i64) -> rusqlite::Result<u32> {
        let at = number(self.now.0);
        if let Some(next) = last.checked_add(1)
            && let Some(right) =
                span_before(self.connection, next)?.filter(|span| span.first == next)
        {
            last = right.last;
            self.connection
                .prepare_cached("DELETE FROM done WHERE first = ?1")?
                .execute(params![right.first])?;
        }
        let left = span_before(self.connection, first)?;
        if let Some(left) = left.filter(|span| span.last.checked_add(1) == Some(first)) {
            let crc = sum(left.first, last, at);
            self.connection
                .prepare_cached("UPDATE done SET last = ?2, at = ?3, crc = ?4 WHERE first = ?1")?
                .execute(params![left.first, last, at, crc])?;
            return Ok(0);
        }
        self.connection
            .prepare_cached("INSERT INTO done (first, last, at, crc) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![first, last, at, sum(first, last, at)])?;
        Ok(1)
    }
}

/// Counts new rows, and forgets old ones when there were enough.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Pruning {
    added: u32,
}

impl Pruning {
    /// Notes new rows. Forgets ids that were applied too long ago, if it is time to look.
    pub(super) fn added(&mut self, rows: u32, connection: &Connection) -> rusqlite::Result<()> {
        self.added += rows;
        if self.added < PRUNE_EVERY {
            return Ok(());
        }
        prune(connection, forgotten_before(Time::now()), 2 * self.added)?;
        self.added = 0;
        Ok(())
    }
}

/// Looks at the `limit` lowest rows of each table, which are the oldest, and forgets those that
/// have not grown since `before`.
pub(super) fn prune(connection: &Connection, before: Time, limit: u32) -> rusqlite::Result<()> {
    for (table, key) in [("done", "first"), ("named", "n")] {
        connection
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE at < ?1 AND {key} IN (SELECT {key} FROM {table} ORDER BY {key} LIMIT ?2)"
            ))?
            .execute(params![number(before.0), limit])?;
    }
    Ok(())
}

/// An interval of ids as it is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Span {
    /// Reads the columns first, last, at, crc.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Checked<Span>> {
        checked(Table::Done, row, |row| {
            let (first, last, at, crc): (i64, i64, i64, i64) = row.try_into()?;
            Ok((sum(first, last, at) == crc).then_some(Span { first, last }))
        })
    }
}

/// The last interval that begins at or before an id. Damaged intervals are set aside on the way.
fn span_before(connection: &Connection, id: i64) -> rusqlite::Result<Option<Span>> {
    loop {
        let found = connection
            .prepare_cached(
                "SELECT first, last, at, crc FROM done WHERE first <= ?1 ORDER BY first DESC LIMIT 1",
            )?
            .query_row(params![id], Span::read)
            .optional()?;
        match found {
            Some(Err(damaged)) => set_aside(connection, &damaged)?,
            Some(Ok(span)) => return Ok(Some(span)),
            None => return Ok(None),
        }
    }
}

fn sum(first: i64, last: i64, at: i64) -> i64 {
    Sum::default().number(first).number(last).number(at).column()
}
