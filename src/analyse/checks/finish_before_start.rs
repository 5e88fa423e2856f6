//! A milestone that is planned, or reported, to finish before it starts.

use chrono::NaiveDate;

use crate::{
    analyse::Finding,
    diag::{Code, Located},
    model::{Fact, Milestone, MilestoneFacts, Program},
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
    /// `actual_start` and `actual_finish`, as one report says or as last reported.
    Actual,
}

impl BackwardDates {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::FinishBeforeStart
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let milestones = program.milestones.rows().iter();
    milestones.flat_map(|milestone| baseline(milestone).into_iter().chain(actual(milestone))).collect()
}

fn baseline(milestone: &Milestone) -> Option<Finding> {
    finding(Dated::Baseline, milestone.baseline_start?, milestone.baseline_finish?)
}

/// In the last state, and in each report for itself: what another report says instead does not mend it.
fn actual(milestone: &Milestone) -> Vec<Finding> {
    let last = dates(&milestone.history.on(NaiveDate::MAX));
    let reports = milestone.history.updates.iter().map(|update| dates(&update.facts));
    let mut pairs: Vec<_> = reports.chain([last]).flatten().collect();
    pairs.dedup();
    pairs.into_iter().filter_map(|(start, finish)| finding(Dated::Actual, start, finish)).collect()
}

fn dates(facts: &MilestoneFacts) -> Option<(Located<NaiveDate>, Located<NaiveDate>)> {
    let of = |fact: &Fact<NaiveDate>| Located { value: fact.value, place: fact.place };
    facts.actual_start.as_ref().map(of).zip(facts.actual_finish.as_ref().map(of))
}

fn finding(of: Dated, start: Located<NaiveDate>, finish: Located<NaiveDate>) -> Option<Finding> {
    let backward = finish.value < start.value;
    backward.then(|| Finding::new(finish.place, BackwardDates { of, start, finish: finish.value }))
}
