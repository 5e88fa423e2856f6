//! A task as a row of a table.

use serde::Serialize;

use crate::{
    load::words::fold,
    model::{Key, Subject, Task},
    view::{Context, OwnerLink, SubjectLink},
};

/// A task as a row.
#[derive(Debug, Clone, Serialize)]
pub struct TaskRow {
    /// Which.
    pub subject: SubjectLink,
    /// How far it is.
    pub status: &'static str,
    /// The same as it was written, where that is another word.
    pub status_text: Option<String>,
    /// How urgent it is.
    pub priority: Option<&'static str>,
    /// 0 to 100.
    pub percent_complete: Option<u8>,
    /// Who does it.
    pub assigned_to: Option<OwnerLink>,
}

/// Most characters of a status that are shown as they are written.
const LONGEST_STATUS: usize = 60;

impl Context<'_> {
    /// A task as a row.
    pub fn task_row(&self, key: Key<Task>) -> TaskRow {
        let task = &self.program.tasks[key];
        TaskRow {
            subject: self.link(Subject::Task(key)),
            status: task.status.map_or("unknown", |status| status.word()),
            status_text: task.status_text.clone().filter(|text| {
                task.status.is_none_or(|status| fold(text) != status.word())
                    && text.chars().count() <= LONGEST_STATUS
            }),
            priority: task.priority.map(|priority| priority.word()),
            percent_complete: task.percent_complete,
            assigned_to: task.assigned_to.as_ref().map(|owner| self.owner(owner)),
        }
    }
}
