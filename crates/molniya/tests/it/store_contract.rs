//! One contract for all stores: every case runs on each of them.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use molniya::botapi::ChatId;
use molniya::store::{
    DeadLetter, EntryState, Epoch, FloodScope, Key, LaneKey, Op, Pending, ProcessId, Queue, Seq,
    Settled, Shard, Store, Time, Timer, Unit, UnitId, Verdict, Version,
};

use crate::store_kit::*;

/// Runs each case on a new store of every kind.
macro_rules! contract {
    ($($case:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test]
            async fn $case() {
                super::$case(&*crate::store_kit::memory()).await;
            })+
        }

        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                let folder = tempfile::tempdir().unwrap();
                super::$case(&*crate::store_kit::sqlite(&folder.path().join("bot.db"))).await;
            })+
        }
    };
}

contract! {
    a_unit_is_applied_whole,
    a_refused_unit_changes_nothing_and_disturbs_no_neighbour,
    a_group_applied_again_is_already_applied,
    a_group_whose_answer_nobody_waited_for_may_be_applied_again,
    an_id_twice_in_one_group_counts_once,
    a_unit_sees_what_its_group_wrote_before,
    a_key_written_again_never_looks_unchanged,
    an_absent_key_has_version_zero,
    versions_grow_with_every_unit,
    groups_of_mixed_durability_keep_their_order,
    an_empty_group_is_answered,
    values_are_listed_by_prefix_in_order_and_in_pages,
    a_journal_row_is_replaced_removed_and_ignored_when_done,
    a_lane_is_a_window_over_the_journal,
    done_ids_join_in_any_order,
    dead_letters_are_listed,
    a_dead_letter_is_dropped_for_good,
    a_dead_letter_that_is_revived_is_not_done_any_more,
    what_is_damaged_is_listed,
    outbox_rows_are_listed_in_order,
    entries_settle_in_any_order,
    an_entry_changes_its_state_and_its_chat,
    settling_twice_changes_nothing,
    an_appended_row_is_not_appended_again,
    a_row_that_is_appended_after_it_was_settled_is_there,
    timers_are_listed_by_time_and_replaced_by_key,
    a_cancelled_timer_is_gone,
    a_malformed_outbox_row_is_refused,
    a_lease_is_kept_renewed_and_taken_over,
    an_old_epoch_is_fenced,
    other_shards_are_elsewhere,
}

async fn a_unit_is_applied_whole(store: &dyn Store) {
    let at = applied(
        store,
        update(
            1,
            vec![put("a", "1"), put("b", "2"), Op::Append(outbox_row(1, 1)), Op::Delete(key("a"))],
        ),
    )
    .await;
    assert_eq!(value(store, "a").await, None);
    assert_eq!(value(store, "b").await.as_deref(), Some("2"));
    assert_eq!(version(store, "b").await, at);
    assert_eq!(pending(store, Queue::Outbox).await.len(), 1);
    assert_eq!(done(store).await, [(1, 1)]);
}

async fn a_refused_unit_changes_nothing_and_disturbs_no_neighbour(store: &dyn Store) {
    let mut stale = update(
        2,
        vec![
            put("a", "stale"),
            put("c", "stale"),
            Op::Append(outbox_row(2, 1)),
            Op::Journal(row(9, 1, 0)),
            Op::Timer(key("t"), Time(1), "0".into()),
        ],
    );
    stale.reads = vec![(key("b"), Version(0)), (key("a"), Version(77))];
    let group = vec![update(1, vec![put("a", "1")]), stale, update(3, vec![put("b", "3")])];
    let verdicts = apply(store, group).await;
    assert!(matches!(
        &verdicts[..],
        [Verdict::Applied(_), Verdict::Conflict(at), Verdict::Applied(_)] if *at == key("a")
    ));
    assert_eq!(value(store, "a").await.as_deref(), Some("1"));
    assert_eq!(value(store, "b").await.as_deref(), Some("3"));
    assert_eq!(value(store, "c").await, None);
    for queue in [Queue::Outbox, Queue::Journal, Queue::Timers] {
        assert_eq!(pending(store, queue).await, []);
    }
    assert_eq!(done(store).await, [(1, 1), (3, 3)]);
}

