//! What of the criteria of gates was not met on the days on which they were decided.
//!
//! A decision is judged by what was known when it was taken, whatever came after. That does not depend on the day asked
//! for, so it is worked out once for each day of a decision.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{criterion::judge, day::Day};
use crate::model::{GateDecision, GateFacts, Key, Phase, Program};

/// By day of the decision and phase.
#[derive(Debug, Clone, Default)]
pub(super) struct Decided {
    unmet: BTreeMap<(NaiveDate, Key<Phase>), Vec<usize>>,
}

impl Decided {
    /// All decisions of a program; `facts_of` gives the facts of a day.
    pub fn new<'a>(program: &'a Program, facts_of: impl Fn(NaiveDate) -> Day<'a>) -> Self {
        let mut days: BTreeMap<NaiveDate, BTreeSet<Key<Phase>>> = BTreeMap::new();
        for (key, phase) in program.phases.iter() {
            let updates = phase.gate.history.updates.iter().map(|update| update.date);
            let states = updates.map(|on| phase.gate.history.on(on)).chain([phase.gate.history.base.clone()]);
            for on in states.filter(passes).filter_map(|facts| decision_day(&facts)) {
                days.entry(on).or_default().insert(key);
            }
        }
        let mut unmet = BTreeMap::new();
        for (on, phases) in days {
            let day = facts_of(on);
            unmet.extend(phases.into_iter().map(|phase| ((on, phase), not_met(&day, phase))));
        }
        Self { unmet }
    }

    /// The criteria, as indices, that were not met on the day on which the gate of a phase was decided `go` or
    /// `conditional`; of a decision without a day those that are not met on the day itself.
    pub fn unmet(&self, day: &Day, phase: Key<Phase>, facts: &GateFacts) -> Vec<usize> {
        if !passes(facts) {
            return Vec::new();
        }
        let known = decision_day(facts).and_then(|on| self.unmet.get(&(on, phase)).cloned());
        known.unwrap_or_else(|| not_met(day, phase))
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
fn passes(facts: &GateFacts) -> bool {
    let decision = facts.decision.as_ref().map(|decision| decision.value);
    matches!(decision, Some(GateDecision::Go | GateDecision::Conditional))
}

fn not_met(day: &Day, phase: Key<Phase>) -> Vec<usize> {
    let criteria = day.program.phases[phase].gate.criteria.iter().enumerate();
    criteria.filter(|(_, criterion)| !judge(day, criterion).met).map(|(index, _)| index).collect()
}
