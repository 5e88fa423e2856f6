//! E5: test coverage under its threshold, as a red risk in a status update.

use super::{Payload, status};
use crate::{
    analyse::{Escalation, escalate::LowCoverage},
    say::{Voice, coverage::too_low},
};

pub(super) fn situation(voice: Voice, facts: &LowCoverage) -> String {
    too_low(voice, &facts.short)
}

pub(super) fn payload(voice: Voice, escalation: &Escalation, facts: &LowCoverage) -> Payload {
    let service = &voice.program.services[facts.service].head.id;
    let summary = format!("RISK, RAG RED: {service}: {}", situation(voice, facts));
    status(voice, escalation, facts.delivery.as_ref(), summary)
}
