//! A set of ids kept as intervals: ids that finish in order cost one interval together.

use std::collections::BTreeMap;

use super::Time;

/// Disjoint intervals of ids that do not touch, each with the time it last grew.
#[derive(Debug, Default)]
pub(crate) struct Intervals {
    /// First id to last id and time.
    spans: BTreeMap<i64, (i64, Time)>,
}

impl Intervals {
    /// Whether the id is in the set.
    pub(crate) fn contains(&self, id: i64) -> bool {
        self.spans.range(..=id).next_back().is_some_and(|(_, &(last, _))| last >= id)
    }

    /// Adds an id, and joins the intervals it touches.
    pub(crate) fn insert(&mut self, id: i64, now: Time) {
        if !self.contains(id) {
            self.insert_span(id, id, now);
        }
    }

    /// Adds every id from `first` to `last`, and joins the intervals they touch.
    pub(crate) fn insert_span(&mut self, mut first: i64, mut last: i64, now: Time) {
        // Whatever begins no later than right after this span, and reaches it, becomes part of it.
        while let Some((&from, &(to, _))) = self.spans.range(..=last.saturating_add(1)).next_back()
            && to >= first.saturating_sub(1)
        {
            self.spans.remove(&from);
            first = first.min(from);
            last = last.max(to);
        }
        self.spans.insert(first, (last, now));
    }

    /// Removes an id.
    pub(crate) fn remove(&mut self, id: i64) {
        let Some((&first, &(last, grown))) = self.spans.range(..=id).next_back() else { return };
        if last < id {
            return;
        }
        self.spans.remove(&first);
        if first < id {
            self.spans.insert(first, (id - 1, grown));
        }
        if id < last {
            self.spans.insert(id + 1, (last, grown));
        }
    }

    /// How many intervals there are.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Forgets the intervals that have not grown since `time`.
    pub(crate) fn forget(&mut self, time: Time) {
        self.spans.retain(|_, (_, grown)| *grown >= time);
    }

    /// The intervals whose first id is larger than `after`, in order.
    pub(crate) fn after(&self, after: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let begin = after.saturating_add(1);
        self.spans.range(begin..).map(|(&first, &(last, _))| (first, last))
    }

    /// All intervals, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.spans.iter().map(|(&first, &(last, _))| (first, last))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forgets_only_what_has_not_grown() {
        let mut set = Intervals::default();
        set.insert(1, Time(10));
        set.insert(5, Time(10));
        set.insert(2, Time(20));
        set.forget(Time(15));
        assert_eq!(set.iter().collect::<Vec<_>>(), [(1, 2)]);
    }

    proptest! {
        #[test]
        fn behaves_like_a_set(added in prop::collection::vec((0i64..40, -1i64..3), 0..60)) {
            let mut set = Intervals::default();
            let mut model = BTreeSet::new();
            for (first, more) in added {
                match more {
                    -1 => set.remove(first),
                    0 => set.insert(first, Time(0)),
                    _ => set.insert_span(first, first + more, Time(0)),
                }
                model.extend(first..=first + more);
                if more < 0 {
                    model.remove(&first);
                }
            }
            for id in -1..=44 {
                prop_assert_eq!(set.contains(id), model.contains(&id));
            }
            let spans: Vec<_> = set.iter().collect();
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "{:?}", spans);
            prop_assert_eq!(set.len(), spans.len());
            let listed: BTreeSet<i64> = spans.into_iter().flat_map(|(a, b)| a..=b).collect();
            prop_assert_eq!(listed, model);
        }
    }
}
