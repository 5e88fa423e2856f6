//! The record of a closed sprint: what its page said when it was closed, kept in a file beside it.
//!
//! The columns are what charts and comparisons read of the day; the rest is what the page tells, as data that only the
//! view understands. Everything in it is content: somebody may have written it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Body, Kind, Rag};
use crate::diag::Place;

/// The version of records that is written, and the only one that is read.
pub const RECORD_VERSION: u32 = 1;

/// The end of the names of all records.
pub const RECORD_ENDING: &str = ".record.json";

/// A record as it stands in its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of its form.
    pub record: u32,
    /// The id of the sprint.
    pub sprint: String,
    /// The last day of the sprint, whose state is told.
    pub day: NaiveDate,
    /// Why it was closed again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// Colors and dates of the day.
    pub state: RecordedState,
    /// What stands on the page.
    pub page: serde_json::Value,
    /// Its chart.
    pub chart: serde_json::Value,
    /// The text of the sprint.
    #[serde(default, skip_serializing_if = "RecordedText::is_empty")]
    pub notes: RecordedText,
    /// The records that this one replaced, the latest first; none of these has any itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<serde_json::Value>,
}

/// The text of a sprint, and what stood around its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedText {
    /// The title of its page.
    pub title: String,
    /// The title of the program.
    pub program: String,
    /// The lists that the navigation led to.
    pub sections: Vec<String>,
    /// Markdown, line by line.
    pub lines: Vec<String>,
    /// Where its links led, by the address as written: ids of things.
    #[serde(default)]
    pub links: std::collections::BTreeMap<String, String>,
}

impl RecordedText {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Colors and dates of a day. What has none is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedState {
    /// The color of the program.
    pub program: Rag,
    /// The color of the sprint.
    pub sprint: Rag,
    /// What made it, counted by color and kind.
    pub because: Vec<(Rag, String, usize)>,
    /// By id.
    pub phases: Vec<RecordedPhase>,
    /// Those of the sprint, and of the others those that changed since the record before; by id.
    pub milestones: Vec<RecordedMilestone>,
    /// The ids of milestones in scope.
    pub scope: Vec<String>,
    /// The ids of those that were finished.
    pub completed: Vec<String>,
    /// The ids of open risks in scope, each with its color.
    pub risks: Vec<(String, Rag)>,
    /// The ids of blockers that were active in it.
    pub blockers: Vec<String>,
    /// What was known on the day of what belongs to the sprint.
    #[serde(default, skip_serializing_if = "RecordedFacts::is_empty")]
    pub facts: RecordedFacts,
    /// The words of people that stand on the page.
    #[serde(default, skip_serializing_if = "RecordedFacts::is_empty")]
    pub words: RecordedFacts,
}

/// What was known on a day, and in which words.
#[derive(Debug, Clone, Default)]
pub struct RecordedContent {
    /// The facts.
    pub facts: RecordedFacts,
    /// The words.
    pub words: RecordedFacts,
}

/// Facts, or words, by id and field.
pub type RecordedFacts = std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>;

/// A phase on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPhase {
    /// Its id.
    pub id: String,
    /// Its color.
    pub rag: Rag,
    /// The day of its gate as it was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<NaiveDate>,
}

/// A milestone on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedMilestone {
    /// Its id.
    pub id: String,
    /// The color shown.
    pub rag: Rag,
    /// How far it was.
    pub progress: RecordedProgress,
    /// The day it began or was finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The finish that was expected, or the actual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<NaiveDate>,
    /// Working days.
    #[serde(default)]
    pub duration: u32,
    /// The reported percentage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
}

/// How far a milestone was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedProgress {
    /// Not begun.
    NotStarted,
    /// Begun.
    UnderWay,
    /// Finished.
    Done,
    /// Given up.
    Cancelled,
}

/// A record that was read, and found to be whole.
#[derive(Debug, Clone)]
pub struct ReadRecord {
    /// What it says.
    pub record: Record,
    /// The text of the sprint, as it was.
    pub body: Body,
    /// Where it stands.
    pub place: Place,
}

/// The kind of that word.
pub fn kind_of(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == word)
}
