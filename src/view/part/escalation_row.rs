//! An escalation as a row, and those of a sprint.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Analysis, Escalation, SprintTime},
    model::{Key, Sprint},
    say::escalation::{Payload, payload, situation},
    view::{Context, OwnerLink, SubjectLink, part::source::SourceLink},
};

/// An escalation as a row.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationRow {
    /// `E1`.
    pub code: &'static str,
    /// `At risk of slipping`.
    pub title: &'static str,
    /// What it is about, the first before all.
    pub about: Vec<SubjectLink>,
    /// `critical`, `high`, `medium`, `low`.
    pub priority: &'static str,
    /// `status_update`, `blocker`, `question`.
    pub message: &'static str,
    /// What is so.
    pub situation: String,
    /// What is asked: the question, or the next step; `None` where nobody has said.
    pub ask: Option<String>,
    /// Answers to the question.
    pub options: Vec<EscalationOption>,
    /// What happens without an answer.
    pub impact: Option<String>,
    /// Who must act.
    pub who: Option<OwnerLink>,
    /// Who is told.
    pub to: String,
    /// The first day on which it was so.
    pub since: NaiveDate,
    /// Working days since then.
    pub days: i32,
    /// Where it was written.
    pub source: SourceLink,
}

/// A possible answer.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationOption {
    /// In a few words.
    pub option: String,
    /// What it means.
    pub description: String,
}

impl Context<'_> {
    /// What the page of a sprint shows: what stood escalated at its end, or stands now; the most urgent first.
    /// `analysis` is the state that it shows.
    pub fn sprint_escalations(&self, sprint: Key<Sprint>, analysis: &Analysis) -> Vec<EscalationRow> {
        if self.now().time(sprint) == SprintTime::Future {
            return Vec::new();
        }
        let raised = self.chronicle.escalations_of(self.program, self.graph, analysis, sprint);
        let mut all: Vec<&Escalation> = raised.iter().collect();
        all.sort_by_key(|escalation| (std::cmp::Reverse(escalation.priority), escalation.raised_on));
        all.into_iter().map(|escalation| self.escalation_row(escalation, analysis.as_of)).collect()
    }

    pub(in crate::view) fn escalation_row(&self, escalation: &Escalation, as_of: NaiveDate) -> EscalationRow {
        let calendar = &self.program.settings.calendar.calendar;
        let payload = payload(self.voice(), escalation);
        let message = payload.message_type();
        let (ask, impact, options) = match payload {
            Payload::Status(status) => (status.next_step, None, Vec::new()),
            Payload::Blocker(_) => (None, None, Vec::new()),
            Payload::Question(question) => {
                let options = question.options.into_iter().map(|answer| EscalationOption {
                    option: answer.option,
                    description: answer.description,
                });
                (Some(question.question), Some(question.impact_of_delay), options.collect())
            }
        };
        EscalationRow {
            code: escalation.code.name(),
            title: escalation.code.title(),
            about: escalation.about.iter().map(|subject| self.link(*subject)).collect(),
            priority: escalation.priority.word(),
            message,
            situation: situation(self.voice(), escalation),
            ask,
            options,
            impact,
            who: escalation.who.as_ref().map(|who| self.owner(who)),
            to: escalation.to.clone(),
            since: escalation.raised_on,
            days: calendar.days_between(escalation.raised_on, as_of),
            source: self.source(escalation.place),
        }
    }
}
