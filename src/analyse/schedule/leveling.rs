//! Owners: how much is asked of each, and dates on which nobody is asked for more than they can do.
//!
//! Leveling is the *serial* method (Kelley 1963; Kolisch, European Journal of Operational Research 90, 1996)
//! with the rule of least total float: of all activities whose predecessors have their places, the one with
//! the least total float in the unleveled schedule is put on the first days on which its owner is free; of
//! several the one that can start earlier, then the one that comes first. What is bound by MSO or MFO has its owner
//! before all else, then what is under way. Work that is not begun is not split. Work under way may be
//! stretched: it goes on whenever its owner is free. What is bound to a day on which its owner is not free is done
//! later, and misses it. The answer is a good plan and not the shortest: to find that is NP-hard.
//!
//! So on no day is an owner asked for more than capacity. It must not know who the owners are.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use chrono::NaiveDate;

use super::forward::{self, Early, required_start};
use super::network::Network;
use super::outcome::{Dates, Driver, Schedule};
use super::plan::{Plan, Progress};
use crate::date::{Day, LAST_DAY, WorkCalendar, date_of, day_of};

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

/// A schedule in which no owner is asked for more than capacity.
#[derive(Debug, Clone)]
pub struct Leveled {
    /// Its dates. Late dates and floats are those of its links alone: a float may be taken by what else the owner
    /// does.
    pub schedule: Schedule,
    /// For each activity with an owner the stretches of days, first and last, in which the work that is left is
    /// done; working days of its calendar alone count. One stretch, but for work under way.
    pub worked: Vec<Vec<(NaiveDate, NaiveDate)>>,
}

/// The schedule of a network with owners of limited capacity.
pub fn level(network: &Network, assignment: &Assignment) -> Leveled {
    let plan = Plan::new(Cow::Borrowed(network));
    let work = plan.works();
    let mut early = vec![Early::NEVER; plan.tasks.len()];
    forward::pass(&plan, &work, &mut early);
    let unleveled = super::finish(&plan, &work, &early);
    let profiles = vec![Profile::default(); assignment.owners.len()];
    let worked = vec![Vec::new(); plan.tasks.len()];
    let mut leveler = Leveler { plan: &plan, work: &work, assignment, profiles, worked };
    leveler.run(&unleveled, &mut early);
    let worked = std::mem::take(&mut leveler.worked);
    Leveled { schedule: super::finish(&plan, &work, &early), worked }
}

struct Leveler<'a> {
    plan: &'a Plan<'a>,
    work: &'a [i32],
    assignment: &'a Assignment,
    /// By owner.
    profiles: Vec<Profile>,
    worked: Vec<Vec<(NaiveDate, NaiveDate)>>,
}

/// Who has an owner first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// It must be done on its day.
    Pinned,
    /// It is under way.
    UnderWay,
    Planned,
}

