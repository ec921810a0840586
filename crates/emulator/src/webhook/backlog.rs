//! The updates on their way to a webhook: one of each sub-queue at a time, tried again later and later.
//!
//! It reads no clock and does no I/O, and knows no connections.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::subqueue;
use crate::clock::Now;
use crate::faults::BadUpdate;
use crate::queue::Queue;

/// The first delays after the second failure and those that follow, in seconds; after the first one there is none.
const DELAYS: [u64; 6] = [2, 4, 8, 16, 32, 64];
/// The delays after those, in seconds: as many at least, and as many more at most.
const LATE_DELAY: (u64, u64) = (60, 60);
/// The longest delay that an answer may ask for, in seconds.
const MAX_RETRY_AFTER: u64 = 3_600;

#[derive(Debug)]
struct Loaded {
    subqueue: String,
    failures: usize,
    due: Instant,
    /// Seconds since 1970 after which it is gone.
    expires: i64,
    flying: bool,
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Backlog {
    window: usize,
    loaded: BTreeMap<i64, Loaded>,
    subqueues: HashMap<String, VecDeque<i64>>,
    /// Updates below this id were loaded.
    next: i64,
    /// Updates that are brought otherwise than they should be, on order. They are marked when they are made, one for
    /// each fault that hit, so there are no more than updates in the queue.
    marked: BTreeMap<i64, BadUpdate>,
    random: u64,
}

impl Backlog {
    /// A machine that holds so many updates at once; `random` decides the late delays.
    pub(crate) fn new(window: usize, random: u64) -> Self {
        Self {
            window,
            loaded: BTreeMap::new(),
            subqueues: HashMap::new(),
            next: i64::MIN,
            marked: BTreeMap::new(),
            random: random | 1,
        }
    }

    /// Takes up updates that wait, as many as there is room for, and leaves out those whose time is over.
    pub(crate) fn load(&mut self, now: Now, queue: &mut Queue) {
        while self.loaded.len() < self.window
            && let Some(event) = queue.first_from(self.next)
        {
            let (id, expires) = (event.id, event.expires);
            self.next = id + 1;
            if expires <= now.unix {
                self.marked.remove(&id);
                queue.remove(id);
                continue;
            }
            let subqueue = subqueue::of(&event.text);
            let ids = self.subqueues.entry(subqueue.clone()).or_default();
            let late = ids.iter().position(|id| self.marked.get(id) == Some(&BadUpdate::Late));
            match late {
                // It is overtaken by this one, and late no more.
                Some(at) => {
                    self.marked.remove(&ids[at]);
                    ids.insert(at, id);
                }
                None => ids.push_back(id),
            }
            let due = now.instant;
            self.loaded.insert(id, Loaded { subqueue, failures: 0, due, expires, flying: false });
        }
    }

    /// How many sub-queues have something to send, now or later.
    pub(crate) fn subqueues(&self) -> usize {
        self.subqueues.len()
    }

    /// The update to send next, which is on its way from now on.
    pub(crate) fn depart(&mut self, now: Now) -> Option<i64> {
        let due =
            |(id, loaded): (i64, &Loaded)| (loaded.due <= now.instant).then_some((loaded.due, id));
        let (_, id) = self.waiting().filter_map(due).min()?;
        self.loaded.get_mut(&id)?.flying = true;
        Some(id)
    }

    /// When an update is to be tried again that cannot be sent before.
    pub(crate) fn next_due(&self, now: Now) -> Option<Instant> {
        self.waiting().map(|(_, loaded)| loaded.due).filter(|due| *due > now.instant).min()
    }

    /// The update is to be brought otherwise than it should be.
    pub(crate) fn mark(&mut self, id: i64, bad: BadUpdate) {
        if bad.is_of_webhooks() {
            self.marked.insert(id, bad);
        }
    }

    /// No update is marked any more.
    pub(crate) fn release(&mut self) {
        self.marked.clear();
    }

