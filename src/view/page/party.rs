//! The page of a team, a person or an agent.

use std::{cmp::Reverse, collections::BTreeSet};

use serde::Serialize;

use crate::{
    model::{Decision, Key, LifeCycle, Milestone, Party, PartyKind, Subject, TaskStatus},
    view::{
        Context, OwnerLink, SubjectLink,
        chart::owner_load::OwnerLoadView,
        part::{
            decision_row::DecisionRow,
            milestone_row::MilestoneRow,
            owing::{Awaited, Owed},
            risk_row::RiskRow,
            side::Side,
            task_row::TaskRow,
        },
    },
};

/// What stands on the page of a party.
#[derive(Debug, Clone, Serialize)]
pub struct PartyPage {
    /// Which.
    pub subject: SubjectLink,
    /// Where its chart is as a file.
    pub gantt: String,
    /// What is asked of it week by week; none or one.
    pub loads: Vec<OwnerLoadView>,
    /// `team`, `person`, `agent`.
    pub kind: &'static str,
    /// What it does.
    pub role: Option<String>,
    /// Where it can be reached.
    pub contact: Option<String>,
    /// The members of a team.
    pub members: Vec<OwnerLink>,
    /// The teams it is in.
    pub teams: Vec<SubjectLink>,
    /// What is asked of it, soonest first; of a team, what is asked of its members too. At most 100 things.
    pub owes: Vec<Owed>,
    /// How many there are in all.
    pub owes_count: usize,
    /// How many of them should have been done by now.
    pub overdue: usize,
    /// What it waits for from others, soonest first. At most 50 things.
    pub waits: Vec<Awaited>,
    /// How many there are in all.
    pub waits_count: usize,
    /// The milestones it answers for: those not done in order of their finish, then those done. At most 100.
    pub milestones: Vec<MilestoneRow>,
    /// How many there are in all.
    pub milestones_count: usize,
    /// How many of all are done.
    pub done: usize,
    /// Risks that stand and that it answers for, worst first.
    pub risks: Vec<RiskRow>,
    /// Its open tasks.
    pub tasks: Vec<TaskRow>,
    /// The services it answers for.
    pub services: Vec<SubjectLink>,
    /// The phases it answers for.
    pub phases: Vec<SubjectLink>,
    /// The decisions that it proposes or takes, the latest first. At most 100.
    pub decisions: Vec<DecisionRow>,
    /// How many there are in all.
    pub decisions_count: usize,
    /// What there is in the program at all: of the rest nothing is said.
    pub there_are: ThereAre,
}

/// Which kinds of things a program has.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ThereAre {
    /// Milestones.
    pub milestones: bool,
    /// Risks that anybody knows of.
    pub risks: bool,
    /// Tasks.
    pub tasks: bool,
}

/// So many milestones and things that it owes are told on the page of a party, and of what it waits for: one finds the rest
/// in the lists of their kinds.
const MOST: usize = 100;
/// See [`MOST`].
const MOST_WAITS: usize = 50;

impl Context<'_> {
    /// The page of a party, on the status date.
    pub fn party_page(&self, key: Key<Party>) -> PartyPage {
        let (party, now, side) = (&self.program.parties[key], self.now(), self.side(key));
        let (owes, waits) = (self.owes(&side), self.waits(&side));
        let mut owned = self.milestones_of(&side);
        let is_done = |key: &Key<Milestone>| now.milestone(*key).life_cycle() == LifeCycle::Done;
        owned.sort_by_key(|key| {
            let finish =
                now.milestone(*key).schedule.as_ref().ok().map(|placement| placement.forecast.finish);
            (is_done(key), finish.is_none(), finish)
        });
        let rows = owned.iter().take(MOST).map(|key| self.milestone_row(now, *key));
        let decisions = self.records_of(&side);
        PartyPage {
            there_are: ThereAre {
                milestones: !self.program.milestones.is_empty(),
                risks: self.known_risks().next().is_some(),
                tasks: !self.program.tasks.is_empty(),
            },
            decisions_count: decisions.len(),
            decisions: first(decisions, MOST),
            subject: self.link(Subject::Party(key)),
            gantt: self.addresses.beside(Subject::Party(key), "gantt.svg"),
            loads: self.owner_load(key).into_iter().collect(),
            kind: match party.kind {
                PartyKind::Agent => "agent",
                PartyKind::Team => "team",
                PartyKind::Person | PartyKind::Named => "person",
            },
            role: party.role.clone(),
            contact: party.contact.clone(),
            members: party.members.iter().map(|member| self.owner(member)).collect(),
            teams: self.teams_of(key),
            overdue: owes.iter().filter(|owed| owed.overdue).count(),
            owes_count: owes.len(),
            owes: first(owes, MOST),
            waits_count: waits.len(),
            waits: first(waits, MOST_WAITS),
            milestones_count: owned.len(),
            done: owned.iter().filter(|key| is_done(key)).count(),
            milestones: rows.collect(),
            risks: self.risks_of_party(&side),
            tasks: self.tasks_of(&side),
            services: self
                .services_owned(|owner| side.is(owner))
                .into_iter()
                .map(|service| self.link(Subject::Service(service)))
                .collect(),
            phases: self
                .program
                .phases
                .iter()
                .filter(|(_, phase)| phase.owner.as_ref().is_some_and(|owner| side.is(owner)))
                .map(|(phase, _)| self.link(Subject::Phase(phase)))
                .collect(),
        }
    }

    fn records_of(&self, side: &Side) -> Vec<DecisionRow> {
        let keys: BTreeSet<Key<Decision>> =
            side.parties().flat_map(|party| self.named_in().records(party)).copied().collect();
        let known = keys.into_iter().filter(|key| self.exists(Subject::Decision(*key)));
        let mut rows: Vec<DecisionRow> = known.map(|key| self.decision_row(key)).collect();
        rows.sort_by_key(|row| (row.date.is_none(), Reverse(row.date)));
        rows
    }

    fn risks_of_party(&self, side: &Side) -> Vec<RiskRow> {
        let now = self.now();
        let owned = self.program.risks.keys().filter(|key| {
            let state = now.risk(*key);
            state.open && state.facts.owner.as_ref().is_some_and(|owner| side.is(&owner.value))
        });
        let mut rows: Vec<RiskRow> = owned.map(|key| self.risk_row(now, key)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.rag));
        rows
    }

    fn tasks_of(&self, side: &Side) -> Vec<TaskRow> {
        let tasks = self.program.tasks.iter().filter(|(_, task)| {
            !task.status.is_some_and(TaskStatus::is_over)
                && task.assigned_to.as_ref().is_some_and(|owner| side.is(owner))
        });
        tasks.map(|(key, _)| self.task_row(key)).collect()
    }
}

fn first<T>(mut rows: Vec<T>, most: usize) -> Vec<T> {
    rows.truncate(most);
    rows
}
