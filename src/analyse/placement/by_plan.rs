//! When an unstarted milestone is expected by the plan: not before its approved start and not before the sprint it names.
//!
//! The schedule tells how early it *could* begin. Scopes, previews and sentences go by the plan where that is later.

use super::super::day::{Day, Progress};
use crate::{
    date::{Dates, Length},
    model::{Key, Milestone},
};

/// The dates of a milestone by the plan, where these are later than those on which it could begin.
pub(in crate::analyse) fn by_plan(day: &Day, key: Key<Milestone>, earliest: Dates) -> Option<Dates> {
    let (row, state) = (&day.program.milestones[key], day.milestone(key));
    if state.progress != Progress::NotStarted {
        return None;
    }
    let approved = row.baseline_dates(day.baseline).start.map(|start| start.value);
    let sprint = row.sprint.map(|sprint| day.program.sprints[sprint].start);
    let planned = approved.max(sprint).filter(|planned| *planned > earliest.start)?;
    let calendar = day.calendar_of(key);
    if let Some(Length::Elapsed(_)) = row.duration.map(|duration| duration.value) {
        let finish = planned.checked_add_signed(earliest.finish - earliest.start)?;
        return Some(Dates { start: planned, finish });
    }
    let start = calendar.add_days(planned, 0);
    let days = calendar.days_of_span(earliest.start, earliest.finish).max(1);
    let finish = calendar.add_days(start, i32::try_from(days - 1).ok()?);
    Some(Dates { start, finish: finish.max(start) })
}
