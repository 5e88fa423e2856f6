//! A risk as a row of a table, in the state of a day.

use serde::Serialize;

use crate::{
    analyse::Analysis,
    model::{Key, Rag, Risk, Subject},
    view::{Context, OwnerLink, SubjectLink, part::next_action::NextActionView},
};

/// A risk as a row.
#[derive(Debug, Clone, Serialize)]
pub struct RiskRow {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// What it concerns.
    pub category: Option<&'static str>,
    /// How likely.
    pub probability: Option<&'static str>,
    /// How bad.
    pub impact: Option<&'static str>,
    /// Whether it stands.
    pub status: &'static str,
    /// Whether it still counts.
    pub open: bool,
    /// `High impact, medium probability.`
    pub rating: String,
    /// What would follow.
    pub effect: Option<String>,
    /// What is done against it.
    pub mitigation: Option<String>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
}

impl Context<'_> {
    /// A risk as a row, in the state of `analysis`.
    pub fn risk_row(&self, analysis: &Analysis, key: Key<Risk>) -> RiskRow {
        let (risk, state) = (&self.program.risks[key], analysis.risk(key));
        let facts = &state.facts;
        RiskRow {
            subject: self.link(Subject::Risk(key)),
            rag: state.rag,
            category: risk.category.map(|category| category.word()),
            probability: facts.probability.as_ref().map(|fact| fact.value.word()),
            impact: facts.impact.as_ref().map(|fact| fact.value.word()),
            status: facts.status.as_ref().map_or("open", |fact| fact.value.word()),
            open: state.open,
            rating: rating(
                facts.impact.as_ref().map(|fact| fact.value.word()),
                facts.probability.as_ref().map(|fact| fact.value.word()),
            ),
            effect: risk.effect.clone(),
            mitigation: facts.mitigation.as_ref().map(|fact| fact.value.clone()),
            owner: facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            next_action: facts.next_action.as_ref().map(|fact| self.next_action(analysis, &fact.value)),
        }
    }
}

/// `High impact, medium probability.`
fn rating(impact: Option<&str>, probability: Option<&str>) -> String {
    let [impact, probability] = [impact, probability].map(|word| word.unwrap_or("unknown"));
    let (first, rest) = impact.split_at(impact.len().min(1));
    format!("{}{rest} impact, {probability} probability.", first.to_uppercase())
}
