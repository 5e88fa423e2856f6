//! What of the criteria of gates was not met on the days on which they were decided, as kept.
//!
//! Knows no criteria: [`decisions`](super::decisions) judges them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{GateDecision, GateFacts, Key, Phase};

/// By day of the decision and phase: the criteria, as indices.
#[derive(Debug, Clone, Default)]
pub(super) struct Decided {
    unmet: BTreeMap<(NaiveDate, Key<Phase>), Vec<usize>>,
}

impl Decided {
    /// That of decisions that were judged.
    pub fn new(judged: impl IntoIterator<Item = ((NaiveDate, Key<Phase>), Vec<usize>)>) -> Self {
        Self { unmet: judged.into_iter().collect() }
    }

    /// What was not met when the decision that counts was taken; `None` where that has no day.
    pub fn unmet(&self, phase: Key<Phase>, facts: &GateFacts) -> Option<&[usize]> {
        self.unmet.get(&(decision_day(facts)?, phase)).map(Vec::as_slice)
    }
}

/// The day on which the decision that counts was taken; `None` where nobody has told one.
pub(super) fn decision_day(facts: &GateFacts) -> Option<NaiveDate> {
    let decision = facts.decision.as_ref()?;
    // The day of another report is that of another decision.
    let meeting = facts.decided_on.as_ref().filter(|meeting| meeting.on == decision.on);
    meeting.map(|meeting| meeting.value).or(decision.on)
}

/// Whether a decision lets the gate be passed, whole or with conditions.
pub(super) fn passes(facts: &GateFacts) -> bool {
    let decision = facts.decision.as_ref().map(|decision| decision.value);
    matches!(decision, Some(GateDecision::Go | GateDecision::Conditional))
}
