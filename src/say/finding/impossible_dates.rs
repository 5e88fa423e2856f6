//! Dates that cannot be.

use super::Said;
use crate::{
    analyse::checks::{ImpossibleDate, Look},
    diag::Diagnostic,
    model::Program,
};

pub(super) fn said(program: &Program, found: &ImpossibleDate) -> Said {
    match *found {
        ImpossibleDate::Foretold { field, date, reported } => {
            let hint = match field {
                "actual_finish" | "actual_start" => {
                    "correct one of the two dates; what is expected is `forecast_finish`"
                }
                _ => "correct one of the two dates",
            };
            Said::new(format!("`{field}` is {date}, but was reported on {reported} already"), hint)
        }
        ImpossibleDate::BeforeRaised { subject, what, on, raised } => {
            let id = &program.head(subject).id;
            let what = match what {
                Look::Resolved => "is resolved",
                Look::Session => "was looked at",
                Look::Report => "was reported",
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
