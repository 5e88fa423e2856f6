//! `milepost check --fix`: what is written, what is told, and what stays as it was.

use std::fs;

use serde_json::Value;

use crate::project::Project;

const MILESTONE: &str = "content/milestones/m2-bread.md";

/// The sound project with slips in M2.
fn with_slips(newline: &str) -> Project {
    let lines = [
        "---",
        "kind: milestone",
        "id: M2",
        "title: Bread: rye   # a comment",
        "phase: P1",
        "onwer: 'ada'",
        "duration:3d",
        "depends_on:   [m1-oven.md]",
        "---",
        "Two spaces at the end:  ",
        "",
    ];
    Project::sound().with(MILESTONE, lines.join(newline))
}

fn mended(newline: &str) -> String {
    let lines = [
        "---",
        "kind: milestone",
        "id: M2",
        "title: \"Bread: rye\"   # a comment",
        "phase: P1",
        "owner: 'ada'",
        "duration: 3d",
        "depends_on:   [M1]",
        "---",
        "Two spaces at the end:  ",
        "",
    ];
    lines.join(newline)
}

#[test]
fn the_right_text_is_written_and_told() {
    let project = with_slips("\n");
    assert_eq!(project.run("check").code, 1);
    let told = project.run("check --fix");
    assert_eq!(project.read(MILESTONE), mended("\n"));
    assert_eq!((told.err.as_str(), told.code), ("", 0));
    for line in [
        "m2-bread.md:4:8: fixed[yaml-syntax]: wrote `\"Bread: rye\"` for `Bread: rye`",
        "m2-bread.md:6:1: fixed[unknown-key]: wrote `owner` for `onwer`",
        "m2-bread.md:7:10: fixed[yaml-syntax]: put the spaces right",
        "m2-bread.md:8:16: fixed[loose-reference]: wrote `M1` for `m1-oven.md`",
        "Fixed 4 findings in 1 file",
    ] {
        assert!(told.out.contains(line), "{line}\n{}", told.out);
    }
}

#[test]
fn line_ends_and_the_mark_of_byte_order_stay() {
    let project = with_slips("\r\n");
    let text = fs::read_to_string(project.path(MILESTONE)).expect("a text");
    let project = project.with(MILESTONE, format!("\u{feff}{text}"));
    project.run("check --fix");
    assert_eq!(project.read(MILESTONE), format!("\u{feff}{}", mended("\r\n")));
}

#[test]
fn a_second_run_writes_nothing() {
    let project = with_slips("\n");
    project.run("check --fix");
    let before = project.files("content");
    let told = project.run("check --fix");
    assert_eq!(project.files("content"), before);
    assert!(!told.out.contains("fixed[") && !told.out.contains("Fixed"), "{}", told.out);
}

#[test]
fn what_is_not_known_is_left_alone() {
    let project = Project::with_an_error();
    let before = project.files("content");
    let told = project.run("check --fix --format short");
    assert_eq!(project.files("content"), before);
    assert!(told.out.contains("unknown-reference"), "{}", told.out);
    assert_eq!(told.code, 1);
}

#[test]
fn a_file_with_bytes_that_cannot_be_read_is_left_alone() {
    let mut bytes = b"---\nkind: milestone\nid: M2\ntitle: Br".to_vec();
    bytes.push(0xff);
    bytes.extend(b"t\nphase: P1\nonwer: ada\nduration: 3d\n---\n");
    let project = Project::sound().with(MILESTONE, &bytes);
    let told = project.run("check --fix");
    assert_eq!(fs::read(project.path(MILESTONE)).expect("a file"), bytes);
    assert!(told.out.contains("m2-bread.md is left as it is"), "{}", told.out);
}

#[test]
fn json_tells_what_is_left_and_what_a_fix_would_write() {
    let project = with_slips("\n");
    let report: Value = serde_json::from_str(&project.run("check --format json").out).expect("JSON");
    let found = report["diagnostics"].as_array().expect("a list");
    let key = found.iter().find(|found| found["code"] == "unknown-key").expect("the misspelt key");
    assert_eq!((&key["end_line"], &key["end_column"]), (&Value::from(6), &Value::from(6)));
    assert_eq!(key["fix"]["text"], "owner");
    assert_eq!((&key["fix"]["column"], &key["fix"]["end_column"]), (&Value::from(1), &Value::from(6)));
    let told = project.run("check --fix --format json");
    let report: Value = serde_json::from_str(&told.out).expect("JSON alone");
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
    assert!(told.err.contains("Fixed 4 findings in 1 file"), "{}", told.err);
}

#[test]
fn equal_findings_are_told_once_to_people_and_all_to_programs() {
    let pages = (1..=5).map(|n| {
        (format!("content/people/page{n}.md"), format!("---\nid: person{n}\nflavor: rye\nname: P\n---\n"))
    });
    let project = pages.fold(Project::sound(), |project, (name, text)| project.with(&name, text));
    let told = project.run("check").out;
    assert!(
        told.contains(
            "5 times: also at content/people/page2.md:3:1, content/people/page3.md:3:1 and 2 more places"
        ),
        "{told}"
    );
    assert!(!told.contains("page4.md") && told.contains("5 warnings"), "{told}");
    for line in ["check -v", "check --format short", "check --format json"] {
        assert!(project.run(line).out.contains("page5.md"), "{line}");
    }
}
