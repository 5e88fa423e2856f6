//! How often a blocker was looked at and stayed open.

use chrono::NaiveDate;

use crate::model::{Blocker, Program};

/// The sessions of a blocker up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sessions {
    /// Their days, in order.
    pub days: Vec<NaiveDate>,
    /// They were written down; else they are the sprint ends and updates since it was raised.
    pub written: bool,
}

/// The sessions of a blocker up to the day `as_of`: those that are written, where any are by then; else each day after that on
/// which it was raised, or first reported on, on which a sprint ended or something was reported of it.
pub fn sessions(program: &Program, blocker: &Blocker, as_of: NaiveDate) -> Sessions {
    let written = blocker.sessions_until(as_of);
    if !written.is_empty() {
        return Sessions { days: written, written: true };
    }
    let updates = || blocker.history.until(as_of).iter().map(|update| update.date);
    let raised = blocker.raised_on.map(|on| on.value).or_else(|| updates().next());
    let ends = program.sprints.rows().iter().map(|sprint| sprint.end).filter(|end| *end <= as_of);
    let mut days: Vec<NaiveDate> = match raised {
        Some(raised) => ends.chain(updates()).filter(|on| *on > raised).collect(),
        None => Vec::new(),
    };
    days.sort_unstable();
    days.dedup();
    Sessions { days, written: false }
}
