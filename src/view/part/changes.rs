//! What was reported, by whom and when, by day.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Key, Milestone, Rag, Subject, Update},
    say::days::day,
    view::{Context, OwnerLink, SubjectLink},
};

/// One report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeView {
    /// When.
    pub date: NaiveDate,
    /// On what.
    pub subject: SubjectLink,
    /// By whom.
    pub by: Option<OwnerLink>,
    /// In words.
    pub note: Option<String>,
    /// What changed: `status in_progress`, `20 %`.
    pub facts: Vec<String>,
    /// The color declared.
    pub rag: Option<Rag>,
}

/// Reports by day, newest first; the latest few that changed a fact apart from the others.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// The latest that changed something.
    pub recent: Vec<ChangeDay>,
    /// Earlier ones, and remarks that changed nothing.
    pub more: Vec<ChangeDay>,
    /// How many reports are among those.
    pub more_count: usize,
}

/// The reports of one day, the worst colors first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangeDay {
    /// The day.
    pub date: NaiveDate,
    /// What was reported.
    pub reports: Vec<ChangeView>,
}

impl ChangesView {
    /// `changes`, the latest `recent` of them apart.
    pub fn new(mut changes: Vec<ChangeView>, recent: usize) -> Self {
        changes.sort_by_key(|change| (change.facts.is_empty(), Reverse(change.date), Reverse(change.rag)));
        let telling = changes.iter().filter(|change| !change.facts.is_empty()).count();
        let shown = recent.min(if telling == 0 { changes.len() } else { telling });
        let mut more = changes.split_off(shown);
        more.sort_by_key(|change| Reverse(change.date));
        let more_count = more.len();
        Self { recent: by_day(changes), more: by_day(more), more_count }
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.recent.is_empty()
    }
}

fn by_day(changes: Vec<ChangeView>) -> Vec<ChangeDay> {
    let mut days: Vec<ChangeDay> = Vec::new();
    for change in changes {
        match days.last_mut().filter(|last| last.date == change.date) {
            Some(last) => last.reports.push(change),
            None => days.push(ChangeDay { date: change.date, reports: vec![change] }),
        }
    }
    days
}

impl Context<'_> {
    /// Reports from the day after `after` up to `until`, newest first.
    pub fn changes(&self, after: Option<NaiveDate>, until: NaiveDate) -> Vec<ChangeView> {
        let mut changes = Vec::new();
        let fresh = |date: NaiveDate| date <= until && after.is_none_or(|after| date > after);
        for key in self.program.milestones.keys() {
            changes.extend(self.milestone_changes(key, after, until));
        }
        for (key, risk) in self.program.risks.iter() {
            for update in risk.history.updates.iter().filter(|update| fresh(update.date)) {
                let facts = &update.facts;
                let mut said = Vec::new();
                said.extend(facts.status.as_ref().map(|fact| fact.value.word().to_owned()));
                said.extend(
                    facts.probability.as_ref().map(|fact| format!("probability {}", fact.value.word())),
                );
                said.extend(facts.impact.as_ref().map(|fact| format!("impact {}", fact.value.word())));
                changes.push(self.change(Subject::Risk(key), update, said, None));
            }
        }
        for (key, blocker) in self.program.blockers.iter() {
            for update in blocker.history.updates.iter().filter(|update| fresh(update.date)) {
                let facts = &update.facts;
                let mut said = Vec::new();
                said.extend(facts.resolved_on.as_ref().map(|_| "resolved".to_owned()));
                said.extend(facts.severity.as_ref().map(|fact| format!("severity {}", fact.value.word())));
                changes.push(self.change(Subject::Blocker(key), update, said, None));
            }
        }
        changes.sort_by_key(|change| Reverse(change.date));
        changes
    }

    /// Reports on a milestone from the day after `after` up to `until`, oldest first.
    pub fn milestone_changes(
        &self,
        key: Key<Milestone>,
        after: Option<NaiveDate>,
        until: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = ChangeView> {
        let updates = self.program.milestones[key].history.until(until).iter();
        updates.filter(move |update| after.is_none_or(|after| update.date > after)).map(move |update| {
            let facts = &update.facts;
            let mut said = Vec::new();
            said.extend(facts.status.as_ref().map(|fact| fact.value.word().replace('_', " ")));
            said.extend(facts.percent_complete.as_ref().map(|fact| format!("{} % complete", fact.value)));
            said.extend(
                facts.forecast_finish.as_ref().map(|fact| format!("finish expected {}", day(fact.value))),
            );
            let rag = facts.rag.as_ref().map(|fact| fact.value);
            self.change(Subject::Milestone(key), update, said, rag)
        })
    }

    pub(in crate::view) fn change<F>(
        &self,
        subject: Subject,
        update: &Update<F>,
        facts: Vec<String>,
        rag: Option<Rag>,
    ) -> ChangeView {
        ChangeView {
            date: update.date,
            subject: self.link(subject),
            by: update.by.as_ref().map(|by| self.owner(by)),
            note: update.note.clone(),
            facts,
            rag,
        }
    }
}