async fn a_group_applied_again_is_already_applied(store: &dyn Store) {
    let named = || UnitId::Named("timer/1".into());
    let group = Arc::new(vec![
        update(1, vec![put("a", "1"), Op::Append(outbox_row(1, 1))]),
        unit(named(), vec![put("b", "1")]),
    ]);
    let first = store.apply(group.clone()).await.unwrap();
    assert!(first.iter().all(|verdict| matches!(verdict, Verdict::Applied(_))));
    applied(store, plain(vec![put("a", "later"), Op::Settle(id(1, 0), Settled::Over)])).await;
    assert_eq!(store.apply(group).await.unwrap(), [Verdict::Already, Verdict::Already]);
    assert_eq!(value(store, "a").await.as_deref(), Some("later"));
    assert_eq!(pending(store, Queue::Outbox).await, []);
}

async fn a_group_whose_answer_nobody_waited_for_may_be_applied_again(store: &dyn Store) {
    for id in 1..20 {
        let group = Arc::new(vec![update(id, vec![put("a", &id.to_string())])]);
        let impatient = store.apply(group.clone()).now_or_never();
        let verdicts = store.apply(group).await.unwrap();
        assert!(matches!(verdicts[..], [Verdict::Applied(_) | Verdict::Already]));
        assert!(impatient.is_none() || verdicts == [Verdict::Already]);
        assert_eq!(value(store, "a").await, Some(id.to_string()));
    }
    assert_eq!(done(store).await, [(1, 19)]);
}

async fn an_id_twice_in_one_group_counts_once(store: &dyn Store) {
    let named = || UnitId::Named("payment/1".into());
    let group = vec![
        update(1, vec![put("a", "first")]),
        update(1, vec![put("a", "second")]),
        unit(named(), vec![put("b", "first")]),
        unit(named(), vec![put("b", "second")]),
    ];
    let verdicts = apply(store, group).await;
    assert!(matches!(
        verdicts[..],
        [Verdict::Applied(_), Verdict::Already, Verdict::Applied(_), Verdict::Already]
    ));
    assert_eq!(value(store, "a").await.as_deref(), Some("first"));
    assert_eq!(value(store, "b").await.as_deref(), Some("first"));
}

async fn a_unit_sees_what_its_group_wrote_before(store: &dyn Store) {
    let before = applied(store, update(1, vec![put("a", "1")])).await;
    let mut stale = update(3, vec![put("a", "3")]);
    stale.reads = vec![(key("a"), before)];
    let group = vec![update(2, vec![put("a", "2")]), stale];
    assert!(matches!(apply(store, group).await[..], [Verdict::Applied(_), Verdict::Conflict(_)]));
    assert_eq!(value(store, "a").await.as_deref(), Some("2"));
}

async fn a_key_written_again_never_looks_unchanged(store: &dyn Store) {
    let seen = applied(store, plain(vec![put("a", "1")])).await;
    applied(store, plain(vec![Op::Delete(key("a"))])).await;
    applied(store, plain(vec![put("a", "1")])).await;
    let mut late = plain(vec![put("a", "late")]);
    late.reads = vec![(key("a"), seen)];
    assert_eq!(apply(store, vec![late]).await, [Verdict::Conflict(key("a"))]);
}

async fn an_absent_key_has_version_zero(store: &dyn Store) {
    let first = |value| {
        let mut unit = plain(vec![put("a", value)]);
        unit.reads = vec![(key("a"), Version(0))];
        unit
    };
    let verdicts = apply(store, vec![first("1"), first("2")]).await;
    assert!(matches!(verdicts[..], [Verdict::Applied(_), Verdict::Conflict(_)]));
    applied(store, plain(vec![Op::Delete(key("a"))])).await;
    applied(store, first("3")).await;
    assert_eq!(value(store, "a").await.as_deref(), Some("3"));
}

async fn versions_grow_with_every_unit(store: &dyn Store) {
    let group = (0..3).map(|n| plain(vec![put("a", &n.to_string())])).collect();
    let versions: Vec<Version> = apply(store, group)
        .await
        .into_iter()
        .map(|verdict| match verdict {
            Verdict::Applied(version) => version,
            other => panic!("refused: {other:?}"),
        })
        .collect();
    assert!(versions[0] > Version(0));
    assert!(versions[0] < versions[1] && versions[1] < versions[2]);
    assert_eq!(version(store, "a").await, versions[2]);
}

