//! Drives the outbox with seeds against a model of Telegram, the store and a crash.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use molniya_botapi::ChatId;
use proptest::prelude::*;

use super::lines::Line;
use super::*;
use crate::answer::{Class, Policy};
use crate::gate::DEFAULT_RATE;
use crate::store::{FloodScope, Seq};

/// What a seed makes happen next.
#[derive(Debug, Clone)]
enum Step {
    /// A Unit with calls: to which chat (0 = unordered, below = a group), of which class, and whether
    /// each may be repeated.
    Unit(Vec<(i64, Class, bool)>),
    /// The oldest Unit that is planned is committed (`true`) or given up.
    Decide(bool),
    /// Time passes.
    Wait(u16),
    /// One of the calls on the wire is answered.
    Answer(u8, Reply),
    /// What is being read from the store comes.
    Read,
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
    let class = prop_oneof![
        3 => Just(Class::Reply),
        1 => Just(Class::Deadline),
        1 => Just(Class::Notification),
        3 => Just(Class::Broadcast),
    ];
    let calls = proptest::collection::vec((-1i64..4, class, any::<bool>()), 1..6);
    prop_oneof![
        4 => calls.prop_map(Step::Unit),
        4 => proptest::bool::weighted(0.8).prop_map(Step::Decide),
        3 => (0u16..3_000).prop_map(Step::Wait),
        6 => (any::<u8>(), reply).prop_map(|(which, reply)| Step::Answer(which, reply)),
        3 => Just(Step::Read),
        1 => Just(Step::Crash),
    ]
}

/// Rows of a page.
const PAGE: usize = 3;
/// So few that seeds come to every one of them.
const BOUNDS: Bounds = Bounds { window: 3, crowded: 8, full: 10 };

fn outbox(epoch: u64) -> Outbox {
    Outbox { bounds: BOUNDS, ..Outbox::new(Epoch(epoch), SharedGate::new(DEFAULT_RATE)) }
}

/// Everything around the outbox.
struct World {
    outbox: Outbox,
    /// The page that is being read, as the store was when it was asked.
    page: Option<Vec<OutboxRow>>,
    now: Time,
    epoch: u64,
    seq: u64,
    planned: Vec<Vec<Entry>>,
    /// Committed and not over, in queue order.
    stored: Vec<Entry>,
    wire: Vec<EntryId>,
    frozen: HashMap<ChatId, Time>,
    bulk_frozen: Time,
    /// When this process sent something to the group.
    group: Vec<Time>,
    /// What Telegram carried out, by line, in order.
    arrived: HashMap<Option<Line>, Vec<EntryId>>,
    committed: Vec<(EntryId, Option<Line>)>,
    over: HashSet<EntryId>,
    /// Repeats that are excused: an earlier try may have been carried out.
    unknown: HashSet<EntryId>,
    once_only: HashSet<EntryId>,
}

impl World {
    fn new() -> Self {
        World {
            outbox: outbox(1),
            page: None,
            now: Time(1_000),
            epoch: 1,
            seq: 0,
            planned: Vec::new(),
            stored: Vec::new(),
            wire: Vec::new(),
            frozen: HashMap::new(),
            bulk_frozen: Time(0),
            group: Vec::new(),
            arrived: HashMap::new(),
            committed: Vec::new(),
            over: HashSet::new(),
            unknown: HashSet::new(),
            once_only: HashSet::new(),
        }
    }

