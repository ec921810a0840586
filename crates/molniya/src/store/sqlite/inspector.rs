//! Looks through the whole file once after each start, so that damage is told of although nobody asks
//! for what is damaged.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, Row};
use tokio::sync::mpsc;

use super::done::named;
use super::fault::Health;
use super::file::{CHECKED_AT_START, first_fault};
use super::meta::{fact, owner};
use super::reader::Reader;
use super::rows::Checked;
use super::writer::Job;
use crate::store::{Key, Pending, Queue};

/// Rows between two looks at whether the store is being closed.
const PAGE: u16 = 500;

/// Looks at every row, and at the pages if the start did not. Damaged rows are set aside; pages that
/// do not hang together are the end, as no answer of such a file can be trusted.
pub(super) fn run(
    connection: Connection,
    writer: &mpsc::Sender<Job>,
    health: &Health,
    closing: &AtomicBool,
) {
    // It reads every page once.
    let frugal = connection.execute_batch("PRAGMA cache_size = -256");
    let inspector = Inspector { connection: &connection, writer, closing };
    // A fault is remembered by `judge`; whoever writes next is told.
    let _ = health.judge(frugal.and_then(|()| inspector.rows()));
    let large = connection.path().map(Path::new).and_then(|path| path.metadata().ok());
    if large.is_some_and(|file| file.len() > CHECKED_AT_START) {
        let found = health.judge(first_fault(&connection));
        if let Ok(Some(fault)) = found {
            health.fail(&format!("the file is damaged: {fault}"));
        }
    }
}

struct Inspector<'a> {
    connection: &'a Connection,
    writer: &'a mpsc::Sender<Job>,
    closing: &'a AtomicBool,
}

impl Inspector<'_> {
    fn rows(&self) -> rusqlite::Result<()> {
        let queues =
            [Queue::Journal, Queue::Outbox, Queue::DeadLetters, Queue::Timers, Queue::Done];
        for queue in queues {
            // Keys begin at 1, but one that is damaged may be any number; whoever asks for what is pending never sees it.
            let mut after = i64::MIN;
            while let Some(last) = self.page(|reader| reader.pending(queue, after, PAGE.into()))? {
                after = super::rows::number(Pending::cursor(&last).0);
            }
        }
        let all = Key("".into());
        let mut after = None;
        while let Some((last, _)) = self.page(|reader| reader.range(&all, after.as_ref(), PAGE))? {
            after = Some(last);
        }
        self.table("SELECT n, id, at, crc FROM named", named)?;
        self.table("SELECT name, value, crc FROM meta", fact)?;
        self.table("SELECT shard, epoch, owner, crc FROM epochs", owner)
    }

    /// Reads a page, tells of what is damaged in it, and gives its last row.
    fn page<T>(
        &self,
        read: impl FnOnce(&mut Reader<'_>) -> rusqlite::Result<Vec<T>>,
    ) -> rusqlite::Result<Option<T>> {
        if self.closing.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut reader = Reader::new(self.connection, self.writer);
        let last = read(&mut reader)?.pop();
        reader.damaged().for_each(|damaged| self.set_aside(damaged));
        Ok(last)
    }

    fn table<T>(
        &self,
        sql: &str,
        read: fn(&Row<'_>) -> rusqlite::Result<Checked<T>>,
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Err(damaged) = read(row)? {
                self.set_aside(damaged);
            }
        }
        Ok(())
    }

    fn set_aside(&self, damaged: super::rows::Damaged) {
        // Without a writer the store is being closed.
        let _ = self.writer.blocking_send(Job::SetAside(damaged));
    }
}