async fn groups_of_mixed_durability_keep_their_order(store: &dyn Store) {
    for n in 1..=6 {
        let mut lazy = plain(vec![put("lazy", &n.to_string())]);
        lazy.durable = false;
        let mut group = vec![lazy];
        if n % 2 == 0 {
            group.push(update(n, vec![put("safe", &n.to_string())]));
        }
        let verdicts = apply(store, group).await;
        assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Applied(_))));
        assert_eq!(value(store, "lazy").await, Some(n.to_string()));
    }
    assert_eq!(value(store, "safe").await.as_deref(), Some("6"));
}

async fn an_empty_group_is_answered(store: &dyn Store) {
    assert_eq!(apply(store, vec![]).await, []);
    assert_eq!(store.get(vec![]).await.unwrap(), []);
}

async fn values_are_listed_by_prefix_in_order_and_in_pages(store: &dyn Store) {
    // `orders0` and `orderr~` are the neighbours of the prefix `orders/`.
    let beside = [scope().record("orders0", "x"), scope().record("orderr~", "x")];
    let mut ops: Vec<Op> = beside.map(|key| Op::Put(key, "0".into())).into();
    let names = ["b", "a", "é", "a/1", "z", "a!", "\u{10ffff}"];
    ops.extend(names.map(|name| put(name, "1")));
    applied(store, plain(ops)).await;
    let prefix = scope().record("orders", "");
    let mut sorted: Vec<Key> = names.map(key).into();
    sorted.sort();

    let mut found: Vec<Key> = Vec::new();
    loop {
        let page = store.range(prefix.clone(), found.last().cloned(), 3).await.unwrap();
        assert!(page.len() <= 3);
        if page.is_empty() {
            break;
        }
        found.extend(page.into_iter().map(|(key, _)| key));
    }
    assert_eq!(found, sorted);

    let narrow = store.range(key("a"), None, 10).await.unwrap();
    assert_eq!(
        narrow.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(),
        ["a", "a!", "a/1"].map(key)
    );
    assert_eq!(store.range(prefix.clone(), None, 0).await.unwrap(), []);
    // A cursor before the prefix means from the start.
    let before = store.range(key("b"), Some(key("a")), 10).await.unwrap();
    assert_eq!(before.len(), 1);
}

async fn a_journal_row_is_replaced_removed_and_ignored_when_done(store: &dyn Store) {
    applied(store, plain(vec![Op::Journal(row(5, 1, 0)), Op::Journal(row(3, 1, 0))])).await;
    applied(store, plain(vec![Op::Journal(row(5, 1, 2))])).await;
    assert_eq!(updates(store, Queue::Journal).await, [(3, 0), (5, 2)]);
    applied(store, update(5, vec![])).await;
    assert_eq!(updates(store, Queue::Journal).await, [(3, 0)]);
    applied(store, plain(vec![Op::Journal(row(5, 1, 3))])).await;
    // Also when it was done in the same group.
    apply(store, vec![update(3, vec![]), plain(vec![Op::Journal(row(3, 1, 1))])]).await;
    assert_eq!(updates(store, Queue::Journal).await, []);
}

async fn a_lane_is_a_window_over_the_journal(store: &dyn Store) {
    let rows = [(4, 1), (2, 2), (3, 1), (1, 1), (5, 2), (6, 1)];
    applied(store, plain(rows.map(|(id, chat)| Op::Journal(row(id, chat, 0))).into())).await;
    let lane = |chat| Queue::Lane(LaneKey { chat, user: 1, topic: 0 });
    assert_eq!(updates(store, lane(1)).await, [1, 3, 4, 6].map(|id| (id, 0)));
    assert_eq!(updates(store, lane(2)).await, [2, 5].map(|id| (id, 0)));
    assert_eq!(updates(store, lane(3)).await, []);
    let other_user = Queue::Lane(LaneKey { chat: 1, user: 2, topic: 0 });
    assert_eq!(updates(store, other_user).await, []);
}

async fn done_ids_join_in_any_order(store: &dyn Store) {
    let group = |ids: &[i64]| ids.iter().map(|id| update(*id, vec![])).collect::<Vec<_>>();
    apply(store, group(&[10, 12, 14])).await;
    assert_eq!(done(store).await, [(10, 10), (12, 12), (14, 14)]);
    apply(store, group(&[13])).await;
    assert_eq!(done(store).await, [(10, 10), (12, 14)]);
    apply(store, group(&[16, 11, 15])).await;
    assert_eq!(done(store).await, [(10, 16)]);
    apply(store, group(&[9, 1])).await;
    assert_eq!(done(store).await, [(1, 1), (9, 16)]);
    assert_eq!(apply(store, group(&[13])).await, [Verdict::Already]);
    assert!(matches!(apply(store, group(&[17])).await[..], [Verdict::Applied(_)]));
}

