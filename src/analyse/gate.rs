//! Gates: what was decided on them, and whether their criteria are met on the day.

use chrono::NaiveDate;

use super::{Cause, CriterionAnalysis, GateAnalysis, RollUpMember, criterion::judge, day::Day, doubt::doubt};
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

/// What follows for the gate of a phase.
pub(super) fn analyse(
    day: &Day,
    phase: Key<Phase>,
    baseline: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    driving: Option<Key<Milestone>>,
) -> GateAnalysis {
    let criteria: Vec<CriterionAnalysis> =
        day.program.phases[phase].gate.criteria.iter().map(|criterion| judge(day, criterion)).collect();
    let facts = day.gates[phase.index()].clone();
    let unclear = unclear(day, phase, &facts);
    let go = facts.decision.as_ref().is_some_and(|decision| decision.value == GateDecision::Go);
    let variance = baseline.zip(forecast).map(|(from, to)| day.calendar().days_between(from, to));
    GateAnalysis {
        signed_unmet: go && criteria.iter().any(|c| !c.met),
        criteria,
        baseline,
        forecast,
        driving,
        variance,
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
pub(super) fn members(phase: Key<Phase>, gate: &GateAnalysis) -> impl Iterator<Item = RollUpMember> {
    let signed = gate.signed_unmet.then_some((Rag::Amber, Cause::SignedUnmet));
    let unclear = gate.unclear.is_some().then_some((Rag::Unknown, Cause::GateUnclear));
    let member = move |(rag, cause)| RollUpMember { subject: Subject::Phase(phase), rag, cause };
    signed.into_iter().chain(unclear).map(member)
}
