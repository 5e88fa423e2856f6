//! The days of a sprint. They are read twice: what has none is no sprint.

use chrono::NaiveDate;

use super::reader::Reader;
use crate::diag::{Code, Diagnostic, Place};

/// First day, last day, and where they were written; reports what is missing or wrong.
pub fn sprint_dates(reader: &mut Reader<'_>) -> Option<(NaiveDate, NaiveDate, Place)> {
    let start = reader.must_date("start");
    let end = reader.must_date("end");
    let (start, end) = (start?, end?);
    if end.value < start.value {
        let message = format!("`end` is {}, before `start`, which is {}", end.value, start.value);
        reader.reading().report(
            Diagnostic::new(Code::FinishBeforeStart, end.place, message)
                .hint("swap the two, or correct one")
                .label(start.place, "the start"),
        );
        return None;
    }
    Some((start.value, end.value, start.place))
}
