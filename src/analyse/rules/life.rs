//! Rules that fire when nothing is wrong: done, on track, not due, given up.

use super::{Case, fired};
use crate::{
    analyse::{Fired, RuleCode, day::Progress},
    model::Rag,
};

pub(super) fn done(case: &Case) -> Option<Fired> {
    let Progress::Done(on) = case.state.progress else { return None };
    let facts = &case.state.facts;
    let dated =
        facts.actual_finish.is_some() || facts.status.as_ref().is_some_and(|status| status.on.is_some());
    if !dated {
        return None;
    }
    let by = facts.status.as_ref().and_then(|fact| fact.by.as_ref());
    let by = by.map_or_else(String::new, |owner| format!(", reported by {}", owner.name));
    Some(fired(RuleCode::Done, Rag::Green, format!("Done on {on}{by}.")))
}

pub(super) fn cancelled(case: &Case) -> Option<Fired> {
    let given_up = case.state.progress == Progress::Cancelled;
    given_up.then(|| fired(RuleCode::Cancelled, Rag::Planned, "Given up.".to_owned()))
}

/// On track or not due: the last resort when no other rule fires.
pub(super) fn otherwise(case: &Case) -> Fired {
    let percent = case.state.percent().map_or_else(String::new, |percent| format!(" at {percent} %"));
    match (case.state.progress, case.state.baseline) {
        (Progress::UnderWay(_), _) => {
            fired(RuleCode::OnTrack, Rag::Green, format!("Under way{percent}; no rule found anything wrong."))
        }
        (_, Some(baseline)) => {
            fired(RuleCode::NotDue, Rag::Planned, format!("Planned to begin on {}.", baseline.start))
        }
        (_, None) => fired(RuleCode::NotDue, Rag::Planned, "Planned; not yet to begin.".to_owned()),
    }
}
