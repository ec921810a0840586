//! Random histories: the file gives the same answers as the store in memory, also after reopening.

use std::collections::BTreeSet;
use std::sync::Arc;

use molniya::store::{
    DeadLetter, EntryState, Key, Op, Settled, Store, Time, Unit, UnitId, Verdict, Version,
};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::store_kit::*;

/// One step of a history.
#[derive(Debug, Clone)]
enum Step {
    Apply(Vec<Draft>),
    /// The same group once more.
    Again,
    /// The store is closed and opened.
    Reopen,
    /// The process is killed; another goes on with what it left.
    Kill,
}

/// A Unit before its reads are known.
#[derive(Debug, Clone)]
struct Draft {
    id: UnitId,
    ops: Vec<Op>,
    /// Keys it read: as they are now, or as they were never.
    reads: Vec<(Key, bool)>,
    durable: bool,
}

fn names() -> impl Strategy<Value = Key> {
    (0..4u8).prop_map(|n| key(&format!("k{n}")))
}

fn entry_ids() -> impl Strategy<Value = (u64, u8)> {
    (1..6u64, 0..3u8)
}

fn ops() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (names(), 0..9u8).prop_map(|(key, n)| Op::Put(key, n.to_string().into())),
        2 => names().prop_map(Op::Delete),
        1 => (names(), 0..4u64).prop_map(|(key, at)| Op::Timer(key, Time(at), "1".into())),
        1 => (names(), prop::option::of(0..4u64)).prop_map(|(key, at)| Op::Cancel(key, at.map(Time))),
        2 => (1..20i64, 0..3i64, 0..3u32).prop_map(|(id, chat, n)| Op::Journal(row(id, chat, n))),
        1 => (1..20i64).prop_map(|update| Op::DeadLetter(DeadLetter {
            update, at: Time(1), reason: "no".into(), raw: "{}".into(),
        })),
        2 => (1..6u64, 0..4u8).prop_map(|(seq, n)| Op::Append(outbox_row(seq, n))),
        3 => entry_ids().prop_map(|(seq, n)| Op::Settle(id(seq, n), Settled::Over)),
        1 => entry_ids().prop_map(|(seq, n)| {
            Op::Settle(id(seq, n), Settled::Now(EntryState::Retrying { at: Time(n.into()), tries: 1, flood: None }, None))
        }),
    ]
}

fn drafts() -> impl Strategy<Value = Draft> {
    let ids = prop_oneof![
        3 => (1..20i64).prop_map(UnitId::Update),
        1 => (0..6u8).prop_map(|n| UnitId::Named(format!("timer/{n}").into())),
        2 => Just(UnitId::Plain),
    ];
    let reads = prop::collection::vec((names(), prop::bool::weighted(0.9)), 0..3);
    (ids, prop::collection::vec(ops(), 0..5), reads, any::<bool>())
        .prop_map(|(id, ops, reads, durable)| Draft { id, ops, reads, durable })
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => prop::collection::vec(drafts(), 0..5).prop_map(Step::Apply),
        1 => Just(Step::Again),
        1 => Just(Step::Reopen),
        1 => Just(Step::Kill),
    ]
}

/// Fills in the versions a Unit read. They are the same in both stores.
async fn finish(store: &dyn Store, draft: Draft) -> Unit {
    let mut finished = Unit { durable: draft.durable, ..unit(draft.id, draft.ops) };
    for (key, now) in draft.reads {
        let found = store.get(vec![key.clone()]).await.unwrap().remove(0);
        let present = found.map_or(Version(0), |found| found.version);
        finished.reads.push((key, if now { present } else { Version(u64::MAX) }));
    }
    finished
}

async fn same_answers(history: Vec<Step>) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let mut path = folder.path().join("bot.db");
    let model = memory();
    let mut store = sqlite(&path);
    let mut last = Arc::new(Vec::new());
    for step in history {
        match step {
            Step::Reopen => {
                drop(store);
                store = sqlite(&path);
            }
            Step::Kill => {
                let left = path.with_file_name("x").join("bot.db");
                copy_as_killed(&path, &left);
                path = left;
                store = sqlite(&path);
            }
            Step::Apply(drafts) => {
                let mut group = Vec::new();
                for draft in drafts {
                    group.push(finish(&*model, draft).await);
                }
                last = Arc::new(group);
                let expected = model.apply(last.clone()).await.unwrap();
                prop_assert_eq!(store.apply(last.clone()).await.unwrap(), expected);
            }
            Step::Again => {
                let expected = model.apply(last.clone()).await.unwrap();
                prop_assert_eq!(store.apply(last.clone()).await.unwrap(), expected);
            }
        }
        prop_assert_eq!(picture(&*store).await.unwrap(), picture(&*model).await.unwrap());
    }
    Ok(())
}

/// Ids that finish in any order, in groups: listed as intervals, each applied once.
async fn like_a_set(store: &dyn Store, groups: Vec<Vec<i64>>) -> Result<(), TestCaseError> {
    let mut model = BTreeSet::new();
    for ids in groups {
        let verdicts = apply(store, ids.iter().map(|id| update(*id, vec![])).collect()).await;
        for (id, verdict) in ids.into_iter().zip(verdicts) {
            prop_assert_eq!(model.insert(id), verdict != Verdict::Already);
        }
        let spans = done(store).await;
        prop_assert!(spans.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "{:?}", spans);
        let listed: BTreeSet<i64> =
            spans.into_iter().flat_map(|(first, last)| first..=last).collect();
        prop_assert_eq!(&listed, &model);
    }
    Ok(())
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

proptest! {
    // Each case opens files: fewer cases, longer histories.
    #![proptest_config(Config { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_file_answers_like_memory(history in prop::collection::vec(steps(), 1..40)) {
        run(same_answers(history))?;
    }

    #[test]
    fn done_ids_behave_like_a_set(
        groups in prop::collection::vec(prop::collection::vec(1..60i64, 0..12), 1..20),
    ) {
        run(like_a_set(&*memory(), groups.clone()))?;
        let folder = tempfile::tempdir().unwrap();
        run(like_a_set(&*sqlite(&folder.path().join("bot.db")), groups))?;
    }
}
