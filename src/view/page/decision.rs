//! The page of a decision.

use serde::Serialize;

use crate::{
    model::{Decision, DecisionStatus, Key, Owner},
    view::{
        Context, OwnerLink,
        part::{decision_entry::DecisionEntry, extras::ExtraFact, milestone_row::MilestoneRow},
    },
};

/// What stands on the page of a decision.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionPage {
    /// What the log shows.
    #[serde(flatten)]
    pub entry: DecisionEntry,
    /// What its front matter says besides.
    pub extras: Vec<ExtraFact>,
    /// Whose opinion was asked.
    pub consulted: Vec<OwnerLink>,
    /// Who was told.
    pub informed: Vec<OwnerLink>,
    /// The milestones that wait for it.
    pub waiting: Vec<MilestoneRow>,
    /// It was replaced and still says that it is accepted.
    pub still_accepted: bool,
}

impl Context<'_> {
    /// The page of a decision.
    pub fn decision_page(&self, key: Key<Decision>) -> DecisionPage {
        let decision = &self.program.decisions[key];
        let entry = self.decision_entry(key);
        let status = self.now().known.decision(self.program, key);
        let owners = |owners: &[Owner]| owners.iter().map(|owner| self.owner(owner)).collect();
        let waiting = if entry.row.open { self.waiting_for(&self.held_up_by(key)) } else { Vec::new() };
        DecisionPage {
            still_accepted: status == Some(DecisionStatus::Accepted) && !entry.superseded_by.is_empty(),
            entry,
            extras: self.extras(decision.head.file),
            consulted: owners(&decision.consulted),
            informed: owners(&decision.informed),
            waiting: waiting.into_iter().map(|milestone| self.milestone_row(self.now(), milestone)).collect(),
        }
    }
}
