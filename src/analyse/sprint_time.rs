//! Where a sprint lies on a day.

use chrono::{Days, NaiveDate};

use super::{SprintTime, day::Day};
use crate::model::{Key, Sprint};

/// Where a sprint lies on the day.
pub(super) fn time(day: &Day, key: Key<Sprint>) -> SprintTime {
    let sprint = &day.program.sprints[key];
    if through_days_off(day, sprint.end) < day.as_of {
        SprintTime::Past
    } else if sprint.start > day.as_of {
        SprintTime::Future
    } else {
        SprintTime::Current
    }
}

/// The last day before the next working day: a weekend belongs to the sprint before it.
pub(super) fn through_days_off(day: &Day, end: NaiveDate) -> NaiveDate {
    let mut last = end;
    for _ in 0..31 {
        match last.checked_add_days(Days::new(1)) {
            Some(next) if !day.calendar().is_workday(next) => last = next,
            _ => break,
        }
    }
    last
}
