//! The past as columns: the little that is kept of the end of each sprint that is over.
//!
//! Charts, strips and lists of sprints read many days, but of each only colors, dates and percentages. A whole
//! [`Analysis`] of a past day is made for the page of its sprint alone, and not kept. Knows no words and no reasons.

use chrono::NaiveDate;

use super::{
    Analysis, MilestoneAnalysis, PhaseAnalysis, Progress, RollUp, SprintAnalysis, Tally, standing::Standing,
};
use crate::model::{Key, Kind, Milestone, Phase, Program, Rag, Sprint};

/// What is kept of the ends of sprints.
#[derive(Debug, Clone, Default)]
pub struct Past {
    days: Vec<Option<Snapshot>>,
    scopes: Vec<Option<SprintAnalysis>>,
}

impl Past {
    /// Of the sprints that are over, by key of the sprint: the snapshot of the end, and what belonged to the sprint.
    pub(super) fn new(sprints: Vec<Option<(Snapshot, SprintAnalysis)>>) -> Self {
        let (days, scopes) = sprints.into_iter().map(Option::unzip).unzip();
        Self { days, scopes }
    }

    /// The end of a sprint, where it is over.
    pub fn at(&self, sprint: Key<Sprint>) -> Option<&Snapshot> {
        self.days.get(sprint.index())?.as_ref()
    }

    /// What belonged to a sprint at its end, where it is over, and what made its color.
    pub fn scope(&self, sprint: Key<Sprint>) -> Option<&SprintAnalysis> {
        self.scopes.get(sprint.index())?.as_ref()
    }

    /// The ends of all sprints that are over, by key of the sprint.
    pub fn days(&self) -> impl Iterator<Item = (Key<Sprint>, &Snapshot)> {
        self.days.iter().enumerate().filter_map(|(index, day)| Some((Key::new(index), day.as_ref()?)))
    }

    /// The end of a sprint and what belonged to it, to put something else in its place.
    pub(super) fn of_mut(&mut self, sprint: Key<Sprint>) -> Option<(&mut Snapshot, &SprintAnalysis)> {
        let scope = self.scopes.get(sprint.index())?.as_ref()?;
        Some((self.days.get_mut(sprint.index())?.as_mut()?, scope))
    }

    pub(super) fn days_mut(&mut self) -> impl Iterator<Item = &mut Snapshot> {
        self.days.iter_mut().flatten()
    }
}

/// What is kept of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The day.
    pub as_of: NaiveDate,
    /// The color of the program.
    pub program: Rag,
    /// The sprint that ended on the day; the one under way on the status date.
    pub sprint: Option<SprintSnapshot>,
    /// By key.
    pub phases: Vec<PhaseSnapshot>,
    /// By key.
    pub milestones: Vec<MilestoneSnapshot>,
}

/// What is kept of a milestone for each day: 28 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilestoneSnapshot {
    /// The color shown.
    pub rag: Rag,
    /// How far it was.
    pub progress: Progress,
    /// The finish that was expected, or the actual one; none where it had no place in the schedule.
    pub finish: Option<NaiveDate>,
    /// Working days; 0 where it had no place in the schedule.
    pub duration: u32,
    /// The reported percentage; 100 when done.
    pub percent: Option<u8>,
    /// The first day of the run of days on which its state was unknown.
    pub unknown_since: Option<NaiveDate>,
    /// The first day of the run of days on which it was slipping beyond the threshold.
    pub slipping_since: Option<NaiveDate>,
}

/// What is kept of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseSnapshot {
    /// Its color.
    pub rag: Rag,
    /// The day of its gate as it was expected.
    pub gate: Option<NaiveDate>,
}

/// What is kept of a sprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintSnapshot {
    /// Its color.
    pub rag: Rag,
    /// What made it, counted by color and kind, in their order.
    pub because: Vec<(Rag, Kind, usize)>,
    /// Milestones in scope by color.
    pub tally: Tally,
    /// Milestones in scope declared better than computed.
    pub watermelons: usize,
    /// Milestones in scope.
    pub milestones: usize,
    /// Milestones finished in it.
    pub completed: usize,
}

impl Snapshot {
    /// What is kept of an analysis, with the sprint that is under way on its day.
    pub(super) fn of(program: &Program, analysis: &Analysis) -> Self {
        let milestone = |milestone: &MilestoneAnalysis| {
            let progress = (milestone.progress, milestone.percent());
            MilestoneSnapshot::new(analysis.as_of, &milestone.standing(), progress)
        };
        let current = analysis.program.current_sprint;
        Self {
            as_of: analysis.as_of,
            program: analysis.program.roll_up.rag,
            sprint: current.map(|key| SprintSnapshot::new(program, analysis.sprint(key))),
            phases: analysis.phases.iter().map(PhaseSnapshot::new).collect(),
            milestones: analysis.milestones.iter().map(milestone).collect(),
        }
    }

    /// A milestone on the day.
    pub fn milestone(&self, key: Key<Milestone>) -> &MilestoneSnapshot {
        &self.milestones[key.index()]
    }

    /// A phase on the day.
    pub fn phase(&self, key: Key<Phase>) -> &PhaseSnapshot {
        &self.phases[key.index()]
    }
}

impl MilestoneSnapshot {
    /// What is kept of a milestone on a day: where it stood, how far it was, and the percentage that was reported.
    pub(super) fn new(
        as_of: NaiveDate,
        standing: &Standing,
        (progress, percent): (Progress, Option<u8>),
    ) -> Self {
        Self {
            rag: standing.rag,
            progress,
            finish: standing.expected.map(|dates| dates.finish),
            duration: standing.duration,
            percent,
            unknown_since: standing.unknown.then_some(as_of),
            slipping_since: standing.slipping.then_some(as_of),
        }
    }
}

impl PhaseSnapshot {
    /// What is kept of a phase.
    pub(super) fn new(phase: &PhaseAnalysis) -> Self {
        Self { rag: phase.roll_up.rag, gate: phase.gate.forecast }
    }
}

impl SprintSnapshot {
    /// What is kept of a sprint.
    pub fn new(program: &Program, sprint: &SprintAnalysis) -> Self {
        Self {
            rag: sprint.roll_up.rag,
            because: counted(program, &sprint.roll_up),
            tally: sprint.roll_up.tally,
            watermelons: sprint.roll_up.watermelons,
            milestones: sprint.milestones.len(),
            completed: sprint.completed.len(),
        }
    }
}

/// How many of each color and kind made a color.
pub fn counted(program: &Program, roll_up: &RollUp) -> Vec<(Rag, Kind, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for member in &roll_up.because {
        *counts.entry((member.rag, program.kind(member.subject))).or_insert(0) += 1;
    }
    counts.into_iter().map(|((rag, kind), count)| (rag, kind, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_takes_little_room_on_a_past_day() {
        assert!(size_of::<MilestoneSnapshot>() <= 32, "{} bytes", size_of::<MilestoneSnapshot>());
    }
}
