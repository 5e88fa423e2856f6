//! The list of tasks.

use serde::Serialize;

use crate::{
    model::{Key, Task, TaskStatus},
    view::{Context, part::task_entry::TaskEntry},
};

/// What stands on the page of all tasks.
#[derive(Debug, Clone, Serialize)]
pub struct TasksPage {
    /// Those not completed: blocked ones first, then the most urgent.
    pub open: Vec<TaskEntry>,
    /// Those completed.
    pub completed: Vec<TaskEntry>,
    /// How many are held up.
    pub blocked: usize,
    /// How many have nobody to do them.
    pub unassigned: usize,
}

impl Context<'_> {
    /// The page of all tasks.
    pub fn tasks_page(&self) -> TasksPage {
        let mut keys: Vec<Key<Task>> = self.program.tasks.keys().collect();
        keys.sort_by_key(|key| {
            let task = &self.program.tasks[*key];
            let held_up =
                task.status == Some(TaskStatus::Blocked) || !self.blockers_naming(*key, true).is_empty();
            (!held_up, std::cmp::Reverse(task.priority), task.milestone, *key)
        });
        let entries = keys.into_iter().map(|key| self.task_entry(key));
        let (open, completed): (Vec<TaskEntry>, Vec<TaskEntry>) = entries.partition(|entry| entry.open);
        let blocked = |entry: &&TaskEntry| {
            entry.row.status == TaskStatus::Blocked.word() || !entry.blocked_by.is_empty()
        };
        TasksPage {
            blocked: open.iter().filter(blocked).count(),
            unassigned: open.iter().filter(|entry| entry.row.assigned_to.is_none()).count(),
            open,
            completed,
        }
    }
}
