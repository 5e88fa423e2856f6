//! One escalation: which rule raised it, about what, since when, who has to act, and the facts behind it.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{Blocked, LowCoverage, Setting, Slip, Unacknowledged, Unknown};
use crate::{
    analyse::Informal,
    diag::Place,
    model::{Owner, Priority, Subject},
};

macro_rules! codes {
    ($($variant:ident = $name:literal, $priority:ident, $title:literal, $about:literal;)*) => {
        /// A rule that escalates. The names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EscalationCode { $(#[doc = $about] $variant,)* }

        impl EscalationCode {
            /// Every code, in the order of the manual.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How urgent it is.
            pub fn priority(self) -> Priority {
                match self { $(Self::$variant => Priority::$priority,)* }
            }

            /// What it is called in a heading.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The manual entry.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

codes! {
    Unknown = "E0", Medium, "State unknown",
        "A question to the owner when the state of a milestone, risk or blocker is unknown: facts are missing or too old.";
    Slip = "E1", High, "At risk of slipping",
        "A status update when the forecast of a milestone slips beyond the threshold (three working days).";
    Blocked = "E2", Critical, "Blocker unresolved",
        "A critical blocker when it was looked at in more sessions than the threshold allows (two) and is still active; where no sessions are written, the sprint ends and updates since it was raised count.";
    Informal = "E3", High, "Dependency not formalized",
        "A blocker naming both services when one depends on another without a contract that is defined or names a topic.";
    Unacknowledged = "E4", Medium, "Contract not acknowledged",
        "A question when one of two services is under way and the one that uses the other has not acknowledged their contract, or another content of it; listed in the contract or not.";
    Coverage = "E5", High, "Coverage under the threshold",
        "A red risk in a status update when unit or integration test coverage of a service is under its threshold.";
}

impl Serialize for EscalationCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Something that somebody has to hear of.
#[derive(Debug, Clone, PartialEq)]
pub struct Escalation {
    /// The rule.
    pub code: EscalationCode,
    /// What it is about, the first before all; never empty.
    pub about: Vec<Subject>,
    /// The first day on which the condition held, without a break until the day it is told for.
    pub raised_on: NaiveDate,
    /// To whom the message goes: the owner asked, else the one whom the settings name.
    pub to: String,
    /// Who has to act; `None` where the content names nobody.
    pub who: Option<Owner>,
    /// How urgent it is.
    pub priority: Priority,
    /// Where the thing it is about was written.
    pub place: Place,
    /// Where in the program it belongs.
    pub setting: Setting,
    /// What is so.
    pub facts: EscalationFacts,
}

/// What is so, in keys, days and counts. One form for each code.
#[derive(Debug, Clone, PartialEq)]
pub enum EscalationFacts {
    /// E0.
    Unknown(Unknown),
    /// E1.
    Slip(Box<Slip>),
    /// E2.
    Blocked(Blocked),
    /// E3: every use of the one service by the other that is not formalized.
    Informal(Vec<Informal>),
    /// E4.
    Unacknowledged(Unacknowledged),
    /// E5.
    Coverage(LowCoverage),
}

impl EscalationFacts {
    /// The rule that these are facts of.
    pub fn code(&self) -> EscalationCode {
        match self {
            Self::Unknown(_) => EscalationCode::Unknown,
            Self::Slip(_) => EscalationCode::Slip,
            Self::Blocked(_) => EscalationCode::Blocked,
            Self::Informal(_) => EscalationCode::Informal,
            Self::Unacknowledged(_) => EscalationCode::Unacknowledged,
            Self::Coverage(_) => EscalationCode::Coverage,
        }
    }
}

impl Escalation {
    /// What it is about before all.
    pub fn subject(&self) -> Subject {
        self.about[0]
    }
}
