//! The network the schedule engine reads, made of the program on a day.
//!
//! Activity numbers are the node numbers of the graph: milestones by key, then gates by key.

use chrono::NaiveDate;

use super::super::{
    DependencyGraph,
    day::{Day, Progress},
    graph::Node,
    schedule::{Activity, Constraint, Link, Network},
};
use crate::{
    date::{Length, WorkCalendar},
    model::{ConstraintKind, Key, Milestone, NamedCalendar, Phase},
};

/// The network of a day; none where nothing has a date to begin from. `owners_forecasts` says whether a finish
/// that an owner expects holds a milestone back.
pub(in crate::analyse) fn network(day: &Day, owners_forecasts: bool) -> Option<Network> {
    let start = first_day(day)?;
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
        calendar: PROGRAM,
    });
    Some(Network {
        start,
        finish: None,
        status_date: Some(day.as_of),
        calendars: calendars(day),
        links: links.collect(),
        activities,
    })
}

/// The program's start, else the first date that the content knows; never invented.
fn first_day(day: &Day) -> Option<NaiveDate> {
    let known = day.milestones.iter().filter_map(|milestone| match milestone.progress {
        Progress::UnderWay(start) => Some(start),
        _ => milestone.baseline.map(|baseline| baseline.start),
    });
    day.program.settings.start.map(|start| start.value).or_else(|| known.min())
}

/// Calendars of the network: the program's own, one in which every day counts, then the named ones. Lags are
/// counted in the program's own.
const PROGRAM: usize = 0;
const EVERY_DAY: usize = 1;
const NAMED: usize = 2;

fn calendars(day: &Day) -> Vec<WorkCalendar> {
    let named = day.program.settings.calendars.iter().map(|named| named.calendar.clone());
    [day.calendar().clone(), WorkCalendar::every_day()].into_iter().chain(named).collect()
}

/// The number of a calendar in the network.
pub(in crate::analyse) fn calendar_number(named: Option<Key<NamedCalendar>>) -> usize {
    named.map_or(PROGRAM, |named| NAMED + named.index())
}

fn number(graph: &DependencyGraph, node: Node) -> usize {
    match node {
        Node::Milestone(key) => graph.milestone(key).index(),
        Node::Gate(key) => graph.gate(key).index(),
    }
}

fn activity(day: &Day, key: Key<Milestone>, milestone: &Milestone) -> Activity {
    let state = day.milestone(key);
    let own = calendar_number(day.named_calendar(key));
    let (duration, calendar) = match length(milestone) {
        Some(Length::Working(days)) => (u32::try_from(days).ok(), own),
        Some(Length::Elapsed(days)) => (u32::try_from(days).ok(), EVERY_DAY),
        None => (both_dates(day, key), own),
    };
    let facts = &state.facts;
    let mut activity = Activity {
        duration,
        calendar,
        deadline: milestone.deadline.map(|deadline| deadline.value),
        predecessor_unknown: milestone.unresolved,
        constraints: milestone.constraints.iter().map(|constraint| constraint.value).collect(),
        ..Activity::default()
    };
    match state.progress {
        Progress::Done(finish) => {
            activity.actual_start = facts.actual_start.as_ref().map(|start| start.value.min(finish));
            activity.actual_finish = Some(finish);
        }
        // An instant cannot be under way; it is still to come.
        Progress::UnderWay(_) if duration == Some(0) => {}
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
pub(in crate::analyse) fn length(milestone: &Milestone) -> Option<Length> {
    let estimate = milestone.estimate.as_ref().map(|estimate| estimate.most_likely);
    milestone.duration.or(estimate).map(|length| length.value)
}

/// The working days between the dates of the plan that counts.
fn both_dates(day: &Day, key: Key<Milestone>) -> Option<u32> {
    let dates = day.program.milestones[key].baseline_dates(day.baseline);
    let (start, finish) = (dates.start?.value, dates.finish?.value);
    (start <= finish).then(|| day.calendar_of(key).days_of_span(start, finish))
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

/// The finish that the owner of a milestone expects, while it is not done.
pub(super) fn owner_finish(day: &Day, key: Key<Milestone>) -> Option<NaiveDate> {
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
