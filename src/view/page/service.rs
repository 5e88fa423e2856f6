//! The list of services and the page of one: what it needs, who needs it, what blocks it, how well it is tested.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{
    Context, OwnerLink, SubjectLink,
    page::blocker::BlockerEntry,
    page::contract::{AcknowledgementState, ContractRow},
    page::milestone::{DecisionRow, TaskRow},
    page::risk::Affected,
    part::parts::{MilestoneRow, RiskRow},
};
use crate::{
    analyse::{Agreements, Progress},
    model::{Key, Milestone, Service, ServiceDependency, Subject, TaskStatus},
};

/// What stands on the page of all services.
#[derive(Debug, Clone, Serialize)]
pub struct ServicesPage {
    /// All services in order of their ids.
    pub rows: Vec<ServiceRow>,
    /// Uses of one service by another that no contract covers.
    pub uncovered: Vec<UseView>,
    /// How many services are tested less than the thresholds ask.
    pub below: usize,
    /// How many services have no measurement.
    pub unmeasured: usize,
    /// How many uses of one service by another there are.
    pub uses: usize,
}

/// A service as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceRow {
    /// Which.
    pub subject: SubjectLink,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// Where it is in its life.
    pub lifecycle: Option<String>,
    /// The milestones that deliver it, with their colors.
    pub milestones: Vec<Affected>,
    /// Test coverage.
    pub coverage: CoverageView,
    /// The services it uses, each once.
    pub depends_on: Vec<SubjectLink>,
    /// The services that use it, each once.
    pub depended_on_by: Vec<SubjectLink>,
}

/// Test coverage against the thresholds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CoverageView {
    /// When it was measured; `None` where nobody said or nothing was measured.
    pub on: Option<NaiveDate>,
    /// By unit tests.
    pub unit: Measure,
    /// By integration tests.
    pub integration: Measure,
}

/// One measurement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Percent; `None` where it was not measured.
    pub percent: Option<u8>,
    /// What is asked.
    pub threshold: u8,
    /// It was measured and is enough.
    pub met: bool,
}

/// One service's use of another.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    /// The service that uses.
    pub consumer: SubjectLink,
    /// The service used.
    pub provider: SubjectLink,
    /// How: `gRPC`, `Kafka`, `HTTP`, `shared_db`.
    pub via: Option<&'static str>,
    /// What for.
    pub purpose: Option<String>,
    /// The Kafka topics it reads.
    pub topics: Vec<String>,
    /// The contract between the two.
    pub contract: Option<SubjectLink>,
    /// Whether the consumer has agreed to it; `None` without a contract.
    pub state: Option<AcknowledgementState>,
    /// The same in words.
    pub words: String,
}

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

/// A service among those it needs and those that need it.
#[derive(Debug, Clone)]
pub struct ServiceTies {
    /// Which.
    pub subject: SubjectLink,
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
}

/// A task with the milestone it is part of.
#[derive(Debug, Clone, Serialize)]
pub struct TaskOf {
    /// The task.
    #[serde(flatten)]
    pub task: TaskRow,
    /// The milestone.
    pub milestone: SubjectLink,
}

