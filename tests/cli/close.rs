//! `milepost close`: what is written, what is refused, and that a record outlives what is edited.

use crate::project::Project;

const RECORD: &str = "content/sprints/s1.record.json";

/// The sound project with a sprint that is over and one that is not.
fn project() -> Project {
    Project::sound()
        .with(
            "content/sprints/s1.md",
            "---\nkind: sprint\nid: sprint-01\ntitle: Sprint 1\nstart: 2026-02-16\nend: 2026-02-27\n---\nWarm.\n",
        )
        .with(
            "content/sprints/s2.md",
            "---\nkind: sprint\nid: sprint-02\ntitle: Sprint 2\nstart: 2026-03-02\nend: 2026-03-13\n---\n",
        )
}

#[test]
fn a_sprint_that_is_over_is_closed_once() {
    let project = project();
    let told = project.run("close 1");
    assert_eq!((told.err.as_str(), told.code), ("", 0));
    assert!(
        told.out.contains("sprint-01 is closed: written to content/sprints/s1.record.json"),
        "{}",
        told.out
    );
    let record = project.read(RECORD);
    let told = project.run("close sprint-01");
    assert_eq!(told.code, 2);
    assert!(told.err.contains("closed already") && told.err.contains("--again REASON"), "{}", told.err);
    assert_eq!(project.read(RECORD), record);
}

#[test]
fn a_sprint_that_is_not_over_is_not_closed() {
    let told = project().run("close sprint-02");
    assert_eq!(told.code, 2);
    let why = "sprint-02 is not over: its last day is 15 Mar 2026, and the status date is 2 Mar 2026";
    assert!(told.err.contains(why), "{}", told.err);
    assert_eq!(project().run("close sprint-09").code, 2);
    assert_eq!(project().run("close sprint-01 --again Late").code, 2);
}

#[test]
fn a_dry_run_shows_the_record_and_writes_nothing() {
    let project = project();
    let told = project.run("close sprint-01 --dry-run");
    assert_eq!(told.code, 0);
    assert!(told.out.starts_with("{\n  \"record\": 1,\n  \"sprint\": \"sprint-01\""), "{}", told.out);
    assert!(!project.path(RECORD).exists());
    project.run("close sprint-01");
    assert_eq!(project.read(RECORD), told.out);
}

#[test]
fn closed_again_the_former_record_is_kept() {
    let project = project();
    project.run("close sprint-01");
    let project = project.with(
        "content/milestones/m1-oven.md",
        "---\nkind: milestone\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 5d\nupdates:\n  - {date: 2026-02-20, by: ada, status: done, actual_start: 2026-02-16, actual_finish: 2026-02-20}\n---\n",
    );
    let told = project.run("check --format short");
    assert!(told.out.contains("warning[past-changed]: `sprint-01` is closed"), "{}", told.out);
    project.run("build");
    let page = project.read("output/sprints/sprint-01/index.html");
    assert!(page.contains("Corrected since") && page.contains("No milestone was finished."), "{page}");
    let told = project.run("close sprint-01 --again Forgotten");
    assert_eq!((told.err.as_str(), told.code), ("", 0));
    let record: serde_json::Value = serde_json::from_str(&project.read(RECORD)).expect("JSON");
    assert_eq!(record["again"], "Forgotten");
    assert_eq!(record["state"]["completed"], serde_json::json!(["M1"]));
    assert_eq!(record["former"][0]["state"]["completed"], serde_json::json!([]));
    assert!(!project.run("check --format short").out.contains("past-changed"));
    project.run("close sprint-01 --again Twice");
    let record: serde_json::Value = serde_json::from_str(&project.read(RECORD)).expect("JSON");
    assert_eq!(record["former"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_broken_record_is_told_and_never_overwritten() {
    let project = project().with(RECORD, "{\"record\": 1,");
    let told = project.run("check --format short");
    assert!(told.out.contains("s1.record.json:1:13: error[broken-record]"), "{}", told.out);
    assert!(!told.out.contains("not-closed"), "{}", told.out);
    assert_eq!(project.run("build").code, 0);
    assert_eq!(project.run("close sprint-01").code, 2);
    assert_eq!(project.read(RECORD), "{\"record\": 1,");
    assert_eq!(project.run("close sprint-01 --again Broken").code, 0);
    assert!(project.read(RECORD).contains("\"text\""));
    assert!(!project.run("check --format short").out.contains("broken-record"));
}

#[test]
fn a_record_is_found_where_the_content_is() {
    let project = project();
    std::fs::rename(project.path("content"), project.path("plan")).expect("renamed");
    assert_eq!(project.run("close sprint-01 --content plan").code, 0);
    assert!(project.path("plan/sprints/s1.record.json").exists());
    assert!(!project.run("check --format short --content plan").out.contains("not-closed"));
    // asked for a day before the sprint was over, nobody knows of the record
    let told = project.run("report sprint-01 --content plan --as-of 2026-02-20");
    assert!(told.out.contains("Report Date: 2026-02-20"), "{}", told.out);
}

#[test]
fn closed_again_the_next_record_keeps_what_it_left_to_the_former() {
    let far = |updates: &str| {
        format!(
            "---\nkind: milestone\nid: M5\ntitle: Cake\nphase: P1\nowner: ada\nduration: 5d\nstart: 2026-06-01\nfinish: 2026-06-05\nconstraint: {{type: SNET, date: 2026-06-01}}\n{updates}---\n"
        )
    };
    const PATH: &str = "content/milestones/m5-cake.md";
    const NEXT: &str = "content/sprints/s2.record.json";
    let project = project().with(PATH, far(""));
    assert_eq!(project.run("close sprint-01 --as-of 2026-03-20").code, 0);
    assert_eq!(project.run("close sprint-02 --as-of 2026-03-20").code, 0);
    let of_cake = |project: &Project, path: &str| -> Option<serde_json::Value> {
        let record: serde_json::Value = serde_json::from_str(&project.read(path)).expect("JSON");
        let all = record["state"]["milestones"].as_array().expect("a list").clone();
        all.into_iter().find(|row| row["id"] == "M5")
    };
    let was = of_cake(&project, RECORD).expect("the first record has all");
    assert_eq!(of_cake(&project, NEXT), None, "it left that to the record before");
    let project =
        project.with(PATH, far("updates:\n  - {date: 2026-02-25, by: ada, status: planned, rag: amber}\n"));
    let told = project.run("close sprint-01 --again Forgotten --as-of 2026-03-20");
    assert_eq!((told.err.as_str(), told.code), ("", 0));
    assert!(told.out.contains("keeps what it left to the former record"), "{}", told.out);
    assert_ne!(of_cake(&project, RECORD), Some(was.clone()));
    assert_eq!(of_cake(&project, NEXT), Some(was), "what it said stays");
}

/// Whoever may write in the project could name any file by a link in the place of a record.
#[cfg(unix)]
#[test]
fn a_record_is_not_written_through_a_link_that_leads_out() {
    let project = project();
    let outside = project.home().join("theirs.json");
    std::fs::write(&outside, "theirs").expect("a file");
    std::os::unix::fs::symlink(&outside, project.path("content/sprints/s1.record.json")).expect("a link");
    let told = project.run("close 1");
    assert!(told.code != 0 && told.err.contains("a link leads out of the project"), "{}", told.err);
    assert_eq!(std::fs::read_to_string(&outside).expect("a file"), "theirs");
}
