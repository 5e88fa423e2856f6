//! The rule `no-facts`: what should have been reported and was not.

use std::collections::BTreeSet;

use super::{Case, fired, reported};
use crate::{
    analyse::{Fired, RuleCode, day, day::Progress, doubt::Doubt},
    diag::Place,
    model::{Entity, Key, LifeCycle, Milestone, Rag},
};

/// What is not known and why, in a sentence, and where that shows.
type Untold = (String, Option<Place>);

pub(super) fn no_facts(case: &Case) -> Option<Fired> {
    let (reason, place) = [lost, doubted, lost_override, not_said_done, missing, behind_lost]
        .iter()
        .find_map(|told| told(case))?;
    let place = Some(place.unwrap_or(case.milestone.head().place));
    Some(Fired { place, ..fired(RuleCode::NoFacts, Rag::Unknown, reason) })
}

/// The part of it that holds for what was given up, too.
pub(super) fn no_whole_override(case: &Case) -> Option<Fired> {
    let (reason, place) = lost_override(case)?;
    Some(Fired { place, ..fired(RuleCode::NoFacts, Rag::Unknown, reason) })
}

/// What an update without a date reports may be the latest, or not.
fn lost(case: &Case) -> Option<Untold> {
    let place = case.milestone.history.lost.first()?;
    let reason = "An update cannot be read or has no date, so what it reports is not known.";
    Some((reason.to_owned(), Some(*place)))
}

/// What it waits for, however far back, may be later than is known, where an update of that is lost.
fn behind_lost(case: &Case) -> Option<Untold> {
    let milestones = &case.day.program.milestones;
    let is_lost = |key: &Key<Milestone>| !milestones[*key].history.lost.is_empty();
    if case.state.done() || !case.day.any_lost {
        return None;
    }
    let (mut seen, mut next) = (BTreeSet::from([case.key]), case.predecessors.to_vec());
    while let Some(key) = next.pop() {
        if seen.insert(key) {
            next.extend(case.day.graph.predecessors(key));
        }
    }
    seen.remove(&case.key);
    let key = seen.into_iter().find(is_lost)?;
    let head = milestones[key].head();
    let reason = format!("It waits for {}, of which an update cannot be read or has no date.", head.id);
    Some((reason, milestones[key].history.lost.first().copied()))
}

/// A report after which nobody can tell whether it is done.
fn doubted(case: &Case) -> Option<Untold> {
    let doubt = day::doubt_of(case.milestone, case.day.as_of)?;
    let update = doubt.update();
    let by = update.by.as_ref().map_or_else(String::new, |by| format!(" by {}", by.name));
    let reason = match doubt {
        Doubt::StillOver(_) => {
            format!("The update of {}{by} does not say whether it is still over and done with.", update.date)
        }
        Doubt::Empty(_) => format!("The update of {}{by} says nothing.", update.date),
    };
    Some((reason, Some(update.place)))
}

/// An override of which something is missing may have been one for the worse.
fn lost_override(case: &Case) -> Option<Untold> {
    let facts = &case.state.facts;
    let lost = facts.lost_override.as_ref()?;
    let replaced = facts.rag_override.as_ref().is_some_and(|valid| valid.on > lost.on);
    let expired = lost.value.is_some_and(|last| last < case.day.as_of);
    let reason = format!("Its color was overridden{}, but not all of the override is given.", reported(lost));
    (!replaced && !expired).then_some((reason, Some(lost.place)))
}

/// All of it reported, or a day of finish, but later than any status.
fn not_said_done(case: &Case) -> Option<Untold> {
    if !case.state.under_way() {
        return None;
    }
    let facts = &case.state.facts;
    let status = facts.status.as_ref().map(|status| status.on);
    let silent = |on| status.is_none_or(|status| status < on);
    let whole = facts.percent_complete.as_ref().filter(|percent| percent.value == 100 && silent(percent.on));
    let finish = facts.actual_finish.as_ref().filter(|finish| silent(finish.on));
    let (what, told, place) = whole
        .map(|percent| ("100 %".to_owned(), reported(percent), percent.place))
        .or(finish.map(|finish| (format!("Finish on {}", finish.value), reported(finish), finish.place)))?;
    Some((format!("{what}{told}, but no status says that it is done."), Some(place)))
}

/// What should have been reported and was not, and where that shows.
fn missing(case: &Case) -> Option<Untold> {
    let facts = &case.state.facts;
    let status = facts.status.as_ref();
    if let Some(status) = status.filter(|status| status.value == LifeCycle::Unknown) {
        return Some((
            format!("Its status was reported as unknown{}.", reported(status)),
            Some(status.place),
        ));
    }
    if let Progress::Done(on) = case.state.progress {
        let told = || ("Reported done without a date.".to_owned(), status.map(|fact| fact.place));
        return on.is_none().then(told);
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
