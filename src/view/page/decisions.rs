//! The decision log.

use serde::Serialize;

use crate::{
    model::DecisionStatus,
    view::{
        Context,
        part::{decision_entry::DecisionEntry, decision_groups::DecisionGroups},
    },
};

/// What stands on the page of all decisions.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionsPage {
    /// Those still to be taken, the soonest needed first.
    pub open: Vec<DecisionEntry>,
    /// Those whose status cannot be read.
    pub unread: Vec<DecisionEntry>,
    /// All others, newest first.
    pub log: Vec<DecisionEntry>,
    /// The columns in which anything stands.
    pub columns: Columns,
    /// All of them by year, by status and by area.
    pub groups: DecisionGroups,
    /// How many are in force.
    pub accepted: usize,
    /// How many no longer are, or never were.
    pub past: usize,
}

/// The columns of the tables of decisions in which anything stands.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Columns {
    /// Since when something is open.
    pub since: bool,
    /// When something was decided.
    pub date: bool,
    /// By when something open is needed.
    pub needed: bool,
    /// What something open holds up.
    pub holds_up: bool,
    /// What something decided is about.
    pub about: bool,
    /// What it replaces.
    pub replaces: bool,
    /// What replaces it.
    pub replaced_by: bool,
}

impl Context<'_> {
    /// The page of all decisions.
    pub fn decisions_page(&self) -> DecisionsPage {
        let entries = self.program.decisions.keys().map(|key| self.decision_entry(key));
        let (unread, read): (Vec<DecisionEntry>, Vec<DecisionEntry>) =
            entries.partition(|entry| entry.row.unread);
        let (mut open, mut log): (Vec<DecisionEntry>, Vec<DecisionEntry>) =
            read.into_iter().partition(|entry| entry.row.open);
        let need = |entry: &DecisionEntry| entry.needed_by.as_ref().map(|needed| needed.on);
        open.sort_by_key(|entry| (need(entry).is_none(), need(entry)));
        log.sort_by_key(|entry| std::cmp::Reverse(entry.row.date));
        let accepted = log.iter().filter(|e| e.row.status == DecisionStatus::Accepted.word()).count();
        let groups = self.decision_groups();
        let columns = Columns {
            since: open.iter().any(|entry| entry.row.date.is_some()),
            date: log.iter().any(|entry| entry.row.date.is_some()),
            needed: open.iter().any(|entry| entry.needed_by.is_some()),
            holds_up: open.iter().any(|entry| !entry.blocks.is_empty()),
            about: log.iter().any(|entry| !entry.affects.is_empty()),
            replaces: log.iter().any(|entry| !entry.supersedes.is_empty()),
            replaced_by: log.iter().any(|entry| !entry.superseded_by.is_empty()),
        };
        DecisionsPage { columns, groups, accepted, past: log.len() - accepted, open, unread, log }
    }
}
