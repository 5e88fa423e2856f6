//! Finishes before their starts.

use super::Said;
use crate::analyse::checks::{BackwardDates, Dated};

pub(super) fn said(dates: &BackwardDates) -> Said {
    let [start, finish] = match dates.of {
        Dated::Baseline => ["start", "finish"],
        Dated::Actual => ["actual_start", "actual_finish"],
    };
    Said::new(
        format!("`{finish}` is {}, before `{start}`, which is {}", dates.finish, dates.start.value),
        "swap the two dates, or correct one",
    )
}
