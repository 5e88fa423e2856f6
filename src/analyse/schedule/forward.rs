//! The forward pass: the earliest dates, and what each comes from.
//!
//! It must not know of late dates. Method: Kelley and Walker, "Critical-Path Planning and Scheduling"
//! (1959), with the link types of the precedence diagram (Fondahl 1961) and instants for days.

use chrono::NaiveDate;

use super::network::{Constraint, ConstraintKind};
use super::outcome::Driver;
use super::plan::{Arc, Plan, Progress, finish_of, start_for_finish, start_from};
use crate::date::{Day, day_of};

/// The early dates of an activity, as instants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Early {
    /// When it starts, or was started.
    pub start: Day,
    /// When the work that is left starts; `start` if it is not under way.
    pub work_start: Day,
    /// When it ends, or was finished.
    pub finish: Day,
    pub driver: Driver,
    /// Where the plan alone holds it: the instant at which it could start, and what that comes from.
    pub unplanned: Option<(Day, Driver)>,
    /// It is at the end of a day rather than at the start of the next: a gate is shown on the day before its instant.
    pub at_end: bool,
}

impl Early {
    /// Before anything is known.
    pub const NEVER: Early = Early {
        start: 0,
        work_start: 0,
        finish: 0,
        driver: Driver::ProjectStart,
        unplanned: None,
        at_end: false,
    };

    /// That of dates which are facts.
    fn actual(start: Day, finish: Day, at_end: bool) -> Self {
        Early { start, work_start: start, finish, driver: Driver::Actual, at_end, ..Self::NEVER }
    }

    /// The first and the last day on which it is shown, with so many days of work.
    pub fn days(&self, work: i32) -> (NaiveDate, NaiveDate) {
        super::days(work, self.start, self.finish, self.at_end)
    }

    /// The day on which its finish is shown.
    pub fn last_day(&self, work: i32) -> Day {
        if work == 0 && !self.at_end { self.finish } else { self.finish - 1 }
    }
}

/// The early dates of all activities that take part, with so many days of work each.
pub(super) fn pass(plan: &Plan, work: &[i32], early: &mut [Early]) {
    for &activity in &plan.order {
        early[activity] = place(plan, work, early, activity, None);
    }
}

/// The early dates of one activity, from those of all it waits for; work that is left does not start before
/// its owner is free.
pub(super) fn place(
    plan: &Plan,
    work: &[i32],
    early: &[Early],
    activity: usize,
    owner_free: Option<Day>,
) -> Early {
    let days = work[activity];
    let calendar = plan.calendar(activity);
    let mut unplanned = None;
    let (started, mut bound) = match plan.tasks[activity].progress {
        Progress::Finished(start, finish) => {
            let at_end = plan.network.activities[activity].actual_finish.is_some();
            return Early::actual(start, finish, at_end);
        }
        Progress::Pinned(start) => {
            let finish = finish_of(calendar, days, start_from(calendar, days, start));
            return Early::actual(start, finish, false);
        }
        Progress::UnderWay(start) => (Some(start), under_way(plan, work, early, activity, start)),
        Progress::Planned => {
            let could = planned(plan, work, early, activity);
            let bound = by_plan(plan, activity, could);
            unplanned = (bound.driver == Driver::Plan).then_some((could.instant, could.driver));
            (None, bound)
        }
    };
    if let Some(free) = owner_free.filter(|&free| free > bound.instant) {
        bound = Bound { instant: free, driver: Driver::Owner, at_end: false };
    }
    bound.instant = calendar.add(bound.instant, plan.delays[activity]);
    let work_start = start_from(calendar, days, bound.instant);
    Early {
        start: started.unwrap_or(work_start),
        work_start,
        finish: finish_of(calendar, days, work_start),
        driver: bound.driver,
        unplanned: unplanned.map(|(instant, driver)| (start_from(calendar, days, instant), driver)),
        at_end: bound.at_end,
    }
}

/// What binds an activity that is not started and could start at `could`: the day for which it is planned, where that is
/// later and nothing puts it on another.
fn by_plan(plan: &Plan, activity: usize, could: Bound) -> Bound {
    let fixed = matches!(could.driver, Driver::Constraint(ConstraintKind::Mso | ConstraintKind::Mfo));
    let planned = plan.network.activities[activity].planned_start.filter(|_| !fixed).map(day_of);
    match planned.filter(|&instant| instant > could.instant) {
        Some(instant) => Bound { instant, driver: Driver::Plan, at_end: false },
        None => could,
    }
}

/// The earliest start that a link allows its successor.
pub(super) fn needed_start(plan: &Plan, work: &[i32], early: &[Early], arc: &Arc) -> Day {
    let instant = asked_by(plan, early, arc);
    if arc.kind.to_start() {
        return instant;
    }
    let (calendar, days) = (plan.calendar(arc.to), work[arc.to]);
    if days == 0 && !arc.is_end_of_day() {
        return calendar.at_end(instant);
    }
    start_for_finish(calendar, days, instant)
}

/// The instant that a link asks for, at the end of its lag.
pub(super) fn asked_by(plan: &Plan, early: &[Early], arc: &Arc) -> Day {
    let from = &early[arc.from];
    plan.after_lag(arc, if arc.kind.from_finish() { from.finish } else { from.start })
}

