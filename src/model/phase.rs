//! Phases: stretches of the program, each ending in a gate.

use super::{Entity, Gate, Head, Key, Owner, Sprint};

/// A phase.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Id, title, file, narrative.
    pub head: Head,
    /// The sprints it was planned for.
    pub sprints: Vec<Key<Sprint>>,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// The gate at its end: what must hold, and what was decided.
    pub gate: Gate,
}

impl Entity for Phase {
    fn head(&self) -> &Head {
        &self.head
    }
}
