//! From the program on a day to the network the schedule engine reads, and back to the place of each milestone.

pub(super) mod network;
pub(super) mod timetable;
mod why;

use chrono::NaiveDate;

use self::{network::owner_finish, timetable::Timetable};
use super::{
    Asked, Chains, Dates, Missed, Placement, Unscheduled,
    day::{Day, Progress},
    schedule::{self, Conflict, Driver, Network, Reason, Schedule},
};
use crate::model::{ConstraintKind, Key, Milestone, Phase, Program, Subject};

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
    /// The engine's answer; none where nothing has a date to begin from.
    pub schedule: Option<Schedule>,
}

impl Placements {
    /// Where nothing has a date to begin from.
    fn nowhere(program: &Program) -> Self {
        Self {
            milestones: program.milestones.keys().map(|_| Err(Unscheduled::NoStart)).collect(),
            gates: vec![None; program.phases.len()],
            cycles: Vec::new(),
            conflicts: Vec::new(),
            chains: Chains::default(),
            schedule: None,
        }
    }
}

/// The instant of a gate, as the day that ends there.
#[derive(Debug, Clone, Copy)]
pub(super) struct GateDates {
    /// When all before it is expected to be done.
    pub early: NaiveDate,
    /// Something before it, however far back, has no dates: it may be later than told here.
    pub incomplete: bool,
}

/// Place all milestones and gates by a plan that was made ready for many days; it stays filled in for the day.
pub(super) fn place(day: &Day, timetable: &mut Timetable) -> Placements {
    if !timetable.turn_to(day) {
        return Placements::nowhere(day.program);
    }
    let without_owners = timetable.without_owners(day);
    read(day, timetable.network(), timetable.schedule(), without_owners.as_deref())
}

/// The same by a network that is made for the day alone.
pub(super) fn place_alone(day: &Day) -> Placements {
    let (Some(computed), Some(told)) = (network::network(day, false), network::network(day, true)) else {
        return Placements::nowhere(day.program);
    };
    let computed = schedule::schedule(&computed);
    let finish = |activity| computed.dates(activity).map(|dates| dates.early_finish);
    let without_owners: Vec<_> = (0..computed.outcomes.len()).map(finish).collect();
    read(day, &told, schedule::schedule(&told), Some(&without_owners))
}

/// `without_owners` is the finish of each activity if nobody heeded what owners expect.
fn read(
    day: &Day,
    network: &Network,
    schedule: Schedule,
    without_owners: Option<&[Option<NaiveDate>]>,
) -> Placements {
    let reading = Reading { day, network, schedule: &schedule, without_owners };
    let cycles: Vec<Vec<Subject>> =
        schedule.cycles.iter().map(|cycle| reading.loop_of(&cycle.links)).collect();
    Placements {
        milestones: day.program.milestones.keys().map(|key| reading.milestone(key, &cycles)).collect(),
        gates: day.program.phases.keys().map(|key| reading.gate(key)).collect(),
        cycles,
        conflicts: schedule.conflicts.clone(),
        chains: Chains::new(day.program.milestones.len(), network, &schedule),
        schedule: Some(schedule),
    }
}

/// Whether a phase has milestones that are not given up.
fn has_work(day: &Day, phase: Key<Phase>) -> bool {
    day.graph.members(phase).iter().any(|key| day.milestone(*key).progress != Progress::Cancelled)
}

/// Whether what a milestone waits for cannot be read, and is not just missing in the program.
fn links_lost(day: &Day, key: Key<Milestone>) -> bool {
    let milestone = &day.program.milestones[key];
    milestone.links_lost && !milestone.unresolved
}

/// Why a milestone has no place, from the engine's reason.
fn unscheduled(
    reason: Option<Reason>,
    links_lost: bool,
    cycle: impl FnOnce(usize) -> Vec<Subject>,
) -> Unscheduled {
    match reason {
        Some(Reason::Cycle(index)) => Unscheduled::Cycle(cycle(index).into()),
        Some(Reason::UnknownPredecessor) if links_lost => Unscheduled::LostLink,
        Some(Reason::UnknownPredecessor) => Unscheduled::UnknownReference,
        Some(Reason::FinishedSomeDay) => Unscheduled::FinishedSomeDay,
        _ => Unscheduled::NoDuration,
    }
}

