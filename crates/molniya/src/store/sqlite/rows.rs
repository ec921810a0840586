//! Checksums of rows, and what becomes of a row whose checksum is wrong.
//!
//! SQLite has no checksums on its pages. A row that does not match its own is never served: it
//! is moved into the table `damaged`, where a person can look at it.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row, named_params};

use crate::store::Time;

/// A CRC-32C over a row's columns.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sum(u32);

impl Sum {
    /// Adds a text column. The length keeps neighbours apart.
    #[must_use]
    pub(super) fn text(self, text: &str) -> Sum {
        self.number(text.len() as i64).bytes(text.as_bytes())
    }

    /// Adds a number column.
    #[must_use]
    pub(super) fn number(self, number: i64) -> Sum {
        self.bytes(&number.to_le_bytes())
    }

    fn bytes(self, bytes: &[u8]) -> Sum {
        Sum(crc32c::crc32c_append(self.0, bytes))
    }

    /// The column `crc`.
    pub(super) fn column(self) -> i64 {
        i64::from(self.0)
    }
}

/// A table with checksums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Kv,
    Journal,
    DeadLetters,
    Outbox,
    Timers,
    Done,
    Named,
    Meta,
    Epochs,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Table::Kv => "kv",
            Table::Journal => "journal",
            Table::DeadLetters => "dead_letters",
            Table::Outbox => "outbox",
            Table::Timers => "timers",
            Table::Done => "done",
            Table::Named => "named",
            Table::Meta => "meta",
            Table::Epochs => "epochs",
        }
    }

    /// The primary key, the column with the content, and the rest as one text.
    fn columns(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Table::Kv => ("key", "value", "printf('version=%s', version)"),
            Table::Journal => (
                "update_id",
                "raw",
                "printf('chat=%s user=%s topic=%s attempt=%s', chat, user, topic, attempt)",
            ),
            Table::DeadLetters => ("update_id", "raw", "printf('at=%s reason=%s', at, reason)"),
            Table::Outbox => ("seq", "entries", "printf('open=%s settled=%s', open, settled)"),
            Table::Timers => ("seq", "value", "printf('key=%s at=%s', key, at)"),
            Table::Done => ("first", "last", "printf('at=%s', at)"),
            Table::Named => ("n", "id", "printf('at=%s', at)"),
            Table::Meta => ("name", "value", "''"),
            Table::Epochs => ("shard", "owner", "printf('epoch=%s', epoch)"),
        }
    }
}

/// A primary key as it is in the file, which need not be valid text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKey {
    Number(i64),
    Text(Vec<u8>),
}

impl ToSql for RowKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            RowKey::Number(number) => ValueRef::Integer(*number),
            RowKey::Text(text) => ValueRef::Text(text),
        }))
    }
}

/// A row whose checksum is wrong.
#[derive(Debug, Clone)]
pub(super) struct Damaged {
    table: Table,
    key: RowKey,
    /// Tells the damaged row from a good one that was written in its place since.
    crc: Option<i64>,
}

impl Damaged {
    fn of(table: Table, row: &Row<'_>) -> rusqlite::Result<Damaged> {
        let key = match row.get_ref(0)? {
            ValueRef::Integer(number) => RowKey::Number(number),
            ValueRef::Text(text) | ValueRef::Blob(text) => RowKey::Text(text.to_vec()),
            ValueRef::Null | ValueRef::Real(_) => RowKey::Number(0),
        };
        let last = row.as_ref().column_count().saturating_sub(1);
        Ok(Damaged { table, key, crc: row.get(last).ok() })
    }
}

/// A row as it was read, if its checksum is right.
pub(super) type Checked<T> = Result<T, Damaged>;

/// Reads a row whose first column is its primary key and whose last is its checksum. `read` returns `None` if the checksum is
/// wrong; a column that has not its type means the same.
pub(super) fn checked<T>(
    table: Table,
    row: &Row<'_>,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> rusqlite::Result<Checked<T>> {
    match read(row) {
        Ok(Some(value)) => Ok(Ok(value)),
        Ok(None) => Damaged::of(table, row).map(Err),
        Err(
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..),
        ) => Damaged::of(table, row).map(Err),
        Err(error) => Err(error),
    }
}

/// A text column, borrowed.
pub(super) fn text<'a>(row: &'a Row<'_>, column: usize) -> rusqlite::Result<&'a str> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, value.data_type(), Box::new(error))
    })
}

/// Moves a damaged row into the table `damaged`, within the transaction that is open.
pub(super) fn set_aside(connection: &Connection, damaged: &Damaged) -> rusqlite::Result<()> {
    let (key, content, detail) = damaged.table.columns();
    let source = damaged.table.name();
    let this = format!("{key} = :key AND (crc = :crc OR :crc IS NULL)");
    let moved = connection.execute(
        &format!(
            "INSERT INTO damaged (source, id, content, detail, at) \
             SELECT :source, {key}, {content}, {detail}, :at FROM {source} WHERE {this}"
        ),
        named_params! {
            ":source": source, ":at": number(Time::now().0), ":key": damaged.key, ":crc": damaged.crc,
        },
    )?;
    connection.execute(
        &format!("DELETE FROM {source} WHERE {this}"),
        named_params! {":key": damaged.key, ":crc": damaged.crc},
    )?;
    if moved > 0 {
        let key = match &damaged.key {
            RowKey::Number(number) => number.to_string(),
            RowKey::Text(text) => String::from_utf8_lossy(text).into_owned(),
        };
        tracing::error!(
            table = source,
            key,
            "a row of the store is damaged (its checksum is wrong); it was moved into the table `damaged` and is not used"
        );
    }
    Ok(())
}

/// A number as SQLite holds it: numbers from 2^63 on, which nothing honest has, become 2^63 − 1.
pub(super) fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number as it was stored. Negative ones, which nothing honest has, become 0.
pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::schema;
    use super::*;

    #[test]
    fn a_good_row_in_the_place_of_a_damaged_one_stays() {
        let connection = Connection::open_in_memory().unwrap();
        schema::upgrade(&connection, 0).unwrap();
        connection.execute_batch("INSERT INTO kv VALUES ('a', '1', 2, 30)").unwrap();
        let count = |table: &str| -> i64 {
            let sql = format!("SELECT count(*) FROM {table}");
            connection.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        let damaged = |crc| Damaged { table: Table::Kv, key: RowKey::Text(b"a".to_vec()), crc };
        set_aside(&connection, &damaged(Some(29))).unwrap();
        assert_eq!((count("kv"), count("damaged")), (1, 0));
        set_aside(&connection, &damaged(Some(30))).unwrap();
        assert_eq!((count("kv"), count("damaged")), (0, 1));
    }
}
