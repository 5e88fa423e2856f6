//! What is asked of owners as pages show it: days by week against those there are, and leveled dates beside the
//! others.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{OwnerLoad, OwnerWeek},
    date::Dates,
    model::{Key, Milestone, Party},
    view::{Context, OwnerLink, SubjectLink},
};

/// What is asked of an owner from the week of the status date on.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerLoadView {
    /// Who.
    pub owner: OwnerLink,
    /// Milestones at a time.
    pub capacity: u32,
    /// More is asked in some week than there is.
    pub overloaded: bool,
    /// The weeks in which anything is asked, in order.
    pub weeks: Vec<OwnerWeekView>,
    /// The unfinished milestones with their dates, in order of their start.
    pub milestones: Vec<LeveledRow>,
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
    /// The milestones that ask.
    pub milestones: Vec<SubjectLink>,
}

/// A milestone with its dates before and after leveling.
#[derive(Debug, Clone, Serialize)]
pub struct LeveledRow {
    /// Which.
    pub subject: SubjectLink,
    /// The expected dates.
    pub forecast: Dates,
    /// The dates it has when no owner is asked for more than they can do.
    pub leveled: Dates,
    /// Working days by which leveling moves its finish.
    pub moved: i32,
}

impl Context<'_> {
    /// What is asked of every owner of unfinished work, in order of their names.
    pub fn owner_loads(&self) -> Vec<OwnerLoadView> {
        let mut loads: Vec<OwnerLoadView> =
            self.now().owner_load.iter().map(|load| self.load(load)).collect();
        loads.sort_by(|a, b| a.owner.shown().cmp(b.owner.shown()));
        loads
    }

    /// What is asked of a party itself; `None` where it owns nothing that is unfinished.
    pub fn owner_load(&self, key: Key<Party>) -> Option<OwnerLoadView> {
        self.now().owner_load.iter().find(|load| load.owner.party == Some(key)).map(|load| self.load(load))
    }

    /// The dates of a milestone before and after leveling; `None` where it is not scheduled.
    pub fn leveled(&self, key: Key<Milestone>) -> Option<LeveledRow> {
        let placement = self.now().milestone(key).schedule.as_ref().ok()?;
        let (forecast, leveled) = (placement.forecast, placement.leveled?);
        let calendar = &self.program.settings.calendar.calendar;
        Some(LeveledRow {
            subject: self.milestone(key),
            moved: calendar.days_between(forecast.finish, leveled.finish),
            forecast,
            leveled,
        })
    }

    fn load(&self, load: &OwnerLoad) -> OwnerLoadView {
        let week = |week: &OwnerWeek| OwnerWeekView {
            week: week.monday,
            asked: week.asked,
            available: week.available,
            peak: week.peak,
            overload: week.overload,
            milestones: week.milestones.iter().map(|key| self.milestone(*key)).collect(),
        };
        let mut milestones: Vec<LeveledRow> =
            load.milestones.iter().filter_map(|key| self.leveled(*key)).collect();
        milestones.sort_by_key(|row| (row.forecast.start, row.forecast.finish));
        OwnerLoadView {
            owner: self.owner(&load.owner),
            capacity: load.capacity,
            overloaded: load.overloaded(),
            weeks: load.weeks.iter().map(week).collect(),
            milestones,
        }
    }
}
