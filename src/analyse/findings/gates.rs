//! Gates that were signed over a criterion that is not met.

use crate::{
    analyse::{Analysis, Finding},
    diag::Code,
    model::{Key, Phase, Program},
};

/// A gate that was decided `go` and is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFault {
    /// The phase.
    pub phase: Key<Phase>,
    /// Which of its criteria are not met, as indices.
    pub unmet: Vec<usize>,
}

impl GateFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::GateSignedUnmet
    }
}

pub(super) fn signed_unmet(program: &Program, now: &Analysis) -> Vec<Finding> {
    let signed = program.phases.keys().filter(|phase| now.phases[phase.index()].gate.signed_unmet);
    let finding = |phase: Key<Phase>| {
        let gate = &now.phases[phase.index()].gate;
        let criteria = gate.criteria.iter().enumerate();
        let unmet = criteria.filter(|(_, judged)| !judged.met).map(|(index, _)| index).collect();
        Some(Finding::new(gate.facts.decision.as_ref()?.place, GateFault { phase, unmet }))
    };
    signed.filter_map(finding).collect()
}
