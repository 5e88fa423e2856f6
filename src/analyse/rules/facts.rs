//! Rules that fail closed: old facts, missing owners, no place in the schedule.

use super::{Case, fired};
use crate::{
    analyse::{Facts, Fired, RuleCode, Unscheduled, day::Progress},
    model::{Entity, Loss, Rag, Reported},
};

pub(super) fn stale(case: &Case) -> Option<Fired> {
    let last = case.state.last_report.as_ref().filter(|_| case.state.under_way())?;
    let days = case.day.calendar().days_between(last.on, case.day.as_of);
    let limit = case.day.program.settings.thresholds.stale_after;
    if i64::from(days) <= i64::from(limit) {
        return None;
    }
    let last = Reported { on: Some(last.on), by: last.by.clone(), place: last.place };
    fired(RuleCode::Stale, Rag::Unknown, Some(last.place), Facts::Stale { last, days, limit })
}

pub(super) fn no_owner(case: &Case) -> Option<Fired> {
    let Progress::UnderWay(since) = case.state.progress else { return None };
    if case.state.facts.owner.is_some() {
        return None;
    }
    let lost = case.state.facts.owner.lost();
    let place = lost.map_or(case.milestone.head().place, |lost| lost.place);
    let stranger = lost.and_then(|lost| match &lost.why {
        Loss::Stranger(name) => Some(name.clone()),
        _ => None,
    });
    fired(RuleCode::NoOwner, Rag::Unknown, Some(place), Facts::NoOwner { since, stranger })
}

pub(super) fn unscheduled(case: &Case) -> Option<Fired> {
    // What was given up or finished some day is told by what it is in itself.
    let own = |why: &&Unscheduled| matches!(why, Unscheduled::Cancelled | Unscheduled::FinishedSomeDay);
    let why = case.expected.err().filter(|why| !own(why))?;
    let place = case.milestone.head().place;
    fired(RuleCode::Unscheduled, Rag::Unknown, Some(place), Facts::Unscheduled(why.clone()))
}
