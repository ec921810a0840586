//! The figures of single runs, and how several are put together.

use std::time::Duration;

use molniya_bench::Report;

use crate::bot::Bot;

/// One run with people who order.
pub(crate) struct Measured {
    pub(crate) bot: Bot,
    pub(crate) round: usize,
    pub(crate) report: Report,
    /// What the bot used of the processors in the window, user and system.
    pub(crate) cpu: Duration,
    /// What the stub used.
    pub(crate) stub_cpu: Duration,
    /// From the start of the process until its first poll waited.
    pub(crate) start: Duration,
    /// Memory before anybody said a word.
    pub(crate) idle_kib: u64,
    /// Memory after the last step.
    pub(crate) loaded_kib: u64,
}

impl Measured {
    /// Microseconds of the bot's processor time for one step.
    pub(crate) fn cpu_per_step(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.report.steps as f64
    }

    /// How much of one core the stub used.
    pub(crate) fn stub_load(&self) -> f64 {
        self.stub_cpu.as_secs_f64() / self.report.seconds
    }
}

/// One run with people who begin to order and stop.
pub(crate) struct Growth {
    pub(crate) bot: Bot,
    /// How many dialogues were open, and the bot's memory in KiB then.
    pub(crate) points: Vec<(usize, u64)>,
    pub(crate) report: Report,
}

/// Several figures of the same thing.
pub(crate) struct Spread {
    pub(crate) least: f64,
    pub(crate) median: f64,
    pub(crate) most: f64,
}

impl Spread {
    /// Nothing, if there are no figures.
    pub(crate) fn of(figures: impl Iterator<Item = f64>) -> Option<Spread> {
        let mut sorted: Vec<f64> = figures.collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let upper = sorted.get(middle)?;
        let lower = if sorted.len().is_multiple_of(2) { &sorted[middle - 1] } else { upper };
        Some(Spread {
            least: *sorted.first()?,
            median: f64::midpoint(*lower, *upper),
            most: *sorted.last()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_median_is_in_the_middle() {
        let spread = |figures: &[f64]| {
            let spread = Spread::of(figures.iter().copied()).expect("some");
            (spread.least, spread.median, spread.most)
        };
        assert_eq!(spread(&[3.0]), (3.0, 3.0, 3.0));
        assert_eq!(spread(&[9.0, 1.0]), (1.0, 5.0, 9.0));
        assert_eq!(spread(&[7.0, 1.0, 2.0]), (1.0, 2.0, 7.0));
        assert!(Spread::of([].into_iter()).is_none());
    }
}
