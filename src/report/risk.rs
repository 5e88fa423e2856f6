//! A risk as reports tell it.

use chrono::NaiveDate;
use serde::Serialize;

use super::wording::{NextStep, name};
use crate::{model::Rag, view::part::risk_row::RiskRow};

/// A risk with what reports say of it. What is `None` was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskEntry {
    /// Its id; for a derived one the code of its rule and what it is about.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its color.
    pub rag: Rag,
    /// It follows from measurements and stands in no register.
    pub derived: bool,
    /// It is about what no milestone of the report delivers.
    pub outside: bool,
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
    /// What may go wrong, why, and what would follow.
    pub description: Option<String>,
    /// What would follow, alone.
    pub effect: Option<String>,
    /// What is done against it.
    pub mitigation: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What is to be done next.
    pub next_action: Option<NextStep>,
    /// The day by which it is to be looked at again.
    pub review_by: Option<NaiveDate>,
    /// That day has passed and the risk still stands.
    pub review_overdue: bool,
}

impl RiskEntry {
    /// A risk of the register; its days of review are those of the register alone.
    pub(super) fn of(row: &RiskRow) -> Self {
        Self {
            id: row.subject.id.clone(),
            title: row.subject.title.clone(),
            rag: row.rag,
            derived: false,
            outside: false,
            category: row.category,
            probability: row.probability,
            impact: row.impact,
            status: row.status,
            open: row.open,
            description: row.description.clone(),
            effect: row.effect.clone(),
            mitigation: row.mitigation.clone(),
            owner: name(row.owner.as_ref()),
            next_action: row.next_action.as_ref().map(NextStep::from),
            review_by: None,
            review_overdue: false,
        }
    }

    /// Its title with what marks it: `(derived)`.
    pub(super) fn marked_title(&self) -> String {
        let mark = match (self.derived, self.outside) {
            (false, _) => "",
            (true, false) => " (derived)",
            (true, true) => " (derived; outside this sprint)",
        };
        format!("{}{mark}", self.title)
    }

    /// Whether somebody has to act on it: it stands and is not green.
    pub(super) fn needs_action(&self) -> bool {
        self.open && !matches!(self.rag, Rag::Green | Rag::Planned)
    }
}