async fn dead_letters_are_listed(store: &dyn Store) {
    let letter =
        DeadLetter { update: 4, at: Time(9), reason: "it panicked".into(), raw: "{}".into() };
    applied(store, plain(vec![Op::Journal(row(4, 1, 3))])).await;
    applied(store, update(4, vec![Op::DeadLetter(letter.clone())])).await;
    assert_eq!(pending(store, Queue::DeadLetters).await, [Pending::DeadLetter(letter)]);
    assert_eq!(updates(store, Queue::Journal).await, []);
}

fn letter(update: i64) -> DeadLetter {
    DeadLetter { update, at: Time(9), reason: "it panicked".into(), raw: "{}".into() }
}

async fn a_dead_letter_is_dropped_for_good(store: &dyn Store) {
    apply(store, [3, 4].map(|id| update(id, vec![Op::DeadLetter(letter(id))])).into()).await;
    applied(store, plain(vec![Op::DropLetter(3), Op::DropLetter(7)])).await;
    assert_eq!(pending(store, Queue::DeadLetters).await, [Pending::DeadLetter(letter(4))]);
    // It stays done, so that it is not handled when it comes again.
    assert_eq!(apply(store, vec![update(3, vec![])]).await, [Verdict::Already]);
    assert_eq!(done(store).await, [(3, 4)]);
}

async fn a_dead_letter_that_is_revived_is_not_done_any_more(store: &dyn Store) {
    let group = (1..=5).map(|id| update(id, vec![Op::DeadLetter(letter(id))]));
    apply(store, group.collect()).await;
    for id in [3, 5, 1] {
        applied(store, plain(vec![Op::Revive(row(id, 1, 0))])).await;
    }
    assert_eq!(done(store).await, [(2, 2), (4, 4)]);
    assert_eq!(updates(store, Queue::Journal).await, [(1, 0), (3, 0), (5, 0)]);
    let left = [2, 4].map(|id| Pending::DeadLetter(letter(id)));
    assert_eq!(pending(store, Queue::DeadLetters).await, left);
    // What is no dead letter is done or under way.
    applied(store, plain(vec![Op::Revive(row(3, 1, 7)), Op::Revive(row(9, 1, 7))])).await;
    assert_eq!(updates(store, Queue::Journal).await, [(1, 0), (3, 0), (5, 0)]);
    applied(store, update(3, vec![put("a", "1")])).await;
    assert_eq!(updates(store, Queue::Journal).await, [(1, 0), (5, 0)]);
    assert_eq!(done(store).await, [(2, 4)]);
    // Set aside and revived in one group.
    let again = vec![update(8, vec![Op::DeadLetter(letter(8)), Op::Revive(row(8, 1, 0))])];
    apply(store, again).await;
    assert_eq!(done(store).await, [(2, 4)]);
    assert_eq!(updates(store, Queue::Journal).await, [(1, 0), (5, 0), (8, 0)]);
}

async fn what_is_damaged_is_listed(store: &dyn Store) {
    assert_eq!(pending(store, Queue::Damaged).await, []);
    applied(store, plain(vec![Op::DropDamaged(Seq(1))])).await;
}

async fn outbox_rows_are_listed_in_order(store: &dyn Store) {
    let far = 3 << 40;
    for seq in [9, far + 1, 2, far, 5] {
        applied(store, plain(vec![Op::Append(outbox_row(seq, 2))])).await;
    }
    let rows = [2, 5, 9, far, far + 1].map(|seq| Pending::Outbox(outbox_row(seq, 2)));
    assert_eq!(pending(store, Queue::Outbox).await, rows);
    applied(store, plain(vec![Op::Append(outbox_row(77, 0))])).await;
    assert_eq!(pending(store, Queue::Outbox).await.len(), 5);
}

