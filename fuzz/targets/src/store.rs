//! Store files with damage anywhere.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use molniya::botapi::{ChatId, UserId};
use molniya::store::{
    DeadLetter, Entry, EntryId, EntryState, Epoch, Fault, Journaled, Key, LaneKey, Op, OpenOptions,
    OutboxRow, Pending, ProcessId, Queue, Scope, Seq, Settled, Shard, Store, StoreUrl, Time, Unit,
    UnitId, open,
};
use molniya::{Class, Policy};
use rusqlite::Connection;
use rusqlite::types::Value;
use tokio::runtime::{Builder, Runtime};

/// The file, what SQLite has not put into it yet, and how much was safe.
const ENDINGS: [&str; 3] = ["", "-wal", ".commits"];
/// Bytes of a file that are kept: more than the sample fills, of the write-ahead log too.
const KEPT: u64 = 512 << 10;
/// The log is made this long with nothing, so that opening does not need to let it grow.
const GROWN: u64 = 5 << 20;
/// Changes made to one sample.
const CHANGES: usize = 16;
/// Rows read at once.
const PAGE: u16 = 7;

/// Every column that there is: table, key, column.
const COLUMNS: [(&str, &str, &str); 30] = [
    ("meta", "name", "name"),
    ("meta", "name", "value"),
    ("kv", "key", "key"),
    ("kv", "key", "value"),
    ("kv", "key", "version"),
    ("kv", "key", "crc"),
    ("journal", "update_id", "update_id"),
    ("journal", "update_id", "chat"),
    ("journal", "update_id", "attempt"),
    ("journal", "update_id", "raw"),
    ("journal", "update_id", "crc"),
    ("dead_letters", "update_id", "update_id"),
    ("dead_letters", "update_id", "at"),
    ("dead_letters", "update_id", "reason"),
    ("dead_letters", "update_id", "raw"),
    ("outbox", "seq", "seq"),
    ("outbox", "seq", "open"),
    ("outbox", "seq", "settled"),
    ("outbox", "seq", "entries"),
    ("outbox", "seq", "crc"),
    ("timers", "seq", "seq"),
    ("timers", "seq", "key"),
    ("timers", "seq", "at"),
    ("timers", "seq", "value"),
    ("done", "first", "first"),
    ("done", "first", "last"),
    ("done", "first", "at"),
    ("named", "n", "id"),
    ("epochs", "shard", "epoch"),
    ("epochs", "shard", "owner"),
];

/// A file that was damaged, or rows that were written over, is opened and read without a panic. What is served was
/// stored once, whole. The store takes new values, unless it says that it cannot.
///
/// The first byte chooses the sample and what is done to it; changes follow.
pub fn store(data: &[u8]) {
    let Some((first, mut changes)) = data.split_first() else { return };
    let sample = if first & 1 == 0 { &SAMPLES.killed } else { &SAMPLES.closed };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bot.db");
    let mut files = sample.clone();
    if first & 2 == 0 {
        (0..CHANGES).for_each(|_| damage(&mut files, &mut changes));
        lay(&files, &path);
    } else {
        lay(&files, &path);
        overwrite(&path, changes);
    }
    runtime().block_on(async {
        // What was read once is set aside if it is damaged; then it is read again.
        try_it(&path, 1).await;
        try_it(&path, 2).await;
    });
}

/// The bytes of a file and those beside it.
type Files = [Vec<u8>; 3];

struct Samples {
    /// As a killed process leaves them.
    killed: Files,
    /// As a stopped process leaves them.
    closed: Files,
    /// Everything that could ever be read, and what a target itself writes.
    ever: HashSet<String>,
}

static SAMPLES: LazyLock<Samples> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bot.db");
    runtime().block_on(async {
        let store = open_file(&path).expect("a new file");
        let mut ever = HashSet::new();
        for unit in units() {
            store.apply(Arc::new(vec![unit])).await.expect("a sound store");
            ever.extend(everything(&*store).await.expect("a sound store"));
        }
        let killed = files(&path);
        drop(store);
        Samples { killed, closed: files(&path), ever }
    })
});

fn runtime() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

fn scope() -> Scope {
    Scope::new(UserId(7), "emulator")
}

