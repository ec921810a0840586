//! What only the store in a file can do wrong: crashes, damage, owners, other tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use molniya::botapi::UserId;
use molniya::store::{
    Epoch, Op, OpenError, OpenOptions, Pending, ProcessId, Queue, Scope, Seq, Settled, Shard,
    StoreUrl, Time, Unit, Version, open,
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::store_kit::*;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").join("bot.db");
    (folder, path)
}

fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

fn one<T: rusqlite::types::FromSql>(path: &Path, sql: &str) -> T {
    raw(path).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Waits until so many damaged rows are told of.
async fn has_damaged(store: &dyn molniya::store::Store, count: usize) {
    let told = async {
        while pending(store, Queue::Damaged).await.len() < count {
            tokio::task::yield_now().await;
        }
    };
    let told = tokio::time::timeout(Duration::from_secs(20), told).await;
    assert!(told.is_ok(), "{:?}", pending(store, Queue::Damaged).await);
}

/// A dead letter of this update.
fn letter(update: i64) -> Op {
    let (at, reason, raw) = (Time(1), "no".into(), r#"{"n":1}"#.into());
    Op::DeadLetter(molniya::store::DeadLetter { update, at, reason, raw })
}

#[tokio::test]
async fn a_killed_process_loses_nothing_it_wrote() {
    let (folder, path) = folder();
    let store = sqlite(&path);
    let me = ProcessId("a".into());
    let epoch = store.lease(Shard(0), me, Duration::from_secs(600)).await.unwrap().unwrap();
    let fence = (Shard(0), epoch);
    let mut written =
        update(1, vec![put("a", "1"), Op::Append(outbox_row(1, 3)), Op::Journal(row(2, 1, 1))]);
    written.fence = fence;
    let version = applied(&*store, written).await;
    let settled = Unit {
        fence,
        durable: false,
        ..plain(vec![Op::Settle(id(1, 1), Settled::Over), Op::Timer(key("t"), Time(3), "1".into())])
    };
    applied(&*store, settled).await;

    let copy = folder.path().join("copy").join("bot.db");
    copy_as_killed(&path, &copy);
    let store = sqlite(&copy);
    assert_eq!(value(&*store, "a").await.as_deref(), Some("1"));
    assert_eq!(crate::store_kit::version(&*store, "a").await, version);
    assert_eq!(updates(&*store, Queue::Journal).await, [(2, 1)]);
    assert_eq!(done(&*store).await, [(1, 1)]);
    assert_eq!(pending(&*store, Queue::Timers).await.len(), 1);
    let mut left = outbox_row(1, 3);
    left.entries.remove(1);
    assert_eq!(pending(&*store, Queue::Outbox).await, [Pending::Outbox(left)]);
    // The lease died with the process, whatever time it had left; its epoch is over.
    let next =
        store.lease(Shard(0), ProcessId("b".into()), Duration::from_secs(600)).await.unwrap();
    assert!(next.unwrap() > epoch);
}

#[tokio::test]
async fn epochs_and_versions_go_on_after_a_restart() {
    let (_folder, path) = folder();
    let lease = async || {
        let store = sqlite(&path);
        let epoch =
            store.lease(Shard(0), ProcessId("a".into()), Duration::ZERO).await.unwrap().unwrap();
        let unit = Unit { fence: (Shard(0), epoch), ..plain(vec![put("a", "1")]) };
        (epoch, applied(&*store, unit).await)
    };
    let (first, second) = (lease().await, lease().await);
    assert!(first.0 > Epoch(0) && second.0 > first.0);
    assert!(second.1 > first.1);
}

#[tokio::test]
async fn a_flipped_bit_is_noticed_and_not_served() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let mut ops = vec![
        put("good", r#""good""#),
        put("bad", r#""fine""#),
        Op::Append(outbox_row(1, 2)),
        Op::Append(outbox_row(2, 2)),
        Op::Append(outbox_row(3, 1)),
        Op::Timer(key("t"), Time(5), "1".into()),
        letter(3),
    ];
    ops.extend([10, 11].map(|id| Op::Journal(row(id, 1, 0))));
    applied(&*store, update(1, ops)).await;
    raw(&path)
        .execute_batch(
            r#"UPDATE kv SET value = '"fjne"' WHERE key LIKE '%/bad';
               UPDATE outbox SET settled = settled | 1 WHERE seq = 1;
               UPDATE outbox SET entries = replace(entries, 'hi', 'ho') WHERE seq = 2;
               UPDATE timers SET at = at + 1;
               UPDATE dead_letters SET raw = replace(raw, '1', '0');
               UPDATE journal SET chat = chat + 16 WHERE update_id = 10;
               UPDATE done SET last = last + 1024;"#,
        )
        .unwrap();

    assert_eq!(value(&*store, "bad").await, None);
    assert_eq!(value(&*store, "good").await.as_deref(), Some(r#""good""#));
    let listed = store.range(scope().record("orders", ""), None, 10).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(pending(&*store, Queue::Outbox).await, [Pending::Outbox(outbox_row(3, 1))]);
    assert_eq!(pending(&*store, Queue::Timers).await, []);
    assert_eq!(pending(&*store, Queue::DeadLetters).await, []);
    assert_eq!(updates(&*store, Queue::Journal).await, [(11, 0)]);
    // The damaged interval would have swallowed this update.
    applied(&*store, update(500, vec![])).await;
    assert_eq!(done(&*store).await, [(500, 500)]);

    // The writer works in order, so once this is applied the rows were moved.
    applied(&*store, plain(vec![put("bad", r#""new""#)])).await;
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM damaged"), 7);
    let kept: String = one(&path, "SELECT content FROM damaged WHERE source = 'kv'");
    assert_eq!(kept, r#""fjne""#);
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM outbox"), 1);
    assert_eq!(value(&*store, "bad").await.as_deref(), Some(r#""new""#));
}

#[tokio::test]
async fn a_damaged_row_without_valid_text_is_set_aside_too() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, plain(vec![put("a", "1"), put("b", "1")])).await;
    raw(&path)
        .execute_batch(
            "UPDATE kv SET value = CAST(x'ff' AS TEXT) WHERE key LIKE '%/a';
             UPDATE kv SET key = CAST(CAST(key AS BLOB) || x'ff' AS TEXT) WHERE key LIKE '%/b';",
        )
        .unwrap();
    assert_eq!(store.range(scope().record("orders", ""), None, 10).await.unwrap(), []);
    applied(&*store, plain(vec![])).await;
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM damaged"), 2);
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM kv"), 0);
}

#[tokio::test]
async fn settling_a_damaged_row_sets_it_aside() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, plain(vec![Op::Append(outbox_row(1, 2))])).await;
    raw(&path).execute_batch("UPDATE outbox SET entries = replace(entries, 'hi', 'ho')").unwrap();
    let now = Settled::Now(molniya::store::EntryState::Unknown, None);
    applied(&*store, plain(vec![Op::Settle(id(1, 0), now), put("a", "1")])).await;
    assert_eq!(value(&*store, "a").await.as_deref(), Some("1"));
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM damaged"), 1);
}

#[tokio::test]
async fn a_lost_tail_is_noticed_once_and_no_version_is_given_twice() {
    let (folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, update(1, vec![put("a", "1")])).await;
    let old = folder.path().join("old").join("bot.db");
    copy_as_killed(&path, &old);
    applied(&*store, update(2, vec![put("a", "2")])).await;
    let last = applied(&*store, update(3, vec![put("a", "3")])).await;
    drop(store);

    fs::copy(path.with_file_name("bot.db.commits"), old.with_file_name("bot.db.commits")).unwrap();
    for _ in 0..2 {
        let store = sqlite(&old);
        assert_eq!(value(&*store, "a").await.as_deref(), Some("1"));
        assert_eq!(one::<i64>(&old, "SELECT value FROM meta WHERE name = 'lost_commits'"), 2);
    }
    assert!(applied(&*sqlite(&old), update(4, vec![])).await > last);
}

#[tokio::test]
async fn writes_without_a_sync_are_not_missed() {
    let (folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, update(1, vec![put("a", "1")])).await;
    let old = folder.path().join("old").join("bot.db");
    copy_as_killed(&path, &old);
    let lazy = Unit { durable: false, ..plain(vec![put("a", "2")]) };
    applied(&*store, lazy).await;
    drop(store);
    fs::copy(path.with_file_name("bot.db.commits"), old.with_file_name("bot.db.commits")).unwrap();
    drop(sqlite(&old));
    assert_eq!(one::<i64>(&old, "SELECT count(*) FROM meta WHERE name = 'lost_commits'"), 0);
}

#[tokio::test]
async fn a_broken_commit_counter_is_no_obstacle() {
    let (_folder, path) = folder();
    drop(sqlite(&path));
    let counter = path.with_file_name("bot.db.commits");
    fs::write(&counter, b"\xff not a number").unwrap();
    let store = sqlite(&path);
    let version = applied(&*store, update(1, vec![])).await;
    drop(store);
    fs::write(&counter, "nonsense").unwrap();
    let store = sqlite(&path);
    assert!(applied(&*store, update(2, vec![])).await > version);
    drop(store);
    let line = fs::read_to_string(&counter).unwrap();
    assert!(line.starts_with(&format!("{:020} ", version.0 + 1)), "{line}");
}

#[tokio::test]
async fn a_file_has_one_owner() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let refused = try_sqlite(&path).map(drop).unwrap_err();
    assert!(matches!(&refused, OpenError::Held { .. }));
    assert!(refused.to_string().contains("bot.db"), "{refused}");
    #[cfg(unix)]
    {
        let other_name = path.with_file_name("link.db");
        std::os::unix::fs::symlink(&path, &other_name).unwrap();
        assert!(matches!(try_sqlite(&other_name), Err(OpenError::Held { .. })));
    }
    drop(store);
    drop(sqlite(&path));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, update(1, vec![put("a", "1")])).await;
    for end in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{end}", path.display()));
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} has mode {mode:o}", file.display());
    }
}

#[tokio::test]
async fn a_newer_file_is_left_alone() {
    let (_folder, path) = folder();
    drop(sqlite(&path));
    raw(&path).execute_batch("PRAGMA user_version = 3").unwrap();
    let refused = try_sqlite(&path).map(drop).unwrap_err();
    assert!(matches!(&refused, OpenError::Newer { found: 3, known: 2, .. }));
    assert!(refused.to_string().starts_with("older program on a newer file: "), "{refused}");
}

#[tokio::test]
async fn a_file_of_another_bot_is_left_alone() {
    let (_folder, path) = folder();
    drop(sqlite(&path));
    let other = OpenOptions { scope: Scope::new(UserId(8), "emulator"), collections: vec![] };
    let refused = open(&StoreUrl::Sqlite(path.clone()), other).map(drop).unwrap_err();
    assert!(matches!(refused, OpenError::OtherBot { .. }));
    drop(sqlite(&path));
}

#[tokio::test]
async fn what_is_no_store_is_refused_in_one_line() {
    let (folder, path) = folder();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a data base, but long enough to be read as one".repeat(100)).unwrap();
    let foreign = folder.path().join("foreign.db");
    raw(&foreign).execute_batch("CREATE TABLE people (name TEXT)").unwrap();
    let below_a_file = text.join("bot.db");
    let refused = [&text, &foreign, &below_a_file, folder.path()]
        .map(|p: &Path| try_sqlite(p).map(drop).unwrap_err());
    assert!(
        matches!(
            &refused,
            [
                OpenError::NotADatabase { .. },
                OpenError::Foreign { .. },
                OpenError::Folder { .. },
                OpenError::Failed { .. }
            ]
        ),
        "{refused:?}"
    );
    for error in refused {
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    assert_eq!(fs::read_to_string(&text).unwrap().len(), 5000);
    let redis = open(&"redis://:secret@db".parse().unwrap(), options()).map(drop).unwrap_err();
    assert!(matches!(redis, OpenError::NotBuilt(_)));
    assert!(!redis.to_string().contains("secret"), "{redis}");
    assert!(!path.exists());
    assert!(!PathBuf::from(format!("{}.lock", folder.path().display())).exists());
}

#[tokio::test]
async fn other_tools_read_a_collection_by_its_name() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let version = applied(&*store, plain(vec![put("17", r#"{"total":5}"#), put("18", "{}")])).await;
    applied(&*store, plain(vec![Op::Put(scope().record("orders2", "x"), "{}".into())])).await;
    let total: i64 = one(&path, "SELECT value ->> '$.total' FROM orders WHERE id = '17'");
    assert_eq!(total, 5);
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM orders"), 2);
    assert_eq!(Version(one::<i64>(&path, "SELECT max(version) FROM orders") as u64), version);
    applied(
        &*store,
        plain(vec![Op::Append(outbox_row(1, 2)), Op::Settle(id(1, 0), Settled::Over)]),
    )
    .await;
    let text: String = one(&path, "SELECT params ->> '$.text' FROM outbox_entries WHERE n = 1");
    assert_eq!(text, "hi");
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM outbox_entries"), 1);
}

#[tokio::test]
async fn a_collection_needs_a_name_that_is_free() {
    let (_folder, path) = folder();
    let with = |name: &str| {
        let options = OpenOptions { scope: scope(), collections: vec![name.into()] };
        open(&StoreUrl::Sqlite(path.clone()), options).map(drop)
    };
    for name in ["kv", "KV", "outbox", "outbox_entries", "a b", "", "1a", "x\"; DROP TABLE kv; --"]
    {
        assert!(matches!(with(name), Err(OpenError::Collection(_))), "{name}");
    }
    with("notes").unwrap();
    with("notes").unwrap();
    assert_eq!(one::<i64>(&path, "SELECT count(*) FROM notes"), 0);
}

#[tokio::test]
async fn a_file_that_another_tool_holds_is_unavailable_not_broken() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let other = raw(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // The writer waits for the tool; the reader does not.
    let write = tokio::spawn({
        let store = store.clone();
        async move { applied(&*store, update(1, vec![put("a", "1")])).await }
    });
    assert_eq!(value(&*store, "a").await, None);
    other.execute_batch("ROLLBACK").unwrap();
    write.await.unwrap();
    assert_eq!(value(&*store, "a").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn the_wal_has_its_size_from_the_start() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let wal = path.with_file_name("bot.db-wal");
    let size = fs::metadata(&wal).unwrap().len();
    assert!(size > 1000 * 4096, "{size}");
    applied(&*store, update(1, vec![put("a", "1")])).await;
    assert_eq!(fs::metadata(&wal).unwrap().len(), size);
    let pages: i64 = one(&path, "PRAGMA page_count");
    assert!(pages < 100, "{pages}");
}

#[tokio::test]
async fn a_store_that_was_closed_is_one_file() {
    for round in 0..30 {
        let (_folder, path) = folder();
        let store = sqlite(&path);
        applied(&*store, update(1, vec![put("a", "1")])).await;
        drop(store);
        // Beside it would lie what a copy of the file alone does not have.
        assert!(!PathBuf::from(format!("{}-wal", path.display())).exists(), "round {round}");
    }
}

#[tokio::test]
async fn a_damaged_row_is_listed_until_a_person_drops_it() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    applied(&*store, plain(vec![put("a", "1"), put("b", "2")])).await;
    raw(&path).execute_batch("UPDATE kv SET value = '9'").unwrap();
    assert_eq!(value(&*store, "a").await, None);
    assert_eq!(value(&*store, "b").await, None);
    // The writer works in order, so once this is applied the rows were moved.
    applied(&*store, plain(vec![])).await;
    let listed = async || -> Vec<(Seq, [Box<str>; 3])> {
        let rows = pending(&*store, Queue::Damaged).await.into_iter();
        rows.map(|row| match row {
            Pending::Damaged(row) => (row.seq, [row.table, row.key, row.content]),
            other => panic!("not a damaged row: {other:?}"),
        })
        .collect()
    };
    let rows = ["a", "b"].map(|name| ["kv".into(), key(name).0, "9".into()]);
    let found = listed().await;
    assert_eq!(found.iter().cloned().map(|(_, row)| row).collect::<Vec<_>>(), rows);
    applied(&*store, plain(vec![Op::DropDamaged(found[0].0)])).await;
    assert_eq!(listed().await, found[1..]);
}

#[tokio::test]
async fn damage_that_nobody_asks_for_is_found_after_the_start() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let named = unit(molniya::store::UnitId::Named("timer".into()), vec![put("a", "1")]);
    applied(&*store, named).await;
    drop(store);
    raw(&path).execute_batch("UPDATE kv SET value = '2'; UPDATE named SET at = at + 1;").unwrap();
    let store = sqlite(&path);
    has_damaged(&*store, 2).await;
    let sources = "SELECT group_concat(source) FROM (SELECT source FROM damaged ORDER BY source)";
    assert_eq!(one::<String>(&path, sources), "kv,named");
}

#[tokio::test]
async fn a_key_that_is_damaged_to_less_than_any_other_is_found_after_the_start() {
    let (_folder, path) = folder();
    let store = sqlite(&path);
    let ops = vec![
        Op::Append(outbox_row(1, 1)),
        Op::Timer(key("t"), Time(5), "1".into()),
        letter(1),
        Op::Journal(row(9, 1, 0)),
    ];
    applied(&*store, update(1, ops)).await;
    drop(store);
    // One bit makes nothing of a one, and another one a negative number.
    raw(&path)
        .execute_batch(
            "UPDATE outbox SET seq = 0; UPDATE timers SET seq = 0; UPDATE done SET first = 0;
             UPDATE dead_letters SET update_id = -1; UPDATE journal SET update_id = -9;",
        )
        .unwrap();
    let store = sqlite(&path);
    has_damaged(&*store, 5).await;
    let left = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM timers) +
        (SELECT count(*) FROM done) + (SELECT count(*) FROM dead_letters) + (SELECT count(*) FROM journal)";
    assert_eq!(one::<i64>(&path, left), 0);
}

#[tokio::test]
async fn a_damaged_epoch_is_not_given_again() {
    let (_folder, path) = folder();
    let lease = async || {
        let store = sqlite(&path);
        store.lease(Shard(0), ProcessId("a".into()), Duration::ZERO).await.unwrap().unwrap()
    };
    let mut last = lease().await;
    for damage in [
        "UPDATE epochs SET epoch = 0",
        "UPDATE meta SET value = 0 WHERE name = 'epoch'",
        "UPDATE meta SET value = 0 WHERE name = 'commits'",
    ] {
        raw(&path).execute_batch(damage).unwrap();
        let next = lease().await;
        assert!(next > last, "{damage}");
        last = next;
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_folder_that_cannot_be_written_is_refused_in_one_line() {
    // Nobody can make files there, whoever runs the test.
    let refused = try_sqlite(Path::new("/proc/self/fdinfo/bot.db")).map(drop).unwrap_err();
    assert!(matches!(&refused, OpenError::Folder { .. }), "{refused}");
    assert!(refused.to_string().starts_with("cannot write into the folder "), "{refused}");
    assert!(!refused.to_string().contains('\n'), "{refused}");
}
