//! The rule `deadline`: what was asked of a milestone's dates, and cannot be kept.
//!
//! Once it is done, that colors nothing; how late it was is told beside the day it was done.

use chrono::NaiveDate;

use super::{Case, fired};
use crate::{
    analyse::{Asked, Facts, Fired, Missed, RuleCode},
    diag::Place,
    model::{ConstraintKind, Rag},
};

pub(super) fn deadline(case: &Case) -> Option<Fired> {
    let expected = case.expected.ok()?;
    let missed = expected.missed.filter(|_| !case.state.done() && !case.state.may_be_done)?;
    let facts = Facts::Deadline { missed, expected: expected.dates, at_least: expected.at_least };
    fired(RuleCode::Deadline, Rag::Red, place(case, missed), facts)
}

/// Where a date that is missed was written; a constraint of the schedule's own has no place.
fn place(case: &Case, missed: Missed) -> Option<Place> {
    match missed.asked {
        Asked::Deadline => case.milestone.deadline.map(|deadline| deadline.place),
        Asked::Constraint(kind) => {
            let constraints = case.milestone.constraints.iter();
            let mut meant = constraints.filter(|constraint| constraint.value.kind == kind);
            meant.find(|constraint| constraint.value.date == missed.date).map(|constraint| constraint.place)
        }
    }
}

/// What was asked of the finish of a milestone that was done on a day, and not kept: the first of the worst.
pub(super) fn missed_by(case: &Case, done: NaiveDate) -> Option<Missed> {
    let deadline = case.milestone.deadline.map(|deadline| (Asked::Deadline, deadline.value));
    let constraints = case.milestone.constraints.iter().map(|constraint| constraint.value);
    let of_finish = constraints.filter(|c| matches!(c.kind, ConstraintKind::Fnlt | ConstraintKind::Mfo));
    let asked = deadline.into_iter().chain(of_finish.map(|c| (Asked::Constraint(c.kind), c.date)));
    let calendar = case.day.calendar_of(case.key);
    let missed = asked.filter(|(_, date)| *date < done).map(|(asked, date)| Missed {
        asked,
        date,
        days: u32::try_from(calendar.days_between(date, done)).unwrap_or(0),
        held_by: None,
    });
    missed.min_by_key(|missed| missed.date)
}
