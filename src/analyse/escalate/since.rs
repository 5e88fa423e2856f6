//! Since when things have been so that depend on dated facts alone; of what follows from the whole plan,
//! [`first_days`](crate::analyse::first_days) tells it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::model::{History, Program, Update};

/// The first day that the program knows of: its start, else its earliest update.
pub(in crate::analyse) fn beginning(program: &Program) -> Option<NaiveDate> {
    fn first<F>(updates: &[Update<F>]) -> Option<NaiveDate> {
        updates.first().map(|update| update.date)
    }
    let earliest = program.milestones.rows().iter().filter_map(|m| first(&m.history.updates)).min();
    program.settings.start.map(|start| start.value).or(earliest)
}

/// The first day of the run of days, back from `as_of`, on which `holds`: for what depends on dated facts alone, which
/// can change on `days` only. `beginning` where it has always been so.
pub(super) fn first_of_run(
    as_of: NaiveDate,
    days: impl IntoIterator<Item = NaiveDate>,
    beginning: NaiveDate,
    holds: impl Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let days: BTreeSet<NaiveDate> = days.into_iter().filter(|day| *day <= as_of).collect();
    let before = days.first().and_then(|day| day.checked_sub_days(Days::new(1)));
    let mut first = None;
    for day in days.iter().rev() {
        if !holds(*day) {
            return first.unwrap_or(as_of);
        }
        first = Some(*day);
    }
    let always = before.is_none_or(holds);
    if always { beginning.min(first.unwrap_or(as_of)) } else { first.unwrap_or(as_of) }
}

/// The days on which something was reported of a thing.
pub(super) fn report_days<F>(history: &History<F>) -> impl Iterator<Item = NaiveDate> + use<'_, F> {
    history.updates.iter().map(|update| update.date)
}
