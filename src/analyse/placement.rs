//! From the program on a day to the network the schedule engine reads, and back to the place of each milestone.

use chrono::NaiveDate;

use super::{
    Dates, DependencyGraph, Placement, Unscheduled,
    day::{Day, Progress},
    graph::Node,
    rules::working_days,
    schedule::{self, Activity, Conflict, Constraint, Driver, Link, Network, Reason, Schedule},
};
use crate::{
    date::{Length, WorkCalendar},
    model::{ConstraintKind, Key, LifeCycle, Milestone, Phase, Subject},
};

/// The schedule of a program on a day.
pub(super) struct Placements {
    /// By key.
    pub milestones: Vec<Result<Placement, Unscheduled>>,
    /// By key of the phase: when all its milestones are done.
    pub gates: Vec<Option<NaiveDate>>,
    /// Each cycle once.
    pub cycles: Vec<Vec<Subject>>,
    /// What cannot be so.
    pub conflicts: Vec<Conflict>,
}

/// Activity numbers are the node numbers of the graph: milestones by key, then gates by key.
pub(super) fn place(day: &Day) -> Placements {
    let Some(start) = first_day(day) else {
        let none = |_| Err(Unscheduled::NoStart);
        let gates = vec![None; day.program.phases.len()];
        let milestones = day.program.milestones.keys().map(none).collect();
        return Placements { milestones, gates, cycles: Vec::new(), conflicts: Vec::new() };
    };
    let computed = network(day, start, false);
    let told = network(day, start, true);
    let schedule = schedule::schedule(&told);
    let has_owner_dates =
        told.activities.iter().zip(&computed.activities).any(|(a, b)| a.constraints != b.constraints);
    let without = if has_owner_dates { schedule::schedule(&computed) } else { schedule.clone() };
    let reading = Reading { day, network: &told, schedule: &schedule, without: &without };
    let cycles: Vec<Vec<Subject>> =
        schedule.cycles.iter().map(|cycle| reading.loop_of(&cycle.links)).collect();
    Placements {
        milestones: day.program.milestones.keys().map(|key| reading.milestone(key, &cycles)).collect(),
        gates: day.program.phases.keys().map(|key| reading.gate(key)).collect(),
        cycles,
        conflicts: schedule.conflicts.clone(),
    }
}

/// The program's start, else the first date that the content knows; never invented.
fn first_day(day: &Day) -> Option<NaiveDate> {
    let known = day.milestones.iter().filter_map(|milestone| match milestone.progress {
        Progress::UnderWay(start) => Some(start),
        _ => milestone.baseline.map(|baseline| baseline.start),
    });
    day.program.settings.start.map(|start| start.value).or_else(|| known.min())
}

/// Calendars of the network: the program's own, and one in which every day counts.
const OWN: usize = 0;
const EVERY_DAY: usize = 1;

fn network(day: &Day, start: NaiveDate, owners_forecasts: bool) -> Network {
    let milestones = day.program.milestones.iter();
    let mut activities: Vec<Activity> = milestones
        .map(|(key, milestone)| {
            let mut activity = activity(day, key, milestone);
            if owners_forecasts {
                activity.constraints.extend(owner_forecast(day, key));
            }
            activity
        })
        .collect();
    activities.extend(day.program.phases.keys().map(|phase| gate(day, phase)));
    let cancelled = |node: Node| match node {
        Node::Milestone(key) => day.milestone(key).progress == Progress::Cancelled,
        Node::Gate(_) => false,
    };
    let links = day.graph.edges().filter(|(from, to, _)| !cancelled(*from) && !cancelled(*to));
    let links = links.map(|(from, to, link)| Link {
        from: number(day.graph, from),
        to: number(day.graph, to),
        kind: link.kind,
        lag: link.lag.unwrap_or(Length::ZERO),
        calendar: OWN,
    });
    Network {
        start,
        finish: None,
        status_date: Some(day.as_of),
        calendars: vec![day.calendar().clone(), WorkCalendar::every_day()],
        links: links.collect(),
        activities,
    }
}

fn number(graph: &DependencyGraph, node: Node) -> usize {
    match node {
        Node::Milestone(key) => graph.milestone(key).index(),
        Node::Gate(key) => graph.gate(key).index(),
    }
}

