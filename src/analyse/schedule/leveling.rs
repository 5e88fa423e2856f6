//! Owners: how much is asked of each, and dates on which nobody is asked for more than they can do.
//!
//! Leveling is the *serial* method (Kelley 1963; Kolisch, European Journal of Operational Research 90, 1996)
//! with the rule of least total float: of all activities whose predecessors have their places, the one with
//! the least total float in the unleveled schedule is put on the first days on which its owner is free; of
//! several the one that can start earlier, then the one that comes first. Work is not split. What is done,
//! under way, or bound by MSO or MFO keeps its dates, and its owner is asked for it first. The answer is a
//! good plan and not the shortest: to find that is NP-hard.
//!
//! It must not know who the owners are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use chrono::NaiveDate;

use super::forward::{self, Early, required_start};
use super::network::Network;
use super::outcome::{Dates, Schedule};
use super::plan::{Plan, Progress};
use crate::date::{Day, WorkCalendar, date_of, day_of};

/// Somebody who does activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// How many activities at a time; 0 is read as 1.
    pub capacity: u32,
    /// Index into [`Network::calendars`]: the days on which the owner can be asked for something.
    pub calendar: usize,
}

/// Who does what.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    /// All owners.
    pub owners: Vec<Owner>,
    /// For each activity an index into `owners`; activities past its end have none.
    pub owner_of: Vec<Option<usize>>,
}

impl Assignment {
    fn owner(&self, activity: usize) -> Option<usize> {
        self.owner_of.get(activity).copied().flatten().filter(|&owner| owner < self.owners.len())
    }

    fn capacity(&self, owner: usize) -> u32 {
        self.owners[owner].capacity.max(1)
    }
}

/// What is asked of an owner in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekLoad {
    /// Index into [`Assignment::owners`].
    pub owner: usize,
    /// The Monday of the week.
    pub monday: NaiveDate,
    /// Working days that all activities of the owner ask for in it.
    pub asked: u32,
    /// Working days the owner has: those of the calendar, times the capacity.
    pub available: u32,
    /// The most activities on one day.
    pub peak: u32,
}

impl WeekLoad {
    /// Whether more is asked than there is: in the week, or on a day of it.
    pub fn is_overload(&self, owner: Owner) -> bool {
        self.asked > self.available || self.peak > owner.capacity.max(1)
    }
}

/// What a schedule asks of each owner, week by week where it asks anything; of work under way only the rest.
/// Spans of more than ten years count up to there.
pub fn load(network: &Network, schedule: &Schedule, assignment: &Assignment) -> Vec<WeekLoad> {
    const LONGEST: Day = 3_660;
    let fallback = WorkCalendar::default();
    let calendar = |index: usize| {
        network.calendars.get(index).or_else(|| network.calendars.first()).unwrap_or(&fallback)
    };
    let mut asked: BTreeMap<(usize, Day), u32> = BTreeMap::new();
    for (i, activity) in network.activities.iter().enumerate() {
        let (Some(owner), Some(dates)) = (assignment.owner(i), schedule.dates(i)) else { continue };
        if activity.duration == Some(0) {
            continue;
        }
        let (first, last) = work_left(network, i, dates);
        let own = calendar(activity.calendar);
        for day in (first..=last.min(first.saturating_add(LONGEST))).filter(|&day| own.works(day)) {
            *asked.entry((owner, day)).or_default() += 1;
        }
    }
    let mut weeks: Vec<WeekLoad> = Vec::new();
    for ((owner, day), count) in asked {
        let monday = day - (day - 1).rem_euclid(7);
        let of_week = |week: &WeekLoad| week.owner == owner && day_of(week.monday) == monday;
        match weeks.last_mut().filter(|week| of_week(week)) {
            Some(week) => {
                week.asked += count;
                week.peak = week.peak.max(count);
            }
            None => {
                let days = calendar(assignment.owners[owner].calendar).between(monday, monday + 7);
                let available = (days.max(0) as u32).saturating_mul(assignment.capacity(owner));
                weeks.push(WeekLoad { owner, monday: date_of(monday), asked: count, available, peak: count });
            }
        }
    }
    weeks
}

