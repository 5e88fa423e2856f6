//! Words that all reports share.

use chrono::NaiveDate;
use serde::Serialize;

use super::line::plain;
use crate::{
    model::Rag,
    say::words::phrase,
    view::{OwnerLink, SubjectLink, part::next_action::NextActionView},
};

/// Stands where something has to be said and is not.
pub(super) const MISSING: &str = "MISSING";
/// Stands where something is not known.
pub(super) const UNKNOWN: &str = "UNKNOWN";

/// A thing by id and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

impl From<&SubjectLink> for Named {
    fn from(link: &SubjectLink) -> Self {
        Self { id: link.id.clone(), title: link.title.clone() }
    }
}

impl Named {
    /// `M1.4 (Gateway)`.
    pub(super) fn in_brackets(&self) -> String {
        if self.id == self.title { self.id.clone() } else { format!("{} ({})", self.id, self.title) }
    }

    /// `M1.4 — Gateway`.
    pub(super) fn dashed(&self) -> String {
        if self.id == self.title { self.id.clone() } else { format!("{} — {}", self.id, self.title) }
    }
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// What.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
}

impl From<&NextActionView> for NextStep {
    fn from(action: &NextActionView) -> Self {
        Self {
            text: action.text.clone(),
            owner: name(action.owner.as_ref()),
            due: action.due,
            overdue: action.overdue,
        }
    }
}

impl NextStep {
    /// `by 2026-02-26`, `by 2026-02-26, overdue`, `due date MISSING`.
    pub(super) fn due_words(&self) -> String {
        match self.due {
            Some(due) if self.overdue => format!("due {due}, overdue"),
            Some(due) => format!("due {due}"),
            None => format!("due date {MISSING}"),
        }
    }

    /// The action without the stop at its end.
    pub(super) fn phrase(&self) -> &str {
        phrase(&self.text)
    }
}

/// `Decide RS256 or HS256 (master, due 2026-02-26)`; the owner of the thing stands in for that of the action.
pub(super) fn next_words(step: Option<&NextStep>, owner: Option<&str>) -> String {
    let Some(step) = step else { return MISSING.to_owned() };
    let who = step.owner.as_deref().or(owner);
    let who = who.map_or_else(|| format!("owner {MISSING}"), str::to_owned);
    format!("{} ({who}, {})", step.phrase(), step.due_words())
}

/// The name of somebody.
pub(super) fn name(owner: Option<&OwnerLink>) -> Option<String> {
    owner.map(|owner| owner.name.to_string())
}

/// The word of a color as reports have it: `RED`.
pub(super) fn capitals(rag: Rag) -> String {
    rag.word().to_uppercase()
}

/// The number in an id that is a word and a number: `02` of `sprint-02`, `1` of `P1`. Other ids are left as they are.
pub(super) fn number(id: &str) -> &str {
    let rest = id.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '-' | '_' | ' '));
    let is_number = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    if is_number { rest } else { id }
}

/// The number of a sprint without leading zeros: `2` of `sprint-02`.
pub(super) fn short_number(id: &str) -> String {
    let number = number(id);
    let short = number.trim_start_matches('0');
    plain(if short.is_empty() { number } else { short })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_from_a_plain_id_only() {
        assert_eq!(
            ["sprint-02", "P1", "12", "2026-S3", "alpha"].map(number),
            ["02", "1", "12", "2026-S3", "alpha"]
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let step = |owner: Option<&str>, due| NextStep {
            text: "Decide.".to_owned(),
            owner: owner.map(str::to_owned),
            due,
            overdue: due.is_some(),
        };
        let day = NaiveDate::from_ymd_opt(2026, 2, 26);
        assert_eq!(next_words(None, Some("ada")), "MISSING");
        assert_eq!(next_words(Some(&step(None, None)), None), "Decide (owner MISSING, due date MISSING)");
        assert_eq!(next_words(Some(&step(None, day)), Some("ada")), "Decide (ada, due 2026-02-26, overdue)");
    }
}