    fn plan(&mut self, calls: &[(i64, Class, bool)]) {
        self.seq += 1;
        let seq = Seq(self.seq);
        let mut entries: Vec<Entry> = calls
            .iter()
            .enumerate()
            .map(|(n, (chat, class, repeatable))| Entry {
                id: EntryId { seq, n: n as u8 },
                chat: (*chat != 0).then_some(ChatId(*chat)),
                method: "sendMessage".into(),
                params: "{}".into(),
                files: None,
                class: *class,
                policy: if *repeatable { Policy::AtLeastOnce } else { Policy::AtMostOnce },
                handle: None,
                edits: None,
                job: None,
                expires: None,
                at: Time(0),
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
            self.committed.push((entry.id, line_of(&entry)));
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
        if let Some(line) = line_of(&entry) {
            let flying = |id: &EntryId| self.line(*id) == Some(line);
            assert!(!self.wire.iter().any(flying), "two calls of one line on the wire");
            let frozen = self.frozen.get(&line.0).is_some_and(|until| *until > self.now);
            assert!(!frozen, "sent inside a flood wait");
        }
        if entry.class == Class::Broadcast {
            assert!(self.bulk_frozen <= self.now, "a broadcast inside its flood wait");
        }
        if entry.chat == Some(ChatId(-1)) {
            let minute = Duration::from_secs(60);
            self.group.retain(|left| left.after(minute) > self.now);
            assert!(self.group.len() < 20, "more than a group is allowed");
            self.group.push(self.now);
        }
        self.wire.push(id);
    }

    fn line(&self, id: EntryId) -> Option<Line> {
        self.outbox.entry(id).and_then(line_of)
    }

    /// After everything that may leave has left: whoever waits at the head of a line does so for its
    /// own chat, and not for broadcasts.
    fn check_waiting(&self) {
        for (id, slot) in &self.outbox.slots {
            let entry = &slot.entry;
            let is_head =
                line_of(entry).is_none_or(|line| self.outbox.lines.head(line) == Some(*id));
            let is_out = matches!(slot.stage, Stage::Planned | Stage::Flying);
            if is_out || !is_head || entry.class == Class::Broadcast {
                continue;
            }
            let own = match entry.state {
                EntryState::Queued { not_before: at } | EntryState::Retrying { at, .. } => at,
                _ => Time(0),
            };
            let permit = self.outbox.gate.lock().permit(&Ask::of(entry), self.now);
            assert!(own > self.now || permit != Permit::Go, "{entry:?} waits for nothing");
        }
        let due = self.outbox.due();
        assert!(due.is_none_or(|due| due > self.now), "something is due and was not done");
    }

    fn answer(&mut self, which: u8, reply: Reply) {
        if self.wire.is_empty() {
            return;
        }
        let id = self.wire.remove(usize::from(which) % self.wire.len());
        let line = self.line(id);
        if matches!(reply, Reply::Done | Reply::LostAfter) {
            self.arrived.entry(line).or_default().push(id);
        }
        let outcome = match reply {
            Reply::Done => Outcome::Done,
            Reply::Flood(seconds) => Outcome::FloodWait(Duration::from_secs(seconds.into())),
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
                if let EntryState::Retrying { at, flood, .. } = state {
                    self.freeze(flood, line, at);
                }
                self.store(id, state);
            }
            Fate::Over => self.settle(id, None),
            Fate::Unknown => self.settle(id, Some(EntryState::Unknown)),
            Fate::Dead(why) => self.settle(id, Some(EntryState::Dead(why))),
            fate => panic!("{fate:?} after {outcome:?}"),
        }
    }

    fn freeze(&mut self, scope: Option<FloodScope>, line: Option<Line>, until: Time) {
        match (scope, line) {
            (Some(FloodScope::Bulk), _) => self.bulk_frozen = self.bulk_frozen.max(until),
            (Some(FloodScope::Chat), Some((chat, _))) => {
                let frozen = self.frozen.entry(chat).or_default();
                *frozen = until.max(*frozen);
            }
            _ => {}
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
            let line = self.line(id);
            self.unknown.insert(id);
            if n % 2 == 0 {
                self.arrived.entry(line).or_default().push(id);
            }
        }
        self.planned.clear();
        self.group.clear(); // How full a group's minute is only the process knows.
        self.epoch += 1;
        self.outbox = outbox(self.epoch);
        self.page = None;
        for entry in self.stored.clone() {
            let fate = self.outbox.recover(entry.clone(), self.now);
            self.recovered(entry.id, fate);
        }
    }

    fn recovered(&mut self, id: EntryId, fate: Fate) {
        match fate {
            Fate::Unknown => self.settle(id, Some(EntryState::Unknown)),
            Fate::Over => self.settle(id, None),
            Fate::Kept | Fate::Repeat => {}
            fate => panic!("{fate:?} in recovery"),
        }
    }

    /// Asks the store for calls that are there alone.
    fn ask(&mut self) {
        let Some(after) = self.outbox.begin_reading() else { return };
        assert!(self.page.is_none(), "one page at a time");
        let behind: Vec<&Entry> = self.stored.iter().filter(|e| e.id.seq > after).collect();
        let rows = behind.chunk_by(|a, b| a.id.seq == b.id.seq).take(PAGE).map(|row| OutboxRow {
            seq: row[0].id.seq,
            entries: row.iter().copied().cloned().collect(),
        });
        self.page = Some(rows.collect());
    }

    fn read(&mut self) {
        let Some(rows) = self.page.take() else { return };
        for (entry, fate) in self.outbox.read_back(rows, self.now) {
            self.recovered(entry.id, fate);
        }
    }

    /// Conversations have no more in memory than they may.
    fn check_bounds(&self) {
        let mut lines: HashMap<Line, usize> = HashMap::new();
        let entries = self.outbox.slots.values().map(|slot| &slot.entry);
        for line in entries.filter_map(line_of).filter(|(_, bulk)| !bulk) {
            *lines.entry(line).or_default() += 1;
        }
        let most = lines.values().copied().max().unwrap_or(0);
        assert!(most <= BOUNDS.window, "{most} calls of a conversation in memory");
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Unit(calls) => self.plan(&calls),
            Step::Decide(commit) => self.decide(commit),
            Step::Wait(ms) => self.now = Time(self.now.0 + u64::from(ms)),
            Step::Answer(which, reply) => self.answer(which, reply),
            Step::Read => self.read(),
            Step::Crash => self.crash(),
        }
        self.ask();
        self.pump();
        self.check_bounds();
        self.check_waiting();
    }

    /// Lets everything come to its end with a friendly Telegram.
    fn finish(&mut self) {
        while !self.planned.is_empty() {
            self.step(Step::Decide(true));
        }
        for _ in 0..10_000 {
            if self.outbox.len() == 0 && self.page.is_none() {
                return;
            }
            self.step(Step::Read);
            self.step(Step::Answer(0, Reply::Done));
            self.step(Step::Wait(500));
        }
        panic!("{} calls never came to an end", self.outbox.len());
    }

    fn check(&self) {
        for (id, line) in &self.committed {
            assert!(self.over.contains(id), "{id:?} was lost");
            let times = self.arrived.get(line).into_iter().flatten().filter(|a| *a == id).count();
            let excused = self.unknown.contains(id);
            assert!(times <= 1 || excused, "{id:?} arrived {times} times without reason");
            assert!(times <= 1 || !self.once_only.contains(id), "{id:?} was repeated");
        }
        for (line, arrived) in &self.arrived {
            let mut firsts = Vec::new();
            arrived.iter().for_each(|id| {
                if !firsts.contains(id) {
                    firsts.push(*id);
                }
            });
            let ordered = line.is_none() || firsts.is_sorted();
            assert!(ordered, "the order of {line:?} was not kept: {firsts:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever Telegram answers and whenever the process dies: every committed call comes to an
    /// end, arrives in the order of its chat, once unless its outcome was unknown, never inside a
    /// flood wait, in a group no more often than is allowed, and no reply waits for a broadcast. Of each
    /// conversation no more is in memory than may be.
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