/// First and last day of the work that is left, or of all if it is done: what is under way may have to wait
/// before it goes on.
pub fn work_left(network: &Network, activity: usize, dates: &Dates) -> (Day, Day) {
    let (first, last) = (day_of(dates.early_start), day_of(dates.early_finish));
    let facts = &network.activities[activity];
    let under_way = facts.actual_start.is_some() && facts.actual_finish.is_none();
    let Some(status) = network.status_date.filter(|_| under_way).map(day_of) else { return (first, last) };
    let calendar = network.calendars.get(facts.calendar).or_else(|| network.calendars.first());
    let rest = facts.remaining.map(|days| days.clamp(1, i32::MAX as u32) as i32);
    let goes_on = calendar.zip(rest).map_or(status, |(calendar, rest)| calendar.add(last + 1, -rest));
    (goes_on.max(status).max(first), last)
}

/// The schedule in which no owner is asked for more than capacity. Late dates and floats are those of its
/// links alone: a float may be taken by what else the owner does.
pub fn level(network: &Network, assignment: &Assignment) -> Schedule {
    let plan = Plan::new(network);
    let work = plan.works();
    let mut early = vec![Early::NEVER; plan.tasks.len()];
    forward::pass(&plan, &work, &mut early);
    let unleveled = super::finish(&plan, &work, &early);
    Leveler { plan: &plan, work: &work, assignment, busy: BTreeMap::new() }.run(&unleveled, &mut early);
    super::finish(&plan, &work, &early)
}

struct Leveler<'a> {
    plan: &'a Plan<'a>,
    work: &'a [i32],
    assignment: &'a Assignment,
    /// Activities of an owner on a day.
    busy: BTreeMap<(usize, Day), u32>,
}

impl Leveler<'_> {
    fn run(&mut self, unleveled: &Schedule, early: &mut [Early]) {
        let fixed: Vec<bool> = (0..early.len()).map(|i| self.is_fixed(i)).collect();
        for &activity in self.plan.order.iter().filter(|&&i| fixed[i]) {
            self.occupy(activity, &early[activity]);
        }
        let priority = |activity: usize, early: &[Early]| {
            let float = unleveled.dates(activity).map_or(0, |dates| dates.total_float);
            Reverse((float, early[activity].work_start, activity))
        };
        let mut waits_for: Vec<usize> = (0..early.len()).map(|i| self.plan.into(i).count()).collect();
        let ready = self.plan.order.iter().filter(|&&i| waits_for[i] == 0);
        let mut open: BinaryHeap<_> = ready.map(|&i| priority(i, early)).collect();
        while let Some(Reverse((_, _, activity))) = open.pop() {
            let early_dates = forward::place(self.plan, self.work, early, activity, None);
            early[activity] = if fixed[activity] { early_dates } else { self.place(early, activity) };
            for arc in self.plan.out_of(activity) {
                waits_for[arc.to] -= 1;
                if waits_for[arc.to] == 0 {
                    open.push(priority(arc.to, early));
                }
            }
        }
    }

    /// Puts an activity on the first days on which its owner is free.
    fn place(&mut self, early: &[Early], activity: usize) -> Early {
        let mut dates = forward::place(self.plan, self.work, early, activity, None);
        while let Some(day) = self.first_full_day(activity, &dates) {
            let later = forward::place(self.plan, self.work, early, activity, Some(day + 1));
            if later.work_start <= dates.work_start {
                break; // the end of time
            }
            dates = later;
        }
        self.occupy(activity, &dates);
        dates
    }

    fn is_fixed(&self, activity: usize) -> bool {
        self.work[activity] == 0
            || self.plan.tasks[activity].progress != Progress::Planned
            || required_start(self.plan, activity, self.work[activity]).is_some()
    }

    fn first_full_day(&self, activity: usize, dates: &Early) -> Option<Day> {
        let owner = self.assignment.owner(activity)?;
        let calendar = self.plan.calendar(activity);
        let capacity = self.assignment.capacity(owner);
        self.busy
            .range((owner, dates.work_start)..(owner, dates.finish.max(dates.work_start)))
            .find(|&(&(_, day), &count)| count >= capacity && calendar.works(day))
            .map(|(&(_, day), _)| day)
    }

    fn occupy(&mut self, activity: usize, dates: &Early) {
        let Some(owner) = self.assignment.owner(activity) else { return };
        if self.work[activity] == 0 || self.plan.is_settled(activity) {
            return;
        }
        let calendar = self.plan.calendar(activity);
        for day in (dates.work_start..dates.finish).filter(|&day| calendar.works(day)) {
            *self.busy.entry((owner, day)).or_default() += 1;
        }
    }
}
