//! A milestone that was reported done while a task of it is not.

use chrono::NaiveDate;

use crate::{
    diag::{Code, Diagnostic},
    model::{Entity, LifeCycle, Milestone, Program, TaskStatus},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    program.milestones.rows().iter().filter_map(|milestone| finding(program, milestone)).collect()
}

fn finding(program: &Program, milestone: &Milestone) -> Option<Diagnostic> {
    let status = milestone.history.on(NaiveDate::MAX).status.filter(|fact| fact.value == LifeCycle::Done)?;
    let tasks = milestone.tasks.iter().map(|&key| &program.tasks[key]);
    let open: Vec<_> = tasks.filter(|task| task.status != Some(TaskStatus::Completed)).collect();
    let first = open.first()?;
    let message = match open.len() {
        1 => format!("`{}` is reported done, but its task `{}` is open", milestone.head.id, first.head().id),
        count => format!("`{}` is reported done, but {count} of its tasks are open", milestone.head.id),
    };
    let diagnostic = Diagnostic::new(Code::DoneWithOpenTasks, status.place, message)
        .hint("complete the tasks, or move them to another milestone");
    Some(open.iter().take(5).fold(diagnostic, |diagnostic, task| {
        let status = task.status.map_or("without a status", TaskStatus::word);
        diagnostic.label(task.head.place, format!("`{}` is {status}", task.head.id))
    }))
}
