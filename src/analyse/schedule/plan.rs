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

use std::borrow::Cow;

use super::cycle;
use super::network::{Activity, Link, LinkKind, Network};
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
    /// It only hands time on.
    given_up: bool,
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
#[derive(Clone)]
pub(super) struct Plan<'a> {
    pub network: Cow<'a, Network>,
    /// Those of the network, and that of elapsed time as the last.
    pub calendars: Vec<WorkCalendar>,
    pub tasks: Vec<Task>,
    /// All links between activities that are there.
    arcs: Vec<Arc>,
    into: Ends,
    out_of: Ends,
    /// All activities outside of cycles, each after all it waits for.
    sorted: Vec<usize>,
    /// Those of them that take part.
    pub order: Vec<usize>,
    pub cycles: Vec<Cycle>,
    /// Whether there are cycles while all links count.
    has_loops: bool,
    /// Nothing starts before this instant.
    pub start: Day,
    pub status: Option<Day>,
    /// Whether what is not done waits for the finish that its owner expects.
    pub heeds_owners: bool,
    /// Working days for which each activity waits after all else lets it begin or go on.
    pub delays: Vec<i32>,
    /// By index of the link: it does not count.
    cut: Vec<bool>,
}

impl<'a> Plan<'a> {
    pub fn new(network: Cow<'a, Network>) -> Self {
        let mut calendars = network.calendars.clone();
        if calendars.is_empty() {
            calendars.push(WorkCalendar::default());
        }
        let elapsed = calendars.len();
        calendars.push(WorkCalendar::every_day());
        let known = |index: usize| if index < elapsed { index } else { 0 };

        let status = network.status_date.map(day_of);
        let (sorted, cycles) = cycle::order(network.activities.len(), &network.links);
        let tasks: Vec<Task> =
            network.activities.iter().map(|activity| task(activity, &calendars, status)).collect();
        let is_there = |i: usize| i < network.activities.len();
        let arc = |(link, l): (usize, &super::network::Link)| {
            let (lag, calendar) = match l.lag {
                Length::Working(days) => (days, known(l.calendar)),
                Length::Elapsed(days) => (days, elapsed),
            };
            (is_there(l.from) && is_there(l.to)).then_some(Arc {
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
        let links = network.links.len();
        let mut plan = Plan {
            network,
            calendars,
            tasks,
            arcs,
            into,
            out_of,
            order: Vec::with_capacity(sorted.len()),
            sorted,
            has_loops: !cycles.is_empty(),
            cycles,
            start,
            status,
            heeds_owners,
            delays,
            cut: vec![false; links],
        };
        plan.settle();
        plan
    }

    /// Takes over what was changed of an activity. [`settle`](Self::settle) has to follow before the next pass.
    pub fn renew(&mut self, activity: usize) {
        self.tasks[activity] = task(&self.network.activities[activity], &self.calendars, self.status);
    }

    /// Says which links do not count, by index; after [`renew`](Self::renew), and before
    /// [`settle`](Self::settle).
    pub fn cut(&mut self, cut: &[bool]) {
        if self.cut == cut {
            return;
        }
        self.cut.copy_from_slice(cut);
        // Where nothing waits for itself, nothing does with fewer links; else a loop may be undone, or done again.
        if self.has_loops {
            let links = self.network.links.iter().zip(cut);
            let nowhere = |link: &Link| Link { from: usize::MAX, ..*link };
            let links: Vec<Link> =
                links.map(|(link, cut)| if *cut { nowhere(link) } else { *link }).collect();
            (self.sorted, self.cycles) = cycle::order(self.network.activities.len(), &links);
            (0..self.tasks.len()).for_each(|activity| self.renew(activity));
        }
    }

    /// Works out which activities take part, and which of them wait for something without dates.
    pub fn settle(&mut self) {
        for (i, cycle) in self.cycles.iter().enumerate() {
            for &member in &cycle.members {
                self.tasks[member].reason = Some(Reason::Cycle(i));
            }
        }
        self.order.clear();
        self.order.extend(self.sorted.iter().filter(|&&activity| self.tasks[activity].reason.is_none()));
        if self.tasks.iter().any(|task| task.reason.is_some() || task.incomplete) {
            self.mark_incomplete();
        }
    }

    /// Notes what waits for something that has no dates; what is done waits no more.
    fn mark_incomplete(&mut self) {
        for task in &mut self.tasks {
            task.incomplete = false;
        }
        for arc in &self.arcs {
            let undated = !matches!(self.tasks[arc.from].reason, None | Some(Reason::FinishedSomeDay));
            self.tasks[arc.to].incomplete |= undated && !self.cut[arc.link];
        }
        for index in 0..self.order.len() {
            let activity = self.order[index];
            let waits = Plan::into(self, activity).any(|arc| self.tasks[arc.from].incomplete);
            let settled = self.is_settled(activity);
            let task = &mut self.tasks[activity];
            task.incomplete = !settled && (waits || task.incomplete);
            task.ends_plan = !task.incomplete && !task.given_up;
        }
    }

    /// The calendar of an activity.
    pub fn calendar(&self, activity: usize) -> &WorkCalendar {
        &self.calendars[self.tasks[activity].calendar]
    }

    /// The links that arrive at an activity.
    pub fn into(&self, activity: usize) -> impl Iterator<Item = &Arc> {
        self.into.of(activity).iter().map(|&i| &self.arcs[i]).filter(|arc| self.holds(arc))
    }

    /// The links that leave an activity.
    pub fn out_of(&self, activity: usize) -> impl Iterator<Item = &Arc> {
        self.out_of.of(activity).iter().map(|&i| &self.arcs[i]).filter(|arc| self.holds(arc))
    }

    /// Whether both ends of a link take part, and it counts.
    fn holds(&self, arc: &Arc) -> bool {
        let (from, to) = (&self.tasks[arc.from], &self.tasks[arc.to]);
        from.reason.is_none() && to.reason.is_none() && !self.cut[arc.link]
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

/// An activity in numbers; the last of the calendars is that of elapsed time, and none of an activity.
fn task(activity: &Activity, calendars: &[WorkCalendar], status: Option<Day>) -> Task {
    let index = if activity.calendar + 1 < calendars.len() { activity.calendar } else { 0 };
    let calendar = &calendars[index];
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
    let given_up = activity.given_up;
    Task { calendar: index, work, progress, reason, incomplete: false, ends_plan: !given_up, given_up }
}

/// Which links end at each activity: one list, and where each activity's part of it begins.
#[derive(Clone)]
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
