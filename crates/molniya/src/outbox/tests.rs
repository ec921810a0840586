//! Which calls leave, replace each other, and wait.

use std::time::Duration;

use super::*;
use crate::answer::{Handle, Policy};
use crate::gate::DEFAULT_RATE;
use crate::store::Seq;

fn call(seq: u64, method: &'static str, handle: Option<&str>) -> Entry {
    Entry {
        id: EntryId { seq: Seq(seq), n: 0 },
        chat: Some(ChatId(1)),
        method: method.into(),
        params: format!(r#"{{"text":"{seq}"}}"#).into(),
        files: None,
        class: Class::Reply,
        policy: Policy::AtLeastOnce,
        handle: handle.map(Handle::from),
        edits: handle.filter(|_| method.starts_with("edit")).map(|_| Edited::Named(None)),
        job: None,
        expires: None,
        at: Time(0),
        state: EntryState::Queued { not_before: Time(0) },
    }
}

/// Commits a call; gives the calls it replaces.
fn commit(outbox: &mut Outbox, call: Entry) -> Vec<u64> {
    let mut calls = [call];
    outbox.plan(&mut calls, Time(0));
    let replaced = outbox.committed([calls[0].id], Time(0));
    replaced.into_iter().map(|id| id.seq.0).collect()
}

/// What leaves from now on, each call answered at once.
fn leaves(outbox: &mut Outbox, now: Time) -> Vec<u64> {
    let mut left = Vec::new();
    loop {
        while let Next::Send(id) = outbox.next(now) {
            left.push(id.seq.0);
            outbox.settled(id, &Outcome::Done, now);
        }
        match outbox.take_unclaimed() {
            calls if calls.is_empty() => return left,
            calls => outbox.claimed(calls),
        }
    }
}

#[test]
fn of_edits_of_one_message_that_wait_only_the_newest_is_made() {
    let mut outbox = Outbox::new(Epoch(1), SharedGate::new(DEFAULT_RATE));
    let edit = |seq, name| call(seq, "editMessageText", Some(name));
    commit(&mut outbox, edit(1, "card"));
    assert_eq!(outbox.next(Time(0)), Next::Send(EntryId { seq: Seq(1), n: 0 }));
    assert_eq!(commit(&mut outbox, edit(2, "card")), [] as [u64; 0], "1 is on the wire");
    outbox.settled(
        EntryId { seq: Seq(1), n: 0 },
        &Outcome::FloodWait(Duration::from_secs(1)),
        Time(0),
    );
    assert_eq!(commit(&mut outbox, call(3, "sendMessage", None)), [] as [u64; 0]);
    assert_eq!(commit(&mut outbox, edit(4, "other")), [] as [u64; 0]);
    assert_eq!(commit(&mut outbox, edit(5, "card")), [2, 1]);
    assert_eq!(commit(&mut outbox, call(6, "sendMessage", Some("card"))), [] as [u64; 0]);
    assert_eq!(commit(&mut outbox, edit(7, "card")), [] as [u64; 0], "another message now");
    assert_eq!(commit(&mut outbox, edit(8, "card")), [7]);
    assert_eq!(leaves(&mut outbox, Time(999)), [] as [u64; 0]);
    // After a flood wait one at a time.
    let left = (0..5).flat_map(|n| leaves(&mut outbox, Time(1_000 + n * 1_050)));
    assert_eq!(left.collect::<Vec<_>>(), [3, 4, 5, 6, 8]);
    assert_eq!(outbox.len(), 0);
}

#[test]
fn edits_of_one_message_by_its_id_replace_each_other_too() {
    let mut outbox = Outbox::new(Epoch(1), SharedGate::new(DEFAULT_RATE));
    let edit = |seq, id, handle| {
        let edits = Some(Edited::Message(molniya_botapi::MessageId(id)));
        Entry { edits, ..call(seq, "editMessageText", handle) }
    };
    commit(&mut outbox, call(1, "sendMessage", None));
    assert_eq!(commit(&mut outbox, edit(2, 7, None)), [] as [u64; 0]);
    assert_eq!(commit(&mut outbox, edit(3, 8, None)), [] as [u64; 0], "another message");
    assert_eq!(commit(&mut outbox, edit(4, 7, Some("card"))), [2]);
    assert_eq!(commit(&mut outbox, edit(5, 7, None)), [] as [u64; 0], "4 gives a name");
    let markup = Entry { method: "editMessageReplyMarkup".into(), ..edit(6, 7, None) };
    assert_eq!(commit(&mut outbox, markup), [] as [u64; 0], "something else is edited");
    assert_eq!(commit(&mut outbox, edit(7, 7, Some("card"))), [5, 4]);
    assert_eq!(leaves(&mut outbox, Time(0)), [1, 3, 6, 7]);
}

#[test]
fn a_call_that_is_retried_goes_behind_what_is_leaving_and_before_what_came_later() {
    let mut outbox = Outbox::new(Epoch(1), SharedGate::new(DEFAULT_RATE));
    let text = |seq| call(seq, "sendMessage", None);
    let dead = EntryState::Dead("403".into());
    let kept = Entry { state: dead.clone(), ..text(2) };
    assert_eq!(outbox.recover(kept.clone(), Time(0)), Fate::Kept);
    commit(&mut outbox, text(5));
    assert_eq!(outbox.next(Time(0)), Next::Send(EntryId { seq: Seq(5), n: 0 }));
    commit(&mut outbox, text(6));

    let again = Entry { state: dead.retried().expect("it was given up"), ..kept };
    outbox.revive(again.clone(), Time(0));
    outbox.revive(again, Time(0));
    assert_eq!(outbox.next(Time(0)), Next::Idle, "5 is on the wire");
    outbox.settled(EntryId { seq: Seq(5), n: 0 }, &Outcome::Done, Time(1));
    assert_eq!(leaves(&mut outbox, Time(1)), [2, 6]);
    assert_eq!(outbox.len(), 0);
}

/// As the store has them: one row for each.
fn rows(calls: &[Entry]) -> Vec<OutboxRow> {
    let row = |call: &Entry| OutboxRow { seq: call.id.seq, entries: vec![call.clone()] };
    calls.iter().map(row).collect()
}

fn few(bounds: Bounds) -> Outbox {
    Outbox { bounds, ..Outbox::new(Epoch(1), SharedGate::new(DEFAULT_RATE)) }
}

/// Everything that leaves if the store has these rows; what is over is not taken from them, as if that was
/// written late.
fn leaves_from(outbox: &mut Outbox, stored: &[Entry]) -> Vec<u64> {
    let mut left = leaves(outbox, Time(0));
    while let Some(after) = outbox.begin_reading() {
        let behind: Vec<Entry> =
            stored.iter().filter(|call| call.id.seq > after).cloned().collect();
        outbox.read_back(rows(&behind), Time(0));
        left.extend(leaves(outbox, Time(0)));
    }
    left
}

#[test]
fn a_chat_with_many_calls_has_few_in_memory_and_others_have_theirs() {
    let mut outbox = few(Bounds { window: 4, crowded: 6, full: 8 });
    let text = |seq, chat| Entry { chat: Some(ChatId(chat)), ..call(seq, "sendMessage", None) };
    let hot: Vec<Entry> = (1..=100).map(|seq| text(seq, 1)).collect();
    hot.iter().for_each(|call| _ = commit(&mut outbox, call.clone()));
    assert_eq!(outbox.len(), 4);
    // Then it is crowded: each has its first.
    let others: Vec<Entry> = (101..=120).map(|seq| text(seq, 2 + seq as i64 % 10)).collect();
    others.iter().for_each(|call| _ = commit(&mut outbox, call.clone()));
    assert_eq!(outbox.len(), 14);
    let left = leaves_from(&mut outbox, &[hot, others].concat());
    for chat in 0..10 {
        let own: Vec<u64> = left.iter().copied().filter(|n| *n > 100 && n % 10 == chat).collect();
        assert!(own.len() == 2 && own.is_sorted(), "{left:?}");
    }
    let hot: Vec<u64> = left.iter().copied().filter(|n| *n <= 100).collect();
    assert_eq!(hot, (1..=100).collect::<Vec<_>>());
    assert_eq!(outbox.len(), 0);
}

#[test]
fn edits_that_waited_in_the_store_replace_each_other_when_they_are_read_back() {
    let mut outbox = few(Bounds { window: 3, crowded: 10, full: 10 });
    let edit = |seq| call(seq, "editMessageText", Some("card"));
    let text = |seq| call(seq, "sendMessage", None);
    let calls = [text(1), text(2), text(3), text(4), edit(5), edit(6)];
    calls.iter().for_each(|call| _ = commit(&mut outbox, call.clone()));
    assert_eq!(leaves(&mut outbox, Time(0)), [1, 2, 3]);
    assert_eq!(outbox.begin_reading(), Some(Seq(3)));
    let taken = outbox.read_back(rows(&calls[3..]), Time(0)).into_iter();
    let over = taken.filter(|(_, fate)| *fate == Fate::Over).map(|(entry, _)| entry.id.seq);
    assert_eq!(over.collect::<Vec<_>>(), [Seq(5)]);
    assert_eq!(leaves(&mut outbox, Time(0)), [4, 6]);
    assert_eq!(outbox.len(), 0);
}

#[test]
fn calls_that_are_in_the_store_alone_follow_their_chat_to_its_new_id_in_order() {
    let mut outbox = few(Bounds { window: 2, crowded: 10, full: 10 });
    let text = |seq, chat| Entry { chat: Some(ChatId(chat)), ..call(seq, "sendMessage", None) };
    let id = |seq| EntryId { seq: Seq(seq), n: 0 };
    let calls: Vec<Entry> =
        [1, 1, 1, 2, 1, 2].into_iter().zip(1..).map(|(c, n)| text(n, c)).collect();
    calls.iter().for_each(|call| _ = commit(&mut outbox, call.clone()));
    assert_eq!(outbox.next(Time(0)), Next::Send(id(1)));
    assert_eq!(outbox.next(Time(0)), Next::Send(id(4)));
    let moved = outbox.settled(id(1), &Outcome::Migrated(ChatId(2)), Time(0));
    assert_eq!(moved, Fate::Moved { to: ChatId(2) });
    let in_memory: Vec<u64> = outbox.of_chat(ChatId(2)).iter().map(|id| id.seq.0).collect();
    assert_eq!(in_memory, [4, 1, 2], "4 is on the wire, 6 is behind 3 and 5");
    let late = text(7, 1);
    commit(&mut outbox, late.clone());
    outbox.settled(id(4), &Outcome::Done, Time(0));
    let mut stored = calls;
    stored.push(late);
    for claimed in [1, 4] {
        stored[claimed - 1].state = outbox.claim();
    }
    assert_eq!(leaves_from(&mut outbox, &stored), [1, 2, 3, 5, 6, 7]);
    assert_eq!(outbox.len(), 0);
}

#[test]
fn a_row_that_is_gone_holds_up_nothing() {
    let mut outbox = few(Bounds { window: 1, crowded: 10, full: 10 });
    let text = |seq| call(seq, "sendMessage", None);
    (1..=3).for_each(|seq| _ = commit(&mut outbox, text(seq)));
    // It is refused when it is stored.
    let mut refused = [text(4)];
    outbox.plan(&mut refused, Time(0));
    assert_eq!(leaves_from(&mut outbox, &[text(3)]), [1, 3], "2 was damaged");
    outbox.abandoned([refused[0].id], Time(0));
    assert_eq!(leaves_from(&mut outbox, &[]), [] as [u64; 0]);
    commit(&mut outbox, text(5));
    assert_eq!(leaves(&mut outbox, Time(0)), [5]);
    assert_eq!(outbox.len(), 0);
}

#[test]
fn only_what_was_given_up_can_be_retried() {
    let queued = EntryState::Queued { not_before: Time(0) };
    for (state, retried) in [
        (EntryState::Unknown, Some(queued.clone())),
        (EntryState::Dead("403".into()), Some(queued.clone())),
        (queued, None),
        (EntryState::Claimed(Epoch(1)), None),
        (EntryState::Retrying { at: Time(9), tries: 1, flood: None }, None),
    ] {
        assert_eq!(state.retried(), retried);
    }
}
