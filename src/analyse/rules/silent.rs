//! The rule `silent`: planned, and nothing was ever reported, though its time has come.
//!
//! A baseline start that has passed is told at once, by `no-facts`; this rule is for what has no baseline, and for the
//! sprint that a milestone names.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use petgraph::{Direction, graph::NodeIndex, visit::EdgeRef};

use super::{Case, fired};
use crate::{
    analyse::{
        Facts, Fired, PlannedStart, RuleCode, SprintTime,
        day::{Day, Progress},
        graph::{Edge, Node},
        sprint_time,
    },
    date::Length,
    model::{ConstraintKind, Entity, Key, Milestone, Rag},
};

pub(super) fn silent(case: &Case) -> Option<Fired> {
    // A report of which nobody can tell what it says is told as that.
    let unread = case.state.left_open || !case.state.lost.is_empty();
    let planned = case.state.progress == Progress::NotStarted;
    if !planned || unread || case.state.last_report.is_some() {
        return None;
    }
    let facts = in_sprint(case).or_else(|| since_planned_start(case))?;
    fired(RuleCode::Silent, Rag::Unknown, Some(case.milestone.head().place), facts)
}

fn in_sprint(case: &Case) -> Option<Facts> {
    let sprint = case.milestone.sprint?;
    let ended = case.day.program.sprints[sprint].end;
    let over = sprint_time::time(case.day, sprint) == SprintTime::Past;
    over.then_some(Facts::SilentInSprint { sprint, ended })
}

fn since_planned_start(case: &Case) -> Option<Facts> {
    let (start, from) = planned_start(case)?;
    let days = case.day.calendar().days_between(start, case.day.as_of);
    let limit = case.day.program.settings.thresholds.stale_after;
    let long_ago = i64::from(days) > i64::from(limit);
    long_ago.then_some(Facts::Silent { from, start, days, limit })
}

/// When a milestone without a baseline start should begin: no earlier than a constraint of its own lets it.
fn planned_start(case: &Case) -> Option<(NaiveDate, PlannedStart)> {
    if case.milestone.baseline_dates(case.day.baseline).start.is_some() {
        return None;
    }
    let of_sprint = |sprint| (case.day.program.sprints[sprint].start, PlannedStart::Sprint(sprint));
    let planned = match case.milestone.sprint {
        Some(sprint) => of_sprint(sprint),
        None => Ready::new(case).start(case)?,
    };
    let constraints = case.milestone.constraints.iter().map(|constraint| constraint.value);
    let of_start = constraints.filter(|c| matches!(c.kind, ConstraintKind::Snet | ConstraintKind::Mso));
    let asked = of_start.map(|c| (c.date, PlannedStart::Constraint(c.kind)));
    // Of equal days the one that was planned counts.
    Some(asked.fold(planned, |latest, asked| if asked.0 > latest.0 { asked } else { latest }))
}

/// From when on all that a milestone waits for lets it begin.
struct Ready<'a> {
    day: &'a Day<'a>,
    latest: Option<(NaiveDate, Key<Milestone>)>,
    /// What was given up, in the order in which it was met: time passes through it.
    given_up: Vec<Key<Milestone>>,
    met: BTreeSet<Key<Milestone>>,
}

impl<'a> Ready<'a> {
    fn new(case: &Case<'a>) -> Self {
        Self { day: case.day, latest: None, given_up: vec![case.key], met: BTreeSet::from([case.key]) }
    }

    /// `None` while something is open, or was done on a day that is not known.
    fn start(mut self, case: &Case) -> Option<(NaiveDate, PlannedStart)> {
        if case.milestone.unresolved {
            return None;
        }
        let mut passed = 0;
        while let Some(key) = self.given_up.get(passed).copied() {
            self.look_before(key)?;
            passed += 1;
        }
        match self.latest {
            Some((on, last)) => Some((on, PlannedStart::After(last))),
            None => Some((self.day.program.settings.start?.value, PlannedStart::Program)),
        }
    }

    fn look_before(&mut self, key: Key<Milestone>) -> Option<()> {
        let graph = self.day.graph;
        for edge in graph.petgraph().edges_directed(graph.milestone(key), Direction::Incoming) {
            self.look(key, edge.source(), *edge.weight())?;
        }
        Some(())
    }

    fn look(&mut self, key: Key<Milestone>, before: NodeIndex, link: Edge) -> Option<()> {
        match self.day.graph.petgraph()[before] {
            Node::Milestone(from) => self.pass(from, link),
            // A gate is reached when all before it are done.
            Node::Gate(phase) => {
                let done = |from: &Key<Milestone>| self.day.milestone(*from).progress != Progress::Cancelled;
                let members = self.day.graph.members(phase).iter().copied();
                let members: Vec<_> = members.filter(|from| *from != key).filter(done).collect();
                members.into_iter().try_for_each(|from| self.pass(from, link))
            }
        }
    }

    fn pass(&mut self, from: Key<Milestone>, link: Edge) -> Option<()> {
        let state = self.day.milestone(from);
        let on = match state.progress {
            Progress::Cancelled => {
                if self.met.insert(from) {
                    self.given_up.push(from);
                }
                return Some(());
            }
            Progress::Done(on) => on?,
            Progress::UnderWay(since) if !link.kind.from_finish() => since,
            Progress::UnderWay(_) | Progress::NotStarted => return None,
        };
        self.latest = self.latest.max(Some((later(self.day, on, link.lag), from)));
        Some(())
    }
}

/// A day and the time between two ends after it; a lead asks for nothing.
fn later(day: &Day, on: NaiveDate, lag: Option<Length>) -> NaiveDate {
    match lag {
        Some(Length::Working(days)) if days > 0 => day.calendar().add_days(on, days),
        Some(Length::Elapsed(days)) => {
            let days = u64::try_from(days).unwrap_or(0);
            on.checked_add_days(Days::new(days)).unwrap_or(on)
        }
        _ => on,
    }
}
