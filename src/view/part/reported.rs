//! Words with who said them and when.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::Fact,
    view::{Context, OwnerLink},
};

/// Words with their origin.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedText {
    /// What was said.
    pub text: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// By whom.
    pub by: Option<OwnerLink>,
}

impl Context<'_> {
    /// Words with their origin.
    pub(in crate::view) fn reported(&self, fact: &Fact<String>) -> ReportedText {
        ReportedText { text: fact.value.clone(), on: fact.on, by: fact.by.as_ref().map(|by| self.owner(by)) }
    }
}
