//! Gates that were signed over a criterion that is not met.

use crate::{
    analyse::{Analysis, Finding},
    diag::Code,
    model::{Key, Phase, Program},
};

/// A gate that was decided `go` while it was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFault {
    /// The phase.
    pub phase: Key<Phase>,
    /// Which of its criteria were not met when it was decided, as indices.
    pub unmet: Vec<usize>,
    /// Some of them are not met yet.
    pub still: bool,
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
        let (unmet, still) = (gate.unmet_when_decided.clone(), gate.still_unmet() > 0);
        Some(Finding::new(gate.facts.decision.as_ref()?.place, GateFault { phase, unmet, still }))
    };
    signed.filter_map(finding).collect()
}