impl Leveler<'_> {
    fn run(&mut self, unleveled: &Schedule, early: &mut [Early]) {
        let turns: Vec<Turn> = (0..early.len()).map(|activity| self.turn(activity)).collect();
        // What is pinned waits for nothing, not even for its links.
        let mut pinned: Vec<usize> =
            self.plan.order.iter().copied().filter(|&i| turns[i] == Turn::Pinned).collect();
        pinned.sort_by_key(|&i| (early[i].work_start, i));
        for activity in pinned {
            early[activity] = self.place(early, activity);
        }
        // Floats are those of the unleveled schedule: what had least room there can wait least here, and a float that
        // changed with every placing would make the outcome hard to follow.
        let priority = |activity: usize, early: &[Early]| {
            let float = unleveled.dates(activity).map_or(0, |dates| dates.total_float);
            Reverse((turns[activity], float, early[activity].work_start, activity))
        };
        let mut waits_for: Vec<usize> = (0..early.len()).map(|i| self.plan.into(i).count()).collect();
        let ready = self.plan.order.iter().filter(|&&i| waits_for[i] == 0);
        let mut open: BinaryHeap<_> = ready.map(|&i| priority(i, early)).collect();
        // An activity is placed once all that it waits for is, so its early start is known and never changes again.
        while let Some(Reverse((turn, _, _, activity))) = open.pop() {
            early[activity] = match turn {
                Turn::Pinned => early[activity],
                Turn::UnderWay => self.stretch(early, activity),
                Turn::Planned => self.place(early, activity),
            };
            for arc in self.plan.out_of(activity) {
                waits_for[arc.to] -= 1;
                if waits_for[arc.to] == 0 {
                    open.push(priority(arc.to, early));
                }
            }
        }
    }

    fn turn(&self, activity: usize) -> Turn {
        match self.plan.tasks[activity].progress {
            Progress::UnderWay(_) => Turn::UnderWay,
            Progress::Planned if required_start(self.plan, activity, self.work[activity]).is_some() => {
                Turn::Pinned
            }
            _ => Turn::Planned,
        }
    }

    /// Whose time an activity asks for, if it asks for any.
    fn asks(&self, activity: usize) -> Option<usize> {
        let open = self.work[activity] > 0 && !self.plan.is_settled(activity);
        self.assignment.owner(activity).filter(|_| open)
    }

    /// Puts an activity on the first days in a row on which its owner is free.
    fn place(&mut self, early: &[Early], activity: usize) -> Early {
        let mut dates = forward::place(self.plan, self.work, early, activity, None);
        let Some(owner) = self.asks(activity) else { return dates };
        let (calendar, capacity) = (self.plan.calendar(activity), self.assignment.capacity(owner));
        // Each round begins where a full stretch ends, so it moves on; there are no more rounds than stretches.
        while let Some(free) =
            self.profiles[owner].full_until(calendar, dates.work_start, dates.finish, capacity)
        {
            let later = forward::place(self.plan, self.work, early, activity, Some(free));
            if later.work_start <= dates.work_start {
                break; // the end of time, or a start without a day to be known by
            }
            dates = later;
        }
        self.occupy(owner, activity, dates.work_start, dates.finish);
        dates
    }

    /// Puts the work that is left of an activity on the first days on which its owner is free, in a row or not.
    fn stretch(&mut self, early: &[Early], activity: usize) -> Early {
        let mut dates = forward::place(self.plan, self.work, early, activity, None);
        let Some(owner) = self.asks(activity) else { return dates };
        let (calendar, capacity) = (self.plan.calendar(activity), self.assignment.capacity(owner));
        // Not in a row: the work has begun, and an owner who has to leave it for a while comes back to it.
        let runs = self.profiles[owner].free(calendar, dates.work_start, self.work[activity], capacity);
        for &(from, until) in &runs {
            self.occupy(owner, activity, from, until);
        }
        if let (Some(&(first, _)), Some(&(_, last))) = (runs.first(), runs.last()) {
            let moved = (first, last) != (dates.work_start, dates.finish);
            let driver = if moved { Driver::Owner } else { dates.driver };
            dates = Early { work_start: first, finish: last, driver, ..dates };
        }
        dates
    }

    fn occupy(&mut self, owner: usize, activity: usize, from: Day, until: Day) {
        self.profiles[owner].add(from, until);
        self.worked[activity].push((date_of(from), date_of(until - 1)));
    }
}

/// What is asked of an owner over time: from each instant on, until the next, so many activities at once.
#[derive(Debug, Clone, Default)]
struct Profile(BTreeMap<Day, u32>);

impl Profile {
    fn at(&self, instant: Day) -> u32 {
        self.0.range(..=instant).next_back().map_or(0, |(_, &count)| count)
    }

    /// Stretches of an even number of activities from an instant on; the last one ends with time.
    fn from(&self, start: Day) -> impl Iterator<Item = (Day, Day, u32)> {
        let changes = self.0.range(start.saturating_add(1)..).map(|(&at, &count)| (at, count));
        let begins = [(start, self.at(start))].into_iter().chain(changes.clone());
        let ends = changes.map(|(at, _)| at).chain([LAST_DAY + 1]);
        begins.zip(ends).map(|((from, count), until)| (from, until, count))
    }

    /// When a stretch ends in which the owner has no time for one more, if there is a working day of one from
    /// `start` to `finish`.
    fn full_until(&self, calendar: &WorkCalendar, start: Day, finish: Day, capacity: u32) -> Option<Day> {
        let asked = self.from(start).take_while(|&(from, ..)| from < finish);
        let mut full = asked.filter(|&(.., count)| count >= capacity);
        full.find(|&(from, until, _)| calendar.between(from, until.min(finish)) > 0)
            .map(|(_, until, _)| until)
    }

    /// The first stretches from `start` on that hold so many working days on which the owner has time.
    fn free(&self, calendar: &WorkCalendar, start: Day, work: i32, capacity: u32) -> Vec<(Day, Day)> {
        let (mut left, mut runs) = (work, Vec::new());
        for (from, until, _) in self.from(start).filter(|&(.., count)| count < capacity) {
            let first = calendar.at_start(from);
            let days = calendar.between(first, until).min(left);
            if days > 0 {
                runs.push((first, calendar.add(first, days)));
                left -= days;
            }
            if left == 0 {
                break;
            }
        }
        runs
    }

    fn add(&mut self, from: Day, until: Day) {
        if from >= until {
            return;
        }
        // The instants first, each with what holds there already, so that the stretch has an edge at both ends.
        for at in [from, until] {
            let count = self.at(at);
            self.0.entry(at).or_insert(count);
        }
        for (_, count) in self.0.range_mut(from..until) {
            *count += 1;
        }
        // Changes that change nothing would only make the way longer.
        for at in [from, until] {
            if self.0.get(&at).is_some_and(|&count| count == self.at(at.saturating_sub(1))) {
                self.0.remove(&at);
            }
        }
    }
}
