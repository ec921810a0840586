//! Whatever a store holds, of other versions or by mistake: the bot starts on it, twice, answers people, and ends well.

use molniya::botapi::{ChatId, MessageId, ThreadId};
use molniya::store::{
    Edited, Entry, EntryId, EntryState, Epoch, FloodScope, Journaled, Key, LaneKey, Op, OutboxRow,
    Scope, Seq, Time,
};
use molniya::{Class, Policy, Reply, Router, Text, say, text};
use molniya_emulator::testkit::Telegram;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::promises_kit::{Home, said, until};

/// Stores that are tried.
const CASES: u32 = 24;
/// What may stand where an update, parameters, a step or a record should.
const TEXTS: &[&str] = &[
    "",
    "null",
    "{",
    "[]",
    "{}",
    "7",
    r#""text""#,
    "\u{0}",
    r#"{"update_id":true}"#,
    r#"{"update_id":5}"#,
    r#"{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":9,"type":"private"},"text":"old"}}"#,
    r#"{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":"9"},"text":7}}"#,
    r#"{"update_id":5,"callback_query":{"id":"1","from":{"id":9,"is_bot":false,"first_name":"A"},"data":"x"}}"#,
    r#"{"update_id":5,"something_new":{"of":"later"}}"#,
    r#"{"text":"hi"}"#,
    r#"{"text":"hi","text":"ho","chat_id":[[[[]]]]}"#,
    r#"{"language":7}"#,
    r#"{"state":"Running","method":"sendMessage","params":{},"audience":null}"#,
    r#"{"sent":-1}"#,
    "18446744073709551615",
    "-1",
];

fn any_text() -> impl Strategy<Value = &'static str> {
    select(TEXTS)
}

fn any_chat() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(9), Just(-1_000_000_000_001), any::<i64>()]
}

fn any_time() -> impl Strategy<Value = Time> {
    prop_oneof![Just(Time(0)), Just(Time(u64::MAX >> 1)), (0..4_000_000_000_000_u64).prop_map(Time)]
}

fn any_lane() -> impl Strategy<Value = LaneKey> {
    (any_chat(), any_chat(), 0..3_i64).prop_map(|(chat, user, topic)| LaneKey { chat, user, topic })
}

fn any_state() -> impl Strategy<Value = EntryState> {
    prop_oneof![
        any_time().prop_map(|not_before| EntryState::Queued { not_before }),
        (0..3_u64).prop_map(|epoch| EntryState::Claimed(Epoch(epoch))),
        (any_time(), any::<u32>(), option::of(select(&[FloodScope::Chat, FloodScope::Bulk][..])))
            .prop_map(|(at, tries, flood)| EntryState::Retrying { at, tries, flood }),
        Just(EntryState::Unknown),
        any_text().prop_map(|why| EntryState::Dead(why.into())),
    ]
}

/// A call of the row that gets this number.
fn any_entry() -> impl Strategy<Value = Entry> {
    let methods = ["sendMessage", "editMessageText", "answerCallbackQuery", "", "noSuch"];
    let classes = [Class::Deadline, Class::Reply, Class::Notification, Class::Broadcast];
    let what =
        (option::of(any_chat()), select(Vec::from(methods)), any_text(), option::of(any_text()));
    let how = (
        select(Vec::from(classes)),
        select(&[Policy::AtLeastOnce, Policy::AtMostOnce][..]),
        option::of(select(&["card/1", ""][..])),
        option::of(prop_oneof![
            any::<i64>().prop_map(|id| Edited::Message(MessageId(id))),
            any::<i64>().prop_map(|id| Edited::Named(Some(ThreadId(id)))),
        ]),
        option::of(select(&["news", "gone"][..])),
        option::of(any_time()),
    );
    (what, how, any_time(), any_state()).prop_map(|(what, how, at, state)| Entry {
        id: EntryId { seq: Seq(0), n: 0 },
        chat: what.0.map(ChatId),
        method: what.1.into(),
        params: what.2.into(),
        files: what.3.map(Into::into),
        class: how.0,
        policy: how.1,
        handle: how.2.map(Into::into),
        edits: how.3,
        job: how.4.map(Into::into),
        expires: how.5,
        at,
        state,
    })
}

fn any_key(scope: &Scope) -> impl Strategy<Value = Key> + use<> {
    let broadcasts = scope.broadcasts().0;
    let below = move |rest: &str| Key(format!("{broadcasts}{rest}").into());
    let known = [
        below("news"),
        below("news/counts"),
        below("lost/counts"),
        scope.counter("orders"),
        scope.meta("running"),
        scope.meta("time"),
        scope.meta("strange"),
        scope.record("orders", "1"),
    ];
    let scope = [scope.clone(), scope.clone(), scope.clone(), scope.clone()];
    let [one, two, three, four] = scope;
    prop_oneof![
        select(Vec::from(known)),
        any_lane().prop_map(move |lane| one.session(lane, "talk")),
        any_chat().prop_map(move |chat| two.person(ChatId(chat))),
        any_chat().prop_map(move |chat| three.unreachable(ChatId(chat))),
        any_chat().prop_map(move |chat| four.handle(ChatId(chat), &"card/1".into())),
    ]
}

/// Something that was left; numbers of rows are given later.
fn left(scope: &Scope) -> impl Strategy<Value = Op> + use<> {
    let journaled = (1..2_000_i64, any_lane(), any::<u32>(), any_text());
    prop_oneof![
        journaled.prop_map(|(update, lane, attempt, raw)| {
            Op::Journal(Journaled { update, lane, attempt, raw: raw.into() })
        }),
        vec(any_entry(), 1..4).prop_map(|entries| Op::Append(OutboxRow { seq: Seq(0), entries })),
        (any_key(scope), any_text()).prop_map(|(key, value)| Op::Put(key, value.into())),
    ]
}

/// Gives each row of calls the next number, as in a process that ended.
fn numbered(ops: Vec<Op>) -> Vec<Op> {
    let rows = ops.into_iter().zip(1..).map(|(op, seq)| match op {
        Op::Append(mut row) => {
            row.seq = Seq(seq);
            for (entry, n) in row.entries.iter_mut().zip(0..) {
                entry.id = EntryId { seq: row.seq, n };
            }
            Op::Append(row)
        }
        other => other,
    });
    rows.collect()
}

async fn echo(Text(text): Text) -> Reply {
    say(text)
}

async fn try_on(telegram: &Telegram, home: &Home, left: Vec<Op>) {
    home.leave(telegram, left).await;
    for greeting in ["hello", "again"] {
        let bot = home.run(telegram, Router::new().on(text(), echo), ());
        let ann = telegram.person("Ann").await;
        ann.say(greeting).await;
        until("the bot answers", async || said(telegram, &ann).await == [greeting]).await;
        bot.stop().await;
    }
}

#[test]
fn a_bot_starts_on_whatever_is_left_and_answers() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.unwrap();
    let mut runner = TestRunner::deterministic();
    for case in 0..CASES {
        runtime.block_on(async {
            let telegram = Telegram::start().await.allow_violations();
            let home = Home::file();
            let some = vec(left(&home.scope(&telegram)), 0..60);
            let ops = numbered(some.new_tree(&mut runner).unwrap().current());
            println!("case {case}: {ops:#?}");
            try_on(&telegram, &home, ops).await;
        });
    }
}
