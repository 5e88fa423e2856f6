//! What content says is what the engine says: links, lags, calendars, constraints, deadlines, progress.

use milepost::analyse::Why;
use milepost::analyse::schedule::{Activity, Constraint, ConstraintKind, Link, Network, schedule};
use milepost::date::{Length, WorkCalendar};
use milepost::diag::Code;
use proptest::prelude::*;

use super::content;
use super::network::{FF, FS, SF, SS, network, networks, sep};
use super::project::{Project, json_of, memory, row};

fn project(network: &Network) -> Project {
    let files = content::files(network);
    Project::of(&memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))))
}

/// Networks as content can tell them: lags are in the program's calendar, of two links of a kind between the same
/// ends the first counts.
fn told() -> impl Strategy<Value = Network> {
    let bound = prop::option::weighted(0.3, (0usize..6, 1u32..60));
    let bounds = prop::collection::vec((bound.clone(), bound, prop::option::weighted(0.2, 10u32..80)), 12);
    let progress = prop::collection::vec((0u8..4, 1u32..20, 0u32..9, 0u32..5), 12);
    (networks(), bounds, progress, 7u32..25).prop_map(|(mut network, bounds, progress, status)| {
        network.links.iter_mut().for_each(|link| link.calendar = 0);
        let mut seen = std::collections::BTreeSet::new();
        network.links.retain(|link| seen.insert((link.from, link.to, link.kind)));
        for (activity, (first, second, deadline)) in network.activities.iter_mut().zip(bounds) {
            let constraint =
                |(kind, day): (usize, u32)| Constraint { kind: ConstraintKind::ALL[kind], date: sep(day) };
            activity.constraints = [first, second].into_iter().flatten().map(constraint).collect();
            activity.deadline = deadline.map(sep);
        }
        network.status_date = Some(sep(status));
        for (activity, (sort, start, length, left)) in network.activities.iter_mut().zip(progress) {
            let started = sep(start.min(status));
            match sort {
                0 => {
                    activity.actual_start = Some(started);
                    activity.actual_finish = Some(sep((start + length).min(status)).max(started));
                }
                1 if activity.duration != Some(0) => {
                    activity.actual_start = Some(started);
                    activity.remaining = Some(left);
                }
                _ => {}
            }
        }
        network
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn content_gives_the_dates_and_floats_of_its_network(network in told()) {
        let (project, expected) = (project(&network), schedule(&network));
        for activity in 0..network.activities.len() {
            let place = project.place(&content::id(activity));
            let dates = expected.dates(activity).expect("all have a duration");
            prop_assert_eq!(
                (place.early.start, place.early.finish, place.late.start, place.late.finish),
                (dates.early_start, dates.early_finish, dates.late_start, dates.late_finish)
            );
            prop_assert_eq!(
                (place.total_float, place.free_float, place.critical),
                (dates.total_float, dates.free_float, dates.critical)
            );
        }
        let unkept = expected.outcomes.iter().enumerate().filter_map(|(i, _)| expected.dates(i));
        if unkept.into_iter().any(|dates| dates.total_float < 0) {
            prop_assert!(!project.told(Code::ScheduleConflict).is_empty(), "negative float has a cause");
        }
    }
}

/// Networks in the manner of PSPLIB: seven-day weeks, finish to start, a job that starts and one that ends.
#[test]
fn networks_have_the_length_of_their_longest_path() {
    let diamond: &[(usize, usize)] = &[(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)];
    let ladder: &[(usize, usize)] = &[(0, 1), (0, 2), (1, 3), (2, 3), (1, 4), (3, 5), (4, 5), (5, 6), (2, 6)];
    let cases: [(&[u32], _, i64); 4] = [
        (&[0, 3, 5, 2, 0], diamond, 7),
        (&[0, 10, 1, 10, 0], diamond, 20),
        (&[0, 4, 6, 1, 9, 3, 0], ladder, 16),
        (&[0, 1, 1, 1, 1, 1, 0], ladder, 3),
    ];
    for (days, links, length) in cases {
        let links: Vec<_> = links.iter().map(|&(from, to)| (from, to, FS, 0)).collect();
        let plan = Network { calendars: vec![WorkCalendar::every_day()], ..network(days, &links) };
        let project = project(&plan);
        let finish = project.0.chronicle.now.program.headline.forecast.expect("all is scheduled").finish;
        assert_eq!((finish - plan.start).num_days() + 1, length, "{days:?}");
    }
}

#[test]
fn every_kind_of_link_and_lag_is_read() {
    let mut plan = network(&[5, 3, 4, 2, 2], &[(0, 1, FS, 2), (0, 2, SS, -1), (2, 3, FF, 1), (0, 4, SF, 7)]);
    plan.links.push(Link { lag: Length::Elapsed(3), ..Link::new(1, 4, FS) });
    let (project, expected) = (project(&plan), schedule(&plan));
    for activity in 0..5 {
        let dates = expected.dates(activity).expect("it is scheduled");
        assert_eq!(project.place(&content::id(activity)).early.start, dates.early_start, "A{activity}");
    }
}

#[test]
fn a_deadline_that_cannot_be_kept_is_negative_float_all_along_the_chain_and_told_once() {
    let mut plan = network(&[5, 5, 5], &[(0, 1, FS, 0), (1, 2, FS, 0)]);
    plan.activities[2].deadline = Some(sep(23));
    let project = project(&plan);
    for id in ["A0", "A1", "A2"] {
        assert_eq!(project.place(id).total_float, -2, "{id}");
        assert!(project.place(id).critical, "{id}");
    }
    assert_eq!(project.told(Code::ScheduleConflict), ["A2 misses its deadline 2026-09-23 by 2 working days"]);
    let files = content::files(&plan);
    let json = json_of(&memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))));
    assert_eq!(row(&json, "milestones", "A0")["total_float"], -2, "it is shown, not hidden");
    assert_eq!(row(&json, "milestones", "A2")["deadline"], "2026-09-23");
}

