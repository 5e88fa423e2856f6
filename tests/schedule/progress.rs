//! Progress: what is done, what is under way, and that nothing is forecast in the past.

use milepost::analyse::schedule::{Conflict, Driver, Network};
use proptest::prelude::*;

use super::network::{FF, FS, SS, dates, early, network, networks, sep, solve};

fn on(day: u32, mut plan: Network) -> Network {
    plan.status_date = Some(sep(day));
    plan
}

#[test]
fn what_is_done_has_its_actual_dates_and_no_float() {
    let mut plan = on(16, network(&[3, 2], &[(0, 1, FS, 0)]));
    plan.activities[0].actual_start = Some(sep(8));
    plan.activities[0].actual_finish = Some(sep(14));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (8, 14));
    assert_eq!(dates(&schedule, 0).driver, Driver::Actual);
    assert!(!dates(&schedule, 0).critical);
    assert_eq!(dates(&schedule, 0).late_finish, sep(14));
    assert_eq!(early(&schedule, 1), (16, 17), "not before the status date");
    assert_eq!(dates(&schedule, 1).driver, Driver::StatusDate);
    assert!(dates(&schedule, 1).critical);
}

#[test]
fn the_rest_of_work_under_way_is_laid_from_the_status_date() {
    let mut plan = on(10, network(&[5, 1], &[(0, 1, FS, 0)]));
    plan.activities[0].actual_start = Some(sep(8));
    plan.activities[0].remaining = Some(4);
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (8, 15));
    assert_eq!(early(&schedule, 1), (16, 16));
    assert_eq!(dates(&schedule, 0).late_start, sep(10), "that of the rest");
    assert_eq!((dates(&schedule, 0).total_float, dates(&schedule, 1).total_float), (0, 0));
}

#[test]
fn without_a_word_on_the_rest_it_is_what_the_duration_leaves_and_a_day_at_least() {
    let mut plan = on(10, network(&[5], &[]));
    plan.activities[0].actual_start = Some(sep(8));
    assert_eq!(early(&solve(&plan), 0), (8, 14), "five days from the 8th on");
    plan.status_date = Some(sep(28));
    assert_eq!(early(&solve(&plan), 0), (8, 28), "it is not finished, so not before today");
    plan.activities[0].remaining = Some(0);
    assert_eq!(early(&solve(&plan), 0), (8, 28));
}

#[test]
fn out_of_sequence_work_keeps_its_start_and_waits_with_its_rest() {
    let mut plan = on(9, network(&[5, 4], &[(0, 1, FS, 0)]));
    plan.activities[0].actual_start = Some(sep(7));
    plan.activities[0].remaining = Some(3);
    plan.activities[1].actual_start = Some(sep(8));
    plan.activities[1].remaining = Some(2);
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (7, 11));
    assert_eq!(early(&schedule, 1), (8, 15), "two days after the 11th");
    assert_eq!(dates(&schedule, 1).driver, Driver::Link(0));
    assert_eq!(schedule.conflicts, [Conflict::OutOfSequence { activity: 1, link: 0 }]);
    assert_eq!(dates(&schedule, 0).total_float, 0, "it holds up the rest");
}

#[test]
fn what_was_done_out_of_sequence_waits_no_more() {
    let mut plan = on(9, network(&[5, 4, 1], &[(0, 1, FS, 0), (1, 2, FS, 0)]));
    plan.activities[1].actual_start = Some(sep(7));
    plan.activities[1].actual_finish = Some(sep(8));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 2), (9, 9));
    assert_eq!(early(&schedule, 0), (9, 15));
    assert_eq!(schedule.conflicts, [Conflict::OutOfSequence { activity: 1, link: 0 }]);
}

#[test]
fn a_start_that_has_happened_binds_no_more_but_a_finish_still_does() {
    let mut plan = on(9, network(&[9, 4], &[(0, 1, SS, 8), (0, 1, FF, 1)]));
    plan.activities[0].actual_start = Some(sep(7));
    plan.activities[1].actual_start = Some(sep(8));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (7, 17));
    assert_eq!(early(&schedule, 1), (8, 18));
    assert_eq!(dates(&schedule, 1).driver, Driver::Link(1));
}

#[test]
fn a_gate_that_was_reached_is_done_and_one_that_was_not_waits_for_today() {
    let mut plan = on(16, network(&[0, 0], &[]));
    plan.activities[0].actual_start = Some(sep(9));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (9, 9));
    assert_eq!(early(&schedule, 1), (16, 16));
}

#[test]
fn impossible_actual_dates_are_told() {
    let mut plan = on(9, network(&[3, 3], &[]));
    plan.activities[0].actual_start = Some(sep(8));
    plan.activities[0].actual_finish = Some(sep(7));
    plan.activities[1].actual_start = Some(sep(21));
    let schedule = solve(&plan);
    assert!(schedule.conflicts.contains(&Conflict::FinishBeforeStart { activity: 0 }));
    assert!(schedule.conflicts.contains(&Conflict::ActualInFuture { activity: 1 }));
    assert_eq!(early(&schedule, 1), (21, 23));
}

#[test]
fn without_a_status_date_actual_dates_pin_early_dates_only() {
    let mut plan = network(&[5, 1], &[(0, 1, FS, 0)]);
    plan.activities[0].actual_start = Some(sep(9));
    plan.finish = Some(sep(14));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (9, 15));
    assert_eq!(dates(&schedule, 0).late_start, sep(7));
    assert_eq!(dates(&schedule, 0).total_float, -2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_unfinished_is_forecast_before_the_status_date(
        plan in networks(),
        day in 1u32..40,
        facts in prop::collection::vec((0u8..4, 1u32..30, 0u32..10), 12),
    ) {
        let mut plan = on(day, plan);
        for (activity, &(kind, at, days)) in plan.activities.iter_mut().zip(&facts) {
            if kind > 0 { activity.actual_start = Some(sep(at)); }
            if kind == 2 { activity.actual_finish = Some(sep(at + days)); }
            if kind == 3 { activity.remaining = Some(days); }
        }
        let schedule = solve(&plan);
        for (i, activity) in plan.activities.iter().enumerate() {
            let dates = dates(&schedule, i);
            let gate_reached = activity.duration == Some(0) && activity.actual_start.is_some();
            if activity.actual_finish.is_none() && !gate_reached {
                prop_assert!(dates.early_finish >= sep(day));
                if activity.actual_start.is_none() {
                    prop_assert!(dates.early_start >= sep(day));
                }
                prop_assert!(dates.total_float >= 0);
                prop_assert!(0 <= dates.free_float && dates.free_float <= dates.total_float);
            } else {
                prop_assert!(!dates.critical);
            }
            prop_assert!(activity.actual_start.is_none_or(|s| activity.actual_finish.is_some()
                && activity.duration == Some(0) || s == dates.early_start));
        }
    }
}
