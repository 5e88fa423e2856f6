//! The list of teams, people and agents.

use serde::Serialize;

use crate::{
    model::{Key, Milestone, Party, PartyKind, Rag, Subject},
    view::{Context, OwnerLink, SubjectLink, chart::owner_load::OwnerLoadView},
};

/// What stands on the page of all parties.
#[derive(Debug, Clone, Serialize)]
pub struct TeamsPage {
    /// Teams.
    pub teams: Vec<PartyRow>,
    /// People.
    pub people: Vec<PartyRow>,
    /// Agents.
    pub agents: Vec<PartyRow>,
    /// What is asked of owners of unfinished work, week by week; of those who have too much first. At most 20 owners.
    pub loads: Vec<OwnerLoadView>,
    /// How many more have their load on their own page alone.
    pub more_loads: usize,
}

/// A party as a row.
#[derive(Debug, Clone, Serialize)]
pub struct PartyRow {
    /// Which.
    pub subject: SubjectLink,
    /// What it does.
    pub role: Option<String>,
    /// Where it can be reached.
    pub contact: Option<String>,
    /// The members of a team.
    pub members: Vec<OwnerLink>,
    /// The teams it is in.
    pub teams: Vec<SubjectLink>,
    /// How many things are asked of it.
    pub owes: usize,
    /// How many of them should have been done by now.
    pub overdue: usize,
    /// How many things it waits for.
    pub waits: usize,
    /// Milestones it answers for that are not done.
    pub milestones: usize,
    /// The worst color among them.
    pub rag: Option<Rag>,
}

/// So many owners have their load on the page of all.
const MOST_LOADS: usize = 20;

impl Context<'_> {
    /// The page of all parties.
    pub fn teams_page(&self) -> TeamsPage {
        let of_kind = |kinds: &[PartyKind]| {
            let parties = self.program.parties.iter().filter(|(_, party)| kinds.contains(&party.kind));
            parties.map(|(key, _)| self.party_row(key)).collect()
        };
        let (loads, more_loads) = self.owner_loads(MOST_LOADS);
        TeamsPage {
            teams: of_kind(&[PartyKind::Team]),
            people: of_kind(&[PartyKind::Person, PartyKind::Named]),
            agents: of_kind(&[PartyKind::Agent]),
            loads,
            more_loads,
        }
    }

    fn party_row(&self, key: Key<Party>) -> PartyRow {
        let (party, side) = (&self.program.parties[key], self.side(key));
        let owes = self.owes(&side);
        let open: Vec<Key<Milestone>> = self
            .milestones_of(&side)
            .into_iter()
            .filter(|milestone| self.now().milestone(*milestone).progress.is_open())
            .collect();
        PartyRow {
            subject: self.link(Subject::Party(key)),
            role: party.role.clone(),
            contact: party.contact.clone(),
            members: party.members.iter().map(|member| self.owner(member)).collect(),
            teams: self.teams_of(key),
            overdue: owes.iter().filter(|owed| owed.overdue).count(),
            owes: owes.len(),
            waits: self.waits(&side).len(),
            milestones: open.len(),
            rag: open.iter().map(|milestone| self.now().milestone(*milestone).verdict.shown).max(),
        }
    }
}