#[test]
fn a_constraint_against_a_link_is_told_at_the_constraint() {
    let mut plan = network(&[5, 2], &[(0, 1, FS, 0)]);
    plan.activities[1].constraints = vec![Constraint { kind: ConstraintKind::Mso, date: sep(9) }];
    let project = project(&plan);
    assert_eq!(project.place("A1").early.start, sep(9), "MSO counts even against links");
    let told = project.told(Code::ScheduleConflict);
    assert_eq!(told, ["the constraint of A1 puts it 3 working days before what it waits for"]);
}

#[test]
fn several_constraints_all_hold() {
    let mut plan = network(&[2], &[]);
    plan.activities[0].constraints = vec![
        Constraint { kind: ConstraintKind::Snet, date: sep(9) },
        Constraint { kind: ConstraintKind::Fnlt, date: sep(9) },
    ];
    let project = project(&plan);
    assert_eq!((project.place("A0").early.start, project.place("A0").total_float), (sep(9), -1));
    assert_eq!(
        project.told(Code::ScheduleConflict),
        ["A0 misses its constraint FNLT 2026-09-09 by 1 working day"]
    );
}

#[test]
fn work_started_too_early_keeps_its_start_and_waits_with_the_rest() {
    let mut plan = network(&[5, 4], &[(0, 1, FS, 0)]);
    plan.status_date = Some(sep(9));
    plan.activities[1].actual_start = Some(sep(8));
    plan.activities[1].remaining = Some(3);
    let project = project(&plan);
    let place = project.place("A1");
    assert_eq!(place.forecast.start, sep(8));
    assert_eq!(place.forecast.finish, sep(18), "A0 starts on the 9th and ends on the 15th, then three days");
    assert_eq!(project.told(Code::OutOfSequence).len(), 1);
}

#[test]
fn nothing_unfinished_is_forecast_before_the_status_date() {
    let mut plan = network(&[2, 3, 0, 0], &[(0, 2, FS, 0)]);
    plan.status_date = Some(sep(16));
    plan.activities[3].actual_start = Some(sep(7));
    plan.activities[1] = Activity { actual_start: Some(sep(7)), remaining: Some(1), ..Activity::of(3) };
    let project = project(&plan);
    let dates = ["A0", "A1", "A2", "A3"].map(|id| project.place(id).forecast);
    assert_eq!((dates[0].start, dates[0].finish), (sep(16), sep(17)));
    assert_eq!((dates[1].start, dates[1].finish), (sep(7), sep(16)), "an actual start and the rest");
    assert_eq!(dates[2].finish, sep(17));
    assert_eq!(dates[3].start, sep(16), "an instant that is not done is still to come");
}

#[test]
fn the_finish_an_owner_expects_stands_beside_the_computed_one_and_the_later_counts() {
    let settings = "start: 2026-09-07\nstatus_date: 2026-09-07\n";
    let things = [
        ("M1", "duration: 3d\nforecast_finish: 2026-09-15"),
        ("M2", "duration: 2d\ndepends_on: M1"),
        ("M3", "duration: 5d\nforecast_finish: 2026-09-08"),
    ];
    let project = Project::new(settings, &things);
    let late = project.place("M1");
    assert_eq!((late.computed_finish, late.forecast.finish), (sep(9), sep(15)));
    assert_eq!(late.owner_finish, Some(sep(15)));
    assert_eq!(late.why, Why::OwnerExpects(Some(sep(15))));
    assert_eq!(project.place("M2").forecast.start, sep(16), "what waits, waits for the later one");
    let early = project.place("M3");
    assert_eq!((early.forecast.finish, early.owner_finish), (sep(11), Some(sep(8))), "hope moves nothing");
    let json = super::project::json(settings, &things);
    let row = row(&json, "milestones", "M1");
    assert_eq!((&row["computed_finish"], &row["owner_finish"]), (&"2026-09-09".into(), &"2026-09-15".into()));
}
