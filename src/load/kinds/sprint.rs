//! Sprints. A file without both dates is no sprint, and is shown as a page.

use chrono::NaiveDate;

use crate::{
    diag::{Code, Diagnostic, Place},
    load::{reader::Reader, references},
    model::{Head, Sprint},
};

/// First day, last day, and where they were written; reports what is missing or wrong.
pub fn dates(reader: &mut Reader<'_>) -> Option<(NaiveDate, NaiveDate, Place)> {
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

/// Read a sprint.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Option<Sprint> {
    let dates = dates(reader);
    let phase = reader.read("phase", references::one).map(|phase| phase.value);
    let goal = reader.text("goal").map(|goal| goal.value);
    let (start, end, dates_place) = dates?;
    Some(Sprint { head, start, end, dates_place, phase, goal })
}
