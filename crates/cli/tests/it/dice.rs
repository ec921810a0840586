//! Chance that can be had again.

/// The variable with the seed.
const SEED: &str = "MOLNIYA_SEED";

/// The generator of Knuth's MMIX.
pub(crate) struct Dice(u64);

impl Dice {
    /// What the seed in the environment leads to, else 1. A test that fails shows it.
    pub(crate) fn seeded() -> Self {
        let seed = std::env::var(SEED).ok().map_or(1, |seed| seed.parse().expect("a whole number"));
        eprintln!("{SEED}={seed}");
        Self(seed)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Its high bits are the good ones.
        (self.0 >> 33) as usize % end
    }
}
