//! What is escalated: the page of all, and the list on the page of a sprint.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{Context, OwnerLink, SubjectLink, page::milestone::SourceLink};
use crate::{
    analyse::{Analysis, Escalation, EscalationCode},
    model::{Key, Sprint},
    say::escalation::{Payload, payload, situation},
};

/// What stands on the page of escalations.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationsPage {
    /// One for each rule that raised something, in the order of the codes.
    pub groups: Vec<EscalationGroup>,
    /// How many there are.
    pub total: usize,
    /// The rules that raised nothing.
    pub quiet: Vec<EscalationRule>,
}

/// What one rule raised.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationGroup {
    /// The rule.
    #[serde(flatten)]
    pub rule: EscalationRule,
    /// What it raised, the longest standing first.
    pub rows: Vec<EscalationRow>,
}

/// A rule that escalates.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationRule {
    /// `E1`.
    pub code: &'static str,
    /// `At risk of slipping`.
    pub title: &'static str,
    /// The manual entry.
    pub about: &'static str,
}

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
    /// The page of escalations, on the status date.
    pub fn escalations_page(&self) -> EscalationsPage {
        let all = &self.chronicle.escalations;
        let mut page = EscalationsPage { groups: Vec::new(), total: all.len(), quiet: Vec::new() };
        for &code in EscalationCode::ALL {
            let rule = EscalationRule { code: code.name(), title: code.title(), about: code.about() };
            let of_code = all.iter().filter(|escalation| escalation.code == code);
            let mut rows: Vec<EscalationRow> =
                of_code.map(|escalation| self.escalation_row(escalation, self.now().as_of)).collect();
            rows.sort_by_key(|row| row.since);
            match rows.is_empty() {
                true => page.quiet.push(rule),
                false => page.groups.push(EscalationGroup { rule, rows }),
            }
        }
        page
    }

    /// What the page of a sprint shows: what stood escalated at its end, or stands now; the most urgent first.
    /// `analysis` is the state that it shows.
    pub fn sprint_escalations(&self, sprint: Key<Sprint>, analysis: &Analysis) -> Vec<EscalationRow> {
        if self.now().sprints[sprint.index()].time == crate::analyse::SprintTime::Future {
            return Vec::new();
        }
        let raised = self.chronicle.escalations_of(self.program, self.graph, analysis, sprint);
        let mut all: Vec<&Escalation> = raised.iter().collect();
        all.sort_by_key(|escalation| (std::cmp::Reverse(escalation.priority), escalation.raised_on));
        all.into_iter().map(|escalation| self.escalation_row(escalation, analysis.as_of)).collect()
    }

    fn escalation_row(&self, escalation: &Escalation, as_of: NaiveDate) -> EscalationRow {
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
