//! How old the evidence is that a criterion of a gate was judged by.

use chrono::NaiveDate;

use super::{
    coverage,
    day::{Day, Progress},
};
use crate::model::{Check, Contract, Criterion, Key, Milestone, Service};

/// The day of the facts that a criterion was judged by, as far as they have one: the latest of several.
pub(super) fn evidence_day(day: &Day, criterion: &Criterion) -> Option<NaiveDate> {
    let on = match &criterion.check.as_ref()?.value {
        Check::Done(milestones) => last_finish(day, milestones),
        Check::Coverage { service, .. } => last_measured(day, *service),
        Check::Contract(contracts) => last_acknowledged(day, contracts),
        Check::Signed { on, .. } => *on,
        Check::File { .. } | Check::Json { .. } => criterion.since.map(|since| since.value),
        Check::NoOpen { .. } | Check::Unreadable => None,
    };
    on.filter(|on| *on <= day.as_of)
}

fn last_finish(day: &Day, milestones: &[Key<Milestone>]) -> Option<NaiveDate> {
    let finished = milestones.iter().filter_map(|key| match day.milestone(*key).progress {
        Progress::Done(on) => on,
        _ => None,
    });
    finished.max()
}

fn last_measured(day: &Day, service: Key<Service>) -> Option<NaiveDate> {
    let standing = coverage::standing(day.program, service, day.known);
    standing.filter_map(|measured| measured.on).max()
}

fn last_acknowledged(day: &Day, contracts: &[Key<Contract>]) -> Option<NaiveDate> {
    let contracts = contracts.iter().map(|key| &day.program.contracts[*key]);
    let acknowledged = contracts.flat_map(|contract| {
        contract.consumers.iter().filter(|consumer| contract.acknowledged(consumer, day.as_of))
    });
    acknowledged.filter_map(|consumer| consumer.on).max()
}
