//! Opens the store that the settings name.

use std::path::PathBuf;
use std::sync::Arc;

use super::{MemoryStore, Scope, SqliteStore, Store, StoreUrl};

/// What a store is opened for.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The bot at its server. A file belongs to one of them.
    pub scope: Scope,
    /// Collections of records that other tools shall read: each becomes a view of its name with
    /// the columns `id`, `value` (JSON text) and `version`.
    pub collections: Vec<String>,
}

/// Why a store could not be opened: one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process owns the file.
    #[error("another bot uses {}: stop it, or choose another file in STORE_URL", .path.display())]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// The file lies on a network file system, where locks and syncs are not reliable.
    #[error("{} lies on a network file system ({kind}), which can lose it: choose a local disk in STORE_URL", .path.display())]
    Network {
        /// The file.
        path: PathBuf,
        /// The kind of file system.
        kind: String,
    },
    /// The folder cannot be created or written.
    #[error("cannot write into the folder {}: {why}; let this user write there, or choose another place in STORE_URL", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// The file is not an SQLite data base.
    #[error("{} is not an SQLite data base: choose another file in STORE_URL", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is an SQLite data base of another program.
    #[error("{} belongs to another program: choose another file in STORE_URL", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer program.
    #[error("older program on a newer file: {} has schema {found}, this program knows {known}; use the newer program", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema of the file.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The file is damaged: rows could be missing.
    #[error("{} is damaged: {what}; put a copy back, or save what is left with `sqlite3 FILE .recover`", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The file belongs to another bot or server.
    #[error("{} belongs to the bot {owner}, not to {asked}: choose a file of its own in STORE_URL", .path.display())]
    OtherBot {
        /// The file.
        path: PathBuf,
        /// The scope of the file.
        owner: String,
        /// The scope that was asked for.
        asked: String,
    },
    /// A collection cannot be shown under its name.
    #[error(
        "the collection `{0}` cannot have this name: use letters, digits and _ , and no name of the store's own tables"
    )]
    Collection(String),
    /// This kind of store is not built yet.
    #[error("the store {0} is not built yet: use sqlite:PATH")]
    NotBuilt(StoreUrl),
    /// Anything else.
    #[error("cannot open {}: {why}; look at the file and its disk, or choose another file in STORE_URL", .path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        why: String,
    },
}

/// Opens a store. A file and its folder are created if they are missing.
///
/// Blocks for a few milliseconds: call it before the bot serves anybody.
///
/// # Errors
/// See [`OpenError`].
pub fn open(url: &StoreUrl, options: OpenOptions) -> Result<Arc<dyn Store>, OpenError> {
    match url {
        StoreUrl::Memory => Ok(Arc::new(MemoryStore::open())),
        StoreUrl::Sqlite(path) => Ok(Arc::new(SqliteStore::open(path, &options)?)),
        StoreUrl::Redis(_) => Err(OpenError::NotBuilt(url.clone())),
    }
}
