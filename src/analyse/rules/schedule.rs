//! Rules about dates: overdue, slip, behind.

use chrono::{Days, NaiveDate};

use super::{Case, fired};
use crate::{
    analyse::{Facts, Fired, RuleCode, planned_length::length},
    date::Length,
    model::{Fact, Rag},
};

pub(super) fn overdue(case: &Case) -> Option<Fired> {
    if case.state.done() || case.state.may_be_done {
        return None;
    }
    let approved = case.milestone.baseline_dates(case.day.baseline).finish;
    let approved = approved.map(|finish| (finish.value, false, Some(finish.place)));
    let asked = case.milestone.deadline.map(|deadline| (deadline.value, true, Some(deadline.place)));
    let (finish, deadline, place) = approved.into_iter().chain(asked).min_by_key(|(finish, ..)| *finish)?;
    if case.day.as_of <= finish {
        return None;
    }
    let late = case.day.calendar().days_between(finish, case.day.as_of);
    fired(RuleCode::Overdue, Rag::Red, place, Facts::Overdue { finish, deadline, late })
}

pub(super) fn slip(case: &Case) -> Option<Fired> {
    let days = case.variance.filter(|days| *days > 0)?;
    if case.state.done() || case.state.may_be_done || case.dates_lost() {
        return None;
    }
    let expected = case.expected.ok()?;
    let (forecast, baseline) = (expected.dates.finish, case.state.baseline.finish?);
    let limit = case.day.program.settings.thresholds.slip;
    let rag = if i64::from(days) > i64::from(limit) { Rag::Red } else { Rag::Amber };
    // Where the owner expects that finish, the owner's word is what was read.
    let owners = case.state.facts.forecast_finish.as_ref().filter(|fact| fact.value == forecast);
    let approved = case.milestone.baseline_dates(case.day.baseline).finish.map(|finish| finish.place);
    let place = owners.map(|fact| fact.place).or(approved);
    let owner = owners.map(Fact::reported);
    let at_least = expected.at_least;
    fired(RuleCode::Slip, rag, place, Facts::Slip { forecast, baseline, days, limit, owner, at_least })
}

/// Only where somebody reported a percentage.
pub(super) fn behind(case: &Case) -> Option<Fired> {
    let open = case.state.progress.is_open();
    let complete = case.state.facts.percent_complete.as_ref().filter(|_| open)?;
    let percent = complete.value;
    let start = case.state.baseline.start.filter(|_| !case.state.may_be_done)?;
    let calendar = case.day.calendar();
    let of = planned_days(case, start)?.max(1);
    let passed = calendar.days_between(start, case.day.as_of);
    let passed = u32::try_from(passed).unwrap_or(0).min(of);
    // In parts of a percentage point of which a day has a hundred: whole numbers, so that nothing is rounded.
    let lag = i64::from(passed) * 100 - i64::from(percent) * i64::from(of);
    let beyond = |limit: u8| lag > i64::from(limit) * i64::from(of);
    let thresholds = &case.day.program.settings.thresholds;
    let (amber, red) = (thresholds.behind_amber, thresholds.behind_red);
    let (rag, limit) = match (beyond(red), beyond(amber)) {
        (true, _) => (Rag::Red, red),
        (false, true) => (Rag::Amber, amber),
        (false, false) => return None,
    };
    let expected = u8::try_from((passed * 100).div_ceil(of)).unwrap_or(100);
    let facts = Facts::Behind { percent, reported: complete.reported(), passed, of, expected, limit };
    fired(RuleCode::Behind, rag, Some(complete.place), facts)
}

/// Working days from a baseline start to the baseline finish; without one, as many as it is said to take.
fn planned_days(case: &Case, start: NaiveDate) -> Option<u32> {
    let calendar = case.day.calendar();
    if let Some(finish) = case.state.baseline.finish {
        return Some(calendar.days_of_span(start, finish));
    }
    match length(case.day, case.key)? {
        Length::Working(days) => u32::try_from(days).ok(),
        Length::Elapsed(days) => {
            let more = Days::new(u64::try_from(days).ok()?.saturating_sub(1));
            Some(calendar.days_of_span(start, start.checked_add_days(more)?))
        }
    }
}
