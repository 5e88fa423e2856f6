//! What the engine is given: activities, the links between them, the calendars they are worked in.
//!
//! Plain numbers and dates. It must not know of milestones, files or owners, and shares no more with the model
//! than its words for links and constraints: whoever turns a program into a network keeps the tables that
//! lead back.

use chrono::NaiveDate;

use crate::date::{Length, WorkCalendar};
pub use crate::model::{Constraint, ConstraintKind, LinkKind};

/// A plan as a network of activities on arrows of time. Activities, links and calendars are named by their
/// index everywhere.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Nothing that is not yet done starts before this day.
    pub start: NaiveDate,
    /// The day by which all must be done; late dates count back from it, else from the early finish.
    pub finish: Option<NaiveDate>,
    /// The day up to which progress is known. With it, what is not done is forecast from this day on.
    /// Without it, actual dates pin the early dates and nothing more.
    pub status_date: Option<NaiveDate>,
    /// The first is the default: that of links, and of activities that name one which is not there.
    /// None at all means Monday to Friday.
    pub calendars: Vec<WorkCalendar>,
    /// What is to be done.
    pub activities: Vec<Activity>,
    /// What waits for what. Links that name an activity which is not there are ignored.
    pub links: Vec<Link>,
}

/// A piece of work, or with a duration of 0 a gate: an instant.
#[derive(Debug, Clone, Default)]
pub struct Activity {
    /// Working days of its calendar; 0 for a gate, `None` if nobody has said.
    pub duration: Option<u32>,
    /// Index into [`Network::calendars`].
    pub calendar: usize,
    /// When it may or must be done; of several all hold.
    pub constraints: Vec<Constraint>,
    /// The day for which its start is planned: while it is not begun it does not start before, if it must not (MSO, MFO).
    pub planned_start: Option<NaiveDate>,
    /// The day by which it should be finished. Moves the late dates, never the early ones.
    pub deadline: Option<NaiveDate>,
    /// The day it was started.
    pub actual_start: Option<NaiveDate>,
    /// The day it was finished.
    pub actual_finish: Option<NaiveDate>,
    /// Working days of work left on the status date; only asked while it is under way. When not told, the
    /// duration less the working days since its start, and a day at least.
    pub remaining: Option<u32>,
    /// The finish that its owner expects: it is not done before that day, by the work that is known or by more.
    pub expected_finish: Option<NaiveDate>,
    /// It waits for something that is not in this plan: it cannot be scheduled.
    pub predecessor_unknown: bool,
    /// It was finished, on a day that nobody knows: it has no dates, and holds nothing up.
    pub finished_some_day: bool,
    /// It was given up: time passes through it by its links, its length is none, and it is no end of the plan.
    pub given_up: bool,
}

impl Activity {
    /// An activity of so many working days, without any date.
    pub fn of(duration: u32) -> Self {
        Activity { duration: Some(duration), ..Activity::default() }
    }
}

/// One activity waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Index of the activity that is waited for.
    pub from: usize,
    /// Index of the activity that waits.
    pub to: usize,
    /// Which end waits for which.
    pub kind: LinkKind,
    /// How long after; negative for a lead.
    pub lag: Length,
    /// Index of the calendar in which a working lag is counted.
    pub calendar: usize,
}

impl Link {
    /// A link without lag.
    pub fn new(from: usize, to: usize, kind: LinkKind) -> Self {
        Link { from, to, kind, lag: Length::ZERO, calendar: 0 }
    }
}
