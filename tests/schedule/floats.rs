//! What floats promise, tried by letting the activity slip.

use chrono::NaiveDate;
use milepost::analyse::schedule::{Activity, Constraint, ConstraintKind, Driver, Network, Schedule};
use milepost::date::{date_of, day_of};
use proptest::prelude::*;

use super::network::{dates, networks, solve};

/// The same plan, with one activity that slips by so many working days of its calendar.
fn slipped(network: &Network, schedule: &Schedule, activity: usize, days: i32) -> Schedule {
    let mut network = network.clone();
    let calendar = network.calendars[network.activities[activity].calendar].clone();
    let dates = dates(schedule, activity);
    let gate = network.activities[activity].duration == Some(0);
    let at_end = gate && matches!(dates.driver, Driver::Link(_));
    let start = day_of(dates.early_start) + i32::from(at_end);
    let date = date_of(calendar.add(start, days));
    network.activities[activity].constraints.push(Constraint { kind: ConstraintKind::Snet, date });
    solve(&network)
}

/// Starts and finishes of all but one.
fn others(schedule: &Schedule, but: usize) -> Vec<(NaiveDate, NaiveDate)> {
    let all = 0..schedule.outcomes.len();
    all.filter(|&i| i != but)
        .map(|i| (dates(schedule, i).early_start, dates(schedule, i).early_finish))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_slip_moves_what_its_floats_say_and_no_more(mut network in networks()) {
        // A plan of gates alone ends on the same day whether it is over at its start or a day later.
        network.activities.push(Activity::of(1));
        let schedule = solve(&network);
        for activity in 0..network.activities.len() {
            let (total, free) = (dates(&schedule, activity).total_float, dates(&schedule, activity).free_float);
            prop_assert!(0 <= free && free <= total);
            let at = |days| slipped(&network, &schedule, activity, days);
            prop_assert_eq!(others(&at(free), activity), others(&schedule, activity));
            // A gate can move from the start of a day to its end, and be shown on that day both times.
            let mut behind = network.links.iter().filter(|l| l.from == activity);
            if free < total && behind.all(|l| network.activities[l.to].duration != Some(0)) {
                prop_assert!(others(&at(free + 1), activity) != others(&schedule, activity));
            }
            prop_assert_eq!(at(total).finish, schedule.finish);
            prop_assert!(at(total + 1).finish > schedule.finish);
        }
    }

    #[test]
    fn what_is_critical_reaches_from_start_to_finish(network in networks()) {
        let schedule = solve(&network);
        let critical = |i: &usize| dates(&schedule, *i).critical;
        prop_assert!((0..network.activities.len()).any(|i| critical(&i)));
    }
}
