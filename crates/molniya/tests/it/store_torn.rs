//! What a disk can do to a file: its end is torn off, or a bit of it flips. Every record that was
//! acknowledged is there, or it is told that it is not; none is served that was never written.
//!
//! `MOLNIYA_WHOLE=1` tries every byte, and every bit of those that hold anything, which takes minutes;
//! without it, a part that `MOLNIYA_SEED` chooses.

use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use molniya::store::{DeadLetter, Op, Queue, Seq, Settled, Shard, Store, Time, Unit, UnitId};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::store_kit::*;

/// Bytes in front of the frames of a WAL, and in front of the page of each
/// (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const PAGE: usize = 4096;
/// With a WAL of this length the store does not make it longer first.
const WAL_LENGTH: u64 = 5 << 20;
/// A store has looked through these few rows long before.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder where a sync costs nothing, if there is one: thousands of files are opened.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.unwrap()
}

/// Whether everything is tried.
fn whole() -> bool {
    std::env::var("MOLNIYA_WHOLE").is_ok_and(|whole| whole == "1")
}

/// The bytes of a range that are tried: all of them, or `few` that depend on the seed.
fn tried(range: Range<usize>, few: usize) -> Vec<usize> {
    if whole() {
        return range.collect();
    }
    let seed = std::env::var("MOLNIYA_SEED").ok();
    let mut state: u64 = seed.map_or(1, |seed| seed.parse().expect("a whole number"));
    eprintln!("MOLNIYA_SEED={state}");
    let mut random = || {
        // The generator of Knuth's MMIX, whose high bits are the good ones.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..few).map(|_| range.start + random() % range.len()).collect()
}

/// What is on the disk after a power cut.
#[derive(Clone)]
struct Left {
    file: Vec<u8>,
    wal: Vec<u8>,
    counter: Vec<u8>,
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

impl Left {
    fn read(path: &Path) -> Left {
        let read = |ending| fs::read(beside(path, ending)).unwrap();
        let (file, mut wal, counter) = (read(""), read("-wal"), read(".commits"));
        let end = commits(&wal).last().map_or(0, |(_, frames)| frames.end);
        wal.truncate(end);
        Left { file, wal, counter }
    }

    /// Puts it into an empty folder, and gives the path of the store.
    fn write(&self, folder: &Path) -> PathBuf {
        let path = folder.join("bot.db");
        fs::write(&path, &self.file).unwrap();
        fs::write(beside(&path, ".commits"), &self.counter).unwrap();
        let mut wal = File::create(beside(&path, "-wal")).unwrap();
        wal.write_all(&self.wal).unwrap();
        wal.set_len(WAL_LENGTH).unwrap();
        path
    }
}

/// The commits in a WAL: where their last frame says how many pages the file has, and their bytes.
fn commits(wal: &[u8]) -> Vec<(usize, Range<usize>)> {
    let salts = &wal[16..24];
    let (mut found, mut start) = (Vec::new(), WAL_HEADER);
    let mut frame = WAL_HEADER;
    while let Some(header) = wal.get(frame..frame + FRAME_HEADER)
        && &header[8..16] == salts
    {
        let end = frame + FRAME_HEADER + PAGE;
        if header[4..8] != [0; 4] {
            found.push((frame + 4, start..end));
            start = end;
        }
        frame = end;
    }
    found
}

fn letter(update: i64) -> Op {
    let (at, reason, raw) = (Time(7), "it panicked".into(), "{}".into());
    Op::DeadLetter(DeadLetter { update, at, reason, raw })
}

/// Groups with something for every table, the last three of them what shall be torn.
fn groups() -> Vec<Vec<Unit>> {
    let lazy = Unit { durable: false, ..plain(vec![Op::Settle(id(1, 0), Settled::Over)]) };
    let named = |name: &str, ops| unit(UnitId::Named(name.into()), ops);
    vec![
        vec![
            update(1, vec![put("a", "1"), Op::Append(outbox_row(1, 2)), Op::Journal(row(9, 1, 1))]),
            update(3, vec![letter(3), Op::Timer(key("t"), Time(5), "1".into())]),
        ],
        vec![named("timer/1", vec![put("b", r#"{"text":"stays"}"#), Op::Append(outbox_row(2, 1))])],
        vec![update(4, vec![put("a", "2"), Op::Journal(row(10, 2, 0))]), lazy],
        vec![named("timer/2", vec![put("c", "3"), letter(4)])],
        vec![update(9, vec![put("a", "4"), Op::Append(outbox_row(3, 3)), Op::Delete(key("c"))])],
    ]
}

/// A store with all groups applied: what is on the disk, and what it answered before the first and
/// after each with the number of commits then.
async fn history(folder: &Path) -> (Left, Vec<(Picture, u64)>) {
    let path = folder.join("bot.db");
    let store = sqlite(&path);
    let lease = molniya::store::ProcessId("a".into());
    let ttl = std::time::Duration::from_secs(600);
    let epoch = store.lease(molniya::store::Shard(0), lease, ttl).await.unwrap().unwrap();
    let mut seen = vec![(picture(&*store).await.unwrap(), 0)];
    let mut units = 0;
    for mut group in groups() {
        group.iter_mut().for_each(|unit| unit.fence.1 = epoch);
        units += group.len() as u64;
        apply(&*store, group).await;
        seen.push((picture(&*store).await.unwrap(), units));
    }
    (Left::read(&path), seen)
}

/// Opens what is left and sees that it is exactly the history up to some commit, and that the
/// commits after it are known to be missing.
async fn is_the_history_until(
    left: &Left,
    (expected, units): &(Picture, u64),
    all: u64,
    what: &str,
) {
    let folder = folder();
    let path = left.write(folder.path());
    let store = sqlite(&path);
    assert_eq!(picture(&*store).await.unwrap(), *expected, "{what}");
    drop(store);
    let file = Connection::open(&path).unwrap();
    let lost = "SELECT coalesce((SELECT value FROM meta WHERE name = 'lost_commits'), 0)";
    let lost: i64 = file.query_row(lost, [], |row| row.get(0)).unwrap();
    assert_eq!(lost as u64, all - units, "{what}");
}

#[tokio::test]
async fn a_tail_torn_at_any_byte_leaves_what_was_before_it_and_the_gap_is_told() {
    let folder = folder();
    let (left, seen) = history(folder.path()).await;
    let all = seen.last().unwrap().1;
    // The commits of the groups, from the back; before them there are those of the opening.
    let commits: Vec<Range<usize>> = commits(&left.wal).into_iter().map(|(_, at)| at).collect();
    let last_three = &commits[commits.len() - 3..];
    let mut cuts = tried(last_three[0].start..last_three[2].end, 300);
    cuts.extend(last_three.iter().flat_map(|commit| {
        [commit.start, commit.start + 1, commit.start + FRAME_HEADER, commit.end - 1, commit.end]
    }));
    for cut in cuts {
        let whole = last_three.iter().filter(|commit| commit.end <= cut).count();
        let expected = &seen[seen.len() - 4 + whole];
        let mut torn = left.clone();
        torn.wal.truncate(cut);
        is_the_history_until(&torn, expected, all, &format!("torn at byte {cut}")).await;
    }
}

#[tokio::test]
async fn a_bit_flipped_in_the_tail_is_like_a_torn_tail() {
    let folder = folder();
    let (left, seen) = history(folder.path()).await;
    let all = seen.last().unwrap().1;
    let commits: Vec<Range<usize>> = commits(&left.wal).into_iter().map(|(_, at)| at).collect();
    let last_three = &commits[commits.len() - 3..];
    for byte in tried(last_three[0].start..last_three[2].end, 300) {
        let whole = last_three.iter().filter(|commit| commit.end <= byte).count();
        let expected = &seen[seen.len() - 4 + whole];
        let mut flipped = left.clone();
        flipped.wal[byte] ^= 1 << (byte % 8);
        is_the_history_until(&flipped, expected, all, &format!("flipped in byte {byte}")).await;
    }
}

/// Whether everything in the second is in the first.
fn has_all<T: PartialEq>(all: &[T], some: &[T]) -> bool {
    some.iter().all(|row| all.contains(row))
}

/// Opens a file with a flipped bit. Whatever is not as it was must be told of.
async fn is_told_of(left: &Left, written: &Picture, what: &str) {
    let folder = folder();
    let path = left.write(folder.path());
    let store = match try_sqlite(&path) {
        Ok(store) => store,
        Err(refusal) => {
            assert!(!refusal.to_string().contains('\n'), "{what}: {refusal}");
            return;
        }
    };
    // A fault ends the bot with one line.
    let Ok(served) = picture(&*store).await else { return };
    assert!(has_all(&written.values, &served.values), "{what}: {served:?}");
    for (queue, written) in served.queues.iter().zip(&written.queues) {
        assert!(has_all(written, queue), "{what}: {served:?}");
    }
    if served != *written {
        let told = async { while !tells(&*store).await {} };
        let told = tokio::time::timeout(PATIENCE, told).await;
        assert!(told.is_ok(), "{what}: nobody was told: {served:?}");
    }
}

/// Whether the store has told of damage: it looks through the file beside its work.
async fn tells(store: &dyn Store) -> bool {
    tokio::task::yield_now().await;
    match store.pending(Queue::Damaged, Shard(0), Seq(0), 1).await {
        Ok(damaged) => !damaged.is_empty(),
        Err(_) => true,
    }
}

#[tokio::test]
async fn a_bit_flipped_anywhere_in_the_file_is_told_of_and_never_served() {
    let folder = folder();
    let (left, seen) = history(folder.path()).await;
    let written = &seen.last().unwrap().0;
    let path = left.write(folder.path());
    // Closing it brings everything into the file.
    drop(sqlite(&path));
    let left = Left { file: fs::read(&path).unwrap(), wal: vec![], counter: left.counter };
    is_told_of(&left, written, "nothing flipped").await;
    for byte in tried(0..left.file.len(), 1_000) {
        // Where nothing is, most flips change nothing.
        let all = whole() && left.file[byte] != 0;
        for bit in (0..8).filter(|bit| all || *bit == byte % 8) {
            let mut flipped = left.clone();
            flipped.file[byte] ^= 1 << bit;
            is_told_of(&flipped, written, &format!("bit {bit} flipped in byte {byte}")).await;
        }
    }
}
