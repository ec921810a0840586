//! Opens a store file: its folder, its owner, its schema, and the size of its WAL.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::beside::{CommitCounter, Lock};
use super::done::prune;
use super::fault::passes;
use super::meta::{self, meta, set_meta};
use super::rows::{number, unsigned};
use super::{mounts, schema};
use crate::failpoint::{self, Failpoint};
use crate::store::url::beside;
use crate::store::{Epoch, OpenError, OpenOptions, Scope, Time};

/// How long a write waits while another program holds the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// The WAL is copied into the file when it has this many pages.
const CHECKPOINT_PAGES: u32 = 1000;

/// A file up to this size is looked through at the start, which takes some 3 ms for each MiB; a larger
/// one while it is in use.
pub(super) const CHECKED_AT_START: u64 = 64 << 20;

/// Prepared statements kept per connection; there are fewer than this.
const STATEMENTS: usize = 64;

/// An open store file.
pub(super) struct StoreFile {
    pub(super) writer: Connection,
    pub(super) reader: Connection,
    pub(super) inspector: Connection,
    pub(super) epoch: Epoch,
    pub(super) commits: u64,
    pub(super) counter: CommitCounter,
    pub(super) lock: Lock,
}

/// Opens a file and makes this process its owner.
pub(super) fn open(path: &Path, options: &OpenOptions) -> Result<StoreFile, OpenError> {
    // Where there is no such table nothing is known, and nothing is refused.
    let mountinfo = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let path = &find(path, &mountinfo)?;
    let lock = Lock::take(path)?;
    let (counter, counted) = CommitCounter::open(path);
    create_private(path)?;
    let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let (epoch, commits) = own(path, &writer, options, counted)?;
    grow_wal(path, &writer).map_err(|error| failed(path, &error))?;
    writer.wal_hook(Some(checkpoint)).map_err(|error| failed(path, &error))?;
    let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let inspector = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    failpoint::reach(Failpoint::FileOpened);
    Ok(StoreFile { writer, reader, inspector, epoch, commits, counter, lock })
}

