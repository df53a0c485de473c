//! Random choices, the same ones for the same seed.

use newsletter_model::Issue;

/// A source of choices, and the other issues that an edit may take parts from.
#[derive(Debug)]
pub struct Choice<'o> {
    state: u64,
    others: &'o [Issue],
}

impl<'o> Choice<'o> {
    /// The choices of a seed.
    pub fn new(seed: u64, others: &'o [Issue]) -> Self {
        Self {
            state: seed,
            others,
        }
    }

    /// A number below another one, which is over 0. The generator is SplitMix64.
    pub fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = (mixed ^ (mixed >> 31)) >> 33;
        usize::try_from(number).unwrap_or_default() % end
    }

    /// One of some values.
    pub fn pick<'v, T>(&mut self, values: &'v [T]) -> Option<&'v T> {
        if values.is_empty() {
            return None;
        }
        values.get(self.below(values.len()))
    }

    /// One of two ways.
    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Another issue.
    pub fn other(&mut self) -> Option<&'o Issue> {
        let others = self.others;
        self.pick(others)
    }
}
