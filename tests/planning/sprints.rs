//! What belongs to sprints and phases, and which report counts.

use milepost::model::{Rag, Subject};

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-03-02\nstatus_date: 2026-03-25\nagents: [ada]\n";
const S1: (&str, &str) = ("sprints/s1", "id: S1\nstart: 2026-03-02\nend: 2026-03-13");
const S2: (&str, &str) = ("sprints/s2", "id: S2\nstart: 2026-03-16\nend: 2026-03-27");
const S3: (&str, &str) = ("sprints/s3", "id: S3\nstart: 2026-03-30\nend: 2026-04-10");

/// The sprints in whose scope a milestone is.
fn scopes(fields: &str) -> Vec<String> {
    let project = Project::new(SETTINGS, &[("M1", fields), S1, S2, S3]);
    let (program, chronicle) = (&project.0.program, &project.0.chronicle);
    let has = |key: &_| chronicle.scope_of(*key).1.milestones.contains(&project.key("M1"));
    program.sprints.keys().filter(has).map(|key| program.head(Subject::Sprint(key)).id.to_string()).collect()
}

#[test]
fn what_belongs_to_a_sprint() {
    let begun = "updates: [{date: 2026-03-24, by: ada, status: in_progress, percent_complete: 50, actual_start: 2026-03-23}]";
    let done = "updates: [{date: 2026-03-10, by: ada, status: done, actual_start: 2026-03-03, actual_finish: 2026-03-10}]";
    let owner = "owner: ada\nduration: 3d\n";
    assert_eq!(scopes(&format!("{owner}start: 2026-04-01\nfinish: 2026-04-03")), ["S3"], "its approved days");
    assert_eq!(scopes(&format!("{owner}sprint: S3")), ["S3"], "its name");
    assert_eq!(scopes(&format!("{owner}{done}")), ["S1"], "its actual days");
    assert_eq!(scopes(&format!("duration: 9d\nowner: ada\n{begun}")), ["S2", "S3"], "its expected days");
    let late = format!("{owner}start: 2026-03-04\nfinish: 2026-03-06\n{begun}");
    assert_eq!(scopes(&late), ["S1", "S2"], "approved for the first, carried over into the second");
}

#[test]
fn what_is_reported_late_is_completed_once() {
    let fields = "owner: ada\nduration: 3d\nstart: 2026-03-10\nfinish: 2026-03-12\nupdates: [{date: 2026-03-17, by: ada, status: done, actual_start: 2026-03-10, actual_finish: 2026-03-12}, {date: 2026-03-24, by: ada, status: done, note: Still}]";
    let later = "start: 2026-03-02\nstatus_date: 2026-04-13\nagents: [ada]\n";
    let project = Project::new(later, &[("M1", fields), S1, S2, S3]);
    let (program, chronicle) = (&project.0.program, &project.0.chronicle);
    let completed = |id: &str| {
        let key = program.sprints.key(id).expect("a sprint");
        chronicle.scope_of(key).1.completed.clone()
    };
    assert_eq!(completed("S1"), []);
    assert_eq!(completed("S2"), [project.key("M1")]);
    assert_eq!(completed("S3"), []);
    let cx = project.0.context();
    let key = program.sprints.key("S2").expect("a sprint");
    let page = cx.sprint_page(key, &cx.sprint_state(key));
    assert!(page.completed[0].late, "it is told as reported late");
}

#[test]
fn a_phase_of_which_all_was_given_up_has_no_gate_date() {
    let given_up = "owner: ada\nduration: 3d\nstart: 2026-03-10\nfinish: 2026-03-12\nupdates: [{date: 2026-03-17, by: ada, status: cancelled}]";
    let json = json(SETTINGS, &[("M1", given_up)]);
    assert!(row(&json, "phases", "P1")["gate"]["forecast"].is_null());
}

#[test]
fn two_reports_of_one_day_count_by_their_clock_else_as_written() {
    let percent = |first: &str, second: &str| {
        let fields = format!(
            "owner: ada\nduration: 30d\nupdates:\n  - {{date: {first}, by: ada, status: in_progress, percent_complete: 20, actual_start: 2026-03-03}}\n  - {{date: {second}, by: ada, percent_complete: 30}}"
        );
        Project::new(SETTINGS, &[("M1", &fields)]).milestone("M1").percent()
    };
    assert_eq!(percent("2026-03-24", "2026-03-24"), Some(30));
    assert_eq!(percent("2026-03-24T15:00:00Z", "2026-03-24T09:00:00Z"), Some(20));
}

#[test]
fn a_status_that_is_not_understood_keeps_its_word() {
    for word in ["paused", "on hold", "somewhere"] {
        let fields = format!(
            "owner: ada\nduration: 30d\nupdates: [{{date: 2026-03-24, by: ada, status: {word}, percent_complete: 60, actual_start: 2026-03-03}}]"
        );
        let decision = "id: D1\ntitle: Wood\nstatus: somewhere\ndate: 2026-03-04";
        let project = Project::new(SETTINGS, &[("M1", &fields), ("decisions/d1", decision)]);
        let cx = project.0.context();
        let milestone = cx.milestone_row(cx.now(), project.key("M1"));
        assert_eq!(milestone.status_written.as_deref(), Some(word));
        assert_eq!(
            (milestone.status, project.milestone("M1").verdict.shown),
            ("unknown", Rag::Unknown),
            "{word}"
        );
        let record = serde_json::to_value(cx.program_record(&[], None)).expect("JSON");
        let decision = row(&record, "decisions", "D1");
        assert_eq!(
            (&decision["status"], &decision["status_written"]),
            (&serde_json::Value::Null, &"somewhere".into())
        );
    }
    let ours = Project::new(SETTINGS, &[("M1", "owner: ada\nduration: 3d\nstatus: Not started")]);
    let row = ours.0.context().milestone_row(ours.0.context().now(), ours.key("M1"));
    assert_eq!((row.status, row.status_written.as_deref()), ("planned", Some("Not started")));
}
