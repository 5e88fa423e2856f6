//! The backward pass: the latest dates that move neither the end of the plan nor a date that binds.
//!
//! It must not know of early dates: how late something may be does not depend on how early it can be. What is no
//! end of the plan is bounded only by dates of its own and by what waits for it; perhaps by nothing.

use super::forward::required_start;
use super::network::ConstraintKind;
use super::plan::{Arc, Plan, Progress, finish_of, start_until};
use crate::date::{Day, day_of};

/// The late dates of an activity, as instants. The start is that of the work that is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Late {
    pub start: Day,
    pub finish: Day,
}

/// The late dates of all activities that take part and are bounded, for a plan that must be done by the instant
/// `end`.
pub(super) fn pass(plan: &Plan, work: &[i32], end: Day) -> Vec<Option<Late>> {
    let mut late: Vec<Option<Late>> = vec![None; plan.tasks.len()];
    for &activity in plan.order.iter().rev() {
        let calendar = plan.calendar(activity);
        let days = work[activity];
        let behind = plan.out_of(activity).filter(|arc| plan.is_open(arc));
        let limit = behind
            .filter_map(|arc| Some(latest_finish(plan, work, late[arc.to]?, arc)))
            .chain(dated_limits(plan, days, activity))
            .chain(plan.tasks[activity].ends_plan.then_some(end))
            .min();
        late[activity] = limit.map(|limit| {
            if days == 0 {
                return Late { start: limit, finish: limit };
            }
            let finish = calendar.at_end(limit);
            Late { start: calendar.add(finish, -days), finish }
        });
    }
    late
}

/// The latest finish that a link allows its predecessor.
fn latest_finish(plan: &Plan, work: &[i32], to: Late, arc: &Arc) -> Day {
    let limit = if arc.kind.to_start() { to.start } else { plan.asks_until(arc, work[arc.to], to.finish) };
    let instant = plan.before_lag(arc, limit);
    if arc.kind.from_finish() {
        return instant;
    }
    let (calendar, days) = (plan.calendar(arc.from), work[arc.from]);
    finish_of(calendar, days, start_until(calendar, days, instant))
}

/// The latest finishes that the activity's own dates allow.
fn dated_limits(plan: &Plan, days: i32, activity: usize) -> impl Iterator<Item = Day> {
    let calendar = plan.calendar(activity);
    let under_way = matches!(plan.tasks[activity].progress, Progress::UnderWay(_));
    let facts = &plan.network.activities[activity];
    let by_constraint = facts.constraints.iter().filter_map(move |c| match c.kind {
        ConstraintKind::Fnlt => Some(day_of(c.date) + 1),
        ConstraintKind::Mfo if under_way => Some(day_of(c.date) + 1),
        ConstraintKind::Snlt if !under_way => {
            Some(finish_of(calendar, days, start_until(calendar, days, day_of(c.date))))
        }
        _ => None,
    });
    let by_pin = required_start(plan, activity, days)
        .filter(|_| !under_way)
        .map(|(start, _)| finish_of(calendar, days, start));
    by_constraint.chain(by_pin).chain(facts.deadline.map(|d| day_of(d) + 1))
}
