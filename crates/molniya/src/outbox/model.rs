//! Drives the outbox with seeds against a model of Telegram, the store and a crash.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use molniya_botapi::ChatId;
use proptest::prelude::*;

use super::*;
use crate::answer::{Class, Policy};
use crate::store::Seq;

/// What a seed makes happen next.
#[derive(Debug, Clone)]
enum Step {
    /// A Unit with calls: to which chat (0 = unordered), and whether each may be repeated.
    Unit(Vec<(u8, bool)>),
    /// The oldest Unit that is planned is committed (`true`) or given up.
    Decide(bool),
    /// Time passes.
    Wait(u16),
    /// One of the calls on the wire is answered.
    Answer(u8, Reply),
    /// The process dies and another takes over.
    Crash,
}

#[derive(Debug, Clone, Copy)]
enum Reply {
    Done,
    Flood(u8),
    NotSent,
    /// Carried out, but the answer was lost.
    LostAfter,
    /// Lost on the way to Telegram, which nobody can tell from the above.
    LostBefore,
    Refused,
}

fn step() -> impl Strategy<Value = Step> {
    let reply = prop_oneof![
        4 => Just(Reply::Done),
        1 => (1u8..4).prop_map(Reply::Flood),
        1 => Just(Reply::NotSent),
        1 => Just(Reply::LostAfter),
        1 => Just(Reply::LostBefore),
        1 => Just(Reply::Refused),
    ];
    prop_oneof![
        4 => proptest::collection::vec((0u8..4, any::<bool>()), 1..4).prop_map(Step::Unit),
        4 => proptest::bool::weighted(0.8).prop_map(Step::Decide),
        3 => (0u16..3_000).prop_map(Step::Wait),
        6 => (any::<u8>(), reply).prop_map(|(which, reply)| Step::Answer(which, reply)),
        1 => Just(Step::Crash),
    ]
}

/// Everything around the outbox.
struct World {
    outbox: Outbox,
    now: Time,
    epoch: u64,
    seq: u64,
    planned: Vec<Vec<Entry>>,
    /// Committed and not over, in queue order.
    stored: Vec<Entry>,
    wire: Vec<EntryId>,
    frozen: HashMap<ChatId, Time>,
    /// What Telegram carried out, by chat, in order.
    arrived: HashMap<Option<ChatId>, Vec<EntryId>>,
    committed: Vec<(EntryId, Option<ChatId>)>,
    over: HashSet<EntryId>,
    /// Repeats that are excused: an earlier try may have been carried out.
    unknown: HashSet<EntryId>,
    once_only: HashSet<EntryId>,
}

impl World {
    fn new() -> Self {
        World {
            outbox: Outbox::new(Epoch(1), SharedGate::default()),
            now: Time(1_000),
            epoch: 1,
            seq: 0,
            planned: Vec::new(),
            stored: Vec::new(),
            wire: Vec::new(),
            frozen: HashMap::new(),
            arrived: HashMap::new(),
            committed: Vec::new(),
            over: HashSet::new(),
            unknown: HashSet::new(),
            once_only: HashSet::new(),
        }
    }

    fn plan(&mut self, calls: &[(u8, bool)]) {
        self.seq += 1;
        let seq = Seq(self.seq);
        let mut entries: Vec<Entry> = calls
            .iter()
            .enumerate()
            .map(|(n, (chat, repeatable))| Entry {
                id: EntryId { seq, n: n as u8 },
                chat: (*chat > 0).then_some(ChatId(i64::from(*chat))),
                method: "sendMessage".into(),
                params: "{}".into(),
                files: None,
                class: Class::Reply,
                policy: if *repeatable { Policy::AtLeastOnce } else { Policy::AtMostOnce },
                handle: None,
                edits: None,
                expires: None,
                state: EntryState::Queued { not_before: Time(0) },
            })
            .collect();
        self.outbox.plan(&mut entries, self.now);
        self.planned.push(entries);
    }

    fn decide(&mut self, commit: bool) {
        if self.planned.is_empty() {
            return;
        }
        // Groups are applied in order, so Units are decided in order.
        let entries = self.planned.remove(0);
        let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
        if !commit {
            return self.outbox.abandoned(ids, self.now);
        }
        for entry in entries {
            self.committed.push((entry.id, entry.chat));
            if entry.policy == Policy::AtMostOnce {
                self.once_only.insert(entry.id);
            }
            self.stored.push(entry);
        }
        let replaced = self.outbox.committed(ids, self.now);
        assert!(replaced.is_empty(), "only edits by name replace each other");
    }

    /// Does what the outbox says, as the dispatcher does.
    fn pump(&mut self) {
        loop {
            match self.outbox.next(self.now) {
                Next::Send(id) => self.send(id),
                Next::Expired(id) => self.settle(id, None),
                Next::Idle => {
                    let claims = self.outbox.take_unclaimed();
                    if claims.is_empty() {
                        break;
                    }
                    for id in &claims {
                        self.store(*id, self.outbox.claim());
                    }
                    self.outbox.claimed(claims);
                }
            }
        }
    }

