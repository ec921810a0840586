//! Which updates are done already, so that one that is delivered again is not handled again.

use std::collections::BTreeMap;

/// Intervals kept at most; the oldest goes first. Ids are nearly consecutive, so there are few.
const MOST: usize = 10_000;

/// A set of update ids, kept as intervals.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// First id to last id; intervals neither touch nor overlap.
    intervals: BTreeMap<i64, i64>,
}

impl Done {
    pub(crate) fn contains(&self, id: i64) -> bool {
        self.intervals.range(..=id).next_back().is_some_and(|(_, last)| id <= *last)
    }

    pub(crate) fn insert(&mut self, id: i64) {
        self.insert_all(id, id);
    }

    /// Adds every id from `first` to `last`.
    pub(crate) fn insert_all(&mut self, first: i64, last: i64) {
        let (mut first, mut last) = (first, last);
        // Everything that begins before the end of this one and reaches its beginning joins it.
        while let Some((&from, &to)) = self.intervals.range(..=last.saturating_add(1)).next_back() {
            if to < first.saturating_sub(1) {
                break;
            }
            self.intervals.remove(&from);
            first = first.min(from);
            last = last.max(to);
        }
        self.intervals.insert(first, last);
        if self.intervals.len() > MOST {
            self.intervals.pop_first();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set_in_few_intervals(added in proptest::collection::vec((0i64..60, 0i64..4), 0..60)) {
            let (mut done, mut model) = (Done::default(), BTreeSet::new());
            for (first, more) in added {
                done.insert_all(first, first + more);
                model.extend(first..=first + more);
            }
            for id in -2..70 {
                prop_assert_eq!(done.contains(id), model.contains(&id), "id {}", id);
            }
            let gaps = model.iter().filter(|id| !model.contains(&(*id + 1))).count();
            prop_assert_eq!(done.intervals.len(), gaps);
        }
    }
}
