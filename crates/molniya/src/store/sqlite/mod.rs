//! The store in a file: SQLite, one thread that writes and one that reads.
//!
//! `file` opens it, `writer` and `group` change it, `reader` reads it, `inspector` looks through all of
//! it once, `rows` keeps the checksums.

mod beside;
mod done;
mod fault;
mod file;
mod group;
mod inspector;
mod meta;
mod mounts;
mod outbox;
mod reader;
mod rows;
mod schema;
mod statements;
mod writer;

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::*;
use fault::Health;
pub(crate) use file::scope_of;

use file::StoreFile;
use reader::Read;
use writer::{Job, Writer};

/// Groups that may wait for the writer; whoever brings more waits for room.
const JOBS: usize = 64;

/// Questions that may wait for the reader.
const QUESTIONS: usize = 1024;

/// Keeps everything in one SQLite file that other tools can read.
///
/// Beside `PATH` lie `PATH-wal` and `PATH-shm` (SQLite's), `PATH.lock` (who owns it) and
/// `PATH.commits` (how much was safe). Values are JSON text in the table `kv` and in a view per
/// collection.
///
/// Dropping it waits until what was asked is done and the file is closed, with all of the WAL in it.
pub struct SqliteStore {
    // Taken when the store is dropped, so that the threads end.
    channels: Option<Channels>,
    /// Tells the inspector, which nobody asks anything, to end.
    closing: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

struct Channels {
    jobs: mpsc::Sender<Job>,
    questions: mpsc::Sender<Read>,
}

impl SqliteStore {
    /// Opens a file, or creates it. Blocks for a few milliseconds.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(path: &Path, options: &OpenOptions) -> Result<SqliteStore, OpenError> {
        let StoreFile { writer, reader, inspector, epoch, commits, counter, lock } =
            file::open(path, options)?;
        let health = Arc::new(Health::default());
        let (jobs, jobs_in) = mpsc::channel(JOBS);
        let (questions, questions_in) = mpsc::channel(QUESTIONS);
        let mut store = SqliteStore {
            channels: Some(Channels { jobs: jobs.clone(), questions }),
            closing: Arc::default(),
            threads: Vec::new(),
        };
        let failed = |why: io::Error| OpenError::Failed { path: path.into(), why: why.to_string() };
        let writer = Writer::new(writer, health.clone(), (epoch, commits), counter, lock);
        let thread = thread::Builder::new().name("store-writer".into());
        store.threads.push(thread.spawn(move || writer.run(jobs_in)).map_err(failed)?);
        let thread = thread::Builder::new().name("store-reader".into());
        let (asked, told, healthy) = (jobs.clone(), store.closing.clone(), health.clone());
        let reads = move || reader::run(reader, questions_in, asked, health);
        store.threads.push(thread.spawn(reads).map_err(failed)?);
        let thread = thread::Builder::new().name("store-inspector".into());
        let inspects = move || inspector::run(inspector, &jobs, &healthy, &told);
        store.threads.push(thread.spawn(inspects).map_err(failed)?);
        Ok(store)
    }

    async fn write<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, Fault>>) -> Job,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let channels = self.channels.as_ref().ok_or_else(gone)?;
        channels.jobs.send(job(reply)).await.map_err(|_| gone())?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }

    async fn read<T>(
        &self,
        question: impl FnOnce(oneshot::Sender<Result<T, Fault>>) -> Read,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let channels = self.channels.as_ref().ok_or_else(gone)?;
        channels.questions.send(question(reply)).await.map_err(|_| gone())?;
        answer.await.unwrap_or_else(|_| Err(gone()))
    }
}

/// A thread of the store ended although nobody told it to.
fn gone() -> Fault {
    Fault::Fatal("a thread of the store ended".into())
}

impl Store for SqliteStore {
    fn apply(&self, group: Arc<Vec<Unit>>) -> BoxFuture<'_, Result<Vec<Verdict>, Fault>> {
        Box::pin(async move {
            check(&group)?;
            self.write(|reply| Job::Apply(group, reply)).await
        })
    }

    fn get(&self, keys: Vec<Key>) -> BoxFuture<'_, Result<Vec<Option<Versioned>>, Fault>> {
        Box::pin(self.read(|reply| Read::Get(keys, reply)))
    }

    fn range(
        &self,
        prefix: Key,
        after: Option<Key>,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<(Key, Versioned)>, Fault>> {
        Box::pin(self.read(move |reply| Read::Range { prefix, after, limit, reply }))
    }

    fn pending(
        &self,
        queue: Queue,
        shard: Shard,
        after: Seq,
        limit: u16,
    ) -> BoxFuture<'_, Result<Vec<Pending>, Fault>> {
        Box::pin(async move {
            if shard != Shard(0) {
                return Ok(Vec::new());
            }
            self.read(|reply| Read::Pending { queue, after, limit, reply }).await
        })
    }

    fn lease(
        &self,
        shard: Shard,
        me: ProcessId,
        ttl: Duration,
    ) -> BoxFuture<'_, Result<Option<Epoch>, Fault>> {
        Box::pin(async move {
            if shard != Shard(0) {
                return Ok(None);
            }
            self.write(|reply| Job::Lease(me, ttl, reply)).await
        })
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Relaxed);
        drop(self.channels.take());
        // The others, which can write to the writer, end first.
        for thread in self.threads.drain(..).rev() {
            if thread.join().is_err() {
                tracing::error!("a thread of the store panicked");
            }
        }
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").finish_non_exhaustive()
    }
}
