//! A task as the list shows it: where it belongs, what holds it up.

use serde::Serialize;

use crate::{
    model::{Key, Subject, Task, TaskStatus},
    view::{
        Context, SubjectLink,
        part::{blocker_row::BlockerRow, task_row::TaskRow},
    },
};

/// A task as the list shows it.
#[derive(Debug, Clone, Serialize)]
pub struct TaskEntry {
    /// What every list of tasks shows.
    #[serde(flatten)]
    pub row: TaskRow,
    /// Not completed.
    pub open: bool,
    /// The milestone it is part of.
    pub milestone: Option<SubjectLink>,
    /// The sprint it is planned in.
    pub sprint: Option<SubjectLink>,
    /// Active blockers that name it.
    pub blocked_by: Vec<SubjectLink>,
}

impl Context<'_> {
    pub(in crate::view) fn task_entry(&self, key: Key<Task>) -> TaskEntry {
        let task = &self.program.tasks[key];
        TaskEntry {
            row: self.task_row(key),
            open: !task.status.is_some_and(TaskStatus::is_over),
            milestone: task.milestone.map(|milestone| self.milestone(milestone)),
            sprint: task.sprint.map(|sprint| self.link(Subject::Sprint(sprint))),
            blocked_by: self.blockers_naming(key, true).into_iter().map(|row| row.subject).collect(),
        }
    }

    pub(in crate::view) fn blockers_naming(&self, key: Key<Task>, only_active: bool) -> Vec<BlockerRow> {
        let naming = self.named_in().blockers(Subject::Task(key)).iter().filter(|blocker| {
            self.exists(Subject::Blocker(**blocker))
                && (!only_active || self.now().blockers[blocker.index()].active)
        });
        naming.map(|blocker| self.blocker_row(self.now(), *blocker)).collect()
    }
}
