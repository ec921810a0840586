//! Lanes: updates with the same key are handled one at a time, in order.
//!
//! A machine without I/O or a clock. A lane is a window over the journal: when more than
//! [`WINDOW`] updates wait in one lane, later ones are kept in the journal only and read back
//! when the lane has room. It does not know what an update is, only its id.

use std::collections::VecDeque;

use foldhash::HashMap;

use crate::store::LaneKey;

/// How many updates of one lane wait in memory. People who type wait for one answer at a time;
/// sixteen is a burst, more is a flood.
pub(crate) const WINDOW: usize = 16;

/// What to do with an update that was offered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Handle it now.
    Run,
    /// It waits in memory behind others.
    Wait,
    /// It waits in the journal only: journal it and forget it.
    Spill,
}

/// What to do when a lane has finished an update.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing waits.
    Idle,
    /// Handle this one now.
    Run(i64),
    /// Read the lane's oldest updates from the journal and call [`Lanes::reloaded`].
    Reload,
}

#[derive(Debug, Default)]
struct Lane {
    waiting: VecDeque<i64>,
    /// How many updates wait in the journal only. They are younger than all in `waiting`.
    spilled: usize,
}

impl Lane {
    fn is_full(&self) -> bool {
        self.spilled > 0 || self.waiting.len() >= WINDOW
    }
}

/// All lanes with something running. A lane exists while one of its updates runs.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    lanes: HashMap<LaneKey, Lane>,
}

impl Lanes {
    /// Whether another update of this lane would wait in the journal only.
    pub(crate) fn is_full(&self, key: LaneKey) -> bool {
        self.lanes.get(&key).is_some_and(Lane::is_full)
    }

    /// Puts an update into its lane.
    pub(crate) fn offer(&mut self, key: LaneKey, update: i64) -> Offer {
        match self.lanes.get_mut(&key) {
            None => {
                self.lanes.insert(key, Lane::default());
                Offer::Run
            }
            Some(lane) if lane.is_full() => {
                lane.spilled += 1;
                Offer::Spill
            }
            Some(lane) => {
                lane.waiting.push_back(update);
                Offer::Wait
            }
        }
    }

    /// The running update of this lane is done.
    pub(crate) fn finished(&mut self, key: LaneKey) -> Next {
        let Some(lane) = self.lanes.get_mut(&key) else { return Next::Idle };
        if let Some(update) = lane.waiting.pop_front() {
            return Next::Run(update);
        }
        if lane.spilled > 0 {
            return Next::Reload;
        }
        self.lanes.remove(&key);
        Next::Idle
    }

    /// Takes updates back from the journal, oldest first, at most [`WINDOW`]. An empty list means
    /// that nothing of this lane was found there (yet). So many are `lost`: the journal had them, and
    /// cannot give them back.
    pub(crate) fn reloaded(&mut self, key: LaneKey, updates: &[i64], lost: usize) -> Next {
        let Some(lane) = self.lanes.get_mut(&key) else { return Next::Idle };
        lane.spilled = lane.spilled.saturating_sub(updates.len() + lost);
        lane.waiting.extend(updates);
        self.finished(key)
    }

    /// Whether nothing runs or waits.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(n: u8) -> LaneKey {
        LaneKey { chat: i64::from(n), ..LaneKey::default() }
    }

    #[test]
    fn a_lane_whose_last_updates_are_lost_is_over() {
        let (mut lanes, key) = (Lanes::default(), lane(1));
        for id in 0..WINDOW as i64 + 4 {
            lanes.offer(key, id);
        }
        for id in 1..=WINDOW as i64 {
            assert_eq!(lanes.finished(key), Next::Run(id));
        }
        assert_eq!(lanes.finished(key), Next::Reload);
        assert_eq!(lanes.reloaded(key, &[18], 1), Next::Run(18));
        assert_eq!(lanes.finished(key), Next::Reload);
        assert_eq!(lanes.reloaded(key, &[], 0), Next::Reload, "one may still be on its way");
        assert_eq!(lanes.reloaded(key, &[], 1), Next::Idle);
        assert!(lanes.is_empty());
    }

    proptest! {
        /// Whatever arrives and finishes in whatever interleaving: every update runs exactly once,
        /// in order within its lane, never two of a lane at once, and memory holds no more than
        /// the window.
        #[test]
        fn each_lane_runs_its_updates_once_and_in_order(
            steps in proptest::collection::vec((any::<bool>(), 0u8..3), 1..400),
        ) {
            let mut lanes = Lanes::default();
            let mut journal: HashMap<LaneKey, VecDeque<i64>> = HashMap::default();
            let mut running: HashMap<LaneKey, i64> = HashMap::default();
            let mut ran: HashMap<LaneKey, Vec<i64>> = HashMap::default();
            let mut offered: HashMap<LaneKey, Vec<i64>> = HashMap::default();
            let finish = |lanes: &mut Lanes, journal: &mut HashMap<LaneKey, VecDeque<i64>>,
                              running: &mut HashMap<LaneKey, i64>,
                              ran: &mut HashMap<LaneKey, Vec<i64>>, key: LaneKey| {
                if running.remove(&key).is_none() { return; }
                let mut next = lanes.finished(key);
                if next == Next::Reload {
                    let spilled = journal.entry(key).or_default();
                    let count = spilled.len().min(WINDOW);
                    let page: Vec<i64> = spilled.drain(..count).collect();
                    next = lanes.reloaded(key, &page, 0);
                }
                if let Next::Run(update) = next {
                    running.insert(key, update);
                    ran.entry(key).or_default().push(update);
                }
            };
            for (id, (arrives, n)) in steps.into_iter().enumerate() {
                let (id, key) = (id as i64, lane(n));
                if arrives {
                    offered.entry(key).or_default().push(id);
                    match lanes.offer(key, id) {
                        Offer::Run => {
                            prop_assert!(running.insert(key, id).is_none());
                            ran.entry(key).or_default().push(id);
                        }
                        Offer::Wait => {}
                        Offer::Spill => journal.entry(key).or_default().push_back(id),
                    }
                    prop_assert!(lanes.lanes[&key].waiting.len() <= WINDOW);
                } else {
                    finish(&mut lanes, &mut journal, &mut running, &mut ran, key);
                }
            }
            for n in 0..3 {
                while running.contains_key(&lane(n)) {
                    finish(&mut lanes, &mut journal, &mut running, &mut ran, lane(n));
                }
            }
            prop_assert!(lanes.is_empty());
            prop_assert_eq!(ran, offered);
        }
    }
}
