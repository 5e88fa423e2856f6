//! The page of a team, a person or an agent.

use serde::Serialize;

use crate::{
    model::{Key, Party, PartyKind, Subject, TaskStatus},
    view::{
        Context, OwnerLink, SubjectLink,
        chart::owner_load::OwnerLoadView,
        part::{
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
    /// What is asked of it, soonest first; of a team, what is asked of its members too.
    pub owes: Vec<Owed>,
    /// How many of them should have been done by now.
    pub overdue: usize,
    /// What it waits for from others, soonest first.
    pub waits: Vec<Awaited>,
    /// The milestones it answers for: those not done in order of their finish, then those done.
    pub milestones: Vec<MilestoneRow>,
    /// How many of them are done.
    pub done: usize,
    /// Risks that stand and that it answers for, worst first.
    pub risks: Vec<RiskRow>,
    /// Its open tasks.
    pub tasks: Vec<TaskRow>,
    /// The services it answers for.
    pub services: Vec<SubjectLink>,
    /// The phases it answers for.
    pub phases: Vec<SubjectLink>,
}

impl Context<'_> {
    /// The page of a party, on the status date.
    pub fn party_page(&self, key: Key<Party>) -> PartyPage {
        let (party, now, side) = (&self.program.parties[key], self.now(), self.side(key));
        let owes = self.owes(&side);
        let owned = self.milestones_of(&side);
        let mut milestones: Vec<MilestoneRow> =
            owned.iter().map(|milestone| self.milestone_row(now, *milestone)).collect();
        milestones
            .sort_by_key(|row| (row.status == "done", row.forecast_finish.is_none(), row.forecast_finish));
        PartyPage {
            subject: self.link(Subject::Party(key)),
            gantt: self.addresses.beside(Subject::Party(key), "gantt.svg"),
            loads: self.owner_load(key).into_iter().collect(),
            kind: match party.kind {
                PartyKind::Agent => "agent",
                PartyKind::Team => "team",
                PartyKind::Person => "person",
            },
            role: party.role.clone(),
            contact: party.contact.clone(),
            members: party.members.iter().map(|member| self.owner(member)).collect(),
            teams: self.teams_of(key),
            overdue: owes.iter().filter(|owed| owed.overdue).count(),
            owes,
            waits: self.waits(&side),
            done: milestones.iter().filter(|row| row.status == "done").count(),
            milestones,
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
