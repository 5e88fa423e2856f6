//! Gates: the criteria at the end of a phase, and the decision that was taken on them.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Contract, History, Key, Kind, Lost, Milestone, Owner, Service, Severity, Told, told::overlay};
use crate::diag::{Located, Place};

/// The gate of a phase.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    /// What must hold for it to be met, in the order written.
    pub criteria: Vec<Criterion>,
    /// What was decided, over time.
    pub history: History<GateFacts>,
}

/// What was decided at a gate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GateFacts {
    /// How the meeting ended; `None` before it.
    pub decision: Told<GateDecision>,
    /// Who took it.
    pub decided_by: Told<Owner>,
    /// The day of the meeting, which may be earlier than that of the report.
    pub decided_on: Told<NaiveDate>,
}

overlay!(GateFacts one { decision, decided_by, decided_on } beside {});

/// The outcome of a gate meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GateDecision {
    /// Pass.
    Go,
    /// Pass with conditions.
    Conditional,
    /// Do not pass.
    NoGo,
    /// Not yet decided.
    Pending,
}

impl GateDecision {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Go, Self::Conditional, Self::NoGo, Self::Pending];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Conditional => "conditional",
            Self::NoGo => "no_go",
            Self::Pending => "pending",
        }
    }
}

/// One thing that must hold for a gate to pass.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its id, unique within the gate.
    pub id: String,
    /// Where it was written.
    pub place: Place,
    /// What must hold, in words.
    pub text: String,
    /// How it is checked; without a check it is not met until evidence says so.
    pub check: Option<Located<Check>>,
    /// What shows that it holds: words, a link or a path.
    pub evidence: Option<Located<String>>,
    /// The day from which the evidence is there. A file tells no day of its own: without this one it counts from the status
    /// date on.
    pub since: Option<Located<NaiveDate>>,
    /// The last day on which the evidence counts.
    pub expires: Option<Located<NaiveDate>>,
    /// Something of it that cannot be read: then it is not met.
    pub lost: Option<Lost>,
}

/// What stands in a file that gives evidence, as far as pages may tell of it: files hold secrets, pages are public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// What is expected.
    Expected,
    /// A number, true, false or a short word, as JSON.
    Shown(String),
    /// Anything else.
    Other,
}

/// How a criterion is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// All of these milestones are done.
    Done(Vec<Key<Milestone>>),
    /// The coverage of a service reaches these percentages.
    Coverage {
        /// The service whose latest measurements count.
        service: Key<Service>,
        /// Unit tests, percent.
        unit: Option<u8>,
        /// Integration tests, percent.
        integration: Option<u8>,
    },
    /// No risk or blocker of at least this severity is open.
    NoOpen {
        /// [`Kind::Blocker`] or [`Kind::Risk`].
        kind: Kind,
        /// The least severity that counts; all where none is given.
        severity: Option<Severity>,
    },
    /// These contracts are agreed, and acknowledged by all consumers.
    Contract(Vec<Key<Contract>>),
    /// This file exists.
    File {
        /// Path from the project root.
        path: String,
        /// Whether it was there.
        exists: bool,
    },
    /// A value in a JSON file is as expected.
    Json {
        /// Path from the project root.
        path: String,
        /// JSON pointer (RFC 6901).
        pointer: String,
        /// What must stand there, as JSON.
        equals: String,
        /// What stands there; `None` where file, syntax or pointer fail.
        found: Option<Found>,
    },
    /// Somebody said so by name; nothing else is looked at.
    Signed {
        /// Who signed.
        by: Owner,
        /// The day of the signature; without one it does not count.
        on: Option<NaiveDate>,
    },
    /// The check could not be read; it is never met.
    Unreadable,
}
