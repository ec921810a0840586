//! What the store knows of itself: whose it is, how many commits it has, who owned it last.

use rusqlite::types::{FromSql, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::rows::{Checked, Sum, Table, checked, number, set_aside, text, unsigned};
use crate::store::{Epoch, ProcessId};

/// A fact by its name. A damaged one is set aside, and is not there then.
pub(super) fn meta<T: FromSql>(connection: &Connection, name: &str) -> rusqlite::Result<Option<T>> {
    let found = connection
        .query_row("SELECT name, value, crc FROM meta WHERE name = ?1", [name], fact)
        .optional()?;
    match found {
        None => Ok(None),
        Some(Ok(value)) => Ok(T::column_result(ValueRef::from(&value)).ok()),
        Some(Err(damaged)) => set_aside(connection, &damaged).map(|()| None),
    }
}

/// Writes a fact.
pub(super) fn set_meta(
    connection: &Connection,
    name: &str,
    value: impl Into<Value>,
) -> rusqlite::Result<()> {
    let value = value.into();
    let crc = fact_sum(name, ValueRef::from(&value));
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (name, value, crc) VALUES (?1, ?2, ?3)")?
        .execute(params![name, value, crc])
        .map(drop)
}

/// Reads the columns name, value, crc.
pub(super) fn fact(row: &Row<'_>) -> rusqlite::Result<Checked<Value>> {
    checked(Table::Meta, row, |row| {
        let (name, value) = (text(row, 0)?, row.get_ref(1)?);
        if fact_sum(name, value) != row.get::<_, i64>(2)? {
            return Ok(None);
        }
        Value::try_from(value).map(Some).map_err(Into::into)
    })
}

/// The epoch of the last owner. It is kept twice, because with a smaller one rows could get the
/// places of others.
pub(super) fn epoch(connection: &Connection) -> rusqlite::Result<Epoch> {
    let found = connection
        .query_row("SELECT shard, epoch, owner, crc FROM epochs WHERE shard = 0", [], owner)
        .optional()?;
    let owned = match found {
        Some(Ok(epoch)) => epoch,
        Some(Err(damaged)) => set_aside(connection, &damaged).map(|()| Epoch(0))?,
        None => Epoch(0),
    };
    let noted = meta(connection, "epoch")?.map_or(0, unsigned);
    Ok(owned.max(Epoch(noted)))
}

/// Notes that shard 0 has a new owner.
pub(super) fn set_epoch(
    connection: &Connection,
    epoch: Epoch,
    owner: &ProcessId,
) -> rusqlite::Result<()> {
    let at = number(epoch.0);
    set_meta(connection, "epoch", at)?;
    connection
        .execute(
            "INSERT OR REPLACE INTO epochs (shard, epoch, owner, crc) VALUES (0, ?1, ?2, ?3)",
            params![at, &*owner.0, owner_sum(0, at, &owner.0)],
        )
        .map(drop)
}

/// Reads the columns shard, epoch, owner, crc.
pub(super) fn owner(row: &Row<'_>) -> rusqlite::Result<Checked<Epoch>> {
    checked(Table::Epochs, row, |row| {
        let (shard, epoch) = (row.get(0)?, row.get(1)?);
        let sum = owner_sum(shard, epoch, text(row, 2)?);
        Ok((sum == row.get::<_, i64>(3)?).then(|| Epoch(unsigned(epoch))))
    })
}

/// The largest version any key has.
pub(super) fn latest_version(connection: &Connection) -> rusqlite::Result<u64> {
    let latest = connection.query_row("SELECT max(version) FROM kv", [], |row| row.get(0))?;
    Ok(Option::map_or(latest, 0, unsigned))
}

/// Gives every fact and owner the checksum that an older schema did not have.
pub(super) fn sum_all(connection: &Connection) -> rusqlite::Result<()> {
    let facts: Vec<(String, Value)> = connection
        .prepare("SELECT name, value FROM meta")?
        .query_map([], |row| row.try_into())?
        .collect::<rusqlite::Result<_>>()?;
    for (name, value) in facts {
        set_meta(connection, &name, value)?;
    }
    let owned: Option<(i64, String)> = connection
        .query_row("SELECT epoch, owner FROM epochs WHERE shard = 0", [], |row| row.try_into())
        .optional()?;
    match owned {
        Some((epoch, owner)) => {
            set_epoch(connection, Epoch(unsigned(epoch)), &ProcessId(owner.into()))
        }
        None => Ok(()),
    }
}

fn fact_sum(name: &str, value: ValueRef<'_>) -> i64 {
    let sum = Sum::default().text(name);
    match value {
        ValueRef::Integer(number) => sum.number(number).column(),
        ValueRef::Text(text) => sum.text(&String::from_utf8_lossy(text)).column(),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => -1, // no fact has such a value
    }
}

fn owner_sum(shard: i64, epoch: i64, owner: &str) -> i64 {
    Sum::default().number(shard).number(epoch).text(owner).column()
}
