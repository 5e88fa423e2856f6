//! What floats promise, tried by letting the activity slip.

use milepost::analyse::schedule::{Activity, Constraint, ConstraintKind, Network};
use milepost::date::{Day, date_of, day_of};
use proptest::prelude::*;

use super::network::{dates, networks, solve};

/// The same plan, with one activity that slips by so many working days of its calendar.
fn slipped(network: &Network, activity: usize, days: i32) -> Network {
    let calendar = &network.calendars[network.activities[activity].calendar];
    not_before(network, activity, calendar.add(instant(network, activity), days))
}

fn not_before(network: &Network, activity: usize, day: Day) -> Network {
    let mut network = network.clone();
    let snet = Constraint { kind: ConstraintKind::Snet, date: date_of(day) };
    network.activities[activity].constraints.push(snet);
    network
}

/// The instant at which an activity starts. A gate is shown on a day; it is at the end of that day where waiting for
/// the start of the next does not move it.
fn instant(network: &Network, activity: usize) -> Day {
    let shown = |network: &Network| day_of(dates(&solve(network), activity).early_start);
    let day = shown(network);
    let gate = network.activities[activity].duration == Some(0);
    if gate && shown(&not_before(network, activity, day + 1)) == day { day + 1 } else { day }
}

/// When all but one start.
fn others(network: &Network, but: usize) -> Vec<Day> {
    let all = 0..network.activities.len();
    all.filter(|&i| i != but).map(|i| instant(network, i)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_slip_moves_what_its_floats_say_and_no_more(mut network in networks()) {
        // A plan of gates alone ends on the same day whether it is over at its start or a day later.
        network.activities.push(Activity::of(1));
        let schedule = solve(&network);
        for activity in 0..network.activities.len() {
            let (total, free) = (dates(&schedule, activity).total_float, dates(&schedule, activity).free_float);
            prop_assert!(0 <= free && free <= total);
            let at = |days| slipped(&network, activity, days);
            prop_assert_eq!(others(&at(free), activity), others(&network, activity));
            if free < total {
                prop_assert!(others(&at(free + 1), activity) != others(&network, activity));
            }
            prop_assert_eq!(solve(&at(total)).finish, schedule.finish);
            prop_assert!(solve(&at(total + 1)).finish > schedule.finish);
        }
    }

    #[test]
    fn what_is_critical_reaches_from_start_to_finish(network in networks()) {
        let schedule = solve(&network);
        let critical = |i: &usize| dates(&schedule, *i).critical;
        prop_assert!((0..network.activities.len()).any(|i| critical(&i)));
    }
}