    fn send(&mut self, id: EntryId) {
        let entry = self.outbox.entry(id).expect("a call that is sent is known").clone();
        let stored = self.stored.iter().find(|stored| stored.id == id).expect("stored");
        assert_eq!(
            stored.state,
            EntryState::Claimed(Epoch(self.epoch)),
            "claimed before it leaves"
        );
        if let Some(chat) = entry.chat {
            let flying = |id: &EntryId| self.outbox.entry(*id).and_then(|e| e.chat) == Some(chat);
            assert!(!self.wire.iter().any(flying), "two calls of one chat on the wire");
            let frozen = self.frozen.get(&chat).is_some_and(|until| *until > self.now);
            assert!(!frozen, "sent inside a flood wait");
        }
        self.wire.push(id);
    }

    fn answer(&mut self, which: u8, reply: Reply) {
        if self.wire.is_empty() {
            return;
        }
        let id = self.wire.remove(usize::from(which) % self.wire.len());
        let chat = self.outbox.entry(id).and_then(|entry| entry.chat);
        if matches!(reply, Reply::Done | Reply::LostAfter) {
            self.arrived.entry(chat).or_default().push(id);
        }
        let outcome = match reply {
            Reply::Done => Outcome::Done,
            Reply::Flood(seconds) => {
                let wait = Duration::from_secs(seconds.into());
                if let Some(chat) = chat {
                    self.frozen.insert(chat, self.now.after(wait));
                }
                Outcome::FloodWait(wait)
            }
            Reply::NotSent => Outcome::NotSent,
            Reply::LostAfter | Reply::LostBefore => {
                self.unknown.insert(id);
                Outcome::Unknown
            }
            Reply::Refused => Outcome::Refused { code: 403, description: "blocked".into() },
        };
        match self.outbox.settled(id, &outcome, self.now) {
            Fate::Retry { .. } => {
                let state = self.outbox.entry(id).expect("kept").state.clone();
                self.store(id, state);
            }
            Fate::Over => self.settle(id, None),
            Fate::Unknown => self.settle(id, Some(EntryState::Unknown)),
            Fate::Dead(why) => self.settle(id, Some(EntryState::Dead(why))),
            fate => panic!("{fate:?} after {outcome:?}"),
        }
    }

    fn store(&mut self, id: EntryId, state: EntryState) {
        let entry = self.stored.iter_mut().find(|entry| entry.id == id).expect("stored");
        entry.state = state;
    }

    fn settle(&mut self, id: EntryId, kept: Option<EntryState>) {
        self.over.insert(id);
        match kept {
            Some(state) => self.store(id, state),
            None => self.stored.retain(|entry| entry.id != id),
        }
    }

    /// Calls on the wire may have arrived; planned Units are gone; the store is as it is.
    fn crash(&mut self) {
        for (n, id) in std::mem::take(&mut self.wire).into_iter().enumerate() {
            let chat = self.outbox.entry(id).and_then(|entry| entry.chat);
            self.unknown.insert(id);
            if n % 2 == 0 {
                self.arrived.entry(chat).or_default().push(id);
            }
        }
        self.planned.clear();
        self.epoch += 1;
        self.outbox = Outbox::new(Epoch(self.epoch), SharedGate::default());
        for entry in self.stored.clone() {
            let id = entry.id;
            match self.outbox.recover(entry, self.now) {
                Fate::Unknown => self.settle(id, Some(EntryState::Unknown)),
                Fate::Over => self.settle(id, None),
                Fate::Kept | Fate::Repeat => {}
                fate => panic!("{fate:?} in recovery"),
            }
        }
        // A flood wait is kept in the retry time of the call that met it.
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Unit(calls) => self.plan(&calls),
            Step::Decide(commit) => self.decide(commit),
            Step::Wait(ms) => self.now = Time(self.now.0 + u64::from(ms)),
            Step::Answer(which, reply) => self.answer(which, reply),
            Step::Crash => self.crash(),
        }
        self.pump();
    }

    /// Lets everything come to its end with a friendly Telegram.
    fn finish(&mut self) {
        while !self.planned.is_empty() {
            self.step(Step::Decide(true));
        }
        for _ in 0..10_000 {
            if self.outbox.len() == 0 {
                return;
            }
            self.step(Step::Answer(0, Reply::Done));
            self.step(Step::Wait(500));
        }
        panic!("{} calls never came to an end", self.outbox.len());
    }

    fn check(&self) {
        for (id, chat) in &self.committed {
            assert!(self.over.contains(id), "{id:?} was lost");
            let times = self.arrived.get(chat).into_iter().flatten().filter(|a| *a == id).count();
            let excused = self.unknown.contains(id);
            assert!(times <= 1 || excused, "{id:?} arrived {times} times without reason");
            assert!(times <= 1 || !self.once_only.contains(id), "{id:?} was repeated");
        }
        for (chat, arrived) in &self.arrived {
            let mut firsts = Vec::new();
            arrived.iter().for_each(|id| {
                if !firsts.contains(id) {
                    firsts.push(*id);
                }
            });
            let ordered = chat.is_none() || firsts.is_sorted();
            assert!(ordered, "the order of {chat:?} was not kept: {firsts:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever Telegram answers and whenever the process dies: every committed call comes to an
    /// end, arrives in the order of its chat, once unless its outcome was unknown, and never
    /// inside a flood wait.
    #[test]
    fn calls_arrive_in_order_and_once(steps in proptest::collection::vec(step(), 1..80)) {
        let mut world = World::new();
        for step in steps {
            world.step(step);
        }
        world.finish();
        world.check();
    }
}
