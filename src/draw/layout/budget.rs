//! Effort counted in steps instead of time, so that no input takes for ever and every machine stops alike.

/// Steps for one layout, to be shared by its parts: a few tenths of a second.
pub(super) const WHOLE: u64 = 45_000_000;

/// A number of steps that may still be taken.
#[derive(Debug)]
pub(super) struct Budget(u64);

impl Budget {
    pub fn new(steps: u64) -> Budget {
        Budget(steps)
    }

    pub fn spend(&mut self, steps: usize) {
        self.0 = self.0.saturating_sub(steps as u64);
    }

    pub fn left(&self) -> u64 {
        self.0
    }

    pub fn is_spent(&self) -> bool {
        self.0 == 0
    }
}
