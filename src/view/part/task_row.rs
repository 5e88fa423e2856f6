//! A task as a row of a table.

use serde::Serialize;

use crate::{
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
    /// How urgent it is.
    pub priority: Option<&'static str>,
    /// 0 to 100.
    pub percent_complete: Option<u8>,
    /// Who does it.
    pub assigned_to: Option<OwnerLink>,
}

impl Context<'_> {
    /// A task as a row.
    pub fn task_row(&self, key: Key<Task>) -> TaskRow {
        let task = &self.program.tasks[key];
        TaskRow {
            subject: self.link(Subject::Task(key)),
            status: task.status.map_or("unknown", |status| status.word()),
            priority: task.priority.map(|priority| priority.word()),
            percent_complete: task.percent_complete,
            assigned_to: task.assigned_to.as_ref().map(|owner| self.owner(owner)),
        }
    }
}
