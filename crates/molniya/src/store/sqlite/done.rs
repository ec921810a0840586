//! The ids of Units that were applied: of updates as intervals, of the rest by name.
//!
//! The ids of one group are gathered first and written together at its end.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{Checked, Sum, Table, checked, number, set_aside, text, unsigned};
use super::statements::Statements;
use crate::store::intervals::Intervals;
use crate::store::{Time, UnitId, forgotten_before};

/// After this many new rows the oldest are looked at. Twice as many are looked at as came, so the
/// tables cannot grow without end.
const PRUNE_EVERY: u32 = 64;

/// Ids applied by the group that is being written.
pub(super) struct Done<'s, 'c> {
    statements: &'s Statements<'c>,
    now: Time,
    fresh: Intervals,
}

impl<'s, 'c> Done<'s, 'c> {
    /// No ids yet.
    pub(super) fn new(statements: &'s Statements<'c>, now: Time) -> Self {
        Done { statements, now, fresh: Intervals::default() }
    }

    /// Whether a Unit of this id was applied.
    pub(super) fn knows(&self, id: &UnitId) -> rusqlite::Result<bool> {
        match id {
            UnitId::Update(update) => self.contains(*update),
            UnitId::Named(name) => self.knows_name(name),
            UnitId::Plain => Ok(false),
        }
    }

    fn knows_name(&self, name: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT n, id, at, crc FROM named WHERE id = ?1";
        match self.statements.row(sql, params![name], named)? {
            Some(Err(damaged)) => set_aside(self.statements.connection, &damaged).map(|()| false),
            found => Ok(found.is_some()),
        }
    }

    /// Whether an update is done.
    pub(super) fn contains(&self, update: i64) -> rusqlite::Result<bool> {
        if self.fresh.contains(update) {
            return Ok(true);
        }
        Ok(span_before(self.statements, update)?.is_some_and(|span| span.last >= update))
    }

    /// Remembers that a Unit was applied. Returns how many rows that added.
    pub(super) fn remember(&mut self, id: &UnitId) -> rusqlite::Result<u32> {
        match id {
            UnitId::Update(update) => {
                self.fresh.insert(*update, self.now);
                Ok(0)
            }
            UnitId::Named(name) => {
                let last = "SELECT coalesce(max(n), 0) FROM named";
                let last: Option<i64> = self.statements.row(last, [], |row| row.get(0))?;
                let (n, at) = (last.unwrap_or(0) + 1, number(self.now.0));
                self.statements.run(
                    "INSERT INTO named (n, id, at, crc) VALUES (?1, ?2, ?3, ?4)",
                    params![n, &**name, at, named_sum(n, name, at)],
                )?;
                Ok(1)
            }
            UnitId::Plain => Ok(0),
        }
    }

    /// An update is to be handled after all. Returns how many rows that added.
    pub(super) fn revive(&mut self, update: i64) -> rusqlite::Result<u32> {
        self.fresh.remove(update);
        let found = span_before(self.statements, update)?;
        let Some(span) = found.filter(|span| span.last >= update) else { return Ok(0) };
        self.delete(span.first)?;
        let mut added = 0;
        for (first, last) in [(span.first, update - 1), (update + 1, span.last)] {
            if first <= last {
                self.insert(first, last, span.at)?;
                added += 1;
            }
        }
        Ok(added)
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
                span_before(self.statements, next)?.filter(|span| span.first == next)
        {
            last = right.last;
            self.delete(right.first)?;
        }
        let left = span_before(self.statements, first)?;
        if let Some(left) = left.filter(|span| span.last.checked_add(1) == Some(first)) {
            let crc = sum(left.first, last, at);
            self.statements.run(
                "UPDATE done SET last = ?2, at = ?3, crc = ?4 WHERE first = ?1",
                params![left.first, last, at, crc],
            )?;
            return Ok(0);
        }
        self.insert(first, last, at)?;
        Ok(1)
    }

    fn insert(&self, first: i64, last: i64, at: i64) -> rusqlite::Result<()> {
        self.statements
            .run(
                "INSERT INTO done (first, last, at, crc) VALUES (?1, ?2, ?3, ?4)",
                params![first, last, at, sum(first, last, at)],
            )
            .map(drop)
    }

    fn delete(&self, first: i64) -> rusqlite::Result<()> {
        self.statements.run("DELETE FROM done WHERE first = ?1", params![first]).map(drop)
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
        prune(connection, Time::now(), 2 * self.added)?;
        self.added = 0;
        Ok(())
    }
}

/// Looks at the `limit` lowest rows of each table, which are the oldest, and forgets those that
/// have not grown for 48 h.
///
/// How long that is is measured from the newest row if the clock says more: a clock that was set
/// forward makes nothing old that was applied a moment ago.
pub(super) fn prune(connection: &Connection, now: Time, limit: u32) -> rusqlite::Result<()> {
    for ids in [&SPANS, &NAMES] {
        let newest: Option<i64> = connection
            .prepare_cached(ids.newest)?
            .query_row([], |row| row.get(0))
            .optional()?
            .flatten();
        let before = forgotten_before(newest.map_or(now, |newest| now.min(Time(unsigned(newest)))));
        let mut statement = connection.prepare_cached(ids.old)?;
        let old = statement.query_map(params![number(before.0), limit], |row| {
            Ok((row.get::<_, i64>(0)?, (ids.read)(row)?))
        })?;
        for row in old.collect::<rusqlite::Result<Vec<_>>>()? {
            match row {
                (key, Ok(())) => {
                    connection.prepare_cached(ids.forget)?.execute(params![key])?;
                }
                // It may be its age that is damaged: nothing goes without being told of.
                (_, Err(damaged)) => set_aside(connection, &damaged)?,
            }
        }
    }
    Ok(())
}