fn open_file(path: &Path) -> Option<Arc<dyn Store>> {
    let options = OpenOptions { scope: scope(), collections: vec!["orders".into()] };
    // Each reason not to open a file is a line for a person.
    open(&StoreUrl::Sqlite(path.into()), options)
        .map_err(|error| assert!(!error.to_string().is_empty()))
        .ok()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

fn files(path: &Path) -> Files {
    ENDINGS.map(|ending| {
        let mut bytes = Vec::new();
        if let Ok(file) = fs::File::open(beside(path, ending)) {
            file.take(KEPT).read_to_end(&mut bytes).expect("a readable file");
        }
        bytes
    })
}

fn lay(files: &Files, path: &Path) {
    for (bytes, ending) in files.iter().zip(ENDINGS) {
        fs::write(beside(path, ending), bytes).expect("room for a file");
    }
    let wal = fs::File::options().write(true).open(beside(path, "-wal")).expect("it was written");
    wal.set_len(GROWN).expect("room for a hole");
}

/// Takes one change off the input and makes it: a byte written over or flipped, eight bytes written over, an end cut off.
fn damage(files: &mut Files, changes: &mut &[u8]) {
    let Some((change, rest)) = changes.split_at_checked(5) else { return };
    *changes = rest;
    let kind = change[0];
    let bytes = &mut files[usize::from(kind >> 6).min(2)];
    let offset = u32::from_le_bytes([change[1], change[2], change[3], 0]) as usize;
    let Some(offset) = offset.checked_rem(bytes.len()) else { return };
    match kind & 3 {
        0 => bytes[offset] = change[4],
        1 => bytes[offset] ^= 1 << (change[4] & 7),
        2 => bytes.truncate(offset),
        _ => {
            let end = bytes.len().min(offset + 8);
            bytes[offset..end].fill(change[4]);
        }
    }
}

/// Writes over columns of rows, as somebody with another SQLite program could.
fn overwrite(path: &Path, mut changes: &[u8]) {
    let connection = Connection::open(path).expect("a sound file");
    for _ in 0..CHANGES {
        let [column, row, kind, rest @ ..] = changes else { return };
        let (table, key, column) = COLUMNS[usize::from(*column) % COLUMNS.len()];
        let length = usize::from(kind >> 2).min(rest.len());
        let (bytes, rest) = rest.split_at(length);
        changes = rest;
        let mut number = [0; 8];
        let used = length.min(8);
        number[..used].copy_from_slice(&bytes[..used]);
        let (value, cast) = match kind & 3 {
            0 => (Value::Integer(i64::from_le_bytes(number)), "?1"),
            1 => (Value::Blob(bytes.to_vec()), "CAST(?1 AS TEXT)"),
            2 => (Value::Blob(bytes.to_vec()), "?1"),
            _ => (Value::Real(f64::from_le_bytes(number)), "?1"),
        };
        let sql = format!(
            "UPDATE {table} SET {column} = {cast} \
             WHERE {key} = (SELECT {key} FROM {table} LIMIT 1 OFFSET ?2)"
        );
        // What the column cannot hold is refused by SQLite.
        let _ = connection.execute(&sql, (value, row % 4));
    }
}

/// Opens a file, reads all of it, writes a value and reads that.
async fn try_it(path: &Path, attempt: u32) {
    let Some(store) = open_file(path) else { return };
    let Ok(found) = everything(&*store).await.map_err(excused) else { return };
    for row in found {
        assert!(SAMPLES.ever.contains(&row) || is_own(&row), "served, but never stored: {row}");
    }
    let me = ProcessId(format!("target-{attempt}").into());
    let lease = store.lease(Shard(0), me, Duration::ZERO).await;
    let Ok(Some(epoch)) = lease.map_err(excused) else { return };
    let own = scope().record("own", "1");
    let mut unit = plain(vec![Op::Put(own.clone(), attempt.to_string().into())]);
    unit.fence = (Shard(0), epoch);
    if store.apply(Arc::new(vec![unit])).await.map_err(excused).is_ok()
        && let Ok(found) = store.get(vec![own]).await.map_err(excused)
        && let Some(found) = found.into_iter().flatten().next()
    {
        assert_eq!(&*found.value, attempt.to_string());
    }
}

/// Whether this target wrote the row.
fn is_own(row: &str) -> bool {
    row.contains("/record/own/")
}

/// A store may say that it cannot go on, but its threads must live.
fn excused(fault: Fault) {
    assert!(!fault.to_string().contains("thread"), "{fault}");
}

/// Every row that the store serves, as text; of the outbox every call, as some of a row may be over.
async fn everything(store: &dyn Store) -> Result<Vec<String>, Fault> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = store.range(Key(scope().as_str().into()), after, PAGE).await?;
        rows.extend(page.iter().map(|row| format!("{row:?}")));
        after = page.into_iter().next_back().map(|(key, _)| key);
        if after.is_none() {
            break;
        }
    }
    let lane = Queue::Lane(LANE);
    let queues =
        [Queue::Outbox, Queue::Journal, lane, Queue::DeadLetters, Queue::Timers, Queue::Done];
    for queue in queues {
        let mut after = Seq(0);
        loop {
            let page = store.pending(queue, Shard(0), after, PAGE).await?;
            let Some(last) = page.last() else { break };
            // A cursor that stands still would be asked for ever.
            assert!(last.cursor() > after, "{last:?} after {after:?}");
            after = last.cursor();
            for row in page {
                match row {
                    Pending::Outbox(row) => {
                        rows.extend(row.entries.iter().map(|entry| format!("{entry:?}")));
                    }
                    row => rows.push(format!("{row:?}")),
                }
            }
        }
    }
    Ok(rows)
}

