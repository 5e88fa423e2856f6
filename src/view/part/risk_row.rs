//! A risk as a row of a table, in the state of a day.

use serde::{Deserialize, Serialize};

use crate::{
    analyse::Analysis,
    model::{Key, Rag, Risk, Subject},
    say::words::sentence,
    view::{Context, OwnerLink, SubjectLink, Word, part::next_action::NextActionView, word},
};

/// A risk as a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RiskRow {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// What it concerns.
    #[serde(default, deserialize_with = "word::read_some")]
    pub category: Option<Word>,
    /// How likely.
    #[serde(default, deserialize_with = "word::read_some")]
    pub probability: Option<Word>,
    /// How bad.
    #[serde(default, deserialize_with = "word::read_some")]
    pub impact: Option<Word>,
    /// Whether it stands.
    #[serde(deserialize_with = "word::read")]
    pub status: Word,
    /// Whether it still counts.
    pub open: bool,
    /// `High impact, medium probability.`
    pub rating: String,
    /// What may go wrong, why, and what would follow, as reports tell it.
    pub description: Option<String>,
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
            description: described(risk),
            effect: risk.effect.clone(),
            mitigation: facts.mitigation.as_ref().map(|fact| fact.value.clone()),
            owner: facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            next_action: facts.next_action.as_ref().map(|fact| self.next_action(analysis, &fact.value)),
        }
    }
}

/// Its cause, event and effect as sentences; else how its text begins.
fn described(risk: &Risk) -> Option<String> {
    let told = [&risk.cause, &risk.event, &risk.effect];
    let sentences = told.into_iter().filter_map(|part| part.as_deref()).map(sentence);
    let description = sentences.collect::<Vec<_>>().join(" ");
    let summary = risk.head.body.summary.clone();
    [description, summary].into_iter().find(|text| !text.trim().is_empty())
}

/// `High impact, medium probability.`
fn rating(impact: Option<&str>, probability: Option<&str>) -> String {
    let [impact, probability] = [impact, probability].map(|word| word.unwrap_or("unknown"));
    let (first, rest) = impact.split_at(impact.len().min(1));
    format!("{}{rest} impact, {probability} probability.", first.to_uppercase())
}
