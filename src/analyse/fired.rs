//! What the rules found, as facts: dates, counts, keys, places. Knows no words; `say` makes sentences of it.
//!
//! Made for every milestone on every past day, so it is cheap to make: keys instead of ids and titles, no text.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Dates, RuleCode,
    coverage::{Shortfall, Unmeasured},
};
use crate::{
    date::OpenDates,
    diag::Place,
    model::{
        Blocker, ConstraintKind, Impact, Key, Lost, Milestone, Probability, Rag, Reported, Risk, Service,
        Severity, Sprint, Subject,
    },
};

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// Which.
    pub code: RuleCode,
    /// The color it gives.
    pub rag: Rag,
    /// What it read.
    pub facts: Facts,
    /// Where that was written.
    pub place: Option<Place>,
}

/// What a rule read. Days are working days of the program; percentages are 0 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// [`RuleCode::Overdue`]: the baseline finish or the deadline has passed: the earlier of them.
    Overdue {
        /// The day.
        finish: NaiveDate,
        /// It is the deadline.
        deadline: bool,
        /// Days from it to the status date.
        late: i32,
    },
    /// [`RuleCode::Slip`]: the forecast lies after the baseline.
    Slip {
        /// The expected finish.
        forecast: NaiveDate,
        /// The approved one.
        baseline: NaiveDate,
        /// Days from the one to the other.
        days: i32,
        /// Days that are allowed.
        limit: u32,
        /// The report of the owner who expects that finish; none where it was computed.
        owner: Option<Reported>,
        /// Something it waits for has no dates: it will be as late as that, or later.
        at_least: bool,
    },
    /// [`RuleCode::Deadline`]: a date that was asked for cannot be kept.
    Deadline {
        /// What was asked for.
        missed: Missed,
        /// When it is expected.
        expected: Dates,
        /// Something it waits for has no dates: it will be then at the earliest.
        at_least: bool,
    },
    /// [`RuleCode::Blocked`]: a blocker is active on it.
    Blocked {
        /// The worst one.
        by: Key<Blocker>,
        /// How bad it is; unknown counts as the worst.
        severity: Option<Severity>,
        /// Since when it is known.
        raised: Option<NaiveDate>,
    },
    /// [`RuleCode::Blocked`]: reported blocked, and no blocker names it.
    ReportedBlocked(Reported),
    /// [`RuleCode::Coverage`]: test coverage of a service it delivers is under the threshold.
    LowCoverage {
        /// The service.
        service: Key<Service>,
        /// What is too low.
        short: Shortfall,
    },
    /// [`RuleCode::Coverage`]: half of a measurement is missing.
    Unmeasured {
        /// The service.
        service: Key<Service>,
        /// What was not measured.
        what: Unmeasured,
    },
    /// [`RuleCode::Behind`]: less is done than time has passed.
    Behind {
        /// What was reported done.
        percent: u8,
        /// Who said so.
        reported: Reported,
        /// Days of the baseline that have passed.
        passed: u32,
        /// Days of the baseline.
        of: u32,
        /// The same as a percentage, rounded up; the rule compares exactly.
        expected: u8,
        /// Points behind that are allowed.
        limit: u8,
    },
    /// [`RuleCode::OutOfSequence`]: begun or done before what it waits for.
    OutOfSequence {
        /// Reported done; else begun.
        done: bool,
        /// Who said so.
        reported: Option<Reported>,
        /// The first few of what it waits for, not known to be done.
        open: Vec<OpenBefore>,
        /// How many there are besides.
        more: usize,
        /// They are not done; else it is only not known whether they are.
        certain: bool,
    },
    /// [`RuleCode::WaitsForCancelled`]: it waits for what was given up.
    WaitsForCancelled {
        /// The first few of that.
        on: Vec<Key<Milestone>>,
        /// How many there are besides.
        more: usize,
    },
    /// [`RuleCode::Risk`]: an open risk affects it.
    Risk {
        /// The worst one.
        risk: Key<Risk>,
        /// Its color: red or unknown.
        rag: Rag,
        /// How likely it is.
        probability: Option<Probability>,
        /// How bad it would be.
        impact: Option<Impact>,
    },
    /// [`RuleCode::Stale`]: the last report is too old.
    Stale {
        /// The last report of its state.
        last: Reported,
        /// Its age in days.
        days: i32,
        /// Days for which a report counts.
        limit: u32,
    },
    /// [`RuleCode::Silent`]: the sprint that it names has ended, and nothing was reported.
    SilentInSprint {
        /// The sprint.
        sprint: Key<Sprint>,
        /// Its last day.
        ended: NaiveDate,
    },
    /// [`RuleCode::Silent`]: it should have begun, and nothing was reported.
    Silent {
        /// Where its planned start comes from.
        from: PlannedStart,
        /// Its planned start.
        start: NaiveDate,
        /// Days from it to the status date.
        days: i32,
        /// Days for which nobody has to report.
        limit: u32,
    },
    /// [`RuleCode::NoOwner`]: under way, and nobody answers for it.
    NoOwner {
        /// The day it began.
        since: NaiveDate,
        /// Who is named as its owner, and is not in the program.
        stranger: Option<Arc<str>>,
    },
    /// [`RuleCode::Lost`]: something was written, and does not count.
    Lost {
        /// What.
        lost: Lost,
        /// How much more there is.
        more: usize,
    },
    /// [`RuleCode::Lost`]: it waits, however far back, for this one, of which something is lost that moves dates.
    LostBefore(Key<Milestone>),
    /// [`RuleCode::Lost`]: this blocker, risk or milestone may concern it; what it concerns cannot be read.
    LostReach(Subject),
    /// [`RuleCode::NoFacts`]: something was not told.
    NoFacts(Untold),
    /// [`RuleCode::Unscheduled`]: it has no place in the schedule.
    Unscheduled(Unscheduled),
    /// [`RuleCode::Done`].
    Done {
        /// The day it was finished.
        on: NaiveDate,
        /// Who said so.
        reported: Option<Reported>,
        /// What was asked of its finish and not kept: the worst of it.
        missed: Option<Missed>,
    },
    /// [`RuleCode::OnTrack`]: under way, and nothing is wrong.
    OnTrack {
        /// How far it is.
        percent: Option<u8>,
        /// Who said so.
        reported: Option<Reported>,
    },
    /// [`RuleCode::NotDue`]: planned, and nothing is wrong.
    NotDue(
        /// Its baseline.
        OpenDates,
    ),
    /// [`RuleCode::Cancelled`].
    Cancelled(Reported),
}

