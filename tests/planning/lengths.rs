//! How long something takes: dates against a duration, no length at all, and days that nobody knows.

use milepost::{analyse::Unscheduled, diag::Code, model::Rag};
use serde_json::Value;

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-03-02\nstatus_date: 2026-03-20\nagents: [ada, bo]\n";

fn begun(fields: &str) -> String {
    format!("{fields}updates: [{{date: 2026-03-19, by: ada, status: in_progress, actual_start: 2026-03-02}}]")
}

#[test]
fn dates_win_over_a_duration_that_says_something_else() {
    let length = |fields: &str| {
        let settings = SETTINGS.replace("2026-03-20", "2026-03-02");
        let project = Project::new(&settings, &[("M1", fields)]);
        (project.place("M1").duration, project.told(Code::DurationAgainstDates).len())
    };
    let dates = "start: 2026-03-02\nfinish: 2026-03-13";
    assert_eq!(length(&format!("duration: 4d\n{dates}")), (10, 1));
    assert_eq!(length(&format!("duration: 2w\n{dates}")), (10, 0));
    assert_eq!(length(&format!("duration: 3ed\n{dates}")), (12, 1), "in calendar days");
    assert_eq!(length("duration: 4d\nstart: 2026-03-02"), (4, 0));
    assert_eq!(length("duration: 0d\nstart: 2026-03-13\nfinish: 2026-03-13"), (0, 0), "an instant has a day");
    assert_eq!(length("duration: 2d\nstart: 2026-03-07\nfinish: 2026-03-08"), (2, 1), "days off alone");
    let estimate = "estimate: {optimistic: 2d, most_likely: 4d, pessimistic: 9d}";
    assert_eq!(length(&format!("{estimate}\n{dates}")), (4, 0), "an estimate may differ from the plan");
}

#[test]
fn under_way_without_a_length_has_no_place_and_is_not_done() {
    let project = Project::new(SETTINGS, &[("M1", &begun("")), ("M2", "duration: 5d\ndepends_on: M1")]);
    assert_eq!(project.milestone("M1").schedule, Err(Unscheduled::NoDuration));
    assert_ne!(project.milestone("M1").verdict.shown, Rag::Green);
    assert!(project.place("M2").incomplete);
    let lengths = ["duration: 3d\n", "start: 2026-03-02\nfinish: 2026-03-31\n"];
    for length in lengths {
        let project = Project::new(SETTINGS, &[("M1", &begun(length))]);
        assert!(project.place("M1").forecast.finish.to_string().as_str() >= "2026-03-20");
    }
    let left = begun("").replace("status:", "remaining: 4d, status:");
    assert_eq!(Project::new(SETTINGS, &[("M1", &left)]).forecast("M1").1, "2026-03-25");
}

#[test]
fn what_its_owner_expects_is_a_length_where_there_is_no_other() {
    let expects = |day: &str| begun("").replace("status:", &format!("forecast_finish: {day}, status:"));
    let project =
        Project::new(SETTINGS, &[("M1", &expects("2026-04-30")), ("M2", "duration: 5d\ndepends_on: M1")]);
    assert_eq!(project.forecast("M1").1, "2026-04-30");
    assert_eq!(project.forecast("M2").0, "2026-05-01");
    let passed = Project::new(SETTINGS, &[("M1", &expects("2026-03-10"))]);
    assert_eq!(passed.forecast("M1").1, "2026-03-20", "not before the status date");
    let day_off = Project::new(SETTINGS, &[("M1", &expects("2026-04-04"))]);
    assert_eq!(day_off.forecast("M1").1, "2026-04-06", "never earlier than it was said");
}

#[test]
fn done_at_no_known_day_is_nowhere_on_the_status_date() {
    let json = json(
        SETTINGS,
        &[
            ("M1", "duration: 5d\nstatus: done\nfinish: 2026-03-18"),
            ("M2", "duration: 5d\nstatus: done\nactual_finish: 2026-03-04"),
            ("phases/p2", "id: P2\ntitle: Two"),
            ("milestones/n1", "id: N1\ntitle: Next\nphase: P2\nduration: 1d\ndepends_on: M1"),
        ],
    );
    let milestone = row(&json, "milestones", "M1");
    assert_eq!(milestone["status"], "done");
    assert_eq!(milestone["rag"], "unknown");
    assert_eq!((&milestone["forecast"]["finish"], &milestone["actual_finish"]), (&Value::Null, &Value::Null));
    let gate = &json["phases"][0]["gate"];
    assert_eq!((&gate["forecast"], &gate["left_out"]), (&"2026-03-04".into(), &1.into()), "without M1");
    let next = row(&json, "milestones", "N1");
    assert_eq!((&next["forecast"]["start"], &next["incomplete"]), (&"2026-03-20".into(), &false.into()));
    let told = Project::new(
        SETTINGS,
        &[("M1", "duration: 5d\nupdates: [{date: 2026-03-18, by: ada, status: done}]")],
    );
    assert_eq!(told.forecast("M1").1, "2026-03-18", "the day of the update that says so");
}