/// Whose a file is that is there.
pub(crate) fn scope_of(path: &Path) -> Result<Scope, OpenError> {
    let file = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if check_schema(path, &file)? == 0 {
        return Err(OpenError::Foreign { path: path.into() }); // Empty, so nobody's.
    }
    // Not by its checksum, which an older file does not have: it is compared when the file is opened.
    let owner = file.query_row("SELECT value FROM meta WHERE name = 'scope'", [], |row| row.get(0));
    let owner: String = owner.map_err(|error| refused(path, &error))?;
    Ok(Scope::named(&owner))
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
fn find(path: &Path, mountinfo: &str) -> Result<PathBuf, OpenError> {
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
    match mounts::network_kind(mountinfo, &file) {
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
    // 1.5 MiB of page cache per connection: what is asked for often is in the bot's own caches, and what
    // is asked for seldom is in the system's.
    // The WAL is copied by `checkpoint`: SQLite's own way keeps a failed sync to itself.
    connection.execute_batch(
        "PRAGMA cache_size = -1536; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; \
         PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0",
    )
}

/// Copies the WAL into the file when it is long enough. Its failure is the failure of the commit that
/// it follows: a commit behind a sync that failed here could be lost although its own sync went well.
fn checkpoint(wal: &mut Wal, pages: i32) -> rusqlite::Result<()> {
    if u32::try_from(pages).is_ok_and(|pages| pages < CHECKPOINT_PAGES) {
        return Ok(());
    }
    failpoint::reach(Failpoint::CheckpointBegun);
    match wal.checkpoint() {
        // It is tried again with the next commit.
        Err(error) if passes(&error) => Ok(()),
        copied => {
            failpoint::reach(Failpoint::CheckpointDone);
            copied
        }
    }
}

/// Checks that the file is ours, or makes it so. Returns the epoch and the number of commits.
fn own(
    path: &Path,
    connection: &Connection,
    options: &OpenOptions,
    counted: u64,
) -> Result<(Epoch, u64), OpenError> {
    let error = |error| refused(path, &error);
    let found = check_schema(path, connection)?;
    check_pages(path, connection)?;
    let mode: String =
        connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(error)?;
    if mode != "wal" {
        return Err(OpenError::Failed {
            path: path.into(),
            why: "its file system cannot share memory between programs (no WAL)".into(),
        });
    }
    connection.execute_batch("BEGIN IMMEDIATE").map_err(error)?;
    schema::upgrade(connection, found).map_err(error)?;
    failpoint::reach_if(Failpoint::SchemaUpgraded, || found < schema::VERSION);
    if found == 0 {
        set_meta(connection, "scope", options.scope.as_str().to_owned()).map_err(error)?;
        set_meta(connection, "commits", 0).map_err(error)?;
    }
    let Some(owner) = meta::<String>(connection, "scope").map_err(error)? else {
        return Err(damaged(path, "the name of its bot cannot be read"));
    };
    if owner != options.scope.as_str() {
        let asked = options.scope.as_str().to_owned();
        return Err(OpenError::OtherBot { path: path.into(), owner, asked });
    }
    for collection in &options.collections {
        if !schema::show_collection(connection, &owner, collection).map_err(error)? {
            return Err(OpenError::Collection(collection.clone()));
        }
    }
    prune(connection, Time::now(), 1000).map_err(error)?;
    let commits = count_commits(path, connection, counted).map_err(error)?;
    let epoch = meta::epoch(connection).map_err(error)?;
    connection.execute_batch("COMMIT").map_err(error)?;
    Ok((epoch, commits))
}

/// The schema of the file, 0 if it is empty. Refuses one that is newer or not ours.
fn check_schema(path: &Path, connection: &Connection) -> Result<i64, OpenError> {
    let pragma = |sql: &str| -> Result<i64, OpenError> {
        connection.query_row(sql, [], |row| row.get(0)).map_err(|error| refused(path, &error))
    };
    if pragma("SELECT count(*) FROM sqlite_schema")? == 0 {
        return Ok(0);
    }
    if pragma("PRAGMA application_id")? != schema::APPLICATION {
        return Err(OpenError::Foreign { path: path.into() });
    }
    let found = pragma("PRAGMA user_version")?;
    if found > schema::VERSION {
        return Err(OpenError::Newer { path: path.into(), found, known: schema::VERSION });
    }
    if found < 1 {
        return Err(damaged(path, &format!("there is no schema {found}")));
    }
    Ok(found)
}

/// Refuses a file whose pages do not hang together: rows could be missing without a word.
fn check_pages(path: &Path, connection: &Connection) -> Result<(), OpenError> {
    if fs::metadata(path).is_ok_and(|file| file.len() > CHECKED_AT_START) {
        return Ok(());
    }
    match first_fault(connection).map_err(|error| refused(path, &error))? {
        None => Ok(()),
        Some(fault) => Err(damaged(path, &fault)),
    }
}

/// What is wrong with how the pages of the file hang together, one line.
pub(super) fn first_fault(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then(|| found.replace('\n', " ")))
}

/// The number of the last commit. If the counter beside the file knows a later one, the commits
/// between are lost; numbers go on after them, so that no version is ever given twice.
fn count_commits(path: &Path, connection: &Connection, counted: u64) -> rusqlite::Result<u64> {
    let Some(commits) = meta(connection, "commits")?.map(unsigned) else {
        let latest = meta::latest_version(connection)?.max(counted);
        set_meta(connection, "commits", number(latest))?;
        return Ok(latest);
    };
    let Some(lost) = counted.checked_sub(commits).filter(|lost| *lost > 0) else {
        return Ok(commits);
    };
    tracing::error!(
        file = %path.display(),
        lost,
        "the end of the store is missing: {lost} commits that were safe are not in the file; \
         it was replaced by an older copy, or its disk does not keep what it was told to"
    );
    let before: i64 = meta(connection, "lost_commits")?.unwrap_or(0);
    set_meta(connection, "lost_commits", number(lost).saturating_add(before))?;
    set_meta(connection, "commits", number(counted))?;
    Ok(counted)
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
    connection.execute_batch("PRAGMA synchronous = OFF")?;
    for n in 0..CHECKPOINT_PAGES + 100 {
        // SQLite does not write a page that did not change, so something has to.
        set_meta(connection, "grown", i64::from(n))?;
    }
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    // Once all of it is in the file the next write begins at its start. Does not wait for other
    // programs that read at this moment; they only put it off.
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

fn refused(path: &Path, error: &rusqlite::Error) -> OpenError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase { path: path.into() },
        Some(ErrorCode::DatabaseCorrupt) => damaged(path, &error.to_string()),
        _ => failed(path, error),
    }
}