/// Whether a gate that a link puts on an instant is at the end of a day there.
fn puts_at_end(plan: &Plan, work: &[i32], early: &[Early], arc: &Arc, instant: Day) -> bool {
    let moved_before_days_off = !arc.kind.to_start() && instant < asked_by(plan, early, arc);
    let from_gate = arc.lag == 0 && work[arc.from] == 0;
    moved_before_days_off || if from_gate { early[arc.from].at_end } else { arc.is_end_of_day() }
}

/// The start that MSO or MFO asks for, with the constraint that does.
pub(super) fn required_start(plan: &Plan, activity: usize, work: i32) -> Option<(Day, Constraint)> {
    let calendar = plan.calendar(activity);
    let start = |c: &Constraint| match c.kind {
        ConstraintKind::Mso => Some((start_from(calendar, work, day_of(c.date)), *c)),
        ConstraintKind::Mfo if work == 0 => Some((day_of(c.date) + 1, *c)),
        ConstraintKind::Mfo => Some((calendar.add(calendar.at_end(day_of(c.date) + 1), -work), *c)),
        _ => None,
    };
    plan.network.activities[activity].constraints.iter().filter_map(start).max_by_key(|&(day, _)| day)
}

/// The instant before which the work of an activity cannot start, and why.
#[derive(Clone, Copy)]
struct Bound {
    instant: Day,
    driver: Driver,
    at_end: bool,
}

impl Bound {
    /// What holds for all that is not done.
    fn of_plan(plan: &Plan) -> Self {
        let instant = plan.earliest();
        let driver = if instant > plan.start { Driver::StatusDate } else { Driver::ProjectStart };
        Bound { instant, driver, at_end: false }
    }

    /// A link binds by its side, and is named before the start of the plan if it binds as much and later.
    fn by_link(&mut self, plan: &Plan, work: &[i32], early: &[Early], arc: &Arc, base: Day) {
        let instant = needed_start(plan, work, early, arc);
        if instant < self.instant {
            return;
        }
        let gate = work[arc.to] == 0;
        let at_end = gate && puts_at_end(plan, work, early, arc, instant);
        let first = !matches!(self.driver, Driver::Link(_));
        // A gate at the start of a day is later than one at the end of the day before.
        let later = instant > self.instant || (gate && !first && self.at_end && !at_end);
        if later || (first && instant > base) {
            *self = Bound { instant, driver: Driver::Link(arc.link), at_end };
        }
    }

    /// By the finish that the owner expects. On a day off that is the end of the next working day: what an owner
    /// says is never made earlier.
    fn by_owner(&mut self, plan: &Plan, work: &[i32], activity: usize) {
        let Some(expected) = plan.network.activities[activity].expected_finish.filter(|_| plan.heeds_owners)
        else {
            return;
        };
        let (calendar, days) = (plan.calendar(activity), work[activity]);
        let finish = day_of(expected) + 1;
        let finish = if days == 0 { finish } else { calendar.at_end_after(finish) };
        let instant = start_for_finish(calendar, days, finish);
        if instant > self.instant {
            *self = Bound { instant, driver: Driver::OwnersForecast, at_end: true };
        }
    }

    fn by_constraint(&mut self, instant: Day, kind: ConstraintKind, at_end: bool) {
        if instant > self.instant {
            *self = Bound { instant, driver: Driver::Constraint(kind), at_end };
        }
    }
}

/// What binds an activity that is not started.
fn planned(plan: &Plan, work: &[i32], early: &[Early], activity: usize) -> Bound {
    let mut bound = Bound::of_plan(plan);
    let base = bound;
    for arc in plan.into(activity) {
        bound.by_link(plan, work, early, arc, base.instant);
    }
    let (calendar, days) = (plan.calendar(activity), work[activity]);
    for constraint in &plan.network.activities[activity].constraints {
        let day = day_of(constraint.date);
        match constraint.kind {
            ConstraintKind::Snet => bound.by_constraint(day, constraint.kind, false),
            ConstraintKind::Fnet => {
                bound.by_constraint(start_for_finish(calendar, days, day + 1), constraint.kind, true);
            }
            _ => {}
        }
    }
    bound.by_owner(plan, work, activity);
    match required_start(plan, activity, days) {
        Some((instant, _)) if instant < base.instant => base,
        Some((instant, Constraint { kind, .. })) => {
            Bound { instant, driver: Driver::Constraint(kind), at_end: kind == ConstraintKind::Mfo }
        }
        None => bound,
    }
}

/// What binds the work that is left of an activity under way: constraints on its start are past, one on its
/// finish (FNET) is not, and links to its start bind only while what they wait for has not happened.
fn under_way(plan: &Plan, work: &[i32], early: &[Early], activity: usize, started: Day) -> Bound {
    let mut bound = Bound::of_plan(plan);
    if started > bound.instant {
        bound = Bound { instant: started, driver: Driver::Actual, at_end: false };
    }
    let base = bound.instant;
    for arc in plan.into(activity) {
        if !(arc.kind.to_start() && plan.has_happened(arc)) {
            bound.by_link(plan, work, early, arc, base);
        }
    }
    let (calendar, days) = (plan.calendar(activity), work[activity]);
    for constraint in &plan.network.activities[activity].constraints {
        if constraint.kind == ConstraintKind::Fnet {
            let start = start_for_finish(calendar, days, day_of(constraint.date) + 1);
            bound.by_constraint(start, constraint.kind, true);
        }
    }
    bound.by_owner(plan, work, activity);
    bound
}
