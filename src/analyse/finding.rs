//! Something wrong with the content, as facts: which code, where it was written, and the keys, days and counts behind
//! it. Knows no words: `say` makes the diagnostic of it when somebody asks.

use super::{
    checks::{
        BackwardDates, ContractFault, FillerText, ImpossibleDate, OneSided, OpenTasks, SprintSeam,
        UnreadTopic, UnwrittenTopic,
    },
    findings::{
        AgreementFault, DecisionFault, FactFault, GateFault, RecordFault, ScheduleFault, StatusFault,
        Supersession,
    },
    informal::Informal,
};
use crate::diag::{Code, Place};

/// Something wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The value at fault.
    pub place: Place,
    /// What is so.
    pub facts: FindingFacts,
}

impl Finding {
    /// Something wrong at a place.
    pub fn new(place: Place, facts: impl Into<FindingFacts>) -> Self {
        Self { place, facts: facts.into() }
    }

    /// Its code in the table of diagnostics.
    pub fn code(&self) -> Code {
        self.facts.code()
    }
}

macro_rules! groups {
    ($($(#[$about:meta])* $group:ident,)*) => {
        /// What is so: one form for each file that looks for something.
        #[derive(Debug, Clone, PartialEq)]
        pub enum FindingFacts { $($(#[$about])* $group($group),)* }

        impl FindingFacts {
            fn code(&self) -> Code {
                match self { $(Self::$group(facts) => facts.code(),)* }
            }
        }

        $(impl From<$group> for FindingFacts {
            fn from(facts: $group) -> Self {
                Self::$group(facts)
            }
        })*
    };
}

groups! {
    /// A finish before its start.
    BackwardDates,
    /// Sprints that do not follow each other.
    SprintSeam,
    /// Done, and tasks of it are not.
    OpenTasks,
    /// A date that cannot be.
    ImpossibleDate,
    /// A contract that nobody can agree to, or that does not know who relies on it.
    ContractFault,
    /// A use of a service without a contract.
    Informal,
    /// A topic that nobody reads.
    UnreadTopic,
    /// A topic that nobody writes.
    UnwrittenTopic,
    /// Decisions that replace each other on one side only.
    Supersession,
    /// One thing waits for another, as only one of the two says.
    OneSided,
    /// Text of a template.
    FillerText,
    /// A date or dependency that the schedule cannot keep.
    ScheduleFault,
    /// A reported fact that does not fit.
    FactFault,
    /// A color without a next action, declared too well, overridden for too long.
    StatusFault,
    /// A gate signed over an unmet criterion.
    GateFault,
    /// A contract that a consumer has not acknowledged.
    AgreementFault,
    /// A sprint without a record, or with one that says something else.
    RecordFault,
    /// A decision without a record.
    DecisionFault,
}
