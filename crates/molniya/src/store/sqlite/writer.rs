//! The one thread that writes: a group, a transaction, a sync, an answer.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::beside::{CommitCounter, Lock};
use super::done::Pruning;
use super::fault::Health;
use super::group::{self, Applied};
use super::meta::set_epoch;
use super::rows::{Damaged, set_aside};
use crate::failpoint::{self, Failpoint};
use crate::store::memory::Lease;
use crate::store::{EntryState, Epoch, Fault, Op, ProcessId, Settled, Unit, Verdict};

/// What the writer is asked to do.
pub(super) enum Job {
    Apply(Arc<Vec<Unit>>, oneshot::Sender<Result<Vec<Verdict>, Fault>>),
    Lease(ProcessId, Duration, oneshot::Sender<Result<Option<Epoch>, Fault>>),
    SetAside(Damaged),
}

/// How far a commit goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the disk.
    Disk,
    /// To the system, which keeps it when this process dies.
    System,
}

/// Everything the writing thread owns. The connection is closed before the lock is released.
pub(super) struct Writer {
    connection: Connection,
    health: Arc<Health>,
    /// Where the connection's commits go at present.
    reach: Reach,
    epoch: Epoch,
    lease: Lease,
    commits: u64,
    counter: CommitCounter,
    pruning: Pruning,
    _lock: Lock,
}

impl Writer {
    /// A writer on a connection whose commits go to the disk.
    pub(super) fn new(
        connection: Connection,
        health: Arc<Health>,
        (epoch, commits): (Epoch, u64),
        counter: CommitCounter,
        lock: Lock,
    ) -> Writer {
        Writer {
            connection,
            health,
            reach: Reach::Disk,
            epoch,
            lease: Lease::default(),
            commits,
            counter,
            pruning: Pruning::default(),
            _lock: lock,
        }
    }

