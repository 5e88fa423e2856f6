//! E1: a status update about a milestone that slips.

use super::{Payload, status, summary};
use crate::{
    analyse::{Escalation, escalate::Slip},
    model::Program,
};

pub(super) fn situation(facts: &Slip) -> String {
    format!("{} {}", facts.fired.reason, facts.why)
}

pub(super) fn payload(program: &Program, escalation: &Escalation, facts: &Slip) -> Payload {
    status(program, escalation, Some(&facts.standing), summary(program, escalation))
}