fn activity(day: &Day, key: Key<Milestone>, milestone: &Milestone) -> Activity {
    let state = day.milestone(key);
    let (duration, calendar) = match length(milestone) {
        Some(Length::Working(days)) => (u32::try_from(days).ok(), OWN),
        Some(Length::Elapsed(days)) => (u32::try_from(days).ok(), EVERY_DAY),
        None => (both_dates(day, milestone), OWN),
    };
    let facts = &state.facts;
    let mut activity = Activity {
        duration,
        calendar,
        deadline: milestone.deadline.map(|deadline| deadline.value),
        predecessor_unknown: milestone.unresolved,
        constraints: milestone.constraint.iter().map(|constraint| constraint.value).collect(),
        ..Activity::default()
    };
    match state.progress {
        Progress::Done(finish) => {
            activity.actual_start = facts.actual_start.as_ref().map(|start| start.value.min(finish));
            activity.actual_finish = Some(finish);
        }
        Progress::UnderWay(since) => {
            activity.actual_start = Some(since);
            activity.remaining =
                Some(remaining(state.percent(), facts.remaining.as_ref().map(|r| r.value), duration));
        }
        Progress::NotStarted | Progress::Cancelled => {}
    }
    activity
}

/// The duration as written, else the most likely one of an estimate.
fn length(milestone: &Milestone) -> Option<Length> {
    let estimate = milestone.estimate.as_ref().map(|estimate| estimate.most_likely);
    milestone.duration.or(estimate).map(|length| length.value)
}

fn both_dates(day: &Day, milestone: &Milestone) -> Option<u32> {
    let (start, finish) = (milestone.baseline_start?.value, milestone.baseline_finish?.value);
    (start <= finish).then(|| day.calendar().days_of_span(start, finish))
}

/// Work left as told, else the part of the duration that is not complete, rounded up; all of it where nobody said.
fn remaining(percent: Option<u8>, told: Option<Length>, duration: Option<u32>) -> u32 {
    if let Some(told) = told {
        return u32::try_from(told.days()).unwrap_or(0);
    }
    let open = u32::from(100 - percent.unwrap_or(0).min(100));
    (duration.unwrap_or(0).saturating_mul(open)).div_ceil(100)
}

/// A later finish that the owner expects holds the milestone back.
fn owner_forecast(day: &Day, key: Key<Milestone>) -> Option<Constraint> {
    let date = owner_finish(day, key)?;
    Some(Constraint { kind: ConstraintKind::Fnet, date })
}

fn owner_finish(day: &Day, key: Key<Milestone>) -> Option<NaiveDate> {
    let state = day.milestone(key);
    state.facts.forecast_finish.as_ref().map(|fact| fact.value).filter(|_| !state.done())
}

/// A gate is an instant; once all before it is done, it lies behind.
fn gate(day: &Day, phase: Key<Phase>) -> Activity {
    let members = day.program.milestones.iter().filter(|(_, milestone)| milestone.phase == Some(phase));
    let mut last = None;
    for (key, _) in members {
        match day.milestone(key).progress {
            Progress::Done(on) => last = last.max(Some(on)),
            Progress::Cancelled => {}
            Progress::NotStarted | Progress::UnderWay(_) => return Activity::of(0),
        }
    }
    Activity { actual_finish: last, ..Activity::of(0) }
}

/// Reads the engine's answer back into the program's terms.
struct Reading<'a> {
    day: &'a Day<'a>,
    network: &'a Network,
    schedule: &'a Schedule,
    without: &'a Schedule,
}