/// How one of the two tables is pruned. There are few intervals; of names the last is the newest.
struct Ids {
    newest: &'static str,
    old: &'static str,
    forget: &'static str,
    read: fn(&Row<'_>) -> rusqlite::Result<Checked<()>>,
}

const SPANS: Ids = Ids {
    newest: "SELECT max(at) FROM done",
    old: "SELECT first, last, at, crc FROM (SELECT * FROM done ORDER BY first LIMIT ?2) WHERE at < ?1",
    forget: "DELETE FROM done WHERE first = ?1",
    read: |row| Ok(Span::read(row)?.map(drop)),
};

const NAMES: Ids = Ids {
    newest: "SELECT at FROM named ORDER BY n DESC LIMIT 1",
    old: "SELECT n, id, at, crc FROM (SELECT * FROM named ORDER BY n LIMIT ?2) WHERE at < ?1",
    forget: "DELETE FROM named WHERE n = ?1",
    read: named,
};

/// An interval of ids as it is stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) first: i64,
    pub(super) last: i64,
    at: i64,
}

impl Span {
    /// Reads the columns first, last, at, crc.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Checked<Span>> {
        checked(Table::Done, row, |row| {
            let (first, last, at, crc): (i64, i64, i64, i64) = row.try_into()?;
            Ok((sum(first, last, at) == crc).then_some(Span { first, last, at }))
        })
    }
}

/// The last interval that begins at or before an id. Damaged intervals are set aside on the way.
fn span_before(statements: &Statements<'_>, id: i64) -> rusqlite::Result<Option<Span>> {
    let last_before =
        "SELECT first, last, at, crc FROM done WHERE first <= ?1 ORDER BY first DESC LIMIT 1";
    loop {
        match statements.row(last_before, params![id], Span::read)? {
            Some(Err(damaged)) => set_aside(statements.connection, &damaged)?,
            Some(Ok(span)) => return Ok(Some(span)),
            None => return Ok(None),
        }
    }
}

/// Reads the columns n, id, at, crc: whether there is such a row.
pub(super) fn named(row: &Row<'_>) -> rusqlite::Result<Checked<()>> {
    checked(Table::Named, row, |row| {
        let (n, at) = (row.get(0)?, row.get(2)?);
        Ok((named_sum(n, text(row, 1)?, at) == row.get::<_, i64>(3)?).then_some(()))
    })
}

/// Checksum of a row of `named`.
pub(super) fn named_sum(n: i64, id: &str, at: i64) -> i64 {
    Sum::default().number(n).text(id).number(at).column()
}

fn sum(first: i64, last: i64, at: i64) -> i64 {
    Sum::default().number(first).number(last).number(at).column()
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    const HOUR: u64 = 3_600_000;

    /// A store where Units were applied at these hours: an update and a name each.
    fn applied_at(hours: &[u64]) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        schema::upgrade(&connection, 0).unwrap();
        for (n, hour) in hours.iter().enumerate() {
            let statements = Statements::new(&connection);
            let mut done = Done::new(&statements, Time(hour * HOUR));
            done.remember(&UnitId::Update(10 * n as i64)).unwrap();
            done.remember(&UnitId::Named(n.to_string().into())).unwrap();
            done.write().unwrap();
        }
        connection
    }

    /// Which of the Units are known, by their numbers; it must be the same for updates and names.
    fn known(connection: &Connection, count: usize) -> Vec<usize> {
        let statements = Statements::new(connection);
        let done = Done::new(&statements, Time(0));
        let known = |id| done.knows(&id).unwrap();
        let updates = (0..count).filter(|n| known(UnitId::Update(10 * *n as i64)));
        let names = (0..count).filter(|n| known(UnitId::Named(n.to_string().into())));
        let updates: Vec<usize> = updates.collect();
        assert_eq!(updates, names.collect::<Vec<_>>());
        updates
    }

    #[test]
    fn ids_are_forgotten_after_two_days_but_not_sooner() {
        let connection = applied_at(&[1_000, 1_002, 1_049]);
        prune(&connection, Time(1_049 * HOUR), 100).unwrap();
        assert_eq!(known(&connection, 3), [1, 2]);
    }

    #[test]
    fn a_damaged_age_is_told_of_and_not_forgotten() {
        let connection = applied_at(&[1_000, 1_049]);
        connection
            .execute_batch(
                "UPDATE done SET at = -at WHERE first = 0; UPDATE named SET at = 0 WHERE n = 1",
            )
            .unwrap();
        prune(&connection, Time(1_049 * HOUR), 100).unwrap();
        let damaged =
            "SELECT group_concat(source) FROM (SELECT source FROM damaged ORDER BY source)";
        let damaged: String = connection.query_row(damaged, [], |row| row.get(0)).unwrap();
        assert_eq!(damaged, "done,named");
    }

    #[test]
    fn a_clock_that_jumps_makes_no_id_old() {
        for now in [0, 500, 1_049 + 24 * 365] {
            let connection = applied_at(&[1_002, 1_049]);
            prune(&connection, Time(now * HOUR), 100).unwrap();
            assert_eq!(known(&connection, 2), [0, 1], "at hour {now}");
        }
    }
}
