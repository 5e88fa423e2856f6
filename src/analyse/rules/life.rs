//! Rules that fire when nothing is wrong: done, on track, not due, given up.

use super::{Case, fired, reported};
use crate::{
    analyse::{Fired, RuleCode, day::Progress},
    model::Rag,
};

pub(super) fn done(case: &Case) -> Option<Fired> {
    let Progress::Done(Some(on)) = case.state.progress else { return None };
    let facts = &case.state.facts;
    let status = facts.status.as_ref();
    let place = facts.actual_finish.as_ref().map(|fact| fact.place).or(status.map(|fact| fact.place));
    let reason = format!("Done on {on}{}.", status.map_or_else(String::new, reported));
    Some(Fired { place, ..fired(RuleCode::Done, Rag::Green, reason) })
}

pub(super) fn cancelled(case: &Case) -> Option<Fired> {
    let given_up = case.state.progress == Progress::Cancelled;
    let status = case.state.facts.status.as_ref().filter(|_| given_up)?;
    let reason = format!("Given up{}.", reported(status));
    Some(Fired { place: Some(status.place), ..fired(RuleCode::Cancelled, Rag::Planned, reason) })
}

/// On track or not due: the last resort when no other rule fires.
pub(super) fn otherwise(case: &Case) -> Fired {
    let start = case.milestone.baseline_start.map(|start| start.place);
    match (case.state.progress, case.state.baseline) {
        (Progress::UnderWay(_), _) => {
            let percent = case.state.facts.percent_complete.as_ref();
            let told =
                percent.map_or_else(String::new, |fact| format!(" at {} %{}", fact.value, reported(fact)));
            let reason = format!("Under way{told}; no rule found anything wrong.");
            Fired { place: percent.map(|fact| fact.place), ..fired(RuleCode::OnTrack, Rag::Green, reason) }
        }
        (_, Some(baseline)) => {
            let reason = format!("Planned to begin on {}.", baseline.start);
            Fired { place: start, ..fired(RuleCode::NotDue, Rag::Planned, reason) }
        }
        (_, None) => fired(RuleCode::NotDue, Rag::Planned, "Planned; not yet to begin.".to_owned()),
    }
}
