//! Sprints follow each other without a working day between them and without sharing one.

use chrono::{Days, NaiveDate};

use crate::{
    analyse::Finding,
    diag::Code,
    model::{Key, Program, Sprint},
};

/// Two sprints that do not follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SprintSeam {
    /// The one that ends.
    pub before: Key<Sprint>,
    /// The one that begins.
    pub after: Key<Sprint>,
    /// How they lie to each other.
    pub seam: Seam,
}

/// How two sprints lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seam {
    /// The later begins before the earlier ends.
    Overlap,
    /// So many working days lie between them.
    Gap(u32),
}

impl SprintSeam {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self.seam {
            Seam::Overlap => Code::SprintOverlap,
            Seam::Gap(_) => Code::SprintGap,
        }
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let mut sprints: Vec<(Key<Sprint>, &Sprint)> = program.sprints.iter().collect();
    sprints.sort_by_key(|(_, sprint)| (sprint.start, sprint.end));
    let mut findings = Vec::new();
    let mut last: Option<(Key<Sprint>, &Sprint)> = None;
    for sprint in sprints {
        if let Some(before) = last {
            findings.extend(pair(program, before, sprint));
        }
        last = last.filter(|(_, before)| before.end >= sprint.1.end).or(Some(sprint));
    }
    findings
}

fn pair(
    program: &Program,
    (before_key, before): (Key<Sprint>, &Sprint),
    (after_key, after): (Key<Sprint>, &Sprint),
) -> Option<Finding> {
    let seam = if after.start <= before.end {
        Seam::Overlap
    } else {
        Some(working_days_between(program, before.end, after.start))
            .filter(|days| *days > 0)
            .map(Seam::Gap)?
    };
    Some(Finding::new(after.dates_place, SprintSeam { before: before_key, after: after_key, seam }))
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
