//! Several baselines, which of them counts, and the variance against each.

use milepost::{diag::Code, model::Key};
use serde_json::{Value, json as value};

use super::project::{Project, day, json, row};

const SETTINGS: &str = "start: 2026-09-07
status_date: 2026-10-05
baselines:
  - {name: Original, approved_on: 2026-09-01, approved_by: anna}
  - {name: Replan, approved_on: 2026-09-21, approved_by: anna}
  - {name: Wish}
agents: [anna]
";

const MILESTONES: [(&str, &str); 3] = [
    (
        "M1",
        "duration: 5d\nstart: 2026-09-07\nfinish: 2026-09-11\nstatus: done\nactual_finish: 2026-09-15\nbaselines: \
         {Replan: {start: 2026-09-14, finish: 2026-09-18}}",
    ),
    ("M2", "duration: 5d\nstart: 2026-09-21\nfinish: 2026-09-25"),
    ("M3", "duration: 5d\nbaselines: {Replan: {start: 2026-10-05, finish: 2026-10-09}}"),
];

fn settings(baseline: &str) -> String {
    format!("{SETTINGS}baseline: {baseline}\n")
}

#[test]
fn variance_is_told_against_every_baseline() {
    let json = json(&settings("Replan"), &MILESTONES);
    let baselines = &row(&json, "milestones", "M1")["baselines"];
    assert_eq!(
        baselines,
        &value!({
            "Original": {"start": "2026-09-07", "finish": "2026-09-11", "variance": 2},
            "Replan": {"start": "2026-09-14", "finish": "2026-09-18", "variance": -3},
            "Wish": {"start": "2026-09-14", "finish": "2026-09-18", "variance": -3},
        })
    );
    let second = &row(&json, "milestones", "M2")["baselines"];
    assert_eq!(second["Replan"]["finish"], "2026-09-25", "what was not planned anew keeps its dates");
    let third = row(&json, "milestones", "M3");
    assert_eq!(
        third["baselines"].as_object().map(|known| known.len()),
        Some(2),
        "it is not in the first plan"
    );
    assert_eq!(third["variance"], 0);
    assert_eq!(json["baselines"][1]["current"], true);
    assert_eq!(json["baselines"][1]["approved_by"], "anna");
}

#[test]
fn the_chosen_baseline_counts_and_else_the_last() {
    let variance = |settings: &str| Project::new(settings, &MILESTONES).place("M1").variance;
    assert_eq!(variance(&settings("Original")), Some(2));
    assert_eq!(variance(&settings("Replan")), Some(-3));
    let last = SETTINGS.replace("  - {name: Wish}\n", "");
    assert_eq!(variance(&last), Some(-3));
    let phase = |settings: &str| Project::new(settings, &MILESTONES).0.chronicle.now.phases[0].gate.baseline;
    assert_eq!(phase(&settings("Original")), Some(day("2026-09-25")));
    assert_eq!(phase(&settings("Replan")), Some(day("2026-10-09")));
}

#[test]
fn a_later_baseline_does_not_change_the_past() {
    let mut things = MILESTONES.to_vec();
    things.push(("sprints/sprint-01", "start: 2026-09-07\nend: 2026-09-18"));
    let project = Project::new(&settings("Replan"), &things);
    assert!(project.0.chronicle.past.at(Key::new(0)).is_some(), "the sprint is over");
    let then = project.0.context().sprint_state(Key::new(0)).into_owned();
    let baseline = then.milestone(project.key("M1")).baseline;
    assert_eq!(baseline.finish, Some(day("2026-09-11")), "the plan was approved anew three days later");
    let now = project.milestone("M1").baseline;
    assert_eq!(now.finish, Some(day("2026-09-18")));
}

#[test]
fn a_baseline_may_go_without_a_list() {
    let settings =
        "start: 2026-09-07\nstatus_date: 2026-09-07\nbaseline: {name: First, approved_on: 2026-09-01}\n";
    let json =
        json(settings, &[("M1", "start: 2026-09-07\nfinish: 2026-09-10\nforecast_finish: 2026-09-11")]);
    let expected = value!({"First": {"start": "2026-09-07", "finish": "2026-09-10", "variance": 1}});
    assert_eq!(row(&json, "milestones", "M1")["baselines"], expected);
}

#[test]
fn names_that_nobody_declared_are_told_with_the_nearest() {
    let things = [("M1", "duration: 5d\nbaselines: {Replna: {start: 2026-09-14}}")];
    let project = Project::new(&settings("Orginal"), &things);
    assert_eq!(project.told(Code::UnknownReference).len(), 2);
    assert_eq!(project.hints(Code::UnknownReference), ["did you mean `Original`?", "did you mean `Replan`?"]);
    let twice = SETTINGS.replace("name: Wish", "name: Replan");
    assert_eq!(Project::new(&twice, &MILESTONES).told(Code::DuplicateId).len(), 1);
}

/// What the record says of `M1`, written with these lines and a duration of a week, on a Thursday in its second week.
fn half(lines: &str) -> Value {
    let settings = "start: 2026-09-07\nstatus_date: 2026-09-17\n";
    row(&json(settings, &[("M1", &format!("owner: ada\nduration: 5d\n{lines}"))]), "milestones", "M1").clone()
}

fn codes(row: &Value) -> Vec<&str> {
    let rules = row["rules"].as_array().expect("a list").iter();
    rules.map(|rule| rule["code"].as_str().expect("a word")).collect()
}

const BEGUN: &str = "updates: [{date: 2026-09-17, by: ada, status: in_progress, percent_complete: 10}]";

#[test]
fn the_other_half_of_a_baseline_is_never_made_up() {
    let finish = half(&format!("finish: 2026-09-16\n{BEGUN}"));
    assert_eq!(finish["baseline"], value!({"start": null, "finish": "2026-09-16"}));
    assert_eq!(codes(&finish), ["overdue", "slip"], "no share of an unknown time has passed");
    assert!(finish["variance"].as_i64().is_some_and(|days| days > 0));
    let start = half(&format!("start: 2026-09-07\n{BEGUN}"));
    assert_eq!(start["baseline"], value!({"start": "2026-09-07", "finish": null}));
    assert_eq!(codes(&start), ["behind"], "nothing is late that has no approved finish");
    assert_eq!(start["variance"], Value::Null);
    assert_eq!(codes(&half("start: 2026-09-07")), ["no-facts"], "its planned start has passed");
    let later = half("finish: 2026-10-30\ndepends_on: [M9]");
    assert!(!codes(&later).contains(&"no-facts"), "nobody knows when it was to begin");
}
