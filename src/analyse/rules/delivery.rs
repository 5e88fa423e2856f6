//! Rules about what surrounds a milestone: blockers, coverage, risks.

use super::{Case, fired};
use crate::{
    analyse::{Fired, RuleCode, coverage, day::Progress},
    model::{Coverage, Entity, LifeCycle, Rag, Severity},
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
    let Some((key, blocker)) = worst else { return only_said(case) };
    let severity = severity(key.index());
    // A blocker of unknown severity is taken for the worst: fail closed.
    let rag = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
    let raised = blocker.raised_on.map_or_else(String::new, |on| format!(", raised {}", on.value));
    let words = severity.map_or("unknown", Severity::word);
    let head = blocker.head();
    let reason = format!("Blocked by {} ({words} severity{raised}): {}.", head.id, head.title);
    Some(Fired { place: Some(head.place), ..fired(RuleCode::Blocked, rag, reason) })
}

/// Reported blocked, while no blocker says by what.
fn only_said(case: &Case) -> Option<Fired> {
    let status = case.state.facts.status.as_ref().filter(|status| status.value == LifeCycle::Blocked)?;
    let on = status.on.map_or_else(String::new, |on| format!(" on {on}"));
    let reason = format!("Reported blocked{on}, but no blocker names it.");
    Some(Fired { place: Some(status.place), ..fired(RuleCode::Blocked, Rag::Amber, reason) })
}

pub(super) fn tested(case: &Case) -> Option<Fired> {
    if matches!(case.state.progress, Progress::NotStarted) {
        return None;
    }
    let services = case.milestone.services.iter().map(|key| &case.day.program.services[*key]);
    let (thresholds, as_of) = (&case.day.program.settings.thresholds, case.day.as_of);
    let low = services.clone().find_map(|row| Some((row, coverage::too_low(row, thresholds, as_of)?)));
    if let Some((row, (measured, what))) = low {
        let reason = format!("Test coverage of {}: {what}{}.", row.head().id, measured_on(measured));
        return Some(Fired { place: Some(measured.place), ..fired(RuleCode::Coverage, Rag::Red, reason) });
    }
    // Half a measurement does not tell that the other half is fine.
    let half = services.clone().find_map(|row| {
        let standing = coverage::standing(row, as_of).into_iter();
        let mut half = standing.filter_map(|measured| Some((measured, coverage::unmeasured(measured)?)));
        half.next().map(|(measured, what)| (row, measured, what))
    });
    let (row, measured, what) = half?;
    let reason = format!("The {what} of {} is not known{}.", row.head().id, measured_on(measured));
    Some(Fired { place: Some(measured.place), ..fired(RuleCode::Coverage, Rag::Unknown, reason) })
}

fn measured_on(measured: &Coverage) -> String {
    measured.on.map_or_else(String::new, |on| format!(" (measured {on})"))
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
    let (state, head) = (&case.day.risks[key.index()], risk.head());
    let rated = match (&state.facts.probability, &state.facts.impact) {
        (Some(probability), Some(impact)) => {
            format!("{} probability, {} impact", probability.value.word(), impact.value.word())
        }
        _ => "probability or impact not known".to_owned(),
    };
    let what = if state.rag == Rag::Red { "Open red risk" } else { "Open risk of unknown color" };
    let reason = format!("{what} {} ({rated}): {}.", head.id, head.title.trim_end_matches('.'));
    Some(Fired { place: Some(head.place), ..fired(RuleCode::Risk, Rag::Amber, reason) })
}
