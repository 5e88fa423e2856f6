//! E1: a status update about a milestone that slips.

use crate::{analyse::escalate::Slip, say::Voice};

pub(super) fn situation(voice: Voice, facts: &Slip) -> String {
    format!("{} {}", voice.rule(&facts.fired), voice.why(&facts.why))
}
