//! A blocker as a row of a table, and as the list of blockers shows it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, escalate::beyond, sessions},
    model::{Blocker, Key, Rag, Severity, Subject},
    view::{
        Context, OwnerLink, SubjectLink, Word,
        part::{affected::Affected, needed_by::NeededBy, next_action::NextActionView},
        word,
    },
};

/// A blocker as a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BlockerRow {
    /// Which.
    pub subject: SubjectLink,
    /// How bad.
    #[serde(deserialize_with = "word::read")]
    pub severity: Word,
    /// Its color: red from high on, amber below.
    pub rag: Rag,
    /// Still in the way.
    pub active: bool,
    /// What it holds up.
    pub blocks: Vec<SubjectLink>,
    /// Who raised it.
    pub raised_by: Option<OwnerLink>,
    /// When.
    pub raised_on: Option<NaiveDate>,
    /// When it was resolved.
    pub resolved_on: Option<NaiveDate>,
    /// Calendar days it has been, or was, open.
    pub age_days: Option<i64>,
    /// Who must act.
    pub required_from: Option<OwnerLink>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
    /// What was said last.
    pub note: Option<String>,
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

impl Context<'_> {
    /// A blocker as a row, in the state of `analysis`.
    pub fn blocker_row(&self, analysis: &Analysis, key: Key<Blocker>) -> BlockerRow {
        let (blocker, state) = (&self.program.blockers[key], &analysis.blockers[key.index()]);
        let facts = &state.facts;
        let severity = facts.severity.as_ref().map(|fact| fact.value);
        let raised_on = blocker.raised_on.map(|on| on.value);
        let resolved_on = facts.resolved_on.as_ref().map(|on| on.value).filter(|on| *on <= analysis.as_of);
        let until = resolved_on.unwrap_or(analysis.as_of);
        BlockerRow {
            subject: self.link(Subject::Blocker(key)),
            severity: severity.map_or("unknown", Severity::word),
            rag: match severity {
                _ if !state.active => Rag::Green,
                Some(severity) if severity < Severity::High => Rag::Amber,
                _ => Rag::Red,
            },
            active: state.active,
            blocks: blocker.blocks.iter().map(|subject| self.link(subject.value)).collect(),
            raised_by: blocker.raised_by.as_ref().map(|owner| self.owner(owner)),
            raised_on,
            resolved_on,
            age_days: raised_on.map(|on| (until - on).num_days().max(0)),
            required_from: facts.required_from.as_ref().map(|fact| self.owner(&fact.value)),
            next_action: facts
                .next_action
                .as_ref()
                .filter(|_| state.active)
                .map(|fact| self.next_action(analysis, &fact.value)),
            note: facts.note.as_ref().map(|fact| fact.value.clone()),
        }
    }

    /// A blocker with what its list shows.
    pub(in crate::view) fn blocker_entry(&self, key: Key<Blocker>) -> BlockerEntry {
        let (now, blocked) = (self.now(), self.blocked(key));
        let active = now.blockers[key.index()].active;
        let sessions = sessions(self.program, &self.program.blockers[key], now.as_of).days;
        let thresholds = &self.program.settings.thresholds;
        BlockerEntry {
            row: self.blocker_row(now, key),
            holds_up: blocked.iter().map(|subject| self.affected(*subject)).collect(),
            needed_by: now.needed_by.blocker(key).map(|need| self.needed_by(need)),
            sessions: sessions.len(),
            escalated: active && beyond(thresholds, &sessions).is_some(),
        }
    }

    /// What a blocker holds up.
    pub(in crate::view) fn blocked(&self, key: Key<Blocker>) -> Vec<Subject> {
        self.program.blockers[key].blocks.iter().map(|subject| subject.value).collect()
    }
}