impl Context<'_> {
    /// The page of all services.
    pub fn services_page(&self) -> ServicesPage {
        let rows: Vec<ServiceRow> = self.program.services.keys().map(|key| self.service_row(key)).collect();
        let uses: Vec<UseView> = self.program.services.keys().flat_map(|key| self.uses(key)).collect();
        let measures = |row: &ServiceRow| [row.coverage.unit.clone(), row.coverage.integration.clone()];
        let below = |row: &&ServiceRow| measures(row).iter().any(|m| m.percent.is_some() && !m.met);
        let unmeasured = |row: &&ServiceRow| measures(row).iter().any(|m| m.percent.is_none());
        ServicesPage {
            below: rows.iter().filter(below).count(),
            unmeasured: rows.iter().filter(unmeasured).count(),
            uses: uses.len(),
            uncovered: uses.into_iter().filter(|use_of| use_of.contract.is_none()).collect(),
            rows,
        }
    }

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

    /// Who a service needs and who needs it, and what stands between them.
    pub fn service_ties(&self, key: Key<Service>) -> ServiceTies {
        let delivering = self.delivering(key);
        let used = self.program.services[key].depends_on.iter();
        let waits_on: Vec<Key<Milestone>> =
            used.flat_map(|use_of| self.delivering(use_of.service.value)).collect();
        ServiceTies {
            subject: self.link(Subject::Service(key)),
            uses: self.uses(key),
            used_by: self.used_by(key),
            blocking_tasks: self.open_tasks(&delivering),
            blocked_by_tasks: self
                .open_tasks(&waits_on.into_iter().filter(|m| !delivering.contains(m)).collect::<Vec<_>>()),
            blocked_by: self.blockers_of(key, &delivering),
        }
    }

    fn service_row(&self, key: Key<Service>) -> ServiceRow {
        let service = &self.program.services[key];
        let distinct = |mut keys: Vec<Key<Service>>| -> Vec<SubjectLink> {
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().map(|key| self.link(Subject::Service(key))).collect()
        };
        let using = self
            .program
            .services
            .iter()
            .filter(|(_, row)| row.depends_on.iter().any(|use_of| use_of.service.value == key));
        ServiceRow {
            subject: self.link(Subject::Service(key)),
            owner: service.owner.as_ref().map(|owner| self.owner(owner)),
            lifecycle: service.lifecycle.clone(),
            milestones: self
                .delivering(key)
                .into_iter()
                .map(|milestone| self.affected(Subject::Milestone(milestone)))
                .collect(),
            coverage: self
                .measurements(key)
                .into_iter()
                .next()
                .unwrap_or_else(|| self.measured(None, None, None)),
            depends_on: distinct(service.depends_on.iter().map(|use_of| use_of.service.value).collect()),
            depended_on_by: distinct(using.map(|(key, _)| key).collect()),
        }
    }

    /// The milestones that deliver a service, in order.
    pub(in crate::view) fn delivering(&self, key: Key<Service>) -> Vec<Key<Milestone>> {
        let milestones = self.program.milestones.iter();
        milestones.filter(|(_, row)| row.services.contains(&key)).map(|(milestone, _)| milestone).collect()
    }

    fn uses(&self, key: Key<Service>) -> Vec<UseView> {
        let agreements = Agreements::new(self.program);
        let uses = self.program.services[key].depends_on.iter();
        uses.map(|use_of| self.use_of(key, use_of, &agreements)).collect()
    }

    fn used_by(&self, key: Key<Service>) -> Vec<UseView> {
        let agreements = &Agreements::new(self.program);
        let consumers = self.program.services.iter();
        let views = consumers.flat_map(|(consumer, row)| {
            let of_it = row.depends_on.iter().filter(|use_of| use_of.service.value == key);
            of_it.map(move |use_of| self.use_of(consumer, use_of, agreements))
        });
        views.collect()
    }

    fn use_of(&self, consumer: Key<Service>, use_of: &ServiceDependency, agreements: &Agreements) -> UseView {
        let contract = agreements.behind(consumer, use_of).first().copied();
        let agreed = contract.map(|contract| self.agreement(contract, consumer));
        UseView {
            consumer: self.link(Subject::Service(consumer)),
            provider: self.link(Subject::Service(use_of.service.value)),
            via: use_of.via.map(|via| via.label()),
            purpose: use_of.purpose.clone(),
            topics: use_of.topics.iter().map(|topic| topic.value.clone()).collect(),
            contract: contract.map(|contract| self.link(Subject::Contract(contract))),
            state: agreed.as_ref().map(|(state, _)| *state),
            words: agreed.map_or_else(|| "no contract".to_owned(), |(_, words)| words),
        }
    }

    fn open_tasks(&self, milestones: &[Key<Milestone>]) -> Vec<TaskOf> {
        let mut milestones = milestones.to_vec();
        milestones.sort_unstable();
        milestones.dedup();
        let tasks = milestones.into_iter().flat_map(|milestone| {
            let tasks = self.program.milestones[milestone].tasks.iter();
            let open = tasks.filter(|task| self.program.tasks[**task].status != Some(TaskStatus::Completed));
            open.map(move |task| TaskOf { task: self.task_row(*task), milestone: self.milestone(milestone) })
        });
        tasks.collect()
    }

    fn blockers_of(&self, key: Key<Service>, delivering: &[Key<Milestone>]) -> Vec<BlockerEntry> {
        let active =
            self.program.blockers.keys().filter(|blocker| self.now().blockers[blocker.index()].active);
        let on_it = active.filter(|blocker| {
            let blocks = self.program.blockers[*blocker].blocks.iter().map(|subject| subject.value);
            self.about_service(key, delivering, blocks)
        });
        on_it.map(|blocker| self.blocker_entry(blocker)).collect()
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

    /// Whether a list names the service or, while it is open, a milestone that delivers it.
    fn about_service(
        &self,
        key: Key<Service>,
        delivering: &[Key<Milestone>],
        mut subjects: impl Iterator<Item = Subject>,
    ) -> bool {
        let open = |key: &&Key<Milestone>| {
            !matches!(self.now().milestone(**key).progress, Progress::Done(_) | Progress::Cancelled)
        };
        subjects.any(|subject| {
            subject == Subject::Service(key)
                || delivering
                    .iter()
                    .filter(open)
                    .any(|milestone| self.program.milestones[*milestone].is_named_by(*milestone, subject))
        })
    }

    /// The contracts a service keeps: those it lists and those that name it, in order.
    fn provided(&self, key: Key<Service>) -> Vec<ContractRow> {
        let listed = &self.program.services[key].provides;
        let kept = self.program.contracts.iter().filter(|(contract, row)| {
            listed.contains(contract) || row.provider.is_some_and(|provider| provider.value == key)
        });
        kept.map(|(contract, _)| self.contract_row(contract)).collect()
    }

    /// Measurements up to the status date, newest first.
    fn measurements(&self, key: Key<Service>) -> Vec<CoverageView> {
        let measured = self.program.services[key].coverage.iter().rev();
        let known = measured.filter(|coverage| coverage.on.is_none_or(|on| on <= self.now().as_of));
        known.map(|coverage| self.measured(coverage.on, coverage.unit, coverage.integration)).collect()
    }

    fn measured(&self, on: Option<NaiveDate>, unit: Option<u8>, integration: Option<u8>) -> CoverageView {
        let thresholds = &self.program.settings.thresholds;
        let measure = |percent: Option<u8>, threshold: u8| Measure {
            percent,
            threshold,
            met: percent.is_some_and(|percent| percent >= threshold),
        };
        CoverageView {
            on,
            unit: measure(unit, thresholds.unit_coverage),
            integration: measure(integration, thresholds.integration_coverage),
        }
    }

    /// The services that a party answers for.
    pub(in crate::view) fn services_owned(
        &self,
        owns: impl Fn(&crate::model::Owner) -> bool,
    ) -> Vec<Key<Service>> {
        let services = self.program.services.iter();
        services.filter(|(_, row)| row.owner.as_ref().is_some_and(&owns)).map(|(key, _)| key).collect()
    }
}
