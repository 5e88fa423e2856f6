//! The schedule engine: the critical path method over plain numbers.
//!
//! ```text
//! Network -> Plan -> forward pass -> backward pass -> floats -> conflicts -> Schedule -> driving chains
//! ```
//!
//! It must not know of the program model, of files or of words: [`Network`] comes in, [`Schedule`] goes out.
//!
//! Time is a line of instants, each the start of a day and the end of the day before. An activity of `d > 0`
//! days fills `d` working days of its calendar, from the start of the first to the end of the last. A gate
//! is one instant, and is not moved to a working day. A lag of `k > 0` days ends with the `k`-th working day
//! after the instant it starts from; a lead is its mirror. What waits for something that cannot be scheduled
//! is scheduled from what is known, and marked ([`Dates::incomplete_predecessors`]).
//!
//! Constraints are those of MS Project: SNET and FNET move early dates; SNLT, FNLT and deadlines late ones, so
//! that a date which cannot be kept shows as negative float and not as a plan that looks well; MSO and MFO set
//! both, even against links. Every such contradiction is a [`Conflict`].

mod backward;
mod conflict;
mod cycle;
mod driving;
mod float;
mod forward;
pub mod leveling;
mod network;
mod outcome;
mod plan;
pub mod risk;

pub use driving::{ChainStep, DrivingChains};
pub use network::{Activity, Constraint, ConstraintKind, Link, LinkKind, Network};
pub use outcome::{Conflict, Cycle, Dates, Driver, Outcome, Reason, Schedule};

use crate::date::{Day, date_of, day_of};
use backward::Late;
use forward::Early;
use plan::Plan;

/// The schedule of a network. Total: no network is refused, and none makes it panic.
pub fn schedule(network: &Network) -> Schedule {
    let plan = Plan::new(network);
    let work = plan.works();
    let mut early = vec![Early::NEVER; plan.tasks.len()];
    forward::pass(&plan, &work, &mut early);
    finish(&plan, &work, &early)
}

/// All that follows from the early dates.
fn finish(plan: &Plan, work: &[i32], early: &[Early]) -> Schedule {
    let end = end_of(plan, early);
    let asked = plan.network.finish.map_or(end, |finish| day_of(finish) + 1);
    let late = backward::pass(plan, work, asked);
    let incomplete = incomplete(plan);
    let outcomes: Vec<Outcome> = (0..plan.tasks.len())
        .map(|activity| match plan.tasks[activity].reason {
            Some(reason) => Outcome::Unscheduled(reason),
            None => {
                let late = late_of(plan, &early[activity], &late[activity], activity);
                let total = float::total(plan, work, activity, &early[activity], &late);
                let free = float::free(plan, work, early, activity, total, end.max(asked));
                let dates = Shown { work: work[activity], asked }.dates(&early[activity], &late);
                Outcome::Scheduled(Dates {
                    total_float: total,
                    free_float: free,
                    critical: total <= 0 && !plan.is_settled(activity),
                    incomplete_predecessors: incomplete[activity],
                    ..dates
                })
            }
        })
        .collect();
    let conflicts = conflict::find(plan, work, early, &outcomes, end);
    let finish = if end > plan.start { date_of(end - 1) } else { date_of(plan.start) };
    Schedule { finish, outcomes, cycles: plan.cycles.clone(), conflicts }
}

/// The instant at which the last activity ends.
fn end_of(plan: &Plan, early: &[Early]) -> Day {
    plan.order.iter().map(|&i| early[i].finish).max().unwrap_or(plan.start)
}

/// What is done has no later dates than those it was done on.
fn late_of(plan: &Plan, early: &Early, late: &Late, activity: usize) -> Late {
    if plan.is_settled(activity) { Late { start: early.start, finish: early.finish } } else { *late }
}

/// Which activities wait, however far back, for something that has no dates.
fn incomplete(plan: &Plan) -> Vec<bool> {
    let mut incomplete = vec![false; plan.tasks.len()];
    for link in &plan.network.links {
        if let (Some(from), Some(to)) = (plan.tasks.get(link.from), incomplete.get_mut(link.to)) {
            *to |= from.reason.is_some();
        }
    }
    for &activity in &plan.order {
        if plan.is_settled(activity) {
            incomplete[activity] = false;
        } else if plan.into(activity).any(|arc| incomplete[arc.from]) {
            incomplete[activity] = true;
        }
    }
    incomplete
}

/// How instants are shown as dates.
struct Shown {
    work: i32,
    asked: Day,
}

impl Shown {
    fn dates(&self, early: &Early, late: &Late) -> Dates {
        let span = |start: Day, finish: Day, at_end: bool, gate: bool| match (gate, at_end) {
            (false, _) => (date_of(start), date_of(finish - 1)),
            (true, true) => (date_of(finish - 1), date_of(finish - 1)),
            (true, false) => (date_of(start), date_of(start)),
        };
        let gate = self.work == 0;
        let (early_start, early_finish) = span(early.start, early.finish, early.at_end, gate);
        let late_at_end = early.at_end || late.finish == self.asked;
        let (late_start, late_finish) = span(late.start, late.finish, late_at_end, gate);
        Dates {
            early_start,
            early_finish,
            late_start,
            late_finish,
            total_float: 0,
            free_float: 0,
            critical: false,
            driver: early.driver,
            incomplete_predecessors: false,
        }
    }
}
