//! Effort counted in steps instead of time, so that no input takes for ever and every machine stops alike.

/// The most steps for one part of the method: some tenths of a second.
pub(super) const WHOLE: u64 = 45_000_000;

/// Steps for each node of a smaller graph.
const FOR_A_NODE: u64 = 100_000;

/// How many steps a connected part gets for its order, and again for its heights, by its share of all nodes.
pub(super) fn share(nodes: usize, all_nodes: usize) -> u64 {
    let whole = WHOLE.min(FOR_A_NODE * all_nodes as u64);
    whole / all_nodes.max(1) as u64 * nodes as u64
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
