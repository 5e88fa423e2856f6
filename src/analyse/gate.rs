//! Gates: what was decided on them, whether their criteria are met, and what they say to the color of their phase.

use chrono::NaiveDate;

use super::{
    Cause, CriterionAnalysis, GateAnalysis, RollUpMember,
    criterion::judge,
    day::Day,
    decided::{decision_day, passes},
    doubt::doubt,
    headline::Headline,
};
use crate::model::{GateDecision, GateFacts, Key, Milestone, Overlay, Owner, Phase, Rag, Subject};

/// Why nobody can tell what was decided at a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// An update of it says nothing or cannot be read.
    Lost,
    /// It was decided, but not told what; by whom and when, as far as that was.
    Untold {
        /// The day.
        on: Option<NaiveDate>,
        /// By whom.
        by: Option<Owner>,
    },
}

/// The milestones before a gate, as far as it depends on them.
pub(super) struct Before {
    /// Their dates.
    pub headline: Headline,
    /// When all of them are expected to be done, where each has a date.
    pub forecast: Option<NaiveDate>,
    /// The one that is expected last.
    pub driving: Option<Key<Milestone>>,
    /// Some are neither done nor given up.
    pub open: bool,
}

/// What follows for the gate of a phase.
pub(super) fn analyse(day: &Day, phase: Key<Phase>, before: &Before) -> GateAnalysis {
    let criteria: Vec<CriterionAnalysis> =
        day.program.phases[phase].gate.criteria.iter().map(|criterion| judge(day, criterion)).collect();
    let facts = day.gates[phase.index()].clone();
    let unclear = unclear(day, phase, &facts);
    // A decision without a day is judged as of the day itself.
    let when_decided = day.decided.unmet(phase, &facts).map(<[usize]>::to_vec);
    let now =
        || criteria.iter().enumerate().filter(|(_, judged)| !judged.met).map(|(index, _)| index).collect();
    let unmet_when_decided = match passes(&facts) {
        true => when_decided.unwrap_or_else(now),
        false => Vec::new(),
    };
    let decision = facts.decision.as_ref().map(|decision| decision.value);
    let headline = before.headline;
    GateAnalysis {
        signed_unmet: decision == Some(GateDecision::Go) && !unmet_when_decided.is_empty(),
        decided_on: decision.filter(|decision| *decision != GateDecision::Pending).and(decision_day(&facts)),
        unmet_when_decided,
        criteria,
        baseline: headline.baseline.finish,
        forecast: before.forecast.or(headline.forecast.map(|dates| dates.finish)),
        driving: before.driving,
        variance: headline.variance,
        headline,
        open: before.open,
        unclear,
        facts,
    }
}

/// Why nobody can tell what was decided.
fn unclear(day: &Day, phase: Key<Phase>, facts: &GateFacts) -> Option<Unclear> {
    let history = &day.program.phases[phase].gate.history;
    let decided = |facts: &GateFacts| facts.decision.as_ref().map(|_| false);
    let lost = facts.lost().chain(day.program.lost_of(day.program.phases[phase].head.file));
    if lost.count() > 0 || doubt(history, day.known, decided).is_some() {
        return Some(Unclear::Lost);
    }
    let decision = facts.decision.as_ref().map(|decision| decision.on);
    let untold = |on| decision.is_none_or(|decision| decision < on);
    let on = facts.decided_on.as_ref().filter(|on| untold(on.on)).map(|on| on.value);
    let by = facts.decided_by.as_ref().filter(|by| untold(by.on)).map(|by| by.value.clone());
    (on.is_some() || by.is_some()).then_some(Unclear::Untold { on, by })
}

/// What a gate itself adds to the colors of its phase and of the program.
pub(super) fn members(day: &Day, phase: Key<Phase>, gate: &GateAnalysis) -> Vec<RollUpMember> {
    if !is_written(day, phase) {
        return Vec::new();
    }
    let found = [decision(day, gate), late(day, gate)];
    let unclear = gate.unclear.is_some().then_some((Rag::Unknown, Cause::GateUnclear));
    let found = found.into_iter().flatten().chain(unclear);
    found.map(|(rag, cause)| RollUpMember { subject: Subject::Phase(phase), rag, cause }).collect()
}

/// Whether a gate is written at all, as far as is known on the day: criteria, what was decided, or something that cannot
/// be read and may have been either.
fn is_written(day: &Day, phase: Key<Phase>) -> bool {
    let gate = &day.program.phases[phase].gate;
    let history = &gate.history;
    let said = *day.known.base(history) != GateFacts::default()
        || !history.until(day.as_of).is_empty()
        || !history.lost.is_empty();
    let lost = || day.program.lost_of(day.program.phases[phase].head.file).next().is_some();
    said || !gate.criteria.is_empty() || lost()
}

/// What follows from the decision, or from its not being taken.
fn decision(day: &Day, gate: &GateAnalysis) -> Option<(Rag, Cause)> {
    let unmet = gate.criteria.iter().filter(|criterion| !criterion.met).count();
    match gate.facts.decision.as_ref().map(|decision| decision.value) {
        Some(GateDecision::NoGo) => Some((Rag::Red, Cause::GateNoGo)),
        Some(GateDecision::Conditional) if gate.still_unmet() > 0 => {
            Some((Rag::Amber, Cause::GateConditional))
        }
        Some(GateDecision::Go) if gate.still_unmet() > 0 => Some((Rag::Amber, Cause::SignedUnmet)),
        Some(GateDecision::Go | GateDecision::Conditional) => {
            gate.criteria.is_empty().then_some((Rag::Unknown, Cause::GateAsksNothing))
        }
        Some(GateDecision::Pending) | None => {
            let due = gate.baseline.filter(|due| *due < day.as_of)?;
            let rag = if unmet > 0 { Rag::Red } else { Rag::Amber };
            Some((rag, Cause::GatePending { due, unmet }))
        }
    }
}

/// Expected later than approved; of no matter once all before it is over and it was passed.
fn late(day: &Day, gate: &GateAnalysis) -> Option<(Rag, Cause)> {
    let days = gate.variance.filter(|days| *days > 0 && (gate.open || !passes(&gate.facts)))?;
    Some((slipping(day, days), Cause::GateLate { days }))
}

/// The color of a finish so many working days later than approved.
pub(super) fn slipping(day: &Day, days: i32) -> Rag {
    let limit = day.program.settings.thresholds.slip;
    if i64::from(days) > i64::from(limit) { Rag::Red } else { Rag::Amber }
}

impl GateAnalysis {
    /// How many of the criteria that were not met on the day of the decision are not met yet.
    pub fn still_unmet(&self) -> usize {
        self.unmet_when_decided.iter().filter(|index| !self.criteria[**index].met).count()
    }

    /// Decided `go`, with nothing open before it: the day, where one is known, and on how many criteria it was passed
    /// that were not met.
    pub fn closed(&self) -> Option<(Option<NaiveDate>, usize)> {
        let go = self.facts.decision.as_ref().is_some_and(|decision| decision.value == GateDecision::Go);
        (go && !self.open).then_some((self.decided_on, self.unmet_when_decided.len()))
    }
}
