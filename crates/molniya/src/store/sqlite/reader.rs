//! Reads, on a connection and a thread of their own: a page of rows never waits for a sync.

use std::sync::Arc;

use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, params};
use tokio::sync::{mpsc, oneshot};

use super::done::Span;
use super::fault::Health;
use super::group::{journal_sum, kv_sum, letter_sum, timer_sum};
use super::outbox;
use super::rows::{Checked, Damaged, Table, checked, number, text, unsigned};
use super::writer::Job;
use crate::store::{
    DamagedRow, DeadLetter, Fault, Journaled, Key, LaneKey, Pending, Queue, Seq, Time, Timer,
    Version, Versioned,
};

/// What was asked, and where the answer goes.
pub(super) enum Read {
    Get(Vec<Key>, Reply<Vec<Option<Versioned>>>),
    Range { prefix: Key, after: Option<Key>, limit: u16, reply: Reply<Vec<(Key, Versioned)>> },
    Pending { queue: Queue, after: Seq, limit: u16, reply: Reply<Vec<Pending>> },
}

type Reply<T> = oneshot::Sender<Result<T, Fault>>;

/// At most this many questions share one snapshot; more wait for the next.
const BATCH: usize = 64;

/// Answers until nobody can ask any more.
pub(super) fn run(
    connection: Connection,
    mut questions: mpsc::Receiver<Read>,
    writer: mpsc::Sender<Job>,
    health: Arc<Health>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    while questions.blocking_recv_many(&mut batch, BATCH) > 0 {
        // Without a snapshot of their own the questions are still answered one by one.
        let snapshot = batch.len() > 1 && connection.execute_batch("BEGIN").is_ok();
        for question in batch.drain(..) {
            Reader::new(&connection, &writer).answer(question, &health);
        }
        if snapshot && let Err(error) = connection.execute_batch("COMMIT") {
            tracing::warn!(%error, "a snapshot of the store could not be closed");
        }
    }
    // Before the sender, which keeps the writer: SQLite brings the WAL into the file when the last
    // connection is closed, and of two that are closed at the same time neither is the last.
    drop(connection);
}

/// Reads on one connection, and gathers what is damaged.
pub(super) struct Reader<'a> {
    connection: &'a Connection,
    damaged: Vec<Damaged>,
    writer: &'a mpsc::Sender<Job>,
}

impl<'a> Reader<'a> {
    /// A reader that has found nothing damaged yet.
    pub(super) fn new(connection: &'a Connection, writer: &'a mpsc::Sender<Job>) -> Reader<'a> {
        Reader { connection, damaged: Vec::new(), writer }
    }

    /// What was found damaged.
    pub(super) fn damaged(self) -> impl Iterator<Item = Damaged> {
        self.damaged.into_iter()
    }

    fn answer(mut self, question: Read, health: &Health) {
        match question {
            Read::Get(keys, reply) => {
                let found = keys.iter().map(|key| self.get(key)).collect();
                self.reply(health.judge(found), reply);
            }
            Read::Range { prefix, after, limit, reply } => {
                let found = self.range(&prefix, after.as_ref(), limit);
                self.reply(health.judge(found), reply);
            }
            Read::Pending { queue, after, limit, reply } => {
                let found = self.pending(queue, number(after.0), usize::from(limit));
                self.reply(health.judge(found), reply);
            }
        }
    }

    /// Sends the answer, but before it the damaged rows to the writer: whoever sees a key absent and
    /// writes it must find it absent.
    fn reply<T>(self, found: Result<T, Fault>, reply: Reply<T>) {
        for damaged in self.damaged {
            // If the writer has no room the row is found again when it is read again.
            let _ = self.writer.try_send(Job::SetAside(damaged));
        }
        // Whoever asked may have gone; then the answer is dropped.
        let _ = reply.send(found);
    }

    fn get(&mut self, key: &Key) -> rusqlite::Result<Option<Versioned>> {
        let found = self
            .connection
            .prepare_cached("SELECT key, value, version, crc FROM kv WHERE key = ?1")?
            .query_row(params![&*key.0], value)
            .optional()?;
        Ok(found.and_then(|row| self.sound(row)).map(|(_, value)| value))
    }

    pub(super) fn range(
        &mut self,
        prefix: &Key,
        after: Option<&Key>,
        limit: u16,
    ) -> rusqlite::Result<Vec<(Key, Versioned)>> {
        let mut statement = self.connection.prepare_cached(match after {
            Some(after) if after >= prefix => {
                "SELECT key, value, version, crc FROM kv WHERE key > ?1 ORDER BY key"
            }
            _ => "SELECT key, value, version, crc FROM kv WHERE key >= ?1 ORDER BY key",
        })?;
        let begin = after.filter(|after| *after >= prefix).unwrap_or(prefix);
        let mut rows = statement.query(params![&*begin.0])?;
        let mut found = Vec::new();
        while found.len() < usize::from(limit)
            && let Some(row) = rows.next()?
        {
            if !row.get_ref(0)?.as_bytes().is_ok_and(|key| key.starts_with(prefix.0.as_bytes())) {
                break;
            }
            found.extend(self.sound(value(row)?));
        }
        Ok(found)
    }

    pub(super) fn pending(
        &mut self,
        queue: Queue,
        after: i64,
        limit: usize,
    ) -> rusqlite::Result<Vec<Pending>> {
        let sql = match queue {
            Queue::Outbox => {
                "SELECT seq, open, settled, entries, crc FROM outbox WHERE seq > ?1 ORDER BY seq"
            }
            Queue::Journal => {
                "SELECT update_id, chat, user, topic, attempt, raw, crc FROM journal \
                 WHERE update_id > ?1 ORDER BY update_id"
            }
            Queue::Lane(_) => {
                "SELECT update_id, chat, user, topic, attempt, raw, crc FROM journal \
                 WHERE update_id > ?1 AND chat = ?2 AND user = ?3 AND topic = ?4 ORDER BY update_id"
            }
            Queue::DeadLetters => {
                "SELECT update_id, at, reason, raw, crc FROM dead_letters \
                 WHERE update_id > ?1 ORDER BY update_id"
            }
            Queue::Timers => {
                "SELECT seq, key, at, value, crc FROM timers WHERE seq > ?1 ORDER BY seq"
            }
            Queue::Done => "SELECT first, last, at, crc FROM done WHERE first > ?1 ORDER BY first",
            Queue::Damaged => {
                "SELECT rowid, source, id, content, at FROM damaged WHERE rowid > ?1 ORDER BY rowid"
            }
        };
        let statement = self.connection.prepare_cached(sql)?;
        match queue {
            Queue::Outbox => self
                .page(statement, [after], limit, |row| Ok(outbox::read(row)?.map(Pending::Outbox))),
            Queue::Journal => self.page(statement, [after], limit, journaled),
            Queue::Lane(lane) => {
                self.page(statement, [after, lane.chat, lane.user, lane.topic], limit, journaled)
            }
            Queue::DeadLetters => self.page(statement, [after], limit, dead_letter),
            Queue::Timers => self.page(statement, [after], limit, timer),
            Queue::Done => self.page(statement, [after], limit, |row| {
                Ok(Span::read(row)?.map(|span| Pending::Done(span.first, span.last)))
            }),
            Queue::Damaged => self.page(statement, [after], limit, damaged_row),
        }
    }

    /// The first `limit` sound rows.
    fn page(
        &mut self,
        mut statement: CachedStatement<'_>,
        values: impl Params,
        limit: usize,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<Checked<Pending>>,
    ) -> rusqlite::Result<Vec<Pending>> {
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while found.len() < limit
            && let Some(row) = rows.next()?
        {
            found.extend(self.sound(read(row)?));
        }
        Ok(found)
    }

    /// The row, unless it is damaged.
    fn sound<T>(&mut self, row: Checked<T>) -> Option<T> {
        row.map_err(|damaged| self.damaged.push(damaged)).ok()
    }
}