fn damaged(path: &Path, what: &str) -> OpenError {
    OpenError::Damaged { path: path.into(), what: one_line(what) }
}

fn failed(path: &Path, why: &dyn std::fmt::Display) -> OpenError {
    OpenError::Failed { path: path.into(), why: one_line(&why.to_string()) }
}

/// What SQLite says may have parts of the schema in it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn options() -> OpenOptions {
        OpenOptions { scope: Scope::new(7.into(), "emulator"), collections: vec![] }
    }

    #[test]
    fn a_network_file_system_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        let path = place.join("bot.db");
        let table = format!("40 22 0:40 / {} rw - nfs4 server:/export rw", place.display());
        let refused = find(&path, &table).unwrap_err();
        assert!(matches!(&refused, OpenError::Network { kind, .. } if kind == "nfs4"));
        assert!(!path.exists());
        assert_eq!(find(&path, "").unwrap(), path);
    }

    /// A file of the first schema, as the first program left it.
    fn first_schema(path: &Path) {
        let file = Connection::open(path).unwrap();
        file.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        schema::create(&file).unwrap();
        file.execute_batch(
            "PRAGMA user_version = 1;
             INSERT INTO meta VALUES ('scope', '7@emulator'), ('commits', 5);
             INSERT INTO epochs VALUES (0, 3, 'somebody');
             INSERT INTO named VALUES (1, 'timer/1', 9000000000000), (2, 'timer/2', 9000000000000);",
        )
        .unwrap();
    }

    fn copy(from: &Path, to: &Path) {
        for ending in ["", "-wal"] {
            let _ = fs::copy(beside(from, ending), beside(to, ending));
        }
    }

    /// Opens a file as this program does.
    fn opened(path: &Path) -> (Epoch, u64, Vec<String>) {
        let StoreFile { writer, epoch, commits, .. } = open(path, &options()).unwrap();
        let mut names = writer.prepare("SELECT n, id, at, crc FROM named").unwrap();
        let mut rows = names.query([]).unwrap();
        let mut sound = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            super::super::done::named(row).unwrap().unwrap();
            sound.push(row.get(1).unwrap());
        }
        (epoch, commits, sound)
    }

    #[test]
    fn an_upgrade_that_is_killed_at_any_moment_is_made_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
        first_schema(&old);
        copy(&old, &new);
        let mut file = connect(&new, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        // A copy of the files at every step of SQLite's machine, which is what a kill there leaves.
        let moments = Arc::new(AtomicUsize::new(0));
        let (counter, from, to) = (moments.clone(), new.clone(), folder.path().to_owned());
        let watch = move || {
            let moment = counter.fetch_add(1, Ordering::Relaxed);
            copy(&from, &to.join(format!("{moment}.db")));
            false
        };
        file.progress_handler(20, Some(watch)).unwrap();
        // So little room that changed pages go into the WAL before the commit.
        file.execute_batch("PRAGMA cache_size = 1").unwrap();
        own(&new, &file, &options(), 0).unwrap();
        drop(file);
        let moments = moments.load(Ordering::Relaxed);
        assert!(moments > 50, "{moments}");
        let names = || vec!["timer/1".to_owned(), "timer/2".to_owned()];
        for moment in 0..moments {
            let left = folder.path().join(format!("{moment}.db"));
            assert_eq!(opened(&left), (Epoch(3), 5, names()), "killed at moment {moment}");
        }
        assert_eq!(opened(&new), (Epoch(3), 5, names()));
    }

    #[test]
    fn a_checkpoint_that_fails_is_told_to_whoever_commits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bot.db");
        let StoreFile { writer, .. } = open(&path, &options()).unwrap();
        writer.execute_batch("CREATE TABLE t (x); CREATE TABLE u (x)").unwrap();
        let long = 2 * i64::from(CHECKPOINT_PAGES) * 4096;
        let fill = |table, length| {
            let sql = format!("INSERT INTO {table} VALUES (zeroblob({length}))");
            writer.execute(&sql, [])
        };
        for _ in 0..2 {
            fill("t", long).unwrap();
        }
        // The file is cut off, which only the copying notices.
        File::options().write(true).open(&path).unwrap().set_len(0).unwrap();
        let filled = fill("u", long / 2);
        assert!(filled.is_err_and(|error| !passes(&error)));
    }
}
