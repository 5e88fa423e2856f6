//! E1: a status update about a milestone that slips.

use super::{Payload, status, summary};
use crate::{
    analyse::{Escalation, escalate::Slip},
    say::Voice,
};

pub(super) fn situation(voice: Voice, facts: &Slip) -> String {
    format!("{} {}", voice.rule(&facts.fired), voice.why(&facts.why))
}

pub(super) fn payload(voice: Voice, escalation: &Escalation, facts: &Slip) -> Payload {
    status(voice, escalation, Some(&facts.standing), summary(voice, escalation))
}