fn value(row: &Row<'_>) -> rusqlite::Result<Checked<(Key, Versioned)>> {
    checked(Table::Kv, row, |row| {
        let (key, value, version) = (text(row, 0)?, text(row, 1)?, row.get(2)?);
        if kv_sum(key, value, version) != row.get::<_, i64>(3)? {
            return Ok(None);
        }
        let version = Version(unsigned(version));
        Ok(Some((Key(key.into()), Versioned { value: value.into(), version })))
    })
}

fn journaled(row: &Row<'_>) -> rusqlite::Result<Checked<Pending>> {
    checked(Table::Journal, row, |row| {
        let update = row.get(0)?;
        let numbers @ [chat, user, topic, attempt] =
            [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        let raw = text(row, 5)?;
        if journal_sum(update, numbers, raw) != row.get::<_, i64>(6)? {
            return Ok(None);
        }
        let lane = LaneKey { chat, user, topic };
        let attempt = u32::try_from(attempt).unwrap_or(u32::MAX);
        Ok(Some(Pending::Journaled(Journaled { update, lane, attempt, raw: raw.into() })))
    })
}

fn dead_letter(row: &Row<'_>) -> rusqlite::Result<Checked<Pending>> {
    checked(Table::DeadLetters, row, |row| {
        let (update, at) = (row.get(0)?, row.get(1)?);
        let (reason, raw) = (text(row, 2)?, text(row, 3)?);
        if letter_sum(update, at, reason, raw) != row.get::<_, i64>(4)? {
            return Ok(None);
        }
        let at = Time(unsigned(at));
        Ok(Some(Pending::DeadLetter(DeadLetter {
            update,
            at,
            reason: reason.into(),
            raw: raw.into(),
        })))
    })
}

/// What cannot be trusted has no checksum: any content is sound here.
fn damaged_row(row: &Row<'_>) -> rusqlite::Result<Checked<Pending>> {
    let shown = |column| -> rusqlite::Result<Box<str>> {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => "".into(),
            ValueRef::Integer(number) => number.to_string().into(),
            ValueRef::Real(number) => number.to_string().into(),
            ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into(),
        })
    };
    Ok(Ok(Pending::Damaged(DamagedRow {
        seq: Seq(unsigned(row.get(0)?)),
        table: shown(1)?,
        key: shown(2)?,
        content: shown(3)?,
        at: Time(unsigned(row.get(4)?)),
    })))
}

fn timer(row: &Row<'_>) -> rusqlite::Result<Checked<Pending>> {
    checked(Table::Timers, row, |row| {
        let (seq, at) = (row.get(0)?, row.get(2)?);
        let (key, value) = (text(row, 1)?, text(row, 3)?);
        if timer_sum(seq, key, at, value) != row.get::<_, i64>(4)? {
            return Ok(None);
        }
        Ok(Some(Pending::Timer(Timer {
            seq: Seq(unsigned(seq)),
            key: Key(key.into()),
            at: Time(unsigned(at)),
            value: value.into(),
        })))
    })
}
