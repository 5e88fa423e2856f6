//! Colors with what made them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};

use super::Fired;
use crate::model::{Impact, Override, Probability, Rag, Severity, Subject};

macro_rules! rules {
    ($($variant:ident = $name:literal, $about:literal;)*) => {
        /// A rule that can give a milestone its color. The names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleCode { $(#[doc = $about] $variant,)* }

        impl RuleCode {
            /// Every rule, in the order of the manual.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The manual entry.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }
        }
    };
}

rules! {
    Overdue = "overdue", "Red when the baseline finish or the deadline has passed and the milestone is not done.";
    Slip = "slip", "Red when the forecast slips beyond the threshold `slip` (three working days), amber from one day on.";
    Deadline = "deadline", "Red when the forecast finish lies after the deadline, or a constraint (FNLT, MFO, SNLT, MSO) cannot be kept; done after it, the reason says by how much it was late.";
    Blocked = "blocked", "Red while a blocker of critical or high severity is active on it, amber while a lesser one is or it is reported blocked and no blocker names it.";
    Coverage = "coverage", "Red when test coverage of a service it delivers is under the threshold, unknown when a measurement leaves out one of unit and integration, or when there is none of what is under way or done although `thresholds` say what is needed.";
    Behind = "behind", "Red when the reported percentage lags behind the share of working days elapsed by more than `behind_red` points (25), amber beyond `behind_amber` (10); never where nobody reported one.";
    OutOfSequence = "out-of-sequence", "Red when it is reported done, amber when it has started, before a predecessor has begun or finished as their link asks; unknown when it is not known whether that has.";
    WaitsForCancelled = "waits-for-cancelled", "Amber while it waits for a milestone that was given up: until the dependency is dropped.";
    Risk = "risk", "Amber while an open risk affects it that is red or of unknown color.";
    Stale = "stale", "Unknown when it is under way and the last report of its state is older than the threshold; an update of words alone reports none.";
    Silent = "silent", "Unknown when it is planned, nothing was reported, and the sprint it names has ended or its planned start passed more than `stale_after` ago: the start of its sprint, else the day what it waits for was done, else the start of the program; a baseline start that has passed is told by `no-facts`.";
    NoOwner = "no-owner", "Unknown when it is under way without an owner.";
    NoFacts = "no-facts", "Unknown when it is under way, or should be, and no report says how far; when an update says nothing; when it is reported unknown, done without a date, complete without a status, or reported on after it was done without saying whether it still is.";
    Lost = "lost", "Unknown when something that bears on its color was written and does not count: a value or key that cannot be read, facts that contradict each other, a report without a day or by nobody who is known, here, in the settings, or where it moves the dates of what this waits for; until a later report says the same again.";
    Unscheduled = "unscheduled", "Unknown when it has no place in the schedule.";
    Done = "done", "Green when it is done, with its date.";
    OnTrack = "on-track", "Green when it is under way and no other rule fires.";
    NotDue = "not-due", "No color while it is planned, not yet to start, and no other rule fires.";
    Cancelled = "cancelled", "No color when it was given up.";
}

impl Serialize for RuleCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The color of a milestone, with everything that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The color that counts: the worse of declared and computed, or that of a valid override.
    pub shown: Rag,
    /// What the rules say.
    pub computed: Rag,
    /// What its owner says.
    pub declared: Option<Rag>,
    /// All rules that fired, worst first; never empty.
    pub fired: Vec<Fired>,
    /// Declared better than computed.
    pub watermelon: bool,
    /// The override that counts on the day.
    pub overridden: Option<Override>,
}

impl Verdict {
    /// Whether a rule found that its state is unknown.
    pub fn is_unknown(&self) -> bool {
        self.fired.iter().any(|fired| fired.rag == Rag::Unknown)
    }

    /// Whether its forecast slips beyond the threshold.
    pub fn is_slipping(&self) -> bool {
        self.fired.iter().any(|fired| fired.code == RuleCode::Slip && fired.rag == Rag::Red)
    }
}

/// How many of each color.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Red ones.
    pub red: usize,
    /// Amber ones.
    pub amber: usize,
    /// Unknown ones.
    pub unknown: usize,
    /// Green ones.
    pub green: usize,
    /// Planned ones.
    pub planned: usize,
}

/// The color of a sprint, phase or program, from those in its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUp {
    /// The worst color in scope; unknown counts as amber at least. `Planned` where nothing in scope has a color.
    pub rag: Rag,
    /// Those in scope that made the color, worst first.
    pub because: Vec<RollUpMember>,
    /// All milestones in scope by color.
    pub tally: Tally,
    /// Milestones in scope declared better than computed.
    pub watermelons: usize,
}

/// One that made a color. What it says more of, the analysis of the same day has: titles, notes, owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollUpMember {
    /// The thing.
    pub subject: Subject,
    /// Its color.
    pub rag: Rag,
    /// Where the color comes from.
    pub cause: Cause,
}

/// Where the color of one in a scope comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The worst rule that fired on a milestone.
    Rule(RuleCode),
    /// The word of its owner, which is worse than the rules.
    Declared,
    /// An override.
    Overridden,
    /// A risk that stands.
    Risk {
        /// How likely it is.
        probability: Option<Probability>,
        /// How bad it would be.
        impact: Option<Impact>,
    },
    /// A blocker that is active.
    Blocker {
        /// How bad it is; unknown counts as the worst.
        severity: Option<Severity>,
        /// Since when it is known.
        raised: Option<NaiveDate>,
    },
    /// A gate that was decided `no_go`.
    GateNoGo,
    /// A gate that was to be decided by now.
    GatePending {
        /// Its approved day.
        due: NaiveDate,
        /// How many of its criteria are not met.
        unmet: usize,
    },
    /// A gate that was decided `conditional`, and a condition is not met.
    GateConditional,
    /// A gate that is expected later than approved.
    GateLate {
        /// By so many working days.
        days: i32,
    },
    /// The finish of the program, which is that of this milestone, is expected later than approved.
    FinishLate {
        /// By so many working days.
        days: i32,
    },
    /// A gate that was decided `go` while a criterion was not met, and is not yet.
    SignedUnmet,
    /// A gate that was passed and asks for nothing: all of no criteria are met.
    GateAsksNothing,
    /// A gate of which nobody can tell what was decided.
    GateUnclear,
    /// A page that may be a thing of the plan.
    Stray,
    /// Files that may be things of the plan are not read.
    Unread,
    /// A milestone of which it is lost of what phase it is.
    Astray,
    /// A phase of which it is lost what is part of it.
    PartsLost,
}
