//! The list of blockers.

use serde::Serialize;

use crate::{
    model::{Blocker, Key, Milestone, Rag},
    view::{Context, part::blocker_row::BlockerEntry},
};

/// What stands on the page of all blockers.
#[derive(Debug, Clone, Serialize)]
pub struct BlockersPage {
    /// Those in the way, worst first, then oldest.
    pub active: Vec<BlockerEntry>,
    /// Those out of it, the last resolved first.
    pub resolved: Vec<BlockerEntry>,
    /// How many are critical or high.
    pub severe: usize,
    /// How many were discussed more often than the threshold allows.
    pub escalated: usize,
    /// How many milestones wait for the active ones.
    pub waiting: usize,
    /// The threshold, in sessions.
    pub sessions: u32,
}

impl Context<'_> {
    /// The page of all blockers.
    pub fn blockers_page(&self) -> BlockersPage {
        let now = self.now();
        let (mut active, mut resolved): (Vec<Key<Blocker>>, Vec<Key<Blocker>>) =
            self.known_blockers().partition(|key| now.blockers[key.index()].active);
        let raised = |key: &Key<Blocker>| self.program.blockers[*key].raised_on.map(|on| on.value);
        let facts = |key: &Key<Blocker>| &now.blockers[key.index()].facts;
        let severity = |key: &Key<Blocker>| facts(key).severity.as_ref().map(|fact| fact.value);
        // An unknown severity is taken for the worst.
        active.sort_by_key(|key| (severity(key).map(std::cmp::Reverse), raised(key), *key));
        resolved
            .sort_by_key(|key| (std::cmp::Reverse(facts(key).resolved_on.as_ref().map(|on| on.value)), *key));
        let mut waiting: Vec<Key<Milestone>> =
            active.iter().flat_map(|key| self.waiting_for(&self.blocked(*key))).collect();
        waiting.sort_unstable();
        waiting.dedup();
        let active: Vec<BlockerEntry> = active.into_iter().map(|key| self.blocker_entry(key)).collect();
        BlockersPage {
            severe: active.iter().filter(|entry| entry.row.rag == Rag::Red).count(),
            escalated: active.iter().filter(|entry| entry.escalated).count(),
            waiting: waiting.len(),
            sessions: self.program.settings.thresholds.blocker_sessions,
            active,
            resolved: resolved.into_iter().map(|key| self.blocker_entry(key)).collect(),
        }
    }
}
