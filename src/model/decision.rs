//! Decisions: architecture decision records, in MADR's or Nygard's form.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Entity, Head, Key, Owner, Subject};
use crate::diag::Located;

/// A decision.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Id, title, file, narrative.
    pub head: Head,
    /// How far it is; `None` where the content does not say or says something else.
    pub status: Option<Located<DecisionStatus>>,
    /// The status as it was written.
    pub status_text: Option<String>,
    /// When it was last changed.
    pub date: Option<Located<NaiveDate>>,
    /// Whether that day is the one on which it was begun, for its file gives no later one.
    pub begun: bool,
    /// Who takes it.
    pub makers: Vec<Owner>,
    /// Who wrote it down.
    pub authors: Vec<Owner>,
    /// Whose opinion was asked.
    pub consulted: Vec<Owner>,
    /// Who was told.
    pub informed: Vec<Owner>,
    /// The decisions it replaces.
    pub supersedes: Vec<Located<Key<Decision>>>,
    /// The decisions that replace it.
    pub superseded_by: Vec<Located<Key<Decision>>>,
    /// What else it says of other decisions.
    pub relations: Vec<RecordRelation>,
    /// What it is about.
    pub affects: Vec<Located<Subject>>,
    /// What waits for it while it is open.
    pub blocks: Vec<Located<Subject>>,
}

impl Entity for Decision {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// What a decision says of another that it neither replaces nor is replaced by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRelation {
    /// What the one is to the other.
    pub tie: RecordTie,
    /// Whether it goes from the other to this one: `amended by`.
    pub back: bool,
    /// The other.
    pub other: Located<Key<Decision>>,
}

/// What one decision is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordTie {
    /// It changes a part of it.
    Amends,
    /// It says what is meant by it.
    Clarifies,
    /// It says it more closely.
    Refines,
    /// It adds to it.
    Extends,
    /// After it the other is no longer to be followed.
    Deprecates,
    /// It holds only where the other does.
    DependsOn,
    /// It contradicts it.
    ConflictsWith,
    /// It has to do with it.
    RelatesTo,
}

/// How far a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DecisionStatus {
    /// Proposed, and not yet taken.
    Proposed,
    /// Proposed, and turned down.
    Rejected,
    /// Taken, and to be followed.
    Accepted,
    /// No longer to be followed.
    Deprecated,
    /// Replaced by another.
    Superseded,
}

impl DecisionStatus {
    /// Every value.
    pub const ALL: [Self; 5] =
        [Self::Proposed, Self::Rejected, Self::Accepted, Self::Deprecated, Self::Superseded];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
        }
    }
}
