//! What is told of days after the status date, and does not count yet.

use chrono::NaiveDate;

use super::FactFault;
use crate::{
    analyse::{Analysis, Finding},
    diag::Place,
    model::{Decision, DecisionStatus, Phase, Program, Update},
};

/// What can be told of a later day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FutureFact {
    /// A report.
    Update,
    /// A risk or blocker was raised.
    Raised,
    /// It was decided at a gate.
    Gate,
    /// A decision was taken.
    Decision,
    /// A coverage was measured.
    Measurement,
    /// Something began, by its front matter: a report cannot tell of later days, which is a finding of its own.
    Start,
    /// It was finished, by its front matter.
    Finish,
    /// A blocker was resolved, by its front matter.
    Resolved,
}

type Told = (FutureFact, NaiveDate, Place);

pub(super) fn later_facts(program: &Program, now: &Analysis) -> Vec<Finding> {
    let as_of = now.as_of;
    let all = updates(program).into_iter().chain(raised(program)).chain(measured(program));
    let gates = program.phases.rows().iter().filter_map(decided_at_gate);
    let decisions = program.decisions.rows().iter().filter_map(decided);
    let all = all.chain(actual_dates(program));
    let later = all.chain(gates).chain(decisions).filter(|(_, on, _)| *on > as_of);
    later.map(|(what, on, place)| Finding::new(place, FactFault::Future { what, on, as_of })).collect()
}

fn updates(program: &Program) -> Vec<Told> {
    fn of<F>(updates: &[Update<F>]) -> impl Iterator<Item = Told> {
        updates.iter().map(|update| (FutureFact::Update, update.date, update.place))
    }
    let milestones = program.milestones.rows().iter().flat_map(|row| of(&row.history.updates));
    let risks = program.risks.rows().iter().flat_map(|row| of(&row.history.updates));
    let blockers = program.blockers.rows().iter().flat_map(|row| of(&row.history.updates));
    let gates = program.phases.rows().iter().flat_map(|row| of(&row.gate.history.updates));
    milestones.chain(risks).chain(blockers).chain(gates).collect()
}

fn raised(program: &Program) -> Vec<Told> {
    let risks = program.risks.rows().iter().filter_map(|row| row.raised_on);
    let blockers = program.blockers.rows().iter().filter_map(|row| row.raised_on);
    risks.chain(blockers).map(|on| (FutureFact::Raised, on.value, on.place)).collect()
}

fn measured(program: &Program) -> Vec<Told> {
    let all = program.services.rows().iter().flat_map(|row| &row.coverage);
    all.filter_map(|measured| Some((FutureFact::Measurement, measured.on?, measured.place))).collect()
}

fn actual_dates(program: &Program) -> Vec<Told> {
    let told =
        |what, fact: &crate::model::Told<NaiveDate>| fact.as_ref().map(|fact| (what, fact.value, fact.place));
    let milestones = program.milestones.rows().iter().flat_map(|row| {
        let facts = &row.history.base;
        [told(FutureFact::Start, &facts.actual_start), told(FutureFact::Finish, &facts.actual_finish)]
    });
    let blockers = program.blockers.rows().iter();
    let resolved = blockers.map(|row| told(FutureFact::Resolved, &row.history.base.resolved_on));
    milestones.chain(resolved).flatten().collect()
}

/// What front matter tells of a meeting; that of an update cannot lie after its report, and is told as that.
fn decided_at_gate(phase: &Phase) -> Option<Told> {
    let facts = &phase.gate.history.base;
    let on = facts.decided_on.as_ref()?;
    facts.decision.as_ref().map(|_| (FutureFact::Gate, on.value, on.place))
}

/// A decision that is said to be taken; of one that is proposed the day is that of the proposal.
fn decided(decision: &Decision) -> Option<Told> {
    let on =
        decision.date.filter(|_| decision.status.is_some_and(|is| is.value != DecisionStatus::Proposed))?;
    Some((FutureFact::Decision, on.value, on.place))
}
