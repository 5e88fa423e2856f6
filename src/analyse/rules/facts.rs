//! Rules that fail closed: old facts, missing facts, missing owners, no place in the schedule.

use super::{Case, fired, reported, working_days};
use crate::{
    analyse::{Fired, RuleCode, Unscheduled, day::Progress},
    diag::Place,
    model::{Entity, LifeCycle, Rag},
};

pub(super) fn stale(case: &Case) -> Option<Fired> {
    let last = case.state.last_report.as_ref().filter(|_| case.state.under_way())?;
    let age = i64::from(case.day.calendar().days_between(last.on, case.day.as_of));
    let limit = i64::from(case.day.program.settings.thresholds.stale_after);
    if age <= limit {
        return None;
    }
    let by = last.by.as_ref().map_or_else(String::new, |by| format!(" by {}", by.name));
    let reason = format!(
        "Last report of its state {}{by}, {} ago; facts count for {limit}.",
        last.on,
        working_days(age)
    );
    Some(Fired { place: Some(last.place), ..fired(RuleCode::Stale, Rag::Unknown, reason) })
}

pub(super) fn no_owner(case: &Case) -> Option<Fired> {
    let Progress::UnderWay(since) = case.state.progress else { return None };
    if case.state.facts.owner.is_some() {
        return None;
    }
    let reason = format!("Under way since {since} without an owner.");
    let place = Some(case.milestone.head().place);
    Some(Fired { place, ..fired(RuleCode::NoOwner, Rag::Unknown, reason) })
}

pub(super) fn no_facts(case: &Case) -> Option<Fired> {
    let (reason, place) = unplaced(case).or_else(|| missing(case))?;
    let place = Some(place.unwrap_or(case.milestone.head().place));
    Some(Fired { place, ..fired(RuleCode::NoFacts, Rag::Unknown, reason) })
}

/// What an update without a date reports may be the latest, or not.
fn unplaced(case: &Case) -> Option<(String, Option<Place>)> {
    let place = case.milestone.history.undated.first()?;
    Some(("An update has no date that can be read, so its report cannot be placed.".to_owned(), Some(*place)))
}

/// What should have been reported and was not, and where that shows.
fn missing(case: &Case) -> Option<(String, Option<Place>)> {
    let facts = &case.state.facts;
    let status = facts.status.as_ref();
    if let Some(status) = status.filter(|status| status.value == LifeCycle::Unknown) {
        return Some((
            format!("Its status was reported as unknown{}.", reported(status)),
            Some(status.place),
        ));
    }
    if case.state.done() {
        let dated = facts.actual_finish.is_some() || status.is_some_and(|status| status.on.is_some());
        return (!dated).then(|| ("Reported done without a date.".to_owned(), status.map(|fact| fact.place)));
    }
    let due = case.state.baseline.filter(|baseline| baseline.start < case.day.as_of);
    let begun = case.state.under_way();
    match (&case.state.last_report, due) {
        (None, _) if begun => {
            Some(("Under way, but its state was never reported on a day.".to_owned(), None))
        }
        (Some(last), _) if begun && facts.percent_complete.is_none() => {
            Some(("Under way, but no percentage was ever reported.".to_owned(), Some(last.place)))
        }
        (last, Some(due)) if !begun && (last.is_none() || status.is_none()) => {
            let start = case.milestone.baseline_start.map(|start| start.place);
            Some((format!("Should have begun on {}, but no report says whether it has.", due.start), start))
        }
        _ => None,
    }
}

pub(super) fn unscheduled(case: &Case) -> Option<Fired> {
    let reason = match case.schedule.as_ref().err()? {
        Unscheduled::Cancelled => return None,
        Unscheduled::Cycle(members) => {
            let ids: Vec<&str> = members.iter().map(|subject| &*case.day.program.head(*subject).id).collect();
            format!("Not scheduled: it waits for itself in the cycle {}.", ids.join(" → "))
        }
        Unscheduled::NoDuration => "Not scheduled: it has neither a duration nor both dates.".to_owned(),
        Unscheduled::UnknownReference => {
            "Not scheduled: it waits for something that is not in the program.".to_owned()
        }
        Unscheduled::NoStart => "Not scheduled: the program has no start date.".to_owned(),
    };
    let place = case.milestone.head().place;
    Some(Fired { place: Some(place), ..fired(RuleCode::Unscheduled, Rag::Unknown, reason) })
}
