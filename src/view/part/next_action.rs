//! Who does what by when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::Analysis,
    model::NextAction,
    view::{Context, OwnerLink},
};

/// Who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextActionView {
    /// What.
    pub text: String,
    /// Who.
    pub owner: Option<OwnerLink>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
}

impl Context<'_> {
    /// Who does what by when.
    pub fn next_action(&self, analysis: &Analysis, action: &NextAction) -> NextActionView {
        NextActionView {
            text: action.text.clone(),
            owner: action.owner.as_ref().map(|owner| self.owner(owner)),
            due: action.due,
            overdue: action.due.is_some_and(|due| due < analysis.as_of),
        }
    }
}
