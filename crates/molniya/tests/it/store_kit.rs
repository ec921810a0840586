//! What the tests of the stores share: short ways to make Units, and a store of each kind.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use molniya::botapi::{ChatId, ThreadId, UserId};
use molniya::store::{
    Edited, Entry, EntryId, EntryState, Epoch, Fault, Journaled, Key, LaneKey, Op, OpenError,
    OpenOptions, OutboxRow, Pending, Queue, Scope, Seq, Shard, Store, StoreUrl, Time, Unit, UnitId,
    Verdict, Version, Versioned, open,
};
use molniya::{Class, Policy};

pub(crate) fn scope() -> Scope {
    Scope::new(UserId(7), "emulator")
}

pub(crate) fn key(name: &str) -> Key {
    scope().record("orders", name)
}

pub(crate) fn options() -> OpenOptions {
    OpenOptions { scope: scope(), collections: vec!["orders".into()] }
}

pub(crate) fn memory() -> Arc<dyn Store> {
    open(&StoreUrl::Memory, options()).unwrap()
}

pub(crate) fn try_sqlite(path: &Path) -> Result<Arc<dyn Store>, OpenError> {
    open(&StoreUrl::Sqlite(path.into()), options())
}

pub(crate) fn sqlite(path: &Path) -> Arc<dyn Store> {
    try_sqlite(path).unwrap()
}

/// Copies the file and its WAL as they are: what is left when the process is killed.
pub(crate) fn copy_as_killed(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    for ending in ["", "-wal", ".commits"] {
        let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        fs::copy(name(from), name(to)).unwrap();
    }
}

/// A Unit of epoch 0, which is the present one in a store that was never leased.
pub(crate) fn unit(id: UnitId, ops: Vec<Op>) -> Unit {
    Unit { id, fence: (Shard(0), Epoch(0)), reads: Vec::new(), ops, durable: true }
}

pub(crate) fn update(id: i64, ops: Vec<Op>) -> Unit {
    unit(UnitId::Update(id), ops)
}

pub(crate) fn plain(ops: Vec<Op>) -> Unit {
    unit(UnitId::Plain, ops)
}

pub(crate) fn put(name: &str, value: &str) -> Op {
    Op::Put(key(name), value.into())
}

pub(crate) fn row(update: i64, chat: i64, attempt: u32) -> Journaled {
    let lane = LaneKey { chat, user: 1, topic: 0 };
    Journaled { update, lane, attempt, raw: format!(r#"{{"update_id":{update}}}"#).into() }
}

pub(crate) fn entry(seq: u64, n: u8) -> Entry {
    Entry {
        id: EntryId { seq: Seq(seq), n },
        chat: Some(ChatId(5)),
        method: "sendMessage".into(),
        params: r#"{"text":"hi"}"#.into(),
        files: Some(r#"[{"id":"x"}]"#.into()),
        class: Class::Reply,
        policy: Policy::AtLeastOnce,
        handle: Some("card/1".into()),
        edits: Some(Edited::Named(Some(ThreadId(3)))),
        job: Some("news".into()),
        expires: Some(Time(99)),
        at: Time(7),
        state: EntryState::Claimed(Epoch(0)),
    }
}

pub(crate) fn outbox_row(seq: u64, entries: u8) -> OutboxRow {
    OutboxRow { seq: Seq(seq), entries: (0..entries).map(|n| entry(seq, n)).collect() }
}

pub(crate) fn id(seq: u64, n: u8) -> EntryId {
    EntryId { seq: Seq(seq), n }
}

pub(crate) async fn apply(store: &dyn Store, units: Vec<Unit>) -> Vec<Verdict> {
    store.apply(Arc::new(units)).await.unwrap()
}

/// Applies one Unit, which must not be refused.
pub(crate) async fn applied(store: &dyn Store, unit: Unit) -> Version {
    match apply(store, vec![unit]).await.remove(0) {
        Verdict::Applied(version) => version,
        other => panic!("refused: {other:?}"),
    }
}

pub(crate) async fn value(store: &dyn Store, name: &str) -> Option<String> {
    let found = store.get(vec![key(name)]).await.unwrap().remove(0);
    found.map(|found| found.value.into())
}

pub(crate) async fn version(store: &dyn Store, name: &str) -> Version {
    let found = store.get(vec![key(name)]).await.unwrap().remove(0);
    found.map_or(Version(0), |found| found.version)
}

/// All rows of a queue, two at a time.
pub(crate) async fn pending(store: &dyn Store, queue: Queue) -> Vec<Pending> {
    let mut all: Vec<Pending> = Vec::new();
    loop {
        let after = all.last().map_or(Seq(0), Pending::cursor);
        let page = store.pending(queue, Shard(0), after, 2).await.unwrap();
        assert!(page.len() <= 2);
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// The ids of the updates in a queue of journal rows.
pub(crate) async fn updates(store: &dyn Store, queue: Queue) -> Vec<(i64, u32)> {
    let rows = pending(store, queue).await.into_iter().map(|row| match row {
        Pending::Journaled(row) => (row.update, row.attempt),
        other => panic!("not a journal row: {other:?}"),
    });
    rows.collect()
}

/// The intervals of done updates.
pub(crate) async fn done(store: &dyn Store) -> Vec<(i64, i64)> {
    let rows = pending(store, Queue::Done).await.into_iter().map(|row| match row {
        Pending::Done(first, last) => (first, last),
        other => panic!("not an interval: {other:?}"),
    });
    rows.collect()
}

/// Everything a store says about itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picture {
    pub(crate) values: Vec<(Key, Versioned)>,
    /// Outbox, journal, the journal of one lane, dead letters, timers, done ids.
    pub(crate) queues: Vec<Vec<Pending>>,
}

pub(crate) async fn picture(store: &dyn Store) -> Result<Picture, Fault> {
    let lane = Queue::Lane(LaneKey { chat: 1, user: 1, topic: 0 });
    let mut queues = Vec::new();
    for queue in
        [Queue::Outbox, Queue::Journal, lane, Queue::DeadLetters, Queue::Timers, Queue::Done]
    {
        queues.push(store.pending(queue, Shard(0), Seq(0), 1_000).await?);
    }
    let values = store.range(scope().record("orders", ""), None, 1_000).await?;
    Ok(Picture { values, queues })
}
