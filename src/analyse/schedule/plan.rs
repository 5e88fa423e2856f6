//! A network made ready for the passes: dates as day numbers, links sorted at both ends, what progress
//! leaves to be laid out.
//!
//! Internal to the engine. Here stand the rules of progress, so that the passes need not know them:
//!
//! - With a status date, what is *finished* has its actual dates, and binds nothing behind it any more than
//!   they do. What is *under way* has the rest of its work laid out from the status date on.
//! - Out-of-sequence progress is read by *retained logic*: an activity that was started although something
//!   it waits for was not done keeps its actual start, but the rest of its work still waits.
//! - Without a status date, actual dates pin the early dates; everything else stays as planned.
//! - What waits for something without dates has lower bounds; what was given up only hands time on. Neither is an
//!   end of the plan.

use super::cycle;
use super::network::{Activity, LinkKind, Network};
use super::outcome::{Cycle, Reason};
use crate::date::{Day, Length, WorkCalendar, day_of};

/// More working days than lie between the first and the last day there is.
const FOREVER: u32 = 4_000_000;

/// How far an activity has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Not started.
    Planned,
    /// Started at an instant, in a plan without a status date: only its early start is pinned.
    Pinned(Day),
    /// Started at an instant; work is left from the status date on.
    UnderWay(Day),
    /// Done, from one instant to another; a gate at one.
    Finished(Day, Day),
}

/// An activity in numbers.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Index into [`Plan::calendars`].
    pub calendar: usize,
    /// Working days to be laid out: the duration, or what is left of it.
    pub work: i32,
    pub progress: Progress,
    /// Why it takes no part, if it takes none.
    pub reason: Option<Reason>,
    /// It waits, however far back, for something that has no dates.
    pub incomplete: bool,
    /// The plan is not over before it is.
    pub ends_plan: bool,
}

/// A link in numbers; both its ends take part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub from: usize,
    pub to: usize,
    pub kind: LinkKind,
    pub lag: i32,
    /// Index into [`Plan::calendars`].
    pub calendar: usize,
    /// Index into [`Network::links`].
    pub link: usize,
}

impl Arc {
    /// Whether it asks for the end of a day: where something ends, or a lag. Else it asks for the start of one.
    pub fn is_end_of_day(&self) -> bool {
        self.lag > 0 || (self.lag == 0 && self.kind.from_finish())
    }
}

/// A network made ready for the passes.
pub(super) struct Plan<'a> {
    pub network: &'a Network,
    /// Those of the network, and that of elapsed time as the last.
    pub calendars: Vec<WorkCalendar>,
    pub tasks: Vec<Task>,
    pub arcs: Vec<Arc>,
    into: Ends,
    out_of: Ends,
    /// All activities that take part, each after all it waits for.
    pub order: Vec<usize>,
    pub cycles: Vec<Cycle>,
    /// Nothing starts before this instant.
    pub start: Day,
    pub status: Option<Day>,
    /// Whether what is not done waits for the finish that its owner expects.
    pub heeds_owners: bool,
    /// Working days for which each activity waits after all else lets it begin or go on.
    pub delays: Vec<i32>,
}

impl<'a> Plan<'a> {
    pub fn new(network: &'a Network) -> Self {
        let mut calendars = network.calendars.clone();
        if calendars.is_empty() {
            calendars.push(WorkCalendar::default());
        }
        let elapsed = calendars.len();
        calendars.push(WorkCalendar::every_day());
        let known = |index: usize| if index < elapsed { index } else { 0 };

        let status = network.status_date.map(day_of);
        let (mut order, cycles) = cycle::order(network.activities.len(), &network.links);
        let mut tasks: Vec<Task> = network
            .activities
            .iter()
            .map(|a| task(a, known(a.calendar), &calendars[known(a.calendar)], status))
            .collect();
        for (i, cycle) in cycles.iter().enumerate() {
            for &member in &cycle.members {
                tasks[member].reason = Some(Reason::Cycle(i));
            }
        }
        order.retain(|&i| tasks[i].reason.is_none());

        let takes_part = |i: usize| tasks.get(i).is_some_and(|t: &Task| t.reason.is_none());
        let arc = |(link, l): (usize, &super::network::Link)| {
            let (lag, calendar) = match l.lag {
                Length::Working(days) => (days, known(l.calendar)),
                Length::Elapsed(days) => (days, elapsed),
            };
            (takes_part(l.from) && takes_part(l.to)).then_some(Arc {
                from: l.from,
                to: l.to,
                kind: l.kind,
                lag,
                calendar,
                link,
            })
        };
        let arcs: Vec<Arc> = network.links.iter().enumerate().filter_map(arc).collect();
        let into = Ends::new(tasks.len(), &arcs, |a| a.to);
        let out_of = Ends::new(tasks.len(), &arcs, |a| a.from);
        let delays = vec![0; tasks.len()];
        let start = day_of(network.start);
        let heeds_owners = true;
        let mut plan = Plan {
            network,
            calendars,
            tasks,
            arcs,
            into,
            out_of,
            order,
            cycles,
            start,
            status,
            heeds_owners,
            delays,
        };
        plan.mark_incomplete();
        plan
    }

