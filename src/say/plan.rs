//! A milestone's place in the plan: float, deadline, constraints, ties.

use super::{
    Voice,
    words::{counted, length, working_days},
};
use crate::{
    analyse::{Placement, Waiting},
    model::{Constraint, ConstraintKind, Estimate, LinkKind},
};

impl Voice<'_> {
    /// `start no earlier than 5 May`.
    pub fn constraint(self, constraint: Constraint) -> String {
        format!("{} {}", constraint_kind(constraint.kind), self.day(constraint.date))
    }

    /// A deadline with the working days between the expected or actual finish and it.
    pub fn deadline(self, deadline: chrono::NaiveDate, spare: Option<i32>, done: bool) -> String {
        let on = self.day(deadline);
        match spare {
            None => on,
            Some(0) if done => format!("{on}, kept on the day"),
            Some(0) => format!("{on}, with no day to spare"),
            Some(days @ 1..) if done => format!("{on}, kept with {} to spare", working_days(days)),
            Some(days @ 1..) => format!("{on}, with {} to spare", working_days(days)),
            Some(days) if done => format!("{on}, missed by {}", working_days(days)),
            Some(days) => format!("{on}, expected to be missed by {}", working_days(days)),
        }
    }
}

/// `3 working days`, `-2 working days`; 0 is a fact to explain.
pub fn float(placement: &Placement) -> String {
    match placement.total_float {
        0 => "0 days: any delay moves the finish of the program".to_owned(),
        days @ 1.. => working_days(days),
        days => format!("-{}", working_days(days)),
    }
}

/// `5 working days (at best 3 working days, at worst 9 working days)`.
pub fn estimate(estimate: &Estimate) -> String {
    let [best, likely, worst] =
        [&estimate.optimistic, &estimate.most_likely, &estimate.pessimistic].map(|point| length(point.value));
    format!("{likely} (at best {best}, at worst {worst})")
}

/// `starts after it finishes, 2 working days later`.
pub fn tie(waiting: &Waiting) -> String {
    let tie = match waiting.kind {
        LinkKind::FinishStart => "starts after it finishes",
        LinkKind::StartStart => "starts after it starts",
        LinkKind::FinishFinish => "finishes after it finishes",
        LinkKind::StartFinish => "finishes after it starts",
    };
    let unit = if waiting.elapsed { "calendar day" } else { "working day" };
    let days = counted(waiting.lag.unsigned_abs() as usize, unit);
    match waiting.lag {
        0 => tie.to_owned(),
        1.. => format!("{tie}, {days} later"),
        _ => format!("{tie}, {days} sooner"),
    }
}

/// `start no earlier than`, to be followed by a date.
pub(super) fn constraint_kind(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Snet => "start no earlier than",
        ConstraintKind::Snlt => "start no later than",
        ConstraintKind::Fnet => "finish no earlier than",
        ConstraintKind::Fnlt => "finish no later than",
        ConstraintKind::Mso => "start on",
        ConstraintKind::Mfo => "finish on",
    }
}