    /// The update was taken; one that is to be brought twice is due again.
    pub(crate) fn taken(&mut self, now: Now, id: i64, queue: &mut Queue) {
        match self.marked.remove(&id) {
            Some(_) => self.put_off(now, id, None, queue),
            None => self.drop_update(id, queue),
        }
    }

    /// The update is confirmed, or there is nobody to take it any more.
    pub(crate) fn drop_update(&mut self, id: i64, queue: &mut Queue) {
        self.marked.remove(&id);
        queue.remove(id);
        let Some(loaded) = self.loaded.remove(&id) else {
            return;
        };
        if let Some(ids) = self.subqueues.get_mut(&loaded.subqueue) {
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                self.subqueues.remove(&loaded.subqueue);
            }
        }
    }

    /// The update was not taken: it is tried again, unless its time is over by then.
    pub(crate) fn put_off(
        &mut self,
        now: Now,
        id: i64,
        retry_after: Option<u64>,
        queue: &mut Queue,
    ) {
        let late = self.late_delay();
        let Some(loaded) = self.loaded.get_mut(&id) else {
            return;
        };
        loaded.failures += 1;
        loaded.flying = false;
        let delay = match (retry_after, loaded.failures) {
            (Some(seconds), _) => seconds.min(MAX_RETRY_AFTER),
            (None, 1) => 0,
            (None, failures) => DELAYS.get(failures - 2).copied().unwrap_or(late),
        };
        loaded.due = now.instant + Duration::from_secs(delay);
        if now.unix + i64::try_from(delay).unwrap_or(i64::MAX) >= loaded.expires {
            self.drop_update(id, queue);
        }
    }

    /// The first update of each sub-queue, unless it is on its way or held back.
    fn waiting(&self) -> impl Iterator<Item = (i64, &Loaded)> {
        let late = |id: &i64| self.marked.get(id) == Some(&BadUpdate::Late);
        let first = move |ids: &VecDeque<i64>| ids.front().copied().filter(|id| !late(id));
        let heads = self.subqueues.values().filter_map(first);
        heads.filter_map(|id| Some((id, self.loaded.get(&id)?))).filter(|(_, head)| !head.flying)
    }