    /// Notes what waits for something that has no dates; what is done waits no more.
    fn mark_incomplete(&mut self) {
        for link in &self.network.links {
            let undated = self
                .tasks
                .get(link.from)
                .is_some_and(|from| !matches!(from.reason, None | Some(Reason::FinishedSomeDay)));
            if let Some(to) = self.tasks.get_mut(link.to) {
                to.incomplete |= undated;
            }
        }
        for index in 0..self.order.len() {
            let activity = self.order[index];
            let waits = Plan::into(self, activity).any(|arc| self.tasks[arc.from].incomplete);
            let settled = self.is_settled(activity);
            let task = &mut self.tasks[activity];
            task.incomplete = !settled && (waits || task.incomplete);
            task.ends_plan &= !task.incomplete;
        }
    }

    /// The calendar of an activity.
    pub fn calendar(&self, activity: usize) -> &WorkCalendar {
        &self.calendars[self.tasks[activity].calendar]
    }

    /// The links that arrive at an activity.
    pub fn into(&self, activity: usize) -> impl Iterator<Item = &Arc> {
        self.into.of(activity).iter().map(|&i| &self.arcs[i])
    }

    /// The links that leave an activity.
    pub fn out_of(&self, activity: usize) -> impl Iterator<Item = &Arc> {
        self.out_of.of(activity).iter().map(|&i| &self.arcs[i])
    }

    /// The instant before which no work that is left can start.
    pub fn earliest(&self) -> Day {
        self.status.map_or(self.start, |status| status.max(self.start))
    }

    /// Working days to be laid out, of each activity.
    pub fn works(&self) -> Vec<i32> {
        self.tasks.iter().map(|t| t.work).collect()
    }

    /// The instant at the end of a link's lag.
    pub fn after_lag(&self, arc: &Arc, instant: Day) -> Day {
        if arc.lag == 0 { instant } else { self.calendars[arc.calendar].add(instant, arc.lag) }
    }

    /// The last instant from which a link's lag ends by `limit`.
    pub fn before_lag(&self, arc: &Arc, limit: Day) -> Day {
        if arc.lag == 0 { limit } else { self.calendars[arc.calendar].latest_before(limit, arc.lag) }
    }

    /// The last instant to which a link may ask its successor to finish, so that it finishes by `finish`.
    pub fn asks_until(&self, arc: &Arc, work: i32, finish: Day) -> Day {
        if work == 0 && arc.is_end_of_day() { finish } else { self.calendar(arc.to).at_start(finish) }
    }

    /// Whether a successor that finished at an instant did not finish too early for a link that asks for `asked`.
    pub fn finishes_after(&self, arc: &Arc, work: i32, asked: Day, finish: Day) -> bool {
        asked <= self.asks_until(arc, work, finish)
    }

    /// Whether the predecessor's end of a link has happened: then the past can bind by it, but it can move
    /// no more.
    pub fn has_happened(&self, arc: &Arc) -> bool {
        match self.tasks[arc.from].progress {
            Progress::Finished(..) => self.status.is_some(),
            Progress::UnderWay(_) => !arc.kind.from_finish(),
            Progress::Planned | Progress::Pinned(_) => false,
        }
    }

