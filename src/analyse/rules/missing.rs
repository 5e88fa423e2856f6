//! The rule `no-facts`: what should have been reported and was not.

use super::{Case, fired};
use crate::{
    analyse::{Facts, Fired, RuleCode, Untold, day, day::Progress, doubt::Doubt},
    diag::Place,
    model::{Entity, LifeCycle, Rag, Reported},
};

/// What was not told, and where that shows.
type Found = (Untold, Option<Place>);

pub(super) fn no_facts(case: &Case) -> Option<Fired> {
    // What only follows from what is lost is told by that.
    if !case.state.lost.is_empty() {
        return None;
    }
    let (untold, place) = [doubted, not_said_done, missing].iter().find_map(|untold| untold(case))?;
    let place = place.unwrap_or(case.milestone.head().place);
    fired(RuleCode::NoFacts, Rag::Unknown, Some(place), Facts::NoFacts(untold))
}

/// A report after which nobody can tell whether it is done.
fn doubted(case: &Case) -> Option<Found> {
    if !case.state.left_open {
        return None;
    }
    let doubt = day::doubt_of(case.milestone, case.day.known)?;
    let update = doubt.update();
    let reported = Reported { on: Some(update.date), by: update.by.clone(), place: update.place };
    let untold = match doubt {
        Doubt::StillOver(_) => Untold::StillOver(reported),
        Doubt::Empty(_) => Untold::Empty(reported),
    };
    Some((untold, Some(update.place)))
}

/// All of it reported, but later than any status.
fn not_said_done(case: &Case) -> Option<Found> {
    if !case.state.under_way() {
        return None;
    }
    let facts = &case.state.facts;
    let status = facts.status.as_ref().map(|status| status.on);
    let silent = |on| status.is_none_or(|status| status < on);
    let whole = facts.percent_complete.as_ref().filter(|percent| percent.value == 100 && silent(percent.on));
    whole.map(|whole| (Untold::CompleteNotDone(whole.reported()), Some(whole.place)))
}

/// What should have been reported and was not, and where that shows.
fn missing(case: &Case) -> Option<Found> {
    let facts = &case.state.facts;
    let status = facts.status.as_ref();
    if let Some(status) = status.filter(|status| status.value == LifeCycle::Unknown) {
        return Some((Untold::StatusUnknown(status.reported()), Some(status.place)));
    }
    if let Progress::Done(on) = case.state.progress {
        return on.is_none().then(|| (Untold::DoneUndated, status.map(|fact| fact.place)));
    }
    let due = case.state.baseline.start.filter(|start| *start < case.day.as_of);
    let begun = case.state.under_way();
    match (&case.state.last_report, due) {
        (None, _) if begun => Some((Untold::NeverReported, None)),
        (Some(last), _) if begun && facts.percent_complete.is_none() => {
            Some((Untold::NoPercent, Some(last.place)))
        }
        (last, Some(due)) if !begun && (last.is_none() || status.is_none()) => {
            let start = case.milestone.baseline_dates(case.day.baseline).start.map(|start| start.place);
            Some((Untold::NotSaidBegun(due), start))
        }
        _ => None,
    }
}
