//! From the program on a day to the network the schedule engine reads, and back to the place of each milestone.

pub(super) mod network;
mod why;

use chrono::NaiveDate;

use self::network::owner_finish;
use super::{
    Chains, Dates, Placement, Unscheduled,
    day::{Day, Progress},
    schedule::{self, Conflict, Driver, Network, Reason, Schedule},
};
use crate::model::{Key, Milestone, Phase, Subject};

/// The schedule of a program on a day.
pub(super) struct Placements {
    /// By key.
    pub milestones: Vec<Result<Placement, Unscheduled>>,
    /// By key of the phase: when all its milestones are done.
    pub gates: Vec<Option<GateDates>>,
    /// Each cycle once.
    pub cycles: Vec<Vec<Subject>>,
    /// What cannot be so.
    pub conflicts: Vec<Conflict>,
    /// What drives what.
    pub chains: Chains,
    /// What the dates were made from, and the engine's answer; none where nothing has a date to begin from.
    pub engine: Option<(Network, Schedule)>,
}

/// The instant of a gate, as the day that ends there.
#[derive(Debug, Clone, Copy)]
pub(super) struct GateDates {
    /// When all before it is expected to be done.
    pub early: NaiveDate,
    /// Something before it, however far back, has no dates: it may be later than told here.
    pub incomplete: bool,
}

/// Place all milestones and gates.
pub(super) fn place(day: &Day) -> Placements {
    let (Some(computed), Some(told)) = (network::network(day, false), network::network(day, true)) else {
        return Placements {
            milestones: day.program.milestones.keys().map(|_| Err(Unscheduled::NoStart)).collect(),
            gates: vec![None; day.program.phases.len()],
            cycles: Vec::new(),
            conflicts: Vec::new(),
            chains: Chains::default(),
            engine: None,
        };
    };
    let schedule = schedule::schedule(&told);
    let has_owner_dates = told.activities.iter().any(|activity| activity.expected_finish.is_some());
    let without = if has_owner_dates { schedule::schedule(&computed) } else { schedule.clone() };
    let reading = Reading { day, network: &told, schedule: &schedule, without: &without };
    let cycles: Vec<Vec<Subject>> =
        schedule.cycles.iter().map(|cycle| reading.loop_of(&cycle.links)).collect();
    Placements {
        milestones: day.program.milestones.keys().map(|key| reading.milestone(key, &cycles)).collect(),
        gates: day.program.phases.keys().map(|key| reading.gate(key)).collect(),
        cycles,
        conflicts: schedule.conflicts.clone(),
        chains: Chains::new(day.program.milestones.len(), &told, &schedule),
        engine: Some((told, schedule)),
    }
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

    fn gate(&self, phase: Key<Phase>) -> Option<GateDates> {
        let any = self.day.program.milestones.iter().any(|(key, milestone)| {
            milestone.phase == Some(phase) && self.day.milestone(key).progress != Progress::Cancelled
        });
        let dates = self.schedule.dates(self.day.graph.gate(phase).index()).filter(|_| any)?;
        Some(GateDates { early: dates.early_finish, incomplete: dates.incomplete_predecessors })
    }

    fn milestone(&self, key: Key<Milestone>, cycles: &[Vec<Subject>]) -> Result<Placement, Unscheduled> {
        let state = self.day.milestone(key);
        if state.progress == Progress::Cancelled {
            return Err(Unscheduled::Cancelled);
        }
        let Some(dates) = self.schedule.dates(key.index()) else {
            return Err(match self.schedule.reason(key.index()) {
                Some(Reason::Cycle(cycle)) => {
                    Unscheduled::Cycle(cycles.get(cycle).map(Vec::as_slice).unwrap_or_default().into())
                }
                Some(Reason::UnknownPredecessor) => Unscheduled::UnknownReference,
                Some(Reason::FinishedSomeDay) => Unscheduled::FinishedSomeDay,
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
            leveled: None,
            incomplete: dates.incomplete_predecessors,
        })
    }
}