/// What an activity misses of its own dates, in the program's terms.
fn missed(day: &Day, network: &Network, conflict: Option<Conflict>) -> Option<Missed> {
    let (activity, asked, held_by, days) = match conflict? {
        Conflict::DeadlineMissed { activity, days } => (activity, Asked::Deadline, None, days),
        Conflict::ConstraintMissed { activity, kind, days, .. } => {
            (activity, Asked::Constraint(kind), None, days)
        }
        Conflict::ConstraintAgainstLink { activity, link, days } => {
            let constraints = &network.activities[activity].constraints;
            let fixed = |kind: &ConstraintKind| matches!(kind, ConstraintKind::Mso | ConstraintKind::Mfo);
            let kind = constraints.iter().map(|constraint| constraint.kind).find(fixed)?;
            let held_by = subject(day.program, network.links[link].from);
            (activity, Asked::Constraint(kind), Some(held_by), days)
        }
        _ => return None,
    };
    let row = &network.activities[activity];
    let date = match asked {
        Asked::Deadline => row.deadline?,
        Asked::Constraint(kind) => row.constraints.iter().find(|constraint| constraint.kind == kind)?.date,
    };
    Some(Missed { asked, date, days, held_by })
}

/// What an activity stands for: milestones by key, then gates by key.
fn subject(program: &Program, activity: usize) -> Subject {
    match activity.checked_sub(program.milestones.len()) {
        None => Subject::Milestone(Key::new(activity)),
        Some(phase) => Subject::Phase(Key::new(phase)),
    }
}

/// Reads the engine's answer back into the program's terms.
struct Reading<'a> {
    day: &'a Day<'a>,
    network: &'a Network,
    schedule: &'a Schedule,
    without_owners: Option<&'a [Option<NaiveDate>]>,
}

impl Reading<'_> {
    fn subject(&self, activity: usize) -> Subject {
        subject(self.day.program, activity)
    }

    fn loop_of(&self, links: &[usize]) -> Vec<Subject> {
        links.iter().map(|link| self.subject(self.network.links[*link].from)).collect()
    }

    fn gate(&self, phase: Key<Phase>) -> Option<GateDates> {
        let dates = self.schedule.dates(self.day.graph.gate(phase).index());
        let dates = dates.filter(|_| has_work(self.day, phase))?;
        Some(GateDates { early: dates.early_finish, incomplete: dates.incomplete_predecessors })
    }

    fn milestone(&self, key: Key<Milestone>, cycles: &[Vec<Subject>]) -> Result<Placement, Unscheduled> {
        let state = self.day.milestone(key);
        if state.progress == Progress::Cancelled {
            return Err(Unscheduled::Cancelled);
        }
        let Some(dates) = self.schedule.dates(key.index()) else {
            let reason = self.schedule.reason(key.index());
            let links_lost = links_lost(self.day, key);
            let circle = |cycle: usize| cycles.get(cycle).cloned().unwrap_or_default();
            return Err(unscheduled(reason, links_lost, circle));
        };
        let early = Dates { start: dates.early_start, finish: dates.early_finish };
        let computed = self.without_owners.and_then(|finish| finish[key.index()]).unwrap_or(early.finish);
        // A lower bound cannot be compared.
        let incomplete = dates.incomplete_predecessors;
        let variance = self.day.variance(key, Some(early).filter(|_| !incomplete));
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
            why: self.why(key, dates.unplanned.map_or(dates.driver, |could| could.driver), early),
            could_begin: dates.unplanned.map(|could| could.start),
            variance,
            leveled: None,
            incomplete,
            missed: missed(self.day, self.network, dates.missed),
        })
    }
}
