//! Tasks.

use crate::{
    load::{reader::Reader, references},
    model::{Head, Task},
};

/// Read a task.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Task {
    Task {
        assigned_to: reader.owner("assigned_to"),
        milestone: reader.read("milestone", references::one).map(|milestone| milestone.value),
        sprint: reader.read("sprint", references::one).map(|sprint| sprint.value),
        priority: reader.word("priority").map(|priority| priority.value),
        status: reader.word("status").map(|status| status.value),
        percent_complete: reader.percent("percent_complete").map(|percent| percent.value),
        head,
    }
}
