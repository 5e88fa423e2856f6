//! A decision as a row of a table.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Decision, DecisionStatus, Key, Subject},
    say::words::STATUS_NOT_READ,
    view::{Context, OwnerLink, SubjectLink},
};

/// A decision as a row.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    /// Which.
    pub subject: SubjectLink,
    /// `accepted`; what says so where it cannot be read.
    pub status: &'static str,
    /// The status as it was written, where that is another word.
    pub status_text: Option<String>,
    /// Its status cannot be read: nobody can tell whether it was taken.
    pub unread: bool,
    /// When it was last changed.
    pub date: Option<NaiveDate>,
    /// That day is the one on which it was begun.
    pub begun: bool,
    /// It has still to be taken.
    pub open: bool,
    /// Who takes it.
    pub makers: Vec<OwnerLink>,
    /// Who wrote it down.
    pub authors: Vec<OwnerLink>,
}

impl Context<'_> {
    /// Decisions that affect or hold up a thing.
    pub fn decisions_on(&self, subject: Subject) -> Vec<DecisionRow> {
        self.named_in().decisions(subject).iter().map(|decision| self.decision_row(*decision)).collect()
    }

    /// A decision as a row.
    pub fn decision_row(&self, key: Key<Decision>) -> DecisionRow {
        let decision = &self.program.decisions[key];
        let status = self.now().known.decision(self.program, key);
        DecisionRow {
            subject: self.link(Subject::Decision(key)),
            status: status.map_or(STATUS_NOT_READ, DecisionStatus::word),
            status_text: decision.status_text.clone().filter(|text| {
                let word = decision.status.map(|status| status.value.word());
                word.is_none_or(|word| !text.eq_ignore_ascii_case(word))
            }),
            unread: status.is_none(),
            date: decision.date.map(|date| date.value).filter(|date| *date <= self.now().as_of),
            begun: decision.begun,
            open: status.is_some() && self.undecided(key),
            makers: decision.makers.iter().map(|maker| self.owner(maker)).collect(),
            authors: decision.authors.iter().map(|author| self.owner(author)).collect(),
        }
    }

    /// Whether a decision has still to be taken.
    pub(in crate::view) fn undecided(&self, key: Key<Decision>) -> bool {
        self.now().known.is_undecided(self.program, key)
    }

    /// What waits for a decision.
    pub(in crate::view) fn held_up_by(&self, key: Key<Decision>) -> Vec<Subject> {
        self.program.decisions[key].blocks.iter().map(|subject| subject.value).collect()
    }
}
