//! Sprints. A file without both dates is no sprint, and is shown as a page.

use crate::{
    load::{reader::Reader, references, sprint_dates::sprint_dates, written::headline},
    model::{Head, Sprint},
};

/// Read a sprint.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Option<Sprint> {
    let dates = sprint_dates(reader);
    let phase = reader.read("phase", references::one).map(|phase| phase.value);
    let goal = reader.text("goal").map(|goal| goal.value);
    let headline = headline(reader);
    let (start, end, dates_place) = dates?;
    Some(Sprint { head, start, end, dates_place, phase, goal, headline })
}
