//! Sprints follow each other without a working day between them and without sharing one.

use chrono::{Days, NaiveDate};

use crate::{
    diag::{Code, Diagnostic},
    model::{Entity, Program, Sprint},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let mut sprints: Vec<&Sprint> = program.sprints.rows().iter().collect();
    sprints.sort_by_key(|sprint| (sprint.start, sprint.end));
    let mut findings = Vec::new();
    let mut last: Option<&Sprint> = None;
    for sprint in sprints {
        if let Some(before) = last {
            findings.extend(pair(program, before, sprint));
        }
        last = last.filter(|before| before.end >= sprint.end).or(Some(sprint));
    }
    findings
}

fn pair(program: &Program, before: &Sprint, after: &Sprint) -> Option<Diagnostic> {
    let ids = [&before.head().id, &after.head().id];
    if after.start <= before.end {
        let message =
            format!("`{}` begins on {}, before `{}` ends on {}", ids[1], after.start, ids[0], before.end);
        return Some(
            Diagnostic::new(Code::SprintOverlap, after.dates_place, message)
                .hint("let each sprint begin after the end of the one before")
                .label(before.dates_place, format!("`{}`", ids[0])),
        );
    }
    let days = working_days_between(program, before.end, after.start);
    let message = format!("{days} working days lie between `{}` and `{}`", ids[0], ids[1]);
    let message = if days == 1 { message.replacen("days lie", "day lies", 1) } else { message };
    (days > 0).then(|| {
        Diagnostic::new(Code::SprintGap, after.dates_place, message)
            .hint("move one of the dates, or name the days as holidays")
            .label(before.dates_place, format!("`{}`", ids[0]))
    })
}

/// Working days after `end` and before `start`.
fn working_days_between(program: &Program, end: NaiveDate, start: NaiveDate) -> u32 {
    let one = Days::new(1);
    match (end.checked_add_days(one), start.checked_sub_days(one)) {
        (Some(first), Some(last)) if first <= last => {
            program.settings.calendar.calendar.days_of_span(first, last)
        }
        _ => 0,
    }
}
