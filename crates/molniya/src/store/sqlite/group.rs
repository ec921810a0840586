//! Applies the Units of one group inside one transaction.
//!
//! Everything that can refuse a Unit is asked before its first write, so a refused Unit leaves
//! nothing to undo and the group needs no savepoints.

use rusqlite::{Connection, params};

use super::done::Done;
use super::meta::set_meta;
use super::outbox::{self, Over};
use super::rows::{Sum, number, unsigned};
use super::statements::Statements;
use crate::store::{
    DeadLetter, Epoch, Journaled, Key, Op, Settled, Shard, Time, Unit, UnitId, Verdict, Version,
    timer_places,
};

/// What a group did.
pub(super) struct Applied {
    pub(super) verdicts: Vec<Verdict>,
    /// The number of the last commit.
    pub(super) commits: u64,
    /// How many rows of remembered ids were added.
    pub(super) remembered: u32,
}

/// Applies the Units in order. The caller commits, or rolls back if this fails.
pub(super) fn apply(
    connection: &Connection,
    units: &[Unit],
    epoch: Epoch,
    commits: u64,
) -> rusqlite::Result<Applied> {
    let statements = &Statements::new(connection);
    let done = Done::new(statements, Time::now());
    let mut group = Group { statements, epoch, commits, remembered: 0, done };
    let verdicts = units.iter().map(|unit| group.unit(unit)).collect::<Result<Vec<_>, _>>()?;
    let Group { commits: last, mut remembered, done, .. } = group;
    remembered += done.write()?;
    if last != commits {
        set_meta(connection, "commits", number(last))?;
    }
    Ok(Applied { verdicts, commits: last, remembered })
}

struct Group<'s, 'c> {
    statements: &'s Statements<'c>,
    epoch: Epoch,
    commits: u64,
    remembered: u32,
    done: Done<'s, 'c>,
}

impl Group<'_, '_> {
    fn unit(&mut self, unit: &Unit) -> rusqlite::Result<Verdict> {
        if unit.fence != (Shard(0), self.epoch) {
            return Ok(Verdict::Fenced);
        }
        if self.done.knows(&unit.id)? {
            return Ok(Verdict::Already);
        }
        for (key, version) in &unit.reads {
            if self.version(key)? != *version {
                return Ok(Verdict::Conflict(key.clone()));
            }
        }
        self.commits += 1;
        self.remembered += self.done.remember(&unit.id)?;
        if let UnitId::Update(update) = unit.id {
            self.run("DELETE FROM journal WHERE update_id = ?1", params![update])?;
        }
        let mut over = Over::default();
        for op in &unit.ops {
            self.op(op, &mut over)?;
        }
        over.write(self.statements)?;
        Ok(Verdict::Applied(Version(self.commits)))
    }

    fn version(&self, key: &Key) -> rusqlite::Result<Version> {
        let sql = "SELECT version FROM kv WHERE key = ?1";
        let found = self.statements.row(sql, params![&*key.0], |row| row.get(0))?;
        Ok(Version(found.map_or(0, unsigned)))
    }

    fn op(&mut self, op: &Op, over: &mut Over) -> rusqlite::Result<()> {
        match op {
            Op::Put(key, value) => self.put(key, value),
            Op::Delete(key) => self.run("DELETE FROM kv WHERE key = ?1", params![&*key.0]),
            Op::Timer(key, at, value) => self.set_timer(key, *at, value),
            Op::Cancel(key, None) => {
                self.run("DELETE FROM timers WHERE key = ?1", params![&*key.0])
            }
            Op::Cancel(key, Some(at)) => self.run(
                "DELETE FROM timers WHERE key = ?1 AND at = ?2",
                params![&*key.0, number(at.0)],
            ),
            Op::Journal(row) => self.journal(row),
            Op::DeadLetter(letter) => self.dead_letter(letter),
            Op::Revive(row) => self.revive(row),
            Op::DropLetter(update) => {
                self.run("DELETE FROM dead_letters WHERE update_id = ?1", params![update])
            }
            Op::DropDamaged(seq) => {
                self.run("DELETE FROM damaged WHERE rowid = ?1", params![number(seq.0)])
            }
            Op::Append(row) => {
                // In the order they were given: a row that comes later is not over yet.
                over.write(self.statements)?;
                outbox::append(self.statements, row)
            }
            Op::Settle(id, Settled::Over) => {
                over.add(*id);
                Ok(())
            }
            Op::Settle(id, Settled::Now(state, chat)) => {
                outbox::set(self.statements, *id, state, *chat)
            }
        }
    }