    /// Works until nobody can ask any more, or the file failed.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(job) = jobs.blocking_recv() {
            // Whoever asked may have gone; then the answer is dropped.
            match job {
                Job::Apply(units, reply) => {
                    let verdicts = self.health.check().and_then(|()| self.apply(&units));
                    let _ = reply.send(verdicts);
                }
                Job::Lease(me, ttl, reply) => {
                    let epoch = self.health.check().and_then(|()| self.lease(me, ttl));
                    let _ = reply.send(epoch);
                }
                Job::SetAside(damaged) => {
                    if self.health.check().is_ok() {
                        let moved = self.transaction(Reach::System, |c| set_aside(c, &damaged));
                        if let Err(fault) = moved {
                            tracing::error!(%fault, "a damaged row could not be set aside");
                        }
                    }
                }
            }
        }
    }

    fn apply(&mut self, units: &[Unit]) -> Result<Vec<Verdict>, Fault> {
        let durable = units.iter().any(|unit| unit.durable);
        let reach = if durable { Reach::Disk } else { Reach::System };
        let (epoch, before, mut pruning) = (self.epoch, self.commits, self.pruning);
        let Applied { verdicts, commits, .. } = self.transaction(reach, |c| {
            let applied = group::apply(c, units, epoch, before)?;
            pruning.added(applied.remembered, c)?;
            Ok(applied)
        })?;
        (self.commits, self.pruning) = (commits, pruning);
        match reach {
            Reach::Disk => failpoint::reach(Failpoint::GroupSynced),
            Reach::System => failpoint::reach(Failpoint::GroupWritten),
        }
        let has = |what: fn(&Op) -> bool| units.iter().flat_map(|unit| &unit.ops).any(what);
        failpoint::reach_if(Failpoint::FloodWaitStored, || has(stores_flood_wait));
        failpoint::reach_if(Failpoint::CountStored, || has(stores_count));
        if durable && commits != before {
            self.counter.write(commits);
            failpoint::reach(Failpoint::CommitsCounted);
        }
        Ok(verdicts)
    }

    fn lease(&mut self, me: ProcessId, ttl: Duration) -> Result<Option<Epoch>, Fault> {
        let Some(epoch) = self.lease.next(&me, self.epoch) else { return Ok(None) };
        if epoch != self.epoch {
            self.transaction(Reach::Disk, |c| set_epoch(c, epoch, &me))?;
            failpoint::reach(Failpoint::EpochTaken);
            self.epoch = epoch;
        }
        self.lease.hold(me, ttl);
        Ok(Some(epoch))
    }

    /// Does all of it or nothing.
    fn transaction<T>(
        &mut self,
        reach: Reach,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Fault> {
        let result = self.begin(reach).and_then(|()| {
            failpoint::reach(Failpoint::TransactionBegun);
            let result = work(&self.connection)?;
            failpoint::reach(Failpoint::TransactionWritten);
            self.connection.prepare_cached("COMMIT")?.execute([])?;
            Ok(result)
        });
        if result.is_err() && !self.connection.is_autocommit() {
            // Where this fails too, the next BEGIN fails, and says so.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.health.judge(result)
    }

    fn begin(&mut self, reach: Reach) -> rusqlite::Result<()> {
        if self.reach != reach {
            self.connection.execute_batch(match reach {
                Reach::Disk => "PRAGMA synchronous = FULL",
                Reach::System => "PRAGMA synchronous = NORMAL",
            })?;
            self.reach = reach;
        }
        self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([]).map(drop)
    }
}

// What only failpoints ask.

fn stores_flood_wait(op: &Op) -> bool {
    matches!(op, Op::Settle(_, Settled::Now(EntryState::Retrying { flood: Some(_), .. }, _)))
        || matches!(op, Op::Put(key, _) if key.0.contains("/flood/"))
}

fn stores_count(op: &Op) -> bool {
    matches!(op, Op::Put(key, _) if key.0.contains("/broadcast/") && key.0.ends_with("/counts"))
}

#[cfg(test)]
mod tests {
    use super::super::file::{self, StoreFile};
    use super::*;
    use crate::store::{Key, Op, OpenOptions, Scope, Shard, UnitId};

    fn writer(folder: &tempfile::TempDir) -> Writer {
        let options = OpenOptions { scope: Scope::new(7.into(), "emulator"), collections: vec![] };
        let StoreFile { writer, epoch, commits, counter, lock, .. } =
            file::open(&folder.path().join("bot.db"), &options).unwrap();
        Writer::new(writer, Arc::default(), (epoch, commits), counter, lock)
    }

    fn unit(update: i64, size: usize) -> Unit {
        Unit {
            id: UnitId::Update(update),
            fence: (Shard(0), Epoch(0)),
            reads: vec![],
            ops: vec![Op::Put(Key("a".into()), "1".repeat(size).into())],
            durable: true,
        }
    }

    fn set_room(writer: &Writer, pages: i64) {
        let set = format!("PRAGMA max_page_count = {pages}");
        writer.connection.query_row(&set, [], |_| Ok(())).unwrap();
    }

    #[test]
    fn a_full_disk_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = writer(&folder);
        let pages = writer.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        set_room(&writer, pages);
        let group = [unit(1, 1), unit(2, 100_000)];
        for _ in 0..2 {
            assert!(matches!(writer.apply(&group), Err(Fault::Unavailable(_))));
        }
        set_room(&writer, pages + 1000);
        let verdicts = writer.apply(&group).unwrap();
        assert!(
            verdicts.iter().all(|verdict| matches!(verdict, Verdict::Applied(_))),
            "{verdicts:?}"
        );
    }

    #[test]
    fn a_failure_is_final() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(&folder);
        writer.connection.execute_batch("ALTER TABLE kv RENAME TO gone").unwrap();
        let (jobs, jobs_in) = mpsc::channel(4);
        let ask = |units| {
            let (reply, answer) = oneshot::channel();
            jobs.try_send(Job::Apply(Arc::new(units), reply)).unwrap_or_else(|_| panic!("no room"));
            answer
        };
        let harmless = || vec![Unit { ops: vec![], ..unit(1, 1) }];
        let answers = [ask(harmless()), ask(vec![unit(2, 1)]), ask(harmless())];
        drop(jobs);
        writer.run(jobs_in);
        let [before, broken, after] = answers.map(|answer| answer.blocking_recv().unwrap());
        assert!(before.is_ok());
        assert!(matches!(broken, Err(Fault::Fatal(_))));
        assert!(matches!(after, Err(Fault::Fatal(_))));
    }
}