    /// Whether a slip of the predecessor could still move the successor by this link.
    pub fn is_open(&self, arc: &Arc) -> bool {
        !self.has_happened(arc) && !self.is_settled(arc.to)
    }

    /// Whether an activity is done, in a plan with a status date: it can slip no more.
    pub fn is_settled(&self, activity: usize) -> bool {
        self.status.is_some() && matches!(self.tasks[activity].progress, Progress::Finished(..))
    }
}

/// The finish of so many days of work from the start of a working day.
pub(super) fn finish_of(calendar: &WorkCalendar, work: i32, start: Day) -> Day {
    if work == 0 { start } else { calendar.add(start, work) }
}

/// The earliest start of so many days of work whose finish is not before an instant. All instants between two
/// working days are one and the same for work: a finish asked for after days off is the last instant before them
/// (as in MS Project). A gate is put on the very instant.
pub(super) fn start_for_finish(calendar: &WorkCalendar, work: i32, finish: Day) -> Day {
    if work == 0 { finish } else { calendar.add(finish, -work) }
}

/// The start of the work, of an activity that cannot start before an instant: a gate is not moved to a
/// working day.
pub(super) fn start_from(calendar: &WorkCalendar, work: i32, instant: Day) -> Day {
    if work == 0 { instant } else { calendar.at_start(instant) }
}

/// The latest start up to an instant.
pub(super) fn start_until(calendar: &WorkCalendar, work: i32, instant: Day) -> Day {
    if work == 0 { instant } else { calendar.at_start_before(instant) }
}

fn task(activity: &Activity, index: usize, calendar: &WorkCalendar, status: Option<Day>) -> Task {
    let started = activity.actual_start.map(day_of);
    let finished = activity.actual_finish.map(|d| day_of(d) + 1);
    let told = if activity.given_up { Some(0) } else { activity.duration.map(|d| d.min(FOREVER) as i32) };
    let from_dates = || finished.map(|f| started.map_or(0, |s| calendar.between(s, f).max(0)));
    let left = activity.remaining.filter(|_| started.is_some()).map(|d| d.min(FOREVER) as i32);
    let duration = told.or_else(from_dates).or(left);
    let reason = match duration {
        _ if finished.is_none() && activity.finished_some_day => Some(Reason::FinishedSomeDay),
        _ if finished.is_none() && activity.predecessor_unknown => Some(Reason::UnknownPredecessor),
        None => Some(Reason::NoDurationAndNoDates),
        Some(_) => None,
    };
    let work = duration.unwrap_or(0);
    let progress = match (started, finished) {
        (_, Some(f)) if work == 0 => Progress::Finished(f, f),
        (Some(s), Some(f)) => Progress::Finished(s, f),
        (None, Some(f)) => Progress::Finished(calendar.add(f, -work), f),
        (Some(s), None) if status.is_none() => Progress::Pinned(s),
        (Some(s), None) if told == Some(0) => Progress::Finished(s, s),
        (Some(s), None) => Progress::UnderWay(s),
        (None, None) => Progress::Planned,
    };
    let work = match (progress, status) {
        (Progress::UnderWay(start), Some(status)) => {
            left.unwrap_or_else(|| work - calendar.between(start, status).max(0)).max(1)
        }
        _ => work,
    };
    Task { calendar: index, work, progress, reason, incomplete: false, ends_plan: !activity.given_up }
}

/// Which links end at each activity: one list, and where each activity's part of it begins.
struct Ends {
    begins: Vec<usize>,
    arcs: Vec<usize>,
}

impl Ends {
    fn new(activities: usize, arcs: &[Arc], end: impl Fn(&Arc) -> usize) -> Self {
        let mut begins = vec![0; activities + 1];
        for arc in arcs {
            begins[end(arc) + 1] += 1;
        }
        for i in 0..activities {
            begins[i + 1] += begins[i];
        }
        let mut next = begins.clone();
        let mut sorted = vec![0; arcs.len()];
        for (i, arc) in arcs.iter().enumerate() {
            sorted[next[end(arc)]] = i;
            next[end(arc)] += 1;
        }
        Ends { begins, arcs: sorted }
    }

    fn of(&self, activity: usize) -> &[usize] {
        &self.arcs[self.begins[activity]..self.begins[activity + 1]]
    }
}
