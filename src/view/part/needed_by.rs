//! By when what stands in the way has to be out of it, and what waits.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Key, Milestone, Subject},
    view::{Context, SubjectLink},
};

/// The day by which something that is waited for has to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededBy {
    /// The latest start, of all that waits, that does not move the program's finish.
    pub on: NaiveDate,
    /// The milestone whose start that is.
    pub milestone: SubjectLink,
    /// The day has passed.
    pub overdue: bool,
    /// It is the status date.
    pub today: bool,
}

impl Context<'_> {
    /// The milestones that wait for what is named by `subjects`: neither done nor given up, in order.
    pub(in crate::view) fn waiting_for(&self, subjects: &[Subject]) -> Vec<Key<Milestone>> {
        let waits = |key: &Key<Milestone>| {
            let milestone = &self.program.milestones[*key];
            let open = self.now().milestone(*key).progress.is_open();
            open && subjects.iter().any(|subject| milestone.is_named_by(*key, *subject))
        };
        self.program.milestones.keys().filter(waits).collect()
    }

    /// By when something that holds up `subjects` has to be there: the late start of the earliest milestone that
    /// waits for it. `None` where none that waits has a place in the schedule.
    pub fn needed_by(&self, subjects: &[Subject]) -> Option<NeededBy> {
        let now = self.now();
        let late_start =
            |key: Key<Milestone>| Some((now.milestone(key).schedule.as_ref().ok()?.late.start, key));
        let waiting = self.waiting_for(subjects);
        let (on, key) = waiting.into_iter().filter_map(late_start).min()?;
        Some(NeededBy { on, milestone: self.milestone(key), overdue: on < now.as_of, today: on == now.as_of })
    }
}
