//! Owners: nobody is asked for more than capacity, and every link still holds.

use std::collections::BTreeMap;

use milepost::analyse::schedule::leveling::{Assignment, Owner, level, load};
use milepost::analyse::schedule::{Constraint, ConstraintKind, Driver};
use milepost::date::{Day, day_of};
use proptest::prelude::*;

use super::network::{FS, dates, early, network, networks, sep, solve};

fn owned(capacities: &[u32], owner_of: &[Option<usize>]) -> Assignment {
    let owners = capacities.iter().map(|&capacity| Owner { capacity, calendar: 0 }).collect();
    Assignment { owners, owner_of: owner_of.to_vec() }
}

#[test]
fn the_least_float_goes_first_and_the_other_waits_for_its_owner() {
    let plan = network(&[3, 2, 4], &[(1, 2, FS, 0)]);
    let owners = owned(&[1], &[Some(0), Some(0)]);
    let schedule = level(&plan, &owners);
    assert_eq!(early(&schedule, 1), (7, 8));
    assert_eq!(early(&schedule, 0), (9, 11));
    assert_eq!(dates(&schedule, 0).driver, Driver::Owner);
    assert_eq!(early(&schedule, 2), (9, 14), "it has no owner");
    assert_eq!(schedule.conflicts, []);
}

#[test]
fn capacity_for_two_needs_no_leveling() {
    let plan = network(&[3, 3], &[]);
    assert_eq!(level(&plan, &owned(&[2], &[Some(0), Some(0)])), solve(&plan));
}

#[test]
fn must_dates_and_work_under_way_keep_their_days() {
    let mut plan = network(&[3, 2, 5], &[]);
    plan.status_date = Some(sep(7));
    plan.activities[0].constraints = vec![Constraint { kind: ConstraintKind::Mso, date: sep(9) }];
    plan.activities[1].actual_start = Some(sep(7));
    plan.activities[1].remaining = Some(2);
    let schedule = level(&plan, &owned(&[1], &[Some(0); 3]));
    assert_eq!(early(&schedule, 0), (9, 11));
    assert_eq!(early(&schedule, 1), (7, 8));
    assert_eq!(early(&schedule, 2), (14, 18));
}

#[test]
fn load_is_told_by_week_against_the_calendar() {
    let plan = network(&[7, 2], &[]);
    let owners = owned(&[1], &[Some(0), Some(0)]);
    let weeks = load(&plan, &solve(&plan), &owners);
    let told: Vec<_> = weeks.iter().map(|w| (w.monday, w.asked, w.available, w.peak)).collect();
    assert_eq!(told, [(sep(7), 7, 5, 2), (sep(14), 2, 5, 1)]);
    assert!(weeks[0].is_overload(owners.owners[0]) && !weeks[1].is_overload(owners.owners[0]));
    assert!(load(&plan, &level(&plan, &owners), &owners).iter().all(|w| !w.is_overload(owners.owners[0])));
}

proptest! {
    #[test]
    fn leveled_plans_ask_nobody_for_more_than_capacity(
        plan in networks(),
        owner_of in prop::collection::vec(prop::option::of(0usize..2), 12),
    ) {
        let owners = owned(&[1, 2], &owner_of);
        let (before, after) = (solve(&plan), level(&plan, &owners));
        let mut busy: BTreeMap<(usize, Day), u32> = BTreeMap::new();
        for (i, activity) in plan.activities.iter().enumerate() {
            let dates = dates(&after, i);
            prop_assert!(dates.early_finish >= super::network::dates(&before, i).early_finish);
            prop_assert!(dates.total_float >= 0);
            let (Some(owner), Some(1..)) = (owner_of[i], activity.duration) else { continue };
            let calendar = &plan.calendars[activity.calendar];
            for day in day_of(dates.early_start)..=day_of(dates.early_finish) {
                if calendar.works(day) {
                    *busy.entry((owner, day)).or_default() += 1;
                }
            }
        }
        prop_assert!(busy.iter().all(|(&(owner, _), &count)| count <= [1, 2][owner]));
        // Links still hold: nothing is out of order in what the engine itself reports.
        prop_assert!(after.conflicts.is_empty());
    }
}
