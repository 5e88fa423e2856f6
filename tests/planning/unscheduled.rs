//! Not scheduled, because; everything else is.

use milepost::{analyse::Unscheduled, diag::Code};

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-09-07\nstatus_date: 2026-09-07\n";
const MILESTONES: [(&str, &str); 8] = [
    ("M1", "duration: 5d"),
    ("M2", "duration: 5d\ndepends_on: [M1, M3]"),
    ("M3", "duration: 5d\ndepends_on: M2"),
    ("M4", "duration: 2d\ndepends_on: [M1, M3]"),
    ("M5", "depends_on: M1"),
    ("M6", "duration: 2d\ndepends_on: [M1, M99]"),
    ("M7", "duration: 2d\nstatus: cancelled"),
    ("M8", "start: 2026-09-07\nfinish: 2026-09-09\ndepends_on: [M5, M6, M7]"),
];

#[test]
fn each_reason_is_told() {
    let project = Project::new(SETTINGS, &MILESTONES);
    let why = |id: &str| project.milestone(id).schedule.as_ref().err().cloned();
    assert!(matches!(why("M2"), Some(Unscheduled::Cycle(members)) if members.len() == 2));
    assert!(matches!(why("M3"), Some(Unscheduled::Cycle(_))));
    assert_eq!(why("M5"), Some(Unscheduled::NoDuration));
    assert_eq!(why("M6"), Some(Unscheduled::UnknownReference));
    assert_eq!(why("M7"), Some(Unscheduled::Cancelled));
    assert_eq!(project.told(Code::Cycle).len(), 1, "a cycle is told once");
    assert_eq!(project.told(Code::NotScheduled).len(), 1, "the others are told by what they name");
    let json = json(SETTINGS, &MILESTONES);
    let reason = |id: &str| row(&json, "milestones", id)["unscheduled"].as_str().map(str::to_owned);
    assert_eq!(reason("M2").as_deref(), Some("it waits for itself: M2 → M3 → M2"));
    assert_eq!(reason("M5").as_deref(), Some("it has neither a duration nor both dates"));
    assert_eq!(reason("M6").as_deref(), Some("it waits for something that is not in the program"));
    assert_eq!(reason("M1"), None);
}

#[test]
fn everything_else_is_scheduled_from_what_is_known() {
    let project = Project::new(SETTINGS, &MILESTONES);
    let behind = project.place("M4");
    assert_eq!(behind.forecast.start.to_string(), "2026-09-14", "it waits for M1, whatever the cycle does");
    assert!(behind.incomplete, "and may be later");
    let dated = project.place("M8");
    assert_eq!((dated.duration, dated.incomplete), (3, true));
    assert!(!project.place("M1").incomplete);
    let gate = &project.0.chronicle.now.phases[0].gate;
    assert!(gate.headline.left_out > 0, "nobody knows when all of the phase is done");
    let dated =
        project.0.chronicle.now.milestones.iter().filter_map(|milestone| {
            milestone.schedule.as_ref().ok().filter(|placement| !placement.incomplete)
        });
    assert_eq!(gate.forecast, dated.map(|placement| placement.forecast.finish).max(), "of what has dates");
}

#[test]
fn what_is_done_needs_no_duration() {
    let project = Project::new(
        SETTINGS,
        &[("M1", "status: done\nactual_start: 2026-09-01\nactual_finish: 2026-09-04")],
    );
    assert_eq!(project.forecast("M1"), ("2026-09-01".to_owned(), "2026-09-04".to_owned()));
}

#[test]
fn without_a_start_nothing_is_guessed() {
    let project = Project::new("status_date: 2026-09-07\n", &[("M1", "duration: 5d")]);
    assert_eq!(project.milestone("M1").schedule, Err(Unscheduled::NoStart));
}
