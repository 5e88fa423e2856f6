//! A milestone that is planned, or reported, to finish before it starts.

use chrono::NaiveDate;

use crate::{
    analyse::Finding,
    diag::{Code, Located},
    model::{Milestone, Program},
};

/// A finish that lies before its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackwardDates {
    /// Which dates.
    pub of: Dated,
    /// The start.
    pub start: Located<NaiveDate>,
    /// The finish.
    pub finish: NaiveDate,
}

/// A pair of dates of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// `start` and `finish`.
    Baseline,
    /// `actual_start` and `actual_finish`, as last reported.
    Actual,
}

impl BackwardDates {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::FinishBeforeStart
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let milestones = program.milestones.rows().iter();
    milestones.flat_map(|milestone| [baseline(milestone), actual(milestone)]).flatten().collect()
}

fn baseline(milestone: &Milestone) -> Option<Finding> {
    finding(Dated::Baseline, milestone.baseline_start?, milestone.baseline_finish?)
}

fn actual(milestone: &Milestone) -> Option<Finding> {
    let facts = milestone.history.on(NaiveDate::MAX);
    let (start, finish) = (facts.actual_start.as_ref()?, facts.actual_finish.as_ref()?);
    let start = Located { value: start.value, place: start.place };
    finding(Dated::Actual, start, Located { value: finish.value, place: finish.place })
}

fn finding(of: Dated, start: Located<NaiveDate>, finish: Located<NaiveDate>) -> Option<Finding> {
    let backward = finish.value < start.value;
    backward.then(|| Finding::new(finish.place, BackwardDates { of, start, finish: finish.value }))
}
