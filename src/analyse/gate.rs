//! Gates: each criterion checked on the day. Missing evidence is not met.

use chrono::NaiveDate;

use super::{Cause, CriterionAnalysis, GateAnalysis, RollUpMember, day::Day, doubt::doubt, evidence};
use crate::model::{
    Check, Contract, ContractStatus, Coverage, Criterion, Entity, GateDecision, GateFacts, Key, Kind,
    Milestone, Phase, Rag, Service, Severity, Subject,
};

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
fn unclear(day: &Day, phase: Key<Phase>, facts: &GateFacts) -> Option<String> {
    let history = &day.program.phases[phase].gate.history;
    let decided = |facts: &GateFacts| facts.decision.as_ref().map(|_| false);
    if !history.lost.is_empty() || doubt(history, day.as_of, decided).is_some() {
        return Some("An update of the gate says nothing or cannot be read.".to_owned());
    }
    let decision = facts.decision.as_ref().map(|decision| decision.on);
    let untold = |on| decision.is_none_or(|decision| decision < on);
    let on = facts.decided_on.as_ref().filter(|on| untold(on.on));
    let by = facts.decided_by.as_ref().filter(|by| untold(by.on));
    let told = on.map(|on| format!(" on {}", on.value)).into_iter();
    let told: String = told.chain(by.map(|by| format!(" by {}", by.value.name))).collect();
    (!told.is_empty()).then(|| format!("The gate was decided{told}, but nothing says what was decided."))
}

/// What a gate itself adds to the colors of its phase and of the program.
pub(super) fn members(phase: Key<Phase>, gate: &GateAnalysis) -> impl Iterator<Item = RollUpMember> {
    let signed = gate.signed_unmet.then_some((Rag::Amber, Cause::SignedUnmet));
    let unclear = gate.unclear.is_some().then_some((Rag::Unknown, Cause::GateUnclear));
    let member = move |(rag, cause)| RollUpMember { subject: Subject::Phase(phase), rag, cause };
    signed.into_iter().chain(unclear).map(member)
}

fn judge(day: &Day, criterion: &Criterion) -> CriterionAnalysis {
    let on = evidence::day_of(day, criterion);
    if let Some(expires) = criterion.expires.filter(|expires| expires.value < day.as_of) {
        let reason = format!("The evidence expired on {}.", expires.value);
        return CriterionAnalysis { met: false, reason, place: Some(expires.place), on };
    }
    let Some(check) = &criterion.check else {
        let reason = match &criterion.evidence {
            Some(_) => "There is evidence, but no check that could confirm it.",
            None => "There is neither a check nor evidence.",
        };
        return CriterionAnalysis { met: false, reason: reason.to_owned(), place: Some(criterion.place), on };
    };
    let (met, reason) = match &check.value {
        Check::Done(milestones) => done(day, milestones),
        Check::Coverage { service, unit, integration } => coverage(day, *service, *unit, *integration),
        Check::NoOpen { kind, severity } => no_open(day, *kind, *severity),
        Check::Contract(contracts) => contracts_agreed(day, contracts),
        Check::File { path, exists: true } => (true, format!("{path} exists.")),
        Check::File { path, exists: false } => (false, format!("{path} does not exist.")),
        Check::Json { path, pointer, equals, found } => json(path, pointer, equals, found.as_deref()),
        Check::Signed { by, on: Some(on) } if *on <= day.as_of => {
            (true, format!("Signed by {} on {on}.", by.name))
        }
        Check::Signed { by, on: Some(on) } => (false, format!("To be signed by {} on {on}.", by.name)),
        Check::Signed { by, on: None } => (false, format!("{} has not signed.", by.name)),
        Check::Unreadable => (false, "The check could not be read.".to_owned()),
    };
    CriterionAnalysis { met, reason, place: Some(check.place), on }
}

fn done(day: &Day, milestones: &[Key<Milestone>]) -> (bool, String) {
    let id = |key: &&Key<Milestone>| day.program.milestones[**key].head().id.to_string();
    let open: Vec<String> =
        milestones.iter().filter(|key| !day.milestone(**key).done()).map(|key| id(&key)).collect();
    match (milestones, open.as_slice()) {
        ([], _) => (false, "It names no milestone.".to_owned()),
        (_, []) => {
            let all: Vec<String> = milestones.iter().map(|key| id(&key)).collect();
            (true, format!("Done: {}.", all.join(", ")))
        }
        (_, open) => (false, format!("Not done: {}.", open.join(", "))),
    }
}

