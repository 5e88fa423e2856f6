//! The dates that stand for many milestones: of a phase, of the program.
//!
//! What has no date, or a lower bound for one, is left out and counted. The finish is compared with the approved one over
//! those alone that have both, so that like is compared with like.

use chrono::NaiveDate;

use super::{Dates, day::Day, standing::Standing};
use crate::model::{Key, Milestone};

/// The dates of many milestones, without those that were given up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headline {
    /// From the first approved start to the last approved finish.
    pub baseline: Option<Dates>,
    /// From the first expected start to the last expected finish of those that have dates.
    pub forecast: Option<Dates>,
    /// The last expected finish minus the last approved one, in working days, over those that have both. `None` where
    /// what should be finished last has no date to compare.
    pub variance: Option<i32>,
    /// The last expected finish of those that have both.
    pub compared: Option<NaiveDate>,
    /// Milestones that have no date, or wait for one that has none.
    pub left_out: usize,
    /// Milestones that are in no approved plan, where others are.
    pub not_in_baseline: usize,
    /// Of those that are in the plan, the one that is expected last.
    pub last: Option<Key<Milestone>>,
}

impl Headline {
    /// That of some milestones on a day; `all` by key.
    pub(super) fn new(day: &Day, milestones: &[Key<Milestone>], all: &[Standing]) -> Self {
        let mut of = Self::default();
        let (mut planned, mut both): (usize, Option<(Dates, Dates)>) = (0, None);
        for key in milestones {
            let (state, standing) = (day.milestone(*key), &all[key.index()]);
            if state.is_cancelled() {
                continue;
            }
            let expected = standing.expected.filter(|_| !standing.at_least);
            planned += usize::from(state.baseline.is_some());
            of.not_in_baseline += usize::from(state.baseline.is_none());
            of.left_out += usize::from(expected.is_none());
            of.baseline = joined(of.baseline, state.baseline);
            of.forecast = joined(of.forecast, expected);
            let Some((approved, expected)) = state.baseline.zip(expected) else { continue };
            if both.is_none_or(|(_, last)| expected.finish > last.finish) {
                of.last = Some(*key);
            }
            let so_far = both.unwrap_or((approved, expected));
            both = Some((join(so_far.0, approved), join(so_far.1, expected)));
        }
        if planned == 0 {
            of.not_in_baseline = 0;
        }
        let whole = |approved: &Dates| of.baseline.is_some_and(|all| all.finish == approved.finish);
        let compared = both.filter(|(approved, _)| whole(approved));
        of.compared = compared.map(|(_, is)| is.finish);
        of.variance = compared.map(|(approved, is)| day.calendar().days_between(approved.finish, is.finish));
        of
    }
}

fn join(a: Dates, b: Dates) -> Dates {
    Dates { start: a.start.min(b.start), finish: a.finish.max(b.finish) }
}

fn joined(a: Option<Dates>, b: Option<Dates>) -> Option<Dates> {
    a.zip(b).map(|(a, b)| join(a, b)).or(a).or(b)
}