    fn put(&self, key: &Key, value: &str) -> rusqlite::Result<()> {
        let version = number(self.commits);
        self.run(
            "INSERT OR REPLACE INTO kv (key, value, version, crc) VALUES (?1, ?2, ?3, ?4)",
            params![&*key.0, value, version, kv_sum(&key.0, value, version)],
        )
    }

    fn set_timer(&self, key: &Key, at: Time, value: &str) -> rusqlite::Result<()> {
        self.run("DELETE FROM timers WHERE key = ?1", params![&*key.0])?;
        let (first, last) = timer_places(at);
        let last: Option<i64> = self
            .statements
            .row(
                "SELECT max(seq) FROM timers WHERE seq BETWEEN ?1 AND ?2",
                params![number(first.0), number(last.0)],
                |row| row.get(0),
            )?
            .flatten();
        let seq = last.map_or(number(first.0), |last| last + 1);
        let at = number(at.0);
        self.run(
            "INSERT INTO timers (seq, key, at, value, crc) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![seq, &*key.0, at, value, timer_sum(seq, &key.0, at, value)],
        )
    }

    fn journal(&self, row: &Journaled) -> rusqlite::Result<()> {
        if self.done.contains(row.update)? {
            return Ok(());
        }
        let (lane, attempt) = (row.lane, i64::from(row.attempt));
        let crc = journal_sum(row.update, [lane.chat, lane.user, lane.topic, attempt], &row.raw);
        self.run(
            "INSERT OR REPLACE INTO journal (update_id, chat, user, topic, attempt, raw, crc) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![row.update, lane.chat, lane.user, lane.topic, attempt, &*row.raw, crc],
        )
    }

    fn revive(&mut self, row: &Journaled) -> rusqlite::Result<()> {
        let sql = "DELETE FROM dead_letters WHERE update_id = ?1";
        let removed = self.statements.run(sql, params![row.update])?;
        if removed == 0 {
            return Ok(());
        }
        self.remembered += self.done.revive(row.update)?;
        self.journal(row)
    }

    fn dead_letter(&self, letter: &DeadLetter) -> rusqlite::Result<()> {
        let at = number(letter.at.0);
        let crc = letter_sum(letter.update, at, &letter.reason, &letter.raw);
        self.run(
            "INSERT OR REPLACE INTO dead_letters (update_id, at, reason, raw, crc) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![letter.update, at, &*letter.reason, &*letter.raw, crc],
        )
    }

    fn run(&self, sql: &'static str, values: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.statements.run(sql, values).map(drop)
    }
}

/// Checksum of a row of `kv`.
pub(super) fn kv_sum(key: &str, value: &str, version: i64) -> i64 {
    Sum::default().text(key).text(value).number(version).column()
}

/// Checksum of a row of `timers`.
pub(super) fn timer_sum(seq: i64, key: &str, at: i64, value: &str) -> i64 {
    Sum::default().number(seq).text(key).number(at).text(value).column()
}

/// Checksum of a row of `journal`; the numbers are chat, user, topic and attempt.
pub(super) fn journal_sum(update: i64, numbers: [i64; 4], raw: &str) -> i64 {
    numbers.into_iter().fold(Sum::default().number(update), Sum::number).text(raw).column()
}

/// Checksum of a row of `dead_letters`.
pub(super) fn letter_sum(update: i64, at: i64, reason: &str, raw: &str) -> i64 {
    Sum::default().number(update).number(at).text(reason).text(raw).column()
}
