//! Times, counted: as many as there are, in little room, each known to one part in 64.

use std::collections::BTreeMap;
use std::time::Duration;

/// Bits of a number of microseconds that are kept beside its size.
const KEPT_BITS: u32 = 6;

/// How often which time was needed.
///
/// Microseconds of 7 bits and less are kept as they are, others without their lower bits; so there are at most 64 entries
/// for each power of two.
#[derive(Debug, Clone, Default)]
pub(super) struct Histogram {
    /// By the longest time of an entry, in microseconds.
    counts: BTreeMap<u64, u64>,
    count: u64,
    longest: u64,
}

impl Histogram {
    pub(super) fn add(&mut self, time: Duration) {
        let time = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let lost = (u64::BITS - time.leading_zeros()).saturating_sub(KEPT_BITS + 1);
        let upper = time | ((1 << lost) - 1);
        *self.counts.entry(upper).or_default() += 1;
        self.count += 1;
        self.longest = self.longest.max(time);
    }

    /// Adds all that another has counted.
    pub(super) fn merge(&mut self, other: &Self) {
        for (time, count) in &other.counts {
            *self.counts.entry(*time).or_default() += count;
        }
        self.count += other.count;
        self.longest = self.longest.max(other.longest);
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The time in milliseconds that this share of all needed at most; 0 if there are none.
    pub(super) fn quantile_ms(&self, share: f64) -> f64 {
        let wanted = (self.count as f64 * share).ceil() as u64;
        let mut sum = 0;
        let reached = self.counts.iter().find(|(_, count)| {
            sum += **count;
            sum >= wanted
        });
        let time = reached.map_or(0, |(time, _)| *time).min(self.longest);
        time as f64 / 1000.0
    }

    pub(super) fn longest_ms(&self) -> f64 {
        self.longest as f64 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_right_to_one_part_in_64() {
        let mut all = Histogram::default();
        let mut rest = Histogram::default();
        for ms in 1..=1000 {
            let half = if ms % 2 == 0 { &mut all } else { &mut rest };
            half.add(Duration::from_millis(ms));
        }
        all.merge(&rest);
        assert_eq!((all.count(), all.longest_ms()), (1000, 1000.0));
        for (share, exact) in [(0.5, 500.0), (0.9, 900.0), (0.99, 990.0), (1.0, 1000.0)] {
            let found = all.quantile_ms(share);
            assert!(found >= exact && found <= exact * (1.0 + 1.0 / 64.0), "{share}: {found}");
        }
        assert_eq!(Histogram::default().quantile_ms(0.5), 0.0);
    }

    #[test]
    fn any_time_has_a_place_and_there_are_few_places() {
        let mut all = Histogram::default();
        for shift in 0..64 {
            for part in 0..200 {
                all.add(Duration::from_micros((1_u64 << shift).saturating_add(part << shift >> 8)));
            }
        }
        all.add(Duration::ZERO);
        all.add(Duration::MAX);
        assert!(all.counts.len() <= 64 * 64, "{}", all.counts.len());
        assert_eq!(all.quantile_ms(1.0), u64::MAX as f64 / 1000.0);
    }
}
