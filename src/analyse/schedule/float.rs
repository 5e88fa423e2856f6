//! Floats: by how many working days an activity can slip.
//!
//! *Total* float is the way from the early to the late dates. *Free* float is how far the activity can slip
//! before any other moves; it is found from where each link would begin to push, not by trying.

use super::backward::Late;
use super::forward::Early;
use super::plan::{Arc, Plan, Progress, finish_of, start_until};
use crate::date::Day;

/// Working days of the activity's calendar from early to late dates; negative if the late ones are past.
pub(super) fn total(plan: &Plan, work: &[i32], activity: usize, early: &Early, late: &Late) -> i32 {
    if plan.is_settled(activity) {
        return 0;
    }
    let calendar = plan.calendar(activity);
    let by_finish = work[activity] == 0 || is_under_way(plan, activity);
    if by_finish {
        calendar.between(early.finish, late.finish)
    } else {
        calendar.between(early.start, late.start)
    }
}

/// Working days by which an activity can slip before anything else does, at most its total float and never
/// negative. `end` is the instant at which the plan ends, or has to if that is later.
pub(super) fn free(plan: &Plan, work: &[i32], early: &[Early], activity: usize, total: i32, end: Day) -> i32 {
    let mut slack = total.max(0);
    if slack == 0 || plan.is_settled(activity) {
        return 0;
    }
    let mut follows = false;
    for arc in plan.out_of(activity).filter(|arc| plan.is_open(arc)) {
        follows = true;
        slack = slack.min(slip_until(plan, work, early, arc));
    }
    if follows {
        slack = slack.min(finish_slip(plan, work, &early[activity], activity, end));
    }
    slack.max(0)
}

/// By how much the predecessor of a link can slip before the successor moves.
fn slip_until(plan: &Plan, work: &[i32], early: &[Early], arc: &Arc) -> i32 {
    let successor = plan.calendar(arc.to);
    let start = start_until(successor, work[arc.to], early[arc.to].work_start);
    let limit = if arc.kind.to_start() {
        start
    } else {
        plan.asks_until(arc, work[arc.to], finish_of(successor, work[arc.to], start))
    };
    let limit = plan.before_lag(arc, limit);
    if arc.kind.from_finish() {
        finish_slip(plan, work, &early[arc.from], arc.from, limit)
    } else {
        start_slip(plan, work, &early[arc.from], arc.from, limit)
    }
}

/// The largest slip with which the activity still finishes by an instant.
fn finish_slip(plan: &Plan, work: &[i32], early: &Early, activity: usize, limit: Day) -> i32 {
    let calendar = plan.calendar(activity);
    if is_under_way(plan, activity) {
        calendar.between(early.finish, limit)
    } else {
        calendar.between(early.start, limit).saturating_sub(work[activity])
    }
}

/// The largest slip with which the activity still starts by an instant.
fn start_slip(plan: &Plan, work: &[i32], early: &Early, activity: usize, limit: Day) -> i32 {
    let calendar = plan.calendar(activity);
    if work[activity] == 0 {
        calendar.between(early.start, limit)
    } else {
        calendar.between(early.start, limit.saturating_add(1)).saturating_sub(1)
    }
}

fn is_under_way(plan: &Plan, activity: usize) -> bool {
    matches!(plan.tasks[activity].progress, Progress::UnderWay(_))
}
