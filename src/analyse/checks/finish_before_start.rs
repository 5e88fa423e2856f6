//! A milestone that is planned, or reported, to finish before it starts.

use chrono::NaiveDate;

use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Milestone, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    program
        .milestones
        .rows()
        .iter()
        .flat_map(|milestone| [baseline(milestone), actual(milestone)])
        .flatten()
        .collect()
}

fn baseline(milestone: &Milestone) -> Option<Diagnostic> {
    let (start, finish) = (milestone.baseline_start?, milestone.baseline_finish?);
    finding(["start", "finish"], (start.value, start.place), (finish.value, finish.place))
}

/// As last reported.
fn actual(milestone: &Milestone) -> Option<Diagnostic> {
    let facts = milestone.history.on(NaiveDate::MAX);
    let (start, finish) = (facts.actual_start?, facts.actual_finish?);
    finding(["actual_start", "actual_finish"], (start.value, start.place), (finish.value, finish.place))
}

fn finding(
    names: [&str; 2],
    (start, start_place): (NaiveDate, Place),
    (finish, finish_place): (NaiveDate, Place),
) -> Option<Diagnostic> {
    let message = format!("`{}` is {finish}, before `{}`, which is {start}", names[1], names[0]);
    (finish < start).then(|| {
        Diagnostic::new(Code::FinishBeforeStart, finish_place, message)
            .hint("swap the two dates, or correct one")
            .label(start_place, "the start")
    })
}
