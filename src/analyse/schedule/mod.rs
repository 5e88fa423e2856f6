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
//! after the instant it starts from; a lead is its mirror.
//!
//! A link into a start asks for an instant, a link into a finish for work done: days off between two working days
//! are one and the same to it, so what must finish when a Monday begins can finish on Friday (as in MS Project). A
//! gate that must *start* with that Monday stands on it.
//!
//! What waits for something that cannot be scheduled has lower bounds for dates, and is marked
//! ([`Dates::incomplete_predecessors`]): the finish of the plan and its critical path are told without it.
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
mod prepared;
pub mod risk;

pub use driving::{ChainStep, DrivingChains};
pub use network::{Activity, Constraint, ConstraintKind, Link, LinkKind, Network};
pub use outcome::{Conflict, Cycle, Dates, Driver, Outcome, Reason, Schedule, Unplanned};
pub use prepared::Prepared;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::date::{Day, date_of, day_of};
use backward::Late;
use forward::Early;
use plan::Plan;

/// The schedule of a network. Total: no network is refused, and none makes it panic.
pub fn schedule(network: &Network) -> Schedule {
    let plan = Plan::new(Cow::Borrowed(network));
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
    let outcomes: Vec<Outcome> = (0..plan.tasks.len())
        .map(|activity| match plan.tasks[activity].reason {
            Some(reason) => Outcome::Unscheduled(reason),
            None => {
                let late = late_of(plan, &early[activity], late[activity], activity);
                let incomplete = plan.tasks[activity].incomplete;
                let total = float::total(plan, work, activity, &early[activity], &late);
                let free = float::free(plan, work, early, activity, total, end.max(asked));
                let dates = Shown { work: work[activity], asked }.dates(&early[activity], &late);
                Outcome::Scheduled(Dates {
                    total_float: total,
                    free_float: free,
                    critical: total <= 0 && !plan.is_settled(activity) && !incomplete,
                    incomplete_predecessors: incomplete,
                    missed: conflict::missed(plan, work, early, activity),
                    ..dates
                })
            }
        })
        .collect();
    let conflicts = conflict::find(plan, work, early, &outcomes, end);
    let finish = if end > plan.start { date_of(end - 1) } else { date_of(plan.start) };
    Schedule { finish, outcomes, cycles: plan.cycles.clone(), conflicts }
}

/// The instant at which the last activity ends that is an end of the plan.
fn end_of(plan: &Plan, early: &[Early]) -> Day {
    let ends = plan.order.iter().filter(|&&i| plan.tasks[i].ends_plan);
    ends.map(|&i| early[i].finish).max().unwrap_or(plan.start)
}

/// What is done has no later dates than those it was done on; what nothing bounds has none at all.
fn late_of(plan: &Plan, early: &Early, late: Option<Late>, activity: usize) -> Late {
    let own = Late { start: early.work_start, finish: early.finish };
    if plan.is_settled(activity) { Late { start: early.start, ..own } } else { late.unwrap_or(own) }
}

/// The first and the last day of so many days of work between two instants. A gate is shown on the day that ends at its
/// instant if that is the end of a day, else on the day that starts there.
fn days(work: i32, start: Day, finish: Day, at_end: bool) -> (NaiveDate, NaiveDate) {
    match (work == 0, at_end) {
        (false, _) => (date_of(start), date_of(finish - 1)),
        (true, true) => (date_of(finish - 1), date_of(finish - 1)),
        (true, false) => (date_of(start), date_of(start)),
    }
}

/// How instants are shown as dates.
struct Shown {
    work: i32,
    asked: Day,
}

impl Shown {
    fn dates(&self, early: &Early, late: &Late) -> Dates {
        let (early_start, early_finish) = early.days(self.work);
        let at_end = early.at_end || late.finish == self.asked;
        let (late_start, late_finish) = days(self.work, late.start, late.finish, at_end);
        Dates {
            early_start,
            early_finish,
            late_start,
            late_finish,
            total_float: 0,
            free_float: 0,
            critical: false,
            driver: early.driver,
            unplanned: early.unplanned.map(|(start, driver)| Unplanned { start: date_of(start), driver }),
            incomplete_predecessors: false,
            missed: None,
        }
    }
}
