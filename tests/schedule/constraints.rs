//! Constraints, deadlines and what contradicts them; what cannot be scheduled, and what is in spite of it.

use milepost::analyse::schedule::{Activity, Conflict, ConstraintKind, Driver, Link, Reason};

use super::network::{FS, constraint, dates, early, network, sep, solve};
use ConstraintKind::{Fnet, Fnlt, Mfo, Mso, Snet, Snlt};

#[test]
fn earliest_constraints_move_early_dates_and_are_named() {
    let mut plan = network(&[3, 3, 0, 0], &[]);
    plan.activities[0].constraints = vec![constraint(Snet, 12)]; // a Saturday
    plan.activities[1].constraints = vec![constraint(Fnet, 17)];
    plan.activities[2].constraints = vec![constraint(Snet, 12)];
    plan.activities[3].constraints = vec![constraint(Fnet, 12)];
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (14, 16));
    assert_eq!(early(&schedule, 1), (15, 17));
    assert_eq!(early(&schedule, 2), (12, 12), "gates are not moved to working days");
    assert_eq!(early(&schedule, 3), (12, 12));
    assert_eq!(dates(&schedule, 0).driver, Driver::Constraint(Snet));
    assert_eq!(dates(&schedule, 1).driver, Driver::Constraint(Fnet));
    assert_eq!(schedule.conflicts, []);
}

#[test]
fn latest_constraints_and_deadlines_show_as_negative_float() {
    let mut plan = network(&[5, 5], &[(0, 1, FS, 0)]);
    plan.activities[1].constraints = vec![constraint(Snlt, 10), constraint(Fnlt, 16)];
    plan.activities[1].deadline = Some(sep(17));
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 1), (14, 18), "early dates tell the truth");
    assert_eq!((dates(&schedule, 0).total_float, dates(&schedule, 0).free_float), (-2, 0));
    assert!(dates(&schedule, 0).critical);
    assert_eq!(
        schedule.conflicts,
        [
            Conflict::NegativeFloat { activity: 0, days: 2 },
            Conflict::ConstraintMissed { activity: 1, kind: Snlt, date: sep(10), days: 2 },
            Conflict::ConstraintMissed { activity: 1, kind: Fnlt, date: sep(16), days: 2 },
            Conflict::DeadlineMissed { activity: 1, days: 1 },
            Conflict::NegativeFloat { activity: 1, days: 2 },
        ]
    );
}

#[test]
fn a_deadline_that_is_kept_only_takes_float() {
    let mut plan = network(&[2, 10], &[]);
    plan.activities[0].deadline = Some(sep(10));
    let schedule = solve(&plan);
    assert_eq!(dates(&schedule, 0).total_float, 2);
    assert_eq!(schedule.conflicts, []);
}

#[test]
fn must_dates_win_over_links_and_the_contradiction_is_told() {
    for (kind, day) in [(Mso, 9), (Mfo, 11)] {
        let mut plan = network(&[5, 3], &[(0, 1, FS, 0)]);
        plan.activities[1].constraints = vec![constraint(kind, day)];
        let schedule = solve(&plan);
        assert_eq!(early(&schedule, 1), (9, 11), "{kind:?}");
        assert_eq!(dates(&schedule, 1).driver, Driver::Constraint(kind));
        assert_eq!(dates(&schedule, 0).total_float, -3);
        assert_eq!(
            schedule.conflicts,
            [
                Conflict::NegativeFloat { activity: 0, days: 3 },
                Conflict::ConstraintAgainstLink { activity: 1, link: 0, days: 3 },
            ]
        );
    }
}

#[test]
fn must_dates_that_fit_leave_float_before_them_and_none_on_them() {
    let mut plan = network(&[2, 3], &[(0, 1, FS, 0)]);
    plan.activities[1].constraints = vec![constraint(Mso, 14)];
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 1), (14, 16));
    assert_eq!((dates(&schedule, 0).total_float, dates(&schedule, 0).free_float), (3, 3));
    assert_eq!(dates(&schedule, 1).total_float, 0);
    assert_eq!(schedule.conflicts, []);
}

#[test]
fn a_must_date_before_the_plan_starts_is_missed() {
    let mut plan = network(&[2], &[]);
    plan.activities[0].constraints = vec![constraint(Mso, 1)];
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (7, 8));
    assert!(schedule.conflicts.contains(&Conflict::ConstraintMissed {
        activity: 0,
        kind: Mso,
        date: sep(1),
        days: 4
    }));
}

#[test]
fn a_finish_that_cannot_be_kept_is_told() {
    let mut plan = network(&[5], &[]);
    plan.finish = Some(sep(9));
    let schedule = solve(&plan);
    assert_eq!(dates(&schedule, 0).total_float, -2);
    assert!(schedule.conflicts.contains(&Conflict::FinishMissed { days: 2 }));
    plan.finish = Some(sep(15));
    assert_eq!(dates(&solve(&plan), 0).total_float, 2);
}

#[test]
fn a_loop_is_told_once_and_all_else_is_scheduled() {
    let links = [(0, 1, FS, 0), (1, 2, FS, 0), (2, 1, FS, 0), (2, 3, FS, 0), (3, 4, FS, 0), (0, 5, FS, 0)];
    let schedule = solve(&network(&[1; 6], &links));
    assert_eq!(schedule.cycles.len(), 1);
    assert_eq!(schedule.cycles[0].links, [1, 2]);
    assert_eq!(schedule.reason(1), Some(Reason::Cycle(0)));
    assert_eq!(schedule.reason(2), Some(Reason::Cycle(0)));
    assert_eq!(early(&schedule, 3), (7, 7), "from what is known");
    let incomplete = [0, 3, 4, 5].map(|i| dates(&schedule, i).incomplete_predecessors);
    assert_eq!(incomplete, [false, true, true, false]);
}

#[test]
fn without_a_duration_or_with_an_unknown_predecessor_nothing_is_guessed() {
    let mut plan = network(&[1, 1, 1, 1], &[(0, 1, FS, 0)]);
    plan.activities[0].duration = None;
    plan.activities[2].predecessor_unknown = true;
    plan.activities[3] = Activity {
        duration: None,
        actual_start: Some(sep(8)),
        actual_finish: Some(sep(15)),
        ..Activity::default()
    };
    let schedule = solve(&plan);
    assert_eq!(schedule.reason(0), Some(Reason::NoDurationAndNoDates));
    assert_eq!(schedule.reason(2), Some(Reason::UnknownPredecessor));
    assert!(dates(&schedule, 1).incomplete_predecessors);
    assert_eq!(early(&schedule, 3), (8, 15), "what is done needs no duration");
}

#[test]
fn nonsense_does_not_panic() {
    let mut plan = network(&[u32::MAX, 1, 0], &[(0, 1, FS, i32::MAX), (1, 2, FS, i32::MIN)]);
    plan.links.push(Link::new(7, 9, FS));
    plan.activities[1].calendar = 12;
    plan.links[0].calendar = 99;
    plan.activities[2].remaining = Some(u32::MAX);
    plan.start = chrono::NaiveDate::MAX;
    plan.status_date = Some(chrono::NaiveDate::MIN);
    plan.activities[1].deadline = Some(chrono::NaiveDate::MIN);
    assert_eq!(solve(&plan).outcomes.len(), 3);
    plan.start = chrono::NaiveDate::MIN;
    plan.activities[1].constraints = [Snet, Snlt, Fnet, Fnlt, Mso, Mfo].map(|k| constraint(k, 9)).to_vec();
    plan.finish = Some(chrono::NaiveDate::MAX);
    assert_eq!(solve(&plan).outcomes.len(), 3);
}