impl Reading<'_> {
    fn subject(&self, activity: usize) -> Subject {
        let milestones = self.day.program.milestones.len();
        match activity.checked_sub(milestones) {
            None => Subject::Milestone(Key::new(activity)),
            Some(phase) => Subject::Phase(Key::new(phase)),
        }
    }

    fn loop_of(&self, links: &[usize]) -> Vec<Subject> {
        links.iter().map(|link| self.subject(self.network.links[*link].from)).collect()
    }

    fn gate(&self, phase: Key<Phase>) -> Option<NaiveDate> {
        let any = self.day.program.milestones.rows().iter().any(|milestone| milestone.phase == Some(phase));
        let dates = self.schedule.dates(self.day.graph.gate(phase).index()).filter(|_| any)?;
        (!dates.incomplete_predecessors).then_some(dates.early_finish)
    }

    fn milestone(&self, key: Key<Milestone>, cycles: &[Vec<Subject>]) -> Result<Placement, Unscheduled> {
        let state = self.day.milestone(key);
        if state.progress == Progress::Cancelled {
            return Err(Unscheduled::Cancelled);
        }
        let Some(dates) = self.schedule.dates(key.index()) else {
            return Err(match self.schedule.reason(key.index()) {
                Some(Reason::Cycle(cycle)) => {
                    Unscheduled::Cycle(cycles.get(cycle).cloned().unwrap_or_default())
                }
                Some(Reason::UnknownPredecessor) => Unscheduled::UnknownReference,
                _ => Unscheduled::NoDuration,
            });
        };
        let early = Dates { start: dates.early_start, finish: dates.early_finish };
        let computed = self.without.dates(key.index()).map_or(early.finish, |dates| dates.early_finish);
        let variance =
            state.baseline.map(|baseline| self.day.calendar().days_between(baseline.finish, early.finish));
        Ok(Placement {
            duration: self.network.activities[key.index()].duration.unwrap_or(0),
            early,
            late: Dates { start: dates.late_start, finish: dates.late_finish },
            forecast: early,
            computed_finish: computed,
            owner_finish: owner_finish(self.day, key),
            total_float: dates.total_float,
            free_float: dates.free_float,
            critical: dates.critical,
            driving: match dates.driver {
                Driver::Link(link) => Some(self.subject(self.network.links[link].from)),
                _ => None,
            },
            why: self.why(key, dates.driver, early),
            variance,
            incomplete: dates.incomplete_predecessors,
        })
    }

    fn why(&self, key: Key<Milestone>, driver: Driver, dates: Dates) -> String {
        let state = self.day.milestone(key);
        let activity = &self.network.activities[key.index()];
        match driver {
            Driver::Actual => match state.facts.actual_start.as_ref() {
                Some(start) => format!("It was done from {} to {}.", start.value, dates.finish),
                None => format!("It was done on {}.", dates.finish),
            },
            Driver::ProjectStart => {
                format!("It waits for nothing, so it starts with the program on {}.", dates.start)
            }
            Driver::StatusDate => {
                let held = state.facts.status.as_ref().is_some_and(|fact| fact.value == LifeCycle::Blocked);
                let held = if held { " It is held up, so this is the best case." } else { "" };
                let today = self.day.as_of;
                match (state.progress, activity.remaining.or(activity.duration)) {
                    (Progress::UnderWay(_), Some(left)) => {
                        format!(
                            "{} of work are left from the status date {today} on.{held}",
                            working_days(left.into())
                        )
                    }
                    _ => format!(
                        "What it waits for is done, so it can start on the status date {today} at the earliest."
                    ),
                }
            }
            Driver::Constraint(_) if owner_finish(self.day, key) == Some(dates.finish) => {
                format!("Its owner expects to finish on {}.", dates.finish)
            }
            Driver::Constraint(kind) => {
                let bound = activity.constraints.iter().find(|constraint| constraint.kind == kind);
                let date = bound.map_or_else(String::new, |constraint| format!(" {}", constraint.date));
                format!("It is bound by its constraint {}{date}.", kind.word())
            }
            Driver::Link(link) => self.why_link(link),
            Driver::Owner => "Its owner is not free earlier.".to_owned(),
        }
    }

    fn why_link(&self, link: usize) -> String {
        let link = &self.network.links[link];
        let (from, finish) = (self.subject(link.from), self.schedule.dates(link.from));
        let head = self.day.program.head(from);
        let what = match from {
            Subject::Phase(_) => format!("the gate of {} ({})", head.id, head.title),
            _ => format!("{} ({})", head.id, head.title),
        };
        let lag = match link.lag.days() {
            0 => String::new(),
            _ => format!(", with a lag of {}", link.lag),
        };
        let when = finish.map_or_else(String::new, |dates| {
            if link.kind.from_finish() {
                format!(", which is expected to finish on {}", dates.early_finish)
            } else {
                format!(", which is expected to start on {}", dates.early_start)
            }
        });
        format!("It waits for {what}{when}{lag}.")
    }
}
