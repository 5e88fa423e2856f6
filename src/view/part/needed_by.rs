//! Needed-by dates as pages show them: the day, how far off it is, and what waits.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{Context, SubjectLink};
use crate::{
    analyse::Need,
    model::{Blocker, Contract, Decision, Key, Phase, Subject},
};

/// When something is needed, and by what.
#[derive(Debug, Clone, Serialize)]
pub struct NeedView {
    /// The day.
    pub by: NaiveDate,
    /// Working days from the status date to it; negative when it has passed.
    pub days_left: i32,
    /// The day has passed.
    pub overdue: bool,
    /// The milestone that waits first; the phase where it is its gate.
    pub first: SubjectLink,
}

/// Two services without a contract between them.
#[derive(Debug, Clone, Serialize)]
pub struct MissingContractView {
    /// The service that uses the other.
    pub consumer: SubjectLink,
    /// The service that is used.
    pub provider: SubjectLink,
    /// When the contract is needed.
    pub need: Option<NeedView>,
}

impl Context<'_> {
    /// When an active blocker must be out of the way.
    pub fn blocker_need(&self, key: Key<Blocker>) -> Option<NeedView> {
        self.now().needed_by.blocker(key).map(|need| self.need(need))
    }

    /// When an open decision must be taken.
    pub fn decision_need(&self, key: Key<Decision>) -> Option<NeedView> {
        self.now().needed_by.decision(key).map(|need| self.need(need))
    }

    /// When a contract must be agreed by all its consumers, while it is not.
    pub fn contract_need(&self, key: Key<Contract>) -> Option<NeedView> {
        self.now().needed_by.contract(key).map(|need| self.need(need))
    }

    /// When each criterion of a gate must be met, in the order written; `None` for those that are.
    pub fn criteria_needs(&self, phase: Key<Phase>) -> Vec<Option<NeedView>> {
        let needs = self.now().needed_by.criteria.get(phase.index());
        let needs = needs.map_or(&[][..], Vec::as_slice);
        needs.iter().map(|need| need.map(|need| self.need(need))).collect()
    }

    /// Uses of one service by another without a contract; soonest needed first.
    pub fn missing_contracts(&self) -> Vec<MissingContractView> {
        let mut missing: Vec<_> = self.now().needed_by.missing_contracts.iter().collect();
        missing.sort_by_key(|missing| (missing.need.is_none(), missing.need.map(|need| need.by)));
        let view = |missing: &crate::analyse::MissingContract| MissingContractView {
            consumer: self.link(Subject::Service(missing.consumer)),
            provider: self.link(Subject::Service(missing.provider)),
            need: missing.need.map(|need| self.need(need)),
        };
        missing.into_iter().map(view).collect()
    }

    fn need(&self, need: Need) -> NeedView {
        let as_of = self.now().as_of;
        NeedView {
            by: need.by,
            days_left: self.program.settings.calendar.calendar.days_between(as_of, need.by),
            overdue: need.by < as_of,
            first: self.link(need.first),
        }
    }
}
