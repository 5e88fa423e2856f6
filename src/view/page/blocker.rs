//! The list of blockers and the page of one, and by when what stands in the way has to be out of it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{
    Context, SubjectLink,
    chart::gantt::long_date,
    page::milestone::{DecisionRow, ReportedText},
    page::risk::Affected,
    part::changes::ChangeView,
    part::parts::{BlockerRow, MilestoneRow},
};
use crate::{
    analyse::Progress,
    model::{Blocker, BlockerFacts, Key, Milestone, Subject},
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

/// A blocker with what its list shows beyond a row.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerEntry {
    /// What every list of blockers shows.
    #[serde(flatten)]
    pub row: BlockerRow,
    /// What it holds up, with colors.
    pub holds_up: Vec<Affected>,
    /// By when it has to be out of the way; `None` where nothing with dates waits.
    pub needed_by: Option<NeededBy>,
    /// How often it was discussed and stayed open.
    pub sessions: usize,
    /// More often than the threshold allows, and still active.
    pub escalated: bool,
}

/// The day by which something that is waited for has to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededBy {
    /// The latest start, of all that waits, that does not move the program's finish.
    pub on: NaiveDate,
    /// The milestone whose start that is.
    pub milestone: SubjectLink,
    /// The day has passed.
    pub overdue: bool,
    /// It is the status date.
    pub today: bool,
}

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
    /// The page of all blockers.
    pub fn blockers_page(&self) -> BlockersPage {
        let now = self.now();
        let (mut active, mut resolved): (Vec<Key<Blocker>>, Vec<Key<Blocker>>) =
            self.program.blockers.keys().partition(|key| now.blockers[key.index()].active);
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
            severe: active.iter().filter(|entry| entry.row.rag == crate::model::Rag::Red).count(),
            escalated: active.iter().filter(|entry| entry.escalated).count(),
            waiting: waiting.len(),
            sessions: self.program.settings.thresholds.blocker_sessions,
            active,
            resolved: resolved.into_iter().map(|key| self.blocker_entry(key)).collect(),
        }
    }

    /// The page of a blocker, on the status date.
    pub fn blocker_page(&self, key: Key<Blocker>) -> BlockerPage {
        let now = self.now();
        let facts = &now.blockers[key.index()].facts;
        let entry = self.blocker_entry(key);
        BlockerPage {
            sentence: sentence(&entry),
            entry,
            session_limit: self.program.settings.thresholds.blocker_sessions,
            session_days: self.sessions(key),
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

    /// A blocker with what its list shows.
    pub(in crate::view) fn blocker_entry(&self, key: Key<Blocker>) -> BlockerEntry {
        let (now, blocked) = (self.now(), self.blocked(key));
        let active = now.blockers[key.index()].active;
        let sessions = self.sessions(key).len();
        let limit = self.program.settings.thresholds.blocker_sessions;
        BlockerEntry {
            row: self.blocker_row(now, key),
            holds_up: blocked.iter().map(|subject| self.affected(*subject)).collect(),
            needed_by: active.then(|| self.needed_by(&blocked)).flatten(),
            sessions,
            escalated: active && u32::try_from(sessions).unwrap_or(u32::MAX) > limit,
        }
    }

    fn blocked(&self, key: Key<Blocker>) -> Vec<Subject> {
        self.program.blockers[key].blocks.iter().map(|subject| subject.value).collect()
    }

    fn sessions(&self, key: Key<Blocker>) -> Vec<NaiveDate> {
        let days = self.program.blockers[key].sessions.iter().map(|day| day.value);
        days.filter(|day| *day <= self.now().as_of).collect()
    }

    fn blocker_history(&self, key: Key<Blocker>) -> Vec<ChangeView> {
        let updates = self.program.blockers[key].history.until(self.now().as_of).iter().rev();
        let view = |update: &crate::model::Update<BlockerFacts>| {
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

    /// The milestones that wait for what is named by `subjects`: neither done nor given up, in order.
    pub(in crate::view) fn waiting_for(&self, subjects: &[Subject]) -> Vec<Key<Milestone>> {
        let waits = |key: &Key<Milestone>| {
            let milestone = &self.program.milestones[*key];
            let open =
                !matches!(self.now().milestone(*key).progress, Progress::Done(_) | Progress::Cancelled);
            open && subjects.iter().any(|subject| milestone.is_named_by(*key, *subject))
        };
        self.program.milestones.keys().filter(waits).collect()
    }

    /// By when something that holds up `subjects` has to be there: the late start of the earliest milestone that
    /// waits for it. `None` where none that waits has a place in the schedule.
    pub fn needed_by(&self, subjects: &[Subject]) -> Option<NeededBy> {
        let now = self.now();
        let late_start =
            |key: Key<Milestone>| Some((now.milestone(key).schedule.as_ref().ok()?.late.start, key));
        let waiting = self.waiting_for(subjects);
        let (on, key) = waiting.into_iter().filter_map(late_start).min()?;
        Some(NeededBy { on, milestone: self.milestone(key), overdue: on < now.as_of, today: on == now.as_of })
    }
}

/// `High severity, active since 27 April 2026.`, `Resolved on 2 March 2026.`
fn sentence(entry: &BlockerEntry) -> String {
    let row = &entry.row;
    match (row.active, row.raised_on, row.resolved_on) {
        (false, _, Some(on)) => format!("Resolved on {}.", long_date(on)),
        (false, Some(on), None) => format!("To be raised on {}.", long_date(on)),
        (false, None, None) => "Not active.".to_owned(),
        (true, raised, _) => {
            let severity = match row.severity {
                "unknown" => "Severity not given; taken for the worst".to_owned(),
                word => format!("{}{} severity", word[..1].to_uppercase(), &word[1..]),
            };
            let since = raised.map_or_else(String::new, |on| format!(" since {}", long_date(on)));
            format!("{severity}, active{since}.")
        }
    }
}
