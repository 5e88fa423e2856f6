//! A risk as a row of the register: what it threatens, when it is to be looked at again, its place in the matrix.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Impact, Key, Probability, Rag, Risk, RiskFacts},
    view::{
        Context,
        part::{affected::Affected, risk_row::RiskRow},
    },
};

/// A risk as a row of the register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterRow {
    /// What every list of risks shows.
    #[serde(flatten)]
    pub risk: RiskRow,
    /// What it threatens.
    pub affects: Vec<Affected>,
    /// The day by which it is to be looked at again.
    pub review_by: Option<NaiveDate>,
    /// That day has passed and the risk still stands.
    pub review_overdue: bool,
}

impl Context<'_> {
    pub(in crate::view) fn register_row(&self, key: Key<Risk>) -> RegisterRow {
        let (risk, now) = (&self.program.risks[key], self.now());
        let review_by = risk.review_by.map(|day| day.value);
        RegisterRow {
            risk: self.risk_row(now, key),
            affects: risk.affects.iter().map(|subject| self.affected(subject.value)).collect(),
            review_by,
            review_overdue: now.risk(key).open && review_by.is_some_and(|day| day < now.as_of),
        }
    }

    pub(in crate::view) fn matrix_color(&self, facts: &RiskFacts) -> Option<(Rag, Probability, Impact)> {
        let (probability, impact) = (facts.probability.as_ref()?.value, facts.impact.as_ref()?.value);
        Some((self.program.settings.risk_color(probability, impact), probability, impact))
    }
}
