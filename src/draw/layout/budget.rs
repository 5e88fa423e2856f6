//! Effort counted in steps instead of time, so that no input takes for ever and every machine stops alike.

/// The most steps for each part of the method: a few tenths of a second.
pub(super) const RANKS: u64 = 45_000_000;
pub(super) const ORDER: u64 = 32_000_000;
pub(super) const HEIGHTS: u64 = 45_000_000;

/// Steps for each node of a smaller graph.
const FOR_A_NODE: u64 = 100_000;

/// How many of the steps of a part of the method a connected part of the graph gets, by its share of all nodes.
pub(super) fn share(most: u64, nodes: usize, all_nodes: usize) -> u64 {
    most.min(FOR_A_NODE * all_nodes as u64) / all_nodes.max(1) as u64 * nodes as u64
}

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
