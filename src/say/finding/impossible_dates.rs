//! Dates that cannot be.

use super::Said;
use crate::{
    analyse::checks::{ImpossibleDate, Look},
    diag::Diagnostic,
    model::{Entity, Program},
};

pub(super) fn said(program: &Program, found: &ImpossibleDate) -> Said {
    match *found {
        ImpossibleDate::Foretold { finish, date, reported } => {
            let name = if finish { "actual_finish" } else { "actual_start" };
            Said::new(
                format!("`{name}` is {date}, but was reported on {reported} already"),
                "correct one of the two dates; what is expected is `forecast_finish`",
            )
        }
        ImpossibleDate::BeforeRaised { blocker, what, on, raised } => {
            let id = &program.blockers[blocker].head().id;
            let what = match what {
                Look::Resolved => "is resolved",
                Look::Session => "was looked at",
            };
            Said::new(
                format!("`{id}` {what} on {on}, before it was raised on {}", raised.value),
                "correct one of the two dates",
            )
        }
    }
}

pub(super) fn labeled(found: &ImpossibleDate, diagnostic: Diagnostic) -> Diagnostic {
    match found {
        ImpossibleDate::Foretold { .. } => diagnostic,
        ImpossibleDate::BeforeRaised { raised, .. } => diagnostic.label(raised.place, "raised"),
    }
}
