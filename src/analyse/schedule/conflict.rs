//! What in a plan cannot be so: dates that are missed, constraints that break links, progress out of order.
//!
//! Found after both passes by looking at what came out. It must not change a date.

use super::forward::{Early, asked_by, needed_start, required_start};
use super::network::ConstraintKind;
use super::outcome::{Conflict, Dates, Outcome};
use super::plan::{Plan, Progress, start_until};
use crate::date::{Day, WorkCalendar, day_of};

/// All conflicts, in the order of the activities; that of the whole plan last.
pub(super) fn find(
    plan: &Plan,
    work: &[i32],
    early: &[Early],
    outcomes: &[Outcome],
    end: Day,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (activity, outcome) in outcomes.iter().enumerate() {
        let Outcome::Scheduled(dates) = outcome else { continue };
        progress(plan, activity, &mut found);
        links(plan, work, early, activity, &mut found);
        own_dates(plan, work, early, activity, &mut found);
        negative_float(activity, dates, &mut found);
    }
    if let Some(finish) = plan.network.finish
        && let Some(days) = days_late(&plan.calendars[0], day_of(finish) + 1, end)
    {
        found.push(Conflict::FinishMissed { days });
    }
    found
}

fn progress(plan: &Plan, activity: usize, found: &mut Vec<Conflict>) {
    let facts = &plan.network.activities[activity];
    let actual = [facts.actual_start, facts.actual_finish];
    if let [Some(start), Some(finish)] = actual
        && finish < start
    {
        found.push(Conflict::FinishBeforeStart { activity });
    }
    if plan.network.status_date.is_some_and(|status| actual.iter().flatten().any(|&d| d > status)) {
        found.push(Conflict::ActualInFuture { activity });
    }
}

/// Links whose successor does not do as they ask.
fn links(plan: &Plan, work: &[i32], early: &[Early], activity: usize, found: &mut Vec<Conflict>) {
    let progress = plan.tasks[activity].progress;
    let this = &early[activity];
    for arc in plan.into(activity) {
        let needed = needed_start(plan, work, early, arc);
        let link = arc.link;
        match progress {
            Progress::Planned => {
                if let Some(days) = days_missed(plan.calendar(activity), work[activity], this.start, needed) {
                    found.push(Conflict::ConstraintAgainstLink { activity, link, days });
                }
            }
            Progress::Finished(start, finish) => {
                let asked = asked_by(plan, early, arc);
                let kept = if arc.kind.to_start() {
                    asked <= start
                } else {
                    plan.finishes_after(arc, work[activity], asked, finish)
                };
                if !kept {
                    found.push(Conflict::OutOfSequence { activity, link });
                }
            }
            Progress::UnderWay(start) | Progress::Pinned(start) => {
                let is = if arc.kind.to_start() { start } else { this.work_start };
                if needed > is {
                    found.push(Conflict::OutOfSequence { activity, link });
                }
            }
        }
    }
}

/// What an activity that is not finished misses of its deadline and its constraints: the first of what it misses by the
/// most working days. Once it has begun, nothing that was asked of its start can be kept or missed any more.
pub(super) fn missed(plan: &Plan, work: &[i32], early: &[Early], activity: usize) -> Option<Conflict> {
    let facts = &plan.network.activities[activity];
    let nothing_asked = facts.deadline.is_none() && facts.constraints.is_empty();
    if nothing_asked || plan.is_settled(activity) {
        return None;
    }
    let planned = plan.tasks[activity].progress == Progress::Planned;
    let mut found = Vec::new();
    links(plan, work, early, activity, &mut found);
    own_dates(plan, work, early, activity, &mut found);
    let counts = |conflict: &Conflict| match conflict {
        Conflict::ConstraintMissed { kind: ConstraintKind::Snlt | ConstraintKind::Mso, .. } => planned,
        other => other.missed().is_some(),
    };
    found.into_iter().rev().filter(counts).max_by_key(Conflict::missed)
}

fn own_dates(plan: &Plan, work: &[i32], early: &[Early], activity: usize, found: &mut Vec<Conflict>) {
    let calendar = plan.calendar(activity);
    let this = &early[activity];
    let facts = &plan.network.activities[activity];
    let missed = |asked, is| days_missed(calendar, work[activity], asked, is);
    for constraint in &facts.constraints {
        let day = day_of(constraint.date);
        let late = match constraint.kind {
            // The last start that was asked for is that of a working day.
            ConstraintKind::Snlt if this.start > day => {
                missed(start_until(calendar, work[activity], day), this.start)
            }
            ConstraintKind::Fnlt => missed(day + 1, this.finish),
            ConstraintKind::Mfo if matches!(plan.tasks[activity].progress, Progress::UnderWay(_)) => {
                days_late(calendar, day + 1, this.finish)
            }
            ConstraintKind::Mso | ConstraintKind::Mfo
                if plan.tasks[activity].progress == Progress::Planned =>
            {
                required_start(plan, activity, work[activity])
                    .filter(|(_, of)| of == constraint)
                    .and_then(|(start, _)| missed(start, this.start))
            }
            _ => None,
        };
        if let Some(days) = late {
            let (kind, date) = (constraint.kind, constraint.date);
            found.push(Conflict::ConstraintMissed { activity, kind, date, days });
        }
    }
    let late = facts.deadline.and_then(|d| missed(day_of(d) + 1, this.finish));
    if let Some(days) = late {
        found.push(Conflict::DeadlineMissed { activity, days });
    }
}

fn negative_float(activity: usize, dates: &Dates, found: &mut Vec<Conflict>) {
    if dates.total_float < 0 {
        found.push(Conflict::NegativeFloat { activity, days: dates.total_float.unsigned_abs() });
    }
}

/// Working days from an instant that was asked for to a later one, at least one; nothing if it is in time.
fn days_late(calendar: &WorkCalendar, asked: Day, is: Day) -> Option<u32> {
    (is > asked).then(|| calendar.between(asked, is).max(0) as u32).filter(|&days| days > 0)
}

/// The same of an activity of so many days. A gate is an instant: it may be late between two working days of its
/// calendar, and hold others up by it.
fn days_missed(calendar: &WorkCalendar, work: i32, asked: Day, is: Day) -> Option<u32> {
    days_late(calendar, asked, is).or((work == 0 && is > asked).then_some(1))
}
