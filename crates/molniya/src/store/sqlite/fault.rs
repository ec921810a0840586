//! What an error of SQLite means for whoever keeps state in it.

use std::sync::OnceLock;

use rusqlite::ErrorCode;

use crate::store::Fault;

/// Whether the file can still be trusted. Once it cannot, it never can again.
#[derive(Debug, Default)]
pub(super) struct Health {
    failed: OnceLock<String>,
}

impl Health {
    /// The fatal fault, if there was one.
    pub(super) fn check(&self) -> Result<(), Fault> {
        self.failed.get().map_or(Ok(()), |why| Err(Fault::Fatal(why.clone())))
    }

    /// Notes that the file can no longer be trusted.
    pub(super) fn fail(&self, why: &str) {
        tracing::error!(%why, "the store failed; nothing is acknowledged any more");
        self.failed.get_or_init(|| why.to_owned());
    }

    /// Turns an error into a fault, and remembers a fatal one.
    pub(super) fn judge<T>(&self, result: rusqlite::Result<T>) -> Result<T, Fault> {
        result.map_err(|error| match fault(&error) {
            Fault::Fatal(why) => {
                tracing::error!(%why, "the store failed; nothing is acknowledged any more");
                Fault::Fatal(self.failed.get_or_init(|| why).clone())
            }
            unavailable => unavailable,
        })
    }
}

/// Another program that holds the file and a full disk pass; SQLite has rolled back by then, and
/// applying the group again is harmless. After anything else it is not known what the file holds:
/// a failed sync above all, because the kernel forgets the pages it could not write and reports
/// success the next time.
fn fault(error: &rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        _ if !passes(error) => Fault::Fatal(error.to_string()),
        Some(ErrorCode::DiskFull) => Fault::Unavailable(format!("no room on the disk: {error}")),
        _ => Fault::Unavailable(format!("another program holds the file: {error}")),
    }
}

/// Whether what failed may go well the next time, and has done no harm.
pub(super) fn passes(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull))
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn failure(code: i32) -> rusqlite::Result<()> {
        Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
    }

    #[test]
    fn a_busy_file_and_a_full_disk_pass() {
        let health = Health::default();
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_LOCKED, ffi::SQLITE_FULL] {
            assert!(matches!(health.judge(failure(code)), Err(Fault::Unavailable(_))));
        }
        assert!(health.check().is_ok());
    }

    #[test]
    fn a_failed_sync_is_final() {
        for code in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_CORRUPT] {
            let health = Health::default();
            assert!(matches!(health.judge(failure(code)), Err(Fault::Fatal(_))));
            assert!(matches!(health.check(), Err(Fault::Fatal(_))));
        }
    }
}
