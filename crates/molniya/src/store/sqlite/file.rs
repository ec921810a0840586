//! Opens a store file: its folder, its owner, its schema, and the size of its WAL.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};

use super::beside::{CommitCounter, Lock};
use super::done::prune;
use super::rows::{number, unsigned};
use super::{mounts, schema};
use crate::store::url::beside;
use crate::store::{Epoch, OpenError, OpenOptions, Time, forgotten_before};

/// How long a write waits while another program holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// The WAL is copied into the file when it has this many pages.
const CHECKPOINT_PAGES: u32 = 1000;

/// Prepared statements kept per connection; there are fewer than this.
const STATEMENTS: usize = 64;

/// An open store file.
pub(super) struct StoreFile {
    pub(super) writer: Connection,
    pub(super) reader: Connection,
    pub(super) epoch: Epoch,
    pub(super) commits: u64,
    pub(super) counter: CommitCounter,
    pub(super) lock: Lock,
}

/// Opens a file and makes this process its owner.
pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<StoreFile, OpenError> {
    let path = &find(path)?;
    let lock = Lock::take(path)?;
    let (counter, counted) = CommitCounter::open(path);
    create_private(path)?;
    let writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let (epoch, commits) = own(path, &writer, options, counted)?;
    grow_wal(path, &writer).map_err(|error| failed(path, &error))?;
    let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(StoreFile { writer, reader, epoch, commits, counter, lock })
}

/// Creates the file, if it is not there, for this user's eyes only: people's messages and addresses
/// are in it. SQLite gives the files beside it the same rights.
fn create_private(path: &Path) -> Result<(), OpenError> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| failed(path, &error))
}

/// Where a file really is. Creates its folder, and refuses one on another machine.
///
/// Symbolic links are followed, so that two names of one file have one lock.
fn find(path: &Path) -> Result<PathBuf, OpenError> {
    let Some(name) = path.file_name() else {
        return Err(failed(path, &"it is not the name of a file"));
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let refused = |why| OpenError::Folder { path: folder.into(), why };
    let new = !folder.exists();
    fs::create_dir_all(folder).map_err(refused)?;
    let folder = folder.canonicalize().map_err(refused)?;
    if new {
        sync_folders(&folder);
    }
    let mut file = folder.join(name);
    if let Ok(target) = file.canonicalize() {
        file = target;
    }
    if file.is_dir() {
        return Err(failed(path, &"it is a folder"));
    }
    // Where there is no such table nothing is known, and nothing is refused.
    let mountinfo = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    match mounts::network_kind(&mountinfo, &file) {
        Some(kind) => Err(OpenError::Network { path: file, kind: kind.into() }),
        None => Ok(file),
    }
}

/// A new folder is only safe when the folder it is in has been synced. Where folders cannot be
/// opened the system does this by itself.
fn sync_folders(folder: &Path) {
    for folder in folder.ancestors() {
        if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
            tracing::debug!(folder = %folder.display(), %error, "a folder was not synced");
        }
    }
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, OpenError> {
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| refused(path, &error))?;
    configure(&connection).map_err(|error| refused(path, &error))?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // The first statement that reads the file: here a file of another format is noticed.
    connection.query_row("PRAGMA schema_version", [], |_| Ok(()))?;
    // 6 MiB of page cache per connection.
    connection.execute_batch(
        "PRAGMA cache_size = -6144; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL;",
    )?;
    connection.execute_batch(&format!("PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}"))
}

/// Checks that the file is ours, or makes it so. Returns the epoch and the number of commits.
fn own(
    path: &Path,
    connection: &Connection,
    options: &OpenOptions,
    counted: u64,
) -> Result<(Epoch, u64), OpenError> {
    let error = |error| refused(path, &error);
    let empty = check_schema(path, connection)?;
    let mode: String =
        connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(error)?;
    if mode != "wal" {
        return Err(OpenError::Failed {
            path: path.into(),
            why: "its file system cannot share memory between programs (no WAL)".into(),
        });
    }
    connection.execute_batch("BEGIN IMMEDIATE").map_err(error)?;
    if empty {
        create(connection, options.scope.as_str()).map_err(error)?;
    }
    let owner: String = meta(connection, "scope").map_err(error)?.unwrap_or_default();
    if owner != options.scope.as_str() {
        let asked = options.scope.as_str().to_owned();
        return Err(OpenError::OtherBot { path: path.into(), owner, asked });
    }
    for collection in &options.collections {
        if !schema::show_collection(connection, &owner, collection).map_err(error)? {
            return Err(OpenError::Collection(collection.clone()));
        }
    }
    prune(connection, forgotten_before(Time::now()), 1000).map_err(error)?;
    let commits = count_commits(path, connection, counted).map_err(error)?;
    let epoch = connection
        .query_row("SELECT epoch FROM epochs WHERE shard = 0", [], |row| row.get(0))
        .optional()
        .map_err(error)?;
    connection.execute_batch("COMMIT").map_err(error)?;
    Ok((Epoch(epoch.map_or(0, unsigned)), commits))
}

