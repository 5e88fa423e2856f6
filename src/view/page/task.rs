//! The page of a task.

use serde::Serialize;

use crate::{
    model::{Key, Subject, Task},
    view::{
        Context,
        part::{
            blocker_row::BlockerRow, decision_row::DecisionRow, extras::ExtraFact,
            milestone_row::MilestoneRow, relations::Relatives, task_entry::TaskEntry,
        },
    },
};

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
    /// What it is to other things.
    pub relatives: Relatives,
    /// What its front matter says besides.
    pub extras: Vec<ExtraFact>,
}

impl Context<'_> {
    /// The page of a task.
    pub fn task_page(&self, key: Key<Task>) -> TaskPage {
        let mut blockers = self.blockers_naming(key, false);
        blockers.sort_by_key(|row| !row.active);
        TaskPage {
            entry: self.task_entry(key),
            of: self.program.tasks[key].milestone.map(|milestone| self.milestone_row(self.now(), milestone)),
            blockers,
            decisions: self.decisions_on(Subject::Task(key)),
            relatives: self.relatives(Subject::Task(key)),
            extras: self.extras(self.program.tasks[key].head.file),
        }
    }
}
