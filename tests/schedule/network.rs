//! Short ways to write a network, and random ones.

use chrono::{NaiveDate, Weekday};
use milepost::analyse::schedule::{
    Activity, Constraint, ConstraintKind, Dates, Link, LinkKind, Network, Schedule, schedule,
};
use milepost::date::{Length, WorkCalendar, date_of, day_of};
use proptest::prelude::*;

pub use LinkKind::{FinishFinish as FF, FinishStart as FS, StartFinish as SF, StartStart as SS};

/// A day of September 2026, the first Monday of which is the 7th; days over 30 lie in October.
pub fn sep(day: u32) -> NaiveDate {
    date_of(day_of(NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date")) + day as i32 - 1)
}

/// A network from Monday, September 7th, of these durations and links.
pub fn network(durations: &[u32], links: &[(usize, usize, LinkKind, i32)]) -> Network {
    let link = |&(from, to, kind, lag)| Link { lag: Length::Working(lag), ..Link::new(from, to, kind) };
    Network {
        start: sep(7),
        calendars: vec![WorkCalendar::default()],
        activities: durations.iter().map(|&d| Activity::of(d)).collect(),
        links: links.iter().map(link).collect(),
        ..Network::default()
    }
}

pub fn constraint(kind: ConstraintKind, day: u32) -> Constraint {
    Constraint { kind, date: sep(day) }
}

pub fn solve(network: &Network) -> Schedule {
    schedule(network)
}

/// The dates of an activity that must have some.
pub fn dates(schedule: &Schedule, activity: usize) -> &Dates {
    schedule.dates(activity).expect("it is scheduled")
}

/// Early start and finish, as days of September.
pub fn early(schedule: &Schedule, activity: usize) -> (u32, u32) {
    let dates = dates(schedule, activity);
    let day = |date: NaiveDate| (day_of(date) - day_of(sep(1)) + 1) as u32;
    (day(dates.early_start), day(dates.early_finish))
}

fn calendar() -> impl Strategy<Value = WorkCalendar> {
    let days = || prop::collection::vec((1u32..60).prop_map(sep), 0..6);
    (1u8..128, days(), days()).prop_map(|(mask, holidays, extra)| {
        let week: Vec<Weekday> =
            (0u8..7).filter(|i| mask >> i & 1 == 1).filter_map(|i| Weekday::try_from(i).ok()).collect();
        WorkCalendar::new(&week, &holidays, &extra).expect("the mask is not empty")
    })
}

/// Networks without loops of up to 12 activities in three calendars, all links, lags and leads.
pub fn networks() -> impl Strategy<Value = Network> {
    let activity = (prop_oneof![Just(0u32), 1u32..9], 0usize..3)
        .prop_map(|(days, calendar)| Activity { calendar, ..Activity::of(days) });
    let link =
        (0usize..12, 0usize..12, prop_oneof![Just(FS), Just(SS), Just(FF), Just(SF)], lag(), 0usize..3);
    (
        prop::collection::vec(calendar(), 3),
        prop::collection::vec(activity, 1..12),
        prop::collection::vec(link, 0..20),
    )
        .prop_map(|(calendars, activities, links)| {
            let known =
                |&(a, b, ..): &(usize, usize, LinkKind, Length, usize)| a != b && a.max(b) < activities.len();
            let links = links
                .iter()
                .filter(|link| known(link))
                .map(|&(a, b, kind, lag, calendar)| Link {
                    from: a.min(b),
                    to: a.max(b),
                    kind,
                    lag,
                    calendar,
                })
                .collect();
            Network { start: sep(7), calendars, activities, links, ..Network::default() }
        })
}

fn lag() -> impl Strategy<Value = Length> {
    prop_oneof![
        3 => Just(Length::ZERO),
        2 => (-4i32..8).prop_map(Length::Working),
        1 => (-4i32..8).prop_map(Length::Elapsed),
    ]
}
