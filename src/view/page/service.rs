//! The page of a service: what it needs, who needs it, what blocks it, how well it is tested.

use serde::Serialize;

use crate::{
    model::{Key, Milestone, Service, Subject},
    view::{
        Context,
        part::{
            blocker_row::BlockerEntry,
            contract_row::ContractRow,
            decision_row::DecisionRow,
            milestone_row::MilestoneRow,
            risk_row::RiskRow,
            service_row::{CoverageView, ServiceRow},
            service_ties::{TaskOf, UseView},
        },
    },
};

/// What stands on the page of a service.
#[derive(Debug, Clone, Serialize)]
pub struct ServicePage {
    /// What the list shows.
    #[serde(flatten)]
    pub row: ServiceRow,
    /// What it uses.
    pub uses: Vec<UseView>,
    /// Who uses it.
    pub used_by: Vec<UseView>,
    /// Open tasks of the milestones that deliver it: what its consumers wait for.
    pub blocking_tasks: Vec<TaskOf>,
    /// Open tasks of milestones that deliver what it uses: what it waits for itself.
    pub blocked_by_tasks: Vec<TaskOf>,
    /// Active blockers on it or on the milestones that deliver it.
    pub blocked_by: Vec<BlockerEntry>,
    /// The contracts it keeps.
    pub provides: Vec<ContractRow>,
    /// Every measurement up to the status date, newest first.
    pub measurements: Vec<CoverageView>,
    /// The milestones that deliver it.
    pub delivered_by: Vec<MilestoneRow>,
    /// Risks that stand and threaten it or those milestones.
    pub risks: Vec<RiskRow>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
}

impl Context<'_> {
    /// The page of a service.
    pub fn service_page(&self, key: Key<Service>) -> ServicePage {
        let now = self.now();
        let delivering = self.delivering(key);
        let ties = self.service_ties(key);
        ServicePage {
            row: self.service_row(key),
            uses: ties.uses,
            used_by: ties.used_by,
            blocking_tasks: ties.blocking_tasks,
            blocked_by_tasks: ties.blocked_by_tasks,
            blocked_by: ties.blocked_by,
            provides: self.provided(key),
            measurements: self.measurements(key),
            delivered_by: delivering.iter().map(|milestone| self.milestone_row(now, *milestone)).collect(),
            risks: self.risks_of(key, &delivering),
            decisions: self.decisions_on(Subject::Service(key)),
        }
    }

    fn risks_of(&self, key: Key<Service>, delivering: &[Key<Milestone>]) -> Vec<RiskRow> {
        let open = self.program.risks.keys().filter(|risk| self.now().risk(*risk).open);
        let on_it = open.filter(|risk| {
            let affects = self.program.risks[*risk].affects.iter().map(|subject| subject.value);
            self.about_service(key, delivering, affects)
        });
        let mut rows: Vec<RiskRow> = on_it.map(|risk| self.risk_row(self.now(), risk)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.rag));
        rows
    }

    /// The contracts a service keeps: those it lists and those that name it, in order.
    fn provided(&self, key: Key<Service>) -> Vec<ContractRow> {
        let listed = &self.program.services[key].provides;
        let kept = self.program.contracts.iter().filter(|(contract, row)| {
            listed.contains(contract) || row.provider.is_some_and(|provider| provider.value == key)
        });
        kept.map(|(contract, _)| self.contract_row(contract)).collect()
    }
}
