//! The decision log, and the page of a decision.

use serde::Serialize;

use crate::model::{Decision, DecisionStatus, Key, Subject};
use crate::view::{
    Context, OwnerLink, SubjectLink, page::blocker::NeededBy, page::milestone::DecisionRow,
    page::risk::Affected, part::parts::MilestoneRow,
};

/// What stands on the page of all decisions.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionsPage {
    /// Those still to be taken, the soonest needed first; one without a known status is among them.
    pub open: Vec<DecisionEntry>,
    /// All others, newest first.
    pub log: Vec<DecisionEntry>,
    /// How many are in force.
    pub accepted: usize,
    /// How many no longer are, or never were.
    pub past: usize,
}

/// A decision as the log shows it.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionEntry {
    /// What every list of decisions shows.
    #[serde(flatten)]
    pub row: DecisionRow,
    /// It has still to be taken, or nobody knows.
    pub undecided: bool,
    /// What waits for it.
    pub blocks: Vec<Affected>,
    /// What it is about.
    pub affects: Vec<Affected>,
    /// By when it has to be taken, while it is open and something waits.
    pub needed_by: Option<NeededBy>,
    /// The decisions it replaces.
    pub supersedes: Vec<Supersession>,
    /// The decisions that replace it.
    pub superseded_by: Vec<Supersession>,
}

/// One decision in place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Supersession {
    /// The other decision.
    pub subject: SubjectLink,
    /// Only one of the two says so.
    pub one_sided: bool,
}

/// What stands on the page of a decision.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionPage {
    /// What the log shows.
    #[serde(flatten)]
    pub entry: DecisionEntry,
    /// Whose opinion was asked.
    pub consulted: Vec<OwnerLink>,
    /// Who was told.
    pub informed: Vec<OwnerLink>,
    /// The status as it was written, where it is no word we know.
    pub status_text: Option<String>,
    /// The milestones that wait for it.
    pub waiting: Vec<MilestoneRow>,
    /// It was replaced and still says that it is accepted.
    pub still_accepted: bool,
}

impl Context<'_> {
    /// The page of all decisions.
    pub fn decisions_page(&self) -> DecisionsPage {
        let entries = self.program.decisions.keys().map(|key| self.decision_entry(key));
        let (mut open, mut log): (Vec<DecisionEntry>, Vec<DecisionEntry>) =
            entries.partition(|entry| entry.undecided);
        let need = |entry: &DecisionEntry| entry.needed_by.as_ref().map(|needed| needed.on);
        open.sort_by_key(|entry| (need(entry).is_none(), need(entry)));
        log.sort_by_key(|entry| std::cmp::Reverse(entry.row.date));
        let accepted = log.iter().filter(|e| e.row.status == DecisionStatus::Accepted.word()).count();
        DecisionsPage { accepted, past: log.len() - accepted, open, log }
    }

    /// The page of a decision.
    pub fn decision_page(&self, key: Key<Decision>) -> DecisionPage {
        let decision = &self.program.decisions[key];
        let entry = self.decision_entry(key);
        let status = decision.status.map(|status| status.value);
        let owners = |owners: &[crate::model::Owner]| owners.iter().map(|owner| self.owner(owner)).collect();
        let waiting = if entry.undecided { self.waiting_for(&self.held_up_by(key)) } else { Vec::new() };
        DecisionPage {
            still_accepted: status == Some(DecisionStatus::Accepted) && !entry.superseded_by.is_empty(),
            entry,
            consulted: owners(&decision.consulted),
            informed: owners(&decision.informed),
            status_text: decision.status_text.clone().filter(|_| status.is_none()),
            waiting: waiting.into_iter().map(|milestone| self.milestone_row(self.now(), milestone)).collect(),
        }
    }

    /// A decision as the log shows it.
    pub(in crate::view) fn decision_entry(&self, key: Key<Decision>) -> DecisionEntry {
        let decision = &self.program.decisions[key];
        let undecided = self.undecided(key);
        let affected = |subjects: &[crate::diag::Located<Subject>]| {
            subjects.iter().map(|subject| self.affected(subject.value)).collect()
        };
        DecisionEntry {
            row: self.decision_row(key),
            undecided,
            blocks: affected(&decision.blocks),
            affects: affected(&decision.affects),
            needed_by: undecided.then(|| self.needed_by(&self.held_up_by(key))).flatten(),
            supersedes: self.supersedes(key),
            superseded_by: self.superseded_by(key),
        }
    }

    /// Whether a decision has still to be taken; one whose status nobody can read counts as open.
    pub(in crate::view) fn undecided(&self, key: Key<Decision>) -> bool {
        let status = self.program.decisions[key].status.map(|status| status.value);
        status.is_none_or(|status| status == DecisionStatus::Proposed)
    }

    /// What waits for a decision.
    pub(in crate::view) fn held_up_by(&self, key: Key<Decision>) -> Vec<Subject> {
        self.program.decisions[key].blocks.iter().map(|subject| subject.value).collect()
    }

    fn supersedes(&self, key: Key<Decision>) -> Vec<Supersession> {
        self.other_decisions(key, |other| {
            (self.says_supersedes(key, other), self.says_superseded(other, key))
        })
    }

    fn superseded_by(&self, key: Key<Decision>) -> Vec<Supersession> {
        self.other_decisions(key, |other| {
            (self.says_supersedes(other, key), self.says_superseded(key, other))
        })
    }

    /// Those of which at least one side says so, marked where the other does not.
    fn other_decisions(
        &self,
        key: Key<Decision>,
        said: impl Fn(Key<Decision>) -> (bool, bool),
    ) -> Vec<Supersession> {
        let others = self.program.decisions.keys().filter(|other| *other != key);
        let view = |other: Key<Decision>| {
            let (newer, older) = said(other);
            (newer || older).then(|| Supersession {
                subject: self.link(Subject::Decision(other)),
                one_sided: newer != older,
            })
        };
        others.filter_map(view).collect()
    }

    fn says_supersedes(&self, newer: Key<Decision>, older: Key<Decision>) -> bool {
        self.program.decisions[newer].supersedes.iter().any(|replaced| replaced.value == older)
    }

    fn says_superseded(&self, older: Key<Decision>, newer: Key<Decision>) -> bool {
        self.program.decisions[older].superseded_by.is_some_and(|by| by.value == newer)
    }
}
