//! Tasks.

use crate::{
    load::{Value, reader::Reader, references, scalar},
    model::{Head, Task},
};

/// Read a task.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Task {
    let status_text = reader.beside(|reader| {
        let reading = reader.reading();
        let node = reader.peek("status")?;
        matches!(node.value, Value::Text(_)).then(|| scalar::text(reading, "status", node)).flatten()
    });
    let assigned_to = match reader.has("assigned_to") {
        true => reader.owner("assigned_to"),
        false => {
            reader.owner("assignee").or_else(|| reader.owner("assignees")).or_else(|| reader.owner("owner"))
        }
    };
    Task {
        assigned_to,
        milestone: reader.read("milestone", references::one).map(|milestone| milestone.value),
        sprint: reader.read("sprint", references::one).map(|sprint| sprint.value),
        priority: reader.word("priority").map(|priority| priority.value),
        status: reader.word("status").map(|status| status.value),
        status_text: status_text.map(|text| text.value),
        percent_complete: reader.percent("percent_complete").map(|percent| percent.value),
        head,
    }
}
