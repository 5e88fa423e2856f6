//! Milestones that are done while a task is not.

use super::Said;
use crate::{
    analyse::checks::OpenTasks,
    diag::Diagnostic,
    model::{Entity, Program, TaskStatus},
};

pub(super) fn said(program: &Program, found: &OpenTasks) -> Said {
    let id = &program.milestones[found.milestone].head().id;
    let open = match (found.named.as_slice(), found.count) {
        ([task], 1) => format!("its task `{}` is open", program.tasks[*task].head().id),
        (_, count) => format!("{count} of its tasks are open"),
    };
    let hint = "complete the tasks, or move them to another milestone";
    Said::new(format!("`{id}` is reported done, but {open}"), hint)
}

pub(super) fn labeled(program: &Program, found: &OpenTasks, diagnostic: Diagnostic) -> Diagnostic {
    found.named.iter().fold(diagnostic, |diagnostic, task| {
        let task = &program.tasks[*task];
        let status = task.status.map_or("without a status", TaskStatus::word);
        diagnostic.label(task.head.place, format!("`{}` is {status}", task.head.id))
    })
}
