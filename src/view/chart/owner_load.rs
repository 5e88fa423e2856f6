//! What is asked of owners as pages show it: days by week against those there are.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{OwnerLoad, OwnerWeek},
    model::{Key, Party},
    view::{Context, OwnerLink, SubjectLink},
};

/// So many weeks are told: what lies further ahead will have moved before it comes.
const MOST_WEEKS: usize = 26;

/// So many milestones of a week are named.
const MOST_NAMED: usize = 6;

/// What is asked of an owner from the week of the status date on.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerLoadView {
    /// Who.
    pub owner: OwnerLink,
    /// Milestones at a time.
    pub capacity: u32,
    /// More is asked in some week than there is.
    pub overloaded: bool,
    /// The next weeks in which anything is asked, in order.
    pub weeks: Vec<OwnerWeekView>,
    /// How many later ones there are.
    pub later: usize,
    /// How many of those ask for more than there is.
    pub later_overloaded: usize,
}

/// What is asked of an owner in a week. Working days.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerWeekView {
    /// The Monday.
    pub week: NaiveDate,
    /// Days that all milestones together ask for.
    pub asked: u32,
    /// Days there are.
    pub available: u32,
    /// The most milestones on one day.
    pub peak: u32,
    /// More is asked than there is: in the week, or on a day of it.
    pub overload: bool,
    /// The first milestones that ask.
    pub milestones: Vec<SubjectLink>,
    /// How many more there are.
    pub more: usize,
}

impl Context<'_> {
    /// What is asked of owners of unfinished work, and of how many more something is asked. In order of their names; where
    /// there are more than `most`, those who have too much are told before the others.
    pub fn owner_loads(&self, most: usize) -> (Vec<OwnerLoadView>, usize) {
        let mut loads: Vec<&OwnerLoad> = self.now().owner_load.iter().collect();
        let more = loads.len().saturating_sub(most);
        if more > 0 {
            loads.sort_by_key(|load| !load.overloaded());
            loads.truncate(most);
        }
        let mut loads: Vec<OwnerLoadView> = loads.into_iter().map(|load| self.load(load)).collect();
        loads.sort_by(|a, b| a.owner.shown().cmp(b.owner.shown()));
        (loads, more)
    }

    /// What is asked of a party itself; `None` where it owns nothing that is unfinished.
    pub fn owner_load(&self, key: Key<Party>) -> Option<OwnerLoadView> {
        self.now().owner_load.iter().find(|load| load.owner.party == Some(key)).map(|load| self.load(load))
    }

    fn load(&self, load: &OwnerLoad) -> OwnerLoadView {
        let week = |week: &OwnerWeek| OwnerWeekView {
            week: week.monday,
            asked: week.asked,
            available: week.available,
            peak: week.peak,
            overload: week.overload,
            milestones: week.milestones.iter().take(MOST_NAMED).map(|key| self.milestone(*key)).collect(),
            more: week.milestones.len().saturating_sub(MOST_NAMED),
        };
        let (told, later) = load.weeks.split_at(load.weeks.len().min(MOST_WEEKS));
        OwnerLoadView {
            owner: self.owner(&load.owner),
            capacity: load.capacity,
            overloaded: load.overloaded(),
            weeks: told.iter().map(week).collect(),
            later: later.len(),
            later_overloaded: later.iter().filter(|week| week.overload).count(),
        }
    }
}
