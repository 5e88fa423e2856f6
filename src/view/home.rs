//! The first page: is the program fine, what is late, what is asked of whom.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Context, SubjectLink,
    parts::{Ask, ChangeView, DatesView, RollUpView},
    phase::PhaseStep,
    sprint::{SprintRow, TrendStep},
};
use crate::model::{Blocker, Key, Milestone, Subject};

/// What stands on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Title of the program.
    pub title: String,
    /// Its color and why.
    pub status: RollUpView,
    /// The approved dates.
    pub baseline: Option<DatesView>,
    /// The expected dates.
    pub forecast: Option<DatesView>,
    /// Expected minus approved finish, in working days.
    pub variance: Option<i32>,
    /// The status date.
    pub as_of: NaiveDate,
    /// What readers are asked to do, soonest first.
    pub asks: Vec<Ask>,
    /// The phases in order, with their gates.
    pub phases: Vec<PhaseStep>,
    /// The current sprint.
    pub sprint: Option<SprintRow>,
    /// The color of every sprint.
    pub trend: Vec<TrendStep>,
    /// Reports since the end of the last sprint, newest first.
    pub changes: Vec<ChangeView>,
    /// The day after which they were made.
    pub changes_since: Option<NaiveDate>,
    /// Milestones that give the program its finish, in order of time; not yet done.
    pub critical_path: Vec<SubjectLink>,
    /// Milestones done, and of how many.
    pub done: usize,
    /// Number of milestones.
    pub milestones: usize,
}

impl Context<'_> {
    /// The first page.
    pub fn home_page(&self) -> HomePage {
        let now = self.now();
        let milestones: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
        let blockers: Vec<Key<Blocker>> = self.program.blockers.keys().collect();
        let current = self.current_sprint();
        let since = current.and_then(|key| self.sprint_before(key)).map(|key| self.program.sprints[key].end);
        let done = now.milestones.iter().filter(|m| matches!(m.progress, crate::analyse::Progress::Done(_)));
        HomePage {
            title: self.program.settings.title.clone(),
            status: self.roll_up(&now.program.roll_up),
            baseline: now.program.baseline.map(Into::into),
            forecast: now.program.forecast.map(Into::into),
            variance: now.program.variance,
            as_of: now.as_of,
            asks: self.asks(now, &milestones, &blockers),
            phases: self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect(),
            sprint: current.map(|key| self.sprint_row(key)),
            trend: self.trend(current),
            changes: self.changes(since, now.as_of),
            changes_since: since,
            critical_path: now
                .program
                .critical_path
                .iter()
                .map(|key| self.link(Subject::Milestone(*key)))
                .collect(),
            done: done.count(),
            milestones: milestones.len(),
        }
    }
}
