//! Blockers: what stands in the way now.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Entity, Fact, Head, History, NextAction, Owner, Subject, Told, told::overlay};
use crate::diag::Located;

/// A blocker.
#[derive(Debug, Clone)]
pub struct Blocker {
    /// Id, title, file, narrative.
    pub head: Head,
    /// What it holds up.
    pub blocks: Vec<Located<Subject>>,
    /// Who raised it.
    pub raised_by: Option<Owner>,
    /// The day it was raised, from which on it can be active; without one there is no such limit.
    pub raised_on: Option<Located<NaiveDate>>,
    /// The days on which it was looked at and stayed open.
    pub sessions: Vec<Located<NaiveDate>>,
    /// What sort it is.
    pub blocker_type: Option<BlockerType>,
    /// How work goes on around it, in words.
    pub workaround: Option<String>,
    /// What was reported of it.
    pub history: History<BlockerFacts>,
}

impl Entity for Blocker {
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Blocker {
    /// The days up to `as_of` on which it was looked at and stayed open, in order.
    pub fn sessions_until(&self, as_of: NaiveDate) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> =
            self.sessions.iter().map(|day| day.value).filter(|day| *day <= as_of).collect();
        days.sort_unstable();
        days
    }
}

/// The state of a blocker on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockerFacts {
    /// How bad it is.
    pub severity: Told<Severity>,
    /// Who must act.
    pub required_from: Told<Owner>,
    /// The day it was resolved; from that day on it is no longer active.
    pub resolved_on: Told<NaiveDate>,
    /// What was said last.
    pub note: Option<Fact<String>>,
    /// What is to be done next.
    pub next_action: Option<Fact<NextAction>>,
}

overlay!(BlockerFacts { severity, resolved_on } beside { required_from, note, next_action });

/// How bad a blocker is. Greater is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A nuisance that stops nothing.
    Low,
    /// Slows work.
    Medium,
    /// Stops a milestone.
    High,
    /// Stops the program.
    Critical,
}

impl Severity {
    /// Every value, least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// What sort of thing stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerType {
    /// Something that is needed is not there.
    DependencyMissing,
    /// It is not clear what is wanted.
    Ambiguity,
    /// Something does not work.
    Technical,
    /// Others have to act.
    External,
}

impl BlockerType {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::DependencyMissing, Self::Ambiguity, Self::Technical, Self::External];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::DependencyMissing => "dependency_missing",
            Self::Ambiguity => "ambiguity",
            Self::Technical => "technical",
            Self::External => "external",
        }
    }
}
