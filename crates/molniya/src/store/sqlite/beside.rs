//! The two small files beside a store file: who owns it, and how much of it was safe.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::store::OpenError;
use crate::store::url::beside;

/// A process that was killed a moment ago may hold the lock this long.
const DYING: Duration = Duration::from_secs(1);
const ASK_AGAIN: Duration = Duration::from_millis(20);

/// The right to write a file, as long as it lives. The system takes it back when the process dies.
///
/// It is a lock on a file of its own, so that SQLite's locks stay as other tools expect them.
pub(super) struct Lock(#[expect(dead_code, reason = "an open file holds the lock")] File);

impl Lock {
    pub(super) fn take(path: &Path) -> Result<Lock, OpenError> {
        let beside = beside(path, ".lock");
        let file = File::options().create(true).truncate(false).write(true).open(&beside);
        let file = file.map_err(|why| OpenError::Folder {
            path: path.parent().unwrap_or(Path::new("")).into(),
            why,
        })?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock(file)),
                Err(TryLockError::WouldBlock) if begun.elapsed() < DYING => {
                    std::thread::sleep(ASK_AGAIN);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(OpenError::Held { path: path.into() });
                }
                Err(TryLockError::Error(why)) => {
                    return Err(OpenError::Failed { path: path.into(), why: why.to_string() });
                }
            }
        }
    }
}

/// The number of the last durable commit, kept beside the file, to notice when the end of the file
/// was lost: by a disk that lies about its syncs, or by an old copy put in its place.
///
/// Written without a sync: after a power cut it may be behind the file, never ahead of it. A line of
/// the number and its checksum; with a wrong one it says nothing, as a wrong number could use up all
/// versions there are.
pub(super) struct CommitCounter(Option<File>);

impl CommitCounter {
    /// The counter and what it says, 0 if there is none.
    pub(super) fn open(path: &Path) -> (CommitCounter, u64) {
        match CommitCounter::read(&beside(path, ".commits")) {
            Ok((file, counted)) => (CommitCounter(Some(file)), counted),
            Err(error) => {
                tracing::warn!(%error, "no commit counter: a lost end of the store would go unnoticed");
                (CommitCounter(None), 0)
            }
        }
    }

    fn read(beside: &Path) -> io::Result<(File, u64)> {
        let file =
            File::options().create(true).truncate(false).read(true).write(true).open(beside)?;
        let mut text = Vec::new();
        // Anything longer is not ours.
        (&file).take(64).read_to_end(&mut text)?;
        let counted = parse(&String::from_utf8_lossy(&text));
        if counted.is_none() && !text.is_empty() {
            tracing::warn!(
                "the commit counter is damaged: a lost end of the store would go unnoticed this time"
            );
            file.set_len(0)?;
        }
        Ok((file, counted.unwrap_or(0)))
    }

    /// Notes a commit.
    pub(super) fn write(&mut self, commits: u64) {
        let Some(file) = &mut self.0 else { return };
        let written =
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(line(commits).as_bytes()));
        if let Err(error) = written {
            tracing::warn!(%error, "the commit counter cannot be written; it is left alone from now on");
            self.0 = None;
        }
    }
}

fn line(commits: u64) -> String {
    format!("{commits:020} {:08x}\n", crc32c::crc32c(&commits.to_le_bytes()))
}

fn parse(text: &str) -> Option<u64> {
    let commits = text.get(..20)?.parse().ok()?;
    (text == line(commits)).then_some(commits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_flipped_bit_makes_another_number() {
        let good = line(4_711);
        assert_eq!(parse(&good), Some(4_711));
        for at in 0..good.len() * 8 {
            let mut bytes = good.clone().into_bytes();
            bytes[at / 8] ^= 1 << (at % 8);
            let read = std::str::from_utf8(&bytes).ok().and_then(parse);
            assert_eq!(read, None, "bit {at}");
        }
        assert_eq!(parse(&line(u64::MAX)), Some(u64::MAX));
    }
}
