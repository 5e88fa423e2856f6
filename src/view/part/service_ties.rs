//! A service among those it needs and those that need it, and what stands between them.

use serde::Serialize;

use crate::{
    analyse::Agreements,
    model::{Key, Milestone, Service, ServiceDependency, Subject, TaskStatus},
    view::{
        Context, SubjectLink,
        part::{agreement::AcknowledgementState, blocker_row::BlockerEntry, task_row::TaskRow},
    },
};

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

    /// The milestones that deliver a service, in order.
    pub(in crate::view) fn delivering(&self, key: Key<Service>) -> Vec<Key<Milestone>> {
        let milestones = self.program.milestones.iter();
        milestones.filter(|(_, row)| row.services.contains(&key)).map(|(milestone, _)| milestone).collect()
    }

    pub(in crate::view) fn uses(&self, key: Key<Service>) -> Vec<UseView> {
        let agreements = self.agreements();
        let uses = self.program.services[key].depends_on.iter();
        uses.map(|use_of| self.use_of(key, use_of, agreements)).collect()
    }

    fn used_by(&self, key: Key<Service>) -> Vec<UseView> {
        let agreements = self.agreements();
        let views = self.named_in().users(key).iter().copied().flat_map(|consumer| {
            let of_it = self.program.services[consumer]
                .depends_on
                .iter()
                .filter(|use_of| use_of.service.value == key);
            of_it.map(move |use_of| self.use_of(consumer, use_of, agreements))
        });
        views.collect()
    }

    fn use_of(&self, consumer: Key<Service>, use_of: &ServiceDependency, agreements: &Agreements) -> UseView {
        let contract = agreements.behind(self.program, consumer, use_of).first().copied();
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
            let open =
                tasks.filter(|task| !self.program.tasks[**task].status.is_some_and(TaskStatus::is_over));
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

    /// Whether a list names the service or, while it is open, a milestone that delivers it.
    pub(in crate::view) fn about_service(
        &self,
        key: Key<Service>,
        delivering: &[Key<Milestone>],
        mut subjects: impl Iterator<Item = Subject>,
    ) -> bool {
        let open = |key: &&Key<Milestone>| self.now().milestone(**key).progress.is_open();
        subjects.any(|subject| {
            subject == Subject::Service(key)
                || delivering
                    .iter()
                    .filter(open)
                    .any(|milestone| self.program.milestones[*milestone].is_named_by(*milestone, subject))
        })
    }
}
