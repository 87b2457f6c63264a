//! Random numbers that are the same everywhere and always, so that a site can be named by its seed.

/// SplitMix64: one addition and two multiplications for each number, which is all that invented text needs.
pub struct Random(u64);

impl Random {
    /// The numbers of item `index` of whatever `seed` names. They do not depend on how many items there are.
    pub fn new(seed: u64, index: usize) -> Self {
        let of_seed = Self(seed).number();
        // Mixed once more: without it, the numbers of one item would be those of its neighbour, one step on.
        Self(Self(of_seed ^ u64::try_from(index).unwrap_or(u64::MAX)).number())
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.number() % end).unwrap_or_default()
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, of which there is at least one.
    pub fn choice<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A size from `least` to `most` where half are below 1.8 times `least` and a few are very large, as the lengths of
    /// texts are: a Pareto distribution with exponent 1.2.
    pub fn heavy_tail(&mut self, least: usize, most: usize) -> usize {
        let share = (self.below(1_000_000) + 1) as f64 / 1_000_000.0;
        let size = least as f64 * share.powf(-1.0 / 1.2);
        (size as usize).clamp(least, most)
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
