//! Rules that fail closed: old facts, missing facts, missing owners, no place in the schedule.

use super::{Case, fired, working_days};
use crate::{
    analyse::{Fired, RuleCode, Unscheduled},
    model::{Entity, LifeCycle, Rag},
};

pub(super) fn stale(case: &Case) -> Option<Fired> {
    let last = case.state.last_update.filter(|_| case.state.under_way())?;
    let age = i64::from(case.day.calendar().days_between(last, case.day.as_of));
    let limit = i64::from(case.day.program.settings.thresholds.stale_after);
    if age <= limit {
        return None;
    }
    let reason = format!("Last update {last}, {} ago; facts count for {limit}.", working_days(age));
    Some(fired(RuleCode::Stale, Rag::Unknown, reason))
}

pub(super) fn no_owner(case: &Case) -> Option<Fired> {
    let missing = case.state.under_way() && case.state.facts.owner.is_none();
    missing.then(|| fired(RuleCode::NoOwner, Rag::Unknown, "Under way without an owner.".to_owned()))
}

pub(super) fn no_facts(case: &Case) -> Option<Fired> {
    let due = case.state.baseline.is_some_and(|baseline| baseline.start < case.day.as_of);
    let facts = &case.state.facts;
    let said_unknown = facts.status.as_ref().is_some_and(|status| status.value == LifeCycle::Unknown);
    let reason = match case.state.last_update {
        _ if said_unknown => Some("Its status was reported as unknown.".to_owned()),
        _ if case.state.done() => {
            let dated =
                facts.actual_finish.is_some() || facts.status.as_ref().is_some_and(|s| s.on.is_some());
            (!dated).then(|| "Reported done without a date.".to_owned())
        }
        None if case.state.under_way() => Some("Under way, but nothing was ever reported.".to_owned()),
        None if due => case.state.baseline.map(|baseline| {
            format!("Should have begun on {}, but nothing was ever reported.", baseline.start)
        }),
        Some(_) if case.state.under_way() && facts.percent_complete.is_none() => {
            Some("Under way, but no percentage was ever reported.".to_owned())
        }
        _ => None,
    };
    reason.map(|reason| fired(RuleCode::NoFacts, Rag::Unknown, reason))
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