    fn late_delay(&mut self) -> u64 {
        // Xorshift: any spread will do.
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        LATE_DELAY.0 + self.random % (LATE_DELAY.1 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(chat: i64) -> String {
        format!("{{\"update_id\":1,\"message\":{{\"chat\":{{\"id\":{chat}}}}}}}")
    }

    /// A queue with a message of each of these chats, and the machine over it.
    fn over(chats: &[i64]) -> (Backlog, Queue, Now) {
        let mut queue = Queue::new(1);
        for chat in chats {
            queue.push(86_400, update(*chat));
        }
        let now = Now { instant: Instant::now(), unix: 0 };
        let mut backlog = Backlog::new(10, 7);
        backlog.load(now, &mut queue);
        (backlog, queue, now)
    }

    fn later(now: Now, seconds: u64) -> Now {
        let unix = now.unix + i64::try_from(seconds).unwrap();
        Now { instant: now.instant + Duration::from_secs(seconds), unix }
    }

    #[test]
    fn one_of_each_subqueue_is_on_its_way() {
        let (mut backlog, mut queue, now) = over(&[5, 5, 6]);
        assert_eq!((backlog.depart(now), backlog.depart(now)), (Some(1), Some(3)));
        assert_eq!((backlog.depart(now), backlog.subqueues()), (None, 2));
        backlog.drop_update(1, &mut queue);
        assert_eq!(backlog.depart(now), Some(2));
        assert_eq!(queue.len(), 2);
    }

    #[test]
    fn a_failure_is_tried_again_later_and_later() {
        let (mut backlog, mut queue, mut now) = over(&[5]);
        for delay in [0, 2, 4, 8, 16, 32, 64] {
            assert_eq!(backlog.depart(now), Some(1), "before {delay}");
            backlog.put_off(now, 1, None, &mut queue);
            let due = (delay > 0).then(|| later(now, delay).instant);
            assert_eq!(backlog.next_due(now), due);
            now = later(now, delay);
        }
        for _ in 0..20 {
            assert_eq!(backlog.depart(now), Some(1));
            backlog.put_off(now, 1, None, &mut queue);
            let delay = backlog.next_due(now).unwrap() - now.instant;
            assert!((60..=120).contains(&delay.as_secs()), "{delay:?}");
            now = later(now, delay.as_secs());
        }
    }

    #[test]
    fn an_answer_says_when_it_wants_to_be_asked_again_but_not_too_late() {
        let (mut backlog, mut queue, now) = over(&[5, 6]);
        for (asked, given) in [(7, 7), (10_000, 3_600)] {
            let id = backlog.depart(now).unwrap();
            backlog.put_off(now, id, Some(asked), &mut queue);
            let due = backlog.loaded[&id].due;
            assert_eq!(due, later(now, given).instant);
        }
    }

    #[test]
    fn an_update_whose_time_is_over_before_the_next_try_is_dropped() {
        let (mut backlog, mut queue, now) = over(&[5, 5]);
        let last = later(now, 86_398);
        assert_eq!(backlog.depart(last), Some(1));
        backlog.put_off(last, 1, None, &mut queue);
        assert_eq!(backlog.depart(last), Some(1));
        backlog.put_off(last, 1, None, &mut queue);
        assert_eq!((queue.len(), backlog.depart(last)), (1, Some(2)));
    }

    #[test]
    fn one_that_is_late_comes_behind_the_next_of_its_chat() {
        let (mut backlog, mut queue, now) = over(&[5]);
        backlog.mark(1, BadUpdate::Late);
        queue.push(86_400, update(6));
        backlog.load(now, &mut queue);
        assert_eq!((backlog.depart(now), backlog.depart(now)), (Some(2), None));
        queue.push(86_400, update(5));
        queue.push(86_400, update(5));
        backlog.load(now, &mut queue);
        for expected in [3, 1, 4] {
            assert_eq!((backlog.depart(now), backlog.depart(now)), (Some(expected), None));
            backlog.taken(now, expected, &mut queue);
        }
    }

    #[test]
    fn several_that_are_late_come_in_the_order_of_a_stack() {
        let (mut backlog, mut queue, now) = over(&[5]);
        backlog.mark(1, BadUpdate::Late);
        backlog.mark(2, BadUpdate::Late);
        for _ in 0..2 {
            queue.push(86_400, update(5));
            backlog.load(now, &mut queue);
        }
        for expected in [3, 2, 1] {
            assert_eq!(backlog.depart(now), Some(expected));
            backlog.taken(now, expected, &mut queue);
        }
    }

    #[test]
    fn one_that_is_late_is_let_go_when_nothing_is_marked_any_more() {
        let (mut backlog, _, now) = over(&[5]);
        backlog.mark(1, BadUpdate::Late);
        assert_eq!(backlog.depart(now), None);
        backlog.release();
        assert_eq!(backlog.depart(now), Some(1));
    }

    #[test]
    fn one_that_is_brought_twice_is_taken_twice_and_no_more() {
        let (mut backlog, mut queue, now) = over(&[5]);
        backlog.mark(1, BadUpdate::Twice);
        for left in [1, 0] {
            assert_eq!(backlog.depart(now), Some(1));
            backlog.taken(now, 1, &mut queue);
            assert_eq!(queue.len(), left);
        }
        assert_eq!((backlog.depart(now), backlog.marked.len()), (None, 0));
    }

    #[test]
    fn no_more_are_taken_up_than_there_is_room_for() {
        let chats: Vec<i64> = (1..=30).collect();
        let (mut backlog, mut queue, now) = over(&chats);
        assert_eq!(backlog.subqueues(), 10);
        backlog.drop_update(4, &mut queue);
        backlog.load(now, &mut queue);
        assert!(backlog.subqueues() == 10 && backlog.loaded.contains_key(&11));
    }
}
