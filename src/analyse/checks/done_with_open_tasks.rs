//! A milestone that was reported done while a task of it is not.

use chrono::NaiveDate;

use crate::{
    analyse::Finding,
    diag::Code,
    model::{Key, LifeCycle, Milestone, Program, Task, TaskStatus},
};

/// Most tasks that are named.
const NAMED: usize = 5;

/// A milestone reported done, with tasks that are not completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTasks {
    /// The milestone.
    pub milestone: Key<Milestone>,
    /// The first few of the tasks.
    pub named: Vec<Key<Task>>,
    /// How many there are in all.
    pub count: usize,
}

impl OpenTasks {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::DoneWithOpenTasks
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    program.milestones.keys().filter_map(|milestone| finding(program, milestone)).collect()
}

fn finding(program: &Program, key: Key<Milestone>) -> Option<Finding> {
    let milestone = &program.milestones[key];
    let facts = milestone.history.on(NaiveDate::MAX);
    let status = facts.status.as_ref().filter(|fact| fact.value == LifeCycle::Done)?;
    let tasks = milestone.tasks.iter().copied();
    let open: Vec<Key<Task>> =
        tasks.filter(|task| !program.tasks[*task].status.is_some_and(TaskStatus::is_over)).collect();
    let named = open.iter().take(NAMED).copied().collect();
    let facts = OpenTasks { milestone: key, named, count: open.len() };
    (facts.count > 0).then(|| Finding::new(status.place, facts))
}
