//! Rules about what surrounds a milestone: blockers, coverage, risks.

use super::{Case, fired};
use crate::{
    analyse::{Fired, RuleCode, day::Progress},
    model::{Coverage, Entity, Key, Rag, Service, Severity},
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
    let (key, blocker) = on_it.max_by_key(|(key, _)| (severity(key.index()), std::cmp::Reverse(*key)))?;
    let severity = severity(key.index());
    // A blocker of unknown severity is taken for the worst: fail closed.
    let rag = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
    let raised = blocker.raised_on.map_or_else(String::new, |on| format!(", raised {}", on.value));
    let words = severity.map_or("unknown", Severity::word);
    let head = blocker.head();
    let reason = format!("Blocked by {} ({words} severity{raised}): {}.", head.id, head.title);
    Some(Fired { place: Some(head.place), ..fired(RuleCode::Blocked, rag, reason) })
}

pub(super) fn coverage(case: &Case) -> Option<Fired> {
    if matches!(case.state.progress, Progress::NotStarted) {
        return None;
    }
    let low = case.milestone.services.iter().find_map(|service| {
        let measured = latest_coverage(case, *service)?;
        Some((*service, measured, shortfall(case, measured)?))
    });
    let (service, measured, what) = low?;
    let on = measured.on.map_or_else(String::new, |on| format!(" (measured {on})"));
    let reason = format!("Test coverage of {}: {what}{on}.", case.day.program.services[service].head().id);
    Some(Fired { place: Some(measured.place), ..fired(RuleCode::Coverage, Rag::Red, reason) })
}

fn latest_coverage<'a>(case: &Case<'a>, service: Key<Service>) -> Option<&'a Coverage> {
    let measured = case.day.program.services[service].coverage.iter();
    measured.rev().find(|coverage| coverage.on.is_none_or(|on| on <= case.day.as_of))
}

fn shortfall(case: &Case, measured: &Coverage) -> Option<String> {
    let thresholds = &case.day.program.settings.thresholds;
    let below = |what: &str, percent: Option<u8>, least: u8| {
        percent.filter(|p| *p < least).map(|p| format!("{what} {p} %, under the {least} % required"))
    };
    let unit = below("unit", measured.unit, thresholds.unit_coverage);
    let integration = below("integration", measured.integration, thresholds.integration_coverage);
    match (unit, integration) {
        (Some(unit), Some(integration)) => Some(format!("{unit}; {integration}")),
        (unit, integration) => unit.or(integration),
    }
}

pub(super) fn risk(case: &Case) -> Option<Fired> {
    if case.state.done() {
        return None;
    }
    let (_, risk) = case.day.program.risks.iter().find(|(key, risk)| {
        let state = &case.day.risks[key.index()];
        let named = risk.affects.iter().map(|subject| subject.value);
        state.open && state.rag == Rag::Red && case.day.concerns(named, case.key)
    })?;
    let head = risk.head();
    let reason = format!("Open red risk {}: {}.", head.id, head.title);
    Some(Fired { place: Some(head.place), ..fired(RuleCode::Risk, Rag::Amber, reason) })
}
