//! A network whose progress changes from day to day: order, links and calendars are worked out once, and for each day
//! only what has changed since the day before is filled in.
//!
//! The dates are those that [`schedule`](super::schedule()) gives for the same network.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    conflict, finish, forward,
    forward::Early,
    network::{Activity, Network},
    outcome::{Conflict, Reason, Schedule},
    plan::{Plan, Progress},
};
use crate::date::day_of;

/// A network made ready for many days.
#[derive(Clone)]
pub struct Prepared {
    plan: Plan<'static>,
    work: Vec<i32>,
    early: Vec<Early>,
}

impl Prepared {
    /// Makes a network ready. It must have a status date on each day that is asked for.
    pub fn new(network: Network) -> Self {
        let plan = Plan::new(Cow::Owned(network));
        let early = vec![Early::NEVER; plan.tasks.len()];
        Self { work: plan.works(), early, plan }
    }

    /// The network, with the progress that was filled in last.
    pub fn network(&self) -> &Network {
        &self.plan.network
    }

    /// Goes to another day. `start` is the day before which nothing starts.
    pub fn turn_to(&mut self, start: NaiveDate, status: NaiveDate) {
        let network = self.plan.network.to_mut();
        (network.start, network.status_date) = (start, Some(status));
        (self.plan.start, self.plan.status) = (day_of(start), Some(day_of(status)));
        // What is left of work under way follows from the day where nobody has told it.
        for activity in 0..self.plan.tasks.len() {
            let under_way = matches!(self.plan.tasks[activity].progress, Progress::UnderWay(_));
            if under_way && self.plan.network.activities[activity].remaining.is_none() {
                self.renew(activity);
            }
        }
    }

    /// Fills in an activity as it is on the day.
    pub fn fill(&mut self, activity: usize, as_it_is: Activity) {
        self.plan.network.to_mut().activities[activity] = as_it_is;
        self.renew(activity);
    }

    fn renew(&mut self, activity: usize) {
        self.plan.renew(activity);
        self.work[activity] = self.plan.tasks[activity].work;
    }

    /// Says which links do not count on the day, by index.
    pub fn cut(&mut self, links: &[bool]) {
        self.plan.cut(links);
    }

    /// The early dates of the day, after all that changed has been filled in: ask [`early`](Self::early) for them.
    pub fn pass(&mut self) {
        self.plan.settle();
        forward::pass(&self.plan, &self.work, &mut self.early);
    }

    /// Why an activity has no dates on the day of the last pass, if it has none.
    pub fn reason(&self, activity: usize) -> Option<Reason> {
        self.plan.tasks[activity].reason
    }

    /// First and last day of an activity by the last pass, if it could be scheduled.
    pub fn early(&self, activity: usize) -> Option<(NaiveDate, NaiveDate)> {
        if self.reason(activity).is_some() {
            return None;
        }
        Some(self.early[activity].days(self.work[activity]))
    }

    /// What an activity misses of its deadline and its constraints, by the last pass: the worst of it.
    pub fn missed(&self, activity: usize) -> Option<Conflict> {
        conflict::missed(&self.plan, &self.work, &self.early, activity)
    }

    /// Whether an activity waits, however far back, for something that has no dates, by the last pass.
    pub fn is_incomplete(&self, activity: usize) -> bool {
        self.plan.tasks[activity].incomplete
    }

    /// All that follows from the last pass.
    pub fn schedule(&self) -> Schedule {
        finish(&self.plan, &self.work, &self.early)
    }
}
