//! Own calendars: of the program, of milestones, of owners.

use milepost::diag::Code;

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-09-07
status_date: 2026-09-07
calendar: {workdays: [mon, tue, wed, thu, fri], holidays: [2026-09-08], extra: [2026-09-12]}
calendars:
  early-week: {workdays: [mon, tue]}
  abroad: {holidays: [2026-09-10]}
agents:
  - {id: anna, calendar: early-week}
  - ben
  - {id: cem, calendar: abroad}
";

#[test]
fn the_programs_calendar_has_holidays_and_extra_days() {
    let project = Project::new(SETTINGS, &[("M1", "duration: 5d\nowner: ben")]);
    assert_eq!(project.forecast("M1").1, "2026-09-12", "the 8th is off, Saturday the 12th is worked");
}

#[test]
fn a_named_calendar_says_what_differs_from_the_programs() {
    let things = [("M1", "duration: 2d\ncalendar: early-week"), ("M2", "duration: 4d\ncalendar: abroad")];
    let project = Project::new(SETTINGS, &things);
    assert_eq!(project.forecast("M1").1, "2026-09-12", "the holiday and the extra day are the program's");
    assert_eq!(project.forecast("M2").1, "2026-09-11", "its own holiday stands in place of the program's");
}

#[test]
fn the_owners_calendar_applies_unless_the_milestone_names_its_own() {
    let things = [
        ("M1", "duration: 3d\nowner: anna"),
        ("M2", "duration: 3d\nowner: anna\ncalendar: abroad"),
        ("M3", "duration: 3d\nowner: ben"),
        (
            "M4",
            "duration: 3d\nowner: ben\nupdates:\n  - {date: 2026-09-07, by: ben, owner: cem, note: Handed over.}",
        ),
    ];
    let project = Project::new(SETTINGS, &things);
    assert_eq!(project.forecast("M1").1, "2026-09-14");
    assert_eq!(project.forecast("M2").1, "2026-09-09");
    assert_eq!(project.forecast("M3").1, "2026-09-10");
    assert_eq!(project.forecast("M4").1, "2026-09-09", "the calendar goes with the owner");
    let json = json(SETTINGS, &things);
    assert_eq!(row(&json, "milestones", "M1")["calendar"], "early-week");
    assert_eq!(row(&json, "milestones", "M3")["calendar"], serde_json::Value::Null);
}

#[test]
fn people_and_teams_have_calendars_too() {
    let things = [
        ("M1", "duration: 3d\nowner: dora"),
        ("M2", "duration: 3d\nowner: crew"),
        ("people/dora", "name: Dora\ncalendar: early-week"),
        ("teams/crew", "name: Crew\nmembers: [dora]\ncalendar: abroad"),
    ];
    let project = Project::new(SETTINGS, &things);
    assert_eq!(
        (project.forecast("M1").1, project.forecast("M2").1),
        ("2026-09-14".into(), "2026-09-09".into())
    );
}

#[test]
fn lags_are_counted_in_the_programs_calendar() {
    let things = [
        ("M1", "duration: 1d\nowner: anna"),
        ("M2", "duration: 1d\ndepends_on: {on: M1, lag: 2d}\nowner: anna"),
    ];
    let project = Project::new(SETTINGS, &things);
    assert_eq!(project.forecast("M2").0, "2026-09-12", "two days after Monday end on Thursday");
}

#[test]
fn a_calendar_that_is_not_there_is_told_with_the_nearest() {
    let settings = SETTINGS.replace("id: anna, calendar: early-week", "id: anna, calendar: erly-week");
    let project = Project::new(&settings, &[("M1", "duration: 1d\ncalendar: abraod")]);
    let told = project.told(Code::UnknownReference);
    assert_eq!(
        told,
        [
            "`calendar` names `erly-week`, which `milepost.yaml` does not declare",
            "`calendar` names `abraod`, which `milepost.yaml` does not declare",
        ]
    );
    assert_eq!(
        project.hints(Code::UnknownReference),
        ["did you mean `early-week`?", "did you mean `abroad`?"]
    );
    assert_eq!(project.forecast("M1").1, "2026-09-07", "it is scheduled all the same");
}

#[test]
fn calendars_that_cannot_be_read_are_told_and_replaced() {
    for calendars in ["calendars: [a]\n", "calendars: {a: 5}\n", "calendars: {a: {workdays: [someday]}}\n"] {
        let project =
            Project::new(&format!("start: 2026-09-07\n{calendars}"), &[("M1", "duration: 1d\ncalendar: a")]);
        assert!(!project.0.diagnostics.is_empty(), "{calendars}");
        assert_eq!(project.place("M1").duration, 1);
    }
}
