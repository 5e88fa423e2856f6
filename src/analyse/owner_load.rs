//! What is asked of each owner, week by week, and dates on which nobody is asked for more than they can do.
//!
//! An owner is whoever a milestone names on the day, with a file or without. Somebody can work on as many
//! milestones at a time as their `capacity` says, on 1 where it does not: a team too, since a milestone is
//! the work of all of it. A milestone asks for one of these places on each of its working days. The method of
//! leveling is described in [`leveling`].

use chrono::{Datelike, Days, NaiveDate};

use super::{
    Dates,
    day::Day,
    placement::network::calendar_number,
    schedule::{
        Network, Schedule,
        leveling::{self, Assignment, WeekLoad},
    },
};
use crate::{
    date::day_of,
    model::{Key, Milestone, Owner},
};

/// What is asked of an owner from the week of the day on.
#[derive(Debug, Clone)]
pub struct OwnerLoad {
    /// Who, as first named.
    pub owner: Owner,
    /// Milestones at a time.
    pub capacity: u32,
    /// The weeks in which anything is asked, in order.
    pub weeks: Vec<OwnerWeek>,
    /// The unfinished milestones, in order of their ids.
    pub milestones: Vec<Key<Milestone>>,
}

impl OwnerLoad {
    /// Whether more is asked in some week than there is.
    pub fn overloaded(&self) -> bool {
        self.weeks.iter().any(|week| week.overload)
    }
}

/// What is asked of an owner in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerWeek {
    /// The Monday.
    pub monday: NaiveDate,
    /// Working days that all milestones together ask for; of work under way only the rest.
    pub asked: u32,
    /// Working days there are: those of the owner's calendar, times the capacity.
    pub available: u32,
    /// The most milestones on one day.
    pub peak: u32,
    /// More is asked than there is: in the week, or on a day of it.
    pub overload: bool,
    /// The milestones that ask for something, in order of their ids.
    pub milestones: Vec<Key<Milestone>>,
}

/// The load of every owner of unfinished work, in order of their names; and for each milestone by key the dates it
/// has when no owner is asked for more than capacity.
pub(super) fn owner_load(
    day: &Day,
    network: &Network,
    schedule: &Schedule,
) -> (Vec<OwnerLoad>, Vec<Option<Dates>>) {
    let owners = owners(day);
    let assignment = assignment(day, &owners);
    let since_monday = Days::new(u64::from(day.as_of.weekday().num_days_from_monday()));
    let monday = day.as_of.checked_sub_days(since_monday).unwrap_or(day.as_of);
    let mut loads: Vec<OwnerLoad> = owners
        .iter()
        .map(|(owner, milestones)| OwnerLoad {
            owner: owner.clone(),
            capacity: capacity(day, owner),
            weeks: Vec::new(),
            milestones: milestones.clone(),
        })
        .collect();
    for week in leveling::load(network, schedule, &assignment) {
        if week.monday >= monday {
            let week_of = owner_week(&week, &assignment, &loads[week.owner].milestones, network, schedule);
            loads[week.owner].weeks.push(week_of);
        }
    }
    let leveled = leveling::level(network, &assignment).schedule;
    let dates = |key: Key<Milestone>| {
        let dates = leveled.dates(key.index())?;
        Some(Dates { start: dates.early_start, finish: dates.early_finish })
    };
    (loads, day.program.milestones.keys().map(dates).collect())
}

/// Owners of what is not done, each with all of that, in order of their names.
fn owners(day: &Day) -> Vec<(Owner, Vec<Key<Milestone>>)> {
    let mut owners: Vec<(Owner, Vec<Key<Milestone>>)> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for (key, state) in day.program.milestones.keys().zip(day.milestones()) {
        let open = state.progress.is_open();
        let Some(owner) = state.facts.owner.as_ref().map(|fact| &fact.value).filter(|_| open) else {
            continue;
        };
        let identity = match owner.party {
            Some(party) => (Some(party), ""),
            None => (None, &*owner.name),
        };
        let index = *known.entry(identity).or_insert(owners.len());
        match owners.get_mut(index) {
            Some((_, milestones)) => milestones.push(key),
            None => owners.push((owner.clone(), vec![key])),
        }
    }
    owners.sort_by(|(a, _), (b, _)| (&*a.name, a.party).cmp(&(&*b.name, b.party)));
    owners
}

fn assignment(day: &Day, owners: &[(Owner, Vec<Key<Milestone>>)]) -> Assignment {
    let mut owner_of = vec![None; day.program.milestones.len()];
    for (index, (_, milestones)) in owners.iter().enumerate() {
        for key in milestones {
            owner_of[key.index()] = Some(index);
        }
    }
    let owners = owners.iter().map(|(owner, _)| {
        let calendar = owner.party.and_then(|party| day.program.parties[party].calendar);
        leveling::Owner { capacity: capacity(day, owner), calendar: calendar_number(calendar) }
    });
    Assignment { owners: owners.collect(), owner_of }
}

fn capacity(day: &Day, owner: &Owner) -> u32 {
    owner.party.and_then(|party| day.program.parties[party].capacity).unwrap_or(1)
}

fn owner_week(
    week: &WeekLoad,
    assignment: &Assignment,
    milestones: &[Key<Milestone>],
    network: &Network,
    schedule: &Schedule,
) -> OwnerWeek {
    let monday = day_of(week.monday);
    let asks = |key: &&Key<Milestone>| {
        let dates =
            schedule.dates(key.index()).filter(|_| network.activities[key.index()].duration != Some(0));
        dates.is_some_and(|dates| {
            let (first, last) = leveling::work_left(network, key.index(), dates);
            first < monday + 7 && monday <= last
        })
    };
    OwnerWeek {
        monday: week.monday,
        asked: week.asked,
        available: week.available,
        peak: week.peak,
        overload: week.is_overload(assignment.owners[week.owner]),
        milestones: milestones.iter().filter(asks).copied().collect(),
    }
}
