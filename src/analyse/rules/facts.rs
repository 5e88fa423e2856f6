//! Rules that fail closed: old facts, missing owners, no place in the schedule.

use super::{Case, fired, working_days};
use crate::{
    analyse::{Fired, RuleCode, Unscheduled, day::Progress},
    model::{Entity, Rag},
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

pub(super) fn unscheduled(case: &Case) -> Option<Fired> {
    let reason = match case.expected.err()? {
        // Told by what it is in itself.
        Unscheduled::Cancelled | Unscheduled::FinishedSomeDay => return None,
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
