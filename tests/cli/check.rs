//! `milepost check`: every form of the report, and what counts as failing.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;

#[test]
fn a_sound_project_passes() {
    assert_snapshot!(Project::sound().transcript("check"));
    assert_eq!(Project::sound().run("check --strict").code, 0);
}

#[test]
fn nothing_is_written() {
    let project = Project::with_an_error();
    project.run("check");
    assert!(!project.path("output").exists());
}

#[test]
fn an_error_is_shown_at_its_line() {
    assert_snapshot!(Project::with_an_error().transcript("check"));
}

#[test]
fn the_short_form_has_one_line_for_each() {
    let project =
        Project::with_an_error().with("content/page.md", "---\ntitle: P\nflavor: rye\n---\nText.\n");
    assert_snapshot!(project.transcript("check --format short"));
}

#[test]
fn warnings_count_only_when_strict() {
    let project = Project::with_a_warning();
    let codes = ["check", "check --strict", "--strict check -qq"].map(|line| project.run(line).code);
    assert_eq!(codes, [0, 1, 1]);
}

#[test]
fn quiet_tells_errors_and_more_quiet_nothing() {
    let told = Project::with_a_warning().run("check -q");
    assert_eq!((told.out.as_str(), told.err.as_str(), told.code), ("", "", 0));
    let told = Project::with_an_error().run("check -q");
    assert!(
        told.out.starts_with("error[unknown-reference]") && !told.out.contains("Checked"),
        "{}",
        told.out
    );
    let told = Project::with_an_error().run("check -q --quiet");
    assert_eq!((told.out.as_str(), told.err.as_str(), told.code), ("", "", 1));
}

#[test]
fn json_is_one_object_with_every_place() {
    let project = Project::with_an_error();
    let told = project.run("check --format json");
    assert_eq!((told.err.as_str(), told.code), ("", 1));
    let report: Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(report["as_of"], "2026-03-02");
    assert_eq!(report["errors"], 1);
    let found = report["diagnostics"].as_array().expect("a list");
    let errors: Vec<&Value> = found.iter().filter(|found| found["severity"] == "error").collect();
    let [error] = errors[..] else { panic!("{report:#}") };
    assert_eq!(error["code"], "unknown-reference");
    assert_eq!(error["file"], "content/milestones/m3-cake.md");
    assert_eq!((&error["line"], &error["column"]), (&Value::from(8), &Value::from(14)));
    let whole = project.run("check --format json -q").out;
    assert_eq!(whole, told.out, "a program gets everything");
}

#[test]
fn content_cannot_steer_the_terminal() {
    let page = "---\ntitle: P\n\u{202e}x\u{9b}31my: 1\n---\nText \u{1b}[2J\u{9b}2J.\n";
    let project = Project::sound().with("content/page.md", page);
    for line in ["check", "check --format short", "check --format json", "build -v"] {
        let told = project.run(line);
        let steers = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(
            !told.out.contains(steers) && !told.err.contains(steers),
            "{line}: {:?}{:?}",
            told.out,
            told.err
        );
    }
    let told = project.run("check --format json").out;
    assert!(told.contains("page.md"), "{told}");
}

#[test]
fn a_lost_status_date_stops_every_command_and_the_clock_does_not_stand_in() {
    for line in ["status_date: 2026-02-30", "status_dat: 2026-03-02", "statusDate: soon"] {
        let settings = format!("title: Shop\nstart: 2026-03-02\n{line}\n");
        let project = Project::sound().with("milepost.yaml", &settings);
        for command in ["build", "check", "escalations", "risks"] {
            let run = project.run(command);
            assert_eq!(run.code, 1, "{command} with `{line}`");
        }
        assert!(!project.path("output").exists(), "{line}");
        assert_eq!(project.run("build --as-of 2026-03-02").code, 0, "a day that is given counts: {line}");
    }
}