async fn entries_settle_in_any_order(store: &dyn Store) {
    let all = u8::try_from(molniya::store::MAX_ENTRIES).unwrap();
    applied(store, update(1, vec![Op::Append(outbox_row(1, all))])).await;
    let mut open: Vec<u8> = (0..all).collect();
    // 23 and 60 have no common divisor, so every entry has its turn.
    let turns = (0..u32::from(all)).map(|step| (step * 23 + 7) % u32::from(all));
    for n in turns.map(|n| u8::try_from(n).unwrap()) {
        applied(store, plain(vec![Op::Settle(id(1, n), Settled::Over)])).await;
        open.retain(|left| *left != n);
        let rows = pending(store, Queue::Outbox).await;
        match &rows[..] {
            [Pending::Outbox(row)] => {
                assert_eq!(row.entries, open.iter().map(|n| entry(1, *n)).collect::<Vec<_>>());
            }
            [] => assert!(open.is_empty()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(pending(store, Queue::Outbox).await, []);
}

async fn an_entry_changes_its_state_and_its_chat(store: &dyn Store) {
    applied(store, update(1, vec![Op::Append(outbox_row(1, 3))])).await;
    let states = [
        EntryState::Retrying { at: Time(50), tries: 2, flood: Some(FloodScope::Chat) },
        EntryState::Unknown,
        EntryState::Dead("chat not found".into()),
        EntryState::Queued { not_before: Time(7) },
        EntryState::Claimed(Epoch(3)),
    ];
    for state in states {
        let now = Settled::Now(state.clone(), None);
        applied(store, plain(vec![Op::Settle(id(1, 1), now)])).await;
        let mut row = outbox_row(1, 3);
        row.entries[1].state = state;
        assert_eq!(pending(store, Queue::Outbox).await, [Pending::Outbox(row)]);
    }
    let moved = Settled::Now(EntryState::Unknown, Some(ChatId(-100)));
    let ops = vec![Op::Settle(id(1, 0), Settled::Over), Op::Settle(id(1, 1), moved)];
    applied(store, plain(ops)).await;
    let mut row = outbox_row(1, 3);
    row.entries[1].state = EntryState::Unknown;
    row.entries[1].chat = Some(ChatId(-100));
    row.entries.remove(0);
    assert_eq!(pending(store, Queue::Outbox).await, [Pending::Outbox(row)]);
    let rest = [1, 2].map(|n| Op::Settle(id(1, n), Settled::Over));
    applied(store, plain(rest.into())).await;
    assert_eq!(pending(store, Queue::Outbox).await, []);
}

async fn settling_twice_changes_nothing(store: &dyn Store) {
    applied(store, update(1, vec![Op::Append(outbox_row(1, 2))])).await;
    for _ in 0..2 {
        let late = Settled::Now(EntryState::Unknown, None);
        let ops = vec![
            Op::Settle(id(1, 0), Settled::Over),
            Op::Settle(id(1, 0), late.clone()),
            Op::Settle(id(1, 9), late.clone()),
            Op::Settle(id(1, 9), Settled::Over),
            Op::Settle(id(8, 0), late),
            Op::Settle(id(8, 0), Settled::Over),
        ];
        applied(store, plain(ops)).await;
        let mut row = outbox_row(1, 2);
        row.entries.remove(0);
        assert_eq!(pending(store, Queue::Outbox).await, [Pending::Outbox(row)]);
    }
}

async fn an_appended_row_is_not_appended_again(store: &dyn Store) {
    applied(store, plain(vec![Op::Append(outbox_row(1, 2))])).await;
    applied(store, plain(vec![Op::Settle(id(1, 0), Settled::Over)])).await;
    applied(store, plain(vec![Op::Append(outbox_row(1, 2))])).await;
    let mut row = outbox_row(1, 2);
    row.entries.remove(0);
    assert_eq!(pending(store, Queue::Outbox).await, [Pending::Outbox(row)]);
}

async fn a_row_that_is_appended_after_it_was_settled_is_there(store: &dyn Store) {
    let over = |n| Op::Settle(id(1, n), Settled::Over);
    let ops = vec![over(0), Op::Append(outbox_row(1, 2)), over(1)];
    applied(store, plain(ops)).await;
    let mut row = outbox_row(1, 2);
    row.entries.remove(1);
    assert_eq!(pending(store, Queue::Outbox).await, [Pending::Outbox(row)]);
}

async fn timers(store: &dyn Store) -> Vec<(Key, Time, String)> {
    let rows = pending(store, Queue::Timers).await.into_iter().map(|row| match row {
        Pending::Timer(Timer { key, at, value, .. }) => (key, at, value.into()),
        other => panic!("not a timer: {other:?}"),
    });
    rows.collect()
}

fn timer(name: &str, at: u64, value: &str) -> Op {
    Op::Timer(key(name), Time(at), value.into())
}

async fn timers_are_listed_by_time_and_replaced_by_key(store: &dyn Store) {
    // More of one time than fit into a page: none may be skipped.
    let ops = ["c", "a", "d", "b", "e"].map(|name| timer(name, 500, "1"));
    applied(store, plain(ops.into())).await;
    applied(store, plain(vec![timer("last", u64::MAX, "1"), timer("first", 0, "1")])).await;
    applied(store, plain(vec![timer("d", 400, "2")])).await;
    let expected = [("first", 0), ("d", 400), ("c", 500), ("a", 500), ("b", 500), ("e", 500)];
    let found = timers(store).await;
    let names: Vec<_> = found.iter().map(|(key, at, _)| (key.clone(), *at)).collect();
    assert_eq!(names[..6], expected.map(|(name, at)| (key(name), Time(at))));
    assert_eq!(names[6].0, key("last"));
    assert_eq!(found[1].2, "2");
}

async fn a_cancelled_timer_is_gone(store: &dyn Store) {
    applied(store, plain(vec![timer("a", 5, "1"), timer("b", 6, "1"), timer("c", 7, "1")])).await;
    let ops = vec![
        Op::Cancel(key("a"), None),
        Op::Cancel(key("b"), Some(Time(5))),
        Op::Cancel(key("c"), Some(Time(7))),
        Op::Cancel(key("d"), None),
    ];
    applied(store, plain(ops)).await;
    assert_eq!(timers(store).await, [(key("b"), Time(6), "1".to_owned())]);
    // Timers and values have their own keys.
    applied(store, plain(vec![put("b", "1"), Op::Delete(key("b"))])).await;
    assert_eq!(timers(store).await.len(), 1);
}

async fn a_malformed_outbox_row_is_refused(store: &dyn Store) {
    let mut strange = outbox_row(1, 2);
    strange.entries[0].id.seq = Seq(2);
    let mut too_far = outbox_row(1, 1);
    too_far.entries[0].id.n = 60;
    let mut twice = outbox_row(1, 2);
    twice.entries[1].id.n = 0;
    for row in [strange, too_far, twice, outbox_row(0, 1)] {
        let group = Arc::new(vec![update(1, vec![put("a", "1"), Op::Append(row)])]);
        assert!(store.apply(group).await.is_err());
    }
    assert_eq!(value(store, "a").await, None);
}

fn process(name: &str) -> ProcessId {
    ProcessId(name.into())
}

async fn a_lease_is_kept_renewed_and_taken_over(store: &dyn Store) {
    let (long, over) = (Duration::from_secs(600), Duration::ZERO);
    let ask = async |name, ttl| store.lease(Shard(0), process(name), ttl).await.unwrap();
    let first = ask("a", long).await.unwrap();
    assert!(first > Epoch(0));
    assert_eq!(ask("b", long).await, None);
    assert_eq!(ask("a", over).await, Some(first));
    assert_eq!(ask("a", over).await, Some(first), "late, but before anybody else");
    let second = ask("b", long).await.unwrap();
    assert!(second > first);
    assert_eq!(ask("a", long).await, None);
}

async fn an_old_epoch_is_fenced(store: &dyn Store) {
    let of = |epoch, id| Unit { fence: (Shard(0), epoch), ..update(id, vec![put("a", "1")]) };
    let old = store.lease(Shard(0), process("a"), Duration::ZERO).await.unwrap().unwrap();
    let new = store.lease(Shard(0), process("b"), Duration::from_secs(600)).await.unwrap().unwrap();
    let later = Epoch(new.0 + 1);
    let group = vec![of(old, 1), of(new, 2), of(later, 3), of(old, 2)];
    let verdicts = apply(store, group).await;
    assert!(matches!(
        verdicts[..],
        [Verdict::Fenced, Verdict::Applied(_), Verdict::Fenced, Verdict::Fenced]
    ));
    assert_eq!(done(store).await, [(2, 2)]);
}

async fn other_shards_are_elsewhere(store: &dyn Store) {
    applied(store, plain(vec![Op::Append(outbox_row(1, 1))])).await;
    assert_eq!(store.pending(Queue::Outbox, Shard(1), Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.lease(Shard(1), process("a"), Duration::from_secs(1)).await.unwrap(), None);
    let unit = Unit { fence: (Shard(1), Epoch(0)), ..update(1, vec![]) };
    assert_eq!(apply(store, vec![unit]).await, [Verdict::Fenced]);
}
