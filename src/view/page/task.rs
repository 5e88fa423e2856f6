//! The list of tasks, and the page of one.

use serde::Serialize;

use crate::model::{Key, Subject, Task, TaskStatus};
use crate::view::{
    Context, SubjectLink,
    page::milestone::{DecisionRow, TaskRow},
    part::parts::{BlockerRow, MilestoneRow},
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

/// What stands on the page of a task.
#[derive(Debug, Clone, Serialize)]
pub struct TaskPage {
    /// What the list shows.
    #[serde(flatten)]
    pub entry: TaskEntry,
    /// The milestone it is part of, with its state.
    pub of: Option<MilestoneRow>,
    /// Blockers that name it, active ones first.
    pub blockers: Vec<BlockerRow>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
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

    /// The page of a task.
    pub fn task_page(&self, key: Key<Task>) -> TaskPage {
        let mut blockers = self.blockers_naming(key, false);
        blockers.sort_by_key(|row| !row.active);
        TaskPage {
            entry: self.task_entry(key),
            of: self.program.tasks[key].milestone.map(|milestone| self.milestone_row(self.now(), milestone)),
            blockers,
            decisions: self.decisions_on(Subject::Task(key)),
        }
    }

    fn task_entry(&self, key: Key<Task>) -> TaskEntry {
        let task = &self.program.tasks[key];
        TaskEntry {
            row: self.task_row(key),
            open: task.status != Some(TaskStatus::Completed),
            milestone: task.milestone.map(|milestone| self.milestone(milestone)),
            sprint: task.sprint.map(|sprint| self.link(Subject::Sprint(sprint))),
            blocked_by: self.blockers_naming(key, true).into_iter().map(|row| row.subject).collect(),
        }
    }

    fn blockers_naming(&self, key: Key<Task>, only_active: bool) -> Vec<BlockerRow> {
        let blockers = self.program.blockers.iter();
        let naming = blockers.filter(|(blocker, row)| {
            (!only_active || self.now().blockers[blocker.index()].active)
                && row.blocks.iter().any(|subject| subject.value == Subject::Task(key))
        });
        naming.map(|(blocker, _)| self.blocker_row(self.now(), blocker)).collect()
    }
}
