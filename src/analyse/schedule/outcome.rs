//! What the engine answers: the dates of each activity, why each has them, and what does not fit together.
//!
//! Data only; words are made of it elsewhere.

use chrono::NaiveDate;

use super::network::ConstraintKind;

/// The schedule of a network. Index `i` speaks of activity `i`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The day on which the last activity ends, of those whose dates are more than lower bounds; the day of the
    /// start if there is none.
    pub finish: NaiveDate,
    /// One for each activity.
    pub outcomes: Vec<Outcome>,
    /// The loops among the links, one for each knot of activities that wait for each other.
    pub cycles: Vec<Cycle>,
    /// What does not fit together, in the order of the activities.
    pub conflicts: Vec<Conflict>,
}

impl Schedule {
    /// The dates of an activity, if it could be scheduled.
    pub fn dates(&self, activity: usize) -> Option<&Dates> {
        match self.outcomes.get(activity)? {
            Outcome::Scheduled(dates) => Some(dates),
            Outcome::Unscheduled(_) => None,
        }
    }

    /// Why an activity has no dates, if it has none.
    pub fn reason(&self, activity: usize) -> Option<Reason> {
        match self.outcomes.get(activity)? {
            Outcome::Scheduled(_) => None,
            Outcome::Unscheduled(reason) => Some(*reason),
        }
    }
}

/// Whether an activity could be scheduled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It could, and these are its dates.
    Scheduled(Dates),
    /// It could not.
    Unscheduled(Reason),
}

/// Why an activity has no dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It waits for itself: a member of this one of [`Schedule::cycles`].
    Cycle(usize),
    /// Nobody has said how long it takes, nor when it was done.
    NoDurationAndNoDates,
    /// It waits for something that is not in the plan.
    UnknownPredecessor,
    /// It is done, on a day that nobody knows.
    FinishedSomeDay,
}

/// The dates of an activity. All dates are inclusive: the first and the last day of its work; a gate is
/// shown on the day that ends at its instant if what gives it that instant ends there, else on the day that
/// starts there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The earliest day on which it can start, or did.
    pub early_start: NaiveDate,
    /// The earliest day on which it can be finished, or was.
    pub early_finish: NaiveDate,
    /// The latest start that moves no deadline and not the project's finish. Of an activity under way, the
    /// latest start of the work that is left. Where nothing bounds it, the early start.
    pub late_start: NaiveDate,
    /// The latest finish that moves no deadline and not the project's finish.
    pub late_finish: NaiveDate,
    /// Working days of its calendar by which it can slip before a late date is passed; negative if it
    /// already is.
    pub total_float: i32,
    /// Working days of its calendar by which it can slip before anything else moves; never negative.
    pub free_float: i32,
    /// No total float is left, it is not done, and its dates are more than lower bounds.
    pub critical: bool,
    /// What its early dates come from.
    pub driver: Driver,
    /// When it could start if it were not planned for later; only where that drives it.
    pub unplanned: Option<Unplanned>,
    /// Something it waits for, however far back, has no dates: its early dates are lower bounds, and the finish
    /// of the plan is told without it.
    pub incomplete_predecessors: bool,
    /// What of its deadline and its constraints cannot be kept while it is not finished: the worst of it.
    pub missed: Option<Conflict>,
}

/// How early something could start that is planned for later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplanned {
    /// The earliest day on which it can start.
    pub start: NaiveDate,
    /// What that comes from.
    pub driver: Driver,
}

/// What an early date comes from: the answer to "why this date".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// It could start on the project's first day.
    ProjectStart,
    /// It is not done yet, and the past is over.
    StatusDate,
    /// It waits by this link; the first of several that bind alike.
    Link(usize),
    /// A constraint of this kind.
    Constraint(ConstraintKind),
    /// It could start earlier, and is planned for then.
    Plan,
    /// Its owner expects to finish then.
    OwnersForecast,
    /// It was done so.
    Actual,
    /// Its owner was not free earlier; only in a leveled schedule.
    Owner,
}

/// Activities that wait for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// All of them, ascending.
    pub members: Vec<usize>,
    /// The links of a shortest loop among them, each starting where the one before ends.
    pub links: Vec<usize>,
}

/// Something in the plan that cannot be so. All amounts are in working days of the activity's calendar, and
/// positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// The activity cannot be done by its late dates.
    NegativeFloat {
        /// Index of the activity.
        activity: usize,
        /// How many working days it is too late.
        days: u32,
    },
    /// Its early dates miss a constraint (SNLT, FNLT, or an MSO or MFO that lies too early).
    ConstraintMissed {
        /// Index of the activity.
        activity: usize,
        /// The constraint it misses.
        kind: ConstraintKind,
        /// The day that was asked for.
        date: NaiveDate,
        /// How many working days it is too late.
        days: u32,
    },
    /// Its early finish misses its deadline.
    DeadlineMissed {
        /// Index of the activity.
        activity: usize,
        /// How many working days it is too late.
        days: u32,
    },
    /// MSO or MFO puts it before a link allows.
    ConstraintAgainstLink {
        /// Index of the activity.
        activity: usize,
        /// Index of the link that is broken.
        link: usize,
        /// How many working days it is too early.
        days: u32,
    },
    /// It was started or finished before a link allowed.
    OutOfSequence {
        /// Index of the activity.
        activity: usize,
        /// Index of the link that is broken.
        link: usize,
    },
    /// It was finished before it was started.
    FinishBeforeStart {
        /// Index of the activity.
        activity: usize,
    },
    /// An actual date lies after the status date.
    ActualInFuture {
        /// Index of the activity.
        activity: usize,
    },
    /// The plan ends after the day by which all must be done; in working days of the default calendar.
    FinishMissed {
        /// How many working days it is too late.
        days: u32,
    },
}

impl Conflict {
    /// By how many working days an activity misses a date of its own; `None` of any other conflict.
    pub fn missed(&self) -> Option<u32> {
        match *self {
            Self::ConstraintMissed { days, .. }
            | Self::DeadlineMissed { days, .. }
            | Self::ConstraintAgainstLink { days, .. } => Some(days),
            _ => None,
        }
    }
}
