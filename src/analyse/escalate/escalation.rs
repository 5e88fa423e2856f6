//! One escalation: which rule raised it, about what, since when, and what is sent.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{MessageContext, Payload};
use crate::{
    diag::Place,
    model::{Owner, Priority, Subject},
};

macro_rules! codes {
    ($($variant:ident = $name:literal, $title:literal, $about:literal;)*) => {
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
    Unknown = "E0", "State unknown",
        "A question to the owner when the state of a milestone, risk or blocker is unknown: facts are missing or too old.";
    Slip = "E1", "At risk of slipping",
        "A status update when the forecast of a milestone slips beyond the threshold (three working days).";
    Blocked = "E2", "Blocker unresolved",
        "A critical blocker when it was looked at in more sessions than the threshold allows (two) and is still active.";
    Informal = "E3", "Dependency not formalized",
        "A blocker naming both services when one depends on another without a contract that is defined or names a topic.";
    Unacknowledged = "E4", "Contract not acknowledged",
        "A question when a service is under way and a consumer of its contract has not acknowledged it, or another content of it.";
    Coverage = "E5", "Coverage under the threshold",
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
    /// To whom the message goes.
    pub to: String,
    /// Who has to act; `None` where the content names nobody.
    pub who: Option<Owner>,
    /// How urgent it is.
    pub priority: Priority,
    /// What is so, in one or two sentences with the facts.
    pub summary: String,
    /// Where the thing it is about was written.
    pub place: Place,
    /// Where in the program it belongs.
    pub context: MessageContext,
    /// What the message says.
    pub payload: Payload,
}

impl Escalation {
    /// What it is about before all.
    pub fn subject(&self) -> Subject {
        self.about[0]
    }
}
