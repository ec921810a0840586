//! The tables of a store file, and what other SQLite tools may read in them.
//!
//! All text is UTF-8, all values are JSON text, all times are milliseconds since the Unix epoch.

use rusqlite::{Connection, OptionalExtension, params};

use super::done::named_sum;
use super::meta;

/// The schema this program writes, in `user_version`. A file with a larger one is refused.
pub(super) const VERSION: i64 = STEPS.len() as i64;

/// What makes a file of the next schema out of one of the schema before, from the empty file on.
/// A step is never changed once a program with it was given away.
const STEPS: [fn(&Connection) -> rusqlite::Result<()>; 2] = [create, sum_the_rest];

/// Brings a file from the schema it has to this program's, within the transaction that is open: the
/// file has the new schema with its commit, and the old one until then.
pub(super) fn upgrade(connection: &Connection, found: i64) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        step(connection)?;
    }
    if found < VERSION {
        connection.execute_batch(&format!("PRAGMA user_version = {VERSION}"))?;
    }
    Ok(())
}

/// Marks a file as ours, in `application_id` (the letters `mlny`).
pub(super) const APPLICATION: i64 = 0x6d6c_6e79;

/// Sessions, records, handles and facts are all in `kv`, by key. `open` and `settled` of an outbox
/// row are complements, so that a flipped bit in one is noticed; every `crc` is a CRC-32C over the
/// other columns that matter.
const TABLES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kv (
    key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    update_id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, user INTEGER NOT NULL, topic INTEGER NOT NULL,
    attempt INTEGER NOT NULL, raw TEXT NOT NULL, crc INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_lane ON journal (chat, user, topic);
CREATE TABLE dead_letters (
    update_id INTEGER PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, raw TEXT NOT NULL,
    crc INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY, open INTEGER NOT NULL, settled INTEGER NOT NULL, entries TEXT NOT NULL,
    crc INTEGER NOT NULL
) STRICT;
CREATE TABLE timers (
    seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, value TEXT NOT NULL,
    crc INTEGER NOT NULL
) STRICT;
CREATE TABLE done (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT;
CREATE TABLE named (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;
CREATE TABLE epochs (shard INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, owner TEXT NOT NULL) STRICT;
CREATE TABLE damaged (
    source TEXT NOT NULL, id ANY, content ANY, detail ANY, at INTEGER NOT NULL
) STRICT;
CREATE VIEW outbox_entries AS
    SELECT o.seq AS seq, e.value ->> '$.id.n' AS n, e.value ->> '$.chat' AS chat,
           e.value ->> '$.method' AS method, e.value -> '$.params' AS params,
           e.value -> '$.state' AS state
    FROM outbox AS o, json_each(o.entries) AS e
    WHERE (o.open >> (e.value ->> '$.id.n')) & 1;
";

pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    connection.execute_batch(&format!("PRAGMA application_id = {APPLICATION}"))
}

/// Checksums for the tables that had none.
fn sum_the_rest(connection: &Connection) -> rusqlite::Result<()> {
    for table in ["meta", "named", "epochs"] {
        let add = format!("ALTER TABLE {table} ADD COLUMN crc INTEGER NOT NULL DEFAULT 0");
        connection.execute_batch(&add)?;
    }
    meta::sum_all(connection)?;
    let mut named = connection.prepare("SELECT n, id, at FROM named")?;
    let mut rows = named.query([])?;
    while let Some(row) = rows.next()? {
        let (n, id, at): (i64, String, i64) = row.try_into()?;
        connection
            .prepare_cached("UPDATE named SET crc = ?2 WHERE n = ?1")?
            .execute(params![n, named_sum(n, &id, at)])?;
    }
    Ok(())
}

/// Makes a view over the records of a collection, unless it is there already.
/// Returns false if the name is not free or cannot be a name.
pub(super) fn show_collection(
    connection: &Connection,
    scope: &str,
    collection: &str,
) -> rusqlite::Result<bool> {
    if !is_name(collection) {
        return Ok(false);
    }
    let first = format!("{scope}/record/{collection}/");
    // `0` is the character after `/`.
    let end = format!("{scope}/record/{collection}0");
    let skip = first.chars().count() + 1;
    let (first, end) = (first.replace('\'', "''"), end.replace('\'', "''"));
    let view = format!(
        "CREATE VIEW \"{collection}\" AS SELECT substr(key, {skip}) AS id, value, version \
         FROM kv WHERE key >= '{first}' AND key < '{end}'"
    );
    let known: Option<(String, String)> = connection
        .query_row(
            "SELECT type, sql FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE",
            params![collection],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match known {
        Some((_, sql)) if sql == view => return Ok(true),
        Some((kind, _)) if kind != "view" || collection == "outbox_entries" => return Ok(false),
        Some(_) => connection.execute_batch(&format!("DROP VIEW \"{collection}\""))?,
        None => {}
    }
    connection.execute_batch(&view)?;
    Ok(true)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !text.to_ascii_lowercase().starts_with("sqlite_")
        && text.len() <= 64
}