/// Whether the file is empty. Refuses one that is newer or not ours.
fn check_schema(path: &Path, connection: &Connection) -> Result<bool, OpenError> {
    let pragma = |sql: &str| -> Result<i64, OpenError> {
        connection.query_row(sql, [], |row| row.get(0)).map_err(|error| refused(path, &error))
    };
    if pragma("SELECT count(*) FROM sqlite_schema")? == 0 {
        return Ok(true);
    }
    if pragma("PRAGMA application_id")? != schema::APPLICATION {
        return Err(OpenError::Foreign { path: path.into() });
    }
    let found = pragma("PRAGMA user_version")?;
    if found > schema::VERSION {
        return Err(OpenError::Newer { path: path.into(), found, known: schema::VERSION });
    }
    Ok(false)
}

fn create(connection: &Connection, scope: &str) -> rusqlite::Result<()> {
    connection.execute_batch(schema::TABLES)?;
    connection.execute_batch(&format!(
        "PRAGMA application_id = {}; PRAGMA user_version = {}",
        schema::APPLICATION,
        schema::VERSION
    ))?;
    set_meta(connection, "scope", scope)?;
    set_meta(connection, "commits", 0)
}

/// The number of the last commit. If the counter beside the file knows a later one, the commits
/// between are lost; numbers go on after them, so that no version is ever given twice.
fn count_commits(path: &Path, connection: &Connection, counted: u64) -> rusqlite::Result<u64> {
    let commits = unsigned(meta(connection, "commits")?.unwrap_or(0));
    let Some(lost) = counted.checked_sub(commits).filter(|lost| *lost > 0) else {
        return Ok(commits);
    };
    tracing::error!(
        file = %path.display(),
        lost,
        "the end of the store is missing: {lost} commits that were safe are not in the file; \
         it was replaced by an older copy, or its disk does not keep what it was told to"
    );
    let before = meta(connection, "lost_commits")?.unwrap_or(0);
    set_meta(connection, "lost_commits", number(lost).saturating_add(before))?;
    set_meta(connection, "commits", number(counted))?;
    Ok(counted)
}

fn meta<T: rusqlite::types::FromSql>(
    connection: &Connection,
    name: &str,
) -> rusqlite::Result<Option<T>> {
    connection
        .query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))
        .optional()
}

fn set_meta(
    connection: &Connection,
    name: &str,
    value: impl rusqlite::ToSql,
) -> rusqlite::Result<()> {
    connection
        .execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", params![name, value])
        .map(drop)
}

/// Lets the WAL grow once to the size it will have, then starts it anew: appending to a file that
/// grows makes every sync slower. One page is written over and over, so the file itself does not grow.
fn grow_wal(path: &Path, connection: &Connection) -> rusqlite::Result<()> {
    let page_size: u64 =
        connection.query_row("PRAGMA page_size", [], |row| row.get(0)).map(unsigned)?;
    let enough = u64::from(CHECKPOINT_PAGES) * page_size;
    if fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > enough) {
        return Ok(());
    }
    connection.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF")?;
    {
        set_meta(connection, "grown", 0)?;
        // SQLite does not write a page that did not change, so something has to.
        let mut touch =
            connection.prepare("UPDATE meta SET value = value + 1 WHERE name = 'grown'")?;
        for _ in 0..CHECKPOINT_PAGES + 100 {
            touch.execute([])?;
        }
    }
    connection.execute_batch(&format!(
        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}"
    ))?;
    // Once all of it is in the file the next write begins at its start. Does not wait for other
    // programs that read at this moment; they only put it off.
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

fn refused(path: &Path, error: &rusqlite::Error) -> OpenError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase { path: path.into() },
        _ => failed(path, error),
    }
}

fn failed(path: &Path, why: &dyn std::fmt::Display) -> OpenError {
    OpenError::Failed { path: path.into(), why: why.to_string() }
}
