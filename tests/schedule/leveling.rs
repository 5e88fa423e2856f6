//! Owners: nobody is asked for more than capacity, and every link still holds.

use std::collections::BTreeMap;

use milepost::analyse::schedule::leveling::{Assignment, Owner, level, load};
use milepost::analyse::schedule::{Activity, Conflict, Constraint, ConstraintKind, Driver};
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
    let schedule = level(&plan, &owners).schedule;
    assert_eq!(early(&schedule, 1), (7, 8));
    assert_eq!(early(&schedule, 0), (9, 11));
    assert_eq!(dates(&schedule, 0).driver, Driver::Owner);
    assert_eq!(early(&schedule, 2), (9, 14), "it has no owner");
    assert_eq!(schedule.conflicts, []);
}

#[test]
fn capacity_for_two_needs_no_leveling() {
    let plan = network(&[3, 3], &[]);
    assert_eq!(level(&plan, &owned(&[2], &[Some(0), Some(0)])).schedule, solve(&plan));
}

#[test]
fn must_dates_and_work_under_way_keep_their_days() {
    let mut plan = network(&[3, 2, 5], &[]);
    plan.status_date = Some(sep(7));
    plan.activities[0].constraints = vec![Constraint { kind: ConstraintKind::Mso, date: sep(9) }];
    plan.activities[1].actual_start = Some(sep(7));
    plan.activities[1].remaining = Some(2);
    let schedule = level(&plan, &owned(&[1], &[Some(0); 3])).schedule;
    assert_eq!(early(&schedule, 0), (9, 11));
    assert_eq!(early(&schedule, 1), (7, 8));
    assert_eq!(early(&schedule, 2), (14, 18));
}

#[test]
fn work_under_way_is_stretched_and_never_free() {
    let mut plan = network(&[10, 4, 1], &[(0, 2, FS, 0), (1, 2, FS, 0)]);
    plan.status_date = Some(sep(14));
    for (activity, remaining) in [(0, 6), (1, 2)] {
        plan.activities[activity].actual_start = Some(sep(7));
        plan.activities[activity].remaining = Some(remaining);
    }
    let owners = owned(&[1], &[Some(0), Some(0)]);
    assert_eq!(early(&level(&plan, &owners).schedule, 2), (24, 24), "eight days from the 14th on");
    assert_eq!(early(&level(&plan, &owned(&[2], &[Some(0), Some(0)])).schedule, 2), (22, 22));
    // Something that must be done on a day of the longer one: that goes on after it.
    plan.activities.push(Activity {
        constraints: vec![Constraint { kind: ConstraintKind::Mso, date: sep(15) }],
        ..Activity::of(2)
    });
    let leveled = level(&plan, &owned(&[1], &[Some(0), Some(0), None, Some(0)]));
    assert_eq!(early(&leveled.schedule, 3), (15, 16));
    assert_eq!(leveled.worked[0], [(sep(14), sep(14)), (sep(17), sep(23))]);
    assert_eq!(leveled.worked[1], [(sep(24), sep(25))]);
    assert_eq!(dates(&leveled.schedule, 0).driver, Driver::Owner);
}

#[test]
fn of_two_that_must_be_done_on_one_day_the_later_misses_it() {
    let mut plan = network(&[2, 2], &[]);
    for activity in &mut plan.activities {
        activity.constraints = vec![Constraint { kind: ConstraintKind::Mso, date: sep(9) }];
    }
    let schedule = level(&plan, &owned(&[1], &[Some(0); 2])).schedule;
    assert_eq!((early(&schedule, 0), early(&schedule, 1)), ((9, 10), (11, 14)));
    let missed = Conflict::ConstraintMissed { activity: 1, kind: ConstraintKind::Mso, date: sep(9), days: 2 };
    assert!(schedule.conflicts.contains(&missed));
}

#[test]
fn load_is_told_by_week_against_the_calendar() {
    let plan = network(&[7, 2], &[]);
    let owners = owned(&[1], &[Some(0), Some(0)]);
    let weeks = load(&plan, &solve(&plan), &owners);
    let told: Vec<_> = weeks.iter().map(|w| (w.monday, w.asked, w.available, w.peak)).collect();
    assert_eq!(told, [(sep(7), 7, 5, 2), (sep(14), 2, 5, 1)]);
    assert!(weeks[0].is_overload(owners.owners[0]) && !weeks[1].is_overload(owners.owners[0]));
    assert!(
        load(&plan, &level(&plan, &owners).schedule, &owners)
            .iter()
            .all(|w| !w.is_overload(owners.owners[0]))
    );
}

proptest! {
    #[test]
    fn leveled_plans_ask_nobody_for_more_than_capacity(
        mut plan in networks(),
        owner_of in prop::collection::vec(prop::option::of(0usize..2), 12),
        status in prop::option::of(1u32..20),
        facts in prop::collection::vec((0u8..5, 1u32..20, 0u32..6), 12),
    ) {
        plan.status_date = status.map(sep);
        for (activity, &(kind, day, days)) in plan.activities.iter_mut().zip(&facts) {
            match (kind, status) {
                (0, Some(_)) => {
                    activity.actual_start = Some(sep(day));
                    activity.remaining = Some(days);
                }
                (1, _) => activity.constraints.push(Constraint { kind: ConstraintKind::Mso, date: sep(day) }),
                _ => {}
            }
        }
        let owners = owned(&[1, 2], &owner_of);
        let (before, after) = (solve(&plan), level(&plan, &owners));
        let mut busy: BTreeMap<(usize, Day), u32> = BTreeMap::new();
        for (i, activity) in plan.activities.iter().enumerate() {
            let dates = dates(&after.schedule, i);
            let under_way = activity.actual_start.is_some();
            if activity.constraints.is_empty() {
                prop_assert!(dates.early_finish >= super::network::dates(&before, i).early_finish);
            }
            let (Some(owner), Some(1..)) = (owner_of[i], activity.duration) else { continue };
            let calendar = &plan.calendars[activity.calendar];
            let mut worked = 0;
            for &(first, last) in &after.worked[i] {
                for day in (day_of(first)..=day_of(last)).filter(|&day| calendar.works(day)) {
                    *busy.entry((owner, day)).or_default() += 1;
                    worked += 1;
                }
            }
            let asked = if under_way { activity.remaining.map(|days| days.max(1)) } else { activity.duration };
            prop_assert_eq!(Some(worked), asked);
            prop_assert_eq!(after.worked[i].last().map(|run| run.1), Some(dates.early_finish));
            if !under_way {
                prop_assert_eq!(&after.worked[i], &[(dates.early_start, dates.early_finish)]);
            }
        }
        prop_assert!(busy.iter().all(|(&(owner, _), &count)| count <= [1, 2][owner]));
        // Links still hold: nothing is out of order in what the engine itself reports.
        if status.is_none() && plan.activities.iter().all(|activity| activity.constraints.is_empty()) {
            prop_assert!(after.schedule.conflicts.is_empty());
        }
    }
}
