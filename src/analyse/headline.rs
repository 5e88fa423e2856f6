//! The dates that stand for many milestones: of a phase, of the program.
//!
//! What has no date, or a lower bound for one, is left out and counted. The finish is compared with the approved one over
//! those alone that have both, so that like is compared with like.

use chrono::NaiveDate;

use super::{Dates, day::Day, standing::Standing};
use crate::date::OpenDates;
use crate::model::{Key, Milestone};

/// The dates of many milestones, without those that were given up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headline {
    /// From the first approved start to the last approved finish.
    pub baseline: OpenDates,
    /// From the first expected start to the last expected finish of those that have dates.
    pub forecast: Option<Dates>,
    /// The last expected finish minus the last approved one, in working days, over those that have both. `None` where
    /// what should be finished last has no date to compare.
    pub variance: Option<i32>,
    /// The last expected finish of those that have both.
    pub compared: Option<NaiveDate>,
    /// Milestones that have no date, or wait for one that has none.
    pub left_out: usize,
    /// Milestones without an approved finish, where others have one.
    pub not_in_baseline: usize,
    /// Of those that are in the plan, the one that is expected last.
    pub last: Option<Key<Milestone>>,
}

impl Headline {
    /// That of some milestones on a day; `all` by key.
    pub(super) fn new(day: &Day, milestones: &[Key<Milestone>], all: &[Standing]) -> Self {
        let mut of = Self::default();
        let (mut planned, mut both): (usize, Option<(NaiveDate, NaiveDate)>) = (0, None);
        for key in milestones {
            let (state, standing) = (day.milestone(*key), &all[key.index()]);
            if state.is_cancelled() {
                continue;
            }
            let expected = standing.expected.filter(|_| !standing.at_least);
            planned += usize::from(state.baseline.finish.is_some());
            of.not_in_baseline += usize::from(state.baseline.finish.is_none());
            of.left_out += usize::from(expected.is_none());
            of.baseline = OpenDates::over([of.baseline, state.baseline]);
            of.forecast = Dates::over(of.forecast.into_iter().chain(expected));
            let expected = expected.map(|dates| dates.finish);
            let Some((approved, expected)) = state.baseline.finish.zip(expected) else { continue };
            if both.is_none_or(|(_, last)| expected > last) {
                of.last = Some(*key);
            }
            let so_far = both.unwrap_or((approved, expected));
            both = Some((so_far.0.max(approved), so_far.1.max(expected)));
        }
        if planned == 0 {
            of.not_in_baseline = 0;
        }
        let compared = both.filter(|(approved, _)| of.baseline.finish == Some(*approved));
        of.compared = compared.map(|(_, is)| is);
        of.variance = compared.map(|(approved, is)| day.calendar().days_between(approved, is));
        of
    }
}
