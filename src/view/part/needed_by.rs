//! By when what stands in the way has to be out of it, and what waits.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Need,
    model::{Key, Milestone, Subject},
    view::{Context, SubjectLink},
};

/// The day by which something that is waited for has to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeededBy {
    /// The late start of what waits first, or the day of the gate.
    pub on: NaiveDate,
    /// What waits first.
    pub first: SubjectLink,
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

    /// A need as pages show it.
    pub(in crate::view) fn needed_by(&self, need: Need) -> NeededBy {
        let (Need { by, first }, today) = (need, self.now().as_of);
        NeededBy { on: by, first: self.link(first), overdue: by < today, today: by == today }
    }
}
