//! Needed-by dates: until when a blocker must be out of the way, a decision taken, a contract agreed, a criterion
//! met. It is the late start of the earliest thing that waits: a day later, the program's finish moves or a
//! deadline is missed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    MilestoneAnalysis, PhaseAnalysis,
    agreements::consumers,
    day::Day,
    graph::Node,
    informal::{Missing, informal},
};
use crate::{
    diag::Place,
    model::{Blocker, Contract, ContractStatus, Decision, Key, Milestone, Phase, Service, Subject},
};

/// When something is needed, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The last day before which it has to be there: the late start of what waits first, or the day of the gate.
    pub by: NaiveDate,
    /// The milestone that waits first; the phase where it is its gate.
    pub first: Subject,
}

impl Need {
    /// By when what these milestones wait for has to be there: the late start of the one that has to start first.
    /// `None` where none of them is open and has a place in the schedule. `all` are those of the program, by key.
    pub fn of_first(
        all: &[MilestoneAnalysis],
        waiting: impl Iterator<Item = Key<Milestone>>,
    ) -> Option<Self> {
        let late = waiting.filter_map(|key| {
            let milestone = &all[key.index()];
            let placement = milestone.schedule.as_ref().ok().filter(|_| milestone.progress.is_open())?;
            Some((placement.late.start, key))
        });
        late.min().map(|(by, key)| Self { by, first: Subject::Milestone(key) })
    }
}

/// Two services of which one uses the other without a contract between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingContract {
    /// The service that uses the other.
    pub consumer: Key<Service>,
    /// The service that is used.
    pub provider: Key<Service>,
    /// Where the dependency was written.
    pub place: Place,
    /// When the consumer is to be built; `None` where no unfinished milestone delivers it.
    pub need: Option<Need>,
}

/// Needed-by dates on a day. `None` where the thing is out of the way, or nothing that is scheduled waits for it.
#[derive(Debug, Clone, Default)]
pub struct NeededBy {
    /// Active blockers, by key.
    pub blockers: Vec<Option<Need>>,
    /// Open decisions, by key.
    pub decisions: Vec<Option<Need>>,
    /// Contracts that are not agreed, or not acknowledged by all consumers; by key.
    pub contracts: Vec<Option<Need>>,
    /// Contracts that nobody has written, in order of consumer and provider.
    pub missing_contracts: Vec<MissingContract>,
    /// Unmet criteria, by key of the phase and in the order written.
    pub criteria: Vec<Vec<Option<Need>>>,
}

impl NeededBy {
    /// When a blocker must be out of the way.
    pub fn blocker(&self, key: Key<Blocker>) -> Option<Need> {
        self.blockers.get(key.index()).copied().flatten()
    }

    /// When a decision must be taken.
    pub fn decision(&self, key: Key<Decision>) -> Option<Need> {
        self.decisions.get(key.index()).copied().flatten()
    }

    /// When a contract must be agreed by all.
    pub fn contract(&self, key: Key<Contract>) -> Option<Need> {
        self.contracts.get(key.index()).copied().flatten()
    }

    /// When a criterion of a gate must be met.
    pub fn criterion(&self, phase: Key<Phase>, index: usize) -> Option<Need> {
        self.criteria.get(phase.index()).and_then(|criteria| criteria.get(index)).copied().flatten()
    }
}

/// All needed-by dates of the day.
pub(super) fn needed_by(day: &Day, milestones: &[MilestoneAnalysis], phases: &[PhaseAnalysis]) -> NeededBy {
    let needs = Needs { day, milestones };
    let program = day.program;
    let blockers = program.blockers.iter().map(|(key, blocker)| {
        let named = blocker.blocks.iter().map(|subject| subject.value).collect();
        day.blockers[key.index()].active.then(|| needs.of(&named)).flatten()
    });
    let decisions = program.decisions.iter().map(|(key, decision)| {
        let named = decision.blocks.iter().map(|subject| subject.value).collect();
        day.known.is_undecided(program, key).then(|| needs.of(&named)).flatten()
    });
    let criteria = program.phases.keys().map(|key| {
        let gate = &phases[key.index()].gate;
        let need = needs.gate(key, gate.forecast);
        gate.criteria.iter().map(|criterion| need.filter(|_| !criterion.met)).collect()
    });
    NeededBy {
        blockers: blockers.collect(),
        decisions: decisions.collect(),
        contracts: program.contracts.keys().map(|contract| needs.contract(contract)).collect(),
        missing_contracts: needs.missing_contracts(),
        criteria: criteria.collect(),
    }
}

struct Needs<'a> {
    day: &'a Day<'a>,
    milestones: &'a [MilestoneAnalysis],
}

impl Needs<'_> {
    /// The late start of the first unfinished milestone that is named: itself, its phase, a service or a task.
    fn of(&self, named: &BTreeSet<Subject>) -> Option<Need> {
        let program = self.day.program;
        let waits = |key: &Key<Milestone>| {
            let milestone = &program.milestones[*key];
            named.iter().any(|subject| milestone.is_named_by(*key, *subject))
        };
        self.first(program.milestones.keys().filter(waits))
    }

    fn first(&self, waiting: impl Iterator<Item = Key<Milestone>>) -> Option<Need> {
        Need::of_first(self.milestones, waiting)
    }

    /// What a gate has to have: by the late start of the first milestone that waits for it, else by its own day.
    fn gate(&self, phase: Key<Phase>, forecast: Option<NaiveDate>) -> Option<Need> {
        let graph = self.day.graph.petgraph();
        let behind = graph.neighbors(self.day.graph.gate(phase)).filter_map(|node| match graph[node] {
            Node::Milestone(key) => Some(key),
            Node::Gate(_) => None,
        });
        self.first(behind).or_else(|| Some(Need { by: forecast?, first: Subject::Phase(phase) }))
    }

    fn contract(&self, key: Key<Contract>) -> Option<Need> {
        let contract = &self.day.program.contracts[key];
        let agreed = contract.status == ContractStatus::Agreed;
        let open = consumers(self.day.program, key)
            .into_iter()
            .filter(|(_, entry)| !agreed || !contract.agreement(*entry, self.day.as_of).counts());
        self.of(&open.map(|(consumer, _)| Subject::Service(consumer)).collect())
    }

    fn missing_contracts(&self) -> Vec<MissingContract> {
        let uses = informal(self.day.program).into_iter();
        let missing = uses.filter(|found| found.missing == Missing::Contract).map(|found| MissingContract {
            consumer: found.user,
            provider: found.used,
            place: found.place,
            need: self.of(&[Subject::Service(found.user)].into()),
        });
        missing.collect()
    }
}
