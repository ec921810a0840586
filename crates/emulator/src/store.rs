//! The file of the demo: the world is read from it at start, changes follow it a moment later.
//!
//! Write-behind: a killed emulator may forget its last moments; a stopped one forgets nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

use crate::changes::{Cell, Rows, Table};
use crate::shared::Shared;

/// Changes are written this often.
const PERIOD: Duration = Duration::from_millis(50);

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Its folder cannot be made or written.
    #[error("cannot write into the folder of {path}: {source}")]
    Folder {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another emulator works on it.
    #[error("another local Telegram uses {path}: stop it, or give this one its own place for data")]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// SQLite refuses it.
    #[error("cannot use the file: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row is not what was written.
    #[error("row {key} of table {table} cannot be read: {source}")]
    Row {
        /// The table.
        table: &'static str,
        /// The key of the row.
        key: String,
        /// Why.
        source: serde_json::Error,
    },
}

/// Whether the file was left in order. Absent in a new file.
const ENDED: &str = "ended";

/// The open file.
#[derive(Debug)]
pub(crate) struct Store {
    file: Connection,
    /// Released with the store, or by the system when the process dies.
    _lock: std::fs::File,
}

impl Store {
    /// Opens the file, and makes it and its folder if need be.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|source| StoreError::Folder { path: path.to_owned(), source })?;
        }
        let lock = lock(path)?;
        let file = Connection::open(path)?;
        file.pragma_update(None, "journal_mode", "WAL")?;
        file.pragma_update(None, "synchronous", "NORMAL")?;
        for table in Table::ALL {
            file.execute_batch(&format!(
                "CREATE TABLE IF NOT EXISTS {} (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
                table.name()
            ))?;
        }
        Ok(Self { file, _lock: lock })
    }

    /// All rows of a table.
    pub(crate) fn rows<T: DeserializeOwned>(
        &self,
        table: Table,
    ) -> Result<Vec<(String, T)>, StoreError> {
        let mut query = self.file.prepare(&format!("SELECT key, value FROM {}", table.name()))?;
        let rows =
            query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut list = Vec::new();
        for row in rows {
            let (key, value) = row?;
            match serde_json::from_str(&value) {
                Ok(value) => list.push((key, value)),
                Err(source) => {
                    return Err(StoreError::Row { table: table.name(), key, source });
                }
            }
        }
        Ok(list)
    }

    /// A row of bytes.
    pub(crate) fn bytes(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let query = format!("SELECT value FROM {} WHERE key = ?1", table.name());
        Ok(self.file.query_row(&query, [key], |row| row.get(0)).optional()?)
    }

    /// One single value.
    pub(crate) fn fact<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StoreError> {
        let rows = self.rows::<serde_json::Value>(Table::Facts)?;
        let Some((key, value)) = rows.into_iter().find(|(name, _)| name == key) else {
            return Ok(None);
        };
        serde_json::from_value(value).map(Some).map_err(|source| StoreError::Row {
            table: Table::Facts.name(),
            key,
            source,
        })
    }

    /// Whether the last emulator on this file ended without writing everything down.
    pub(crate) fn was_cut_off(&self) -> Result<bool, StoreError> {
        Ok(self.fact::<bool>(ENDED)? == Some(false))
    }

    /// Notes whether everything is written down.
    pub(crate) fn set_ended(&mut self, ended: bool) -> rusqlite::Result<()> {
        let row = ((Table::Facts, ENDED.to_owned()), Some(Cell::Json(ended.to_string())));
        self.write(&Rows::from([row]))
    }

    fn write(&mut self, rows: &Rows) -> rusqlite::Result<()> {
        let batch = self.file.transaction()?;
        for ((table, key), value) in rows {
            let name = table.name();
            let value = value.as_ref().map(|cell| match cell {
                Cell::Json(text) => ValueRef::Text(text.as_bytes()),
                Cell::Bytes(bytes) => ValueRef::Blob(bytes),
            });
            match value {
                Some(value) => batch
                    .prepare_cached(&format!("INSERT OR REPLACE INTO {name} VALUES (?1, ?2)"))?
                    .execute(params![key, ToSqlOutput::Borrowed(value)])?,
                None => batch
                    .prepare_cached(&format!("DELETE FROM {name} WHERE key = ?1"))?
                    .execute([key])?,
            };
        }
        batch.commit()
    }
}

/// The right to write the file. It is a lock on a file beside it, as SQLite's own are others'.
fn lock(path: &Path) -> Result<std::fs::File, StoreError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let failed = |source| StoreError::Folder { path: path.to_owned(), source };
    let file = std::fs::File::options().create(true).truncate(false).write(true).open(name);
    let file = file.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Held { path: path.to_owned() }),
        Err(std::fs::TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// The thread that writes changes down.
#[derive(Debug)]
pub(crate) struct Writer {
    stop: mpsc::Sender<()>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Begins to write down what changes in the world.
    pub(crate) fn spawn(mut store: Store, shared: Shared) -> Self {
        let (stop, stopped) = mpsc::channel();
        let runtime = tokio::runtime::Handle::current();
        let thread = std::thread::spawn(move || {
            // The world is as late for this thread as for everybody.
            let _clock = runtime.enter();
            loop {
                let last = !matches!(stopped.recv_timeout(PERIOD), Err(RecvTimeoutError::Timeout));
                let rows = shared.with(|world, _| world.take_changes());
                if !rows.is_empty()
                    && let Err(error) = store.write(&rows)
                {
                    tracing::error!(%error, "cannot write the emulator's file");
                }
                if last {
                    if let Err(error) = store.set_ended(true) {
                        tracing::error!(%error, "cannot write the emulator's file");
                    }
                    return;
                }
            }
        });
        Self { stop, thread }
    }

    /// Writes what is left. Blocks for one transaction.
    pub(crate) fn finish(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the writer of the emulator's file panicked");
        }
    }
}
