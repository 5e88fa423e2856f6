//! The page of a risk.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Key, Rag, Risk, RiskFacts, RiskStatus, Subject, Update},
    view::{
        Context, SubjectLink,
        chart::matrix::MatrixView,
        part::{
            changes::ChangeView, decision_row::DecisionRow, register_row::RegisterRow,
            reported::ReportedText, source::SourceLink,
        },
    },
};

/// What stands on the page of a risk.
#[derive(Debug, Clone, Serialize)]
pub struct RiskPage {
    /// What the register shows.
    #[serde(flatten)]
    pub row: RegisterRow,
    /// How its color came about, in words.
    pub why: String,
    /// Where it stands in the matrix, and stood; `None` where it was never in it.
    pub place: Option<MatrixView>,
    /// A typed color, compared.
    pub declared: Option<DeclaredColor>,
    /// When the probability was last assessed; `None` for front matter, which has no date.
    pub probability_on: Option<NaiveDate>,
    /// When the impact was.
    pub impact_on: Option<NaiveDate>,
    /// Why it may happen.
    pub cause: Option<String>,
    /// What may happen.
    pub event: Option<String>,
    /// Avoid, reduce, transfer, accept.
    pub response: Option<String>,
    /// When it may strike.
    pub proximity: Option<String>,
    /// What it would do to the schedule.
    pub schedule_impact: Option<ScheduleImpactView>,
    /// What was said last.
    pub note: Option<ReportedText>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
    /// What was reported of it, newest first.
    pub history: Vec<ChangeView>,
}

/// A color as it was typed.
#[derive(Debug, Clone, Serialize)]
pub struct DeclaredColor {
    /// The color.
    pub rag: Rag,
    /// It is that of the matrix.
    pub agrees: bool,
    /// Where it was written.
    pub source: SourceLink,
}

/// What a risk would do to the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleImpactView {
    /// Chance that it strikes: `50 %`.
    pub chance: String,
    /// Delay: optimistic, most likely, pessimistic.
    pub delay: [String; 3],
    /// The milestone it would delay.
    pub on: SubjectLink,
}

impl Context<'_> {
    /// The page of a risk, on the status date.
    pub fn risk_page(&self, key: Key<Risk>) -> RiskPage {
        let (risk, now) = (&self.program.risks[key], self.now());
        let facts = &now.risk(key).facts;
        let subject = Subject::Risk(key);
        RiskPage {
            row: self.register_row(key),
            why: self.risk_color_in_words(facts),
            place: self.risk_place(key),
            declared: facts.rag.as_ref().map(|typed| DeclaredColor {
                rag: typed.value,
                agrees: self.matrix_color(facts).is_some_and(|(color, ..)| color == typed.value),
                source: self.source(typed.place),
            }),
            probability_on: facts.probability.as_ref().and_then(|fact| fact.on),
            impact_on: facts.impact.as_ref().and_then(|fact| fact.on),
            cause: risk.cause.clone(),
            event: risk.event.clone(),
            response: risk.response.clone(),
            proximity: risk.proximity.clone(),
            schedule_impact: risk.schedule_impact.as_ref().map(|impact| ScheduleImpactView {
                chance: percent_of(impact.per_mille),
                delay: impact.delay.map(|delay| delay.to_string()),
                on: self.milestone(impact.on),
            }),
            note: facts.note.as_ref().map(|note| self.reported(note)),
            decisions: self.decisions_on(subject),
            history: self.risk_history(key),
        }
    }

    /// `Amber, because the matrix gives amber for medium probability and high impact.`
    fn risk_color_in_words(&self, facts: &RiskFacts) -> String {
        let matrix = self.matrix_color(facts).map(|(color, probability, impact)| {
            let (color, probability, impact) = (color.word(), probability.word(), impact.word());
            format!("the matrix gives {color} for {probability} probability and {impact} impact")
        });
        let closed = facts.status.as_ref().is_some_and(|status| status.value == RiskStatus::Closed);
        match (closed, matrix, self.matrix_color(facts)) {
            (true, Some(matrix), _) => format!("Green, because it is closed; while it stood, {matrix}."),
            (true, None, _) => "Green, because it is closed.".to_owned(),
            (false, Some(matrix), Some((color, ..))) => format!("{}, because {matrix}.", title_case(color)),
            _ => {
                let missing = match (facts.probability.as_ref(), facts.impact.as_ref()) {
                    (None, None) => "neither a probability nor an impact is",
                    (None, Some(_)) => "no probability is",
                    _ => "no impact is",
                };
                format!("Unknown, because {missing} given.")
            }
        }
    }

    fn risk_history(&self, key: Key<Risk>) -> Vec<ChangeView> {
        let updates = self.program.risks[key].history.until(self.now().as_of).iter().rev();
        let view = |update: &Update<RiskFacts>| {
            let facts = &update.facts;
            let mut said = Vec::new();
            said.extend(facts.status.as_ref().map(|fact| format!("status {}", fact.value.word())));
            said.extend(facts.probability.as_ref().map(|fact| format!("probability {}", fact.value.word())));
            said.extend(facts.impact.as_ref().map(|fact| format!("impact {}", fact.value.word())));
            said.extend(facts.owner.as_ref().map(|fact| format!("owner {}", fact.value.name)));
            said.extend(facts.mitigation.as_ref().map(|fact| format!("mitigation: {}", fact.value)));
            said.extend(facts.next_action.as_ref().map(|fact| format!("next: {}", fact.value.text)));
            self.change(Subject::Risk(key), update, said, None)
        };
        updates.map(view).collect()
    }
}

/// Thousandths as percent: `50 %`, `0.5 %`.
fn percent_of(per_mille: u16) -> String {
    match (per_mille / 10, per_mille % 10) {
        (whole, 0) => format!("{whole} %"),
        (whole, tenth) => format!("{whole}.{tenth} %"),
    }
}

fn title_case(color: Rag) -> &'static str {
    match color {
        Rag::Planned => "Planned",
        Rag::Green => "Green",
        Rag::Amber => "Amber",
        Rag::Unknown => "Unknown",
        Rag::Red => "Red",
    }
}