/// A date of its own that a milestone does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// What asks for it.
    pub asked: Asked,
    /// The day.
    pub date: NaiveDate,
    /// By how many days of its calendar it is missed.
    pub days: u32,
    /// The milestone, or the phase whose gate, that does not let it be kept; `None` where its dates are later anyway.
    pub held_by: Option<Subject>,
}

/// What asks for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Its deadline.
    Deadline,
    /// A constraint.
    Constraint(ConstraintKind),
}

/// Where the planned start of a milestone without a baseline comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlannedStart {
    /// The sprint that it names begins.
    Sprint(Key<Sprint>),
    /// This is the last that it waits for.
    After(Key<Milestone>),
    /// It waits for nothing: the program begins.
    Program,
    /// A constraint lets it begin.
    Constraint(ConstraintKind),
}

/// What should be begun or done before something else, and is not known to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenBefore {
    /// Which.
    pub milestone: Key<Milestone>,
    /// How far it is, where that was reported.
    pub percent: Option<u8>,
    /// It should be begun; else it should be done.
    pub to_begin: bool,
}

/// What was not told, so that nobody knows how a milestone stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untold {
    /// A report after it was over that does not say whether it still is.
    StillOver(Reported),
    /// A report that says nothing.
    Empty(Reported),
    /// All of it is complete, but no status says that it is done.
    CompleteNotDone(Reported),
    /// Its status was reported as unknown.
    StatusUnknown(Reported),
    /// Done, without any date.
    DoneUndated,
    /// Under way, and its state was never reported on a day.
    NeverReported,
    /// Under way, and no percentage was ever reported.
    NoPercent,
    /// It should have begun on that day, and no report says whether it has.
    NotSaidBegun(NaiveDate),
}

/// Why a milestone has no place in the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unscheduled {
    /// It is in this cycle of milestones and gates, in order; the last waits for the first.
    Cycle(Arc<[Subject]>),
    /// Neither a duration nor both dates.
    NoDuration,
    /// It waits for something that is not in the program.
    UnknownReference,
    /// What it waits for, or how, cannot be read.
    LostLink,
    /// It was given up.
    Cancelled,
    /// It is done, and nobody knows since when.
    FinishedSomeDay,
    /// The program has no start and nothing has a date to begin from.
    NoStart,
}
