//! Escalations as rows: by name alone for the page of a sprint, in full for their own page.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, Escalation, SprintTime},
    model::{Key, Sprint},
    say::escalation::{ChoiceOption, ask, message_type, situation},
    view::{Context, OwnerLink, SubjectLink, Word, part::source::SourceLink, word},
};

/// Most escalations that the page of a sprint names.
const MOST: usize = 50;

/// An escalation by name: which rule, about what, who has to act.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EscalationLine {
    /// `E1`.
    #[serde(deserialize_with = "word::read")]
    pub code: Word,
    /// `At risk of slipping`.
    pub title: String,
    /// What it is about, the first before all.
    pub about: Vec<SubjectLink>,
    /// Who must act.
    pub who: Option<OwnerLink>,
    /// Who is told.
    pub to: String,
    /// The first day on which it was so.
    pub since: NaiveDate,
}

/// An escalation with what is so and what is asked.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationRow {
    /// Which.
    #[serde(flatten)]
    pub line: EscalationLine,
    /// `critical`, `high`, `medium`, `low`.
    pub priority: &'static str,
    /// `status_update`, `blocker`, `question`.
    pub message: &'static str,
    /// What is so.
    pub situation: String,
    /// What is asked: the question, or the next step; `None` where nobody has said.
    pub ask: Option<String>,
    /// Answers to the question.
    pub options: Vec<ChoiceOption>,
    /// What happens without an answer.
    pub impact: Option<String>,
    /// Working days since then.
    pub days: i32,
    /// Where it was written.
    pub source: SourceLink,
}

/// The escalations of a sprint, the most urgent first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SprintEscalations {
    /// The first of them.
    pub lines: Vec<EscalationLine>,
    /// How many there are.
    pub total: usize,
    /// How many of them are not named.
    pub more: usize,
}

impl Context<'_> {
    /// What the page of a sprint shows: what stood escalated at its end, or stands now. `analysis` is the state that it
    /// shows.
    pub fn sprint_escalations(&self, sprint: Key<Sprint>, analysis: &Analysis) -> SprintEscalations {
        if self.now().time(sprint) == SprintTime::Future {
            return SprintEscalations::default();
        }
        let raised = self.chronicle.escalations_of(self.program, self.graph, analysis, sprint);
        let mut all: Vec<&Escalation> = raised.iter().collect();
        all.sort_by_key(|escalation| (std::cmp::Reverse(escalation.priority), escalation.raised_on));
        SprintEscalations {
            lines: all.iter().take(MOST).map(|escalation| self.escalation_line(escalation)).collect(),
            total: all.len(),
            more: all.len().saturating_sub(MOST),
        }
    }

    fn escalation_line(&self, escalation: &Escalation) -> EscalationLine {
        EscalationLine {
            code: escalation.code.name(),
            title: escalation.code.title().to_owned(),
            about: escalation.about.iter().map(|subject| self.link(*subject)).collect(),
            who: escalation.who.as_ref().map(|who| self.owner(who)),
            to: escalation.to.clone(),
            since: escalation.raised_on,
        }
    }

    /// An escalation of the status date in full.
    pub(in crate::view) fn escalation_row(&self, escalation: &Escalation) -> EscalationRow {
        let calendar = &self.program.settings.calendar.calendar;
        let asked = ask(self.voice(), escalation);
        EscalationRow {
            line: self.escalation_line(escalation),
            priority: escalation.priority.word(),
            message: message_type(escalation),
            situation: situation(self.voice(), escalation),
            ask: asked.text,
            options: asked.options,
            impact: asked.impact,
            days: calendar.days_between(escalation.raised_on, self.now().as_of),
            source: self.source(escalation.place),
        }
    }
}
