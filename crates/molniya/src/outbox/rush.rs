//! A large broadcast against a Telegram with limits, in time that is only counted.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use molniya_botapi::ChatId;

use super::*;
use crate::answer::Policy;
use crate::gate::DEFAULT_RATE;
use crate::store::Seq;

const HOT: i64 = 1;
/// Chats of people who talk to the bot meanwhile.
const TALKERS: i64 = 1_000_000;

/// Telegram: 30 messages a second, and one a second in a chat.
#[derive(Default)]
struct Limits {
    recent: VecDeque<u64>,
    chats: HashMap<i64, u64>,
    refusals: u32,
}

impl Limits {
    fn accept(&mut self, chat: i64, now: u64) -> bool {
        while self.recent.front().is_some_and(|at| at + 1_000 <= now) {
            self.recent.pop_front();
        }
        let ok = self.recent.len() < 30 && self.chats.get(&chat).is_none_or(|at| at + 1_000 <= now);
        if ok {
            self.recent.push_back(now);
            self.chats.insert(chat, now);
        }
        self.refusals += u32::from(!ok);
        ok
    }
}

struct Rush {
    outbox: Outbox,
    telegram: Limits,
    /// Calls on their way there (`true`) and back.
    wire: BTreeMap<(u64, EntryId), bool>,
    refused: HashMap<EntryId, bool>,
    dice: u64,
    seq: u64,
    done: HashMap<EntryId, u64>,
}

impl Rush {
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.dice >> 33) % sides
    }

    fn commit(&mut self, class: Class, chat: i64, now: u64) -> EntryId {
        self.seq += 1;
        let id = EntryId { seq: Seq(self.seq), n: 0 };
        let mut calls = [Entry {
            id,
            chat: Some(ChatId(chat)),
            method: "sendMessage".into(),
            params: "{}".into(),
            files: None,
            class,
            policy: Policy::AtLeastOnce,
            handle: None,
            edits: None,
            job: None,
            expires: None,
            at: Time(0),
            state: EntryState::Queued { not_before: Time(0) },
        }];
        self.outbox.plan(&mut calls, Time(now));
        self.outbox.committed([id], Time(now));
        id
    }

    fn pump(&mut self, now: u64) {
        loop {
            while let Next::Send(id) = self.outbox.next(Time(now)) {
                let latency = 15 + self.roll(25);
                self.wire.insert((now + latency, id), true);
            }
            match self.outbox.take_unclaimed() {
                calls if calls.is_empty() => return,
                calls => self.outbox.claimed(calls),
            }
        }
    }

    fn arrivals(&mut self, now: u64) {
        while let Some(entry) = self.wire.first_entry()
            && entry.key().0 <= now
        {
            let ((_, id), there) = entry.remove_entry();
            if there {
                let chat = self.outbox.entry(id).and_then(|entry| entry.chat).unwrap().0;
                let ok = self.telegram.accept(chat, now);
                self.refused.insert(id, !ok);
                let latency = 15 + self.roll(25);
                self.wire.insert((now + latency, id), false);
            } else if self.refused[&id] {
                let wait = Outcome::FloodWait(Duration::from_secs(1));
                self.outbox.settled(id, &wait, Time(now));
            } else {
                self.outbox.settled(id, &Outcome::Done, Time(now));
                self.done.insert(id, now);
            }
        }
    }
}

#[test]
fn a_broadcast_of_2000_takes_75_s_at_most_and_delays_no_reply() {
    for seed in 0..20 {
        let start = 100_000;
        let mut rush = Rush {
            outbox: Outbox::new(Epoch(1), SharedGate::new(DEFAULT_RATE)),
            telegram: Limits::default(),
            wire: BTreeMap::new(),
            refused: HashMap::new(),
            dice: seed,
            seq: 0,
            done: HashMap::new(),
        };
        let mut hot = Vec::new();
        for n in 0..2_000 {
            let is_hot = n < 1_000 && n % 25 == 0;
            let chat = if is_hot { HOT } else { 10 + n };
            let id = rush.commit(Class::Broadcast, chat, start);
            hot.extend(is_hot.then_some(id));
        }
        let (mut now, mut replies) = (start, 0);
        while rush.outbox.len() > 0 {
            rush.arrivals(now);
            if now % 1_000 == 7 {
                replies += 1;
                let reply = rush.commit(Class::Reply, TALKERS + replies, now);
                rush.pump(now);
                assert!(rush.wire.keys().any(|(_, id)| *id == reply), "seed {seed}: it waits");
            }
            rush.pump(now);
            now += 1;
            let (left, refusals) = (rush.outbox.len(), rush.telegram.refusals);
            assert!(now < start + 75_000, "seed {seed}: {left} are left after {refusals} refusals");
        }
        let hot = hot.iter().map(|id| rush.done[id]).max().unwrap() - start;
        assert!(hot <= 45_000, "seed {seed}: the hot chat took {hot} ms");
        assert!(rush.telegram.refusals <= 10, "seed {seed}: {} refusals", rush.telegram.refusals);
    }
}
