//! The list of phases.

use serde::Serialize;

use crate::view::{Context, part::phase_step::PhaseStep};

/// What stands on the page of all phases.
#[derive(Debug, Clone, Serialize)]
pub struct PhasesPage {
    /// All phases in order of their ids.
    pub phases: Vec<PhaseStep>,
    /// How many gates are behind us.
    pub passed: usize,
    /// How many milestones belong to none.
    pub without_phase: usize,
    /// How many milestones there are.
    pub milestones: usize,
}

impl Context<'_> {
    /// The page of all phases.
    pub fn phases_page(&self) -> PhasesPage {
        let now = self.now();
        let phases: Vec<PhaseStep> =
            self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect();
        PhasesPage {
            passed: phases.iter().filter(|phase| matches!(phase.decision, "go" | "conditional")).count(),
            phases,
            without_phase: self.program.milestones.rows().iter().filter(|row| row.phase.is_none()).count(),
            milestones: self.program.milestones.len(),
        }
    }
}
