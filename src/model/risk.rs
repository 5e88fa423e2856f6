//! Risks: what may happen, how likely, how bad.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Entity, Fact, Head, History, Milestone, NextAction, Owner, Rag, Subject, Told, table::Key, told::overlay,
};
use crate::{
    date::Length,
    diag::{Located, Place},
};

/// A risk.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Id, title, file, narrative.
    pub head: Head,
    /// What it comes from; `None` where that is not said.
    pub category: Option<RiskCategory>,
    /// The things it threatens.
    pub affects: Vec<Located<Subject>>,
    /// Why it may happen.
    pub cause: Option<String>,
    /// What may happen, in one sentence.
    pub event: Option<String>,
    /// What would follow for the program, in one sentence.
    pub effect: Option<String>,
    /// Avoid, reduce, transfer, accept, in the team's own words.
    pub response: Option<String>,
    /// When it may strike, in the team's own words.
    pub proximity: Option<String>,
    /// The day it was first seen; before it nobody knew.
    pub raised_on: Option<Located<NaiveDate>>,
    /// The day by which it is to be looked at again.
    pub review_by: Option<Located<NaiveDate>>,
    /// What it would do to the schedule.
    pub schedule_impact: Option<ScheduleImpact>,
    /// What was reported of it.
    pub history: History<RiskFacts>,
}

impl Entity for Risk {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// The state of a risk on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RiskFacts {
    /// How likely.
    pub probability: Told<Probability>,
    /// How bad.
    pub impact: Told<Impact>,
    /// Whether it still stands.
    pub status: Told<RiskStatus>,
    /// A typed color; only compared with the matrix.
    pub rag: Option<Fact<Rag>>,
    /// What is done against it.
    pub mitigation: Option<Fact<String>>,
    /// Who answers for it.
    pub owner: Told<Owner>,
    /// What was said last.
    pub note: Option<Fact<String>>,
    /// What is to be done next.
    pub next_action: Option<Fact<NextAction>>,
}

overlay!(RiskFacts { status, probability, impact } beside { rag, mitigation, owner, note, next_action });

/// What a risk would do to the schedule if it struck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleImpact {
    /// Chance that it strikes, in thousandths.
    pub per_mille: u16,
    /// Delay in working days: optimistic, most likely, pessimistic.
    pub delay: [Length; 3],
    /// The milestone it would delay.
    pub on: Key<Milestone>,
    /// Where it was written.
    pub place: Place,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word in front matter.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// What a risk concerns.
    RiskCategory {
        /// Dates that may not be kept.
        Schedule = "schedule",
        /// The system that is built.
        Technical = "technical",
        /// Others, on whom the program waits.
        Dependency = "dependency",
        /// People and money.
        Resource = "resource",
        /// Attackers.
        Security = "security",
    }
}
words! {
    /// How likely a risk is.
    Probability {
        /// It will probably not happen.
        Low = "low",
        /// As likely as not.
        Medium = "medium",
        /// It will probably happen.
        High = "high",
    }
}
words! {
    /// How bad a risk would be.
    Impact {
        /// A nuisance that moves no date.
        Low = "low",
        /// Felt in a milestone or two.
        Medium = "medium",
        /// Hurts the program: dates or money.
        High = "high",
        /// Ends the program as planned.
        Critical = "critical",
    }
}
words! {
    /// Whether a risk still stands.
    RiskStatus {
        /// It stands.
        Open = "open",
        /// Its mitigation is in place.
        Mitigated = "mitigated",
        /// It is lived with.
        Accepted = "accepted",
        /// It is gone.
        Closed = "closed",
    }
}
