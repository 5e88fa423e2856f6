//! Sprints: fixed spans of days.

use chrono::NaiveDate;

use super::{Entity, Head, Key, Phase, Written};
use crate::diag::Place;

/// A sprint. One without both dates is not a sprint and is shown as a plain page.
#[derive(Debug, Clone)]
pub struct Sprint {
    /// Id, title, file, narrative.
    pub head: Head,
    /// First day.
    pub start: NaiveDate,
    /// Last day, not before `start`.
    pub end: NaiveDate,
    /// Where its dates were written.
    pub dates_place: Place,
    /// The phase it serves.
    pub phase: Option<Key<Phase>>,
    /// What it is for, in a sentence.
    pub goal: Option<String>,
    /// How it stands, in the words of somebody.
    pub headline: Option<Written>,
}

impl Entity for Sprint {
    fn head(&self) -> &Head {
        &self.head
    }
}
