//! What somebody wrote for people, with the day on which it was so.

use chrono::NaiveDate;

use super::Owner;

/// A sentence for people. Colors and dates never come from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The sentence.
    pub text: String,
    /// When it was written; `None` where that was not said.
    pub on: Option<NaiveDate>,
    /// By whom.
    pub by: Option<Owner>,
}
