//! The page of a blocker: how it stands, who waits for it, what was said of it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Blocker, BlockerFacts, Key, Subject, Update},
    say::blocker::standing,
    view::{
        Context,
        part::{
            blocker_row::BlockerEntry, changes::ChangeView, decision_row::DecisionRow,
            milestone_row::MilestoneRow, reported::ReportedText,
        },
    },
};

/// What stands on the page of a blocker.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerPage {
    /// What the list shows.
    #[serde(flatten)]
    pub entry: BlockerEntry,
    /// How it stands, in words.
    pub sentence: String,
    /// The threshold, in sessions.
    pub session_limit: u32,
    /// The days on which it was discussed.
    pub session_days: Vec<NaiveDate>,
    /// What was said last, with its day.
    pub said: Option<ReportedText>,
    /// The milestones that wait for it.
    pub milestones: Vec<MilestoneRow>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
    /// What was reported of it, newest first.
    pub history: Vec<ChangeView>,
}

impl Context<'_> {
    /// The page of a blocker, on the status date.
    pub fn blocker_page(&self, key: Key<Blocker>) -> BlockerPage {
        let now = self.now();
        let facts = &now.blockers[key.index()].facts;
        let entry = self.blocker_entry(key);
        let severity = facts.severity.as_ref().map(|fact| fact.value);
        BlockerPage {
            sentence: standing(entry.row.active, severity, entry.row.raised_on, entry.row.resolved_on),
            entry,
            session_limit: self.program.settings.thresholds.blocker_sessions,
            session_days: self.program.blockers[key].sessions_until(now.as_of),
            said: facts.note.as_ref().map(|note| self.reported(note)),
            milestones: self
                .waiting_for(&self.blocked(key))
                .into_iter()
                .map(|milestone| self.milestone_row(now, milestone))
                .collect(),
            decisions: self.decisions_on(Subject::Blocker(key)),
            history: self.blocker_history(key),
        }
    }

    fn blocker_history(&self, key: Key<Blocker>) -> Vec<ChangeView> {
        let updates = self.program.blockers[key].history.until(self.now().as_of).iter().rev();
        let view = |update: &Update<BlockerFacts>| {
            let facts = &update.facts;
            let mut said = Vec::new();
            said.extend(facts.resolved_on.as_ref().map(|fact| format!("resolved on {}", fact.value)));
            said.extend(facts.severity.as_ref().map(|fact| format!("severity {}", fact.value.word())));
            said.extend(facts.required_from.as_ref().map(|fact| format!("needed from {}", fact.value.name)));
            said.extend(facts.next_action.as_ref().map(|fact| format!("next: {}", fact.value.text)));
            self.change(Subject::Blocker(key), update, said, None)
        };
        updates.map(view).collect()
    }
}
