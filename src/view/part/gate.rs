//! The gate of a phase: decision, dates, criteria with their evidence.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Analysis,
    model::{GateDecision, Key, Phase},
    say::headline_notes,
    text::address::{Reach, is_web, reach},
    view::{
        Context, OwnerLink,
        part::{fact_age::age_words, source::SourceLink},
    },
};

/// A gate.
#[derive(Debug, Clone, Serialize)]
pub struct GateView {
    /// `go`, `conditional`, `no_go`, `pending`.
    pub decision: &'static str,
    /// Who took it.
    pub decided_by: Option<OwnerLink>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// The approved day.
    pub baseline: Option<NaiveDate>,
    /// The expected day.
    pub forecast: Option<NaiveDate>,
    /// Expected minus approved, in working days.
    pub variance: Option<i32>,
    /// How many criteria are met.
    pub met: usize,
    /// Each criterion.
    pub criteria: Vec<CriterionView>,
    /// What is left out of its dates; empty where nothing is.
    pub note: String,
    /// Decided `go` while a criterion was not met.
    pub signed_unmet: bool,
}

/// A criterion of a gate.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionView {
    /// Its id.
    pub id: String,
    /// What must hold.
    pub text: String,
    /// Whether it does.
    pub met: bool,
    /// Why, or why not.
    pub reason: String,
    /// What was given to show it.
    pub evidence: Option<SourceLink>,
    /// The day of the facts it was judged by, where they have one.
    pub on: Option<NaiveDate>,
    /// How old they are: `1 working day ago`; `no date` where evidence was given and nothing dates it.
    pub age: Option<String>,
    /// The last day on which the evidence counts.
    pub expires: Option<NaiveDate>,
    /// That day has passed.
    pub expired: bool,
    /// Where the facts were written.
    pub source: Option<SourceLink>,
}

impl Context<'_> {
    /// The gate of a phase, in the state of `analysis`.
    pub fn gate(&self, analysis: &Analysis, key: Key<Phase>) -> GateView {
        let (gate, state) = (&self.program.phases[key].gate, &analysis.phases[key.index()].gate);
        let criteria: Vec<CriterionView> = gate
            .criteria
            .iter()
            .zip(&state.criteria)
            .map(|(criterion, judged)| CriterionView {
                id: criterion.id.clone(),
                text: criterion.text.clone(),
                met: judged.met,
                reason: self.voice().criterion(criterion, judged),
                evidence: criterion.evidence.as_ref().map(|evidence| self.evidence(&evidence.value)),
                on: judged.on,
                age: (judged.on.is_some() || criterion.evidence.is_some())
                    .then(|| age_words(judged.on.map(|on| self.age(analysis, on)))),
                expires: criterion.expires.map(|expires| expires.value),
                expired: criterion.expires.is_some_and(|expires| expires.value < analysis.as_of),
                source: judged.place.map(|place| self.source(place)),
            })
            .collect();
        let decided = state.facts.decision.as_ref().filter(|fact| fact.value != GateDecision::Pending);
        GateView {
            decision: state.facts.decision.as_ref().map_or("pending", |decision| decision.value.word()),
            decided_by: state
                .facts
                .decided_by
                .as_ref()
                .map(|by| &by.value)
                .or_else(|| decided.and_then(|decision| decision.by.as_ref()))
                .map(|by| self.owner(by)),
            decided_on: state.decided_on.or(state.facts.decided_on.as_ref().map(|on| on.value)),
            baseline: state.baseline,
            forecast: state.forecast,
            variance: state.variance,
            met: criteria.iter().filter(|criterion| criterion.met).count(),
            criteria,
            note: headline_notes(&state.headline).join(", "),
            signed_unmet: state.signed_unmet,
        }
    }

    /// Evidence as written: a path of the project is linked on the web where there is a repository.
    fn evidence(&self, text: &str) -> SourceLink {
        let is_path = text.contains('/') && !text.contains(' ') && reach(text) == Reach::Relative;
        let href = match is_path {
            true => self.program.settings.file_on_the_web(text),
            false => is_web(text).then(|| text.to_owned()),
        };
        SourceLink { text: text.to_owned(), href }
    }
}
