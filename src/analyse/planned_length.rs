//! How long a milestone takes, by its duration, its dates or its estimate as they were written.
//!
//! It must not know of progress: what is left of it is another question.

use super::{Dates, day::Day};
use crate::{
    date::{Length, WorkCalendar},
    model::{Key, Milestone},
};

/// As long as its dates are apart in the plan that counts, where a duration says something else; else its duration,
/// the most likely one of its estimate, or the time between its dates.
pub(super) fn length(day: &Day, key: Key<Milestone>) -> Option<Length> {
    let milestone = &day.program.milestones[key];
    let dated = || between_dates(milestone, day.calendar_of(key), day.baseline).map(|(_, length)| length);
    let Some(duration) = milestone.duration else {
        let estimate = milestone.estimate.as_ref().map(|estimate| estimate.most_likely.value);
        return estimate.or_else(dated);
    };
    // Days off alone are no length to work in.
    Some(dated().filter(|length| length.days() > 0).unwrap_or(duration.value))
}

/// The dates of a milestone in a plan, where both are given, and how far they are apart: in elapsed days where its
/// duration is in these, else in working days. Dates on one day say nothing against a duration of none.
pub(super) fn between_dates(
    milestone: &Milestone,
    calendar: &WorkCalendar,
    baseline: usize,
) -> Option<(Dates, Length)> {
    let dates = milestone.baseline_dates(baseline);
    let (start, finish) = (dates.start?.value, dates.finish?.value);
    let duration = milestone.duration.map(|duration| duration.value);
    let instant = start == finish && duration.is_some_and(|duration| duration.days() == 0);
    if start > finish || instant {
        return None;
    }
    let length = match duration {
        Some(Length::Elapsed(_)) => Length::Elapsed(i32::try_from((finish - start).num_days() + 1).ok()?),
        _ => Length::Working(i32::try_from(calendar.days_of_span(start, finish)).ok()?),
    };
    Some((Dates { start, finish }, length))
}
