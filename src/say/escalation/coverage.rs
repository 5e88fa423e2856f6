//! E5: test coverage under its threshold, as a red risk in a status update.

use super::{Payload, status};
use crate::{
    analyse::{Escalation, escalate::LowCoverage},
    model::Program,
    say::coverage::too_low,
};

pub(super) fn situation(program: &Program, facts: &LowCoverage) -> String {
    too_low(&program.settings.thresholds, &facts.measured)
}

pub(super) fn payload(program: &Program, escalation: &Escalation, facts: &LowCoverage) -> Payload {
    let service = &program.services[facts.service].head.id;
    let summary = format!("RISK, RAG RED: {service}: {}", situation(program, facts));
    status(program, escalation, facts.delivery.as_ref(), summary)
}