fn coverage(day: &Day, service: Key<Service>, unit: Option<u8>, integration: Option<u8>) -> (bool, String) {
    let (row, thresholds) = (&day.program.services[service], &day.program.settings.thresholds);
    let id = &row.head().id;
    let standing: Vec<&Coverage> = super::coverage::standing(row, day.as_of).collect();
    // What has no day shows nothing to be fine, but may show that it is not.
    if standing.iter().all(|measured| measured.on.is_none()) {
        return (false, format!("The coverage of {id} was never measured on a day that is known."));
    }
    let least =
        [unit.unwrap_or(thresholds.unit_coverage), integration.unwrap_or(thresholds.integration_coverage)];
    let short = standing.iter().find(|measured| !reaches(measured, least));
    let Some(told) = short.or(standing.first()) else { return (false, String::new()) };
    (short.is_none(), format!("Coverage of {id}{}.", measurement(told, least)))
}

/// Whether a measurement reaches what is needed of unit and integration tests.
fn reaches(measured: &Coverage, [unit, integration]: [u8; 2]) -> bool {
    measured.unit.is_some_and(|percent| percent >= unit)
        && measured.integration.is_some_and(|percent| percent >= integration)
}

fn measurement(measured: &Coverage, least: [u8; 2]) -> String {
    let parts = [("unit", measured.unit), ("integration", measured.integration)].into_iter().zip(least);
    let said: Vec<String> = parts
        .map(|((what, percent), least)| match percent {
            Some(percent) => format!("{what} {percent} % of {least} %"),
            None => format!("{what} not measured, {least} % needed"),
        })
        .collect();
    let on = measured.on.map_or_else(String::new, |on| format!(" on {on}"));
    format!("{on}: {}", said.join(", "))
}

fn no_open(day: &Day, kind: Kind, least: Option<Severity>) -> (bool, String) {
    let open: Vec<&str> = match kind {
        Kind::Blocker => {
            let blockers = day.program.blockers.iter().filter(|(key, _)| {
                let state = &day.blockers[key.index()];
                let severity = state.facts.severity.as_ref().map(|fact| fact.value);
                // Of unknown severity: counts, to fail closed.
                state.active && severity.is_none_or(|s| least.is_none_or(|least| s >= least))
            });
            blockers.map(|(_, blocker)| &*blocker.head().id).collect()
        }
        Kind::Risk => {
            let risks = day.program.risks.iter().filter(|(key, _)| {
                let state = &day.risks[key.index()];
                state.open && least.is_none_or(|least| at_least(state.rag, least))
            });
            risks.map(|(_, risk)| &*risk.head().id).collect()
        }
        _ => return (false, "Only blockers and risks can be open.".to_owned()),
    };
    let of = least.map_or_else(String::new, |least| format!(" of severity {} or more", least.word()));
    if open.is_empty() {
        (true, format!("No {}{of} is open.", kind.word()))
    } else {
        (false, format!("Open{of}: {}.", open.join(", ")))
    }
}

/// A red risk counts as high, an amber one as medium, an unknown one as anything.
fn at_least(rag: Rag, severity: Severity) -> bool {
    match rag {
        Rag::Unknown | Rag::Red => true,
        Rag::Amber => severity <= Severity::Medium,
        Rag::Green | Rag::Planned => severity == Severity::Low,
    }
}

fn contracts_agreed(day: &Day, contracts: &[Key<Contract>]) -> (bool, String) {
    if contracts.is_empty() {
        return (false, "It names no contract.".to_owned());
    }
    let mut missing = Vec::new();
    for key in contracts {
        let contract = &day.program.contracts[*key];
        let id = &contract.head().id;
        if contract.status != ContractStatus::Agreed {
            missing.push(format!("{id} is {}", contract.status.word()));
        }
        for consumer in
            contract.consumers.iter().filter(|consumer| !contract.acknowledged(consumer, day.as_of))
        {
            let service = &day.program.services[consumer.service.value].head().id;
            missing.push(format!("{service} has not acknowledged {id}"));
        }
    }
    if missing.is_empty() {
        (true, "Agreed, and acknowledged by all consumers.".to_owned())
    } else {
        (false, format!("{}.", missing.join("; ")))
    }
}

fn json(path: &str, pointer: &str, equals: &str, found: Option<&str>) -> (bool, String) {
    match found {
        Some(found) if found == equals => (true, format!("{path} has {found} at {pointer}.")),
        Some(found) => (false, format!("{path} has {found} at {pointer}, not {equals}.")),
        None => (false, format!("{path} has nothing at {pointer}, or cannot be read.")),
    }
}
