//! Rules about what surrounds a milestone: blockers, coverage, risks.

use super::{Case, fired};
use crate::{
    analyse::{
        Facts, Fired, RuleCode,
        coverage::{self, Unmeasured},
        day::Progress,
    },
    model::{Entity, Key, LifeCycle, Rag, Service, Severity},
};

pub(super) fn blocked(case: &Case) -> Option<Fired> {
    if case.state.done() {
        return None;
    }
    let on_it = case.day.program.blockers.iter().filter(|(key, blocker)| {
        case.day.blockers[key.index()].active
            && case.day.concerns(blocker.blocks.iter().map(|subject| subject.value), case.key)
    });
    let severity = |index: usize| case.day.blockers[index].facts.severity.as_ref().map(|fact| fact.value);
    let worst = on_it.max_by_key(|(key, _)| (severity(key.index()), std::cmp::Reverse(*key)));
    let Some((by, blocker)) = worst else { return only_said(case) };
    let severity = severity(by.index());
    // A blocker of unknown severity is taken for the worst: fail closed.
    let rag = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
    let raised = blocker.raised_on.map(|on| on.value);
    fired(RuleCode::Blocked, rag, Some(blocker.head().place), Facts::Blocked { by, severity, raised })
}

/// Reported blocked, while no blocker says by what.
fn only_said(case: &Case) -> Option<Fired> {
    let status = case.state.facts.status.as_ref().filter(|status| status.value == LifeCycle::Blocked)?;
    fired(RuleCode::Blocked, Rag::Amber, Some(status.place), Facts::ReportedBlocked(status.reported()))
}

pub(super) fn tested(case: &Case) -> Option<Fired> {
    if matches!(case.state.progress, Progress::NotStarted) {
        return None;
    }
    let services = || case.milestone.services.iter().copied();
    let (program, known) = (case.day.program, case.day.known);
    let low = services().find_map(|key| Some((key, coverage::too_low(program, key, known)?)));
    if let Some((service, (measured, short))) = low {
        let facts = Facts::LowCoverage { service, short };
        return fired(RuleCode::Coverage, Rag::Red, Some(measured.place), facts);
    }
    // Half a measurement does not tell that the other half is fine.
    let half = services().find_map(|key| Some((key, coverage::unmeasured(program, key, known)?)));
    if let Some((service, (measured, what))) = half {
        let facts = Facts::Unmeasured { service, what };
        return fired(RuleCode::Coverage, Rag::Unknown, Some(measured.place), facts);
    }
    // Where the program says what is needed, silence does not meet it.
    let asked = program.settings.thresholds.coverage_written && case.state.progress != Progress::Cancelled;
    let silent = |key: &Key<Service>| coverage::standing(program, *key, known).next().is_none();
    let service = services().find(|key| asked && silent(key))?;
    let facts = Facts::Unmeasured { service, what: Unmeasured { unit: true, integration: true, on: None } };
    fired(RuleCode::Coverage, Rag::Unknown, Some(program.services[service].head().place), facts)
}

/// A risk whose color is not known may be red: fail closed.
pub(super) fn risk(case: &Case) -> Option<Fired> {
    if case.state.done() {
        return None;
    }
    let risks = case.day.program.risks.iter().filter(|(key, risk)| {
        let state = &case.day.risks[key.index()];
        let named = risk.affects.iter().map(|subject| subject.value);
        state.open && matches!(state.rag, Rag::Red | Rag::Unknown) && case.day.concerns(named, case.key)
    });
    let (key, risk) =
        risks.max_by_key(|(key, _)| (case.day.risks[key.index()].rag, std::cmp::Reverse(*key)))?;
    let state = &case.day.risks[key.index()];
    let facts = Facts::Risk {
        risk: key,
        rag: state.rag,
        probability: state.facts.probability.as_ref().map(|fact| fact.value),
        impact: state.facts.impact.as_ref().map(|fact| fact.value),
    };
    fired(RuleCode::Risk, Rag::Amber, Some(risk.head().place), facts)
}