const LANE: LaneKey = LaneKey { chat: 5, user: 1, topic: 0 };

/// What is in a sample: some of everything, and some of it changed later.
fn units() -> [Unit; 4] {
    let order = |n: u32| scope().record("orders", &n.to_string());
    let session = scope().session(LANE, "order");
    let put = |key: Key, value: &str| Op::Put(key, value.into());
    let letter = DeadLetter {
        update: 3,
        at: Time(1),
        reason: "it cannot be read".into(),
        raw: r#"{"update_id":3}"#.into(),
    };
    let mut first = vec![put(session.clone(), r#""Product""#), Op::DeadLetter(letter)];
    first.extend((0..20).map(|n| put(order(n), r#"{"product":"tea","quantity":3}"#)));
    first.extend([10, 11, 12].map(journaled));
    first.extend([1, 2].map(|seq| Op::Append(calls(seq, 3))));
    let timer = |n: u64| Op::Timer(scope().meta(&format!("timer/{n}")), Time(n), "1".into());
    first.extend([5, 6].map(timer));
    let settled = |n, settled| Op::Settle(EntryId { seq: Seq(1), n }, settled);
    let second = vec![
        put(session, r#"{"Quantity":{"product":"tea"}}"#),
        settled(0, Settled::Over),
        settled(1, Settled::Now(EntryState::Retrying { at: Time(9), tries: 1, flood: None }, None)),
        Op::Delete(order(3)),
    ];
    let third = vec![settled(2, Settled::Over), put(order(4), &"\"long\"".repeat(800)), timer(5)];
    let last = Unit { id: UnitId::Named("timer/5".into()), ..plain(vec![put(order(5), "1")]) };
    [done(1, first), done(2, second), done(10, third), last]
}

fn plain(ops: Vec<Op>) -> Unit {
    Unit { id: UnitId::Plain, fence: (Shard(0), Epoch(0)), reads: Vec::new(), ops, durable: true }
}

fn done(update: i64, ops: Vec<Op>) -> Unit {
    Unit { id: UnitId::Update(update), ..plain(ops) }
}

fn journaled(update: i64) -> Op {
    let raw = format!(r#"{{"update_id":{update}}}"#).into();
    Op::Journal(Journaled { update, lane: LANE, attempt: 1, raw })
}

fn calls(seq: u64, count: u8) -> OutboxRow {
    let entry = |n| Entry {
        id: EntryId { seq: Seq(seq), n },
        chat: Some(ChatId(5)),
        method: "sendMessage".into(),
        params: r#"{"text":"hi"}"#.into(),
        files: None,
        class: Class::Reply,
        policy: Policy::AtLeastOnce,
        handle: Some("card/1".into()),
        edits: None,
        job: Some("news".into()),
        expires: Some(Time(99)),
        at: Time(98),
        state: EntryState::Claimed(Epoch(0)),
    };
    OutboxRow { seq: Seq(seq), entries: (0..count).map(entry).collect() }
}
