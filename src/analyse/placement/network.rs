//! The network the schedule engine reads, made of the program on a day.
//!
//! Activity numbers are the node numbers of the graph: milestones by key, then gates by key.

use chrono::NaiveDate;

use super::super::{
    DependencyGraph,
    day::{Day, Progress},
    graph::Node,
    planned_length::length,
    schedule::{Activity, Link, Network},
};
use crate::{
    date::{Length, WorkCalendar},
    model::{Key, Milestone, NamedCalendar, Phase},
};

/// The network of a day; none where nothing has a date to begin from. `owners_forecasts` says whether a finish
/// that an owner expects holds a milestone back.
pub(in crate::analyse) fn network(day: &Day, owners_forecasts: bool) -> Option<Network> {
    let start = first_day(day)?;
    let milestones = day.program.milestones.keys();
    let mut activities: Vec<Activity> = milestones
        .map(|key| activity(day, key, owner_finish(day, key).filter(|_| owners_forecasts)))
        .collect();
    activities.extend(day.program.phases.keys().map(|phase| gate(day, phase)));
    // What was given up hands time on to what waits for it, but its phase is complete without it.
    let given_up = |node: Node| match node {
        Node::Milestone(key) => day.milestone(key).progress == Progress::Cancelled,
        Node::Gate(_) => false,
    };
    let links = plan_links(day.graph);
    let links = links.filter(|link| !(given_up(link.nodes.0) && matches!(link.nodes.1, Node::Gate(_))));
    Some(Network {
        start,
        finish: None,
        status_date: Some(day.as_of),
        calendars: calendars(day),
        links: links.map(|link| link.link).collect(),
        activities,
    })
}

/// A link of the plan, with the nodes it joins.
pub(super) struct PlanLink {
    pub nodes: (Node, Node),
    pub link: Link,
}

/// All links of the plan, in the order they were written.
pub(super) fn plan_links(graph: &DependencyGraph) -> impl Iterator<Item = PlanLink> {
    graph.edges().map(|(from, to, link)| PlanLink {
        nodes: (from, to),
        link: Link {
            from: number(graph, from),
            to: number(graph, to),
            kind: link.kind,
            lag: link.lag.unwrap_or(Length::ZERO),
            calendar: PROGRAM,
        },
    })
}

/// The program's start, else the first date that the content knows; never invented.
pub(super) fn first_day(day: &Day) -> Option<NaiveDate> {
    let known = day.milestones().filter_map(|milestone| match milestone.progress {
        Progress::UnderWay(start) => Some(start),
        _ => milestone.baseline.start,
    });
    day.program.settings.start.map(|start| start.value).or_else(|| known.min())
}

/// Calendars of the network: the program's own, one in which every day counts, then the named ones. Lags are
/// counted in the program's own.
const PROGRAM: usize = 0;
const EVERY_DAY: usize = 1;
const NAMED: usize = 2;

pub(super) fn calendars(day: &Day) -> Vec<WorkCalendar> {
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

/// A milestone as an activity; `expected` is the finish that its owner expects, where that counts.
pub(super) fn activity(day: &Day, key: Key<Milestone>, expected: Option<NaiveDate>) -> Activity {
    let milestone = &day.program.milestones[key];
    let state = day.milestone(key);
    let own = calendar_number(day.named_calendar(key));
    let (duration, calendar) = match length(day, key) {
        Some(Length::Working(days)) => (u32::try_from(days).ok(), own),
        Some(Length::Elapsed(days)) => (u32::try_from(days).ok(), EVERY_DAY),
        None => (None, own),
    };
    let facts = &state.facts;
    let mut activity = Activity {
        duration,
        calendar,
        planned_start: planned_start(day, key),
        deadline: milestone.deadline.map(|deadline| deadline.value),
        predecessor_unknown: milestone.unresolved || milestone.links_lost,
        constraints: milestone.constraints.iter().map(|constraint| constraint.value).collect(),
        expected_finish: expected,
        ..Activity::default()
    };
    match state.progress {
        Progress::Done(Some(finish)) => {
            activity.actual_start = facts.actual_start.as_ref().map(|start| start.value.min(finish));
            activity.actual_finish = Some(finish);
        }
        Progress::Done(None) => activity.finished_some_day = true,
        // An instant cannot be under way; it is still to come.
        Progress::UnderWay(_) if duration == Some(0) => {}
        Progress::UnderWay(since) => {
            activity.actual_start = Some(since);
            let told = facts.remaining.as_ref().map(|fact| fact.value);
            let until_expected =
                || Some(day.calendar_of(key).days_of_span(since.max(day.as_of), expected?).max(1));
            activity.remaining = remaining(state.percent(), told, duration).or_else(until_expected);
        }
        Progress::NotStarted => {}
        Progress::Cancelled => {
            activity = Activity {
                given_up: true,
                calendar,
                predecessor_unknown: milestone.unresolved || milestone.links_lost,
                ..Activity::default()
            };
        }
    }
    activity
}

/// The day before which a milestone that is not begun is not expected to begin: its approved start, else the first day of
/// the sprint that it names.
fn planned_start(day: &Day, key: Key<Milestone>) -> Option<NaiveDate> {
    let row = &day.program.milestones[key];
    let approved = row.baseline_dates(day.baseline).start.map(|start| start.value);
    approved.or_else(|| row.sprint.map(|sprint| day.program.sprints[sprint].start))
}

/// Work left as told, else the part of the duration that is not complete, rounded up; all of it where nobody said.
fn remaining(percent: Option<u8>, told: Option<Length>, duration: Option<u32>) -> Option<u32> {
    if let Some(told) = told {
        return Some(u32::try_from(told.days()).unwrap_or(0));
    }
    let open = u32::from(100 - percent.unwrap_or(0).min(100));
    Some((duration?.saturating_mul(open)).div_ceil(100))
}

/// The finish that the owner of a milestone expects, while it is not done.
pub(super) fn owner_finish(day: &Day, key: Key<Milestone>) -> Option<NaiveDate> {
    let state = day.milestone(key);
    state.facts.forecast_finish.as_ref().map(|fact| fact.value).filter(|_| !state.done())
}

/// A gate is an instant; once all before it is done, it lies behind.
pub(super) fn gate(day: &Day, phase: Key<Phase>) -> Activity {
    let (mut last, mut some_day) = (None, false);
    for key in day.graph.members(phase) {
        match day.milestone(*key).progress {
            Progress::Done(Some(on)) => last = last.max(Some(on)),
            Progress::Done(None) => some_day = true,
            Progress::Cancelled => {}
            Progress::NotStarted | Progress::UnderWay(_) => return Activity::of(0),
        }
    }
    let last = last.filter(|_| !some_day);
    Activity { actual_finish: last, finished_some_day: some_day, ..Activity::of(0) }
}
