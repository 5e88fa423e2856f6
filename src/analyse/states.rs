//! The states of all milestones through time, each folded once and shared by the days on which it holds.
//!
//! What is known of a milestone changes on few days: when it is reported on, when an actual date that was told ahead
//! is reached, when a baseline is approved, and on the status date, from which on what has no day counts. Between them its state is the same, but for the day since which it is under
//! way where nobody has told that: then it is the day asked for, and [`Day`](super::day::Day) makes that state itself.

use chrono::NaiveDate;

use super::milestone_day::MilestoneDay;
use crate::model::{Key, Known, Milestone, MilestoneFacts, Program};

/// The states of all milestones, those of each in order of time.
#[derive(Debug, Clone)]
pub(super) struct States {
    all: Vec<MilestoneDay>,
    /// The first day of each; the first state of a milestone holds from ever on.
    from: Vec<NaiveDate>,
    /// By key: where the states of a milestone begin; one more, where the last ends.
    begins: Vec<u32>,
}

impl States {
    /// The states on all days, seen from a status date.
    pub fn new(program: &Program, status_date: NaiveDate) -> Self {
        let mut approved: Vec<NaiveDate> =
            program.settings.baselines.iter().filter_map(|baseline| baseline.approved_on).collect();
        approved.push(status_date);
        Self::on(program, status_date.into(), |milestone| days_of_change(milestone, &approved))
    }

    /// The states on one day alone, folded for it.
    pub fn of_day(program: &Program, known: Known) -> Self {
        Self::on(program, known, |_| vec![known.day])
    }

    fn on(program: &Program, known: Known, days: impl Fn(&Milestone) -> Vec<NaiveDate>) -> Self {
        let mut states = Self { all: Vec::new(), from: Vec::new(), begins: vec![0] };
        for milestone in program.milestones.rows() {
            for day in days(milestone) {
                states.all.push(MilestoneDay::new(program, milestone, known.on(day)));
                states.from.push(day);
            }
            states.begins.push(u32::try_from(states.all.len()).unwrap_or(u32::MAX));
        }
        states
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// One of them.
    pub fn get(&self, index: usize) -> &MilestoneDay {
        &self.all[index]
    }

    /// The state of a milestone on a day, as an index.
    pub fn at(&self, key: Key<Milestone>, day: NaiveDate) -> usize {
        let [begin, end] =
            [self.begins[key.index()], self.begins[key.index() + 1]].map(|index| index as usize);
        let begun = self.from[begin..end].partition_point(|from| *from <= day);
        begin + begun.saturating_sub(1)
    }
}

/// The days from which on something else may be known of a milestone, in order; the first is before all others.
pub(super) fn days_of_change(milestone: &Milestone, approved: &[NaiveDate]) -> Vec<NaiveDate> {
    let actual = |facts: &MilestoneFacts| {
        let dates = [&facts.actual_start, &facts.actual_finish];
        dates.map(|date| date.as_ref().map(|fact| fact.value)).into_iter().flatten()
    };
    let mut days = vec![NaiveDate::MIN];
    days.extend_from_slice(approved);
    days.extend(actual(&milestone.history.base));
    for update in &milestone.history.updates {
        days.push(update.date);
        days.extend(actual(&update.facts).filter(|day| *day > update.date));
    }
    days.sort_unstable();
    days.dedup();
    days
}
